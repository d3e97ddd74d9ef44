package sheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestOracleMade holds our reader against excelize over workbooks that excelize
// writes: every type of value, formats, merges, gaps, hidden parts, both date
// systems, shared and inline strings.
func TestOracleMade(t *testing.T) {
	total := tally{}
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 7))
		f := excelize.NewFile()
		if seed%4 == 3 {
			from1904 := true
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
				t.Fatal(err)
			}
		}
		for s := range 1 + seed%3 {
			name := fmt.Sprintf("Table P%d ", s+1)
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			if seed%2 == 0 {
				fillCells(t, f, name, random)
			} else {
				streamCells(t, f, name, random)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		compareWithOracle(t, fmt.Sprintf("made%d.xlsx", seed), b.Bytes(), total)
	}
	total.print(t)
	if total["equal"] < 20_000 {
		t.Errorf("only %d cells were compared", total["equal"])
	}
}

var madeTexts = []string{"West Midlands", " leading", "trailing ", "two\nlines", "R&D <5>", "–£…", "東京", "12*", "007", "", "_x000D_", "a\tb", "😀", "-", "[x]"}

// madeValue is a value of some type.
func madeValue(random *rand.Rand) any {
	switch random.IntN(9) {
	case 0, 1:
		return random.IntN(1_000_000) - 1000
	case 2:
		return random.NormFloat64() * 1e4
	case 3:
		return float64(random.IntN(1000)) / 8
	case 4:
		return time.Date(1950+random.IntN(120), 3, 1+random.IntN(28), random.IntN(24), random.IntN(60), random.IntN(60), 0, time.UTC)
	case 5:
		return random.IntN(2) == 0
	case 6:
		return nil
	default:
		return madeTexts[random.IntN(len(madeTexts))]
	}
}

func fillCells(t *testing.T, f *excelize.File, name string, random *rand.Rand) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var styles []int
	for _, code := range []string{"#,##0", "0.0%", "dd/mm/yyyy", "mmm yyyy", "@", `0;-0;"-"`} {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		check(err)
		styles = append(styles, style)
	}
	for range 600 {
		cell := CellName(1+random.IntN(60), 1+random.IntN(30))
		value := madeValue(random)
		check(f.SetCellValue(name, cell, value))
		if _, dated := value.(time.Time); !dated && random.IntN(3) == 0 {
			style := styles[random.IntN(len(styles))]
			if _, number := value.(int); !number {
				style = styles[0]
			}
			check(f.SetCellStyle(name, cell, cell, style))
		}
	}
	check(f.SetRowVisible(name, 3, false))
	check(f.SetColVisible(name, "D:E", false))
	check(f.MergeCell(name, "B2", "D2"))
	check(f.MergeCell(name, "F5", "F9"))
	check(f.SetCellRichText(name, "AE1", []excelize.RichTextRun{{Text: "rich "}, {Text: " text ", Font: &excelize.Font{Bold: true}}}))
}

func streamCells(t *testing.T, f *excelize.File, name string, random *rand.Rand) {
	t.Helper()
	w, err := f.NewStreamWriter(name)
	if err != nil {
		t.Fatal(err)
	}
	for row := 1; row <= 40; row += 1 + random.IntN(2) {
		var values []any
		for range 1 + random.IntN(25) {
			values = append(values, madeValue(random))
		}
		if err := w.SetRow(CellName(row, 1+random.IntN(3)), values); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

// TestOracleNoticesDifferences shows that the comparison can fail: each wrong
// value of ours is one that it does not explain.
func TestOracleNoticesDifferences(t *testing.T) {
	g := mustGrid(t, madeBook{
		styles: formatsOf("General", "dd/mm/yyyy"),
		sheet:  rowsOf(`<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="str"><v>text</v></c><c r="C1" s="1"><v>43190</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c></row>`),
	}.bytes(t))
	for col, raws := range map[int][2]string{
		1: {"5", "6"}, 2: {"text", "other"}, 3: {"43190", "43191"}, 4: {"1", "0"}, 5: {"#N/A", "#REF!"}, 6: {"", "something"},
	} {
		if explain(g, 1, col, raws[0], false) == "" {
			t.Errorf("%s: %q is not taken as right", CellName(1, col), raws[0])
		}
		if reason := explain(g, 1, col, raws[1], false); reason != "" {
			t.Errorf("%s: %q is taken as right: %s", CellName(1, col), raws[1], reason)
		}
	}
}
