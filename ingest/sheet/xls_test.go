package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// TestXLSCells holds what every kind of cell record becomes.
func TestXLSCells(t *testing.T) {
	days1904 := biff(recordDate1904, uint16(1))
	calculated := biff(recordRecalcID, uint32(recordRecalcID), uint32(0))
	array := biff(recordArray, make([]byte, 14))
	for _, c := range []struct {
		name    string
		globals []byte
		records [][]byte
		want    string
	}{
		{"numbers", nil, [][]byte{
			numberAt("A1", 0, 1.5), numberAt("B1", 0, math.Copysign(0, -1)), numberAt("C1", 0, math.NaN()),
			biff(recordRK, at("A2", 0), uint32(42<<2|2)), biff(recordRK, at("B2", 0), uint32(1<<32-5<<2|3)),
			biff(recordRK, at("C2", 0), uint32(0x3FF80000)), biff(recordRK, at("D2", 0), uint32(0xC0590001)),
		}, lines("A1 number 1.5", "B1 number 0", "C1 error #NUM!", "A2 number 42", "B2 number -0.05", "C2 number 1.5", "D2 number -1")},
		{"numbers side by side", styled("General", "0.0%"), [][]byte{
			biff(recordMulRK, uint16(3), uint16(1), uint16(0), uint32(7<<2|2), uint16(1), uint32(25<<2|3), uint16(2)),
		}, lines("B4 number 7", `C4 number 0.25 shown "25.0%"`)},
		{"texts", sst(3, slices.Concat(narrow("Area"), wide("東京 😀"), narrow(""))), [][]byte{
			sharedAt("A1", 0), sharedAt("B1", 1), sharedAt("C1", 2),
			biff(recordLabel, at("D1", 0), narrow("caf\xE9")), biff(recordRString, at("E1", 0), wide("–"), uint16(1), uint32(0)),
			biff(recordLabel, at("F1", 0), uint16(0)), biff(recordLabel, at("G1", 0), uint16(2), byte(textRich|textWide), uint16(1), unitsOf("R&"), uint32(0)),
		}, lines("A1 text Area", "B1 text 東京 😀", "D1 text café", "E1 text –", "G1 text R&")},
		{"nothing but styles", nil, [][]byte{
			biff(recordBlank, at("A1", 0)), biff(recordMulBlank, uint16(4), uint16(0), uint16(0), uint16(0), uint16(1)), numberAt("B2", 0, 1),
		}, "B2 number 1\n"},
		{"booleans and errors", nil, [][]byte{
			biff(recordBoolErr, at("A1", 0), byte(1), byte(0)), biff(recordBoolErr, at("B1", 0), byte(0), byte(0)),
			biff(recordBoolErr, at("C1", 0), byte(0x2A), byte(1)), biff(recordBoolErr, at("D1", 0), byte(0x99), byte(1)),
		}, lines(`A1 boolean true shown "TRUE"`, `B1 boolean false shown "FALSE"`, "C1 error #N/A", "D1 error #UNKNOWN!")},
		{"formulas that nobody calculated", nil, [][]byte{
			formulaAt("A1", 0, special(3, 0)), formulaAt("B1", 0, 0.0), biff(recordFormula, at("C1", 0), 0.0, uint16(3), uint32(0)),
			biff(recordFormula, at("D1", 0), 2.0, uint16(2), uint32(0)), formulaAt("E1", 0, special(1, 0)),
		}, lines("A1 blank <nil> shown \"\" uncalculated", "B1 number 0", "C1 blank <nil> shown \"\" uncalculated", "D1 number 2", `E1 boolean false shown "FALSE"`)},
		{"formulas", slices.Concat(calculated, styled("General", "0.0")), [][]byte{
			formulaAt("A1", 1, 2.25), formulaAt("B1", 0, special(1, 1)), formulaAt("C1", 0, special(2, 0x17)),
			formulaAt("D1", 0, special(3, 0)), formulaAt("E1", 0, special(0, 0)), biff(recordString, narrow("given")),
			formulaAt("F1", 0, special(0, 0)), array, biff(recordString, uint16(6), "\x00one"), biff(recordContinue, "\x01", unitsOf("–ne")),
			formulaAt("G1", 0, special(0, 0)), formulaAt("H1", 0, special(9, 0)), numberAt("I1", 0, 9),
		}, lines(`A1 number 2.25 shown "2.3"`, `B1 boolean true shown "TRUE"`, "C1 error #REF!", "E1 text given", "F1 text one–ne",
			"G1 blank <nil> shown \"\" uncalculated", "H1 blank <nil> shown \"\" uncalculated", "I1 number 9")},
		{"dates", styled("dd/mm/yyyy", 14, 20, "mmm yyyy", 46), [][]byte{
			numberAt("A1", 0, 43190), numberAt("B1", 1, 43190.5), numberAt("C1", 2, 0.5), formulaAt("D1", 3, 43190.0),
			numberAt("E1", 0, 60), numberAt("F1", 4, 1.5), biff(recordMulRK, uint16(1), uint16(0), uint16(0), uint32(43190<<2|2), uint16(0)),
		}, lines(`A1 date 2018-03-31T00:00:00 shown "31/03/2018"`, `B1 date 2018-03-31T12:00:00 shown "31/03/2018"`, `C1 number 0.5 shown "12:00"`,
			`D1 date 2018-03-31T00:00:00 shown "Mar 2018"`, "E1 error 29/02/1900", `F1 number 1.5 shown "36:00:00"`, `A2 date 2018-03-31T00:00:00 shown "31/03/2018"`)},
		{"dates from 1904", slices.Concat(days1904, styled(14)), [][]byte{numberAt("A1", 0, 41728)}, `A1 date 2018-03-31T00:00:00 shown "31/03/2018"` + "\n"},
		{"no such style", styled("0.0%"), [][]byte{numberAt("A1", 7, 0.5)}, "A1 number 0.5\n"},
		{"a chart among the cells", nil, [][]byte{
			numberAt("A1", 0, 1), biff(recordBOF, uint16(0x0600), uint16(substreamChart)), numberAt("A2", 0, 2), biff(recordEOF), numberAt("A3", 0, 3),
		}, lines("A1 number 1", "A3 number 3")},
		{"written twice", nil, [][]byte{numberAt("B2", 0, 1), numberAt("B2", 0, 2)}, "B2 number 2\n"},
		{"column by column", nil, [][]byte{
			numberAt("A1", 0, 1), numberAt("A9", 0, 2), numberAt("B1", 0, 3), formulaAt("B2", 0, special(0, 0)), biff(recordString, narrow("x")), numberAt("A2", 0, 4),
		}, lines("A1 number 1", "B1 number 3", "A2 number 4", "B2 text x", "A9 number 2")},
		{"the last column", nil, [][]byte{numberAt("IV1", 0, 1)}, "IV1 number 1\n"},
		{"the last row", nil, [][]byte{numberAt("A65536", 0, 1)}, "A65536 number 1\n"},
		{"sizes that lie", nil, [][]byte{biff(recordDimensions, uint32(0), uint32(0), uint16(0), uint16(0), uint16(0)), numberAt("C3", 0, 1)}, "C3 number 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := oneSheet(c.globals, c.records...).bytes()
			wantDump(t, mustGrid(t, content), c.want)
			if err := checkBook(t, "made.xls", content, Limits{}); err != nil {
				t.Error(err)
			}
		})
	}
}

