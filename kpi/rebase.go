package kpi

import (
	"cmp"
	"slices"
	"strings"
)

// Rebase is a decision to compute an indicator's limits anew from a day on, because its level has changed for a reason
// that is known. It never comes from the figures alone: those only suggest it.
type Rebase struct {
	From    Date // the first day of the new limits
	Made    Date // the day of the decision: an answer as at an earlier day does not know of it
	Because string
}

// Rebases lists the rebases of an indicator in the register of changes, the earliest limits first.
func (p *Plan) Rebases(id IndicatorID) []Rebase {
	var out []Rebase
	for _, c := range p.Changes {
		if strings.EqualFold(string(c.Indicator), string(id)) && c.What == ChangedRebase {
			out = append(out, Rebase{c.From, c.Date, c.Because})
		}
	}
	slices.SortStableFunc(out, func(a, b Rebase) int { return cmp.Compare(a.From, b.From) })
	return out
}

// diffRebases lists the rebases that one edition of a plan has and the other has not.
func diffRebases(old, plan *Plan, ind Indicator) []PlanChange {
	was, is := old.Rebases(ind.ID), plan.Rebases(ind.ID)
	var out []PlanChange
	for _, r := range is {
		if !slices.Contains(was, r) {
			out = append(out, PlanChange{ind.ID, ind.Name, ChangedRebase, "", r.Words(), r.Because})
		}
	}
	for _, r := range was {
		if !slices.Contains(is, r) {
			out = append(out, PlanChange{ind.ID, ind.Name, ChangedRebase, r.Words(), "taken back", ""})
		}
	}
	return out
}

// Words is the rebase in short.
func (r Rebase) Words() string { return "new limits from " + r.From.Words() }
