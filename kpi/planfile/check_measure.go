package planfile

import (
	"strings"

	"planwatch/kpi"
)

// checkMeasure wants what an indicator says of its measure to fit together.
func (f *folder) checkMeasure(ind *indicatorShape) {
	measure, ok := kpi.ParseMeasure(ind.Measure.Value)
	if !ok {
		return
	}
	if measure.Pair() && !ind.Over.known() {
		f.add(badMeasure, ind.Measure.place, `want "denominator" that says what the %s is of, found none`, measure)
	}
	f.checkMeasureKeys(ind, measure)
	if (measure == kpi.Milestone) != (ind.Direction.Value == kpi.None.String()) && ind.Direction.known() {
		f.add(badMeasure, ind.Direction.place, "want direction none for a milestone and for no other measure, found %q for measure %q", ind.Direction.Value, measure)
	}
	if refer(f, unknownCode, ind.Codes, "a code set or selection", codesYAML, f.known.codes); measure != kpi.Grade {
		return
	}
	if set := f.known.codes[ind.Codes.Value]; !ind.Codes.known() || set != nil && !set.Ordered.Value {
		f.add(badMeasure, ind.Measure.place, `want "codes" with an ordered set of codes.yaml, the scale of the grade, found none`)
	}
}

// checkLife wants the reasons that go with an indicator's state, and successors that are there.
func (f *folder) checkLife(ind *indicatorShape) {
	life, ok := kpi.ParseLife(ind.Life.Value)
	if !ok {
		return
	}
	switch {
	case life == kpi.Withdrawn && !ind.Reason.known():
		f.add(badLife, ind.Life.place, `want "reason" that says why the indicator was withdrawn, found none`)
	case life == kpi.Declined && (!ind.AskedBy.known() || !ind.Answer.known()):
		f.add(badLife, ind.Life.place, `want "asked_by" and "answer" of a declined indicator, found not both`)
	case life == kpi.Awaited && !ind.Awaits.known():
		f.add(badLife, ind.Life.place, `want "awaits" with the return that would bring the figures, found none`)
	case (life == kpi.Live || life == kpi.New) && !ind.fed():
		f.add(badLife, ind.Life.place, "want inputs for an indicator that is %s (or life: awaited), found none", life)
	case life.Ended() && len(ind.Targets) > 0:
		f.add(badLife, ind.Targets[0].place, "want no target: the indicator is %s", life)
	case !life.Ended() && len(ind.Successors) > 0:
		f.add(badLife, ind.Successors[0].place, "want successors of withdrawn or declined indicators only, found one of an indicator that is %s", life)
	}
	for _, id := range ind.Successors {
		f.referIndicator(id, ind)
	}
	for _, id := range ind.Counter {
		f.referIndicator(id, ind)
	}
}

// referIndicator complains of an id that is no other indicator's.
func (f *folder) referIndicator(id word, but *indicatorShape) {
	if !id.known() {
		return
	}
	other := f.known.indicators[strings.ToLower(id.Value)]
	switch {
	case other != nil && other != but:
	case other == nil && f.brokenIndicators():
	case other == nil:
		var ids []string
		for _, ind := range f.known.indicators {
			ids = append(ids, ind.ID.Value)
		}
		f.add(unknownIndicator, id.place, "want the id of an indicator of the plan, found %q%s", id.Value, kpi.DidYouMean(id.Value, ids))
	default:
		f.add(unknownIndicator, id.place, "want the id of another indicator, found its own, %q", id.Value)
	}
}

// brokenIndicators says whether a file of indicators could not be read, which may hold any of them.
func (f *folder) brokenIndicators() bool {
	for name := range f.broken {
		if strings.HasPrefix(name, indicatorsDir+"/") {
			return true
		}
	}
	return false
}

// checkComparison wants comparators that are there, or a reason for none.
func (f *folder) checkComparison(ind *indicatorShape) {
	if (len(ind.Comparators) > 0) == ind.NoComparator.known() && ind.Life.known() {
		f.add(noComparator, ind.place, `want "comparators", or "no_comparator" that says why there are none, found %s`, neitherOrBoth(ind.NoComparator.known()))
	}
	for _, c := range ind.Comparators {
		_, group := f.known.groups[c.Value]
		if _, area := f.known.areas[c.Value]; c.known() && !group && !area && !f.broken[groupsYAML] && !f.broken[areasYAML] {
			f.add(unknownGroup, c.place, "want the id of a group of groups.yaml or the code of an area of areas.yaml, found %q", c.Value)
		}
	}
}