// A text may go on in the next record, in characters of the other width, and
// what is said of its looks too.
func TestXLSSharedStrings(t *testing.T) {
	rich := appendPart(appendPart(nil, uint16(4)), []byte{textRich | textExtended, 2, 0, 6, 0, 0, 0})
	for name, c := range map[string]struct {
		table []byte
		want  []string
	}{
		"narrow, then wide":      {sst(2, []byte("\x05\x00\x00ab"), slices.Concat([]byte{1}, unitsOf("–cd"), narrow("z"))), []string{"ab–cd", "z"}},
		"wide, then narrow":      {sst(2, slices.Concat([]byte("\x03\x00\x01"), unitsOf("東")), []byte("\x00bc\x01\x00\x00y")), []string{"東bc", "y"}},
		"over three records":     {sst(1, []byte("\x04\x00\x00a"), []byte("\x00b"), nil, []byte("\x00cd")), []string{"abcd"}},
		"a pair of halves":       {sst(1, slices.Concat([]byte("\x02\x00\x01"), unitsOf("😀")[:2]), slices.Concat([]byte{1}, unitsOf("😀")[2:])), []string{"😀"}},
		"half of a pair":         {sst(1, slices.Concat([]byte("\x01\x00\x01"), unitsOf("😀")[:2])), []string{"\uFFFD"}},
		"characters start anew":  {sst(1, []byte("\x02\x00\x00"), []byte("\x00ok")), []string{"ok"}},
		"looks and phonetics":    {sst(2, slices.Concat(rich, []byte("rich12345678phonet"), narrow("next"))), []string{"rich", "next"}},
		"looks over two records": {sst(2, slices.Concat(rich, []byte("rich12")), slices.Concat([]byte("345678phonet"), narrow("next"))), []string{"rich", "next"}},
		"a head over two":        {sst(1, []byte("\x03"), []byte("\x00\x00abc")), []string{"abc"}},
		"more than it says":      {sst(1, slices.Concat(narrow("a"), narrow("b"), narrow("c"))), []string{"a", "b", "c"}},
		"fewer than it says":     {sst(1<<32-1, narrow("a")), []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) {
			var cells []byte
			for i := range c.want {
				cells = append(cells, sharedAt(CellName(i+1, 1), uint32(i))...)
			}
			b := mustOpen(t, "made.xls", oneSheet(c.table, cells).bytes())
			g, err := b.Grid("Table P1")
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range c.want {
				if got := g.At(i+1, 1).Text; got != want {
					t.Errorf("text %d is %q, want %q", i, got, want)
				}
			}
		})
	}
}

