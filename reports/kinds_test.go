package reports

import (
	"fmt"
	"strings"
	"testing"

	"planwatch/kpi"
)

// kindsPlan has a disparity, a compound of two parts, and a share of a cohort of which a person judges.
func kindsPlan() *kpi.Plan {
	pair := func(id string) []kpi.Input {
		return []kpi.Input{{Value: kpi.SeriesID("s." + id), Denominator: kpi.SeriesID("s." + id + "-of")}}
	}
	part := func(id string) kpi.Part {
		return kpi.Part{ID: id, Name: "Part " + id, Agency: "The police", Input: kpi.Input{Value: kpi.SeriesID("s." + id)}, Measure: kpi.Count, Unit: "videos"}
	}
	p := &kpi.Plan{
		ID: "kinds", Area: "E1", Sections: []kpi.Section{{ID: "P1", Slug: "one", Title: "One"}}, Areas: []kpi.Area{{Code: "E1", Name: "Shire", Role: "force"}},
		Sources: []kpi.Source{{ID: "s", Name: "Return", Publisher: "Shire Police", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{
			{ID: "s.black"}, {ID: "s.white"}, {ID: "s.people-black"}, {ID: "s.people-white"}, {ID: "s.found"}, {ID: "s.volume"}, {ID: "s.outcomes"}, {ID: "s.cohort"}, {ID: "s.cohort-of"},
		}}},
		Indicators: []kpi.Indicator{
			{
				ID: "D", Slug: "disparity", Section: "P1", Name: "Searches", Unit: "times as often", Decimals: 1, Measure: kpi.Disparity, Direction: kpi.Contextual, Inputs: []kpi.Input{{Value: "s.black"}},
				Disparity: &kpi.DisparityOf{Events: "searches", Group: kpi.Side{Name: "Black people", Events: "s.black", People: "s.people-black", Found: "s.found"}, Reference: kpi.Side{Name: "White people", Events: "s.white", People: "s.people-white"}},
			},
			{ID: "W", Slug: "whole", Section: "P1", Name: "Videos", Unit: "parts", Measure: kpi.Compound, Direction: kpi.Increase, Parts: []kpi.Part{part("volume"), part("outcomes")}},
			{ID: "C", Slug: "cohort", Section: "P1", Name: "Outcomes", Unit: "%", Decimals: 1, Measure: kpi.Percentage, Method: kpi.Cohort, Direction: kpi.Increase, Inputs: pair("cohort")},
		},
	}
	day := kpi.DateOf(2025, 12, 31)
	p.Overrides = []kpi.Override{{Indicator: "C", Made: day, From: day, Until: day, Trend: "worsening", Author: "Jo Bloggs", Because: "The backlog has grown."}}
	return p
}

func kindsData(t *testing.T) *kpi.Data {
	var out []kpi.Observation
	add := func(series, from string, values ...float64) {
		p, err := kpi.ParsePeriod(from)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			out = append(out, kpi.Observation{Key: kpi.Key{Series: kpi.SeriesID("s." + series), Area: "E1", Period: p}, Value: v, Outturn: true})
			p = p.Next()
		}
	}
	add("black", "2024/25", 3973)
	add("white", "2024/25", 9713)
	add("found", "2024/25", 850)
	add("people-black", "2021-03-21", 164174)
	add("people-white", "2021-03-21", 1904510)
	add("volume", "2024-10", 100, 104, 98, 103, 99, 101, 97, 102, 100, 104, 98, 103, 99, 101, 140)
	add("outcomes", "2024-10", 100, 104, 98, 103, 99, 101, 97, 102, 100, 104, 98, 103, 99, 101, 60)
	add("cohort", "2025-09", 30, 31, 12, 3)
	add("cohort-of", "2025-09", 100, 101, 99, 100)
	return kpi.NewData(out)
}

