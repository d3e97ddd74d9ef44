package stats

import "math"

// Measure says what a series measures; it decides which law of chance its values follow.
type Measure uint8

// The measures.
const (
	Amount     Measure = iota // a value of its own: minutes, officers, pounds
	Count                     // events in a period
	Percentage                // so many of so many
	EventRate                 // events per person, day or the like
)

// String is "amount", "count", "percentage" or "rate".
func (m Measure) String() string {
	return [...]string{"amount", "count", "percentage", "rate"}[m]
}

const (
	// rareEvents is the mean number of events a period under which they are rare: most periods then have none, a
	// moving range is mostly of zeros, and 10 of 100 unchanging series look changed on an XmR chart.
	rareEvents = 1
	// fewAPeriod is the mean number up to which Poisson's law is a better guide than moving ranges.
	fewAPeriod = 10
	// largeDenominator is the mean denominator from which the binomial law is too narrow for real services: what
	// differs from month to month besides chance outweighs chance.
	largeDenominator = 1000
	// manyEvents is the same for rates, in events a period.
	manyEvents = 100
	// evenDenominators is how far from their mean denominators may stray and still count as equal (Montgomery).
	evenDenominators = 0.25
)

// Why is the reason for a choice of chart.
type Why uint8

// The reasons; Choice has the numbers that belong to them.
const (
	WhyNoValues          Why = iota // nothing to choose by: XmR
	WhyAmount                       // each value is measured by itself: XmR
	WhyNoDenominators               // a percentage without its denominators: XmR
	WhyAboveWhole                   // a numerator above its denominator is no part of it: XmR
	WhyRare                         // so few events that most counts are 0: g
	WhyLargeDenominators            // chance alone would make the limits too narrow: p′
	WhySmallDenominators            // limits widen where the denominator is small: p
	WhyEvenRate                     // many events over even denominators: XmR
	WhyUnevenRate                   // many events over uneven ones, as for large denominators: u′
	WhyFewOfRate                    // few events, limits widen where the denominator is small: u
	WhySmallCounts                  // the limits are those of chance: c
	WhyCounts                       // neighbouring values show how much they vary: XmR
)

// String is the reason in a word or two, for programs: "rare", "large-denominators".
func (w Why) String() string {
	return [...]string{
		"no-values", "amount", "no-denominators", "above-whole", "rare", "large-denominators", "small-denominators",
		"even-rate", "uneven-rate", "few-of-rate", "small-counts", "counts",
	}[w]
}

// Choice is a chart and why it is that one. NaN is not known.
type Choice struct {
	Chart       ChartKind
	Why         Why
	Events      float64 // the mean number of events a row
	Denominator float64 // the mean denominator
}

// Choose says which chart fits a series: by what is measured, by how many events there are in a period and how large
// and how even the denominators are. It does not look at how the values move, so that a chart cannot be picked for its
// answer. Rows are periods; denominators may be nil. Without any value the chart is XmR, which says that itself. For
// rare events it names g, of which Between makes the values from counts; who knows the dates may chart the days between
// events by t instead.
//
// Sources: Provost and Murray 2011 (which chart), Laney 2002 (large denominators), Montgomery (even denominators); the
// bounds are ours, set by simulation (calibration_test.go).
func Choose(m Measure, numerators, denominators []float64) Choice {
	events, size, uneven := profile(numerators, denominators)
	c := Choice{ChartXmR, WhyNoValues, events, size}
	switch {
	case m == Amount:
		c.Why = WhyAmount
	case math.IsNaN(events):
	case m == Percentage && math.IsNaN(size):
		c.Why = WhyNoDenominators
	case m == Percentage && aboveWhole(numerators, denominators):
		c.Why = WhyAboveWhole
	case events < rareEvents:
		c.Chart, c.Why = ChartG, WhyRare
	case m == Percentage && size >= largeDenominator:
		c.Chart, c.Why = ChartPPrime, WhyLargeDenominators
	case m == Percentage:
		c.Chart, c.Why = ChartP, WhySmallDenominators
	case m == EventRate && !math.IsNaN(size):
		c.Chart, c.Why = chooseRate(events, uneven)
	case events <= fewAPeriod:
		c.Chart, c.Why = ChartC, WhySmallCounts
	default:
		c.Why = WhyCounts
	}
	return c
}

func chooseRate(events, uneven float64) (ChartKind, Why) {
	switch {
	case events >= manyEvents && uneven <= evenDenominators:
		return ChartXmR, WhyEvenRate
	case events >= manyEvents:
		return ChartUPrime, WhyUnevenRate
	}
	return ChartU, WhyFewOfRate
}

// profile is the mean number of events and the mean denominator of the rows that have both, and how far the farthest
// denominator lies from their mean, as a share of it. The mean denominator is NaN when there is none.
func profile(numerators, denominators []float64) (events, size, uneven float64) {
	var xs, ns []float64
	for i, x := range numerators {
		if !finite(x) {
			continue
		}
		if denominators == nil {
			xs = append(xs, x)
			continue
		}
		if i < len(denominators) && denominators[i] > 0 && finite(denominators[i]) {
			xs, ns = append(xs, x), append(ns, denominators[i])
		}
	}
	events, size = mean(xs), mean(ns)
	for _, n := range ns {
		uneven = max(uneven, math.Abs(n-size)/size)
	}
	return events, size, uneven
}

// aboveWhole says whether a row has more of the part than of the whole, as when outcomes are put over the cases recorded
// in the same month. The law of shares, which p and p′ go by, is then not that of the series.
func aboveWhole(numerators, denominators []float64) bool {
	for i, x := range numerators {
		if i < len(denominators) && x > denominators[i] {
			return true
		}
	}
	return false
}

// Between counts the periods without an event between periods with one: what a g chart takes when only counts by period
// are known. 0, 0, 2, 0, 1 gives 1; the wait before the first event and the one after the last are not over, and do
// not count. A missing count ends a wait without a result.
func Between(counts []float64) []float64 {
	var out []float64
	waiting, wait := false, 0.0
	for _, c := range counts {
		switch {
		case !finite(c):
			waiting = false
		case c > 0:
			if waiting {
				out = append(out, wait)
			}
			waiting, wait = true, 0
		default:
			wait++
		}
	}
	return out
}