// Charts, macros, modules and dialogs are left out; hidden sheets are not.
func TestXLSSheets(t *testing.T) {
	dialog := biff(recordSheetOption, uint16(0x0010))
	book := madeXLS{sheets: []madeSheet{
		{name: "Table P1"},
		{name: "Chart1", kind: 2},
		{name: "Hidden", state: 1},
		{name: "Macro1", kind: 1},
		{name: "Very hidden", state: 2, records: numberAt("A1", 0, 1)},
		{name: "Module1", kind: 6},
		{name: "Dialog1", records: dialog},
	}}
	b := mustOpen(t, "return.xlsx", book.bytes()) // its name is wrong
	var got []string
	for _, i := range b.Sheets() {
		got = append(got, fmt.Sprintf("%s %v %dx%d %v", i.Name, i.Hidden, i.Rows, i.Columns, i.Err))
	}
	want := "Table P1 false 0x0 <nil>|Hidden true 0x0 <nil>|Very hidden true 1x1 <nil>"
	if strings.Join(got, "|") != want || b.Format != "xls" {
		t.Errorf("%s: got %s, want %s", b.Format, strings.Join(got, "|"), want)
	}
	if c := mustGrid(t, book.bytes(), "Very hidden").At(1, 1); !c.Hidden {
		t.Error("a cell of a hidden sheet is not hidden")
	}
}

