package kpi

import (
	"strconv"
	"strings"
	"testing"
)

// TestPerDayByKind: where the kind of period changes, counts of months are judged per day and those of years as they are,
// and the limits of each stretch lie about its own figures.
func TestPerDayByKind(t *testing.T) {
	months, years := strings.Fields(strings.Repeat("100 104 98 103 ", 4)), strings.Fields(strings.Repeat("1200 1210 1195 1205 ", 4))
	for name, order := range map[string][2]string{"months, then years": {"2001-04", "2005/06"}, "years, then months": {"2001/02", "2020-04"}} {
		var given []Observation
		for _, from := range order {
			p, list := mustPeriod(t, from), months
			if p.Kind == FinancialYear {
				list = years
			}
			for _, v := range list {
				given = append(given, Observation{Key: Key{Series: "s.x", Area: "X-F", Period: p}, Value: parsed(t, v), Outturn: true})
				p = p.Next()
			}
		}
		ind := Indicator{Measure: Count, Direction: Reduce, Inputs: []Input{{Value: "s.x"}}}
		a := Assess(towns(), ind, "X-F", NewData(given), 0)
		if want := a.Latest.Period.Kind == Month; a.Trend.Tested.PerDay != want {
			t.Errorf("%s: per day is %t, want %t", name, a.Trend.Tested.PerDay, want)
		}
		for _, p := range a.Points {
			if p.State == Known && !(p.Mean > 0.9*p.Value && p.Mean < 1.1*p.Value) {
				t.Errorf("%s: %s has %v about a mean of %v", name, p.Period, p.Value, p.Mean)
			}
		}
	}
}

func parsed(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
