package layout

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// FuzzRead: no layout file makes the reader panic, and every complaint has a line and a column.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/*/*.txtar"} {
		files, err := filepath.Glob(pattern)
		must(f, err)
		for _, file := range files {
			a, err := txtar.ParseFile(file)
			must(f, err)
			f.Add(section(a, "layout.yaml"))
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		l, problems := Read("layout.yaml", content)
		if (l == nil) == (len(problems) == 0) {
			t.Fatalf("a layout or problems, not %v and %v", l, problems)
		}
		for _, p := range problems {
			if p.File == "" || p.Line < 1 || p.Column < 1 || p.Code == "" || p.Message == "" {
				t.Errorf("a complaint without an address: %#v", p)
			}
		}
	})
}

// fuzzLayouts read any CSV in the three ways: periods across, measures across, one figure a row.
var fuzzLayouts = []string{
	`
layout: periods
fits: [{sheet: csv}]
edition: {text: "*{date}"}
markers: {"*": suppressed, "-": missing, "-1": missing}
marks: {p: provisional}
tables:
  - sheet: csv
    header: {has: code, above: 1, below: 1}
    area: {code: code, name: area, outside: ignore}
    period: {across: true}
    series: {fixed: test.burglary, count: true}
    rows: {end: [blank row, "notes*"], ignore: "x*", unassigned: Unassigned, totals: {Total: {sum of: [council], same as: force}}}
`, `
layout: measures
fits: [{sheet: csv}]
edition: {cell: A1, text: "{date}"}
tables:
  - sheet: "*"
    area: {name: area, outside: comparator}
    period: {title: "*ending {period}", kind: rolling 12 months}
    series: {across: {Burglary: test.burglary, Homicide: {series: test.homicide, optional: true, may be negative: true}}}
`, `
layout: long
fits: [{sheet: csv}]
edition: none
tables:
  - sheet: csv
    area: {code: code, name: area, outside: comparator}
    period: {column: period, first day: from, last day: to}
    series: {column: measure}
    value: value
    status: {column: status, words: {final: final, provisional: provisional}}
    transcribed: {publisher: by, release: release, place: where}
`,
}

// FuzzExtract: no table makes a layout panic, every complaint has an address, every observation a cell and a period,
// and reading twice gives the same.
func FuzzExtract(f *testing.F) {
	f.Add("\ncode,area,Apr 2025,May 2025p\nE23000014,West Midlands,5,6\nE08000025,Birmingham,*,x\n,Total,5,7\n\nnotes,\nE23000014,,5")
	f.Add("Offences in the year ending March 181,2\narea,Burglary5,Homicide\nWest Midlands,\"1,234 \",-5\nBirmingam,5.5,..\n")
	f.Add("code,area,period,from,to,measure,value,status,by,release,where\nE23000014,West Midlands,2025-04,2025-04-01,2025-04-30,test.burglary,5,final,a,b,c\n")
	f.Add("19 July 2018\ncode;area;2025/26 Q1\nE23000014;Coventry;5\n")
	var layouts []*Layout
	for _, text := range fuzzLayouts {
		layouts = append(layouts, mustRead(f, text))
	}
	plan := testPlan()
	f.Fuzz(func(t *testing.T, content string) {
		book, err := sheet.Open("return.csv", []byte(content), sheet.Limits{})
		if err != nil {
			return
		}
		Find(NewPages(book), layouts)
		for _, l := range layouts {
			r := l.Extract(NewPages(book), plan)
			for _, p := range r.Problems {
				if p.Code == "" || p.Message == "" || p.Cell != "" && p.Sheet == "" {
					t.Errorf("a complaint without an address: %#v", p)
				}
			}
			for _, o := range r.Observations {
				if o.Place.Cell == "" || o.Place.Sheet == "" || !o.Period.Valid() || o.Series == "" || o.Area == "" || o.State != kpi.Known && o.Value != 0 {
					t.Errorf("an observation that says too little: %#v", o)
				}
			}
			again := l.Extract(NewPages(book), plan)
			if len(again.Observations) != len(r.Observations) || again.Problems.Error() != r.Problems.Error() {
				t.Errorf("read twice, found different things")
			}
		}
	})
}
