package kpi

import (
	"math"

	"planwatch/kpi/stats"
)

// Chance is how the interval of a change came about. Of counts Now and Then are events over days, and Limits those of the
// ratio of their rates; of percentages they are parts of wholes, and each has its own interval.
type Chance struct {
	Method        stats.Method
	Now, Then     stats.Area
	Ratio         float64
	Limits        stats.Interval
	NowIn, ThenIn stats.Interval
	// Shared is what both hold where the latest span begins before the baseline period has ended: events of rates, cases
	// of shares. Narrower is how many times as far from the value that leaves the limits; 1 where nothing is shared.
	Shared, Narrower float64
}

// chance is how far chance alone could have moved the change, at 95%: in per cent of the baseline for counts, whose
// days may differ, in percentage points for percentages whose baseline gives both its counts. It is nil for others, and
// where no per cent is given. It takes events as independent; those that repeat or come in clusters vary more.
func (a *Assessment) chance(ind Indicator, b Baseline, w Point, c *Change) (*stats.Interval, *Chance) {
	how := Chance{Narrower: 1}
	var i stats.Interval
	switch {
	case w.Period.First == b.Period.First && w.Period.Last == b.Period.Last: // it differs from itself by revision alone
	case ind.PerDay && c.Percent != nil && w.Numerator != nil && b.Numerator != nil && b.Denominator != nil:
		how.ofRates(stats.Area{Events: *w.Numerator, Population: *w.Denominator}, stats.Area{Events: *b.Numerator, Population: *b.Denominator}, a.shared(b, w.Period))
		i = percentAway(how.Limits, 1)
	case ind.Measure == Count && !ind.PerDay && c.Percent != nil && b.Period.Kind.Months() > 0:
		days, before := float64(w.Period.Days()), float64(b.Period.Days())
		how.ofRates(stats.Area{Events: w.Value, Population: days}, stats.Area{Events: c.Baseline, Population: before}, a.shared(b, w.Period))
		// A leap year's extra day is taken out of the interval as it stands in the change.
		i = percentAway(how.Limits, days/before)
	case ind.Measure == Percentage && w.Numerator != nil && b.Numerator != nil && b.Denominator != nil:
		how.Now, how.Then = stats.Area{Events: *w.Numerator, Population: *w.Denominator}, stats.Area{Events: *b.Numerator, Population: *b.Denominator}
		how.NowIn, how.ThenIn = wilson(how.Now), wilson(how.Then)
		found := stats.ShareDifference(*w.Numerator, *w.Denominator, *b.Numerator, *b.Denominator, stats.Level95)
		how.sharing(a.shared(b, w.Period).Population, how.Now.Population+how.Then.Population)
		how.Method = found.Method
		nearer := func(limit float64) float64 { return found.Value + float64(how.Narrower*(limit-found.Value)) }
		i = stats.Interval{Lower: nearer(found.Lower), Upper: nearer(found.Upper)}.Times(100)
	}
	if how.Method == stats.NoMethod || !i.Defined() {
		return nil, nil
	}
	return &i, &how
}

// shared is what a baseline and a later span that overlaps it both hold: what the figures of the periods in both add up to.
// It is 0 where they are of other series, or where no whole period lies in both, as with rolling years; the interval is
// then wider than it need be.
func (a *Assessment) shared(b Baseline, w Period) stats.Area {
	var x, n Sum
	for _, p := range a.Points {
		switch {
		case p.State != Known || !p.Period.Within(w) || !p.Period.Within(b.Period):
		case p.Numerator != nil:
			x.Add(*p.Numerator)
			n.Add(*p.Denominator)
		default:
			x.Add(p.Value)
		}
	}
	return stats.Area{Events: x.Total(), Population: n.Total()}
}

// sharing narrows limits that take the two as independent. The difference of two sums varies by what is in one of them
// alone: with s of a + b in both, its variance is (a + b - 2s)/(a + b) of what it would be otherwise.
func (c *Chance) sharing(shared, of float64) {
	if left := of - 2*shared; shared > 0 && left > 0 {
		c.Shared, c.Narrower = shared, math.Sqrt(left/of)
	}
}

// ofRates puts two rates against each other.
func (c *Chance) ofRates(now, then, shared stats.Area) {
	r := stats.RateRatio(now, then, stats.Level95)
	c.Now, c.Then, c.Ratio = now, then, r.Value
	c.Limits, c.Method = r.Interval(now, then)
	if c.sharing(shared.Events, now.Events+then.Events); c.Narrower < 1 {
		nearer := func(limit float64) float64 { return float64(c.Ratio * math.Pow(limit/c.Ratio, c.Narrower)) } // on the log scale
		c.Limits = stats.Interval{Lower: nearer(c.Limits.Lower), Upper: nearer(c.Limits.Upper)}
	}
}

// percentAway is how many per cent a ratio, times so much, is away from 1.
func percentAway(ratio stats.Interval, times float64) stats.Interval {
	return stats.Interval{Lower: 100 * (float64(ratio.Lower*times) - 1), Upper: 100 * (float64(ratio.Upper*times) - 1)}
}

func wilson(a stats.Area) stats.Interval { return stats.Wilson(a.Events, a.Population, stats.Level95) }
