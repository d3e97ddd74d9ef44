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
	for _, c := range f.changes.Changes {
		f.referIndicator(c.Indicator, nil)
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
