package inbox

import (
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// reach is how many rows and columns around a cell are shown; longest is how much of a cell's text.
const (
	reach   = 2
	longest = 80
)

// window is a cell with its neighbours, as the sheet shows them.
type window struct {
	Sheet, Cell string // Sheet is empty for a CSV
	Columns     []string
	Rows        []windowRow
	Hidden      bool // the cell itself is
}

type windowRow struct {
	Number int
	Cells  []windowCell
}

// windowCell is one cell; Here marks the one that the problem is about.
type windowCell struct {
	Text string
	Here bool
}

// windowsOf gives the window of each problem that has a cell, nil for the others. A file or a sheet that can't be read
// has none: its report must be written all the same. Each sheet is read once, however many problems it has.
func windowsOf(name string, content []byte, problems kpi.Problems, limits sheet.Limits) []*window {
	out := make([]*window, len(problems))
	book, err := sheet.Open(name, content, limits)
	if err != nil {
		return out
	}
	for name, at := range bySheet(problems) {
		grid, err := book.Grid(name)
		if err != nil {
			continue
		}
		for _, i := range at {
			out[i] = windowOf(grid, problems[i].Cell)
		}
	}
	return out
}

// bySheet gives the positions of the problems with a cell.
func bySheet(problems kpi.Problems) map[string][]int {
	out := map[string][]int{}
	for i, p := range problems {
		if p.Sheet != "" && p.Cell != "" {
			out[p.Sheet] = append(out[p.Sheet], i)
		}
	}
	return out
}

// windowOf cuts a window out of a sheet; nil when the cell lies outside of what is used.
func windowOf(g *sheet.Grid, cell string) *window {
	row, col, err := sheet.ParseCell(cell)
	if err != nil || row > g.Rows || col > g.Columns {
		return nil
	}
	w := &window{Cell: sheet.CellName(row, col), Hidden: g.At(row, col).Hidden}
	if g.Name != onlySheet {
		w.Sheet = plain(g.Name)
	}
	top, left := max(row-reach, 1), max(col-reach, 1)
	bottom, right := min(row+reach, g.Rows), min(col+reach, g.Columns)
	for c := left; c <= right; c++ {
		w.Columns = append(w.Columns, sheet.ColumnName(c))
	}
	for r := top; r <= bottom; r++ {
		line := windowRow{Number: r}
		for c := left; c <= right; c++ {
			line.Cells = append(line.Cells, windowCell{shown(g.At(r, c)), r == row && c == col})
		}
		w.Rows = append(w.Rows, line)
	}
	return w
}

// shown is what the sheet shows in a cell. A formula without a saved result shows nothing here that a reader of the
// open sheet would recognise, so that is said.
func shown(c sheet.Cell) string {
	if c.Uncalculated {
		return "(formula, not calculated)"
	}
	return clipped(plain(c.Text), longest)
}
