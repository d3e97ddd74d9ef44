package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// readAll does everything that can be done with a file and gives the first
// error.
func readAll(name string, content []byte, limits Limits) error {
	b, err := Open(name, content, limits)
	if err != nil {
		return err
	}
	for _, i := range b.Sheets() {
		g, err := b.Grid(i.Name)
		if err == nil {
			err = b.Scan(i.Name, func(int, []Cell) error { return nil })
		}
		if err != nil || i.Err != nil {
			return errors.Join(err, i.Err)
		}
		g.At(g.Rows, g.Columns)
	}
	return nil
}

// Each limit refuses what breaks it, and lets pass what just keeps to it.
func TestLimits(t *testing.T) {
	cells := func(n int) []byte {
		return madeBook{sheet: rowsOf(`<row r="1">` + strings.Repeat(`<c><v>1</v></c>`, n) + `</row>`)}.bytes(t)
	}
	text := func(n int) []byte {
		return madeBook{sheet: rowsOf(`<row r="1"><c t="inlineStr"><is><t>` + strings.Repeat("x", n) + `</t></is></c></row>`)}.bytes(t)
	}
	shared := func(n int) []byte {
		return madeBook{strings: strings.Repeat("<si><t>four</t></si>", n), sheet: rowsOf(`<row r="1"><c t="s"><v>0</v></c></row>`)}.bytes(t)
	}
	odsText := func(n int) []byte {
		return odsOf(t, "", `<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string"><text:p>`+strings.Repeat("x", n)+`</text:p></table:table-cell></table:table-row></table:table>`)
	}
	xlsCells := func(n int) []byte {
		return oneSheet(nil, biff(recordMulRK, uint16(0), uint16(0), bytes.Repeat([]byte{0, 0, 6, 0, 0, 0}, n), uint16(n))).bytes()
	}
	xlsText := func(n int) []byte {
		return oneSheet(nil, biff(recordLabel, at("A1", 0), narrow(strings.Repeat("x", n)))).bytes()
	}
	xlsShared := func(n int) []byte {
		return oneSheet(sst(1, bytes.Repeat(narrow("four"), n)), sharedAt("A1", 0)).bytes()
	}
	for name, c := range map[string]struct {
		limits         Limits
		within, beyond []byte
		want           string
	}{
		"content":     {Limits{Content: 20}, []byte("a,b\nc,d\n"), []byte("a,b\nc,d\ne,f\ng,h\ni,j\nk,l\n"), "the file has 24 bytes and at most 20 bytes are read; split it, or raise limits.content in planwatch.yaml"},
		"cells, xlsx": {Limits{Cells: 5}, cells(5), cells(6), "the sheet has more than 5 filled cells; split it, or raise limits.cells in planwatch.yaml"},
		"cells, csv":  {Limits{Cells: 5}, []byte("1,2,3\n4,5\n"), []byte("1,2,3\n4,5,6\n"), "the sheet has more than 5 filled cells"},
		"cells, ods":  {Limits{Cells: 5}, odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="5"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>`), odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="6"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>`), "the sheet has more than 5 filled cells"},
		"held":        {Limits{Held: 5}, cells(5), cells(6), "more than 5 filled cells, which is more than is held in memory at once; split it, or raise limits.held in"},
		"text":        {Limits{Text: 1024}, text(1024), text(1025), "a text is longer than 1 KiB; ask for the file to be sent again, or raise limits.text in"},
		"text, ods":   {Limits{Text: 1024}, odsText(1024), odsText(200_000), "the cell's text is longer than 1 KiB"},
		"text, csv":   {Limits{Text: 1024}, []byte("a," + strings.Repeat("x", 1024)), []byte("a," + strings.Repeat("x", 1025)), "a field is longer than 1 KiB"},
		"shared":      {Limits{Strings: 60}, shared(3), shared(4), "more than 60 bytes of text; split it, or raise limits.strings in"},
		"own text":    {Limits{Strings: 60}, text(60), text(61), "more than 60 bytes of text; split it, or raise limits.strings in"},
		"nesting":     {Limits{Nesting: 8}, madeBook{sheet: rowsOf(`<row><c><is><r><t>x</t></r></is></c></row>`)}.bytes(t), madeBook{sheet: "<a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a>"}.bytes(t), "nests tags more than 8 deep, which no spreadsheet program writes; ask for the file to be sent again, or raise limits.nesting in"},
		"unpacked":    {Limits{Unpacked: 20_000}, text(1000), text(20_000), "the file unpacks to more than 19 KiB, or is read too often; split it, or raise limits.unpacked in"},
		"sheets":      {Limits{Sheets: 1}, cells(1), zipOf(t, part{"xl/workbook.xml", `<workbook><sheets><sheet name="a"/><sheet name="b"/></sheets></workbook>`}), "the workbook has more than 1 sheets; split it, or raise limits.sheets in"},
		"cells, xls":  {Limits{Cells: 5}, xlsCells(5), xlsCells(6), "the sheet has more than 5 filled cells"},
		"held, xls":   {Limits{Held: 5}, xlsCells(5), xlsCells(6), "more than 5 filled cells, which is more than is held in memory at once"},
		"text, xls":   {Limits{Text: 1024}, xlsText(1024), xlsText(1025), "a text is longer than 1 KiB"},
		"own, xls":    {Limits{Strings: 60}, xlsText(60), xlsText(61), "more than 60 bytes of text; split it, or raise limits.strings in"},
		"shared, xls": {Limits{Strings: 60}, xlsShared(3), xlsShared(4), "more than 60 bytes of text; split it, or raise limits.strings in"},
		"sheets, xls": {Limits{Sheets: 1}, xlsCells(1), madeXLS{sheets: make([]madeSheet, 2)}.bytes(), "the workbook has more than 1 sheets"},
		"sheets, ods": {Limits{Sheets: 1}, odsOf(t, "", `<table:table/>`), odsOf(t, "", `<table:table/><table:table/>`), "the spreadsheet has more than 1 sheets"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := readAll("made", c.within, c.limits); err != nil {
				t.Errorf("within the limit: %v", err)
			}
			err := readAll("made", c.beyond, c.limits)
			if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("beyond the limit: %v; want %q", err, c.want)
			}
		})
	}
}

