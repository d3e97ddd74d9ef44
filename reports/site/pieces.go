package site

import (
	"fmt"

	"planwatch/kpi/words"
	"planwatch/reports"
)

// mostColumns is how many columns of a table fit side by side on paper.
const mostColumns = 10

// pieces cuts a table that is too wide for paper into several, each beginning with the first column, which says what
// its row is about.
func pieces(w *words.Catalogue, t *reports.Table) []reports.Table {
	if len(t.Columns) <= mostColumns {
		return []reports.Table{*t}
	}
	var out []reports.Table
	for from := 1; from < len(t.Columns); from += mostColumns - 2 {
		to := min(from+mostColumns-2, len(t.Columns))
		p := reports.Table{ID: fmt.Sprintf("%s-%d", t.ID, len(out)+1), Caption: w.Say("table.piece", "caption", t.Caption, "n", len(out)+1)}
		p.Columns = append([]reports.Column{t.Columns[0]}, t.Columns[from:to]...)
		for _, row := range t.Rows {
			p.Rows = append(p.Rows, append([]reports.Figure{row[0]}, row[from:to]...))
		}
		out = append(out, p)
	}
	return out
}
