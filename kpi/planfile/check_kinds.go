package planfile

import (
	"slices"

	"planwatch/kpi"
)

// fed says whether an indicator names series, or parts, that bring its figures.
func (ind *indicatorShape) fed() bool {
	return len(ind.Inputs) > 0 || ind.Disparity.given() || ind.Measure.Value == kpi.Compound.String() && len(ind.Parts) > 0
}

// checkMeasureKeys wants keys that belong to one measure with no other.
func (f *folder) checkMeasureKeys(ind *indicatorShape, measure kpi.Measure) {
	if ind.Per.known() && measure != kpi.Count {
		f.add(badMeasure, ind.Per.place, `want "per" of a count only, found it of a %s`, measure)
	}
	if ind.Method.known() && !measure.Pair() {
		f.add(badMeasure, ind.Method.place, `want "method" of a share of outcomes only, found it of a %s`, measure)
	}
	if len(ind.Answers) > 0 && (measure != kpi.Given || ind.Unit.Value != "%") {
		f.add(badMeasure, ind.Answers[0].place, `want "answers" of a given value in %% only, found them of a %s in %s`, measure, ind.Unit.Value)
	}
	if (measure == kpi.Compound || measure == kpi.Disparity) && len(ind.Inputs) > 0 {
		f.add(badMeasure, ind.Inputs[0].place, `want no "inputs" of a %s, found one`, measure)
	}
}

// checkAnswers wants the other answers to be series, and none of them the answer itself.
func (f *folder) checkAnswers(ind *indicatorShape) {
	for _, id := range ind.Answers {
		refer(f, unknownSeries, id, "a series", sourcesYAML, f.known.series)
		if ind.reads(id.Value) {
			f.add(badInput, id.place, "want the series of the other answers, found the indicator's own, %q", id.Value)
		}
	}
}

// checkDisparity wants two different groups, whose figures are all invented or none of them; the people may be real.
func (f *folder) checkDisparity(ind *indicatorShape) {
	d := &ind.Disparity
	measure, ok := kpi.ParseMeasure(ind.Measure.Value)
	if !ok {
		return
	}
	switch {
	case d.given() && measure != kpi.Disparity:
		f.add(badDisparity, ind.Measure.place, `want "disparity" with measure: disparity and with no other, found measure %q`, measure)
	case !d.given() && measure == kpi.Disparity && !ind.Awaits.known():
		f.add(badDisparity, ind.Measure.place, `want "disparity" that says which two groups are compared (or "awaits"), found none`)
	}
	if !d.given() {
		return
	}
	events := []word{d.Group.Events, d.Reference.Events, d.All, d.NotStated, d.Group.Found, d.Reference.Found}
	for _, id := range append(slices.Clone(events), d.Group.People, d.Reference.People) {
		refer(f, unknownSeries, id, "a series", sourcesYAML, f.known.series)
	}
	for _, id := range events[1:] {
		if a, b := f.provenance(events[0]), f.provenance(id); a != "" && b != "" && (a == illustrative) != (b == illustrative) {
			f.add(mixedProvenance, id.place, "want series that are all illustrative or none of them, found %q, which is %s", id.Value, b)
		}
	}
	for _, id := range []word{d.Group.People, d.Reference.People} {
		if f.provenance(id) == illustrative && f.provenance(events[0]) != illustrative && f.provenance(events[0]) != "" {
			f.add(mixedProvenance, id.place, "want a population that is not illustrative, found %q", id.Value)
		}
	}
	if g, r := d.Group, d.Reference; g.Events.known() && g.Events.Value == r.Events.Value || g.People.known() && g.People.Value == r.People.Value {
		f.add(badDisparity, d.Reference.place, "want two groups with series of their own, found one series for both")
	}
	if d.NotStated.known() != d.All.known() {
		f.add(badDisparity, d.place, `want "all" and "not_stated" together, found one of them`)
	}
}

// checkCycles wants cycles of a scale, each after the one before.
func (f *folder) checkCycles(set codeSetShape) {
	if len(set.Cycles) > 0 && !set.Ordered.Value {
		f.add(badCycle, set.Cycles[0].place, `want cycles of a scale (ordered: true) only, found one of %q`, set.ID.Value)
	}
	before, names := kpi.Date(0), map[string]place{}
	for i, c := range set.Cycles {
		if first := names[c.Name.Value]; first.given() {
			f.add(badCycle, c.Name.place, "want a cycle once, found %q again: it is at %s", c.Name.Value, first)
		}
		names[c.Name.Value] = c.Name.place
		from, ok := date(c.From)
		if ok && i > 0 && from <= before {
			f.add(badCycle, c.From.place, "want cycles in order of time, found %s after %s", from, before)
		}
		if ok {
			before = from
		}
	}
}
