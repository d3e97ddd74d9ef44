package workbook

import (
	"slices"

	"planwatch/reports"
)

func areasOf(i *reports.Indicator) *reports.Table      { return i.Areas }
func comparisonOf(i *reports.Indicator) *reports.Table { return i.Comparison }

// The columns that every gathered row has before and after those of its own table.
const (
	gatherFront = 3 // indicator, its table's caption, what heads the row
	gatherUnits = 2 // a figure and its unit
)

// gathered makes one table of a table that each indicator has: a worksheet holds one table, and a workbook with a
// worksheet for each would be hard to find one's way in. Columns of words keep their names; the first column of numbers
// becomes Figure and Unit, the second Rate and Rate unit. A row without a value in a column has [z] there.
func gathered(id string, from []*reports.Indicator, of func(*reports.Indicator) *reports.Table) reports.Table {
	var words []string // names of the columns of words after the first
	var pairs int      // columns of numbers
	for _, i := range from {
		t := of(i)
		if t == nil {
			continue
		}
		n := 0
		for c, column := range t.Columns {
			switch {
			case column.Numeric:
				n++
			case c > 0 && !slices.Contains(words, column.Name):
				words = append(words, column.Name)
			}
		}
		pairs = max(pairs, n)
	}
	out := reports.Table{ID: id, Columns: gatherColumns(words, pairs)}
	for _, i := range from {
		if t := of(i); t != nil {
			for _, row := range t.Rows {
				out.Rows = append(out.Rows, gatherRow(i, t, row, words, pairs))
			}
		}
	}
	return out
}

func gatherColumns(words []string, pairs int) []reports.Column {
	out := []reports.Column{{Name: "Indicator"}, {Name: "Table"}, {Name: "Area"}}
	for n := range pairs {
		name := []string{"Figure", "Rate"}[min(n, 1)]
		out = append(out, reports.Column{Name: name, Numeric: true}, reports.Column{Name: name + " unit"})
	}
	for _, name := range words {
		out = append(out, reports.Column{Name: name})
	}
	return append(out, reports.Column{Name: "Marks"}, reports.Column{Name: "Kind of figures"})
}

func gatherRow(i *reports.Indicator, t *reports.Table, row []reports.Figure, words []string, pairs int) []reports.Figure {
	out := make([]reports.Figure, gatherFront+pairs*gatherUnits+len(words))
	for c := range out {
		out[c] = text("[z]")
	}
	out[0], out[1], out[2] = text(i.ID), text(t.Caption), row[0]
	marks, n := "", 0
	for c, column := range t.Columns {
		f := row[c]
		switch {
		case column.Numeric:
			marks += f.Marks
			f.Marks = ""
			out[gatherFront+n*gatherUnits], out[gatherFront+n*gatherUnits+1] = f, text(column.Name)
			n++
		case c > 0:
			out[gatherFront+pairs*gatherUnits+slices.Index(words, column.Name)] = f
		}
	}
	return append(out, text(or(marks, "none")), text(figuresWord(i)))
}

// gathering writes a gathered table.
func (w *writer) gathering(g page, t reports.Table) {
	row := w.sheet(g, oneTable, w.illustrative()...)
	widths := []float64{11, 38, 18}
	for _, c := range t.Columns[gatherFront:] {
		widths = append(widths, map[bool]float64{true: 12, false: 17}[c.Numeric])
	}
	w.table(g.name, row, t, widths, "landscape")
}