// Hidden rows and columns are known before the cells, wherever they stand.
func TestXLSHiddenAndMerged(t *testing.T) {
	rowAt := func(n int, options uint16) []byte {
		return biff(recordRow, uint16(n-1), uint16(0), uint16(3), uint16(255), uint32(0), options, uint16(15))
	}
	columns := func(first, last, width, options uint16) []byte {
		return biff(recordColInfo, first, last, width, uint16(15), options, uint16(0))
	}
	content := oneSheet(nil,
		columns(1, 1, 2048, 1), columns(3, 3, 0, 0), columns(250, 256, 2048, 1),
		rowAt(2, 0x20), rowAt(1, 0x20), rowAt(1, 0x100),
		numberAt("A1", 0, 1), numberAt("B1", 0, 2), numberAt("C1", 0, 3), numberAt("D1", 0, 4), numberAt("A2", 0, 5), numberAt("A3", 0, 6),
		numberAt("B5", 0, 7), numberAt("IV5", 0, 8), rowAt(3, 0x20), rowAt(65536, 0x20),
		biff(recordMergeCells, uint16(900), uint16(0), uint16(0), uint16(2), uint16(3), uint16(4), uint16(5), uint16(0), uint16(1)),
		biff(recordMergeCells, uint16(1), uint16(9), uint16(8), uint16(0), uint16(1)),
	).bytes()
	g := mustGrid(t, content)
	wantDump(t, g, lines("A1 number 1", "B1 number 2 hidden", "C1 number 3", "A2 number 5 hidden", "A3 number 6 hidden", "IV5 number 8 hidden"))
	if fmt.Sprint(g.Merged) != "[C1:D1 A5:B6]" || !g.At(65536, 1).Hidden {
		t.Errorf("merged %v, the last row hidden %v", g.Merged, g.At(65536, 1).Hidden)
	}
	seen := ""
	err := mustOpen(t, "made", content).Scan("Table P1", func(n int, cells []Cell) error {
		seen += fmt.Sprintf("%d:%v ", n, cells[0].Hidden)
		return nil
	})
	if err != nil || seen != "1:false 2:true 3:true 5:false " {
		t.Errorf("a scan sees %s, %v", seen, err)
	}
}

