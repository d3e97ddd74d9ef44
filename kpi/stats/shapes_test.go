package stats

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"testing"
)

// oddShapes are series that no method may panic on: nothing, one value, constants, gaps, and the ends of the machine's
// numbers.
func oddShapes() [][]float64 {
	nan, inf, big, tiny := math.NaN(), math.Inf(1), math.MaxFloat64, math.SmallestNonzeroFloat64
	shapes := [][]float64{
		nil,
		{},
		{0},
		{5},
		{nan},
		{inf},
		{-inf, inf},
		{nan, nan, nan},
		{1, nan},
		{nan, 1},
		{0, 0},
		{3, 3, 3},
		{big, -big, big, -big},
		{big, big},
		{tiny, tiny, 0, tiny},
		{-1, -2, -3},
		{0.1, 0.1, 0.1},
	}
	for _, n := range []int{5, 12, 13, 24, 25, 36, 40} {
		for _, draw := range []func(i int) float64{
			func(int) float64 { return 0 },
			func(int) float64 { return 7 },
			func(int) float64 { return nan },
			func(i int) float64 { return float64(i) },
			func(i int) float64 { return -float64(i * i) },
			func(i int) float64 { return big * float64(1-2*(i%2)) },
			func(i int) float64 { return tiny * float64(i%3) },
			func(i int) float64 { return []float64{1, nan, 0, inf, -2}[i%5] },
			func(i int) float64 { return math.Pow(10, float64(i*17%600-300)) },
			func(i int) float64 { return float64(i % 12) },
			func(i int) float64 { return 1e15 + float64(i%2) },
		} {
			shapes = append(shapes, series(n, draw))
		}
	}
	return shapes
}

// everything calls every function on two columns and holds the answers to what is true of all of them.
func everything(t *testing.T, x, n []float64, level float64, perYear, at int) {
	t.Helper()
	s := Series{Values: x, PerYear: perYear}
	if _, err := s.XmR(Options{}); err != nil {
		t.Fatal(err)
	}
	ok := func(name string, vs ...float64) {
		t.Helper()
		for _, v := range vs {
			if math.IsInf(v, 0) {
				t.Errorf("%s of %v over %v at %v: %v", name, x, n, level, vs)
			}
		}
	}
	_, _ = s.RunChart()
	m, slope, _ := s.Trend(level)
	ok("trend", m.S, m.Var, m.Z, m.P, m.TauB, m.PExact, slope.Slope, slope.Intercept, slope.Lower, slope.Upper)
	if !(m.P >= 0 && m.P <= 1) {
		t.Errorf("P %v", m.P)
	}
	a := s.Deseason(at)
	ok("factors", a.Factors...)
	if len(a.Values) != len(x) {
		t.Errorf("%d adjusted values of %d", len(a.Values), len(x))
	}
	ok("change", SameSeason(x, perYear)...)
	for kind := ChartP; kind <= ChartRun; kind++ {
		for _, den := range [][]float64{nil, n} {
			c, err := NewChart(kind, x, den, ChartOptions{Unscreened: at%2 == 0})
			if err == nil && len(c.Points) != len(x) {
				t.Errorf("%s: %d points of %d", kind, len(c.Points), len(x))
			}
			for _, p := range c.Points {
				ok(kind.String(), p.Value, p.Centre, p.Lower, p.Upper, p.Lower2, p.Upper2)
				if p.Lower > p.Upper || p.Lower > p.Lower2 || p.Outside && math.IsNaN(p.Value) {
					t.Errorf("%s: %+v", kind, p)
				}
			}
		}
	}
	for m := Amount; m <= EventRate; m++ {
		if c := Choose(m, x, n); c.Why.String() == "" {
			t.Errorf("%s: no reason for %s", m, c.Chart)
		}
	}
	r := RecentProportions(x, n)
	ok("recent", r.ChiSq, r.Slope)
	areas, pairs, intervals := make([]Area, min(len(x), len(n))), make([]PairedArea, min(len(x), len(n))), make([]Interval, len(x))
	for i := range areas {
		areas[i] = Area{x[i], n[i]}
		pairs[i] = PairedArea{areas[i], areas[len(areas)-1-i]}
		intervals[i] = Interval{x[i], n[i]}
		everyPair(t, pairs[i], level, ok)
	}
	r = RecentValues(x, intervals)
	ok("recent", r.ChiSq, r.Slope, r.SlopeSE)
	for _, f := range []Funnel{ProportionFunnel(areas, Pool(areas)), RateFunnel(areas, Pool(areas)), ProportionFunnel(areas, level)} {
		for _, p := range f.Points {
			ok("funnel", p.Value, p.Line95.Lower, p.Line998.Upper)
		}
	}
	st := Standardise(pairs, level)
	ok("standardised", st.Expected, st.Crude, st.Indirect.Value, st.Indirect.Upper, st.MantelHaenszel.Value, st.MantelHaenszel.Upper)
}

func everyPair(t *testing.T, p PairedArea, level float64, ok func(string, ...float64)) {
	t.Helper()
	r := RateRatio(p.Group, p.Reference, level)
	ok("ratio", r.Value, r.LogNormal.Lower, r.LogNormal.Upper, r.Katz.Upper, r.Exact.Lower, r.Exact.Upper, r.P, r.Expected, r.Excess)
	d := NewDisparity(p.Group, p.Reference, level)
	ok("disparity", d.Ratio, d.Lower, d.Upper, d.RatePer1000, d.DifferencePer1000, d.Excess)
	NewNotStated(p.Reference.Population, p.Group.Events, p.Group, p.Reference, level)
	x, n := p.Group.Events, p.Group.Population
	for name, e := range map[string]Estimate{"proportion": Proportion(x, n, 100, level), "rate": Rate(x, n, 1000, level), "find": FindRate(x, n, level)} {
		ok(name, e.Value, e.Lower, e.Upper)
		if e.Lower > e.Value || e.Value > e.Upper {
			t.Errorf("%s of %v over %v at %v: %+v", name, x, n, level, e)
		}
	}
}

func TestOddShapes(t *testing.T) {
	shapes := oddShapes()
	for i, x := range shapes {
		for _, k := range []int{1, 7, 30} {
			n := shapes[(i+k)%len(shapes)]
			everything(t, x, n, Level95, 12, len(x))
			everything(t, x, x, []float64{0, 1, -1, math.NaN(), 0.5, 1e-300}[i%6], 4, len(x)-2)
		}
	}
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		x := series(r.IntN(45), func(int) float64 { return float64(r.IntN(9) - 1) })
		n := series(len(x), func(int) float64 { return float64(r.IntN(60) - 2) })
		everything(t, x, n, Level998, r.IntN(15)-1, r.IntN(60)-5)
	}
}

func FuzzEverything(f *testing.F) {
	for _, x := range oddShapes()[:24] {
		var raw []byte
		for _, y := range x {
			raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(y))
		}
		f.Add(raw, 0.95, int8(12), int8(3))
	}
	f.Fuzz(func(t *testing.T, raw []byte, level float64, perYear, at int8) {
		vs := make([]float64, min(len(raw)/8, 120))
		for i := range vs {
			vs[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
		}
		everything(t, vs[:len(vs)/2], vs[len(vs)/2:], level, int(perYear), int(at))
		everything(t, vs, vs, level, int(perYear), int(at))
	})
}
