package kpi

import (
	"slices"
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

// TestFactorsMoveOnceAYear: months that come within a financial year leave the factors of its season as they were, and
// the first of the next year, with March known, moves them.
func TestFactorsMoveOnceAYear(t *testing.T) {
	counts := strings.Fields(`703 711 669 592 556 474 507 498 573 614 621 723 709 730 643 616 566 497 492 518 559 613 618 720
		714 722 687 620 560 503 516 494 551 651 598 722 730 761 647 590 565 491 492 501 560 624 611 746 742`)
	factors := func(n int) []float64 {
		var given []Observation
		p := mustPeriod(t, "2021-04")
		for _, v := range counts[:n] {
			given = append(given, Observation{Key: Key{Series: "s.x", Area: "X-F", Period: p}, Value: parsed(t, v), Outturn: true})
			p = p.Next()
		}
		a := Assess(towns(), Indicator{Measure: Count, Direction: Reduce, Inputs: []Input{{Value: "s.x"}}}, "X-F", NewData(given), 0)
		if !a.Trend.Tested.Adjusted {
			t.Fatalf("%d months are not adjusted", n)
		}
		return a.Trend.Tested.Seasons[0].Factors
	}
	year := factors(37)
	if !slices.Equal(year, factors(47)) {
		t.Error("factors moved within a financial year")
	}
	if slices.Equal(year, factors(49)) {
		t.Error("factors did not move with the next year")
	}
}
