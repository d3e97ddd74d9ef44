package ingest_test

import (
	"bytes"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

const returnLayout = `
layout: monthly
fits:
  - sheet: csv
    row: [code]
edition: {text: "As at {date}"}
tables:
  - sheet: csv
    area: {code: code}
    period: {across: true, kind: month}
    series: {fixed: test.burglary, count: true}
`

func testPlan() *kpi.Plan {
	return &kpi.Plan{
		Areas:   []kpi.Area{{Code: "E23000014", Name: "West Midlands", Role: "force"}},
		Sources: []kpi.Source{{ID: "test", Series: []kpi.SeriesInfo{{ID: "test.burglary"}, {ID: "test.funding"}}}},
	}
}

func mustLayout(t testing.TB, text string) *layout.Layout {
	t.Helper()
	l, problems := layout.Read("layout.yaml", []byte(text))
	if l == nil {
		t.Fatal(problems)
	}
	return l
}

func date(y, m, d int) *kpi.Date {
	out := kpi.DateOf(y, 1, 1).AddMonths(m-1) + kpi.Date(d-1)
	return &out
}

// badReturns shows every code of this package once, with its message.
func badReturns(t *testing.T) []badReturn {
	x := excelize.NewFile()
	defer x.Close()
	var whole, locked bytes.Buffer
	if err := x.Write(&whole); err != nil {
		t.Fatal(err)
	}
	if err := x.Write(&locked, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	half := whole.String()[:whole.Len()/2]
	return []badReturn{
		{"empty-file", "", ingest.Options{}, "return.xlsx: the file is empty; ask for it to be sent again [empty-file]"},
		{"not-a-spreadsheet", "%PDF-1.7\n", ingest.Options{}, "return.xlsx: the file is a PDF document; ask for the spreadsheet that it was made from [not-a-spreadsheet]"},
		{"encrypted", locked.String(), ingest.Options{}, ""},
		{"damaged", half, ingest.Options{}, ""},
		{"too-large", "code,Apr 2025\n", ingest.Options{Limits: sheet.Limits{Content: 3}}, ""},
		{"unsupported", "PAR1....", ingest.Options{}, "return.xlsx: the file is a Parquet table, which is not read as a spreadsheet; export it as .csv or .xlsx [unsupported]"},
		{
			"unreadable", "PAR1....",
			ingest.Options{Parquet: func([]byte) (ingest.ParquetTable, error) { return ingest.ParquetTable{}, errNoRoom }},
			"return.xlsx: it can't be read: no space left on device [unreadable]",
		},
		{
			"no-layout", "code,Apr 2025\n",
			ingest.Options{Layout: "montly"},
			`return.xlsx: want a layout by its name, found none called "montly"; nearest is "monthly" [no-layout]`,
		},
		{
			"future-period", "As at 30 April 2025\ncode,Apr 2025,May 2025,Jun 2025\nE23000014,1,2,3\n",
			ingest.Options{},
			"return.xlsx:csv!C3: want periods that ended by the edition date 2025-04-30, found 2025-05, which ends on 2025-05-31 [future-period]\n" +
				"return.xlsx:csv!D3: want periods that ended by the edition date 2025-04-30, found 2025-06, which ends on 2025-06-30 [future-period]",
		},
	}
}

var errNoRoom = errors.New("no space left on device")

type badReturn struct {
	code, content string
	options       ingest.Options
	want          string // "" when the message is package sheet's own
}

func TestBadReturns(t *testing.T) {
	layouts := []*layout.Layout{mustLayout(t, returnLayout)}
	for _, c := range badReturns(t) {
		r := ingest.Read("/somewhere/return.xlsx", []byte(c.content), layouts, testPlan(), c.options)
		got := kpi.Problems(r.Problems).Error()
		if !r.Refused() || len(r.Observations) > 0 || !strings.HasPrefix(got, "return.xlsx") || !strings.HasSuffix(got, "["+c.code+"]") ||
			c.want != "" && got != c.want {
			t.Errorf("%s: want\n%s\nfound\n%s", c.code, c.want, got)
		}
		if len(r.SHA256) != 64 {
			t.Errorf("%s: no hash of a refused file", c.code)
		}
		if machine := c.code == "unreadable"; errors.Is(r.Failed, errNoRoom) != machine || (r.Failed != nil) != machine {
			t.Errorf("%s: the machine failed: %v", c.code, r.Failed)
		}
	}
}

// TestEveryCodeHasABadReturn finds the codes in the source, so that a new one cannot be forgotten.
func TestEveryCodeHasABadReturn(t *testing.T) {
	shown := map[string]bool{"no-sheet": true} // for inspect: a layout names its missing sheets itself
	for _, c := range badReturns(t) {
		shown[c.code] = true
	}
	var found [][]string
	for _, name := range []string{"load.go", "sheet/refusal.go"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, regexp.MustCompile(`(?:Code: |Err\w+: +)"([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)...)
	}
	if len(found) < 10 {
		t.Fatalf("found %d codes in the source: the test no longer sees them", len(found))
	}
	for _, m := range found {
		if !shown[m[1]] {
			t.Errorf("no bad return shows the code %q", m[1])
		}
	}
}

func TestEdition(t *testing.T) {
	const dated, plain = "As at 9 June 2025\ncode,Apr 2025,May 2025\nE23000014,1,2\n", "code,Apr 2025,May 2025\nE23000014,1,2\n"
	budget := strings.Replace(returnLayout, "test.burglary", "test.funding", 1)
	for _, c := range []struct {
		layout, content string
		given           *kpi.Date
		edition, from   string
	}{
		{returnLayout, dated, nil, "2025-06-09", `csv!A1: "As at 9 June 2025"`},
		{returnLayout, dated, date(2025, 6, 30), "2025-06-30", "given with the load"},
		{returnLayout, plain, nil, "2025-05-31", "the last day of the newest period it reports, 2025-05: it gives no edition date"},
		{
			strings.Replace(returnLayout, "period: {across", "nature: budget\n    period: {across", 1), dated, date(2025, 1, 1),
			"2025-01-01", "given with the load",
		},
		{
			strings.Replace(budget, "{across: true, kind: month}", "{column: period}\n    value: value", 1),
			"code,period,value\nE23000014,2024/25,1\nE23000014,YE 2018-03,2\n", nil, "2025-03-31",
			"the last day of the newest period it reports, 2024/25: it gives no edition date",
		},
		{
			// A budget does not move the edition of the outturn beside it.
			strings.Replace(returnLayout, "period: {across: true, kind: month}\n    series: {fixed: test.burglary, count: true}",
				"period: {column: period}\n    series: {across: {Spent: test.burglary, Planned: {series: test.funding, nature: budget}}}", 1),
			"code,period,Spent,Planned\nE23000014,2024/25,1,\nE23000014,2030/31,,5\n", date(2031, 3, 31), "2031-03-31", "given with the load",
		},
	} {
		r := ingest.Read("return.csv", []byte(c.content), []*layout.Layout{mustLayout(t, c.layout)}, testPlan(), ingest.Options{Edition: c.given})
		if r.Refused() || r.Edition.String() != c.edition || r.EditionFrom != c.from {
			t.Errorf("%q: edition %s, %s; want %s, %s\n%v", c.content, r.Edition, r.EditionFrom, c.edition, c.from, kpi.Problems(r.Problems))
		}
	}
}

// Nothing but the bytes, the layouts and the plan decides what comes out; the name is only repeated.
func TestReadIsWholeAndRepeatable(t *testing.T) {
	layouts := []*layout.Layout{mustLayout(t, returnLayout)}
	content := []byte("As at 9 June 2025\ncode,Apr 2025\nE23000014,1\n")
	r := ingest.Read("in/return.csv", content, layouts, testPlan(), ingest.Options{})
	if len(r.Observations) != 1 || len(r.Problems) != 0 {
		t.Fatal(r)
	}
	o := r.Observations[0]
	if o.Place.File != "return.csv" || o.Place.SHA256 != r.SHA256 || o.Place.Address() != "return.csv!csv!B3" || o.Place.Text != "1" || o.Place.Transcribed() {
		t.Errorf("the place is %+v", o.Place)
	}
	if r.Layout != "monthly" || len(r.LayoutSHA256) != 64 {
		t.Errorf("the layout is %s %s", r.Layout, r.LayoutSHA256)
	}
	// One wrong cell and nothing of the file is left.
	r = ingest.Read("return.csv", []byte("As at 9 June 2025\ncode,Apr 2025,May 2025\nE23000014,1,x\n"), layouts, testPlan(), ingest.Options{})
	if !r.Refused() || r.Observations != nil {
		t.Errorf("a refused return has %d observations", len(r.Observations))
	}
}

// TestRowsOfNoArea wants one figure of the rows that belong to none of the force's areas, which is known when all are.
func TestRowsOfNoArea(t *testing.T) {
	l := mustLayout(t, strings.Replace(returnLayout, "tables:\n  - sheet: csv\n", "markers: {\"*\": suppressed}\ntables:\n  - sheet: csv\n    rows: {unassigned: [Unknown, Elsewhere]}\n", 1))
	r := ingest.Read("return.csv", []byte("As at 30 June 2025\ncode,Apr 2025,May 2025\nE23000014,10,11\nUnknown,1,2\nElsewhere,3,*\n"), []*layout.Layout{l}, testPlan(), ingest.Options{})
	var got []string
	for _, o := range r.Observations {
		if o.Area == kpi.NotAssigned {
			got = append(got, o.Period.String()+" "+o.State.String()+" "+o.Place.Cell+" "+o.Place.Text)
			if o.State == kpi.Known && o.Value != 4 || o.State != kpi.Known && o.Value != 0 {
				t.Errorf("%s: found %v", o.Period, o.Value)
			}
		}
	}
	if want := "2025-04 known B4 1 + 3, 2025-05 suppressed C4 2 + *"; strings.Join(got, ", ") != want || r.Refused() {
		t.Errorf("found %v, %v; want %s", got, r.Problems, want)
	}
}
