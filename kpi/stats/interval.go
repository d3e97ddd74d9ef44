package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// The levels that the public services use: 95% for a figure's interval, 99.8% ("three standard deviations") for the
// outer lines of a funnel.
const (
	Level95  = 0.95
	Level998 = 0.998
)

// fewEvents is the number of events from which Byar's approximation is used for a count (PHEindicatormethods) and the
// log-normal one for a ratio of counts; fewer take the exact interval.
const fewEvents = 10

// noEvents is as few as none: counts are whole, and the quantile of so small a shape is 0 to the machine.
const noEvents = 1e-3

// Interval is a confidence interval in the units of its value. NaN is a limit that is not defined.
type Interval struct{ Lower, Upper float64 }

// Defined says whether both limits are there.
func (i Interval) Defined() bool { return !math.IsNaN(i.Lower) && !math.IsNaN(i.Upper) }

// Times is the interval in another unit, such as per 1,000.
func (i Interval) Times(multiplier float64) Interval {
	return Interval{finiteOr(i.Lower * multiplier), finiteOr(i.Upper * multiplier)}
}

// noInterval has neither limit.
var noInterval = Interval{math.NaN(), math.NaN()}

// Method names how an interval was made.
type Method uint8

// The methods.
const (
	NoMethod Method = iota
	MethodWilson
	MethodByar
	MethodExact
	MethodLogNormal
	MethodNewcombe
)

// String is "", "Wilson", "Byar", "exact", "log-normal" or "Newcombe".
func (m Method) String() string {
	return [...]string{"", "Wilson", "Byar", "exact", "log-normal", "Newcombe"}[m]
}

// Estimate is a value with its interval, all NaN when it is not defined.
type Estimate struct {
	Value float64
	Interval
	Method Method
}

var noEstimate = Estimate{Value: math.NaN(), Interval: noInterval}

// Proportion is x of n cases, times multiplier (100 for a percentage), with Wilson's interval at a level such as
// Level95. It is not defined for n = 0, for x above n, for negative or missing numbers.
func Proportion(x, n, multiplier, level float64) Estimate {
	i := Wilson(x, n, level).Times(multiplier)
	if !i.Defined() {
		return noEstimate
	}
	return Estimate{x / n * multiplier, i, MethodWilson}
}

// Rate is x events over a population (or days, or the events expected) of n, times multiplier (1,000 for a rate per
// 1,000), with the exact Poisson interval under 10 events and Byar's from 10 on. It is not defined for n = 0 and for
// negative or missing numbers. Events that come in clusters, or repeat, vary more than Poisson's law says: then the
// interval is too narrow.
func Rate(x, n, multiplier, level float64) Estimate {
	if !(n > 0) || !(x >= 0) || !finite(x) || !finite(n) || !finite(multiplier) {
		return noEstimate
	}
	e := Estimate{Value: finiteOr(x / n * multiplier), Method: MethodByar, Interval: Byar(x, level)}
	if x < fewEvents {
		e.Method, e.Interval = MethodExact, ExactPoisson(x, level)
	}
	e.Interval = e.Times(multiplier / n)
	e.Lower, e.Upper = min(e.Lower, e.Value), max(e.Upper, e.Value) // for counts so large that only rounding is left
	return e
}

// Wilson is the score interval of a proportion x/n (Wilson 1927; Newcombe and Altman 2000): between 0 and 1, sensible
// for small n, 0 and n of n. It is not defined for n = 0, x above n, negative or missing numbers.
func Wilson(x, n, level float64) Interval {
	z := zOf(level)
	if !(x >= 0) || !(n > 0) || x > n || !finite(n) || math.IsNaN(z) {
		return noInterval
	}
	zz := float64(z * z)
	middle := float64(2*x) + zz
	half := float64(z * math.Sqrt(zz+float64(float64(4*x)*(1-x/n))))
	i := Interval{(middle - half) / 2 / (n + zz), (middle + half) / 2 / (n + zz)}
	if x == 0 {
		i.Lower = 0
	}
	if x == n {
		i.Upper = 1
	}
	if !finite(i.Lower) || !finite(i.Upper) {
		return noInterval
	}
	return i
}

