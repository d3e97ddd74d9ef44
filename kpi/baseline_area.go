package kpi

// baselineOfArea puts an area's own figures in the place of the baseline where the area is not the plan's: a baseline of
// the ledger is of the whole force, and a council area put against that would always seem to do better. What the area
// itself had in the same period is like with like; it is not set where a part of that is not known.
func (a *Assessment) baselineOfArea(plan *Plan, ind Indicator) {
	if whole := currentBaseline(ind); whole != nil && plan.elsewhere(a.Area) {
		if _, known := whole.Known(); known {
			own := a.ownFigures(plan, ind, *whole)
			a.Baseline = &own
		}
	}
}

// elsewhere says whether an area is another than the one that the plan, its baselines and its targets are for.
func (p *Plan) elsewhere(area AreaCode) bool { return p.Area != "" && area != p.Area }

// ownFigures is a baseline of the same period as another, from the figures that are assessed.
func (a *Assessment) ownFigures(plan *Plan, ind Indicator, like Baseline) Baseline {
	out := Baseline{Period: like.Period, Trust: NotSet, Why: a.say("baseline.own-unknown", "period", like.Period.In(a.words))}
	for i, p := range a.Points {
		if p.Period.Last != like.Period.Last || p.State != Known {
			continue
		}
		w, why := a.windowEnding(ind, like.Period, i)
		if why != "" {
			continue
		}
		_, source, _ := plan.Series(a.Input.Value)
		out.Series, out.Source, out.Trust, out.Why = a.Input.Value, source.ID, trustIn(source.Provenance, like.Trust), a.say("baseline.own")
		if out.Value = &w.Value; w.Numerator != nil {
			out.Value, out.Numerator, out.Denominator = nil, w.Numerator, w.Denominator
			out.Plain = ind.Measure == Ratio || ind.PerDay
		}
	}
	return out
}

// trustIn is how far figures of a source can be relied on as a baseline that nobody has agreed: those of a force's own
// return as far as the one of the whole.
func trustIn(p Provenance, whole Trust) Trust {
	switch p {
	case PublishedFigures:
		return Published
	case IllustrativeFigures:
		return IllustrativeTrust
	default:
		return whole
	}
}
