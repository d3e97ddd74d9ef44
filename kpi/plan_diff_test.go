package kpi

import (
	"slices"
	"testing"
)

func TestDiffPlans(t *testing.T) {
	hundred, ninety := 100.0, 90.0
	base := func(v *float64) []Baseline {
		return []Baseline{{Value: v, Trust: Published, Period: mustPeriod(t, "2024/25")}}
	}
	old := &Plan{Indicators: []Indicator{
		{ID: "A1", Name: "Burglary", Question: "Is it less?", Counts: "Homes.", Baselines: base(&ninety), Life: Live},
		{ID: "A2", Name: "Visibility", Life: Live},
		{ID: "A3", Name: "Gone", Life: Live},
		{ID: "A4", Name: "Calls", Life: Live, Targets: []Target{{Kind: TargetShare, Threshold: "within 10 seconds"}}},
		{ID: "A5", Name: "Same", Life: Live},
	}}
	plan := &Plan{Indicators: []Indicator{
		{ID: "A1", Name: "Burglary", Question: "Are there fewer?", Counts: "Homes and sheds.", Baselines: base(&hundred), Life: Live},
		{ID: "A2", Name: "Visibility", Life: Withdrawn, Reason: "It was a poor measure."},
		{ID: "A4", Name: "Calls", Life: Live, Targets: []Target{{Kind: TargetShare, Threshold: "within 10 seconds", Share: &ninety}}},
		{ID: "A5", Name: "Same", Life: Live},
		{ID: "A6", Name: "Trust", Question: "Do people trust?", Life: Awaited},
	}, Changes: []ChangeRecord{
		{Date: 5, Indicator: "A1", What: ChangedBaseline, Because: "They were counted again."},
		{Date: 9, Indicator: "a5", What: ChangedRebase, From: 4, Because: "A second team answers."},
	}}
	want := []PlanChange{
		{"A1", "Burglary", ChangedWording, "question: Is it less?", "question: Are there fewer?", ""},
		{"A1", "Burglary", ChangedDefinition, "what counts: Homes.", "what counts: Homes and sheds.", ""},
		{"A1", "Burglary", ChangedBaseline, "90 (2024/25, published)", "100 (2024/25, published)", "They were counted again."},
		{"A2", "Visibility", ChangedWithdrawn, "live", "withdrawn", "It was a poor measure."},
		{"A4", "Calls", ChangedTarget, "a share that is not set within 10 seconds", "at least 90% within 10 seconds", ""},
		{"A5", "Same", ChangedRebase, "", "new limits from 5 January 1970", "A second team answers."},
		{"A6", "Trust", ChangedNew, "", "Do people trust?", ""},
		{"A3", "Gone", ChangedWithdrawn, "live", "no longer in the plan's files", ""},
	}
	if got := DiffPlans(old, plan); !slices.Equal(got, want) {
		t.Errorf("changes:\n got %q\nwant %q", got, want)
	}
	back := DiffPlans(plan, &Plan{Indicators: plan.Indicators, Changes: plan.Changes[:1]})
	if want := (PlanChange{"A5", "Same", ChangedRebase, "new limits from 5 January 1970", "taken back", ""}); !slices.Equal(back, []PlanChange{want}) {
		t.Errorf("a rebase that is taken back: %q", back)
	}
	old.Changes = plan.Changes
	for _, c := range DiffPlans(old, plan) {
		if c.What == ChangedBaseline && c.Because != "" {
			t.Errorf("a reason that was on record before serves again: %q", c)
		}
	}
}

func mustPeriod(t *testing.T, s string) Period {
	t.Helper()
	p, err := ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
