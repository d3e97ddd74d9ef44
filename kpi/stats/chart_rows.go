package stats

import (
	"math"
	"slices"
)

// rows is a series made ready: the numerators x, the denominators n, and what is drawn, y (transformed in t).
type rows struct{ x, n, y []float64 }

func chartRows(kind ChartKind, numerators, denominators []float64) (rows, error) {
	if denominators != nil && len(denominators) != len(numerators) {
		return rows{}, ErrShape
	}
	r := rows{slices.Clone(numerators), make([]float64, len(numerators)), make([]float64, len(numerators))}
	for i, x := range r.x {
		r.n[i] = 1
		switch {
		case denominators != nil:
			r.n[i] = denominators[i]
		case kind == ChartP || kind == ChartPPrime:
			r.n[i] = math.NaN()
		}
		if !(r.n[i] > 0) || math.IsInf(r.n[i], 0) {
			r.n[i] = math.NaN()
		}
		switch {
		case kind == ChartC || kind == ChartG:
			r.y[i] = x
		case kind == ChartT && x <= 0:
			return rows{}, ErrNotPositive
		case kind == ChartT:
			r.y[i] = math.Pow(x, 1/weibull)
		default:
			r.y[i] = x / r.n[i]
		}
		if !finite(r.y[i]) {
			r.x[i], r.y[i] = math.NaN(), math.NaN()
		}
	}
	return r, nil
}

// centre is the middle of the rows: the pooled share or rate, the mean, or the median.
func (r rows) centre(kind ChartKind) float64 {
	switch kind {
	case ChartRun:
		return median(r.y)
	case ChartP, ChartPPrime, ChartU, ChartUPrime, ChartIPrime:
		// Denominators count where the numerator is missing too, in the reference; here only those that have one do.
		var xs, ns []float64
		for i, y := range r.y {
			if !math.IsNaN(y) {
				xs, ns = append(xs, r.x[i]), append(ns, r.n[i])
			}
		}
		return finiteOr(sum(xs) / sum(ns))
	default:
		_, ys := present(r.y)
		return mean(ys)
	}
}

// sigma gives each row's standard deviation about the centre.
func (r rows) sigma(kind ChartKind, o ChartOptions) func(i int) float64 {
	law := r.law(kind)
	switch kind {
	case ChartPPrime, ChartUPrime:
		spread := r.spread(kind, o.Unscreened).mean / perSigma
		return func(i int) float64 { return float64(law(i) * spread) }
	case ChartI, ChartT:
		s := meanRange(r.y, o.Unscreened).mean / perSigma
		return func(int) float64 { return s }
	case ChartIPrime:
		s := r.taylor(o.Unscreened)
		return func(i int) float64 { return s / math.Sqrt(r.n[i]) }
	}
	return law
}

// law gives each row's standard deviation about the centre by the law of chance alone; NaN for kinds that have none.
func (r rows) law(kind ChartKind) func(i int) float64 {
	centre := r.centre(kind)
	return func(i int) float64 {
		switch kind {
		case ChartP, ChartPPrime:
			return math.Sqrt(float64(centre*(1-centre)) / r.n[i])
		case ChartU, ChartUPrime:
			return math.Sqrt(centre / r.n[i])
		case ChartC:
			return math.Sqrt(centre)
		case ChartG:
			return math.Sqrt(float64(centre * (centre + 1)))
		default:
			return math.NaN()
		}
	}
}

// spread measures how much the rows of p′ and u′ vary in standard deviations of the law: Laney's moving range of their
// distances from the centre. Nothing for other kinds.
func (r rows) spread(kind ChartKind, unscreened bool) ranges {
	if kind != ChartPPrime && kind != ChartUPrime {
		return ranges{mean: math.NaN(), whole: math.NaN()}
	}
	centre, law := r.centre(kind), r.law(kind)
	zs := make([]float64, len(r.y))
	for i, y := range r.y {
		zs[i] = (y - centre) / law(i)
	}
	return meanRange(zs, unscreened)
}

// meanRange is the mean distance between neighbouring rows that both hold a value, NaN when there are none.
func meanRange(ys []float64, unscreened bool) ranges {
	var all []float64
	var to []int
	for i := 1; i < len(ys); i++ {
		if d := math.Abs(ys[i] - ys[i-1]); finite(d) {
			all, to = append(all, d), append(to, i)
		}
	}
	r := ranges{mean: screen(all, screenFactor, unscreened), whole: mean(all)}
	for i, d := range all {
		if !unscreened && r.mean < r.whole && !(d < float64(screenFactor*r.whole)) {
			r.leftOut = append(r.leftOut, to[i])
		}
	}
	return r
}

// taylor is the standard deviation of one unit of denominator, from neighbouring rows (Taylor 2017).
func (r rows) taylor(unscreened bool) float64 {
	var each []float64
	for i := 1; i < len(r.y); i++ {
		s := float64(math.Sqrt(math.Pi/2)*math.Abs(r.y[i]-r.y[i-1])) / math.Sqrt(1/r.n[i-1]+1/r.n[i])
		if finite(s) {
			each = append(each, s)
		}
	}
	return screen(each, 3.2665, unscreened)
}

// screen is the mean of the ranges that are below factor times their mean, or of all when that leaves only zeros. It is
// NaN when all are zero.
func screen(ranges []float64, factor float64, unscreened bool) float64 {
	whole := mean(ranges)
	if !(whole > 0) {
		return math.NaN()
	}
	if unscreened {
		return whole
	}
	var kept []float64
	for _, d := range ranges {
		if d < float64(factor*whole) {
			kept = append(kept, d)
		}
	}
	if m := mean(kept); m > 0 {
		return m
	}
	return whole
}
