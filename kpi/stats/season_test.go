package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// seasonalMonths is counts per day that are a fifth higher in summer.
func seasonalMonths(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 12))
	return series(n, func(i int) float64 {
		return 40 * (1 + 0.2*math.Sin(2*math.Pi*float64(i)/12)) * math.Exp(0.03*r.NormFloat64())
	})
}

func TestDeseason(t *testing.T) {
	ys := seasonalMonths(47, 1)
	s := Series{Values: ys, PerYear: 12}
	a := s.Deseason(36)
	if a.Basis != SeasonallyAdjusted || a.Basis.String() != "seasonally adjusted" || a.From != 0 || a.To != 36 || a.Strength < 0.9 {
		t.Fatalf("%+v", a)
	}
	product := 1.0
	for j, f := range a.Factors {
		product *= f
		if want := 1 + 0.2*math.Sin(2*math.Pi*float64(j)/12); math.Abs(f/want-1) > 0.05 {
			t.Errorf("factor %d is %v, want about %v", j, f, want)
		}
	}
	if math.Abs(product-1) > 1e-12 {
		t.Errorf("factors multiply to %v", product)
	}
	for i, y := range ys {
		if !same(a.Values[i]*a.Factors[i%12], y) {
			t.Errorf("row %d: %v times %v is not %v", i, a.Values[i], a.Factors[i%12], y)
		}
	}
	if x, _ := s.XmR(Options{}); rules(x)[RuleNone] > 30 {
		t.Error("the season does not show as it is; the test shows nothing")
	}
	if x := NewXmR(a.Values, Options{}); rules(x)[RuleNone] < 40 {
		t.Errorf("the adjusted series shows %v", rules(x))
	}
}

// TestFactorsMoveOnceAYear: what is known after the last complete year does not reach them.
func TestFactorsMoveOnceAYear(t *testing.T) {
	ys := seasonalMonths(59, 2)
	april := Series{Values: ys[:49], PerYear: 12}.Deseason(48)
	for n := 50; n <= 59; n++ {
		later := Series{Values: slices.Clone(ys[:n]), PerYear: 12}
		later.Values[n-1] *= 3
		if a := later.Deseason(48); !slices.Equal(a.Factors, april.Factors) || a.Strength != april.Strength {
			t.Errorf("factors moved when month %d came", n)
		}
	}
	if a := (Series{Values: ys, PerYear: 12}).Deseason(36); slices.Equal(a.Factors, april.Factors) {
		t.Error("a year more moves nothing; the test shows nothing")
	}
}

func TestDeseasonRefuses(t *testing.T) {
	nan := math.NaN()
	with := func(n, at int, v float64) []float64 {
		ys := seasonalMonths(n, 3)
		ys[at] = v
		return ys
	}
	for _, c := range []struct {
		name   string
		s      Series
		fitted int
		want   error
	}{
		{"nothing", Series{PerYear: 12}, 0, ErrShort},
		{"35 months", Series{Values: seasonalMonths(47, 3), PerYear: 12}, 35, ErrShort},
		{"fewer than fitted", Series{Values: seasonalMonths(30, 3), PerYear: 12}, 36, ErrShort},
		{"before the first", Series{Values: seasonalMonths(40, 3), PerYear: 12}, -5, ErrShort},
		{"a gap", Series{Values: with(40, 20, nan), PerYear: 12}, 36, ErrMissing},
		{"all missing", Series{Values: slices.Repeat([]float64{nan}, 40), PerYear: 12}, 36, ErrMissing},
		{"a zero", Series{Values: with(40, 20, 0), PerYear: 12}, 36, ErrNotPositive},
		{"a negative", Series{Values: with(40, 20, -3), PerYear: 12}, 36, ErrNotPositive},
		{"years", Series{Values: seasonalMonths(40, 3), PerYear: 1}, 36, ErrPeriod},
		{"a negative year", Series{Values: seasonalMonths(40, 3), PerYear: -12}, 36, ErrPeriod},
		{"rolling", Series{Values: seasonalMonths(40, 3), PerYear: 12, Rolling: true}, 36, ErrRolling},
	} {
		a := c.s.Deseason(c.fitted)
		if !errors.Is(a.Err, c.want) || a.Basis != SameSeasonBasis || a.Factors != nil || len(a.Values) != len(c.s.Values) {
			t.Errorf("%s: %v, %+v; want %v", c.name, a.Err, a, c.want)
		}
	}
	if a := (Series{Values: with(60, 10, nan), PerYear: 12}).Deseason(48); a.Basis != SeasonallyAdjusted || a.From != 11 || !math.IsNaN(a.Values[10]) {
		t.Errorf("a gap before the last three years: %+v", a)
	}
	if a := (Series{Values: slices.Repeat([]float64{7}, 36), PerYear: 12}).Deseason(36); a.Basis != AsItIs || a.Err != nil {
		t.Errorf("constant: %+v", a)
	}
}

// TestQuarters: three full years are 12 quarters.
func TestQuarters(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	s := Series{PerYear: 4, Values: series(15, func(i int) float64 { return 300 + 60*float64(i%4) + 5*r.NormFloat64() })}
	if a := s.Deseason(12); a.Basis != SeasonallyAdjusted || len(a.Factors) != 4 || a.Factors[0] > a.Factors[3] {
		t.Errorf("%+v", a)
	}
	if a := s.Deseason(11); !errors.Is(a.Err, ErrShort) {
		t.Errorf("11 quarters: %+v", a)
	}
}

// TestWildMonth: one month of lockdown does not bend its season's factor.
func TestWildMonth(t *testing.T) {
	ys := seasonalMonths(48, 5)
	calm := Series{Values: slices.Clone(ys), PerYear: 12}.Deseason(48)
	ys[27] *= 0.3
	wild := Series{Values: ys, PerYear: 12}.Deseason(48)
	if d := math.Abs(wild.Factors[3]/calm.Factors[3] - 1); d > 0.05 {
		t.Errorf("April's factor moves by %.3f", d)
	}
}

// TestDeseasonScales: pence or pounds, the factors are the same.
func TestDeseasonScales(t *testing.T) {
	ys := seasonalMonths(48, 6)
	a := Series{Values: ys, PerYear: 12}.Deseason(48)
	b := Series{Values: mapped(ys, func(y float64) float64 { return 100 * y }), PerYear: 12}.Deseason(48)
	for i := range ys {
		if !same(100*a.Values[i], b.Values[i]) {
			t.Fatalf("row %d: %v and %v", i, a.Values[i], b.Values[i])
		}
	}
}

func TestPerDay(t *testing.T) {
	got := PerDay([]float64{310, 280, math.NaN(), 30, 5}, []int{31, 28, 30, 0})
	if got[0] != 10 || got[1] != 10 || !math.IsNaN(got[2]) || !math.IsNaN(got[3]) || !math.IsNaN(got[4]) {
		t.Errorf("%v", got)
	}
	change := SameSeason([]float64{10, 0, math.NaN(), 4, 12, 5, 6, 5}, 4)
	if change[4] != 1.2 || change[7] != 1.25 || !math.IsNaN(change[0]) || !math.IsNaN(change[5]) || !math.IsNaN(change[6]) {
		t.Errorf("%v", change)
	}
}
