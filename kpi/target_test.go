package kpi

import (
	"math"
	"testing"
)

// towns is a plan of a force and two councils with one series.
func towns() *Plan {
	return &Plan{
		Area:    "X-F",
		Areas:   []Area{{Code: "X-F", Name: "Force", Role: "force"}, {Code: "X-A", Name: "Ashby", Role: "council"}, {Code: "X-B", Name: "Benton", Role: "council"}},
		Sources: []Source{{ID: "s", Provenance: ForceFigures, Series: []SeriesInfo{{ID: "s.x"}, {ID: "s.n"}}}},
	}
}

// figures are one month's, by area.
func figures(t *testing.T, series SeriesID, values map[AreaCode]float64) []Observation {
	t.Helper()
	var out []Observation
	for area, v := range values {
		out = append(out, Observation{Key: Key{Series: series, Area: area, Period: mustPeriod(t, "2025-06")}, Value: v, State: Known, Outturn: true})
	}
	return out
}

func ptr(v float64) *float64 { return &v }

func TestKindsOfTarget(t *testing.T) {
	floor := Target{Kind: TargetFloor, Level: ptr(10), Each: ptr(1), Judged: true}
	due := mustPeriod(t, "2025-03")
	scale := []string{"Poor", "Fair", "Good"}
	for _, c := range []struct {
		name   string
		ind    Indicator
		values map[AreaCode]float64
		target string
		trend  string
	}{
		{"a floor and one in each", Indicator{Measure: Count, Direction: Maintain, Targets: []Target{floor}}, map[AreaCode]float64{"X-F": 10, "X-A": 9, "X-B": 1}, "met", ""},
		{"a floor, but none in one area", Indicator{Measure: Count, Direction: Maintain, Targets: []Target{floor}}, map[AreaCode]float64{"X-F": 10, "X-A": 10, "X-B": 0}, "not met", ""},
		{"a floor, and one area not known", Indicator{Measure: Count, Direction: Maintain, Targets: []Target{floor}}, map[AreaCode]float64{"X-F": 10, "X-A": 10}, "cannot judge: no figure for Benton", ""},
		{"under the floor", Indicator{Measure: Count, Direction: Maintain, Targets: []Target{floor}}, map[AreaCode]float64{"X-F": 9, "X-A": 8, "X-B": 1}, "not met", ""},
		{"a level to hold, held", Indicator{Measure: Given, Direction: Maintain, Decimals: 1, Targets: []Target{{Kind: TargetLevel, Level: ptr(0)}}}, map[AreaCode]float64{"X-F": 0.04}, "met", ""},
		{"a level to hold, passed", Indicator{Measure: Given, Direction: Maintain, Decimals: 1, Targets: []Target{{Kind: TargetLevel, Level: ptr(0)}}}, map[AreaCode]float64{"X-F": 12}, "not met", ""},
		{"a grade that will do", Indicator{Measure: Grade, Scale: scale, Direction: Increase, Targets: []Target{{Kind: TargetGrade, Grade: "Fair"}}}, map[AreaCode]float64{"X-F": 3}, "met", "cannot judge: grades are compared only within one inspection cycle"},
		{"a grade that will not", Indicator{Measure: Grade, Scale: scale, Direction: Increase, Targets: []Target{{Kind: TargetGrade, Grade: "Fair"}}}, map[AreaCode]float64{"X-F": 1}, "not met", ""},
		{"a milestone that is done", Indicator{Measure: Milestone, Direction: None, Targets: []Target{{Kind: TargetMilestone}}}, map[AreaCode]float64{"X-F": 1}, "met", "done"},
		{"a milestone without a date", Indicator{Measure: Milestone, Direction: None, Targets: []Target{{Kind: TargetMilestone}}}, map[AreaCode]float64{"X-F": 0}, "cannot judge: no date is set", "not done"},
		{"a milestone past its date", Indicator{Measure: Milestone, Direction: None, Targets: []Target{{Kind: TargetMilestone, By: &due}}}, map[AreaCode]float64{"X-F": 0}, "not met", "late"},
		{"the judged one of two", Indicator{Measure: Count, Direction: Reduce, Targets: []Target{{Kind: TargetLevel, Level: ptr(1), National: true}, {Kind: TargetLevel, Level: ptr(20), Judged: true}}}, map[AreaCode]float64{"X-F": 10}, "met", ""},
	} {
		c.ind.Inputs = []Input{{Value: "s.x"}}
		a := Assess(towns(), c.ind, "X-F", NewData(figures(t, "s.x", c.values)), mustPeriod(t, "2025-06").Last)
		if a.Target.String() != c.target || c.trend != "" && a.Trend.String() != c.trend {
			t.Errorf("%s: target %q, want %q; trend %q, want %q", c.name, a.Target, c.target, a.Trend, c.trend)
		}
	}
}

