package kpi

import (
	"strings"
)

// Assess says what an indicator's figures mean for an area, from what data holds, for periods that ended by asAt. It
// never fails: what can't be judged says why.
func Assess(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date) Assessment {
	a := assess(plan, ind, area, data, asAt)
	a.Override = plan.overrideOf(ind, &a, asAt)
	return a
}

func assess(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date) Assessment {
	if ind.Measure == Compound {
		return assessCompound(plan, ind, area, data, asAt)
	}
	a := Assessment{Indicator: ind.ID, Area: area, Baseline: currentBaseline(ind), words: plan.Words}
	a.baselineOfArea(plan, ind)
	in, ok := chooseInput(plan, ind, area, data, asAt)
	if !ok {
		withoutFigure(plan, ind, &a, data, asAt)
		return a
	}
	a.Input, a.Provenance = in, provenance(plan, in)
	a.Points, a.Unfinished = finished(ind, allPoints(ind, in, data, area, asAt))
	a.Rebases = rebasesIn(plan, ind, a.Points, asAt)
	a.Breaks = group(plan, in, area, a.Points, a.Rebases)
	a.Latest = latestKnown(a.Points)
	a.baselineOfArea(plan, ind)
	disparity(plan, ind, &a, data, asAt)
	if a.Latest == nil {
		a.Trend.Reason = whyNoLatest(plan, &a)
	} else if ind.Measure == Milestone {
		a.Trend.Kind = milestone(ind, a.Latest.Value, asAt)
		beforeDue(ind, &a)
	} else if ind.Measure == Grade {
		judgeGrade(plan, ind, &a)
		a.Comparisons = comparisons(plan, ind, &a, data, asAt)
	} else {
		judgeTrend(ind, &a)
		rate(plan, ind, &a, data)
		compare(plan, ind, &a)
		a.Comparisons = comparisons(plan, ind, &a, data, asAt)
	}
	a.Target = judgeTarget(plan, ind, &a, data, asAt)
	assessParts(plan, ind, &a, data, asAt)
	a.Context = context(ind, &a, data, area, asAt)
	sample(ind, &a, data, asAt)
	answersAddUp(plan, ind, &a, data, asAt)
	cohortNote(plan, &a)
	quality(plan, ind, &a)
	saidOfFigures(&a, data)
	readWithCare(ind, &a, asAt)
	return a
}

// withoutFigure says why nothing can be judged, and what that means for the target; parts may have figures of their own.
func withoutFigure(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) {
	a.Trend.Reason = whyNoFigure(plan, ind, a.Area, data)
	if ind.Awaits != "" {
		a.note("awaits", a.say("note.awaits", "return", ind.Awaits))
	}
	a.Target = judgeTarget(plan, ind, a, data, asAt)
	assessParts(plan, ind, a, data, asAt)
}

// milestone says whether what was promised is done, and whether its date has passed without.
func milestone(ind Indicator, value float64, asAt Date) TrendKind {
	t, ok := judgedTarget(ind)
	switch {
	case value >= 1:
		return TrendDone
	case ok && t.By != nil && t.By.Last < asAt:
		return TrendLate
	default:
		return TrendNotDone
	}
}

// beforeDue notes that what is called late was last returned before its date: it may have been done since.
func beforeDue(ind Indicator, a *Assessment) {
	if t, ok := judgedTarget(ind); ok && a.Trend.Kind == TrendLate && a.Latest.Period.Last < t.By.Last {
		a.note("before-due", a.say("note.before-due", "by", t.By.In(a.words)))
	}
}

// sample notes how many answers a survey value rests on: without that nobody can say how sure it is.
func sample(ind Indicator, a *Assessment, data *Data, asAt Date) {
	if a.Input.Sample == "" || a.Latest == nil {
		return
	}
	for _, o := range data.Series(a.Input.Sample, a.Area, asAt) {
		if o.Period == a.Latest.Period && o.State == Known {
			a.note("sample", a.say("note.sample", "n", int(o.Value)))
			return
		}
	}
	a.note("no-sample", a.say("note.no-sample"))
}

// old is how long after its last day a figure is called old: a year and a half, so that a yearly figure has half a
// year to be published.
const old = 548 // days

// readWithCare notes what a reader could take wrongly: a figure that is long past, and a trend and a change that point
// different ways, because one looks at all points since the break and the other at the baseline alone.
func readWithCare(ind Indicator, a *Assessment, asAt Date) {
	if a.Latest == nil {
		return
	}
	if days := asAt - a.Latest.Period.Last; days > old {
		a.note("old", a.say("note.old", "date", a.Latest.Period.Last.In(a.words), "n", int(days)/365))
	}
	if a.Change == nil || a.Change.Difference == 0 {
		return
	}
	better := (a.Change.Difference > 0) == (ind.Direction == Increase)
	if a.Trend.Kind == TrendImproving && !better || a.Trend.Kind == TrendWorsening && better && ind.Direction != Maintain {
		a.note("two-ways", a.say("note.two-ways", "since", a.Trend.LimitsFrom.In(a.words)))
	}
}

// currentBaseline is the first baseline of the ledger, the one that is compared with; nil when there is no record.
func currentBaseline(ind Indicator) *Baseline {
	if len(ind.Baselines) == 0 {
		return nil
	}
	return &ind.Baselines[0]
}

