package kpi

import "testing"

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
