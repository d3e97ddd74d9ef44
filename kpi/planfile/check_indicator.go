package planfile

import "planwatch/kpi"

// checkIndicator checks one indicator against its own rules and against everything that it refers to.
func (f *folder) checkIndicator(file *indicatorsShape, ind *indicatorShape) {
	refer(f, unknownSection, file.Section, "a section", planYAML, f.known.sections)
	f.checkPlaceInPlan(file, ind)
	for _, t := range ind.Terms {
		refer(f, unknownTerm, t, "a term", glossaryYAML, f.known.terms)
	}
	f.checkMeasure(ind)
	f.checkLife(ind)
	f.checkComparison(ind)
	f.checkInputs(ind)
	f.checkParts(ind)
	f.checkDisparity(ind)
	f.checkAnswers(ind)
	f.checkRate(ind)
	f.checkSuppress(ind)
	f.checkBaselines(ind)
	f.checkTargets(ind)
}

// checkPlaceInPlan wants an indicator to rest on something: an objective of its section, words of the plan, or a reason.
func (f *folder) checkPlaceInPlan(file *indicatorsShape, ind *indicatorShape) {
	switch {
	case ind.Objective.known():
		if refer(f, unknownObjective, ind.Objective, "an objective", planYAML, f.known.objectives) {
			if s := f.known.objectives[ind.Objective.Value].section; s != file.Section.Value {
				f.add(unknownObjective, ind.Objective.place, "want an objective of section %q, found %s, which is of section %q", file.Section.Value, ind.Objective.Value, s)
			}
		}
	case !ind.Promise.known() && !ind.Context.known():
		f.add(noPlace, ind.place, `want an "objective", the plan's words as "promise", or a reason as "context", found none`)
	}
	if ind.Direction.Value == kpi.Contextual.String() && !ind.Context.known() {
		f.add(noContext, ind.place, `want "context" that says why this contextual indicator is here, found none`)
	}
}

// checkInputs wants inputs that are known, fit the measure, and are all illustrative or none of them.
func (f *folder) checkInputs(ind *indicatorShape) {
	if life, _ := kpi.ParseLife(ind.Life.Value); !ind.fed() && !ind.Awaits.known() && !life.Ended() {
		f.add(noInput, ind.place, `want "inputs", or "awaits" with the return that would bring figures, found neither`)
	}
	for _, in := range ind.Inputs {
		for _, id := range []word{in.Value, in.Denominator, in.Sample, in.Stated} {
			refer(f, unknownSeries, id, "a series", sourcesYAML, f.known.series)
		}
		measure, ok := kpi.ParseMeasure(ind.Measure.Value)
		if ok && in.Value.known() && measure.Pair() != in.Denominator.known() {
			if measure.Pair() {
				f.add(badInput, in.place, `want a "denominator": the measure is a %s and is computed, never read`, measure)
			} else {
				f.add(badInput, in.Denominator.place, "want no denominator: the measure is %s, found %q", ind.Measure.Value, in.Denominator.Value)
			}
		}
	}
	for _, in := range ind.Inputs {
		if in.Stated.known() && !in.Denominator.known() {
			f.add(badInput, in.Stated.place, `want "stated" beside a numerator and a denominator, which it is to check, found no denominator`)
		}
	}
	f.checkInputProvenance(ind)
}

func (f *folder) checkInputProvenance(ind *indicatorShape) {
	first := ""
	for _, in := range ind.Inputs {
		for _, id := range []word{in.Value, in.Denominator} {
			switch kind := f.provenance(id); {
			case kind == "":
			case first == "":
				first = kind
			case (first == illustrative) != (kind == illustrative):
				f.add(mixedProvenance, id.place, "want series that are all illustrative or none of them, found %q, which is %s", id.Value, kind)
			}
		}
	}
}

var illustrative = kpi.IllustrativeFigures.String()

// provenance is the word of a series' source, "" when the series is not known.
func (f *folder) provenance(id word) string {
	if s := f.known.series[id.Value]; s != nil {
		return s.Provenance.Value
	}
	return ""
}

// illustrated says whether an indicator rests on illustrative series. Its inputs agree, or have been complained of.
func (f *folder) illustrated(ind *indicatorShape) bool {
	return len(ind.Inputs) > 0 && f.provenance(ind.Inputs[0].Value) == illustrative
}

// checkRate wants a rate of a count. The population may be a published one below illustrative figures, which pages say,
// but not the other way round.
func (f *folder) checkRate(ind *indicatorShape) {
	r := ind.Rate
	if !r.given() {
		return
	}
	if m, ok := kpi.ParseMeasure(ind.Measure.Value); ok && m != kpi.Count {
		f.add(badInput, r.place, "want a rate of a count only, found one of a %s", ind.Measure.Value)
	} else if ind.Per.known() {
		f.add(badInput, r.place, "want a count per day, or a count with a rate per head, found both")
	}
	if refer(f, unknownSeries, r.Population, "a series", sourcesYAML, f.known.series) && f.provenance(r.Population) == illustrative && !f.illustrated(ind) {
		f.add(mixedProvenance, r.Population.place, "want a population that is not illustrative, found %q", r.Population.Value)
	}
}
