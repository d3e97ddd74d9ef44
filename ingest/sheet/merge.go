package sheet

import (
	"cmp"
	"slices"
	"sort"
)

// clearCovered blanks the cells that merged ranges cover and gives the ranges
// top to bottom, left to right. It walks down the rows with the ranges that are
// open there, kept by column; a range that overlaps an open one is left out, so
// that they stay few and apart, whatever a damaged file claims.
func clearCovered(rows []gridRow, merged []Range) []Range {
	if len(merged) == 0 {
		return nil
	}
	slices.SortStableFunc(merged, func(a, b Range) int {
		return cmp.Or(cmp.Compare(a.Top, b.Top), cmp.Compare(a.Left, b.Left))
	})
	open := openRanges{waiting: merged}
	for i := range rows {
		open.moveTo(int(rows[i].number))
		if len(open.ranges) == 0 {
			continue
		}
		cells := rows[i].cells
		rows[i].cells = slices.DeleteFunc(cells, func(s stored) bool {
			return open.cover(int(rows[i].number), int(s.column))
		})
	}
	open.moveTo(maxRows + 1)
	return open.taken
}

// openRanges are the merged ranges that reach the row at hand.
type openRanges struct {
	waiting, taken []Range
	ranges         []Range // by column, apart from each other
	nextEnd        int     // the first row at which one of them has ended
}

// moveTo closes the ranges that end before the row and opens those that start
// by then.
func (o *openRanges) moveTo(row int) {
	for len(o.waiting) > 0 && o.waiting[0].Top <= row {
		o.close(o.waiting[0].Top)
		o.open(o.waiting[0])
		o.waiting = o.waiting[1:]
	}
	o.close(row)
}

func (o *openRanges) close(row int) {
	if len(o.ranges) == 0 || row < o.nextEnd {
		return
	}
	o.ranges = slices.DeleteFunc(o.ranges, func(r Range) bool { return r.Bottom < row })
	o.nextEnd = maxRows + 2
	for _, r := range o.ranges {
		o.nextEnd = min(o.nextEnd, r.Bottom+1)
	}
}

func (o *openRanges) open(r Range) {
	i := sort.Search(len(o.ranges), func(i int) bool { return o.ranges[i].Right >= r.Left })
	if i < len(o.ranges) && o.ranges[i].Left <= r.Right {
		return
	}
	if len(o.ranges) == 0 {
		o.nextEnd = r.Bottom + 1
	}
	o.ranges = slices.Insert(o.ranges, i, r)
	o.nextEnd = min(o.nextEnd, r.Bottom+1)
	o.taken = append(o.taken, r)
}

// cover says whether a merged range hides the cell: all of its cells but the
// first.
func (o *openRanges) cover(row, col int) bool {
	i := sort.Search(len(o.ranges), func(i int) bool { return o.ranges[i].Right >= col })
	if i == len(o.ranges) || o.ranges[i].Left > col {
		return false
	}
	return row != o.ranges[i].Top || col != o.ranges[i].Left
}
