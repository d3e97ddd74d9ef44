package stats

import "math"

const (
	// limitFactor is 3 standard deviations in moving ranges: 3/1.128, rounded as the reference and Wheeler do.
	limitFactor = 2.66
	// nearFactor is two thirds of the way there.
	nearFactor = 2 * limitFactor / 3
	// screenFactor times the mean moving range is the upper limit of a moving range; larger ones are screened out.
	screenFactor = 3.267
	// sameAsMean is how close to the mean a value must be, absolutely or relative to it, to lie on it.
	sameAsMean = 1e-9
	// noRange is the share of the largest value below which a mean moving range is rounding, not noise.
	noRange = 1e-12
)

// Limits are the centre line and process limits of a group, in the units of the values. NaN means not defined.
type Limits struct {
	Mean                 float64
	Lower, Upper         float64
	NearLower, NearUpper float64 // two thirds of the way from the mean to the limits
}

// Defined says whether there are process limits; the mean can be there without them.
func (l Limits) Defined() bool { return !math.IsNaN(l.Upper) }

// side is where a value lies against the mean; NoSide on it, without a mean, and for a missing value.
func (l Limits) side(y float64) Side {
	switch d := y - l.Mean; {
	case math.Abs(d) <= float64(sameAsMean*max(1, math.Abs(l.Mean))):
		return NoSide
	case d > 0:
		return High
	case d < 0:
		return Low
	default:
		return NoSide
	}
}

// outside says whether a value on the given side lies beyond its limit. Equal is not beyond.
func (l Limits) outside(y float64, s Side) bool {
	return s != NoSide && (y > l.Upper || y < l.Lower)
}

// near says whether a value lies in the last third before a limit, the limit included.
func (l Limits) near(y float64, s Side) bool {
	return s != NoSide && !l.outside(y, s) && (y > l.NearUpper || y < l.NearLower)
}

// limitsAround puts limits around a mean; amr is NaN when there are none.
func limitsAround(mean, amr float64) Limits {
	far, near := float64(limitFactor*amr), float64(nearFactor*amr)
	l := Limits{mean, mean - far, mean + far, mean - near, mean + near}
	if math.IsInf(l.Lower, 0) || math.IsInf(l.Upper, 0) {
		nan := math.NaN()
		return Limits{mean, nan, nan, nan, nan}
	}
	return l
}

// ranges is how a group's mean moving range came about.
type ranges struct {
	mean     float64 // NaN when not defined
	whole    float64 // the mean before screening
	used     int     // moving ranges in the mean
	screened int     // moving ranges left out as too large
	leftOut  []int   // the rows that these lead to
	constant bool    // every range was zero
	fellBack bool    // screening left only zeros, so nothing was screened
}

// movingRanges measures the noise of the baseline rows: the mean distance between neighbouring rows that both hold a
// value (a missing value is not bridged). When screen is set, distances at or over screenFactor times their mean are
// left out, once. scale is the largest absolute value of the rows, for telling noise from rounding.
func movingRanges(rows []float64, inBaseline func(i int) bool, screen bool) ranges {
	var all []float64
	var to []int // the row that each leads to
	var scale float64
	for i, y := range rows {
		if !inBaseline(i) || math.IsNaN(y) {
			continue
		}
		scale = max(scale, math.Abs(y))
		if i > 0 && inBaseline(i-1) && !math.IsNaN(rows[i-1]) {
			all, to = append(all, math.Abs(y-rows[i-1])), append(to, i)
		}
	}
	zero := func(amr float64) bool { return amr <= float64(noRange*scale) }
	whole := mean(all)
	if zero(whole) {
		return ranges{mean: math.NaN(), whole: whole, used: len(all), constant: true}
	}
	if !screen || math.IsNaN(whole) {
		return ranges{mean: whole, whole: whole, used: len(all)}
	}
	var kept []float64
	var out []int
	for i, r := range all {
		if r < float64(screenFactor*whole) {
			kept = append(kept, r)
		} else {
			out = append(out, to[i])
		}
	}
	if amr := mean(kept); !zero(amr) {
		return ranges{mean: amr, whole: whole, used: len(kept), screened: len(out), leftOut: out}
	}
	return ranges{mean: whole, whole: whole, used: len(all), fellBack: true}
}
