package sheet

import (
	"cmp"
	"slices"
)

// maxMerges bounds the list of merged ranges of one sheet. The largest form in
// our corpus has 1,036.
const maxMerges = 1 << 17

// collector is the sink that fills a Grid. Cells are kept in large blocks, so
// that a growing sheet is never copied.
type collector struct {
	grid     *Grid
	limits   Limits
	block    []stored
	held     int   // cells kept
	cells    int   // cells filled, repeats counted
	bytes    int64 // text kept
	unsorted bool
}

const blockCells = 8192

func (c *collector) bare() bool { return false }

func (c *collector) hideColumns(first, last int) {
	c.grid.hiddenColumns = append(c.grid.hiddenColumns, interval{first, last})
}

func (c *collector) merge(area Range) {
	if len(c.grid.Merged) < maxMerges && (area.Top != area.Bottom || area.Left != area.Right) {
		c.grid.Merged = append(c.grid.Merged, area)
	}
}

func (c *collector) row(r *row) error {
	if r.hidden {
		c.grid.hiddenRows = extended(c.grid.hiddenRows, r.number, r.number+r.repeat-1)
	}
	if len(r.cells) == 0 {
		return nil
	}
	if err := c.charge(r); err != nil {
		return err
	}
	if n := len(c.grid.rows); n > 0 {
		before := &c.grid.rows[n-1]
		c.unsorted = c.unsorted || r.number < int(before.number+before.repeat)
	}
	c.grid.rows = append(c.grid.rows, gridRow{
		number: int32(r.number), repeat: int32(r.repeat), cells: c.keep(r.cells),
	})
	return nil
}

// charge counts what the row costs against the limits.
func (c *collector) charge(r *row) error {
	filled, _ := r.filled()
	c.held += len(r.cells)
	c.cells += filled * r.repeat
	c.bytes += r.bytes
	switch {
	case c.cells > c.limits.Cells:
		return tooManyCells(c.limits.Cells).at(r.number, 1)
	case c.held > c.limits.Held:
		return refuse(ErrTooLarge, "the sheet has more than %d filled cells, which is more than is held in memory at once; split it, or %s", c.limits.Held, raiseLimit("held")).at(r.number, 1)
	case c.bytes > c.limits.Strings:
		return tooMuchText(c.limits.Strings).at(r.number, 1)
	}
	return nil
}

func tooManyCells(limit int) *Refusal {
	return refuse(ErrTooLarge, "the sheet has more than %d filled cells; split it, or %s", limit, raiseLimit("cells"))
}

func tooMuchText(limit int64) *Refusal {
	return refuse(ErrTooLarge, "the sheet has more than %s of text; split it, or %s", sizeText(limit), raiseLimit("strings"))
}

// keep copies a row's cells into the current block.
func (c *collector) keep(cells []stored) []stored {
	if len(cells) > cap(c.block)-len(c.block) {
		c.block = make([]stored, 0, max(blockCells, len(cells)))
	}
	from := len(c.block)
	c.block = append(c.block, cells...)
	kept := c.block[from:len(c.block):len(c.block)]
	if !slices.IsSortedFunc(kept, byColumn) {
		slices.SortStableFunc(kept, byColumn)
	}
	return lastOfEach(kept)
}

func byColumn(a, b stored) int { return cmp.Compare(a.column, b.column) }

// lastOfEach drops all but the last of cells with the same column: as in a
// spreadsheet program, what is written later overwrites.
func lastOfEach(cells []stored) []stored {
	out := cells[:0]
	for _, s := range cells {
		if n := len(out); n > 0 && out[n-1].column == s.column {
			out[n-1] = s
			continue
		}
		out = append(out, s)
	}
	return out
}

// finish sorts what came out of order, clears what merges cover and measures
// the used extent.
func (c *collector) finish() *Grid {
	g := c.grid
	if c.unsorted {
		c.sortRows()
	}
	g.hiddenRows = joined(g.hiddenRows)
	g.hiddenColumns = joined(g.hiddenColumns)
	g.Merged = clearCovered(g.rows, g.Merged)
	for i := range g.rows {
		r := row{cells: g.rows[i].cells}
		if count, last := r.filled(); count > 0 {
			g.Rows = int(g.rows[i].number + g.rows[i].repeat - 1)
			g.Columns = max(g.Columns, last)
		}
	}
	return g
}

// sortRows puts rows in order and joins those with the same number. Only a
// damaged workbook needs it; repeats (of ods) never come out of order.
func (c *collector) sortRows() {
	rows := c.grid.rows
	slices.SortStableFunc(rows, func(a, b gridRow) int { return cmp.Compare(a.number, b.number) })
	out := rows[:0]
	for _, r := range rows {
		if n := len(out); n > 0 && out[n-1].number == r.number {
			both := slices.Concat(out[n-1].cells, r.cells)
			slices.SortStableFunc(both, byColumn)
			out[n-1].cells = lastOfEach(both)
			continue
		}
		out = append(out, r)
	}
	c.grid.rows = out
}
