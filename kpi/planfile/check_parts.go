package planfile

import (
	"strings"

	"planwatch/kpi"
)

// checkParts wants each part once: with series that are there, or another indicator that has figures of its own.
func (f *folder) checkParts(ind *indicatorShape) {
	if ind.Measure.Value == kpi.Compound.String() && len(ind.Parts) < 2 {
		f.add(badPart, ind.Measure.place, "want a compound of two parts or more, found %d", len(ind.Parts))
	}
	ids, same := map[string]place{}, map[string]place{}
	for i := range ind.Parts {
		p := &ind.Parts[i]
		if f.fresh(p.ID, slugForm, "right-1", ids[p.ID.Value]) {
			ids[p.ID.Value] = p.ID.place
		}
		for _, id := range []word{p.Value, p.Denominator} {
			refer(f, unknownSeries, id, "a series", sourcesYAML, f.known.series)
		}
		if p.Denominator.known() && !p.Value.known() {
			f.add(badInput, p.Denominator.place, `want "value" with the denominator of a part, found none`)
		}
		if p.Indicator.known() {
			f.checkPartIndicator(ind, p, same)
		} else {
			f.checkPartSeries(ind, p)
		}
	}
}

// checkPartIndicator wants another indicator that is no whole itself, once, and nothing that it says already.
func (f *folder) checkPartIndicator(ind *indicatorShape, p *partShape, same map[string]place) {
	f.referIndicator(p.Indicator, ind)
	key := strings.ToLower(p.Indicator.Value)
	if first := same[key]; first.given() {
		f.add(badPart, p.Indicator.place, "want an indicator as a part once, found %q again: it is at %s", p.Indicator.Value, first)
	}
	same[key] = p.Indicator.place
	for _, at := range []place{p.Value.place, p.Measure.place, p.Direction.place, p.Unit.place, p.Decimals.place} {
		if at.given() {
			f.add(badPart, at, "want nothing of a part that %s says itself", p.Indicator.Value)
		}
	}
	if len(p.Baselines)+len(p.Targets) > 0 {
		f.add(badPart, p.place, "want no baselines and targets of a part that is an indicator: %s has its own", p.Indicator.Value)
	}
	other := f.known.indicators[key]
	if other == nil {
		return
	}
	if life, _ := kpi.ParseLife(other.Life.Value); life.Ended() || other.Measure.Value == kpi.Compound.String() {
		f.add(badPart, p.Indicator.place, "want an indicator that is computed and has figures of its own, found %q", p.Indicator.Value)
	}
}

// checkPartSeries checks a part with series as the indicator that it is: what it leaves out is the whole's.
func (f *folder) checkPartSeries(ind *indicatorShape, p *partShape) {
	as := *ind
	as.place, as.Inputs, as.Baselines, as.Targets = p.place, nil, p.Baselines, p.Targets
	if p.Measure.known() {
		as.Measure = p.Measure
	}
	if p.Direction.known() {
		as.Direction = p.Direction
	}
	if p.Unit.known() {
		as.Unit = p.Unit
	}
	if p.Value.known() {
		as.Inputs = []inputShape{{place: p.Value.place, Value: p.Value, Denominator: p.Denominator}}
	}
	measure, ok := kpi.ParseMeasure(as.Measure.Value)
	if !ok {
		return
	}
	switch {
	case measure == kpi.Compound || measure == kpi.Disparity:
		f.add(badPart, p.place, `want a "measure" of a part that has figures, found a %s`, measure)
		return
	case p.Value.known() && measure.Pair() != p.Denominator.known():
		f.add(badPart, p.place, `want a part that is a %s to have a "denominator" if it is a percentage or ratio, and none otherwise`, measure)
	case (measure == kpi.Milestone) != (as.Direction.Value == kpi.None.String()) && as.Direction.known():
		f.add(badPart, p.place, "want direction none for a part that is a milestone and for no other, found %q for measure %q", as.Direction.Value, measure)
	}
	if len(p.Baselines) > 0 {
		f.checkBaselines(&as)
	}
	f.checkTargets(&as)
}
