package ingest_test

import (
	"testing"

	"planwatch/ingest"
	"planwatch/kpi"
)

func TestCheckGaps(t *testing.T) {
	held := []string{"crimes A 2025-01 5", "hours A 2025-01 5"}
	runChecks(t, []checkCase{
		{name: "the next month", held: held, give: []string{"crimes A 2025-02 4"}},
		{name: "a month is left out", held: held, give: []string{"crimes A 2025-03 4"}, wants: "S1: warning: want 2025-02 next after 2025-01, found 2025-03: nothing in between for t.crimes [gap]"},
		{name: "one for all series", held: held, give: []string{"crimes A 2025-04 4", "hours A 2025-04 4"}, wants: "S1: warning: want 2025-02 next after 2025-01, found 2025-04: nothing in between for t.crimes and 1 series more [gap]"},
		{name: "a blank is no gap", held: held, give: []string{"crimes A 2025-02 [x]", "crimes A 2025-03 4"}},
		{name: "inside the return", held: held, give: []string{"crimes A 2025-02 3", "crimes A 2025-04 4"}, wants: "S2: warning: want 2025-03 next after 2025-02, found 2025-04: nothing in between for t.crimes [gap]"},
		{name: "nothing held", give: []string{"crimes A 2025-01 4", "crimes A 2025-04 4"}},
		{name: "another kind of period", held: held, give: []string{"crimes A 2025/26 Q2 4"}},
		{name: "an older return", held: held, give: []string{"crimes A 2024-06 4"}},
	})
}

// TestGapOfABreakdown: a month without records of a kind is no gap while the whole is there; a breakdown alone has gaps.
func TestGapOfABreakdown(t *testing.T) {
	jan, feb, mar := give("2025-02-10", "crimes A 2025-01 5"), give("2025-03-10", "crimes A 2025-02 5"), give("2025-04-10", "crimes A 2025-03 5")
	for _, r := range []*kpi.Return{&jan, &mar} {
		o := r.Observations[0]
		o.Breakdown = "outcome=Arrest"
		r.Observations = append(r.Observations, o)
	}
	checks := ingest.Checks{Plan: checkPlan()}
	if got := said(checks.Batch([]kpi.Return{jan, feb, mar})[2]); got != "" {
		t.Errorf("with the whole of each month: %s", got)
	}
	jan.Observations, mar.Observations = jan.Observations[1:], mar.Observations[1:]
	if got := said(checks.Batch([]kpi.Return{jan, mar})[1]); got == "" {
		t.Error("a breakdown alone without February: want a gap, found none")
	}
}

// TestBatchIsInOrderOfEdition wants returns of one command to be checked as if they had come one by one, whatever
// order they are given in.
func TestBatchIsInOrderOfEdition(t *testing.T) {
	jan, feb, mar := give("2025-02-10", "crimes A 2025-01 5"), give("2025-03-10", "crimes A 2025-02 5"), give("2025-04-10", "crimes A 2025-03 5")
	checks := ingest.Checks{Plan: checkPlan()}
	for i, r := range checks.Batch([]kpi.Return{mar, jan, feb}) {
		if said(r) != "" {
			t.Errorf("return %d: %s", i, said(r))
		}
	}
	if got := said(checks.Batch([]kpi.Return{mar, jan})[0]); got == "" {
		t.Error("without February: want a gap, found none")
	}
	bad := feb
	bad.Observations = give("2025-03-10", "crimes A 2025-02 -5").Observations
	if got := checks.Batch([]kpi.Return{mar, jan, bad}); said(got[0]) == "" || !got[2].Refused() {
		t.Errorf("a refused February fills no gap: %v", got)
	}
}

func TestOnTime(t *testing.T) {
	expect := map[string]ingest.Expectation{"monthly": {Every: kpi.Month, Within: 20}}
	march := kpi.DateOf(2025, 3, 31)
	for _, c := range []struct {
		name    string
		edition string
		today   kpi.Date
		wants   string
	}{
		{"on the last day, by its edition", "2025-04-20", march + 400, ""},
		{"a day late, by its edition", "2025-04-21", march + 30, "S1: warning: want the return for 2025-03 by 2025-04-20, found it on 2025-04-21, 1 day late [late-return]"},
		{"on the last day, by the clock", "2025-03-31", march + 20, ""},
		{"a day late, by the clock", "2025-03-31", march + 21, "S1: warning: want the return for 2025-03 by 2025-04-20, found it on 2025-04-21, 1 day late [late-return]"},
		{"no clock", "2025-03-31", 0, ""},
		{"before the month has ended", "2025-03-31", march - 3, "S1: warning: want the return for 2025-03 after 2025-03-31, when it ends, found it on 2025-03-28: it is not whole yet [early-return]"},
		{"on its last day", "2025-03-31", march, "S1: warning: want the return for 2025-03 after 2025-03-31, when it ends, found it on 2025-03-31: it is not whole yet [early-return]"},
		{"the day after", "2025-03-31", march + 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := give(c.edition, "crimes A 2025-03 5")
			if got := said(ingest.Checks{Plan: checkPlan(), Expect: expect, Today: c.today}.Batch([]kpi.Return{r})[0]); got != c.wants {
				t.Errorf("found\n%s\nwant\n%s", got, c.wants)
			}
		})
	}
	r := give("2025-06-01", "crimes A 2025-03 5")
	if got := said(ingest.Checks{Plan: checkPlan(), Expect: expect, Held: r.Observations}.Batch([]kpi.Return{r})[0]); got != "" {
		t.Errorf("a return that is there already is not late again: %s", got)
	}
	if got := said(ingest.Checks{Plan: checkPlan()}.Batch([]kpi.Return{r})[0]); got != "" {
		t.Errorf("nobody waits for it: %s", got)
	}
}
