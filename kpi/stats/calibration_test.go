package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// The tests of this file measure how often a series in which nothing changes looks changed, as the table of section 1.8
// of the statistics' rules does: "last" is the latest point flagged, "any" is any point. Seeds are fixed.

// poisson draws a count by multiplying uniform numbers (Knuth), which is exact.
func poisson(r *rand.Rand, mean float64) float64 {
	limit, product, n := math.Exp(-mean), r.Float64(), 0.0
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}

func binomial(r *rand.Rand, n int, p float64) float64 {
	var k float64
	for range n {
		if r.Float64() < p {
			k++
		}
	}
	return k
}

func series(n int, draw func(i int) float64) []float64 {
	ys := make([]float64, n)
	for i := range ys {
		ys[i] = draw(i)
	}
	return ys
}

// xmrFlags says whether the latest point of an XmR chart, and whether any, is flagged. The latest counts only where it
// may be judged.
func xmrFlags(ys []float64) (last, any bool) {
	x := NewXmR(ys, Options{Direction: Increase})
	for _, p := range x.Points {
		any = any || len(p.Fired) > 0
	}
	return x.Variation.Kind != NotJudged && x.Variation.Kind != CommonCause, any
}

// ruledFlags is the same of a chart with limits of its own kind.
func ruledFlags(kind ChartKind, x, n []float64) (last, any bool) {
	c, err := NewRuled(kind, x, n, Options{Direction: Increase})
	if err != nil {
		return false, false
	}
	for _, p := range c.Points {
		any = any || len(p.Fired) > 0
	}
	return c.Variation.Kind != NotJudged && c.Variation.Kind != CommonCause, any
}

func share(runs int, seed uint64, try func(r *rand.Rand) (last, any bool)) (last, any float64) {
	r := rand.New(rand.NewPCG(seed, 18))
	for range runs {
		l, a := try(r)
		if l {
			last++
		}
		if a {
			any++
		}
	}
	return 100 * last / float64(runs), 100 * any / float64(runs)
}

// calibration is the table, with what we use for each of its rows. Its figures come from 1,500 runs each, so that they
// are uncertain themselves: allowed adds two standard errors. The seasonal rows are those of the series as they are.
var calibration = []struct {
	name           string
	chart          string
	last, anywhere float64 // the table's, per cent
	try            func(r *rand.Rand) (last, any bool)
}{
	{"normal, 12", "XmR, on trial", 2.1, 8, noise(12)},
	{"normal, 24", "XmR", 1.6, 20, noise(24)},
	{"normal, 36", "XmR", 1.6, 28, noise(36)},
	{"Poisson(3), 24", "c", 2.4, 29, counts(3)},
	{"Poisson(0.5), 24", "g", 9.7, 61, counts(0.5)},
	{"AR(1) 0.3, 36", "XmR", 6.5, 66, following(0.3)},
	{"AR(1) 0.6, 36", "XmR", 20, 95, following(0.6)},
	{"30% of 30 to 600, 24", "p", 3.3, 41, percentage(30, 600)},
	{"30% of 1,000 to 3,000, 24", "p′", 3.3, 41, percentage(1000, 3000)},
	{"season 1x noise, 36", "XmR, adjusted if clear", 4.8, 67, sine(1, 36, 36)},
	{"season 2x noise, 36", "XmR, seasonally adjusted", 16, 97, sine(2, 36, 36)},
	{"season 4x noise, 36", "XmR, seasonally adjusted", 32, 100, sine(4, 36, 36)},
	{"season 2x noise, 47 (36 fitted)", "XmR, seasonally adjusted", 16, 97, sine(2, 47, 36)},
}

func allowed(table float64) float64 {
	return table + 2*math.Sqrt(table*(100-table)/1500)
}

func noise(n int) func(*rand.Rand) (bool, bool) {
	return func(r *rand.Rand) (bool, bool) {
		return xmrFlags(series(n, func(int) float64 { return r.NormFloat64() }))
	}
}

func counts(mean float64) func(*rand.Rand) (bool, bool) {
	return func(r *rand.Rand) (bool, bool) {
		return chosen(Count, series(24, func(int) float64 { return poisson(r, mean) }), nil)
	}
}

// following is noise of which a share stays on: nothing we use takes that out, so the table's figures hold for us too.
func following(rho float64) func(*rand.Rand) (bool, bool) {
	return func(r *rand.Rand) (bool, bool) {
		y := r.NormFloat64() / math.Sqrt(1-rho*rho)
		return xmrFlags(series(36, func(int) float64 {
			y = rho*y + r.NormFloat64()
			return y
		}))
	}
}

