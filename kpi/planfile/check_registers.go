package planfile

import (
	"strings"

	"planwatch/kpi"
)

// checkCodes wants every code once, and selections of the set's own codes.
func (f *folder) checkCodes() {
	for _, set := range f.codes.Sets {
		codes := map[string]place{}
		for _, c := range set.Codes {
			if first := codes[c.Code.Value]; first.given() {
				f.add(duplicateID, c.Code.place, "want a code once, found %q again: it is at %s", c.Code.Value, first)
			}
			codes[c.Code.Value] = c.Code.place
		}
		f.checkCycles(set)
		for _, s := range set.Selections {
			for _, c := range s.Codes {
				refer(f, unknownCode, c, "a code of "+set.ID.Value, codesYAML, codes)
			}
		}
	}
}

// checkRegisters checks asks and changes against what they are about.
func (f *folder) checkRegisters() {
	for _, a := range f.asks.Asks {
		for _, id := range a.Indicators {
			f.referIndicator(id, nil)
		}
		for _, t := range a.Terms {
			refer(f, unknownTerm, t, "a term", glossaryYAML, f.known.terms)
		}
		if state, ok := kpi.ParseAskState(a.State.Value); ok && state != kpi.AskOpen && !a.Answered.known() {
			f.add(missingKey, a.place, `want an ask that is %s with "answered", found none`, state)
		}
	}
	rebased := map[string]place{}
	for i := range f.changes.Changes {
		c := &f.changes.Changes[i]
		f.referIndicator(c.Indicator, nil)
		f.checkRebase(c, rebased)
	}
}

// checkRebase wants a rebase to be of something that has limits, from a day that had come when it was made, and once;
// rebased has the place of each by indicator and day.
func (f *folder) checkRebase(c *changeShape, rebased map[string]place) {
	from, ok := date(c.From)
	made, dated := date(c.Date)
	ind := f.known.indicators[strings.ToLower(c.Indicator.Value)]
	key := strings.ToLower(c.Indicator.Value) + " " + c.From.Value
	switch {
	case c.What.Value != kpi.ChangedRebase.String():
		if c.From.known() && c.What.known() {
			f.add(badRebase, c.From.place, `want "from" of a rebase only, found it with what: %s`, c.What.Value)
		}
	case !c.From.known():
		f.add(badRebase, c.place, `want a rebase with "from", the first day of the new limits, found none`)
	case ok && dated && from > made:
		f.add(badRebase, c.From.place, "want new limits from a day on or before %s, when they were made, found %s", made, from)
	case ind != nil && (ind.Measure.Value == kpi.Grade.String() || ind.Measure.Value == kpi.Milestone.String()):
		f.add(badRebase, c.Indicator.place, "want an indicator that has limits, found a %s", ind.Measure.Value)
	case rebased[key].given():
		f.add(badRebase, c.From.place, "want new limits from a day once, found %s again: it is at %s", c.From.Value, rebased[key])
	default:
		rebased[key] = c.From.place
	}
}

// checkChanges wants a reason in the register for every change of what a published indicator counts, is compared with
// or is judged by.
func (f *folder) checkChanges(published, plan *kpi.Plan) {
	if published == nil || len(f.broken) > 0 {
		return
	}
	for _, c := range kpi.DiffPlans(published, plan) {
		if !c.What.NeedsReason() || c.Because != "" {
			continue
		}
		at := place{f.path(changesYAML), 1, 1}
		if ind := f.known.indicators[strings.ToLower(string(c.Indicator))]; ind != nil {
			at = ind.ID.place
		}
		f.add(changedUnsaid, at, "want an entry of %s for %s (what: %s) that says why: as published it was %q, now it is %q", changesYAML, c.Indicator, c.What, shorten(c.Was), shorten(c.Is))
	}
}