// TestKinds holds what is shown of the kinds of indicator that have more to say than a figure.
func TestKinds(t *testing.T) {
	p := Build(Site, Input{Plan: kindsPlan(), Data: kindsData(t), Area: "E1", AsAt: kpi.DateOf(2025, 12, 31)})
	shown := map[string]string{}
	for _, i := range p.Sections[0].Indicators() {
		var b strings.Builder
		line := func(_ int, format string, args ...any) { fprintln(&b, format, args...) }
		dumpIndicator(line, i)
		line(0, "%s", i.Override)
		line(0, "%s", i.Person)
		shown[i.ID] = b.String()
	}
	for _, c := range []struct{ id, want string }{
		{"D", "There were 4.7 times as many searches per head of Black people as of White people in 2024/25 (95% interval 4.6 to 4.9). That is 19.1 more per 1,000 people. In all it is 3,136 more searches than at the rate of White people."},
		{"D", "Searches per 1,000 people | 24.2 | 5.1\n"},
		{"D", "People, 21 March 2021 | 164,174 | 1,904,510\n"},
		{"D", "Share of searches that found something | 21.4% (20.1% to 22.7%) | [x]\n"},
		{"W", "answer: Cannot judge: 1 of 2 parts improving, 1 worsening: not a success as a whole.\n"},
		{"W", "Part volume | The police | 2025-12 | 140 videos | improving | none set\n"},
		{"W", "Part outcomes | The police | 2025-12 | 60 videos | worsening | none set\n"},
		{"C", "C  [30.7%, 2025-10]"},
		{"C", "2025-12 | 3.0 | 3 | 100 | [z] | [z] | [z] | none | not complete: not judged\n"},
		{"C", "A person's judgement, beside that of the rules: worsening (the rules say: cannot judge). Jo Bloggs, 31 December 2025: The backlog has grown.\nA person says: worsening\n"},
	} {
		if !strings.Contains(shown[c.id], c.want) {
			t.Errorf("%s does not say\n%s\nbut\n%s", c.id, c.want, shown[c.id])
		}
	}
}

// A ratio that is withheld shows no count of what it would be made of.
func TestDisparityWithheld(t *testing.T) {
	plan := kindsPlan()
	data := kpi.NewData([]kpi.Observation{
		{Key: kpi.Key{Series: "s.black", Area: "E1", Period: kpi.PeriodFrom(kpi.FinancialYear, kpi.DateOf(2024, 4, 1))}, Value: 7, Outturn: true},
		{Key: kpi.Key{Series: "s.white", Area: "E1", Period: kpi.PeriodFrom(kpi.FinancialYear, kpi.DateOf(2024, 4, 1))}, Value: 9713, Outturn: true},
		{Key: kpi.Key{Series: "s.people-black", Area: "E1", Period: kpi.PeriodFrom(kpi.PointInTime, kpi.DateOf(2021, 3, 21))}, Value: 1600, Outturn: true},
		{Key: kpi.Key{Series: "s.people-white", Area: "E1", Period: kpi.PeriodFrom(kpi.PointInTime, kpi.DateOf(2021, 3, 21))}, Value: 1904510, Outturn: true},
	})
	a := kpi.Assess(plan, plan.Indicators[0], "E1", data, 0)
	if got := Words(plan.Indicators[0], a); got != "Cannot judge: fewer than 10 searches of Black people." {
		t.Errorf("says %q", got)
	}
	if table := (voice{}).disparityTable(plan.Indicators[0], a); table != nil {
		t.Errorf("shows %+v", table)
	}
	if a.Disparity.Group.Events != nil {
		t.Errorf("keeps %v", *a.Disparity.Group.Events)
	}
}

// A span with a hole has no total and says which months are missing.
func TestWindowsTable(t *testing.T) {
	ind := kpi.Indicator{ID: "V", Slug: "v", Name: "Videos", Unit: "videos", Measure: kpi.Count, Direction: kpi.Increase, Inputs: []kpi.Input{{Value: "s.volume"}}}
	var list []kpi.Observation
	p := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2023, 4, 1))
	for i := range 29 {
		if i != 20 && i != 21 && i != 24 { // December 2024, January and April 2025
			list = append(list, kpi.Observation{Key: kpi.Key{Series: "s.volume", Area: "E1", Period: p}, Value: 10, Outturn: true})
		}
		p = p.Next()
	}
	plan := kindsPlan()
	table := (voice{}).windowsTable(ind, kpi.Assess(plan, ind, "E1", kpi.NewData(list), 0))
	var got strings.Builder
	dumpTable(func(_ int, format string, args ...any) { fprintln(&got, format, args...) }, 0, table)
	want := `table windows-v: Videos over longer spans, each beside the same span a year before
Span | Period | Videos | A year before | What is missing
Latest | August 2025 | 10 | 10 | nothing
Latest whole quarter | April to June 2025 | [x] | 30 | No total: no figure for April 2025.
Financial year to date | April to August 2025 | [x] | 50 | No total: no figure for April 2025.
Last 12 months | September 2024 to August 2025 | [x] | 120 | No total: no figure for December 2024 to January 2025, April 2025.
Last whole financial year | 2024/25 | [x] | 120 | No total: no figure for December 2024 to January 2025.
`
	if got.String() != want {
		t.Errorf("says\n%s\nwant\n%s", got.String(), want)
	}
}

func fprintln(b *strings.Builder, format string, args ...any) {
	fmt.Fprintf(b, format+"\n", args...)
}
