package planfile

import (
	"strings"

	"planwatch/kpi"
)

// checkOverrides wants a person's judgement to fit what it is about: words that the indicator can have, of figures that
// had come, and one at a time.
func (f *folder) checkOverrides() {
	type span struct {
		at          place
		from, until kpi.Date
	}
	made := map[string][]span{}
	for i := range f.overrides.Overrides {
		o := &f.overrides.Overrides[i]
		f.referIndicator(o.Indicator, nil)
		refer(f, unknownArea, o.Area, "an area", areasYAML, f.known.areas)
		f.checkOverrideWords(o)
		from, until, ok := f.overrideSpan(o)
		if !ok {
			continue
		}
		area := o.Area.Value
		if area == "" {
			area = f.plan.Area.Value
		}
		key := strings.ToLower(o.Indicator.Value) + " " + area
		for _, other := range made[key] {
			if from <= other.until && other.from <= until {
				f.add(badOverride, o.place, "want one judgement of an indicator at a time, found a second one: the first is at %s", other.at)
			}
		}
		made[key] = append(made[key], span{o.place, from, until})
	}
}

// overrideSpan reads the reporting dates that an override is for. Nobody can judge figures that are still to come, so it
// begins on the day on which it was made, or before.
func (f *folder) overrideSpan(o *overrideShape) (from, until kpi.Date, ok bool) {
	date, dated := date(o.Date)
	from = date
	if o.From.known() {
		p, read := f.period(o.From, "from")
		dated, from = dated && read, p.Last
	}
	last, read := f.period(o.Until, "until")
	until = last.Last
	switch {
	case !dated || !read:
		return 0, 0, false
	case from > date:
		f.add(badOverride, o.From.place, "want a judgement of figures that had come by %s, when it was made, found it from %s on", date, from)
		return 0, 0, false
	case until < from:
		f.add(badOverride, o.Until.place, "want an end on or after %s, found %s", from, until)
		return 0, 0, false
	}
	return from, until, true
}

// checkOverrideWords wants words that the rules could say of the indicator.
func (f *folder) checkOverrideWords(o *overrideShape) {
	if !o.Trend.known() && !o.Target.known() {
		f.add(badOverride, o.place, `want "trend" or "target", or both, found neither`)
	}
	ind := f.known.indicators[strings.ToLower(o.Indicator.Value)]
	if ind == nil {
		return
	}
	if life, _ := kpi.ParseLife(ind.Life.Value); life.Ended() {
		f.add(badOverride, o.Indicator.place, "want an indicator that is computed, found one that is %s", life)
		return
	}
	if o.Target.known() && len(ind.Targets) == 0 {
		f.add(badOverride, o.Target.place, "want no word for a target: %s has none", o.Indicator.Value)
	}
	kind, ok := kpi.OverrideTrend(o.Trend.Value)
	if !ok || kind == kpi.TrendCannotJudge {
		return
	}
	milestone := kind == kpi.TrendDone || kind == kpi.TrendNotDone || kind == kpi.TrendLate
	better := kind == kpi.TrendImproving || kind == kpi.TrendWorsening
	sided := kind == kpi.TrendHigher || kind == kpi.TrendLower
	contextual := ind.Direction.Value == kpi.Contextual.String()
	switch {
	case milestone != (ind.Measure.Value == kpi.Milestone.String()):
		f.add(badOverride, o.Trend.place, "want done, not done or late for a milestone and for no other measure, found %q for measure %q", o.Trend.Value, ind.Measure.Value)
	case contextual && better:
		f.add(badOverride, o.Trend.place, "want no better or worse: %s is contextual, found %q", o.Indicator.Value, o.Trend.Value)
	case !contextual && sided:
		f.add(badOverride, o.Trend.place, "want higher or lower than usual for contextual indicators only, found %q", o.Trend.Value)
	}
}
