package ingest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
)

// driftLayouts are layouts as an office would write them for the earlier of two real editions.
var driftLayouts = map[string]string{
	"rates": `
layout: rates
fits:
  - sheet: Table P3
    row: [Area Code, Area Name]
edition: none
area: {code: Area Code, name: Area Name, outside: {comparator: comparator, region: ignore, country: ignore}}
period: {title: "*year ending {period}", kind: rolling 12 months}
rows: {end: "Source: *", ignore: [Numbers*, "Number of*", Rate*]}
markers: {"-": missing, "..": missing, "+": missing}
tables:
  - sheet: Table P3
    header: {has: [Area Code, Area Name], above: 1}
    series:
      across:
        Population figures (mid-2016)4 rounded to 100: ons-population.persons
        Household figures (mid-2016)5 rounded to 100: ons-population.persons-census-2011-based
`,
	"changes": `
layout: changes
fits:
  - sheet: Table P2
    row: [Area Code, Area Name]
edition: none
area: {name: Area Name, occurrence: [region, force], outside: {comparator: comparator, region: ignore, country: ignore}}
period: {title: "*compared with year ending {period}", kind: rolling 12 months}
rows: {end: "Source: *", ignore: [Percentage*]}
markers: {"-": missing, "..": missing}
tables:
  - sheet: Table P2
    header: {has: [Area Code, Area Name], above: 1}
    series:
      may be negative: true
      across:
        Residental burglary: ons-population.persons # it stands for any series: the plan has none of changes
`,
	"officers": `
layout: officers
fits:
  - sheet: Table_1
    row: "Police force area, English region and Wales"
edition: none
tables:
  - sheet: Table_1
    header: {has: "Police force area, English region and Wales", below: 2}
    area:
      name: "Police force area, English region and Wales"
      occurrence: [region, force]
      outside: {comparator: comparator, region: ignore, country: ignore}
    period: {across: true, kind: point in time}
    series: {fixed: ho-workforce-open-data.officers}
    rows: {end: ["Source: *", "1*", Note*], ignore: [Total*, Central Service Secondments]}
    ignore columns: ["Change in*"]
`,
}

// TestRealDrift holds the later of two real editions against a layout that reads the earlier one. What moved is named,
// and the later one loads with the changes that are offered.
func TestRealDrift(t *testing.T) {
	for _, c := range []struct {
		layout, before, after string
		moved                 []string
		figures               int
	}{
		{"rates", "ons-pfa-tables-ye-mar2018-v2.xlsx", "ons-pfa-tables-ye-mar2019.xlsx", []string{
			"The header `Population figures (mid-2016)4 rounded to 100` is not there (it was C5); nearest is `Population figures (mid-2017)3 rounded to 100` in C5",
			"The header `Household figures (mid-2016)5 rounded to 100` is not there (it was D5); nearest is `Household figures (mid-2017)4 rounded to 100` in D5",
		}, 86},
		{"changes", "ons-pfa-tables-ye-mar2018-v2.xlsx", "ons-pfa-tables-ye-mar2019.xlsx", []string{
			"The header `Residental burglary` is not there (it was O5); nearest is `Residential burglary` in O5",
		}, 44},
		{"officers", "ho-workforce-30sep2015.ods", "ho-workforce-sep2018.ods", []string{
			"On the sheet `Table_1` the header was in row 4 and is in row 3 now.",
			"The periods stand 3 rows below the header's row now; the layout says 2.",
			"The header `Police force area, English region and Wales` is not there (it was A4); nearest is `England and Wales` in A3",
		}, 132},
	} {
		t.Run(c.layout, func(t *testing.T) {
			before, err := os.ReadFile(filepath.Join(corpus, "real", c.before))
			if err != nil {
				t.Skip("the real files are not here (../shared/corpus/real)")
			}
			after := read(t, filepath.Join(corpus, "real", c.after))
			plan := shippedPlan(t)
			l := layoutOf(t, driftLayouts[c.layout])
			r, was := ingest.ReadShape(c.before, before, []*layout.Layout{l}, plan, ingest.Options{})
			if r.Refused() {
				t.Fatal(kpi.Problems(r.Problems).Errors())
			}
			o := ingest.Options{Shapes: map[string]*layout.Shape{l.Name: was.Is}}
			r, now := ingest.ReadShape(c.after, after, []*layout.Layout{l}, plan, o)
			if !r.Refused() || now.Drift == nil {
				t.Fatalf("want a return that is refused, with what moved, found %v", r.Problems)
			}
			for _, want := range c.moved {
				if !slices.ContainsFunc(now.Drift.Moved, func(m string) bool { return strings.HasPrefix(m, want) }) {
					t.Errorf("want %s\nin %s", want, strings.Join(now.Drift.Moved, "\n"))
				}
			}
			changed := layoutOf(t, withDiff(driftLayouts[c.layout], now.Drift.Diff))
			if r := ingest.Read(c.after, after, []*layout.Layout{changed}, plan, o); r.Refused() || len(r.Observations) != c.figures {
				t.Errorf("want %d figures with what is offered, found %d: %v\n%s", c.figures, len(r.Observations), kpi.Problems(r.Problems).Errors(), now.Drift.Diff)
			}
		})
	}
}

func layoutOf(t *testing.T, text string) *layout.Layout {
	t.Helper()
	l, problems := layout.Read("layout.yaml", []byte(text))
	if l == nil {
		t.Fatal(problems, text)
	}
	return l
}

// withDiff applies a diff: each run of its lines that was before gives way to what is after.
func withDiff(text, diff string) string {
	var before, after strings.Builder
	flush := func() {
		if before.Len() > 0 {
			text = strings.Replace(text, before.String(), after.String(), 1)
		}
		before.Reset()
		after.Reset()
	}
	for _, line := range strings.SplitAfter(diff, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "+++"):
		case line[0] == '@':
			flush()
		case line[0] == '-':
			before.WriteString(line[1:])
		case line[0] == '+':
			after.WriteString(line[1:])
		default:
			before.WriteString(line[1:])
			after.WriteString(line[1:])
		}
	}
	flush()
	return text
}