// chooseInput takes the first input that has a known figure for the area. An illustrative series is used only when no
// published or force series of the indicator has a figure for any area.
func chooseInput(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date) (Input, bool) {
	real := false
	for _, in := range ind.Inputs {
		if provenance(plan, in) != IllustrativeFigures && data.Has(in.Value) {
			real = true
		}
	}
	for _, in := range ind.Inputs {
		if real && provenance(plan, in) == IllustrativeFigures {
			continue
		}
		for _, o := range data.Series(in.Value, area, asAt) {
			if o.State == Known {
				return in, true
			}
		}
	}
	return Input{}, false
}

func provenance(plan *Plan, in Input) Provenance {
	_, source, _ := plan.Series(in.Value)
	return source.Provenance
}

func whyNoFigure(plan *Plan, ind Indicator, area AreaCode, data *Data) string {
	if d := ind.Disparity; d != nil && (!data.Has(d.Group.People) || !data.Has(d.Reference.People)) {
		return plan.Words.Say("disparity.no-population")
	}
	for _, in := range ind.Inputs {
		if data.Has(in.Value) {
			return plan.Words.Say("trend.why.no-figure-here")
		}
	}
	return plan.Words.Say("trend.why.no-return")
}

func latestKnown(pts []Point) *Point {
	for i := len(pts) - 1; i >= 0; i-- {
		if pts[i].State == Known {
			return &pts[i]
		}
	}
	return nil
}

// rate puts the latest count over the population of its year, or the nearest within three years.
func rate(plan *Plan, ind Indicator, a *Assessment, data *Data) {
	if ind.Rate == nil || a.Latest == nil {
		return
	}
	pop, ok := populationFor(data.Series(ind.Rate.Population, a.Area, 0), a.Latest.Period)
	when := a.Latest.Period.In(plan.Words)
	if !ok {
		a.NoRate = plan.Words.Say("rate.no-population", "when", when)
		a.note("no-population", plan.Words.Say("note.no-population", "when", when))
		return
	}
	if distance(pop.Period.Last, a.Latest.Period.middle()) > 183 {
		a.note("population-of", plan.Words.Say("note.population-of", "of", pop.Period.In(plan.Words), "when", when))
	}
	r := a.Latest.Value / pop.Value * ind.Rate.Per
	a.Rate, a.RateOf, a.Population = &r, pop.Period.In(plan.Words), pop.Value
	if a.Provenance == IllustrativeFigures && provenance(plan, Input{Value: ind.Rate.Population}) != IllustrativeFigures {
		a.note("published-population", a.say("note.published-population", "of", a.RateOf))
	}
}

// populationFor finds the known estimate whose date is nearest to the middle of the period, within three years; of two
// as near, the earlier.
func populationFor(estimates []Observation, p Period) (Observation, bool) {
	middle := p.middle()
	best, found := Observation{}, false
	for _, o := range estimates {
		if o.State != Known || o.Value <= 0 || distance(o.Period.Last, middle) > 3*366 {
			continue
		}
		if !found || distance(o.Period.Last, middle) < distance(best.Period.Last, middle) {
			best, found = o, true
		}
	}
	return best, found
}

// middle is the day halfway through the period.
func (p Period) middle() Date { return p.First + (p.Last-p.First)/2 }

func distance(a, b Date) Date {
	if a < b {
		return b - a
	}
	return a - b
}

// context gives the latest figure of each other input that has one.
func context(ind Indicator, a *Assessment, data *Data, area AreaCode, asAt Date) []ContextSeries {
	var out []ContextSeries
	for _, in := range ind.Inputs {
		if in == a.Input {
			continue
		}
		if p := latestKnown(points(ind, in, data, area, asAt)); p != nil {
			out = append(out, ContextSeries{in, *p})
		}
	}
	return out
}

// quality notes what is doubtful about the figures themselves.
func quality(plan *Plan, ind Indicator, a *Assessment) {
	_, source, _ := plan.Series(a.Input.Value)
	if a.Provenance == IllustrativeFigures && source.Notice != "" {
		a.note("illustrative", source.Notice+".")
	}
	var provisional, missing, transcribed int
	inBetween := len(a.Points) - trailingMissing(a.Points)
	for i, p := range a.Points {
		if p.Marks&Provisional != 0 {
			provisional++
		}
		if p.State == Missing && i < inBetween {
			missing++
		}
		for _, c := range p.Cells {
			if c.Place.Transcribed() {
				transcribed++
				break
			}
		}
	}
	if provisional > 0 {
		a.note("provisional", a.say("note.provisional", "n", provisional))
	}
	if n := trailingMissing(a.Points); n > 0 && a.Latest != nil {
		a.note("last-missing", a.say("note.last-missing", "n", n, "period", a.Latest.Period.In(a.words)))
	}
	if missing > 0 {
		a.note("missing", a.say("note.missing", "n", missing))
	}
	noteSuppressed(a)
	if transcribed > 0 {
		a.note("transcribed", a.say("note.transcribed", "n", transcribed, "publisher", source.Publisher))
	}
	for _, w := range a.Breaks {
		a.note("break", strings.TrimSpace(a.say("note.break", "month", a.words.Month(w.At.Time()))+" "+w.What+w.said(a.words)))
	}
	if a.Baseline == nil || a.Baseline.Trust == NotSet {
		key := "note.no-baseline"
		if known := currentBaseline(ind); known != nil && known.Trust != NotSet {
			key = "note.no-baseline-here"
		}
		a.note("no-baseline", a.say(key))
	}
}
