package stats

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// TestRuledLimitsAreTheCharts holds that limits are those of the kind's own chart, which the reference values hold.
func TestRuledLimitsAreTheCharts(t *testing.T) {
	x := []float64{12, 15, 9, 30, 14, math.NaN(), 11, 16, 10, 13, 12, 15, 14, 2}
	n := []float64{40, 55, 38, 60, 47, 50, 41, 52, 36, 44, 45, 50, 48, 90}
	for _, kind := range []ChartKind{ChartP, ChartPPrime, ChartU, ChartUPrime, ChartC, ChartG} {
		den := n
		if kind == ChartC || kind == ChartG {
			den = nil
		}
		c, err := NewChart(kind, x, den, ChartOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewRuled(kind, x, den, Options{Direction: Increase})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range c.Points {
			q := r.Points[i]
			for _, pair := range [][2]float64{{p.Centre, q.Mean}, {p.Lower, q.Lower}, {p.Upper, q.Upper}, {p.Lower2, q.NearLower}, {p.Upper2, q.NearUpper}} {
				if math.Abs(pair[0]-pair[1]) > 1e-12 && !(math.IsNaN(pair[0]) && math.IsNaN(pair[1])) {
					t.Errorf("%s, row %d: %v, want %v", kind, i, q.Limits, p)
				}
			}
			outside := slices.ContainsFunc(q.Fired, func(s Signal) bool { return s.Rule == Outside })
			if outside != p.Outside {
				t.Errorf("%s, row %d: outside is %v, the chart says %v", kind, i, outside, p.Outside)
			}
		}
	}
}

// TestRuledBaseline holds that later rows don't move the limits, and are judged by their own denominators.
func TestRuledBaseline(t *testing.T) {
	x := []float64{50, 52, 49, 51, 50, 48, 50, 52, 49, 51, 50, 48, 50, 0.8 * 20, 80}
	n := []float64{100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 20, 100}
	c, err := NewRuled(ChartP, x, n, Options{Direction: Increase, Baseline: []Window{{0, 13}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Points[14].Mean; math.Abs(got-0.5) > 1e-12 {
		t.Errorf("the mean is %v, want that of the first 13 rows, 0.5", got)
	}
	// 0.5 ± 3√(0.25/n): 0.15 for 100, 0.335 for 20.
	if len(c.Points[13].Fired) != 0 || len(c.Points[14].Fired) == 0 {
		t.Errorf("fired %v and %v: 80%% of 20 is ordinary, 80%% of 100 is not", c.Points[13].Fired, c.Points[14].Fired)
	}
	if c.Variation != (Variation{Improvement, High}) {
		t.Errorf("variation %s", c.Variation)
	}
}

func TestRuledShapes(t *testing.T) {
	if _, err := NewRuled(ChartI, []float64{1}, nil, Options{}); !errors.Is(err, ErrShape) {
		t.Errorf("I: %v", err)
	}
	for name, x := range map[string][]float64{"none": {}, "one": {1}, "all missing": {math.NaN(), math.NaN()}, "no events, then some": {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}} {
		c, err := NewRuled(ChartC, x, nil, Options{Baseline: []Window{{0, 13}}})
		if err != nil || len(c.Points) != len(x) {
			t.Errorf("%s: %v, %d points", name, err, len(c.Points))
		}
		for i, p := range c.Points {
			if len(p.Fired) > 0 {
				t.Errorf("%s: row %d fired %v", name, i, p.Fired)
			}
		}
	}
}

// TestRuledDirectionMirrors holds that what is better one way is worse the other, at the same points.
func TestRuledDirectionMirrors(t *testing.T) {
	x := []float64{5, 6, 4, 5, 7, 5, 4, 6, 5, 5, 6, 4, 5, 19, 5, 0}
	up, _ := NewRuled(ChartC, x, nil, Options{Direction: Increase})
	down, _ := NewRuled(ChartC, x, nil, Options{Direction: Decrease})
	mirror := map[Kind]Kind{CommonCause: CommonCause, Improvement: Concern, Concern: Improvement}
	special := 0
	for i := range x {
		if mirror[up.Points[i].Kind] != down.Points[i].Kind {
			t.Errorf("row %d: %s up, %s down", i, up.Points[i].Kind, down.Points[i].Kind)
		}
		if up.Points[i].Kind != CommonCause {
			special++
		}
	}
	if special == 0 {
		t.Error("nothing is out of the ordinary; the test shows nothing")
	}
	longer, _ := NewRuled(ChartC, append(slices.Clone(x), math.NaN()), nil, Options{Direction: Increase})
	if longer.Variation != up.Variation || longer.Points[13].Limits != up.Points[13].Limits {
		t.Error("a missing point at the end changes what is said")
	}
}
