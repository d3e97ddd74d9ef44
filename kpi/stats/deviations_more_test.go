package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The deviations from 12 on: those of other methods than XmR.

func TestDeviation12MissingNumerator(t *testing.T) {
	x, n := []float64{10, 12, math.NaN(), 11, 9, 10}, []float64{100, 100, 100, 100, 100, 100}
	c, err := NewChart(ChartP, x, n, ChartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	// The reference counts the denominator of the missing row, 52/600, and where it adds rows up draws it as 0.
	if p := c.Points[2]; !math.IsNaN(p.Value) || p.Outside || !same(p.Centre, 52.0/500) || math.IsNaN(p.Upper) {
		t.Errorf("missing row %+v; want the centre 52/500, limits and no value", p)
	}
	if c.Runs.Useful != 5 {
		t.Errorf("runs %+v", c.Runs)
	}
}

func TestDeviation13ScreeningLeavesZero(t *testing.T) {
	fives := slices.Repeat([]float64{5}, 24)
	fives[12] = 6
	c, err := NewChart(ChartI, fives, nil, ChartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	// The reference keeps the 21 ranges of 0: its limits lie on 121/24 and all 24 points are outside.
	if want := 121.0/24 + 3*(2.0/23)/1.128; !same(c.Points[0].Upper, want) || c.Points[0].Outside || !c.Points[12].Outside {
		t.Errorf("%+v, want the upper limit %v and row 12 alone outside", c.Points[0], want)
	}
}

func TestDeviation14OnTheCentre(t *testing.T) {
	x, n := []float64{1, 3, 10, 7, 1}, []float64{10, 30, 100, 70, 10} // 0.1 in every row, but for rounding
	c, err := NewChart(ChartIPrime, x, n, ChartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range c.Points {
		if p.Outside {
			t.Errorf("row %d: %+v", i, p)
		}
	}
	if c.Runs != (RunTest{}) {
		t.Errorf("runs of a constant series %+v", c.Runs)
	}
}

func TestDeviation15SlopeOfNothing(t *testing.T) {
	// Without its last year this one has no slope. The reference says -6.66e-17 of it, by rounding; we say 0, which
	// agrees with no direction, so that the answer is the same.
	x, n := []float64{300, 300, 300, 300, 420}, []float64{1000, 1000, 1000, 1000, 1000}
	if got := RecentProportions(x, n); got.LeftOut[4] != 0 || got.Steady || got.Result != NoSignificantChange {
		t.Errorf("%+v", got)
	}
	// Mirrored, the words are: nothing changes with the sign of rounding.
	for i := range x {
		x[i] = n[i] - x[i]
	}
	if got := RecentProportions(x, n); got.LeftOut[4] != 0 || got.Steady || got.Result != NoSignificantChange {
		t.Errorf("mirrored: %+v", got)
	}
	// Values with intervals follow their own reference, in which 0 counts as rising: one jump up is a rise, one down is
	// no significant change.
	jump := func(by float64) RecentTrend {
		ys := []float64{30, 30, 30, 30, 30 + by}
		var ci []Interval
		for _, y := range ys {
			ci = append(ci, Interval{y - 1, y + 1})
		}
		return RecentValues(ys, ci)
	}
	if up, down := jump(12), jump(-12); up.Result != Increasing || down.Result != NoSignificantChange {
		t.Errorf("up %s, down %s", up.Result, down.Result)
	}
}

func TestDeviation16RecentGap(t *testing.T) {
	// Fingertips takes the latest 5 years that have a value, PHEindicatormethods gives up; a gap is not bridged here.
	ys := []float64{1, 2, 3, math.NaN(), 5, 6}
	var ci []Interval
	for _, y := range ys {
		ci = append(ci, Interval{y - 0.1, y + 0.1})
	}
	if got := RecentValues(ys, ci); got.Result != CannotBeCalculated || !math.IsNaN(got.ChiSq) {
		t.Errorf("%+v", got)
	}
}

func TestDeviation17FunnelCap(t *testing.T) {
	// The reference caps the lines of shares at 100, also when shares are out of 1.
	f := ProportionFunnel([]Area{{19, 20}, {950, 1000}}, 0.95)
	if p := f.Points[0]; p.Line95.Upper != 1 || p.Line998.Upper != 1 || p.Line95.Lower <= 0 {
		t.Errorf("%+v", p)
	}
	f = ProportionFunnel([]Area{{1, 20}, {21, 20}}, 0.05)
	if f.Points[0].Line95.Lower != 0 || f.Points[1].Position != NotPlaced || !math.IsNaN(f.Points[1].Value) {
		t.Errorf("%+v", f.Points)
	}
}

// TestDeviation18Seasons is TestStrengthAloneIsNotEnough and this: the factors are those of one year, whatever STL's
// seasons do from year to year.
func TestDeviation18Seasons(t *testing.T) {
	a := Series{Values: seasonalMonths(48, 8), PerYear: 12}.Deseason(48)
	if a.Basis != SeasonallyAdjusted {
		t.Fatal(a.Err)
	}
	logs := mapped(seasonalMonths(48, 8), math.Log)
	d, err := Decompose(logs, STLOptions{Period: 12})
	if err != nil {
		t.Fatal(err)
	}
	if same(d.Seasonal[0], d.Seasonal[36]) || !same(a.Strength, d.SeasonalStrength()) {
		t.Error("STL's season does not move, or its strength is not the one we go by; the test shows nothing")
	}
}

func TestDeviation19EvenMedian(t *testing.T) {
	// Robust weights go by the median of the remainders, as published; R's stl takes something else of an even number.
	got := bisquare([]float64{4, -1, 3, 2}) // the median of 1, 2, 3 and 4 is 2.5
	u := 1 - (4.0/15)*(4.0/15)
	if !same(got[0], u*u) {
		t.Errorf("weight %v, want %v", got[0], u*u)
	}
}

func TestDeviation20UpperLimitOfARatio(t *testing.T) {
	// R says that the upper limit is infinite; here it is not defined.
	r := RateRatio(Area{5, 1000}, Area{0, 1000}, Level95)
	if !math.IsNaN(r.Exact.Upper) || !(r.Exact.Lower > 0) || !math.IsNaN(r.Value) || r.Excess != 5 {
		t.Errorf("%+v", r)
	}
}

// TestAppendingAMissingPoint changes nothing in any method.
func TestAppendingAMissingPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		n := series(5+r.IntN(40), func(int) float64 { return float64(20 + r.IntN(50)) })
		x := series(len(n), func(i int) float64 { return float64(1 + r.IntN(int(n[i]))) })
		x[r.IntN(len(x))] = math.NaN()
		more, moreN := append(slices.Clone(x), math.NaN()), append(slices.Clone(n), math.NaN())
		for kind := ChartP; kind <= ChartRun; kind++ {
			a, err := NewChart(kind, x, n, ChartOptions{})
			b, err2 := NewChart(kind, more, moreN, ChartOptions{})
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			for i, p := range a.Points {
				q := b.Points[i]
				if !same(p.Centre, q.Centre) || !same(p.Upper, q.Upper) || !same(p.Lower2, q.Lower2) || p.Outside != q.Outside {
					t.Fatalf("%s: row %d is %+v, then %+v", kind, i, p, q)
				}
			}
			if a.Runs != b.Runs {
				t.Fatalf("%s: %+v, then %+v", kind, a.Runs, b.Runs)
			}
		}
		if a, b := NewMannKendall(x), NewMannKendall(more); a.P != b.P || a.S != b.S {
			t.Fatalf("%+v, then %+v", a, b)
		}
		if a, b := NewTheilSen(x, Level95), NewTheilSen(more, Level95); a != b && !math.IsNaN(a.Slope) {
			t.Fatalf("%+v, then %+v", a, b)
		}
	}
}

// TestGapsNeverLengthenTwoOfThree: with the same limits, a missing point in the middle marks nothing more.
func TestGapsNeverLengthenTwoOfThree(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	count := func(marks []bool) (n int) {
		for _, m := range marks {
			if m {
				n++
			}
		}
		return n
	}
	for range 3000 {
		n := 3 + r.IntN(20)
		sides, near := make([]Side, n), make([]bool, n)
		for i := range sides {
			sides[i], near[i] = Side(r.IntN(3)-1), r.IntN(2) == 0
			near[i] = near[i] && sides[i] != NoSide
		}
		at := r.IntN(n + 1)
		whole := twoOfThree(sides, near)
		cut := twoOfThree(slices.Insert(slices.Clone(sides), at, NoSide), slices.Insert(slices.Clone(near), at, false))
		if count(cut) > count(whole) {
			t.Fatalf("%v %v: a gap at %d marks %v in place of %v", sides, near, at, cut, whole)
		}
	}
}

// TestTrendsMirrorShiftAndScale: upside down, S and slope change their sign; a level moves neither; a scale moves the
// slope alone.
func TestTrendsMirrorShiftAndScale(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for range 300 {
		ys := wander(r)
		m, s := NewMannKendall(ys), NewTheilSen(ys, Level95)
		down := mapped(ys, func(y float64) float64 { return -y })
		if d := NewMannKendall(down); d.S != -m.S || d.Z != -m.Z || d.P != m.P {
			t.Fatalf("%+v, mirrored %+v", m, d)
		}
		if d := NewTheilSen(down, Level95); !same(d.Slope, -s.Slope) {
			t.Fatalf("%+v, mirrored %+v", s, d)
		}
		moved := mapped(ys, func(y float64) float64 { return 4*y + 1000 })
		if d := NewMannKendall(moved); d.S != m.S || d.P != m.P {
			t.Fatalf("%+v, moved %+v", m, d)
		}
		if d := NewTheilSen(moved, Level95); !same(d.Slope, 4*s.Slope) || !same(d.Upper, 4*s.Upper) {
			t.Fatalf("%+v, moved %+v", s, d)
		}
		a, b := NewSeasonalMannKendall(ys, 12), NewSeasonalMannKendall(down, 12)
		if a.S != -b.S || a.P != b.P {
			t.Fatalf("seasonal %+v, mirrored %+v", a, b)
		}
	}
}

// TestTruePositions: a missing month is still a month.
func TestTruePositions(t *testing.T) {
	ys := []float64{0, 2, math.NaN(), math.NaN(), 8, math.NaN(), 12}
	if s := NewTheilSen(ys, Level95); s.Slope != 2 || s.Intercept != 0 || s.N != 4 {
		t.Errorf("%+v, want a slope of 2", s)
	}
	if s := NewSeasonalTheilSen([]float64{1, 10, math.NaN(), 12, 5, math.NaN()}, 2); s.Slope != 2 || s.N != 4 {
		t.Errorf("%+v, want 2 a year", s)
	}
}

// TestSTLRefuses every series and window that it can't take apart.
func TestSTLRefuses(t *testing.T) {
	ys := seasonalMonths(36, 9)
	gap := slices.Clone(ys)
	gap[3] = math.NaN()
	for _, c := range []struct {
		ys   []float64
		o    STLOptions
		want error
	}{
		{nil, STLOptions{Period: 12}, ErrShort},
		{ys[:24], STLOptions{Period: 12}, ErrShort},
		{gap, STLOptions{Period: 12}, ErrMissing},
		{ys, STLOptions{}, ErrPeriod},
		{ys, STLOptions{Period: 12, Seasonal: 8}, ErrWindow},
		{ys, STLOptions{Period: 12, Seasonal: 1}, ErrWindow},
		{ys, STLOptions{Period: 12, Trend: 11}, ErrWindow},
		{ys, STLOptions{Period: 12, LowPass: 14}, ErrWindow},
	} {
		if _, err := Decompose(c.ys, c.o); !errors.Is(err, c.want) {
			t.Errorf("%d values, %+v: %v, want %v", len(c.ys), c.o, err, c.want)
		}
	}
	d, err := Decompose(slices.Repeat([]float64{7}, 30), STLOptions{Period: 12, Robust: true})
	if err != nil || !math.IsNaN(d.SeasonalStrength()) {
		t.Errorf("constant: %v, strength %v", err, d.SeasonalStrength())
	}
	for i := range d.Trend {
		if !same(d.Trend[i], 7) || math.Abs(d.Seasonal[i]) > 1e-12 {
			t.Errorf("row %d: trend %v, season %v", i, d.Trend[i], d.Seasonal[i])
		}
	}
}
