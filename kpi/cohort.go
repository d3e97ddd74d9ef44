package kpi

import "strings"

// cohortNote says which periods are shown and not judged, because the cases recorded in them are not finished.
func cohortNote(plan *Plan, a *Assessment) {
	if len(a.Unfinished) == 0 {
		return
	}
	var names []string
	for _, p := range a.Unfinished {
		names = append(names, p.Period.In(plan.Words))
	}
	a.note("unfinished", plan.Words.Say("note.unfinished", "n", len(names), "when", strings.Join(names, ", ")))
}

// whyNoLatest says why nothing is judged though a series has figures.
func whyNoLatest(plan *Plan, a *Assessment) string {
	switch {
	case a.Disparity != nil && a.Disparity.Reason != "":
		return a.Disparity.Reason
	case latestKnown(a.Unfinished) != nil:
		return plan.Words.Say("trend.unfinished")
	default:
		return plan.Words.Say("trend.no-figure")
	}
}
