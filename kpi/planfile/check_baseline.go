package planfile

import "planwatch/kpi"

// checkBaselines wants a record whatever is known, the first of them one that may be compared with, and not two for
// one series.
func (f *folder) checkBaselines(ind *indicatorShape) {
	if len(ind.Baselines) == 0 {
		f.add(noBaseline, ind.place, `want "baselines" with at least one record, such as trust: not set and why, found none`)
	}
	series := map[string]place{}
	for i := range ind.Baselines {
		b := &ind.Baselines[i]
		f.checkBaseline(ind, b)
		if i == 0 && b.Trust.Value == kpi.Claimed.String() {
			f.add(claimAsBaseline, b.Trust.place, "want a first record that figures can be compared with (or trust: not set), found a claim")
		}
		if b.Trust.Value == kpi.Claimed.String() || !b.Series.known() {
			continue
		}
		if first := series[b.Series.Value]; first.given() {
			f.add(badBaseline, b.Series.place, "want one baseline a series, found a second one for %q: the first is at %s", b.Series.Value, first)
		}
		series[b.Series.Value] = b.Series.place
	}
}

func (f *folder) checkBaseline(ind *indicatorShape, b *baselineShape) {
	f.checkBaselinePeriod(ind, b)
	f.checkRevision(b)
	refer(f, unknownSource, b.Source, "a source", sourcesYAML, f.known.sources)
	refer(f, unknownSeries, b.Series, "a series", sourcesYAML, f.known.series)
	for _, n := range []number{b.Value, b.Numerator, b.Denominator} {
		if n.known() && n.Value < 0 {
			f.add(badNumber, n.place, "want a baseline of 0 or more, found %s", plain(n.Value))
		}
	}
	trust, ok := kpi.ParseTrust(b.Trust.Value)
	if !ok {
		return
	}
	if trust == kpi.NotSet {
		if b.Value.known() || b.Numerator.known() || b.Denominator.known() {
			f.add(badBaseline, b.place, "want no figure in a baseline that is not set, found one")
		}
		return
	}
	if !b.Period.known() && trust != kpi.Claimed {
		f.add(badBaseline, b.place, `want the "period" that the baseline is of, found none`)
	}
	if !b.Source.known() {
		f.add(badBaseline, b.place, `want the "source" that the baseline is from, found none`)
	}
	f.checkBaselineFigure(ind, b, trust)
	f.checkBaselineSeries(ind, b, trust)
}

// checkBaselinePeriod wants a period that the indicator's figures can be put against: of their own kind or, where they
// may be added up, a longer one. A claim is only recorded.
func (f *folder) checkBaselinePeriod(ind *indicatorShape, b *baselineShape) {
	p, ok := f.period(b.Period, "period")
	often, known := kpi.ParseFrequency(ind.Frequency.Value)
	if !ok || !known || b.Trust.Value == kpi.Claimed.String() {
		return
	}
	switch {
	case !often.Allows(p.Kind):
		f.add(baselinePeriod, b.Period.place, "want the baseline of an indicator that is %s to be of such a period or a longer one, found a %s", often, p.Kind)
	case ind.Measure.Value == kpi.Given.String() && often == kpi.Monthly && p.Kind.Months() > 1:
		f.add(baselinePeriod, b.Period.place, "want a baseline of one month: values as given are never added up, found a %s", p.Kind)
	}
}

// checkRevision wants the old figure and the day of a revision together.
func (f *folder) checkRevision(b *baselineShape) {
	if b.RevisedFrom.known() != b.RevisedOn.known() {
		f.add(badRevision, b.place, `want "revised_from" and "revised_on" together, found one of them`)
	}
	f.inOrder(b.Extracted, b.RevisedOn, "a revision")
}

