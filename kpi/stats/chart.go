package stats

import "math"

// ChartKind is a kind of process chart other than XmR.
type ChartKind uint8

// The kinds. A prime (′) marks Laney's and Taylor's charts, which measure how much the points vary beyond what the law
// of chance explains; without it the law alone makes the limits.
const (
	ChartXmR    ChartKind = iota // values one by one; NewXmR has its rules
	ChartP                       // shares of a denominator: binomial
	ChartPPrime                  // shares of large denominators
	ChartU                       // events per day or person: Poisson
	ChartUPrime                  // events per day or person, when they are many
	ChartC                       // counts without a denominator: Poisson
	ChartI                       // values one by one, 3/1.128 in place of 2.66
	ChartIPrime                  // values that rest on denominators of different size
	ChartG                       // opportunities (such as months) between rare events
	ChartT                       // time between rare events
	ChartRun                     // about the median, without limits
)

// String is "XmR", "p", "p′", "u", "u′", "c", "I", "I′", "g", "t" or "run".
func (k ChartKind) String() string {
	return [...]string{"XmR", "p", "p′", "u", "u′", "c", "I", "I′", "g", "t", "run"}[k]
}

// perSigma is the mean moving range of normal values in standard deviations (d2 for two values), as qicharts2 rounds it.
const perSigma = 1.128

// weibull is the power that makes times between events look normal (Nelson 1994), as qicharts2 has it.
const weibull = 3.6

// ChartOptions say how a chart is made; the zero value is how qicharts2 does it.
type ChartOptions struct {
	// Unscreened keeps moving ranges (and their like in I′) that are far larger than the others. Otherwise they are
	// left out, once.
	Unscreened bool
}

// ChartPoint is one row of a chart. NaN is not defined.
type ChartPoint struct {
	Value          float64 // the share, rate, count or time that is drawn
	Centre         float64
	Lower, Upper   float64 // 3 standard deviations: beyond them is a signal
	Lower2, Upper2 float64 // 2 standard deviations
	Outside        bool
}

// Chart is a series with limits that fit its kind, and its test for runs.
type Chart struct {
	Kind   ChartKind
	Points []ChartPoint // one for each row
	Runs   RunTest
}

// NewChart charts numerators over denominators, row by row, in order of time. Shares (p, p′) and rates (u, u′, I′) need
// a denominator in every row; c, I, g, t and run take nil, and I and run divide when they get one. For g the numerators
// are opportunities between events (Between makes them), for t the times between them, all above 0.
//
// A row whose numerator is missing, or whose denominator is missing or not above 0, is a missing point: it has limits
// where its denominator is known. No moving range bridges it. No value at all: nothing is defined. One: a centre, and
// limits where the law alone makes them. Constant: I, p′, u′ and I′ have no limits, and nothing is outside. Shares are
// kept within 0 and 1, counts and rates at 0 or more, I and I′ are not cut. A value that equals the centre but for
// rounding is never outside.
//
// Source: qicharts2 0.8.1, helper.functions.R; Montgomery, Introduction to Statistical Quality Control; Laney 2002;
// Taylor 2017 (I′); Provost and Murray 2011 (rare events).
func NewChart(kind ChartKind, numerators, denominators []float64, o ChartOptions) (Chart, error) {
	rows, err := chartRows(kind, numerators, denominators)
	if err != nil {
		return Chart{}, err
	}
	c := Chart{Kind: kind, Points: make([]ChartPoint, len(rows.y))}
	centre, sigma := rows.centre(kind), rows.sigma(kind, o)
	for i := range c.Points {
		c.Points[i] = chartPoint(kind, rows.y[i], centre, sigma(i))
	}
	drawn := centre
	switch kind {
	case ChartG: // waits are skewed: the limits stand around the mean, the line is the median
		drawn = median(rows.y)
		for i := range c.Points {
			c.Points[i].Centre = drawn
		}
	case ChartT:
		drawn = finiteOr(math.Pow(centre, weibull))
	}
	c.Runs = NewRunTest(values(c.Points), drawn)
	return c, nil
}

func values(points []ChartPoint) []float64 {
	ys := make([]float64, len(points))
	for i, p := range points {
		ys[i] = p.Value
	}
	return ys
}

// chartPoint puts the limits of a row around its centre.
func chartPoint(kind ChartKind, y, centre, sigma float64) ChartPoint {
	far, near := float64(3*sigma), float64(2*sigma)
	p := ChartPoint{y, centre, centre - far, centre + far, centre - near, centre + near, false}
	lowest, highest := math.Inf(-1), math.Inf(1)
	switch kind {
	case ChartP, ChartPPrime:
		lowest, highest = 0, 1
	case ChartU, ChartUPrime, ChartC, ChartG, ChartT:
		lowest = 0
	}
	on := Limits{Mean: centre}.side(y) == NoSide
	for _, limit := range []*float64{&p.Lower, &p.Upper, &p.Lower2, &p.Upper2} {
		*limit = finiteOr(*limit)
		if !math.IsNaN(*limit) {
			*limit = min(highest, max(lowest, *limit))
		}
	}
	p.Outside = !on && (y > p.Upper || y < p.Lower)
	if kind == ChartT {
		for _, v := range []*float64{&p.Value, &p.Centre, &p.Lower, &p.Upper, &p.Lower2, &p.Upper2} {
			*v = finiteOr(math.Pow(*v, weibull))
		}
	}
	return p
}
