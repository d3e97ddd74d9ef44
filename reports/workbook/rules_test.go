package workbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Worksheets, as they are called in English.
const (
	coverSheet = "Cover_sheet"
	chartSheet = "Chart_data"
)

// faults are the ways in which a workbook breaks the Analysis Function's rules, each with a code.
func faults(t *testing.T, book []byte) []string {
	t.Helper()
	o := open(t, book)
	var out []string
	complain := func(code, format string, args ...any) {
		out = append(out, fmt.Sprintf(format, args...)+" ["+code+"]")
	}
	o.partFaults(complain)
	for _, sheet := range o.GetSheetList() {
		o.sheetFaults(t, sheet, complain)
	}
	return out
}

type complain = func(code, format string, args ...any)

// banned are the elements that no part may have.
var banned = []struct{ code, element string }{
	{"filter", "<autoFilter"}, {"merged", "<mergeCell"}, {"frozen", "<pane"}, {"page-header", "<headerFooter"}, {"hidden", `hidden="1"`}, {"hidden", `hidden="true"`}, {"hidden", `state="hidden"`}, {"hidden", "veryHidden"},
}

var smallType = regexp.MustCompile(`<sz val="(\d|10|11)(\.\d+)?">`)

func (o opened) partFaults(complain complain) {
	for name, content := range o.parts {
		for _, b := range banned {
			if strings.Contains(content, b.element) {
				complain(b.code, "%s: has %s", name, b.element)
			}
		}
	}
	styles := o.parts["xl/styles.xml"]
	if n := strings.Count(styles, `<name val="`); n != strings.Count(styles, `<name val="Arial"`) || n == 0 {
		complain("font", "xl/styles.xml: a font that is not Arial")
	}
	if m := smallType.FindString(styles); m != "" {
		complain("font", "xl/styles.xml: type smaller than 12 points: %s", m)
	}
	if strings.Contains(styles, `patternType="solid"`) {
		complain("fill", "xl/styles.xml: a background colour")
	}
}

func (o opened) sheetFaults(t *testing.T, sheet string, complain complain) {
	t.Helper()
	if s := o.cell(sheet, "A1"); s == "" {
		complain("title", "%s!A1: want a title", sheet)
	}
	if style, _ := o.GetCellStyle(sheet, "A1"); !o.tagged(style, "Heading 1") {
		complain("heading", "%s!A1: the title is not tagged as a heading", sheet)
	}
	tables, err := o.GetTables(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if sheet == coverSheet {
		if len(tables) > 0 {
			complain("tables", "%s: want no table, found %d", sheet, len(tables))
		}
		return
	}
	if len(tables) != 1 {
		complain("tables", "%s: want one table, found %d", sheet, len(tables))
		return
	}
	if want := map[bool]string{true: "This worksheet contains one table and one chart.", false: "This worksheet contains one table."}[o.hasChart(sheet)]; o.cell(sheet, "A2") != want {
		complain("holds", "%s!A2: want %q, found %q", sheet, want, o.cell(sheet, "A2"))
	}
	o.tableFaults(t, sheet, tables[0].Range, complain)
	o.linkFaults(sheet, complain)
}

func (o opened) hasChart(sheet string) bool {
	for n, name := range o.GetSheetList() {
		if name == sheet {
			return strings.Contains(o.parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1)], "<drawing")
		}
	}
	return false
}

// tagged says whether a cell's style is the built-in one of a name.
func (o opened) tagged(style int, name string) bool {
	s := o.Styles
	if s == nil || style >= len(s.CellXfs.Xf) || s.CellXfs.Xf[style].XfID == nil {
		return false
	}
	for _, c := range s.CellStyles.CellStyle {
		if c.Name == name && c.XfID == *s.CellXfs.Xf[style].XfID {
			return true
		}
	}
	return false
}

func (o opened) tableFaults(t *testing.T, sheet, area string, complain complain) {
	t.Helper()
	from, to, _ := strings.Cut(area, ":")
	left, head, err1 := excelize.CellNameToCoordinates(from)
	right, last, err2 := excelize.CellNameToCoordinates(to)
	if err1 != nil || err2 != nil {
		t.Fatalf("%s: table %q", sheet, area)
	}
	if left != 1 {
		complain("left", "%s!%s: want the table at the left edge", sheet, from)
	}
	var heads []string
	for c := left; c <= right; c++ {
		name := strings.ToLower(o.cell(sheet, cellName(c, head)))
		if name == "" || slices.Contains(heads, name) {
			complain("header", "%s!%s: want a header that no other column has, found %q", sheet, cellName(c, head), name)
		}
		heads = append(heads, name)
		for r := head + 1; r <= last && sheet != chartSheet; r++ {
			if strings.TrimSpace(o.raw(sheet, cellName(c, r))) == "" {
				complain("blank", "%s!%s: a blank cell in a table", sheet, cellName(c, r))
			}
		}
	}
	rows, err := o.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) > last {
		complain("below", "%s!A%d: something stands below the table", sheet, last+1)
	}
	for r := 1; r < head; r++ { // no empty row makes a reader think that the worksheet ends
		if o.cell(sheet, cellName(1, r)) == "" {
			complain("empty-row", "%s!A%d: an empty row above the table", sheet, r)
		}
	}
}

