package workbook

import (
	"planwatch/reports"
)

// definitions says in long form what each indicator counts, where it stands in the plan and where it comes from.
func (w *writer) definitions(g page) {
	t := reports.Table{ID: "definitions", Columns: w.columns("table.indicator", "table.name", "workbook.part", "workbook.text")}
	for _, i := range all(w.pack) {
		add := func(part, said string) {
			if said != "" {
				t.Rows = append(t.Rows, []reports.Figure{text(i.ID), text(i.Name), text(part), text(said)})
			}
		}
		add(w.say("table.question"), i.Question)
		add(w.say("workbook.section"), i.Section)
		add(w.say("workbook.objective"), sentences(i.ObjectiveID, i.Objective))
		add(w.say("workbook.place"), i.Place)
		for _, f := range i.Definition {
			add(f.Label, sentences(f.Text, f.Note))
		}
		for _, d := range i.Terms {
			add(w.say("workbook.term-of", "term", d.Name), d.Definition)
		}
		add(w.say("workbook.caveat"), i.Caveat)
		for _, f := range i.Context {
			add(w.say("workbook.context"), sentences(f.Label, f.Text, f.Note))
		}
		for _, s := range i.SourceLines {
			add(w.say("table.source"), s)
		}
		add(w.say("workbook.kind"), w.figuresWord(i))
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{11, 34, 26, 80}, "landscape")
}

// methods explains how figures are worked out, a row a paragraph.
func (w *writer) methods(g page) {
	t := reports.Table{ID: "methods", Columns: w.columns("workbook.subject", "workbook.explanation")}
	for _, m := range w.pack.Methods {
		for _, s := range m.Text {
			t.Rows = append(t.Rows, []reports.Figure{text(m.Heading), text(s)})
		}
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{34, 100}, "landscape")
}

// sources lists publications and returns with the files that were read, a row a file.
func (w *writer) sources(g page) {
	t := reports.Table{ID: "sources", Columns: w.columns(
		"table.source", "sources.publisher", "workbook.kind", "sources.licence", "workbook.file", "workbook.edition", "workbook.read", "workbook.sha256",
	)}
	var addresses []string
	for _, s := range w.pack.Sources {
		files := s.Files
		if len(files) == 0 {
			files = []reports.File{{Name: w.say("table.none")}}
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
	t := reports.Table{ID: "glossary", Columns: w.columns("workbook.term", "workbook.aliases", "workbook.definition", "workbook.formula", "table.source", "sources.address", "workbook.checked")}
	for _, d := range w.pack.Glossary {
		t.Rows = append(t.Rows, []reports.Figure{text(d.Name), text(or(d.Aliases, w.say("table.none"))), text(d.Definition), text(d.Formula), text(d.Source), text(d.Address), text(d.Checked)})
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{28, 16, 54, 24, 30, 32, 14}, "landscape")
}
