package sheet

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// fuzzLimits keep one try small, so that many can be made.
var fuzzLimits = Limits{Unpacked: 4 << 20, Cells: 50_000, Held: 50_000, Strings: 1 << 20, Text: 64 << 10, Sheets: 50}

// packed makes a zip without compressing, for speed.
func packed(t testing.TB, parts []part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Skip("not a name for a zip")
		}
	}
	z.Close()
	return b.Bytes()
}

// addCorpus adds the small files of the shared corpus as seeds, where it is here:
// shapes that nobody here would think of. The fuzzer makes little of large ones.
func addCorpus(f *testing.F, patterns ...string) {
	f.Helper()
	for _, pattern := range patterns {
		files, err := filepath.Glob(filepath.Join(corpus, "*", pattern))
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			if info, err := os.Stat(file); err != nil || info.Size() > 64<<10 {
				continue
			}
			content, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(content)
		}
	}
}

// FuzzXLSX varies the parts of a workbook that a reader must understand.
func FuzzXLSX(f *testing.F) {
	for _, m := range []madeBook{
		{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>`), strings: `<si><t>Area</t></si>`, styles: formatsOf("dd/mm/yyyy", "0.0%")},
		{sheet: rowsOf(`<row><c t="inlineStr"><is><r><t xml:space="preserve"> a</t></r><rPh><t>x</t></rPh></is></c><c t="d"><v>2018-03-31T10:00:00Z</v></c></row>`), workbook: `date1904="1"`},
		{sheet: `<cols><col min="1" max="3" hidden="1"/></cols>` + rowsOf(`<row r="7" hidden="1"><c r="XFD7" s="1"><f>A1</f><v>-0.5E3</v></c></row><row r="2"><c r="B5"><v>4</v></c></row>`) + `<mergeCells><mergeCell ref="A1:C9"/></mergeCells>`, styles: `<cellXfs><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>`},
		{sheet: rowsOf(`<row r="1"><c r="A1" t="str"><v>a_x000D_&#10;&amp;</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c><c><f>1</f></c></row>`), strings: `<si/><si><t><![CDATA[x]]></t></si>`},
	} {
		f.Add(m.sheet, m.strings, m.styles, m.workbook)
	}
	f.Fuzz(func(t *testing.T, sheetXML, strings, styles, workbook string) {
		book := madeBook{sheet: sheetXML, strings: strings, styles: styles, workbook: workbook}
		checkBook(t, "fuzz.xlsx", packed(t, book.parts()), fuzzLimits)
	})
}

// FuzzODS varies the content of an OpenDocument spreadsheet.
func FuzzODS(f *testing.F) {
	f.Add(`<style:style style:name="a"><style:table-properties table:display="false"/></style:style>`, `<table:table table:name="T" table:style-name="a"><table:table-column table:number-columns-repeated="16384" table:visibility="collapse"/><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`)
	f.Add("", `<table:table table:name="T"><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="1.5" table:number-columns-spanned="2"><text:p>1<text:s text:c="3"/>x</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><table:table/>`)
	f.Add("", `<table:table><table:table-row table:visibility="filter"><table:table-cell office:value-type="date" office:date-value="2015-09-30T10:00:00"/><table:table-cell office:value-type="time" office:time-value="PT1H2M3S"><text:p/><text:p>a</text:p></table:table-cell><table:table-cell table:formula="x" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, styles, tables string) {
		checkBook(t, "fuzz.ods", packed(t, []part{{"content.xml", odsContentXML(styles, tables)}}), fuzzLimits)
	})
}

// FuzzCSV varies whole text files.
func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"Area,Apr-24\r\nDudley,\"1,234\"\r\n", "sep=;\na;b\n1;2,5\n", "\xEF\xBB\xBFa\tb\rc\td\r", "\"a\nb\"\"c\",x\n\"", "\xFF\xFEa\x00,\x00b\x00",
		"caf\xE9;\x80\n", "a|b||\n\n|", "[x],{\n", "a,b\x1A",
	} {
		f.Add([]byte(text))
	}
	addCorpus(f, "*.csv")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkBook(t, "fuzz.csv", content, fuzzLimits)
	})
}

// FuzzXLS varies the records of an Excel 97-2003 workbook, its globals and a
// sheet, in a compound file of small or large sectors; and whole files.
func FuzzXLS(f *testing.F) {
	globals := slices.Concat(biff(recordDate1904, uint16(1)), styled("dd/mm/yyyy", "0.0%", 14), sst(2, slices.Concat(narrow("Area"), wide("–")[:4]), []byte("\x00x")))
	for _, records := range [][]byte{
		slices.Concat(numberAt("A1", 0, 43190), sharedAt("B1", 0), sharedAt("B2", 1), biff(recordRK, at("A1", 1), uint32(7))),
		slices.Concat(biff(recordMulRK, uint16(3), uint16(1), uint16(0), uint32(6), uint16(1), uint32(25<<2|3), uint16(2)), biff(recordBoolErr, at("C1", 0), byte(0x2A), byte(1))),
		slices.Concat(formulaAt("A9", 0, special(0, 0)), biff(recordString, uint16(3), "\x00a"), biff(recordContinue, "\x00bc"), formulaAt("B9", 2, 1.5), formulaAt("C9", 0, special(1, 1))),
		slices.Concat(biff(recordRow, uint16(2), uint16(0), uint16(3), uint16(255), uint32(0), uint16(0x20), uint16(15)), biff(recordColInfo, uint16(1), uint16(2), uint16(0), uint16(0), uint16(1), uint16(0)),
			biff(recordMergeCells, uint16(1), uint16(0), uint16(1), uint16(0), uint16(1)), biff(recordLabel, at("B2", 0), wide("東京")), biff(recordRString, at("B1", 0), narrow("x"), uint16(0))),
		slices.Concat(biff(recordBOF, uint16(0x0600), uint16(substreamChart)), biff(recordEOF), biff(recordBlank, at("A1", 0)), biff(recordMulBlank, uint16(0), uint16(0), uint16(0), uint16(0)), biff(recordFilePass, uint16(1))),
	} {
		f.Add(globals, records, byte(0))
		f.Add([]byte(nil), records, byte(3))
		f.Add(oneSheet(globals, records).bytes(), []byte(nil), byte(4))
	}
	f.Fuzz(func(t *testing.T, globals, records []byte, shape byte) {
		content := globals
		if shape&4 == 0 {
			stream := oneSheet(globals, records).stream()
			content = madeOLE{sector: 512 << (shape & 1 * 3), strewn: shape&2 != 0, streams: []madeStream{{"Workbook", stream}}}.bytes()
		}
		checkBook(t, "fuzz.xls", content, fuzzLimits)
	})
}

// FuzzOpen varies whole files of every other kind: what a file is, and zips and
// OLE files that are damaged.
func FuzzOpen(f *testing.F) {
	f.Add(packed(f, madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c></row>`)}.parts()))
	f.Add(madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c></row>`)}.bytes(f))
	f.Add(odsOf(f, "", `<table:table table:name="T"/>`))
	f.Add(oleOf("Workbook", []byte{0x09, 0x08, 0x04, 0x00, 0x00, 0x06, 0x05, 0x00, 0x2F, 0x00, 0x00, 0x00}))
	f.Add(oleOf("EncryptedPackage", nil))
	for _, start := range []string{"%PDF", "<?xml ?>", "PAR1", "\x09\x08\x10\x00", "{}", "PK\x05\x06", "PK\x03\x04"} {
		f.Add([]byte(start + "rest"))
	}
	addCorpus(f, "*.xls*", "*.ods")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkBook(t, "fuzz", content, fuzzLimits)
	})
}