// TestXLSDamaged holds what is refused, and that it is refused with the sheet
// that it concerns.
func TestXLSDamaged(t *testing.T) {
	noBOF := madeXLS{sheets: []madeSheet{{name: "S"}}}.stream()
	copy(noBOF[len(noBOF)-4-20:], "\x00\x00")
	same := slices.Repeat(numberAt("B2", 0, 1), maxRowCells+1)
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"no end":             {madeXLS{sheets: []madeSheet{{name: "S", records: numberAt("A1", 0, 1), unended: true}}}.bytes(), "made!S: the sheet is cut short (its records have no end); ask for the file to be sent again [damaged]"},
		"no start":           {oleOf("Workbook", noBOF), "made!S: the sheet's records are not where the workbook says; ask for the file to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"no such text":       {oneSheet(sst(9, narrow("a"), []byte("\x09\x00\x00cut")), sharedAt("C4", 1)).bytes(), "made!Table P1!C4: the cell names shared text 1 and the file has 1; ask for it to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"no texts":           {oneSheet(nil, sharedAt("C4", 0)).bytes(), "made!Table P1!C4: the cell names shared text 0 and the file has 0; ask for it to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"a short record":     {oneSheet(nil, biff(recordNumber, at("C4", 0), uint16(1))).bytes(), "made!Table P1!C4: a cell's record is cut short; ask for the file to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"a shorter one":      {oneSheet(nil, biff(recordNumber, uint16(1))).bytes(), "made!Table P1: a cell's record is cut short; ask for the file to be sent again [damaged]"},
		"a text cut short":   {oneSheet(nil, biff(recordLabel, at("B1", 0), []byte("\x09\x00\x00four"))).bytes(), "made!Table P1!B1: the cell's text is cut short; ask for the file to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"beyond the columns": {oneSheet(nil, numberAt("IW1", 0, 1)).bytes(), "made!Table P1!IV1: a cell lies beyond the last column that an .xls sheet has; ask for the file to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"side by side":       {oneSheet(nil, biff(recordMulRK, uint16(0), uint16(255), make([]byte, 12), uint16(256))).bytes(), "made!Table P1!IV1: a cell lies beyond the last column that an .xls sheet has; ask for the file to be sent again, or open it in Excel and save it as .xlsx [damaged]"},
		"one cell for ever":  {oneSheet(nil, same).bytes(), "made!Table P1!A2: the row is written over more than 16 times, which no program does; ask for the file to be sent again [damaged]"},
		"the same unordered": {oneSheet(nil, same, numberAt("A1", 0, 1)).bytes(), "made!Table P1!A2: the row is written over more than 16 times, which no program does; ask for the file to be sent again [damaged]"},
		"no list of sheets":  {oleOf("Workbook", biff(recordBOF, uint16(0x0600), uint16(5))), "made: the workbook is cut short (its list of sheets has no end); ask for the file to be sent again [damaged]"},
		"half a list":        {oleOf("Workbook", slices.Concat(biff(recordBOF, uint16(0x0600), uint16(5)), biff(recordBoundSheet, uint32(0), uint16(0), byte(9), byte(0), "cut"))), "made: the workbook's list of sheets is damaged; ask for the file to be sent again [damaged]"},
		"no workbook in it":  {oleOf("Workbook", make([]byte, 5000)), "made: the workbook's first record is missing; ask for the file to be sent again [damaged]"},
		"no sheets":          {madeXLS{}.bytes(), "made: the workbook has no sheet with cells; ask for it to be sent again [empty-file]"},
		"Excel 95":           {madeXLS{version: 0x0500, sheets: []madeSheet{{name: "S"}}}.bytes(), "made: the file is an old Excel file (.xls, from before Excel 97), which is not read; open it in LibreOffice or Excel and save it as .xlsx [unsupported]"},
	} {
		err := readAll("made", c.content, Limits{})
		if err == nil || strings.Split(err.Error(), "\n")[0] != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", name, err, c.want)
		}
		if err := checkBook(t, "made", c.content, Limits{}); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

// A sheet that was written column by column is handed on row by row, in parts
// where it is large.
func TestXLSUnordered(t *testing.T) {
	const rows, columns = 3000, 10
	var cells []byte
	for c := range columns {
		for r := range rows {
			cells = append(cells, biff(recordRK, uint16(r), uint16(c), uint16(0), uint32(r*columns+c)<<2|2)...)
		}
	}
	content := oneSheet(nil, cells).bytes()
	b := mustOpen(t, "made", content)
	b.reader.(*xls).window = 7777
	next := 1
	err := b.Scan("Table P1", func(n int, row []Cell) error {
		if n != next || len(row) != columns {
			t.Fatalf("row %d of %d cells, want row %d", n, len(row), next)
		}
		for c := range row {
			if row[c].Number != float64((n-1)*columns+c) {
				t.Fatalf("%s is %v", CellName(n, c+1), row[c].Number)
			}
		}
		next++
		return nil
	})
	if err != nil || next != rows+1 {
		t.Errorf("%d rows, %v", next-1, err)
	}
}

// A thousand sheets that are all the same bytes are soon given up.
func TestXLSSameSheet(t *testing.T) {
	book := madeXLS{sheets: make([]madeSheet, 1000)}
	book.sheets[999].records = slices.Repeat(numberAt("A1", 0, 1), 4000)
	stream := book.stream()
	last := len(stream) - len(book.substream(999, 0x0600))
	for i := range book.sheets { // after the BOF of the globals
		binary.LittleEndian.PutUint32(stream[20+12*i+4:], uint32(last))
	}
	b, err := Open("made", oleOf("Workbook", stream), Limits{Unpacked: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, i := range b.Sheets() {
		if i.Err == nil {
			read++
		} else if !errors.Is(i.Err, ErrTooLarge) {
			t.Fatal(i.Err)
		}
	}
	if walked := b.reader.(*xls).work.Load(); read == 0 || walked > 3<<20 {
		t.Errorf("%d sheets are read, %d bytes gone through", read, walked)
	}
}

// One book is not gone through for ever, be it many sheets that are one.
func TestXLSRereadings(t *testing.T) {
	b, err := Open("made", oneSheet(nil, slices.Repeat(numberAt("A1", 0, 1), 1000)).bytes(), Limits{Unpacked: 40_000})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 100; n++ {
		if _, err := b.Grid("Table P1"); err != nil {
			if !errors.Is(err, ErrTooLarge) || n < 2 {
				t.Errorf("reading %d: %v", n, err)
			}
			return
		}
	}
	t.Error("100 readings passed")
}

// The records of a workbook are also read without a file around them.
func TestXLSWithoutOLE(t *testing.T) {
	content := oneSheet(nil, numberAt("A1", 0, 1)).stream()
	wantDump(t, mustGrid(t, content), "A1 number 1\n")
	if _, err := Open("made", bytes.Replace(content, []byte{0, 6}, []byte{0, 5}, 1), Limits{}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("Excel 95 without a file around it: %v", err)
	}
}
