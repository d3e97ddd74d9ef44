package stats

import "math"

const (
	// recentPoints is how many of the latest years the recent trend looks at.
	recentPoints = 5
	// recentCritical is the 99.8% point of chi-squared with one degree of freedom.
	recentCritical = 9.54953570608324
	// flatSlope is the share of the largest value under which a slope is rounding.
	flatSlope = 1e-12
)

// Recent is the answer of the recent trend.
type Recent uint8

// The answers. CannotBeCalculated, the zero value: fewer than 5 years, one of the latest 5 missing or without an
// interval, and for proportions none or all of the cases in a year.
const (
	CannotBeCalculated Recent = iota
	NoSignificantChange
	Increasing
	Decreasing
)

// String is "cannot be calculated", "no significant change", "increasing" or "decreasing".
func (r Recent) String() string {
	return [...]string{"cannot be calculated", "no significant change", "increasing", "decreasing"}[r]
}

// RecentTrend is how public health reports whether an annual figure has been rising or falling of late (Fingertips):
// a straight line through the latest 5 years must be steeper than chance explains (99.8%), and no single year may make
// its direction. It is for annual series without overlap and without a break, never for months, quarters or rolling
// totals.
type RecentTrend struct {
	Result  Recent
	ChiSq   float64
	Slope   float64   // per year: of the values, or of the log odds of proportions
	SlopeSE float64   // of values; NaN for proportions
	LeftOut []float64 // the slope without each year in turn
	// Values and Intervals are what the years had, of values.
	Values    []float64
	Intervals []Interval
	Steady    bool // all of these have the sign of the slope
}

var noRecentTrend = RecentTrend{ChiSq: math.NaN(), Slope: math.NaN(), SlopeSE: math.NaN()}

// RecentValues is the recent trend of values with 95% intervals (dhsc-govuk/FingertipsNext, TrendMarkerCalculator.cs):
// least squares weighted by the inverse square of the interval's width. One value and one interval a year, in any unit;
// of more than 5 the latest 5 count. As there, a slope of 0 without some year counts as rising. Fewer than 5 years, or
// one of them missing or with an interval of no width: cannot be calculated. Constant values: no significant change.
func RecentValues(values []float64, intervals []Interval) RecentTrend {
	n := len(values)
	if n < recentPoints || len(intervals) != n {
		return noRecentTrend
	}
	ys, ws := values[n-recentPoints:], make([]float64, recentPoints)
	for i, ci := range intervals[n-recentPoints:] {
		se := (ci.Upper - ci.Lower) / 3.92
		ws[i] = 1 / float64(se*se)
		if !finite(ys[i]) || !(se > 0) || !finite(ws[i]) || ws[i] == 0 {
			return noRecentTrend
		}
	}
	t := RecentTrend{Values: ys, Intervals: intervals[n-recentPoints:]}
	var se float64
	t.Slope, se = weightedSlope(ys, ws, -1)
	t.SlopeSE = se
	q := t.Slope / se
	t.ChiSq = float64(q * q)
	for skip := range ys {
		s, _ := weightedSlope(ys, ws, skip)
		t.LeftOut = append(t.LeftOut, s)
	}
	return t.conclude(func(s, full float64) bool { return (s < 0) == (full < 0) })
}

// RecentProportions is the recent trend of x of n cases a year (the older Fingertips, and PHEindicatormethods): the
// Cochran-Armitage test, with the direction of an unweighted line through the log odds. Of more than 5 years the latest
// 5 count. As there, a slope of 0 without some year agrees with nothing. Fewer than 5 years, or one of them missing or
// with none or all of its cases: cannot be calculated. Constant shares: no significant change.
func RecentProportions(x, n []float64) RecentTrend {
	years := len(x)
	if years < recentPoints || len(n) != years {
		return noRecentTrend
	}
	x, n = x[years-recentPoints:], n[years-recentPoints:]
	logit, even := make([]float64, recentPoints), make([]float64, recentPoints)
	for i := range x {
		logit[i], even[i] = math.Log(x[i]/(n[i]-x[i])), 1
		if !finite(x[i]) || !finite(n[i]) || !(x[i] > 0) || !(x[i] < n[i]) || !finite(logit[i]) {
			return noRecentTrend
		}
	}
	t := RecentTrend{ChiSq: cochranArmitage(x, n), SlopeSE: math.NaN()}
	t.Slope, _ = weightedSlope(logit, even, -1)
	for skip := range x {
		s, _ := weightedSlope(logit, even, skip)
		t.LeftOut = append(t.LeftOut, s)
	}
	return t.conclude(func(s, full float64) bool { return s < 0 && full < 0 || s > 0 && full > 0 })
}

// conclude turns slopes and chi-squared into the answer; agree says whether a slope has the direction of the whole.
func (t RecentTrend) conclude(agree func(s, full float64) bool) RecentTrend {
	if !finite(t.ChiSq) || !finite(t.Slope) {
		return noRecentTrend
	}
	t.Steady = true
	for _, s := range t.LeftOut {
		t.Steady = t.Steady && agree(s, t.Slope)
	}
	t.Result = NoSignificantChange
	if t.ChiSq > recentCritical && t.Steady {
		t.Result = Increasing
		if t.Slope < 0 {
			t.Result = Decreasing
		}
	}
	return t
}

// weightedSlope is the least-squares slope over rows 1, 2, 3 … without one of them (-1 for none), and its standard
// error. A slope that is only rounding is 0. Rows are centred first, so that large values keep their digits.
func weightedSlope(ys, ws []float64, skip int) (slope, se float64) {
	var w, wx, wy []float64
	var largest float64
	for i := range ys {
		if i == skip {
			continue
		}
		w = append(w, ws[i])
		wx = append(wx, float64(ws[i]*float64(i+1)))
		wy = append(wy, float64(ws[i]*ys[i]))
		largest = max(largest, math.Abs(ys[i]))
	}
	mx, my := sum(wx)/sum(w), sum(wy)/sum(w)
	var xx, xy []float64
	for i := range ys {
		if i != skip {
			dx := float64(i+1) - mx
			xx = append(xx, float64(float64(ws[i]*dx)*dx))
			xy = append(xy, float64(float64(ws[i]*dx)*(ys[i]-my)))
		}
	}
	slope = sum(xy) / sum(xx)
	if math.Abs(slope) <= float64(flatSlope*largest) {
		slope = 0
	}
	return slope, 1 / math.Sqrt(sum(xx))
}

// cochranArmitage is the chi-squared of a straight line through proportions at 1, 2, 3 … (R's prop.trend.test).
func cochranArmitage(x, n []float64) float64 {
	share := sum(x) / sum(n)
	var nt []float64
	for i := range n {
		nt = append(nt, float64(n[i]*float64(i+1)))
	}
	centre := sum(nt) / sum(n)
	var score, spread []float64
	for i := range x {
		dt := float64(i+1) - centre
		score = append(score, float64(dt*(x[i]-float64(n[i]*share))))
		spread = append(spread, float64(float64(n[i]*dt)*dt))
	}
	s := sum(score)
	return float64(s*s) / float64(float64(share*(1-share))*sum(spread))
}
