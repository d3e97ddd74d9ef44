package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// alternating is a steady series: 10, 12, 10, 12 … from a first row on.
func alternating(n int) []float64 {
	ys := make([]float64, n)
	for i := range ys {
		ys[i] = float64(10 + 2*(i%2))
	}
	return ys
}

func TestBaselineWindow(t *testing.T) {
	ys := append(alternating(30), 30, 32, 30, 32)
	x := NewXmR(ys, Options{Baseline: []Window{{6, 30}}})
	if g := x.Groups[0]; g.Mean != 11 || g.MovingRange != 2 || g.BaselineSize != 24 || g.Values != 34 {
		t.Errorf("group %+v; want mean 11, range 2, 24 of 34 values", g)
	}
	if !has(x.Points[30], Outside) || has(x.Points[29], Outside) {
		t.Error("rows after the window are judged against its limits")
	}
	// The window lies in the second group; the first has no baseline of its own and uses all its rows.
	x = NewXmR(ys, Options{Rebase: []int{4}, Baseline: []Window{{10, 20}}})
	if a, b := x.Groups[0], x.Groups[1]; a.BaselineSize != 4 || b.BaselineSize != 10 || b.Mean != 11 || !hasNote(x, NoBaseline) {
		t.Errorf("groups %+v, %+v; notes %v", a, b, x.Notes)
	}
	// Two windows are one baseline, and no range is taken across the gap between them.
	x = NewXmR([]float64{1, 2, 50, 10, 12, 10, 9}, Options{Baseline: []Window{{0, 2}, {3, 6}}, Unscreened: true})
	if g := x.Groups[0]; g.Mean != 7 || !same(g.MovingRange, 5.0/3) {
		t.Errorf("group %+v; want mean 7 and range 5/3", g)
	}
}

func TestLatestShift(t *testing.T) {
	ys := append(alternating(16), slices.Repeat([]float64{13, 14}, 7)...)
	x := NewXmR(ys, Options{FixAfter: 16})
	run, ok := x.LatestShift()
	if want := (Run{Shift, High, 15, 29}); !ok || run != want || run.Len() != 15 || run.Last != x.Last {
		t.Errorf("latest shift %+v, %v; want %+v", run, ok, want)
	}
	if _, ok := NewXmR(alternating(20), Options{}).LatestShift(); ok {
		t.Error("a steady series has a shift")
	}
}

func TestRulesStopAtARebase(t *testing.T) {
	ys := append(alternating(14), 13, 14, 15, 16, 17, 18, 19, 20)
	if x := NewXmR(ys, Options{}); rules(x)[Trend] == 0 {
		t.Fatal("no trend to cut")
	}
	x := NewXmR(ys, Options{Rebase: []int{18, 18, 99, -1}}) // the rows that are not there are ignored
	if len(x.Groups) != 2 || len(x.Runs) != 0 || x.Points[18].Group != 1 || !x.Trial {
		t.Errorf("groups %+v, runs %v", x.Groups, x.Runs)
	}
	if x := NewXmR(ys, Options{Rebase: []int{0}}); x.Points[0].Group != 1 || len(x.Groups) != 1 {
		t.Errorf("a rebase on the first row: groups %+v", x.Groups)
	}
}

func TestNothing(t *testing.T) {
	for _, ys := range [][]float64{nil, {}, {math.NaN()}, slices.Repeat([]float64{math.NaN()}, 20)} {
		x := NewXmR(ys, Options{Direction: Increase, Target: new(float64)})
		if x.Last != -1 || !x.Trial || x.Variation.String() != "" || x.Assurance != NoAssurance || !hasNote(x, NoValues) {
			t.Errorf("%d missing rows: %+v", len(ys), x)
		}
	}
	if x := NewXmR([]float64{1, math.NaN(), 2, math.NaN(), 3}, Options{}); x.Points[0].Defined() || !hasNote(x, NoRanges) {
		t.Errorf("no neighbours: %+v", x)
	}
	if x := NewXmR([]float64{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64}, Options{}); !hasNote(x, TooLarge) {
		t.Errorf("too large: %+v", x.Notes)
	}
}

