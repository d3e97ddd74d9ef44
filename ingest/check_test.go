package ingest_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/kpi"
)

// checkPlan has a force K with two councils A and B, a count, a percentage with what its source states, and hours, which
// nothing counts.
func checkPlan() *kpi.Plan {
	return &kpi.Plan{
		Area: "K",
		Areas: []kpi.Area{
			{Code: "K", Name: "Kent", Role: "force"}, {Code: "A", Name: "Ashford", Role: "council"}, {Code: "B", Name: "Brook", Role: "council"},
		},
		Indicators: []kpi.Indicator{
			{ID: "C", Measure: kpi.Count, Inputs: []kpi.Input{{Value: "t.crimes"}}},
			{ID: "P", Measure: kpi.Percentage, Inputs: []kpi.Input{{Value: "t.answered", Denominator: "t.calls", Stated: "t.share"}}},
			{ID: "R", Measure: kpi.Ratio, Inputs: []kpi.Input{{Value: "t.reports", Denominator: "t.officers"}}},
			{ID: "H", Measure: kpi.Given, Inputs: []kpi.Input{{Value: "t.hours"}}},
			{ID: "G", Measure: kpi.Grade, Scale: []string{"Poor", "Fair", "Good"}, Inputs: []kpi.Input{{Value: "t.grade"}}},
		},
		Breaks: []kpi.Break{{Series: []kpi.SeriesID{"t.broken"}, At: kpi.DateOf(2025, 1, 1)}},
	}
}

// give is a return of figures, one a line: "series area period value", where a value is a number or [x]. Without a
// prefix the series is the plan's t. The n-th figure stands in cell Sn.
func give(edition string, figures ...string) kpi.Return {
	day, err := kpi.ParseDate(edition)
	if err != nil {
		panic(err)
	}
	r := kpi.Return{File: "r.csv", SHA256: edition, Layout: "monthly", Edition: day}
	for i, line := range figures {
		w := strings.Fields(line)
		period, err := kpi.ParsePeriod(strings.ReplaceAll(strings.Join(w[2:len(w)-1], " "), "_", " "))
		if err != nil {
			panic(err)
		}
		o := kpi.Observation{
			Key:     kpi.Key{Series: kpi.SeriesID("t." + w[0]), Area: kpi.AreaCode(w[1]), Period: period},
			Outturn: true, Place: kpi.Place{Sheet: "T", Cell: fmt.Sprint("S", i+1), Text: w[len(w)-1]},
		}
		if o.Value, err = strconv.ParseFloat(strings.TrimSuffix(o.Place.Text, "%"), 64); err != nil {
			o.State = kpi.Missing
		}
		r.Observations = append(r.Observations, o)
	}
	return r
}

// months are figures of one line from a month on, one for each value.
func months(series, area, from string, values ...float64) []string {
	p, err := kpi.ParsePeriod(from)
	if err != nil {
		panic(err)
	}
	var out []string
	for _, v := range values {
		out = append(out, fmt.Sprintf("%s %s %s %v", series, area, p, v))
		p = p.Next()
	}
	return out
}

// said are the problems of a return after the checks, one a line, without its name.
func said(r kpi.Return) string {
	var lines []string
	for _, p := range r.Problems {
		lines = append(lines, strings.TrimPrefix(strings.TrimPrefix(p.String(), "r.csv:"), "T!"))
	}
	return strings.Join(lines, "\n")
}

type checkCase struct {
	name  string
	held  []string
	give  []string
	wants string
}

func runChecks(t *testing.T, cases []checkCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			checks := ingest.Checks{Plan: checkPlan(), Held: give("2024-12-31", c.held...).Observations}
			got := checks.Batch([]kpi.Return{give("2026-12-31", c.give...)})[0]
			if said(got) != c.wants {
				t.Errorf("found\n%s\nwant\n%s", said(got), c.wants)
			}
			if got.Refused() != (got.Observations == nil) {
				t.Errorf("refused: %t, with %d figures", got.Refused(), len(got.Observations))
			}
		})
	}
}

func TestCheckCounts(t *testing.T) {
	runChecks(t, []checkCase{
		{name: "the first cell below 0", give: []string{"crimes A 2025-01 -1", "crimes B 2025-01 0"}, wants: "S1: want a count of 0 or more for t.crimes of Ashford in 2025-01, found -1 [negative-count]"},
		{name: "hours may be below 0", give: []string{"hours A 2025-01 -1"}},
		{name: "a part as large as its whole", give: []string{"answered K 2025-01 7", "calls K 2025-01 7"}},
		{name: "a part above its whole", give: []string{"answered K 2025-01 8", "calls K 2025-01 7"}, wants: "S1: want t.answered of Kent in 2025-01 at most as large as t.calls (7 in S2), found 8 [part-above-whole]"},
		{name: "a ratio may be above 1", give: []string{"reports K 2025-01 8", "officers K 2025-01 7"}},
		{name: "of another month", give: []string{"answered K 2025-01 8", "calls K 2025-02 7"}},
		{name: "of another area", give: []string{"answered K 2025-01 8", "calls A 2025-01 7"}},
		{name: "a whole that is not known", give: []string{"answered K 2025-01 8", "calls K 2025-01 [x]"}},
		{name: "a percentage as it is rounded", give: []string{"answered K 2025-01 2", "calls K 2025-01 3", "share K 2025-01 66.7%"}},
		{name: "rounded to a whole", give: []string{"answered K 2025-01 2", "calls K 2025-01 3", "share K 2025-01 67"}},
		{name: "a percentage that differs", give: []string{"answered K 2025-01 2", "calls K 2025-01 3", "share K 2025-01 66.5"}, wants: "S3: want 66.67% for t.share of Kent in 2025-01, what 2 (S1) of 3 (S2) is, found 66.5% [percentage-differs]"},
		{name: "of nothing", give: []string{"answered K 2025-01 0", "calls K 2025-01 0", "share K 2025-01 100"}},
		{name: "errors leave no warnings", held: months("crimes", "K", "2024-01", 5), give: []string{"crimes K 2025-01 -1", "crimes K 2025-06 4"}, wants: "S1: want a count of 0 or more for t.crimes of Kent in 2025-01, found -1 [negative-count]"},
	})
}

