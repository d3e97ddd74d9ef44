package sheet

import (
	"errors"
	"strings"
	"testing"
)

// TestODSCells reads the rows of one table; each case is one trait that real
// files have.
func TestODSCells(t *testing.T) {
	const text = `office:value-type="string"`
	for _, c := range []struct{ name, rows, want string }{
		{
			"every type, with what is shown",
			`<table:table-row><table:table-cell office:value-type="float" office:value="7154.87"><text:p>7,155</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p></table:table-cell><table:table-cell office:value-type="currency" office:currency="GBP" office:value="1500"><text:p>£1,500</text:p></table:table-cell>` +
				`<table:table-cell office:value-type="date" office:date-value="2015-09-30"><text:p>30-Sep-15</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2015-09-30T14:05:06"><text:p>30/09/15 14:05</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT12H00M00S"><text:p>12:00</text:p></table:table-cell>` +
				`<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell ` + text + `><text:p>West Midlands</text:p></table:table-cell></table:table-row>`,
			lines(`A1 number 7154.87 shown "7,155"`, `B1 number 0.125 shown "12.5%"`, `C1 number 1500 shown "£1,500"`, `D1 date 2015-09-30T00:00:00 shown "30-Sep-15"`, `E1 date 2015-09-30T14:05:06 shown "30/09/15 14:05"`, `F1 number 0.5 shown "12:00"`, `G1 boolean true shown "TRUE"`, "H1 text West Midlands"),
		},
		{
			"values without what is shown",
			`<table:table-row><table:table-cell office:value-type="float" office:value="7154.87"/><table:table-cell office:value-type="date" office:date-value="2015-09-30"/><table:table-cell office:value-type="boolean" office:boolean-value="false"/><table:table-cell ` + text + ` office:string-value="R&amp;D"/><table:table-cell ` + text + `/><table:table-cell/></table:table-row>`,
			lines("A1 number 7154.87", `B1 date 2015-09-30T00:00:00 shown "30/09/2015"`, `C1 boolean false shown "FALSE"`, "D1 text R&D"),
		},
		{
			"text without a type; a type without text",
			`<table:table-row><table:table-cell><text:p>kept</text:p></table:table-cell><table:table-cell ` + text + `><text:p/></table:table-cell></table:table-row>`,
			lines("A1 text kept"),
		},
		{
			"errors, as LibreOffice and as Excel write them, and values that are none",
			`<table:table-row><table:table-cell table:formula="of:=1/0" ` + text + ` office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula="of:=[.#REF!]" office:value-type="float" office:value="0"><text:p>#REF!</text:p></table:table-cell><table:table-cell table:formula="of:=X" ` + text + `><text:p>Err:508</text:p></table:table-cell>` +
				`<table:table-cell office:value-type="date" office:date-value="INVALID_DATE"><text:p>INVALID DATE</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="x"><text:p>12</text:p></table:table-cell><table:table-cell ` + text + `><text:p>#N/A</text:p></table:table-cell><table:table-cell office:value-type="float" office:value=""/><table:table-cell table:formula="of:=1"/></table:table-row>`,
			lines("A1 error #DIV/0!", "B1 error #REF!", "C1 error Err:508", "D1 error INVALID DATE", "E1 error 12", "F1 text #N/A"),
		},
		{
			"repeats: blank ones cost nothing, filled ones are spread",
			`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`,
			lines("B3 number 5", "C3 number 5", "B4 number 5", "C4 number 5"),
		},
		{
			"repeats that are no numbers count once",
			`<table:table-row table:number-rows-repeated="zero"><table:table-cell table:number-columns-repeated="-4" office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" office:value="2"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="3"/></table:table-row>`,
			lines("A1 number 1", "B1 number 2", "A2 number 3"),
		},
		{
			"blank rows without end, then nothing",
			`<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row table:number-rows-repeated="99999999999999999999"><table:table-cell table:number-columns-repeated="99999999999999999999"/></table:table-row><table:table-row><table:table-cell/></table:table-row>`,
			lines("A1 number 1"),
		},
		{
			"covered cells are blank even where they hold something",
			`<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" ` + text + `><text:p>As at:</text:p></table:table-cell><table:covered-table-cell ` + text + `><text:p>no</text:p></table:covered-table-cell><table:table-cell ` + text + `><text:p>yes</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell ` + text + `><text:p>C2</text:p></table:table-cell></table:table-row>`,
			lines("A1 text As at:", "C1 text yes", "C2 text C2"),
		},
		{
			"spaces, tabs, line breaks, paragraphs, spans and links",
			`<table:table-row><table:table-cell ` + text + `><text:p>a<text:s text:c="3"/>b  c` + "\n" + `d</text:p></table:table-cell><table:table-cell ` + text + `><text:p>one</text:p><text:p/><text:p>three</text:p></table:table-cell><table:table-cell ` + text + `><text:p>  <text:span>x<text:span>y</text:span></text:span><text:tab/>z<text:line-break/>w <text:a>link</text:a></text:p></table:table-cell><table:table-cell ` + text + `><text:p><text:s/>lead</text:p></table:table-cell></table:table-row>`,
			lines("A1 text a   b c d", "B1 text one\n\nthree", "C1 text xy\tz\nw link", "D1 text  lead"),
		},
		{
			"comments, drawings, notes and phonetic guides are not the cell's text",
			`<table:table-row><table:table-cell office:value-type="float" office:value="3"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>3</text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell><table:table-cell ` + text + `><text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby><text:note><text:p>n</text:p></text:note></text:p></table:table-cell></table:table-row>`,
			lines("A1 number 3", "B1 text 東京"),
		},
		{
			"header rows, groups, hidden rows and columns; shapes and inner tables are no rows",
			`<table:table-source/><table:shapes><draw:frame><table:table><table:table-row><table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table></draw:frame></table:shapes><table:table-column table:number-columns-repeated="1"/><table:table-header-columns><table:table-column table:visibility="collapse"/></table:table-header-columns><table:table-column table:number-columns-repeated="16382"/>` +
				`<table:table-header-rows><table:table-row><table:table-cell office:value-type="float" office:value="1"/><table:table-cell office:value-type="float" office:value="2"/></table:table-row></table:table-header-rows><table:table-row-group><table:table-row-group table:display="false"><table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="3"/></table:table-row></table:table-row-group></table:table-row-group><table:table-rows><table:table-row table:visibility="collapse" table:number-rows-repeated="5"><table:table-cell/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="4"/></table:table-row></table:table-rows>`,
			lines("A1 number 1", "B1 number 2 hidden", "A2 number 3 hidden", "A8 number 4"),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantDump(t, mustGrid(t, odsOf(t, "", `<table:table table:name="Table_1">`+c.rows+`</table:table>`)), c.want)
		})
	}
}

