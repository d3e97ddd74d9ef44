package workbook

import (
	"strings"
	"unicode/utf8"

	"planwatch/reports"
)

// chapters are the worksheets of a pack that is about the indicators themselves: the words of every chapter, and a
// worksheet for each table.
func (w *writer) chapters() []page {
	out := []page{{w.tab("workbook.sheet.words"), w.say("workbook.title.words"), w.chapterWords}}
	for _, c := range w.pack.Chapters {
		if c.Table == nil {
			continue
		}
		out = append(out, page{tabName(c.Sheet), c.Title, func(g page) {
			w.table(g.name, w.sheet(g, oneTable, nil), *c.Table, readable(*c.Table), "landscape")
		}})
	}
	return out
}

// chapterWords is a row a paragraph.
func (w *writer) chapterWords(g page) {
	t := reports.Table{ID: "words", Columns: w.columns("workbook.chapter", "workbook.text")}
	for _, c := range w.pack.Chapters {
		for _, s := range c.Text {
			t.Rows = append(t.Rows, []reports.Figure{text(c.Title), text(s)})
		}
	}
	w.table(g.name, w.sheet(g, oneTable, nil), t, []float64{34, 100}, "landscape")
}

// readable gives widths in digits by how long a column's texts are: short ones in full, long ones wrapped.
func readable(t reports.Table) []float64 {
	out := make([]float64, len(t.Columns))
	for n, c := range t.Columns {
		longest := 0
		for _, word := range strings.Fields(c.Name) {
			longest = max(longest, utf8.RuneCountInString(word)+2) // headings are bold
		}
		for _, row := range t.Rows {
			longest = max(longest, utf8.RuneCountInString(row[n].String()))
		}
		out[n] = min(max(float64(longest)+2, 10), 48)
	}
	return out
}
