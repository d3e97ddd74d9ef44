package sheet

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// Merged ranges found by the sweep are those that a plain check of every cell
// finds, over random grids and ranges, overlaps included.
func TestClearCoveredAgainstPlainCheck(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 500 {
		var rows []gridRow
		for r := range 12 {
			if random.IntN(5) == 0 {
				continue
			}
			var cells []stored
			for c := range 12 {
				if random.IntN(4) > 0 {
					cells = append(cells, stored{kind: Number, column: int32(c + 1)})
				}
			}
			rows = append(rows, gridRow{number: int32(r + 1), repeat: 1, cells: cells})
		}
		var merged []Range
		for range random.IntN(12) {
			top, left := 1+random.IntN(12), 1+random.IntN(12)
			merged = append(merged, Range{top, left, top + random.IntN(4), left + random.IntN(4)})
		}
		before := map[[2]int]bool{}
		for _, r := range rows {
			for _, c := range r.cells {
				before[[2]int{int(r.number), int(c.column)}] = true
			}
		}
		taken := clearCovered(rows, slices.Clone(merged))
		for i, a := range taken {
			for _, b := range taken[:i] {
				if a.Top <= b.Bottom && b.Top <= a.Bottom && a.Left <= b.Right && b.Left <= a.Right {
					t.Fatalf("round %d: %v and %v overlap", round, a, b)
				}
			}
		}
		after := map[[2]int]bool{}
		for _, r := range rows {
			for _, c := range r.cells {
				after[[2]int{int(r.number), int(c.column)}] = true
			}
		}
		for cell := range before {
			hidden := slices.ContainsFunc(taken, func(m Range) bool {
				return m.Contains(cell[0], cell[1]) && (cell[0] != m.Top || cell[1] != m.Left)
			})
			if after[cell] == hidden {
				t.Fatalf("round %d: cell %s kept: %v, covered: %v, by %v", round, CellName(cell[0], cell[1]), after[cell], hidden, taken)
			}
		}
		if len(merged) > 0 && len(taken) == 0 {
			t.Fatalf("round %d: all of %v were dropped", round, merged)
		}
	}
}

// Scan gives what the Grid of the same sheet holds, row by row.
func TestScanLikeGrid(t *testing.T) {
	for name, content := range map[string][]byte{
		"xlsx": madeBook{
			styles: formatsOf("General", "#,##0", "dd/mm/yyyy"),
			sheet: `<cols><col min="3" max="3" hidden="1"/></cols>` + rowsOf(`<row r="2"><c r="B2" s="1"><v>12345</v></c><c r="C2" s="2"><v>43190</v></c><c r="XFD2" t="b"><v>1</v></c></row>`+
				`<row r="3"/><row r="4" hidden="1"><c r="A4"><v>1</v></c><c r="A4" t="inlineStr"><is><t>later</t></is></c></row><row r="9"><c r="B9" t="e"><v>#N/A</v></c><c r="D9"><f>1</f></c></row>`),
		}.bytes(t),
		"ods": odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="3"><table:table-cell/><table:table-cell office:value-type="float" office:value="5"><text:p>5.0</text:p></table:table-cell></table:table-row><table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="4" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`),
		"csv": []byte("a,b,,\r\n\r\n,,12,\"x\ny\"\n"),
	} {
		t.Run(name, func(t *testing.T) {
			b := mustOpen(t, name, content)
			g, err := b.Grid(b.Names()[0])
			if err != nil {
				t.Fatal(err)
			}
			seen, last := 0, 0
			err = b.Scan(b.Names()[0], func(n int, cells []Cell) error {
				if n <= last || len(cells) > g.Columns {
					t.Errorf("row %d of %d cells after row %d", n, len(cells), last)
				}
				last = n
				for i, got := range cells {
					want := g.At(n, i+1)
					if got.Kind == Blank {
						want.Hidden = false // blanks are not marked in a scan
					} else {
						seen++
					}
					if got != want {
						t.Errorf("%s: scan %+v, grid %+v", CellName(n, i+1), got, want)
					}
				}
				return nil
			})
			filled := 0
			for r := 1; r <= g.Rows; r++ {
				for c := 1; c <= g.Columns; c++ {
					if g.At(r, c).Kind != Blank {
						filled++
					}
				}
			}
			if err != nil || seen != filled || last != g.Rows || filled == 0 {
				t.Errorf("%v: scan saw %d of %d cells, up to row %d of %d", err, seen, filled, last, g.Rows)
			}
			if i := b.Sheets()[0]; i.Rows != g.Rows || i.Columns != g.Columns || i.Err != nil {
				t.Errorf("Sheets says %+v, the grid has %d x %d", i, g.Rows, g.Columns)
			}
		})
	}
}

// The caller's own error ends a scan and comes back as it is.
func TestScanStops(t *testing.T) {
	stop := errors.New("enough")
	b := mustOpen(t, "made.csv", []byte("a,b\nc,d\ne,f\n"))
	rows := 0
	err := b.Scan("csv", func(int, []Cell) error {
		if rows++; rows == 2 {
			return stop
		}
		return nil
	})
	if err != stop || rows != 2 {
		t.Errorf("%v after %d rows", err, rows)
	}
}

func TestOutsideTheGrid(t *testing.T) {
	g := mustGrid(t, []byte("a,b\nc,d\n"))
	for _, at := range [][2]int{{0, 0}, {0, 1}, {1, 0}, {-1, -1}, {3, 1}, {1, 3}, {1 << 40, 1 << 40}} {
		if c := g.At(at[0], at[1]); c != (Cell{}) {
			t.Errorf("cell %v: %+v", at, c)
		}
	}
}

func TestHiddenIntervals(t *testing.T) {
	v := joined([]interval{{7, 9}, {1, 2}, {3, 3}, {8, 12}, {20, 20}})
	if got := fmt.Sprint(v); got != "[{1 3} {7 12} {20 20}]" {
		t.Errorf("joined: %s", got)
	}
	for n, want := range map[int]bool{0: false, 1: true, 3: true, 4: false, 6: false, 7: true, 12: true, 13: false, 20: true, 21: false} {
		if within(v, n) != want {
			t.Errorf("%d lies within: %v", n, !want)
		}
	}
}
