package sheet

import (
	"encoding/json"
	"fmt"
	"testing"
)

func jsonText(c Cell) string {
	if s, ok := c.Value().(string); ok {
		return s
	}
	return fmt.Sprint(c.Value())
}

// checkBook reads a file in every way and holds the ways against each other:
// the list of sheets, a grid, a scan. Whatever a file holds, an error must be a
// refusal, a value must be JSON, and the ways must agree. It gives the first
// refusal.
func checkBook(t testing.TB, name string, content []byte, limits Limits) error {
	t.Helper()
	b, err := Open(name, content, limits)
	if err != nil {
		if !isRefusal(err) {
			t.Fatalf("%s: not a refusal: %v", name, err)
		}
		return err
	}
	var first error
	for i, info := range b.Sheets() {
		if b.Names()[i] != info.Name {
			t.Fatalf("%s: sheet %d is %q and %q", name, i, b.Names()[i], info.Name)
		}
		if isTwice(b.Names(), i) {
			continue // only the first of a name can be asked for
		}
		if err := checkSheet(t, b, info); first == nil {
			first = err
		}
	}
	return first
}

func isTwice(names []string, i int) bool {
	for _, n := range names[:i] {
		if n == names[i] {
			return true
		}
	}
	return false
}

func checkSheet(t testing.TB, b *Book, info Info) error {
	t.Helper()
	g, err := b.Grid(info.Name)
	if err != nil {
		if !isRefusal(err) {
			t.Fatalf("not a refusal: %v", err)
		}
		return err
	}
	// Dates and merges are looked at by a grid only, so that the list may know
	// more filled cells than there are, never fewer.
	if info.Err != nil || info.Rows < g.Rows || info.Columns < g.Columns {
		t.Fatalf("%s!%s: listed as %d x %d, %v; the grid has %d x %d", b.name, info.Name, info.Rows, info.Columns, info.Err, g.Rows, g.Columns)
	}
	if rows := countTo(info.Rows, g.hiddenRows); rows != info.HiddenRows {
		t.Fatalf("%s!%s: %d hidden rows are listed; the grid has %d", b.name, info.Name, info.HiddenRows, rows)
	}
	if columns := countTo(info.Columns, g.hiddenColumns); columns != info.HiddenColumns {
		t.Fatalf("%s!%s: %d hidden columns are listed; the grid has %d", b.name, info.Name, info.HiddenColumns, columns)
	}
	if g.Columns <= 200 {
		for _, p := range Profile(g, g.HeadingRow(), isTestPeriod) {
			if p.Filled < 0 || p.Blank < 0 || p.Kind == "" || (p.Kind == NothingColumn) != (p.Filled == 0) {
				t.Fatalf("%s!%s: %+v", b.name, info.Name, p)
			}
		}
	}
	last := 0
	err = b.Scan(info.Name, func(n int, cells []Cell) error {
		if n < 1 || len(cells) == 0 || cells[len(cells)-1].Kind == Blank {
			t.Fatalf("%s!%s: a scan gives row %d of %d cells", b.name, info.Name, n, len(cells))
		}
		last = max(last, n)
		for i, c := range cells {
			if c.Kind != Blank && len(g.Merged) == 0 && last == n {
				checkCell(t, g, n, i+1, c)
			}
		}
		return nil
	})
	if err != nil && !isRefusal(err) {
		t.Fatalf("not a refusal: %v", err)
	}
	return err
}

func checkCell(t testing.TB, g *Grid, row, col int, scanned Cell) {
	t.Helper()
	c := g.At(row, col)
	if c.Kind == Blank && !scanned.Uncalculated {
		t.Fatalf("%s: %+v in a scan, blank in the grid", CellName(row, col), scanned)
	}
	if _, err := json.Marshal(c.Value()); err != nil {
		t.Fatalf("%s: %v", CellName(row, col), err)
	}
	if c.Kind > Error || c.Kind == Error && c.Text == "" && c.Value() != "" {
		t.Fatalf("%s: %+v", CellName(row, col), c)
	}
}
