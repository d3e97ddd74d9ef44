package workbook

import (
	"strings"

	"planwatch/reports"
)

const summaryWidth = 64.0 // digits: sentences stand above the table

// summary has the table of the first page, below what is notable.
func (w *writer) summary(g page) {
	row := w.sheet(g, oneTable, nil)
	var notable []line
	for _, n := range w.pack.Notable {
		notable = append(notable, line{n.Indicator.ID + " " + n.Indicator.Name, n.Text})
	}
	row = w.lines(g.name, row, notable, summaryWidth)
	widths := []float64{summaryWidth}
	for range w.pack.Counts.Columns[1:] {
		widths = append(widths, numberWidth)
	}
	w.table(g.name, row, w.pack.Counts, widths, "landscape")
}

// register lists every indicator, also those without figures, with what can be said of each.
func (w *writer) register(g page) {
	t := reports.Table{ID: "indicators", Columns: []reports.Column{
		{Name: "Indicator"}, {Name: "Name"}, {Name: "Latest figure"}, {Name: "Baseline"}, {Name: "Trend"}, {Name: "Reason"}, {Name: "Target"}, {Name: "Kind of figures"},
	}}
	everyone := all(w.pack)
	for _, i := range everyone {
		t.Rows = append(t.Rows, []reports.Figure{
			text(i.ID), text(i.Name), text(or(i.Latest, "[x]")), text(fact(i, "Baseline")), text(i.Trend.Word), text(i.Trend.Reason), text(said(i.Target)), text(figuresWord(i)),
		})
	}
	row := w.sheet(g, oneTable, nil)
	head := w.table(g.name, row, t, []float64{11, 28, 21, 19, 16, 30, 18, 20}, "landscape")
	for n, i := range everyone {
		if sheet := w.names[i]; sheet != "" {
			w.put(g.name, 1, head+1+n, i.ID, w.cellLink)
			w.leadTo(g.name, 1, head+1+n, sheet)
		}
	}
}

// fact is the text of an indicator's fact, without its note.
func fact(i *reports.Indicator, label string) string {
	for _, f := range i.Facts {
		if f.Label == label {
			return f.Text
		}
	}
	return "none"
}

func said(v reports.Verdict) string {
	if v.Reason == "" {
		return v.Word
	}
	return v.Word + ": " + v.Reason
}

// notes lists every note of every indicator, numbered as on the indicators' worksheets.
func (w *writer) notes(g page) {
	t := reports.Table{ID: "notes", Columns: []reports.Column{{Name: "Note"}, {Name: "Indicator"}, {Name: "Name"}, {Name: "Text"}, {Name: "Kind of figures"}}}
	n := 0
	for _, i := range all(w.pack) {
		for _, note := range i.Notes {
			n++
			t.Rows = append(t.Rows, []reports.Figure{text("note " + itoa(n)), text(i.ID), text(i.Name), text(note), text(figuresWord(i))})
		}
	}
	if n == 0 {
		t.Rows = append(t.Rows, []reports.Figure{text("none"), text("all"), text("all"), text("There are no notes."), text("all")})
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{10, 11, 34, 70, 27}, "landscape")
}

// noteLines are an indicator's notes with their numbers in the whole workbook.
func (w *writer) noteLines(of *reports.Indicator) []line {
	n := 0
	for _, i := range all(w.pack) {
		if i == of {
			break
		}
		n += len(i.Notes)
	}
	var out []line
	for k, note := range of.Notes {
		out = append(out, line{"Note " + itoa(n+k+1), note})
	}
	return out
}

// markLines explain the marks that a table uses, in one line; none when it uses none.
func markLines(t reports.Table) []line {
	var used []string
	for _, m := range marks {
		if uses(t, m.label) {
			used = append(used, m.label+" "+strings.TrimSuffix(m.text, "."))
		}
	}
	if len(used) == 0 {
		return nil
	}
	return []line{{"Marks in the table", strings.Join(used, "; ") + "."}}
}

func uses(t reports.Table, sign string) bool {
	for _, row := range t.Rows {
		for _, f := range row {
			if strings.Contains(f.Text, sign) || strings.Contains(f.Marks, sign) {
				return true
			}
		}
	}
	return false
}
