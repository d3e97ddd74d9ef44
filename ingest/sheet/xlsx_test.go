package sheet

import (
	"errors"
	"strings"
	"testing"
)

// TestXLSXCells reads sheets written by hand: each case is one trait that real
// files have.
func TestXLSXCells(t *testing.T) {
	const words = `<si><t>Area</t></si><si><r><rPr><b/></rPr><t>West </t></r><r><t xml:space="preserve"> Midlands</t></r></si><si><t/></si>`
	for _, c := range []struct {
		name string
		book madeBook
		want string
	}{
		{
			"numbers, shared, inline and formula texts, booleans, errors",
			madeBook{strings: words, sheet: rowsOf(`<row r="1"><c r="A1"><v>233393</v></c><c r="B1" t="n"><v>-1.5E-3</v></c><c r="C1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c>` +
				`<c r="E1" t="inlineStr"><is><t>Dudley</t></is></c><c r="F1" t="str"><f>A1&amp;"x"</f><v>233393x</v></c><c r="G1" t="b"><v>1</v></c><c r="H1" t="b"><v>0</v></c><c r="I1" t="e"><v>#DIV/0!</v></c></row>`)},
			lines("A1 number 233393", "B1 number -0.0015", "C1 text Area", "D1 text West  Midlands", "E1 text Dudley", "F1 text 233393x", `G1 boolean true shown "TRUE"`, `H1 boolean false shown "FALSE"`, "I1 error #DIV/0!"),
		},
		{
			"blanks: no value, an empty value, an empty text, a style only",
			madeBook{strings: words, sheet: rowsOf(`<row r="1"><c r="A1"/><c r="B1"><v></v></c><c r="C1" t="s"><v>2</v></c><c r="D1" s="1"/><c r="E1" t="inlineStr"><is><t></t></is></c><c r="F1" t="str"><f>""</f><v></v></c><c r="G1"><v> </v></c><c r="H1"><v>7</v></c></row><row r="99"/><row r="100"><c r="Z100" s="1"/></row>`)},
			lines("H1 number 7"),
		},
		{
			"a formula without a saved result is blank and says so",
			madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>A2 + B2</f></c><c r="C1"><f>2</f><v>2</v></c></row>`)},
			lines("A1 blank <nil> shown \"\" uncalculated", "B1 blank <nil> shown \"\" uncalculated", "C1 number 2"),
		},
		{
			"no row numbers and no cell addresses",
			madeBook{sheet: rowsOf(`<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>`)},
			lines("A1 number 1", "B1 number 2", "B3 number 3"),
		},
		{
			"some addresses, gaps, cells and rows out of order",
			madeBook{sheet: rowsOf(`<row r="5"><c r="D5"><v>4</v></c><c><v>5</v></c><c r="B5"><v>2</v></c></row><row><c><v>6</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`)},
			lines("A2 number 1", "B5 number 2", "D5 number 4", "E5 number 5", "A6 number 6"),
		},
		{
			"a cell's address holds against its row's; what comes later overwrites",
			madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B3"><v>33</v></c><c r="A1"><v>11</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>44</v></c><c r="B3"><v>55</v></c></row>`)},
			lines("A1 number 11", "A3 number 3", "B3 number 55"),
		},
		{
			"white space goes unless xml:space keeps it, also between runs",
			madeBook{sheet: rowsOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>  plain  </t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve">  kept  </t></is></c>` +
				`<c r="C1" t="inlineStr"><is><r><t>hello</t></r><r><t> </t></r><r><t>world </t></r></is></c><c r="D1" t="inlineStr"><is><t>` + "\n\t" + `</t></is></c><c r="E1" t="str"><v>M3X16   </v></c><c r="F1" t="str"><v xml:space="preserve"> x </v></c></row>`)},
			lines("A1 text plain", "B1 text   kept  ", "C1 text hello world", "E1 text M3X16", "F1 text  x "),
		},
		{
			"phonetic guides are left out, escapes and entities decoded",
			madeBook{strings: `<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>`, sheet: rowsOf(`<row r="1"><c r="A1" t="s"><v>0</v></c>` +
				`<c r="B1" t="inlineStr"><is><t>a_x000A_b_x005F_x0041_ _x00G1_ _xD83D__xDE00_</t></is></c><c r="C1" t="inlineStr"><is><t>R&amp;D &lt;5</t></is></c><c r="D1" t="str"><v>a_x0009_b</v></c></row>`)},
			lines("A1 text 東京", "B1 text a\nb_x0041_ _x00G1_ 😀", "C1 text R&D <5", "D1 text a\tb"),
		},
		{
			"dates by their formats, in the system of 1900",
			madeBook{styles: formatsOf("General", "dd/mm/yyyy", "mmm yyyy", "hh:mm", "[h]:mm", "#,##0", "[$-809]dd mmmm yyyy;@"), sheet: rowsOf(`<row r="1"><c r="A1" s="1"><v>43190</v></c><c r="B1" s="2"><v>43190.75</v></c><c r="C1" s="3"><v>0.4</v></c><c r="D1" s="3"><v>43190.4</v></c><c r="E1" s="4"><v>1.5</v></c><c r="F1" s="5"><v>43190</v></c><c r="G1" s="6"><v>43190</v></c><c r="H1"><v>43190</v></c></row>` +
				`<row r="2"><c r="A2" s="1"><v>0</v></c><c r="B2" s="1"><v>60</v></c><c r="C2" s="1"><v>-1</v></c><c r="D2" s="1"><v>3.1E+17</v></c><c r="E2" s="1"><v>1</v></c><c r="F2" s="1"><v>61</v></c><c r="G2" s="99"><v>5</v></c><c r="H2" s="1" t="s"><v>0</v></c></row>`), strings: words},
			lines(`A1 date 2018-03-31T00:00:00 shown "31/03/2018"`, `B1 date 2018-03-31T18:00:00 shown "Mar 2018"`, `C1 number 0.4 shown "09:36"`, `D1 date 2018-03-31T09:36:00 shown "09:36"`, `E1 number 1.5 shown "36:00"`, `F1 number 43190 shown "43,190"`, `G1 date 2018-03-31T00:00:00 shown "31 March 2018"`, "H1 number 43190",
				"A2 error 00/01/1900", "B2 error 29/02/1900", "C2 error ########", "D2 error ########", `E2 date 1900-01-01T00:00:00 shown "01/01/1900"`, `F2 date 1900-03-01T00:00:00 shown "01/03/1900"`, "G2 number 5", "H2 text Area"),
		},
		{
			"dates in the system of 1904",
			madeBook{workbook: `date1904="1"`, styles: formatsOf("dd/mm/yyyy"), sheet: rowsOf(`<row r="1"><c r="A1" s="0"><v>41728</v></c><c r="B1"><v>0</v></c><c r="C1" s="0"><v>60</v></c></row>`)},
			lines(`A1 date 2018-03-31T00:00:00 shown "31/03/2018"`, `B1 date 1904-01-01T00:00:00 shown "01/01/1904"`, `C1 date 1904-03-01T00:00:00 shown "01/03/1904"`),
		},
		{
			"dates written as text",
			madeBook{styles: formatsOf("General", "mmm yyyy"), sheet: rowsOf(`<row r="1"><c r="A1" t="d"><v>2018-03-31</v></c><c r="B1" t="d" s="1"><v>2018-03-31T10:15:00Z</v></c><c r="C1" t="d"><v>10:10:10</v></c><c r="D1" t="d"><v>soon</v></c></row>`)},
			lines(`A1 date 2018-03-31T00:00:00 shown "31/03/2018"`, `B1 date 2018-03-31T10:15:00 shown "Mar 2018"`, `C1 number 0.4237268518518518 shown "10:10:10"`, "D1 error soon"),
		},
		{
			"built-in formats, with or without applyNumberFormat",
			madeBook{styles: `<cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="10" applyNumberFormat="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="43"/><xf numFmtId="46"/><xf numFmtId="49"/><xf numFmtId="9999"/></cellXfs>`, sheet: rowsOf(`<row r="1"><c r="A1" s="1"><v>1234.5</v></c><c r="B1" s="2"><v>0.125</v></c><c r="C1" s="3"><v>43190</v></c><c r="D1" s="4"><v>43190.5</v></c><c r="E1" s="5"><v>-1234.5</v></c><c r="F1" s="6"><v>1.5</v></c><c r="G1" s="7"><v>5</v></c><c r="H1" s="8"><v>5</v></c></row>`)},
			lines(`A1 number 1234.5 shown "1,235"`, `B1 number 0.125 shown "12.50%"`, `C1 date 2018-03-31T00:00:00 shown "31/03/2018"`, `D1 date 2018-03-31T12:00:00 shown "31/03/2018 12:00"`, `E1 number -1234.5 shown "-1,234.50"`, `F1 number 1.5 shown "36:00:00"`, "G1 number 5", "H1 number 5"),
		},
		{
			"hidden rows and columns; a column of no width is hidden too",
			madeBook{sheet: `<cols><col min="2" max="2" hidden="1" width="9"/><col min="4" max="4" width="0" customWidth="1"/></cols>` + rowsOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c></row><row r="2" hidden="true"><c r="A2"><v>5</v></c></row>`)},
			lines("A1 number 1", "B1 number 2 hidden", "C1 number 3", "D1 number 4 hidden", "A2 number 5 hidden"),
		},
		{
			"under a merge only the first cell holds",
			madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row>`) + `<mergeCells count="1"><mergeCell ref="A1:B2"/><mergeCell ref="C2"/><mergeCell ref="what"/></mergeCells>`},
			lines("A1 number 1", "C1 number 3", "C2 number 6"),
		},
		{
			"what is no number is text; numbers keep all their digits",
			madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>NaN</v></c><c r="B1" t="n"><v>12*</v></c><c r="C1"><v>6534.500000000008</v></c><c r="D1"><v>2016400000000</v></c><c r="E1" t="b"><v>maybe</v></c><c r="F1" t="new"><v>later</v></c></row>`)},
			lines("A1 text NaN", "B1 text 12*", `C1 number 6534.500000000008 shown "6534.5"`, `D1 number 2.0164e+12 shown "2.0164E+12"`, "E1 text maybe", "F1 text later"),
		},
		{
			"extensions, comments and unknown tags are passed over",
			madeBook{sheet: `<sheetPr><tabColor rgb="bad"/></sheetPr><dimension ref="A1:XFD1048576"/><sheetViews><sheetView/></sheetViews>` + rowsOf(`<!-- <row r="9"> --><row r="1"><c r="A1"><extLst><ext><v>9</v></ext></extLst><v>1</v></c><new><c r="B1"><v>2</v></c></new></row>`) + `<conditionalFormatting><cfRule><formula>A1</formula></cfRule></conditionalFormatting><extLst><ext><row r="5"><c r="A5"><v>5</v></c></row></ext></extLst>`},
			lines("A1 number 1"),
		},
		{
			"pretty-printed XML with line ends everywhere",
			madeBook{strings: "\n<si>\n <t>Area</t>\n</si>\n", sheet: "\n<sheetData>\n <row r=\"1\">\n  <c r=\"A1\" t=\"s\">\n   <v>0</v>\n  </c>\n  <c r=\"B1\">\n   <v>\n 12 \n</v>\n  </c>\n </row>\n</sheetData>\n"},
			lines("A1 text Area", "B1 number 12"),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantDump(t, mustGrid(t, c.book.bytes(t)), c.want)
		})
	}
}

// TestXLSXParts builds the same small workbook with parts missing, renamed or
// prefixed as real writers do.
func TestXLSXParts(t *testing.T) {
	whole := madeBook{
		strings: `<si><t>Area</t></si>`, styles: formatsOf("dd/mm/yyyy"),
		sheet: rowsOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>Dudley</t></is></c></row>`),
	}
	want := lines("A1 text Dudley")
	edit := func(change func(p *part) bool) []byte {
		var kept []part
		for _, p := range whole.parts() {
			if change(&p) {
				kept = append(kept, p)
			}
		}
		return zipOf(t, kept...)
	}
	without := func(names ...string) []byte {
		return edit(func(p *part) bool {
			for _, n := range names {
				if p.name == n {
					return false
				}
			}
			return true
		})
	}
	replace := func(pairs ...string) []byte {
		r := strings.NewReplacer(pairs...)
		return edit(func(p *part) bool { p.text = r.Replace(p.text); return true })
	}
	for name, content := range map[string][]byte{
		"whole":                             whole.bytes(t),
		"without styles":                    without("xl/styles.xml"),
		"without shared strings":            without("xl/sharedStrings.xml"),
		"without content types":             without("[Content_Types].xml"),
		"without the root's relationships":  without("_rels/.rels"),
		"without the workbook's":            without("xl/_rels/workbook.xml.rels"),
		"without any relationships":         without("_rels/.rels", "xl/_rels/workbook.xml.rels"),
		"broken styles":                     replace("<cellXfs>", "<cellXfs><xf", "<numFmts>", "<numFmts &x;"),
		"names with slashes and capitals":   edit(func(p *part) bool { p.name = "/" + strings.ToUpper(p.name); return true }),
		"names with back slashes":           edit(func(p *part) bool { p.name = strings.ReplaceAll(p.name, "/", `\`); return true }),
		"targets from the root":             replace(`Target="worksheets/`, `Target="/xl/worksheets/`),
		"targets up and down":               replace(`Target="worksheets/`, `Target="../xl/./worksheets/`),
		"strict":                            replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
		"prefixed":                          replace(`<worksheet xmlns=`, `<x:worksheet xmlns:x=`, `</worksheet`, `</x:worksheet`, "<sheetData", "<x:sheetData", "</sheetData", "</x:sheetData", "<row", "<x:row", "</row", "</x:row", "<c ", "<x:c ", "</c>", "</x:c>", "<is>", "<x:is>", "</is>", "</x:is>", "<t>", "<x:t>", "</t>", "</x:t>"),
		"a part whose name the list misses": edit(func(p *part) bool { p.name = strings.Replace(p.name, "sheet1.xml", "other.xml", 1); return true }),
		"a mark before the XML":             edit(func(p *part) bool { p.text = "\xEF\xBB\xBF" + p.text; return true }),
		"a link out of the file":            replace(`</Relationships>`, `<Relationship Id="rId9" Type="x/worksheet" Target="http://example.org/x.xml" TargetMode="External"/></Relationships>`),
		"a workbook elsewhere": edit(func(p *part) bool {
			p.name = strings.Replace(p.name, "xl/", "book/", 1)
			p.text = strings.ReplaceAll(p.text, "xl/", "book/")
			return true
		}),
		"a second part of the same name":     append([]byte(nil), zipOf(t, append(whole.parts(), part{"xl/worksheets/sheet1.xml", "<worksheet/>"})...)...),
		"a document type without a word":     replace("<worksheet ", "<!DOCTYPE worksheet>\n<worksheet "),
		"sheets whose names are in Cyrillic": replace(`name="Table P1"`, `name="Лист1"`),
	} {
		t.Run(name, func(t *testing.T) {
			wantDump(t, mustGrid(t, content), want)
		})
	}
}

func TestXLSXSheets(t *testing.T) {
	book := zipOf(
		t,
		part{"_rels/.rels", relationsXML(relationXML("rId1", "officeDocument", "xl/workbook.xml"))},
		part{"xl/workbook.xml", `<workbook ` + relSpace + `><sheets>` +
			`<sheet name="Notes &amp; cover" r:id="rId1"/><sheet name="Chart1" r:id="rId2"/><sheet name="Hidden" state="hidden" r:id="rId3"/>` +
			`<sheet name="Very" state="veryHidden" r:id="rId4"/><sheet name="Macro" r:id="rId5"/><sheet name="Table P1 " r:id="rId6"/><sheet name="Module1" r:id=""/><sheet name="Lost" r:id="rId7"/><sheet name="Broken" r:id="rId8"/><sheet name="Linked" r:id="rId9"/></sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", relationsXML(
			relationXML("rId1", "worksheet", "worksheets/sheet1.xml"), relationXML("rId2", "chartsheet", "chartsheets/sheet1.xml"),
			relationXML("rId3", "worksheet", "worksheets/sheet2.xml"), relationXML("rId4", "worksheet", "worksheets/sheet2.xml"),
			relationXML("rId5", "dialogsheet", "dialogsheets/sheet1.xml"), relationXML("rId6", "worksheet", "worksheets/sheet3.xml"),
			relationXML("rId7", "worksheet", "worksheets/sheet7.xml"), relationXML("rId8", "worksheet", "worksheets/sheet8.xml"),
			strings.Replace(relationXML("rId9", "worksheet", "worksheets/sheet2.xml"), "/>", ` TargetMode="External"/>`, 1), // never followed
		)},
		part{"xl/worksheets/sheet1.xml", `<worksheet><dimension ref="A1:AO1000"/><sheetData/></worksheet>`},
		part{"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData></worksheet>`},
		part{"xl/worksheets/sheet3.xml", `<worksheet><sheetData><row r="34"><c r="C34"><v>259661</v></c><c r="AA34" s="3"/></row></sheetData></worksheet>`},
		part{"xl/worksheets/sheet8.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>`},
	)
	b := mustOpen(t, "made.xlsx", book)
	var got []string
	for _, i := range b.Sheets() {
		line := i.Name + " " + CellName(max(i.Rows, 1), max(i.Columns, 1))
		if i.Hidden {
			line += " hidden"
		}
		if i.Err != nil {
			line += " " + i.Err.Error()
		}
		got = append(got, line)
	}
	want := lines(
		"Notes & cover A1", "Hidden B2 hidden", "Very B2 hidden", "Table P1  C34",
		"Lost A1 made.xlsx!Lost: the sheet's part is missing from the file; ask for it to be sent again [damaged]",
		"Broken A1 made.xlsx!Broken: xl/worksheets/sheet8.xml ends in the middle; ask for the file to be sent again, or open it in Excel or LibreOffice and save it as .xlsx [damaged]",
		"Linked A1 made.xlsx!Linked: the sheet's part is missing from the file; ask for it to be sent again [damaged]",
	)
	if lines(got...) != want {
		t.Errorf("got\n%swant\n%s", lines(got...), want)
	}
	if strings.Join(b.Names(), "|") != "Notes & cover|Hidden|Very|Table P1 |Lost|Broken|Linked" {
		t.Errorf("names: %q", b.Names())
	}
	if _, err := b.Grid("Table P1"); !errors.Is(err, ErrNoSheet) || !strings.Contains(err.Error(), `want a sheet named "Table P1"; the file has "Notes & cover", "Hidden"`) {
		t.Errorf("a sheet that is not there: %v", err)
	}
	g, err := b.Grid("Hidden")
	if err != nil || !g.Hidden || !g.At(2, 2).Hidden || !g.At(9, 9).Hidden {
		t.Errorf("a hidden sheet: %v %+v", err, g)
	}
}

func TestXLSXWrongAddresses(t *testing.T) {
	for name, rows := range map[string]string{
		"row 0 in an address":  `<row r="1"><c r="A0"><v>1</v></c></row>`,
		"a column beyond XFD":  `<row r="1"><c r="XFE1"><v>1</v></c></row>`,
		"a row beyond the end": `<row r="1048577"><c><v>1</v></c></row>`,
		"a row of letters":     `<row r="one"><c><v>1</v></c></row>`,
		"an address of sorts":  `<row r="1"><c r="1A"><v>1</v></c></row>`,
		"too many cells":       `<row r="1">` + strings.Repeat(`<c><v>1</v></c>`, maxColumns+1) + `</row>`,
		"too many rows":        `<row r="1048576"/><row><c><v>1</v></c></row>`,
		"a shared text beyond": `<row r="1"><c t="s"><v>5</v></c></row>`,
		"a shared text of -1":  `<row r="1"><c t="s"><v>-1</v></c></row>`,
	} {
		b := mustOpen(t, "made.xlsx", madeBook{sheet: rowsOf(rows)}.bytes(t))
		if _, err := b.Grid("Table P1"); !errors.Is(err, ErrDamaged) || !isRefusal(err) {
			t.Errorf("%s: %v; want damage", name, err)
		}
	}
}