// checkBaselineFigure wants the figure in the form of the indicator's measure: a percentage is recorded as numerator
// and denominator, so that it can be added up and checked. Of a claim less may be known, even only its words.
func (f *folder) checkBaselineFigure(ind *indicatorShape, b *baselineShape, trust kpi.Trust) {
	pair := b.Numerator.known() && b.Denominator.known()
	measure, _ := kpi.ParseMeasure(ind.Measure.Value)
	if ind.Per.known() {
		f.checkBaselinePerDay(b, trust)
		return
	}
	percentage := measure.Pair()
	switch {
	case b.Numerator.known() != b.Denominator.known():
		f.add(badBaseline, b.place, `want "numerator" and "denominator" together, found one of them`)
	case pair && b.Value.known():
		f.add(badBaseline, b.Value.place, `want "value", or "numerator" and "denominator", found all of them`)
	case pair && !percentage:
		f.add(badBaseline, b.Numerator.place, `want a "value": the measure is %s, found a numerator`, ind.Measure.Value)
	case pair && b.Denominator.Value == 0:
		f.add(badBaseline, b.Denominator.place, "want a denominator above 0, found 0")
	case pair || trust == kpi.Claimed:
	case !b.Value.known() && percentage:
		f.add(badBaseline, b.place, `want "numerator" and "denominator" (or trust: not set), found neither`)
	case !b.Value.known():
		f.add(badBaseline, b.place, `want a "value" (or trust: not set), found none`)
	case percentage:
		f.add(badBaseline, b.Value.place, `want "numerator" and "denominator" of the %s, found only a value`, measure)
	}
}

// checkBaselinePerDay wants the count of the baseline's period, which is divided by its days, or a figure per day.
func (f *folder) checkBaselinePerDay(b *baselineShape, trust kpi.Trust) {
	p, err := kpi.ParsePeriod(b.Period.Value)
	switch {
	case b.Denominator.known():
		f.add(badBaseline, b.Denominator.place, "want no denominator: a count per day is divided by the days of its period")
	case b.Numerator.known() == b.Value.known() && (trust != kpi.Claimed || b.Value.known()):
		f.add(badBaseline, b.place, `want "numerator" with the count of the period, or "value" with the figure per day, found %s`, neitherOrBoth(b.Value.known()))
	case b.Numerator.known() && err == nil && p.Kind == kpi.PointInTime:
		f.add(badBaseline, b.Period.place, "want a period that has days, found a point in time")
	}
}

// checkBaselineSeries wants a baseline of one of the indicator's own series, from that series' source, and of its kind
// of figures. What a body claims or an office has agreed may come from a document without a series.
func (f *folder) checkBaselineSeries(ind *indicatorShape, b *baselineShape, trust kpi.Trust) {
	if trust == kpi.Claimed {
		return
	}
	if !b.Series.known() {
		if trust != kpi.Agreed {
			f.add(badBaseline, b.place, `want the "series" that the baseline is of, found none`)
		}
	} else if !ind.reads(b.Series.Value) {
		f.add(badBaseline, b.Series.place, "want a series that is one of the indicator's inputs, found %q", b.Series.Value)
	}
	source, series := f.known.sources[b.Source.Value], f.known.series[b.Series.Value]
	if source == nil {
		return // absent or unknown, of which there is a complaint
	}
	if series != nil && series != source {
		f.add(badBaseline, b.Source.place, "want the source of %q, which is %q, found %q", b.Series.Value, series.ID.Value, b.Source.Value)
		return
	}
	invented := source.Provenance.Value == illustrative
	if invented != (trust == kpi.IllustrativeTrust) {
		f.add(mixedProvenance, b.Trust.place, "want trust: illustrative for illustrative sources and for no other, found %q for source %q, which is %s", b.Trust.Value, b.Source.Value, source.Provenance.Value)
	}
	if len(ind.Inputs) > 0 && f.provenance(ind.Inputs[0].Value) != "" && invented != f.illustrated(ind) {
		f.add(mixedProvenance, b.Source.place, "want a baseline of the inputs' kind of figures, found %s", source.Provenance.Value)
	}
}

// reads says whether a series is the value or numerator of one of the indicator's inputs.
func (ind *indicatorShape) reads(series string) bool {
	for _, in := range ind.Inputs {
		if in.Value.Value == series {
			return true
		}
	}
	return false
}
