package sheet

import (
	"cmp"
	"slices"
)

// Grid is one sheet held in memory.
type Grid struct {
	Name   string
	Hidden bool
	// Rows and Columns are the used extent: the last row and the last column
	// that hold something. A sheet may start far from A1.
	Rows, Columns int
	// Merged are the merged ranges, top to bottom. Where a damaged file merges
	// a cell twice the later range is left out.
	Merged []Range

	rows          []gridRow // by number, without overlaps
	hiddenRows    []interval
	hiddenColumns []interval
	formats       []*numberFormat
}

// gridRow is repeat equal rows from number on.
type gridRow struct {
	number, repeat int32
	cells          []stored // by column
}

// interval is a run of rows or columns, both ends included.
type interval struct{ first, last int }

// At gives a cell, counted from 1. Outside the used extent, and under a merge
// but for its first cell, it is Blank.
func (g *Grid) At(row, col int) Cell {
	var c Cell
	if s := g.find(row, col); s != nil {
		c = s.cell()
		if s.ready() {
			c.Text = s.text
		} else {
			var buf [64]byte
			c.Text = string(s.shown(buf[:0], g.formats))
		}
	}
	c.Hidden = g.Hidden || within(g.hiddenRows, row) || within(g.hiddenColumns, col)
	return c
}

// RowHidden says whether a whole row is hidden.
func (g *Grid) RowHidden(row int) bool { return within(g.hiddenRows, row) }

// ColumnHidden says whether a whole column is hidden.
func (g *Grid) ColumnHidden(col int) bool { return within(g.hiddenColumns, col) }

// find looks for a cell; nil when the sheet holds none there.
func (g *Grid) find(row, col int) *stored {
	i, found := slices.BinarySearchFunc(g.rows, row, func(r gridRow, n int) int {
		if int(r.number) > n {
			return 1
		}
		if int(r.number+r.repeat) <= n {
			return -1
		}
		return 0
	})
	if !found {
		return nil
	}
	cells := g.rows[i].cells
	if col >= 1 && col <= len(cells) && int(cells[col-1].column) == col {
		return &cells[col-1] // a row without gaps, which most are
	}
	j, found := slices.BinarySearchFunc(cells, col, func(s stored, c int) int {
		return cmp.Compare(int(s.column), c)
	})
	if !found {
		return nil
	}
	return &cells[j]
}

// within says whether n lies in one of the sorted intervals.
func within(intervals []interval, n int) bool {
	_, found := slices.BinarySearchFunc(intervals, n, func(v interval, n int) int {
		if v.first > n {
			return 1
		}
		if v.last < n {
			return -1
		}
		return 0
	})
	return found
}

// extended joins runs as they come: a million hidden rows cost one interval.
func extended(intervals []interval, first, last int) []interval {
	if n := len(intervals); n > 0 && intervals[n-1].last+1 == first {
		intervals[n-1].last = last
		return intervals
	}
	return append(intervals, interval{first, last})
}

// countTo is how many of 1 to last lie in the intervals. Sheets often hide all
// that is not used, to the end of what a sheet can have: that counts for nothing.
func countTo(last int, intervals []interval) (n int) {
	for _, v := range joined(intervals) {
		n += max(0, min(v.last, last)-v.first+1)
	}
	return n
}

// joined sorts intervals and joins those that touch.
func joined(intervals []interval) []interval {
	slices.SortFunc(intervals, func(a, b interval) int { return cmp.Compare(a.first, b.first) })
	var out []interval
	for _, v := range intervals {
		if n := len(out); n > 0 && v.first <= out[n-1].last+1 {
			out[n-1].last = max(out[n-1].last, v.last)
			continue
		}
		out = append(out, v)
	}
	return out
}