// percentage is a share of 30% of denominators that vary from row to row.
func percentage(from, to int) func(*rand.Rand) (bool, bool) {
	return func(r *rand.Rand) (bool, bool) {
		n := series(24, func(int) float64 { return float64(from + r.IntN(to-from+1)) })
		return chosen(Percentage, series(24, func(i int) float64 { return binomial(r, int(n[i]), 0.3) }), n)
	}
}

// sine is a season of random phase, so many times as high as the noise, adjusted from the first fitted rows.
func sine(amplitude float64, n, fitted int) func(*rand.Rand) (bool, bool) {
	return func(r *rand.Rand) (bool, bool) {
		phase := float64(12 * r.Float64())
		s := Series{PerYear: 12, Values: series(n, func(i int) float64 {
			wave := math.Sin(2 * math.Pi * (float64(i) + phase) / 12)
			return 1000 + 30*(r.NormFloat64()+amplitude*wave)
		})}
		return xmrFlags(s.Deseason(fitted).Values)
	}
}

// chosen charts a series as Choose says.
func chosen(m Measure, x, n []float64) (last, any bool) {
	switch kind := Choose(m, x, n).Chart; kind {
	case ChartXmR:
		return xmrFlags(x)
	case ChartG:
		return ruledFlags(kind, Between(x), nil)
	default:
		return ruledFlags(kind, x, n)
	}
}

func TestFalseAlarms(t *testing.T) {
	runs := 1500
	if testing.Short() {
		runs = 300
	}
	for i, c := range calibration {
		last, any := share(runs, uint64(i), c.try)
		t.Logf("%-32s %-25s latest %4.1f%% (table %4.1f)  any %4.1f%% (table %5.1f)", c.name, c.chart, last, c.last, any, c.anywhere)
		if !testing.Short() && (last > allowed(c.last) || any > allowed(c.anywhere)) {
			t.Errorf("%s: %.1f%% and %.1f%% look changed, want %.1f%% and %.1f%% at most", c.name, last, any, allowed(c.last), allowed(c.anywhere))
		}
	}
}

// TestRollingIsRefused shows why rolling totals are not tested, and that they are not.
func TestRollingIsRefused(t *testing.T) {
	rolling := func(r *rand.Rand) []float64 {
		months := series(47, func(int) float64 { return 100 + r.NormFloat64() })
		return series(36, func(i int) float64 { return sum(months[i : i+12]) })
	}
	last, any := share(500, 12, func(r *rand.Rand) (bool, bool) { return xmrFlags(rolling(r)) })
	if last < 50 || any < 99 {
		t.Errorf("%.1f%% and %.1f%% of unchanging rolling totals look changed; the test shows nothing", last, any)
	}
	s := Series{Values: rolling(rand.New(rand.NewPCG(1, 1))), PerYear: 12, Rolling: true}
	if _, err := s.XmR(Options{}); !errors.Is(err, ErrRolling) {
		t.Errorf("XmR: %v", err)
	}
	if _, err := s.RunChart(); !errors.Is(err, ErrRolling) {
		t.Errorf("run chart: %v", err)
	}
	if _, _, err := s.Trend(Level95); !errors.Is(err, ErrRolling) {
		t.Errorf("trend: %v", err)
	}
	if a := s.Deseason(36); !errors.Is(a.Err, ErrRolling) || a.Basis != SameSeasonBasis {
		t.Errorf("seasonal adjustment: %+v", a)
	}
	s.Rolling = false
	if _, err := s.XmR(Options{}); err != nil {
		t.Errorf("months: %v", err)
	}
}

// TestStrengthAloneIsNotEnough shows why a season must also be beyond chance: on three years STL's seasons follow the
// noise so well that most unchanging series seem seasonal.
func TestStrengthAloneIsNotEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var strong, adjusted int
	for range 200 {
		a := Series{PerYear: 12, Values: series(36, func(int) float64 { return 1000 + 30*r.NormFloat64() })}.Deseason(36)
		if a.Strength >= seasonalEnough {
			strong++
		}
		if a.Basis == SeasonallyAdjusted {
			adjusted++
		}
	}
	if strong < 120 || adjusted > 6 {
		t.Errorf("of 200 series of noise %d are strongly seasonal and %d are adjusted; want more than 120 and 6 at most", strong, adjusted)
	}
}