// Byar is the approximate interval of a count of events (Breslow and Day 1987). The lower limit is not defined at 0
// events, or where the approximation falls below 0 (a few events at a high level).
func Byar(x, level float64) Interval {
	z := zOf(level)
	if !(x >= 0) || !finite(x) || math.IsNaN(z) {
		return noInterval
	}
	lower := 1 - 1/float64(9*x) - z/float64(3*math.Sqrt(x))
	upper := 1 - 1/float64(9*(x+1)) + z/float64(3*math.Sqrt(x+1))
	i := Interval{float64(x * cube(lower)), finiteOr(float64((x + 1) * cube(upper)))}
	if !(i.Lower >= 0) {
		i.Lower = math.NaN()
	}
	return i
}

func cube(x float64) float64 { return float64(float64(x*x) * x) }

// ExactPoisson is the exact interval of a count of events (Garwood 1936, from the gamma distribution). The lower limit
// is 0 at 0 events. Over a thousand million events it is Byar's, which then agrees to nine digits.
func ExactPoisson(x, level float64) Interval {
	tail := tailOf(level)
	switch {
	case !(x >= 0) || !finite(x) || math.IsNaN(tail):
		return noInterval
	case x > 1e9:
		return Byar(x, level)
	}
	i := Interval{0, gammaQuantile(x+1, tail, true)}
	if x > noEvents {
		i.Lower = gammaQuantile(x, tail, false)
	}
	return i
}

// clopperPearson is the exact interval of the share p of x successes in n (Clopper and Pearson 1934).
func clopperPearson(x, n, level float64) Interval {
	tail := tailOf(level)
	if !(x >= 0) || !(n > 0) || x > n || n > 1e9 || math.IsNaN(tail) {
		return noInterval
	}
	i := Interval{0, 1}
	if x > noEvents {
		i.Lower = betaQuantile(x, n-x+1, tail)
	}
	if n-x > noEvents {
		i.Upper = 1 - betaQuantile(n-x, x+1, tail)
	}
	return i
}

// zOf is the number of standard deviations that hold the level's share of a normal distribution, NaN for a level that
// is not between 0 and 1.
func zOf(level float64) float64 {
	if !(level > 0 && level < 1) {
		return math.NaN()
	}
	return distuv.UnitNormal.Quantile(level + float64((1-level)/2))
}

// tailOf is the probability beyond each end of an interval.
func tailOf(level float64) float64 {
	if !(level > 0 && level < 1) {
		return math.NaN()
	}
	return (1 - level) / 2
}

// gammaQuantile is where the gamma distribution of a shape leaves p below it, or above it.
func gammaQuantile(shape, p float64, above bool) float64 {
	lg, _ := math.Lgamma(shape)
	logDensity := func(x float64) float64 { return float64((shape-1)*math.Log(x)) - x - lg }
	if above {
		forward := func(x float64) float64 { return mathext.GammaIncRegComp(shape, x) }
		return quantile(mathext.GammaIncRegCompInv(shape, p), p, -1, math.Inf(1), forward, logDensity)
	}
	forward := func(x float64) float64 { return mathext.GammaIncReg(shape, x) }
	return quantile(mathext.GammaIncRegInv(shape, p), p, 1, math.Inf(1), forward, logDensity)
}

// betaQuantile is where the beta distribution leaves p below it.
func betaQuantile(a, b, p float64) float64 {
	scale := mathext.Lbeta(a, b)
	logDensity := func(x float64) float64 {
		return float64((a-1)*math.Log(x)) + float64((b-1)*math.Log1p(-x)) - scale
	}
	forward := func(x float64) float64 { return mathext.RegIncBeta(a, b, x) }
	return quantile(mathext.InvRegIncBeta(a, b, p), p, 1, 1, forward, logDensity)
}

// quantile improves x, the library's inverse of forward at p: that is good to seven digits or so, and Newton's steps
// bring the rest. Where it went astray (levels within a hair of 1) the interval from 0 to end is halved instead. sign
// is -1 when forward falls.
func quantile(x, p, sign, end float64, forward, logDensity func(x float64) float64) float64 {
	for range 8 {
		step := float64(sign*(forward(x)-p)) / math.Exp(logDensity(x))
		if next := x - step; !finite(step) || !(next > 0 && next < end) {
			break
		}
		if x -= step; math.Abs(step) <= float64(1e-15*x) {
			break
		}
	}
	if x > 0 && x < end && math.Abs(forward(x)-p) <= float64(1e-9*p) {
		return x
	}
	low, high := 0.0, min(end, 1e12)
	for range 200 {
		x = low + float64((high-low)/2)
		if float64(sign*(forward(x)-p)) < 0 {
			low = x
		} else {
			high = x
		}
	}
	return x
}