func (o opened) linkFaults(sheet string, complain complain) {
	for r := 1; r < 80; r++ {
		linked, target, err := o.GetCellHyperLink(sheet, cellName(1, r))
		if err != nil || !linked || strings.HasPrefix(target, "https://") {
			continue
		}
		name, _, _ := strings.Cut(target, "!")
		if n, err := o.GetSheetIndex(strings.Trim(name, "'")); n < 0 || err != nil {
			complain("link", "%s!A%d: leads to %q, which is not there", sheet, r, target)
		}
	}
}

func TestRules(t *testing.T) {
	for _, f := range faults(t, written(t)) {
		t.Error(f)
	}
}

// TestRulesCanFail breaks a good workbook in every way that the rules look for.
func TestRulesCanFail(t *testing.T) {
	const sheet, table, styles = "xl/worksheets/sheet6.xml", "xl/tables/table5.xml", "xl/styles.xml"
	cases := []struct{ code, part, old, with string }{
		{"filter", table, "<tableColumns", `<autoFilter ref="A1:B2"></autoFilter><tableColumns`},
		{"merged", sheet, "<pageMargins", `<mergeCells count="1"><mergeCell ref="A1:B1"></mergeCell></mergeCells><pageMargins`},
		{"frozen", sheet, `workbookViewId="0">`, `workbookViewId="0"><pane ySplit="3" topLeftCell="A4" state="frozen"></pane>`},
		{"page-header", sheet, "<pageSetup", "<headerFooter></headerFooter><pageSetup"},
		{"hidden", "xl/workbook.xml", `name="Notes"`, `name="Notes" state="hidden"`},
		{"font", styles, `<name val="Arial"`, `<name val="Calibri"`},
		{"font", styles, `<sz val="12">`, `<sz val="11">`},
		{"fill", styles, `patternType="gray125"`, `patternType="solid"`},
		{"title", sheet, `<c r="A1"`, `<c r="XFD1"`},
		{"heading", styles, `name="Heading 1"`, `name="Ordinary"`},
		{"tables", sheet, `<tablePart r:id="rId1"></tablePart>`, ""},
		{"holds", "xl/sharedStrings.xml", "one table and one chart", "a table and a chart"},
		{"left", table, `ref="A`, `ref="B`},
		{"header", "xl/sharedStrings.xml", ">Upper limit<", ">Lower limit<"},
		{"blank", "xl/sharedStrings.xml", ">ordinary variation<", "> <"},
		{"below", sheet, "</sheetData>", `<row r="99"><c r="A99" t="str"><v>after</v></c></row></sheetData>`},
		{"empty-row", sheet, `<c r="A7"`, `<c r="XFD7"`},
		{"link", sheet, "Contents&#39;!A1", "Nowhere&#39;!A1"},
	}
	for _, c := range cases {
		found := faults(t, tampered(t, written(t), c.part, c.old, c.with))
		if !slices.ContainsFunc(found, func(f string) bool { return strings.HasSuffix(f, "["+c.code+"]") }) {
			t.Errorf("%s: %q for %q: want a complaint [%s], found %q", c.part, c.with, c.old, c.code, found)
		}
	}
}

// TestTablesHaveNames holds that the tables' names differ and say what they hold.
func TestTablesHaveNames(t *testing.T) {
	o := open(t, written(t))
	var names []string
	for _, sheet := range o.GetSheetList()[1:] {
		tables, err := o.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, tables[0].Name)
	}
	want := "contents counts indicators notes data_home_burglary data_calls_answered areas comparison definitions methods sources glossary chart_data"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("want tables %s\nfound      %s", want, got)
	}
}

// TestNoticeEverywhere holds that a worksheet with invented figures says so, and every row of them too.
func TestNoticeEverywhere(t *testing.T) {
	o := open(t, written(t))
	for _, sheet := range o.GetSheetList() {
		rows, err := o.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		all := fmt.Sprint(rows)
		for _, n := range smallPack().Notices {
			if !strings.Contains(all, n) {
				t.Errorf("%s: want the notice %q", sheet, n)
			}
		}
		for r, row := range rows {
			if len(row) > 1 && row[0] == "P4.1b" && sheet != "Definitions" && !strings.Contains(fmt.Sprint(row), invention1) {
				t.Errorf("%s!A%d: invented figures without their notice", sheet, r+1)
			}
		}
	}
	for _, sheet := range []string{coverSheet, "Contents", "Summary", "Indicators", "Notes", "P4.1b", "Areas", "Definitions", chartSheet} {
		rows, err := o.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(fmt.Sprint(rows), invention1) {
			t.Errorf("%s: want the notice of invented figures", sheet)
		}
	}
	if rows, _ := o.GetRows("P4.1a"); strings.Contains(fmt.Sprint(rows), invention1) {
		t.Error("P4.1a: published figures have the notice of invented ones")
	}
}
