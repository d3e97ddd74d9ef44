package stats

import (
	"math"
	"testing"
)

// TestAgainstR compares with R's own functions on inputs beyond the reference files; testdata/crosscheck.R made the
// values.
func TestAgainstR(t *testing.T) {
	var ref struct {
		STL     []stlCase `json:"stl"`
		Poisson []struct {
			X, Level     float64
			Lower, Upper *float64
		} `json:"poisson"`
		Ratios []struct {
			A, N, B, M      float64
			Lower, Upper, P *float64
		} `json:"ratios"`
		Kendall []struct {
			Y      []float64
			Tau, P *float64
		} `json:"kendall"`
		Proportion []struct {
			X, N []float64
			Chi2 *float64
		} `json:"proportion_trend"`
		Weighted []struct {
			Y, Lower, Upper []float64
			Slope, SE, Chi2 *float64
		} `json:"weighted_trend"`
		Runs []struct{ N, Longest, Crossings int } `json:"runs"`
		Rare []rareCase                            `json:"rare"`
	}
	readReference(t, "crosscheck.json", &ref)
	for _, c := range ref.STL {
		t.Run(c.ID, c.check)
	}
	for _, c := range ref.Poisson {
		ci := ExactPoisson(c.X, c.Level)
		equal(t, "exact lower", ci.Lower, c.Lower)
		equal(t, "exact upper", ci.Upper, c.Upper)
	}
	for _, c := range ref.Ratios {
		r := RateRatio(Area{c.A, c.N}, Area{c.B, c.M}, Level95)
		equal(t, "ratio lower", r.Exact.Lower, c.Lower)
		equal(t, "ratio upper", r.Exact.Upper, c.Upper)
		equal(t, "ratio P", r.P, c.P)
	}
	for _, c := range ref.Kendall {
		m := NewMannKendall(c.Y)
		equal(t, "tau", m.TauB, c.Tau)
		equal(t, "exact P", m.PExact, c.P)
	}
	for _, c := range ref.Proportion {
		equal(t, "chi-squared", RecentProportions(c.X, c.N).ChiSq, c.Chi2)
	}
	for _, c := range ref.Weighted {
		var intervals []Interval
		for i := range c.Y {
			intervals = append(intervals, Interval{c.Lower[i], c.Upper[i]})
		}
		got := RecentValues(c.Y, intervals)
		equal(t, "slope", got.Slope, c.Slope)
		equal(t, "standard error", got.SlopeSE, c.SE)
		equal(t, "chi-squared", got.ChiSq, c.Chi2)
	}
	for _, c := range ref.Runs {
		ys := make([]float64, c.N)
		for i := range ys {
			ys[i] = float64(1 - 2*(i%2))
		}
		if r := NewRunTest(ys, 0); r.LongestMax != c.Longest || r.CrossingsMin != c.Crossings {
			t.Errorf("%d points: %+v, want %d and %d", c.N, r, c.Longest, c.Crossings)
		}
	}
	for _, c := range ref.Rare {
		c.check(t)
	}
}

type rareCase struct {
	G, T    []float64
	GMiddle *float64 `json:"g_centre"`
	GLower  *float64 `json:"g_lower"`
	GUpper  *float64 `json:"g_upper"`
	TMiddle *float64 `json:"t_centre"`
	TLower  *float64 `json:"t_lower"`
	TUpper  *float64 `json:"t_upper"`
}

func (c rareCase) check(t *testing.T) {
	t.Helper()
	g, err := NewChart(ChartG, c.G, nil, ChartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "g centre", g.Points[0].Centre, c.GMiddle)
	equal(t, "g lower", g.Points[0].Lower, c.GLower)
	equal(t, "g upper", g.Points[0].Upper, c.GUpper)
	w, err := NewChart(ChartT, c.T, nil, ChartOptions{})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "t centre", w.Points[0].Centre, c.TMiddle)
	equal(t, "t lower", w.Points[0].Lower, c.TLower)
	equal(t, "t upper", w.Points[0].Upper, c.TUpper)
	if !(math.Abs(w.Points[0].Value/c.T[0]-1) < 1e-12) {
		t.Errorf("t value %v, want %v", w.Points[0].Value, c.T[0])
	}
}