// A merge is told once for each row that repeats it.
func TestODSMerges(t *testing.T) {
	g := mustGrid(t, odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>x</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row><table:table-cell table:number-rows-spanned="999999999" office:value-type="string"><text:p>y</text:p></table:table-cell></table:table-row></table:table>`))
	var got []string
	for _, m := range g.Merged {
		got = append(got, m.String())
	}
	if strings.Join(got, " ") != "A1:B1 A2:B2 A3:A1048576" {
		t.Errorf("merged: %v", got)
	}
	wantDump(t, g, lines("A1 text x", "C1 number 1", "A2 text x", "C2 number 1", "A3 text y"))
}

func TestODSSheets(t *testing.T) {
	cell := func(v string) string {
		return `<table:table-row><table:table-cell office:value-type="float" office:value="` + v + `"/></table:table-row>`
	}
	content := odsOf(
		t, `<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>`,
		`<table:tracked-changes><table:table table:name="old"><table:table-row/></table:table></table:tracked-changes>`+
			`<table:table table:name="Table_1" table:style-name="ta1">`+cell("1")+`</table:table>`+
			`<table:table table:name="R&amp;D " table:style-name="ta2">`+cell("2")+`</table:table>`+
			`<table:table table:name="'file:///C:/x.xlsx'#Sheet1" table:style-name="ta1">`+cell("3")+`</table:table>`+
			`<table:table>`+cell("4")+`</table:table><table:named-expressions><table:table table:name="no"/></table:named-expressions>`,
	)
	b := mustOpen(t, "made.ods", content)
	var got []string
	for _, i := range b.Sheets() {
		g, err := b.Grid(i.Name)
		if err != nil || i.Err != nil || i.Hidden != g.Hidden {
			t.Fatal(err, i.Err)
		}
		line := i.Name + ": " + strings.TrimSuffix(dump(g), "\n")
		got = append(got, line)
	}
	if want := "Table_1: A1 number 1|R&D : A1 number 2 hidden|Sheet3: A1 number 4"; strings.Join(got, "|") != want {
		t.Errorf("got %q\nwant %q", strings.Join(got, "|"), want)
	}
}

func TestODSRefused(t *testing.T) {
	filled := `<table:table-cell office:value-type="float" office:value="1" `
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"encrypted":              {zipOf(t, part{"META-INF/manifest.xml", `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>`}, part{"content.xml", "\x01\x02\x03"}), ErrEncrypted},
		"a text document":        {zipOf(t, part{"content.xml", `<office:document-content><office:body><office:text/></office:body></office:document-content>`}), ErrUnknownFormat},
		"no sheets":              {odsOf(t, "", ""), ErrEmpty},
		"cut in the middle":      {zipOf(t, part{"content.xml", strings.TrimSuffix(odsContentXML("", `<table:table table:name="T"><table:table-row>`), `</office:spreadsheet></office:body></office:document-content>`)}), ErrDamaged},
		"no content":             {zipOf(t, part{"mimetype", "x"}, part{"META-INF/manifest.xml", "<m/>"}), ErrDamaged},
		"an entity bomb":         {zipOf(t, part{"content.xml", `<!DOCTYPE x [<!ENTITY lol "lol">]><office:document-content/>`}), ErrDamaged},
		"filled without end":     {odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="999999999">`+filled+`table:number-columns-repeated="999999999"/></table:table-row></table:table>`), ErrTooLarge},
		"filled rows beyond end": {odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="1048577">`+filled+`/></table:table-row></table:table>`), ErrTooLarge},
		"a whole sheet of ones":  {odsOf(t, "", `<table:table table:name="T"><table:table-row table:number-rows-repeated="1048576">`+filled+`table:number-columns-repeated="16384"/></table:table-row></table:table>`), ErrTooLarge},
	} {
		b, err := Open("made.ods", c.content, Limits{})
		if err == nil {
			_, err = b.Grid(b.Names()[0])
		}
		if !errors.Is(err, c.want) || !isRefusal(err) {
			t.Errorf("%s: %v; want %v", name, err, c.want)
		}
	}
}