// TestPaths judges a target that is still to come, along what the plan states.
func TestPaths(t *testing.T) {
	base, by := mustPeriod(t, "2023/24"), mustPeriod(t, "2028-03")
	point := PathPoint{mustPeriod(t, "2024/25"), 95}
	for _, c := range []struct {
		name   string
		target Target
		at     string
		value  float64
		due    float64
		want   string
		notes  int
	}{
		{"an assumed line, half way", Target{Kind: TargetChange, Change: ptr(-50), BasePeriod: &base, Base: ptr(100), By: &by}, "2026-03", 76, 75.0171, "off path", 1},
		{"a stated line, half way", Target{Kind: TargetChange, Change: ptr(-50), BasePeriod: &base, Base: ptr(100), By: &by, Path: PathStraight}, "2026-03", 75, 75.0171, "on path", 0},
		{"a step each financial year", Target{Kind: TargetChange, Change: ptr(-50), BasePeriod: &base, Base: ptr(100), By: &by, Path: PathStepped}, "2026-01", 87, 87.5086, "on path", 0},
		{"before the first step", Target{Kind: TargetChange, Change: ptr(-50), BasePeriod: &base, Base: ptr(100), By: &by, Path: PathStepped}, "2024-05", 100, 100, "on path", 0},
		{"on the last day of a year", Target{Kind: TargetChange, Change: ptr(-50), BasePeriod: &base, Base: ptr(100), By: &by, Path: PathStepped}, "2025-03", 90, 87.5086, "off path", 0},
		{"between points", Target{Kind: TargetLevel, Level: ptr(50), BasePeriod: &base, Base: ptr(100), By: &by, Path: PathPoints, Points: []PathPoint{point}}, "2024-09", 98, 97.4932, "off path", 0},
		{"after the last point", Target{Kind: TargetLevel, Level: ptr(50), By: &by, Path: PathPoints, Points: []PathPoint{point}}, "2026-09", 72, 72.5, "on path", 0},
		{"before the path begins", Target{Kind: TargetLevel, Level: ptr(50), By: &by, Path: PathPoints, Points: []PathPoint{point}}, "2024-09", 72, 50, "cannot judge: the latest figure is from before the path begins", 0},
		{"no base", Target{Kind: TargetLevel, Level: ptr(50), By: &by}, "2024-09", 72, 50, "cannot judge: it is due in March 2028 and has no base to draw a path from", 0},
	} {
		ind := Indicator{Measure: Given, Direction: Reduce, Inputs: []Input{{Value: "s.x"}}, Targets: []Target{c.target}}
		at := mustPeriod(t, c.at)
		o := Observation{Key: Key{Series: "s.x", Area: "X-F", Period: at}, Value: c.value, State: Known, Outturn: true}
		a := Assess(towns(), ind, "X-F", NewData([]Observation{o}), at.Last)
		notes := 0
		for _, n := range a.Notes {
			if n.Code == "path-assumed" {
				notes++
			}
		}
		due := 0.0
		if a.Target.Level != nil {
			due = *a.Target.Level
		}
		if a.Target.String() != c.want || math.Abs(due-c.due) > 1e-4 || notes != c.notes {
			t.Errorf("%s: %q at %v with %d notes, want %q at %v with %d", c.name, a.Target, due, notes, c.want, c.due, c.notes)
		}
		if v := a.Target; v.Final == nil || *v.Final != 50 || v.Needed == nil || math.Abs(*v.Needed-(50-c.value)/(float64(by.Last-at.Last)/365.25)) > 1e-9 {
			t.Errorf("%s: what is still needed is %v", c.name, v.Needed)
		}
	}
}

// A survey value says how many answers it rests on, or that this is not known.
func TestSampleSize(t *testing.T) {
	ind := Indicator{Measure: Given, Unit: "%", Direction: Increase, Inputs: []Input{{Value: "s.x", Sample: "s.n"}}}
	note := func(observations []Observation) string {
		for _, n := range Assess(towns(), ind, "X-F", NewData(observations), 0).Notes {
			if n.Code == "sample" || n.Code == "no-sample" {
				return n.Text
			}
		}
		return ""
	}
	value := figures(t, "s.x", map[AreaCode]float64{"X-F": 61})
	if got := note(value); got != "How many answers the latest figure rests on is not known, so neither is how sure it is." {
		t.Errorf("without a sample: %q", got)
	}
	if got := note(append(value, figures(t, "s.n", map[AreaCode]float64{"X-F": 400})...)); got != "The latest figure rests on 400 answers." {
		t.Errorf("with a sample: %q", got)
	}
}

// Each part has its own figure, or none.
func TestParts(t *testing.T) {
	ind := Indicator{Measure: Count, Direction: Increase, Parts: []Part{{ID: "a", Input: Input{Value: "s.x"}}, {ID: "b"}}}
	a := Assess(towns(), ind, "X-F", NewData(figures(t, "s.x", map[AreaCode]float64{"X-F": 4})), 0)
	if len(a.Parts) != 2 || a.Parts[0].Latest == nil || a.Parts[0].Latest.Value != 4 || a.Parts[1].Latest != nil {
		t.Errorf("parts: %+v", a.Parts)
	}
}