// A part that swells a thousandfold is refused by its ratio, wherever it is.
func TestZipBomb(t *testing.T) {
	swelling := strings.Repeat("<x></x>", ratioFrom/7+50_000)
	for name, content := range map[string][]byte{
		"the sheet":          madeBook{sheet: swelling}.bytes(t),
		"the shared strings": madeBook{strings: swelling, sheet: rowsOf(`<row><c t="s"><v>0</v></c></row>`)}.bytes(t),
		"the styles":         madeBook{styles: swelling}.bytes(t),
		"content.xml":        odsOf(t, "", swelling),
	} {
		if err := readAll("bomb", content, Limits{}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s, %d bytes: %v", name, len(content), err)
		}
	}
}

// One book is not unpacked for ever, be it a thousand sheets that are one part.
func TestRereadings(t *testing.T) {
	b, err := Open("made", madeBook{sheet: rowsOf(strings.Repeat("<row/>", 20_000))}.bytes(t), Limits{Unpacked: 200_000})
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 100; n++ {
		if _, err := b.Grid("Table P1"); err != nil {
			if !errors.Is(err, ErrTooLarge) || n < 4 {
				t.Errorf("reading %d: %v", n, err)
			}
			return
		}
	}
	t.Error("100 readings passed")
}

// Parts that nobody asks for cost nothing, whatever they hold.
func TestUnusedPartsAreNotUnpacked(t *testing.T) {
	parts := append(madeBook{sheet: rowsOf(`<row><c><v>1</v></c></row>`)}.parts(), part{"xl/media/image1.emf", strings.Repeat("\x00", 40<<20)})
	if err := readAll("made", zipOf(t, parts...), Limits{Unpacked: 1 << 20}); err != nil {
		t.Error(err)
	}
}

// A sheet that is declared to be full costs what it holds: few cells at the far
// end, in many rows, are quick and small.
func TestFarCells(t *testing.T) {
	var rows strings.Builder
	for r := 1; r <= 20_000; r++ {
		rows.WriteString(`<row r="` + CellName(r, 1)[1:] + `"><c r="` + CellName(r, maxColumns) + `"><v>1</v></c></row>`)
	}
	content := madeBook{sheet: `<cols><col min="1" max="16384" hidden="1"/></cols>` + rowsOf(rows.String())}.bytes(t)
	b := mustOpen(t, "made", content)
	g := mustGrid(t, content)
	if c := g.At(20_000, maxColumns); c.Number != 1 || !c.Hidden || g.Columns != maxColumns {
		t.Errorf("%+v, %d columns", c, g.Columns)
	}
	seen := 0
	if err := b.Scan("Table P1", func(int, []Cell) error { seen++; return nil }); err != nil || seen != 20_000 {
		t.Errorf("%d rows, %v", seen, err)
	}
}
