package kpi

import "testing"

// A longer period is put together from shorter ones of one kind only, and only when none is missing.
func TestTrace(t *testing.T) {
	plan := &Plan{Sources: []Source{{ID: "s", Provenance: PublishedFigures, Series: []SeriesInfo{{ID: "s.value"}}}}}
	ind := Indicator{ID: "P1.1a", Measure: Count, Direction: Reduce, Inputs: []Input{{Value: "s.value"}}}
	var list []Observation
	add := func(period string, value float64) {
		p, err := ParsePeriod(period)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, Observation{Key: Key{Series: "s.value", Area: "E1", Period: p}, Value: value})
	}
	add("YE 2018-03", 1000)
	add("2018/19 Q1", 1)
	add("2018/19 Q2", 2)
	add("2018/19 Q3", 3)
	add("2018/19 Q4", 4)
	add("2019/20 Q1", 5)
	data := NewData(list)
	for period, want := range map[string]float64{
		"2018/19 Q2": 2, "2018/19": 10, "YE 2019-06": 14, "YE 2018-03": 1000, "2017/18": 1000, "2018/19 H1": 3, "": 5,
		"YE 2018-12": -1, // three quarters and the year before them are no year
		"2019/20":    -1, "2018-04": -1,
	} {
		var p Period
		if period != "" {
			p, _ = ParsePeriod(period)
		}
		got, ok := Trace(plan, ind, "E1", data, 0, p)
		if ok != (want >= 0) || ok && got.Value != want {
			t.Errorf("Trace(%q) = %v, %v; want %v", period, got.Value, ok, want)
		}
		if ok && len(got.Cells) == 0 {
			t.Errorf("Trace(%q) has no cell", period)
		}
	}
}
