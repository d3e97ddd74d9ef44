package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// profileText writes a profile as the tests compare it: a line for each column.
func profileText(list []ColumnProfile) string {
	var b strings.Builder
	for _, p := range list {
		fmt.Fprintf(&b, "%s %q %s %d+%d", ColumnName(p.Column), p.Header, p.Kind, p.Filled, p.Blank)
		if p.Smallest.Kind != Blank {
			fmt.Fprintf(&b, " from %s to %s", p.Smallest.Text, p.Largest.Text)
		}
		for _, m := range p.Markers {
			fmt.Fprintf(&b, " %s=%d", m.Text, m.Count)
		}
		if p.Hidden {
			b.WriteString(" hidden")
		}
		fmt.Fprintf(&b, ", such as %s\n", p.Example.Text)
	}
	return b.String()
}

func noPeriod(string) bool { return false }

// isTestPeriod stands for what the domain calls a period.
func isTestPeriod(text string) bool {
	return strings.HasPrefix(text, "Apr ") || strings.Contains(text, "/1")
}

// What columns hold, and where the header is.
func TestProfile(t *testing.T) {
	for name, c := range map[string]struct {
		csv    string
		header int
		want   string
	}{
		"a return": {"Burglary by area\n\nCode,Area,Month,Count,Rate\nE1,Coventry,Apr 2018,\"1,204\",5.1%\nE2,Dudley,Apr 2018,..,2.25%\n,,,,\nE3,Sandwell,Apr 2019,7,-\nE4,Walsall,Apr 2020,8,1%\n", 3, lines(
			`A "Code" text 4+1, such as E1`,
			`B "Area" text 4+1, such as Coventry`,
			`C "Month" periods 4+1, such as Apr 2018`,
			`D "Count" whole numbers 4+1 from 7 to 1,204 ..=1, such as 1,204`,
			`E "Rate" percentages 4+1 from 1% to 5.1% -=1, such as 5.1%`,
		)},
		"short headings": {"Sex,All,Age\nM,1,2\nF,3,4\nM,5,6\n", 1, lines(
			`A "Sex" text 3+0, such as M`,
			`B "All" whole numbers 3+0 from 1 to 5, such as 1`,
			`C "Age" whole numbers 3+0 from 2 to 6, such as 2`,
		)},
		"years across, under a title of groups": {",,Offences,,,\nArea,Name,2011,2012,2013,2014\nE1,a,10,20,30,40\nE2,b,1.5,x,x,41\nE3,c,10,20,30,42\n", 2, lines(
			`A "Area" text 3+0, such as E1`,
			`B "Name" text 3+0, such as a`,
			`C "2011" numbers 3+0 from 1.5 to 10, such as 10`,
			`D "2012" whole numbers 3+0 from 20 to 20 x=1, such as 20`,
			`E "2013" whole numbers 3+0 from 30 to 30 x=1, such as 30`,
			`F "2014" whole numbers 3+0 from 40 to 42, such as 40`,
		)},
		"narrow headings": {"T,,,,,\n,,White,Other,,\nE1,5,6,7,8,9\nE2,5,6,7,8,9\n", 2, lines(
			`A "T" text 2+0, such as E1`,
			`B "" whole numbers 2+0 from 5 to 5, such as 5`,
			`C "White" whole numbers 2+0 from 6 to 6, such as 6`,
			`D "Other" whole numbers 2+0 from 7 to 7, such as 7`,
			`E "" whole numbers 2+0 from 8 to 8, such as 8`,
			`F "" whole numbers 2+0 from 9 to 9, such as 9`,
		)},
		"no header": {"1,2\n3,4\n", 0, lines(
			`A "" whole numbers 2+0 from 1 to 3, such as 1`,
			`B "" whole numbers 2+0 from 2 to 4, such as 2`,
		)},
		"codes, days, years and a mixture": {"Code,Day,Year,Mixed,Gap\n001101,2016-06-01T10:00:00+01:00,2011,5,\n001102,2015-06-01,2012,five of them,\n001103,2017-06-01,2013,7,\n", 1, lines(
			`A "Code" text 3+0, such as 001101`,
			`B "Day" dates 3+0 from 2015-06-01 to 2017-06-01, such as 2016-06-01T10:00:00+01:00`,
			`C "Year" periods 3+0, such as 2011`,
			`D "Mixed" mixed 3+0, such as 5`,
			`E "Gap" nothing 0+0, such as `,
		)},
	} {
		g := mustGrid(t, []byte(c.csv))
		got := Profile(g, g.HeadingRow(), isTestPeriod)
		if text := profileText(got); text != c.want || got[0].HeaderRow != c.header {
			t.Errorf("%s, header in row %d:\n%swant row %d:\n%s", name, got[0].HeaderRow, text, c.header, c.want)
		}
	}
}

// In a workbook kinds are the cells' own, and hidden columns are said.
func TestProfileWorkbook(t *testing.T) {
	content := madeBook{
		strings: "<si><t>Day</t></si><si><t>Share</t></si><si><t>Count</t></si><si><t>[x]</t></si>",
		styles:  formatsOf("General", "dd/mm/yyyy", "0.0%"),
		sheet: `<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>` + rowsOf(
			`<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>2</v></c></row>`+
				`<row r="5"><c r="A5" s="1"><v>43191</v></c><c r="B5" s="2"><v>0.5</v></c><c r="C5" t="s"><v>3</v></c></row>`+
				`<row r="6" hidden="1"><c r="A6" s="1"><v>42000</v></c><c r="B6" s="2"><v>0.125</v></c><c r="C6"><v>41</v></c></row>`),
	}.bytes(t)
	want := lines(
		`A "Day" dates 2+0 from 27/12/2014 to 01/04/2018, such as 01/04/2018`,
		`B "Share" percentages 2+0 from 12.5% to 50.0% hidden, such as 50.0%`,
		`C "Count" whole numbers 2+0 from 41 to 41 [x]=1, such as 41`,
	)
	if got := profileText(profileOf(mustGrid(t, content))); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if info := mustOpen(t, "made", content).Sheets()[0]; info.HiddenRows != 1 || info.HiddenColumns != 1 {
		t.Errorf("hidden: %d rows and %d columns", info.HiddenRows, info.HiddenColumns)
	}
}

// Repeated rows of an ods count as often as they are repeated, and an empty
// sheet has no columns.
func TestProfileRepeats(t *testing.T) {
	content := odsOf(t, "", `<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string"><text:p>Number</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="500"><table:table-cell office:value-type="float" office:value="4"/></table:table-row></table:table><table:table table:name="Nothing"/>`)
	p := profileOf(mustGrid(t, content))
	if len(p) != 1 || p[0].Filled != 501 || p[0].HeaderRow != 0 || p[0].Blank != 0 || p[0].Kind != WholeColumn {
		t.Errorf("%+v", p)
	}
	if p := profileOf(mustGrid(t, content, "Nothing")); len(p) != 0 {
		t.Errorf("%+v", p)
	}
}

func profileOf(g *Grid) []ColumnProfile { return Profile(g, g.HeadingRow(), noPeriod) }
