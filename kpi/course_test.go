package kpi

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCourse: figures that rise by 12 a year, under a season, have that slope, and those that go up and down have none.
func TestCourse(t *testing.T) {
	plan := &Plan{Area: "X-F", Areas: []Area{{Code: "X-F", Role: "force"}}, Sources: []Source{{ID: "s", Provenance: ForceFigures, Series: []SeriesInfo{{ID: "s.x"}}}}}
	ind := Indicator{ID: "A.1a", Measure: Given, Direction: Increase, Inputs: []Input{{Value: "s.x"}}}
	course := func(at func(i int) float64) Course {
		var given []Observation
		p := mustPeriod(t, "2022-04")
		for i := range 36 {
			given = append(given, Observation{Key: Key{Series: "s.x", Area: "X-F", Period: p}, Value: at(i), State: Known, Outturn: true})
			p = p.Next()
		}
		a := Assess(plan, ind, "X-F", NewData(given), 0)
		c, ok := a.Course()
		if !ok {
			t.Fatalf("no course: %s", a.Trend)
		}
		return c
	}
	up := course(func(i int) float64 { return 100 + float64(i) })
	if math.Abs(up.Slope.Slope-12) > 1e-9 || up.Test.P > 1e-6 || up.Test.S <= 0 {
		t.Errorf("slope %v a year with a probability of %v, want 12 and next to none", up.Slope.Slope, up.Test.P)
	}
	if up.From.String() != "2022-04" || up.To.String() != "2025-03" {
		t.Errorf("from %s to %s", up.From, up.To)
	}
	under := course(func(i int) float64 { return 100 + float64(i) + 40*math.Sin(float64(i%12)/2) })
	if math.Abs(under.Slope.Slope-12) > 1 || under.Test.P > 1e-6 {
		t.Errorf("under a season: slope %v a year with a probability of %v, want about 12 and next to none", under.Slope.Slope, under.Test.P)
	}
	noise := rand.New(rand.NewPCG(7, 7))
	if flat := course(func(int) float64 { return 100 + noise.NormFloat64() }); flat.Test.P < 0.05 {
		t.Errorf("noise has a probability of %v", flat.Test.P)
	}
}