func TestCheckAreas(t *testing.T) {
	runChecks(t, []checkCase{
		{name: "they agree", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 6", "crimes K 2025-01 10"}},
		{name: "some are left", give: []string{"crimes A 2025-01 1000", "crimes B 2025-01 234", "crimes K 2025-01 1240"}, wants: "S3: warning: council areas add up to 1,234, t.crimes of Kent in 2025-01 has 1,240: 6 are not assigned to an area [areas-differ]"},
		{name: "one is left", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 5", "crimes K 2025-01 10"}, wants: "S3: warning: council areas add up to 9, t.crimes of Kent in 2025-01 has 10: 1 is not assigned to an area [areas-differ]"},
		{name: "there are too many", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 7", "crimes K 2025-01 10"}, wants: "S3: warning: council areas add up to 11, t.crimes of Kent in 2025-01 has 10: 1 too many in the areas [areas-differ]"},
		{name: "one is not known", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 [x]", "crimes K 2025-01 10"}},
		{name: "one is not there", give: []string{"crimes A 2025-01 4", "crimes K 2025-01 10"}},
		{name: "not a count", give: []string{"hours A 2025-01 4", "hours B 2025-01 4", "hours K 2025-01 10"}},
		{name: "once for a series, of its newest period", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 4", "crimes K 2025-01 10", "crimes A 2025-02 4", "crimes B 2025-02 4", "crimes K 2025-02 9"}, wants: "S6: warning: council areas add up to 8, t.crimes of Kent in 2025-02 has 9: 1 is not assigned to an area (and in 1 period besides) [areas-differ]"},
		{name: "rows of no area say it", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 4", "crimes X-NOT-ASSIGNED 2025-01 2", "crimes K 2025-01 10"}},
		{name: "rows of no area say less", give: []string{"crimes A 2025-01 4", "crimes B 2025-01 4", "crimes X-NOT-ASSIGNED 2025-01 1", "crimes K 2025-01 10"}, wants: "S4: warning: council areas add up to 8 and 1 are said to be of no area, t.crimes of Kent in 2025-01 has 10: 1 is not assigned to an area [areas-differ]"},
		{name: "decimals that were rounded", give: []string{"crimes A 2025-01 4.4", "crimes B 2025-01 4.4", "crimes K 2025-01 8.9"}},
		{name: "what was said before is not said again", held: []string{"crimes A 2025-01 4", "crimes B 2025-01 5", "crimes K 2025-01 10"}, give: []string{"crimes A 2025-01 4", "crimes B 2025-01 5", "crimes K 2025-01 10"}},
	})
}

// TestNotAssigned looks at the figure that is kept of what no area has.
func TestNotAssigned(t *testing.T) {
	left := func(held []string, figures ...string) string {
		checks := ingest.Checks{Plan: checkPlan(), Held: give("2024-12-31", held...).Observations}
		var out []string
		for _, o := range checks.Batch([]kpi.Return{give("2026-12-31", figures...)})[0].Observations {
			if o.Area == kpi.NotAssigned {
				out = append(out, fmt.Sprintf("%s %s %v %s <%s %s", o.Series, o.Period, o.Value, o.State, o.Place.Cell, o.Place.Text))
			}
		}
		return strings.Join(out, "\n")
	}
	if got, want := left(nil, "crimes A 2025-01 1000", "crimes B 2025-01 234", "crimes K 2025-01 1240"), "t.crimes 2025-01 6 known <S3 worked out: 1,240 less 1,234"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	for _, none := range [][]string{
		{"crimes A 2025-01 4", "crimes B 2025-01 6", "crimes K 2025-01 10"},
		{"crimes A 2025-01 4", "crimes B 2025-01 7", "crimes K 2025-01 10"},
		{"crimes A 2025-01 4", "crimes B 2025-01 [x]", "crimes K 2025-01 10"},
	} {
		if got := left(nil, none...); got != "" {
			t.Errorf("%v: found %s, want nothing kept", none, got)
		}
	}
	// What an earlier edition had must not go on holding.
	before := []string{"crimes X-NOT-ASSIGNED 2025-01 6"}
	if got, want := left(before, "crimes A 2025-01 4", "crimes B 2025-01 6", "crimes K 2025-01 10"), "t.crimes 2025-01 0 known <S3 worked out: 10 less 10"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	if got, want := left(before, "crimes A 2025-01 4", "crimes B 2025-01 7", "crimes K 2025-01 10"), "t.crimes 2025-01 0 not available <S3 worked out: 10 less 11"; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}
