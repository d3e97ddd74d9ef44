package reports

import (
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
)

// reviewPlan is a plan with two promises: one has an indicator with everything, the other has none and says why.
func reviewPlan() *kpi.Plan {
	hundred, old := 100.0, 90.0
	year, _ := kpi.ParsePeriod("2024/25")
	revised, _ := kpi.ParseDate("2025-06-01")
	from, _ := kpi.ParseDate("2018-02-20")
	full := kpi.Indicator{
		ID: "A1", Slug: "a1", Section: "A", Objective: "A.1", Question: "Is it less?", Name: "Crime", Unit: "offences", Measure: kpi.Count, Direction: kpi.Reduce,
		Counts: "All of it.", Excludes: "None.", Terms: []kpi.TermID{"crime"}, Breakdowns: []string{"area"}, Comparators: []string{"alike"},
		Targets:   []kpi.Target{{Kind: kpi.TargetChange, Quote: "half of it", Judged: true}},
		Baselines: []kpi.Baseline{{Value: &hundred, Period: year, Trust: kpi.Published, Source: "s", RevisedFrom: &old, RevisedOn: revised, Why: "They were counted again."}},
		Life:      kpi.Awaited, Awaits: "A return.", Frequency: kpi.Monthly, Lag: 30, Owner: "force", Approval: "proposed by us",
	}
	return &kpi.Plan{
		Title: "A plan", Sections: []kpi.Section{
			{ID: "A", Slug: "a", Title: "First", Objectives: []kpi.Objective{{ID: "A.1", Text: "Less crime"}, {ID: "A.2", Text: "Be kind", Reason: "nobody can count it"}, {ID: "A.3", Text: "Nothing"}}},
			{ID: "B", Slug: "b", Title: "Second", Note: "No box."},
		},
		Indicators: []kpi.Indicator{full, {ID: "A2", Slug: "a2", Section: "A", Objective: "A.1", Name: "Visibility", Life: kpi.Withdrawn, Reason: "It was poor.", Successors: []kpi.IndicatorID{"A1"}}},
		Terms:      []kpi.Term{{ID: "crime", Name: "Crime", Definition: "What the law forbids."}, {ID: "drug", Name: "Disruption", Definition: "Awaited from the force.", Awaited: "the force"}},
		Groups:     []kpi.Group{{ID: "alike", Name: "Forces alike", From: from}},
		Asks:       []kpi.Ask{{ID: "glossary", By: "the panel", Asked: "Define it.", Evidence: "In part.", State: kpi.AskPartly, Answered: "Yes."}},
		Changes:    []kpi.ChangeRecord{{Date: revised, Indicator: "A1", What: kpi.ChangedTarget, Was: "none", Is: "half", Because: "The plan says so."}},
	}
}

func reviewPack() *Pack {
	asAt, _ := kpi.ParseDate("2026-03-31")
	return Build(Review, Input{Plan: reviewPlan(), Data: kpi.NewData(nil), AsAt: asAt, Members: []string{"A. Member"}})
}

func chapter(t *testing.T, p *Pack, id string) Chapter {
	t.Helper()
	for _, c := range p.Chapters {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no chapter %q", id)
	return Chapter{}
}

// line is a row of a table as text.
func line(row []Figure) string {
	var out []string
	for _, f := range row {
		out = append(out, f.String())
	}
	return strings.Join(out, " | ")
}

// The coverage map counts what has an indicator or a reason, and puts the widest gaps first.
func TestCoverage(t *testing.T) {
	c := chapter(t, reviewPack(), "coverage")
	if c.Text[0] != "2 of 3 promises have an indicator or a stated reason why not." {
		t.Errorf("says %q", c.Text[0])
	}
	var got []string
	for _, row := range c.Table.Rows {
		got = append(got, line(row))
	}
	want := []string{
		"A.2 | Be kind | none: nobody can count it | no | no | no | no | no | no | 7",
		"A.3 | Nothing | 0 | no | no | no | no | no | no | 7",
		"A.1 | Less crime | 1 | yes | yes | yes | yes | yes | no | 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows\n got %q\nwant %q", got, want)
	}
	if last := c.Text[len(c.Text)-1]; last != "B Second: No box. It has no indicator." {
		t.Errorf("a section without promises: %q", last)
	}
}

// Every recommendation is numbered and rests on a finding that names what was found.
func TestRecommendations(t *testing.T) {
	var got []string
	for _, row := range chapter(t, reviewPack(), "recommendations").Table.Rows {
		got = append(got, line(row))
	}
	want := []string{
		"1 | Ask the Commissioner to confirm or amend the list of indicators. | Indicators that are proposed and not confirmed: A1.",
		"2 | Ask for a plain definition of each open term. | Terms that nobody has defined: Disruption (from the force).",
		"3 | Ask the Commissioner for the base year of each target that is a change. | Targets with no base year: A1.",
		"4 | Agree with the Commissioner which published figures are the baselines. | Baselines that are published and not agreed: A1.",
		"5 | Ask for the returns that would bring these figures. | Indicators for which no return was received: A1.",
		"6 | Ask which forces are the most similar ones now. | Groups for comparison that are over three years old: Forces alike, as of 20 February 2018.",
		"7 | Ask again, or close the ask with a reason. | Asks that are open or done in part only: glossary.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("recommendations\n got %q\nwant %q", got, want)
	}
}

// The checklist answers by rule where a rule can, and leaves the rest to the subgroup.
func TestChecklist(t *testing.T) {
	var got []string
	for _, row := range chapter(t, reviewPack(), "specifications").Specs[0].Checklist.Rows {
		got = append(got, row[0].Text+" "+row[1].Text)
	}
	want := []string{
		"Is it clear? Yes", "Is it meaningful to the public? For the subgroup", "Is it measurable as often as promised? No",
		"Could it reward the wrong thing? For the subgroup", "Is there a counter-measure? No", "Has it an owner? Yes", "Is its baseline sound? Partly",
	}
	if !slices.Equal(got, want) {
		t.Errorf("checklist\n got %q\nwant %q", got, want)
	}
}

// A restated baseline and a changed target show on the indicator, with the reason; what was withdrawn is listed apart.
func TestHistoryAndEnded(t *testing.T) {
	p := reviewPack()
	want := []string{"Target changed on 1 June 2025: none became half because the plan says so.", "Baseline restated on 1 June 2025: 90 offences became 100 offences. They were counted again."}
	if got := p.Sections[0].Indicators()[0].History; !slices.Equal(got, want) {
		t.Errorf("history %q, want %q", got, want)
	}
	ended := p.Sections[0].Ended
	if len(ended) != 1 || ended[0].State != "withdrawn" || !slices.Equal(ended[0].Text, []string{"It was poor.", "In its place: Crime (A1)."}) {
		t.Errorf("ended: %+v", ended)
	}
	if len(p.Sections[0].Indicators()) != 1 {
		t.Errorf("a withdrawn indicator is among %d that are computed", len(p.Sections[0].Indicators()))
	}
	if c := chapter(t, p, "purpose"); !slices.Contains(c.Text, "Members: A. Member.") {
		t.Errorf("purpose: %q", c.Text)
	}
}
