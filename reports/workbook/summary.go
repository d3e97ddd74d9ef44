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
	if len(w.pack.Ranking) > 0 {
		notable = append(notable, line{"", strings.Join(w.pack.Ranking, " ")})
	}
	signals := w.pack.InAreas
	if len(signals.Words) > 0 {
		notable = append(notable, line{w.say("areas.label"), strings.Join(signals.Words, " ")})
	}
	for _, s := range signals.Signals {
		notable = append(notable, line{s.Indicator.ID + " " + s.Indicator.Name + ", " + s.Area, s.Text})
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
	t := reports.Table{ID: "indicators", Columns: w.columns(
		"table.indicator", "table.name", "indicator.latest", "indicator.baseline", "indicator.trend", "workbook.reason", "indicator.target", "workbook.kind",
	)}
	everyone := all(w.pack)
	for _, i := range everyone {
		t.Rows = append(t.Rows, []reports.Figure{
			text(i.ID), text(i.Name), text(or(i.Latest, "[x]")), text(w.baseline(i)), text(i.Trend.Word), text(reasonOf(i)), text(said(i.Target)), text(w.figuresWord(i)),
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

// reasonOf is why the trend is as it is, and what a person says beside it.
func reasonOf(i *reports.Indicator) string {
	if i.Person == "" {
		return i.Trend.Reason
	}
	return strings.TrimPrefix(i.Trend.Reason+". "+i.Person, ". ")
}

// baseline is the text of an indicator's baseline, without its note.
func (w *writer) baseline(i *reports.Indicator) string {
	for _, f := range i.Facts {
		if f.Label == w.say("indicator.baseline") {
			return f.Text
		}
	}
	return w.say("table.none")
}

func said(v reports.Verdict) string {
	if v.Reason == "" {
		return v.Word
	}
	return v.Word + ": " + v.Reason
}

// notes lists every note of every indicator, numbered as on the indicators' worksheets.
func (w *writer) notes(g page) {
	t := reports.Table{ID: "notes", Columns: w.columns("workbook.note", "table.indicator", "table.name", "workbook.text", "workbook.kind")}
	n := 0
	for _, i := range all(w.pack) {
		for _, note := range i.Notes {
			n++
			t.Rows = append(t.Rows, []reports.Figure{text(w.say("workbook.note-number", "n", itoa(n))), text(i.ID), text(i.Name), text(note), text(w.figuresWord(i))})
		}
	}
	if n == 0 {
		t.Rows = append(t.Rows, []reports.Figure{text(w.say("table.none")), text(w.say("workbook.all")), text(w.say("workbook.all")), text(w.say("workbook.no-notes")), text(w.say("workbook.all"))})
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
		out = append(out, line{w.say("workbook.note-label", "n", itoa(n+k+1)), note})
	}
	return out
}

// markLines explain the marks that a table uses, in one line; none when it uses none.
func (w *writer) markLines(t reports.Table) []line {
	var used []string
	for _, m := range w.meanings() {
		if uses(t, m.label) {
			used = append(used, m.label+" "+strings.TrimSuffix(m.text, "."))
		}
	}
	if len(used) == 0 {
		return nil
	}
	return []line{{w.say("workbook.marks-in-table"), strings.Join(used, "; ") + "."}}
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