func TestAssurance(t *testing.T) {
	l := Limits{Mean: 50, Lower: 40, Upper: 60}
	for _, c := range []struct {
		direction Direction
		target    float64
		want      Assurance
	}{
		{Increase, 61, Fail},
		{Increase, 60, HitAndMiss},
		{Increase, 40, HitAndMiss},
		{Increase, 39, Pass},
		{Decrease, 61, Pass},
		{Decrease, 60, HitAndMiss},
		{Decrease, 40, HitAndMiss},
		{Decrease, 39, Fail},
		{Neutral, 61, NoAssurance},
		{Maintain, 61, NoAssurance},
		{Maintain, 50, NoAssurance},
		{Increase, math.NaN(), NoAssurance},
	} {
		if got := assurance(l, Options{Direction: c.direction, Target: &c.target}); got != c.want {
			t.Errorf("%s, target %v: %q, want %q", c.direction, c.target, got, c.want)
		}
	}
}

// TestMeanIsExact holds the mean to arithmetic without rounding.
func TestMeanIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var plainWrong int
	for range 2000 {
		ys := make([]float64, 1+r.IntN(60))
		exact, plain := new(big.Rat), 0.0
		for i := range ys {
			ys[i] = float64(r.IntN(2000)-700) / 10
			exact.Add(exact, new(big.Rat).SetFloat64(ys[i]))
			plain += ys[i]
		}
		want, _ := exact.Quo(exact, big.NewRat(int64(len(ys)), 1)).Float64()
		if got := mean(ys); got != want {
			t.Errorf("mean of %v is %v, want %v", ys, got, want)
		}
		if plain/float64(len(ys)) != want {
			plainWrong++
		}
	}
	if plainWrong == 0 {
		t.Error("plain sums are exact as well; the test shows nothing")
	}
}

// TestStrict holds every comparison to its edge: equal is neither outside, nor near, nor screened out.
func TestStrict(t *testing.T) {
	l := Limits{Mean: 50, Lower: 40, Upper: 60, NearLower: 43, NearUpper: 57}
	for _, c := range []struct {
		y             float64
		outside, near bool
	}{
		{60, false, true},
		{60.5, true, false},
		{40, false, true},
		{39.5, true, false},
		{57, false, false},
		{57.5, false, true},
		{43, false, false},
		{42.5, false, true},
	} {
		s := l.side(c.y)
		if l.outside(c.y, s) != c.outside || l.near(c.y, s) != c.near {
			t.Errorf("%v: outside %v, near %v", c.y, l.outside(c.y, s), l.near(c.y, s))
		}
	}
	// Ranges 3267, 733, 0 and 0 have the mean 1000: the first is exactly 3.267 times that and goes.
	rows := []float64{0, 3267, 4000, 4000, 4000}
	all := func(int) bool { return true }
	if r := movingRanges(rows, all, true); !same(r.mean, 733.0/3) || r.screened != 1 {
		t.Errorf("ranges %+v, want mean 733/3 and one screened out", r)
	}
	if r := movingRanges(rows, all, false); r.mean != 1000 || r.screened != 0 {
		t.Errorf("ranges %+v, want mean 1000", r)
	}
}

// TestRoundingIsNotNoise: values that would be equal but for rounding are a constant series.
func TestRoundingIsNotNoise(t *testing.T) {
	third := 0.1 + 0.2*float64(len("x")) // 0.30000000000000004
	x := NewXmR(slices.Repeat([]float64{third, 0.3}, 10), Options{})
	if third == 0.3 || x.Points[0].Defined() || !hasNote(x, NoVariation) {
		t.Errorf("%v and 0.3: %+v, notes %v", third, x.Points[0].Limits, x.Notes)
	}
}
