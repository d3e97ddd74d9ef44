package workbook

import (
	"planwatch/reports"
)

// definitions says in long form what each indicator counts, where it stands in the plan and where it comes from.
func (w *writer) definitions(g page) {
	t := reports.Table{ID: "definitions", Columns: []reports.Column{{Name: "Indicator"}, {Name: "Name"}, {Name: "Part"}, {Name: "Text"}}}
	for _, i := range all(w.pack) {
		add := func(part, words string) {
			if words != "" {
				t.Rows = append(t.Rows, []reports.Figure{text(i.ID), text(i.Name), text(part), text(words)})
			}
		}
		add("Question", i.Question)
		add("Section", i.Section)
		add("Objective", sentences(i.ObjectiveID, i.Objective))
		add("Place in the plan", i.Place)
		for _, f := range i.Definition {
			add(f.Label, sentences(f.Text, f.Note))
		}
		for _, d := range i.Terms {
			add("Term: "+d.Name, d.Definition)
		}
		add("What it does not tell", i.Caveat)
		for _, f := range i.Context {
			add("Other figures, never mixed", sentences(f.Label, f.Text, f.Note))
		}
		for _, s := range i.SourceLines {
			add("Source", s)
		}
		add("Kind of figures", figuresWord(i))
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{11, 34, 26, 80}, "landscape")
}

// methods explains how figures are worked out, a row a paragraph.
func (w *writer) methods(g page) {
	t := reports.Table{ID: "methods", Columns: []reports.Column{{Name: "Subject"}, {Name: "Explanation"}}}
	for _, m := range w.pack.Methods {
		for _, s := range m.Text {
			t.Rows = append(t.Rows, []reports.Figure{text(m.Heading), text(s)})
		}
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{34, 100}, "landscape")
}

// sources lists publications and returns with the files that were read, a row a file.
func (w *writer) sources(g page) {
	t := reports.Table{ID: "sources", Columns: []reports.Column{
		{Name: "Source"}, {Name: "Publisher"}, {Name: "Kind of figures"}, {Name: "Licence"}, {Name: "File"}, {Name: "Edition"}, {Name: "Read"}, {Name: "SHA-256 of the file"},
	}}
	var addresses []string
	for _, s := range w.pack.Sources {
		files := s.Files
		if len(files) == 0 {
			files = []reports.File{{Name: "none"}}
		}
		for _, f := range files {
			t.Rows = append(t.Rows, []reports.Figure{
				text(s.Name), text(s.Publisher), text(or(s.Notice, s.Provenance)), text(s.Licence), text(f.Name), text(f.Edition), text(f.Read), text(f.SHA256),
			})
			addresses = append(addresses, s.Address)
		}
	}
	head := w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{56, 18, 20, 22, 26, 14, 12, 38}, "landscape")
	for n, a := range addresses {
		w.outward(g.name, head+1+n, t.Rows[n][0].Text, a)
	}
}

// outward makes a name a link to its page on the web, where it has one: a link's words say where it leads.
func (w *writer) outward(sheet string, row int, name, address string) {
	if !onTheWeb(address) {
		return
	}
	w.put(sheet, 1, row, name, w.cellLink)
	w.try(w.file.SetCellHyperLink(sheet, cellName(1, row), address, "External"))
}

// glossary lists the terms, each with its source and how far it was checked.
func (w *writer) glossary(g page) {
	t := reports.Table{ID: "glossary", Columns: []reports.Column{{Name: "Term"}, {Name: "Also called"}, {Name: "Definition"}, {Name: "Formula"}, {Name: "Source"}, {Name: "Address"}, {Name: "Checked against its source"}}}
	for _, d := range w.pack.Glossary {
		t.Rows = append(t.Rows, []reports.Figure{text(d.Name), text(or(d.Aliases, "none")), text(d.Definition), text(d.Formula), text(d.Source), text(d.Address), text(d.Checked)})
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{28, 16, 54, 24, 30, 32, 14}, "landscape")
}
