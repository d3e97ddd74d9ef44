package stats

import "math"

// Ratio compares the rates of two groups, such as searches per person, or crimes per day this year and last. NaN is
// not defined.
type Ratio struct {
	Rate, Reference float64 // per unit of population
	Value           float64 // Rate over Reference; not defined when Reference is 0
	// LogNormal is Value·exp(∓z√(1/a+1/b)) for a and b events. Not defined with none in either.
	LogNormal Interval
	// Katz is the same with 1/a-1/n and 1/b-1/m, for shares (Katz 1978), where each of n counts once or not at all: the
	// charged of the arrested (the relative rate index, Uhrig 2016), finds of searches.
	Katz Interval
	// Exact comes from the share of a in a+b (R's poisson.test). With no event in the group its lower limit is 0; with
	// none in the reference its upper limit is not defined.
	Exact Interval
	// P is the exact probability, two-sided, of events as unevenly shared out when the rates are equal.
	P float64
	// Expected is how many events the group would have at the reference's rate, and Excess how many more it has.
	Expected, Excess float64
}

// RateRatio compares a group with a reference. Populations may be days, person-years or events expected. Everything is
// NaN where a population is not above 0, or a number is missing or negative. No events in the reference: a rate, an
// excess and a lower limit, but no ratio. Both intervals take events as independent; events that repeat or come in
// clusters make them too narrow. Sources: Rothman, Epidemiology; Katz and others 1978; R's poisson.test.
func RateRatio(group, reference Area, level float64) Ratio {
	nan := math.NaN()
	r := Ratio{nan, nan, nan, noInterval, noInterval, noInterval, nan, nan, nan}
	if !group.placeable() || !reference.placeable() {
		return r
	}
	a, n, b, m := group.Events, group.Population, reference.Events, reference.Population
	r.Rate, r.Reference = a/n, b/m
	r.Expected = finiteOr(float64(n * r.Reference))
	r.Excess = finiteOr(a - r.Expected)
	if r.Value = finiteOr(r.Rate / r.Reference); b == 0 {
		r.Value = nan
	}
	if a > 0 && b > 0 {
		r.LogNormal = logNormal(r.Value, 1/a+1/b, level)
		if v := 1/a - 1/n + 1/b - 1/m; v >= 0 && a <= n && b <= m {
			r.Katz = logNormal(r.Value, v, level)
		}
	}
	r.Exact = exactRatio(group, reference, level)
	r.P = binomialTest(a, a+b, n/(n+m))
	return r
}

// Interval is the one to print: exact when either has fewer than 10 events, log-normal otherwise.
func (r Ratio) Interval(group, reference Area) (Interval, Method) {
	switch {
	case math.IsNaN(r.Rate):
		return noInterval, NoMethod
	case min(group.Events, reference.Events) < fewEvents:
		return r.Exact, MethodExact
	}
	return r.LogNormal, MethodLogNormal
}

// logNormal is an interval of a positive value whose log has the given variance.
func logNormal(value, variance, level float64) Interval {
	factor := math.Exp(float64(zOf(level) * math.Sqrt(variance)))
	return Interval{finiteOr(value / factor), finiteOr(float64(value * factor))}
}

// exactRatio turns the exact interval of the group's share of all events into one of the ratio.
func exactRatio(group, reference Area, level float64) Interval {
	share := clopperPearson(group.Events, group.Events+reference.Events, level)
	odds := func(p float64) float64 {
		return finiteOr(float64(p / (1 - p) * (reference.Population / group.Population)))
	}
	return Interval{odds(share.Lower), odds(share.Upper)}
}

// PairedArea is one stratum, such as men aged 18 to 24: a group in it and the reference in it.
type PairedArea struct{ Group, Reference Area }

// Standardised compares a group with a reference as if both had the same ages.
type Standardised struct {
	// Indirect is the events observed over those expected at the reference's rate in each stratum, with Byar's
	// interval (exact under 10 events).
	Indirect Estimate
	Observed float64
	Expected float64
	// Crude is the ratio in the same strata without standardising.
	Crude float64
	// MantelHaenszel is the common ratio of the strata, with the interval of Greenland and Robins (1985).
	MantelHaenszel Estimate
	Strata         int // strata with both
}

// Standardise compares a group with a reference over strata. A stratum in which either has no population, or a number
// is missing, is left out. With none, nothing is defined; without reference events there is no ratio.
func Standardise(strata []PairedArea, level float64) Standardised {
	var observed, expected, people, refEvents, refPeople, r, s, v []float64
	out := Standardised{MantelHaenszel: noEstimate}
	for _, st := range strata {
		if !st.Group.placeable() || !st.Reference.placeable() {
			continue
		}
		out.Strata++
		a, n, b, m := st.Group.Events, st.Group.Population, st.Reference.Events, st.Reference.Population
		all := n + m
		observed, people = append(observed, a), append(people, n)
		refEvents, refPeople = append(refEvents, b), append(refPeople, m)
		expected = append(expected, b/m*n)
		r, s = append(r, a*(m/all)), append(s, b*(n/all))
		v = append(v, float64((a+b)*(n/all))*(m/all))
	}
	out.Observed, out.Expected = sumAnyOrder(observed), finiteOr(sumAnyOrder(expected))
	out.Indirect = Rate(out.Observed, out.Expected, 1, level)
	out.Crude = finiteOr(out.Observed / sumAnyOrder(people) / (sumAnyOrder(refEvents) / sumAnyOrder(refPeople)))
	top, bottom := sumAnyOrder(r), sumAnyOrder(s)
	if common := top / bottom; top > 0 && bottom > 0 && finite(common) {
		interval := logNormal(common, sumAnyOrder(v)/float64(top*bottom), level)
		out.MantelHaenszel = Estimate{common, interval, MethodLogNormal}
	}
	return out
}
