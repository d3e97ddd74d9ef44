package stats

import (
	"math"
	"slices"
	"testing"
)

func TestChoose(t *testing.T) {
	flat := func(v float64) []float64 { return slices.Repeat([]float64{v}, 24) }
	uneven := slices.Repeat([]float64{100, 400}, 12)
	for _, c := range []struct {
		m    Measure
		x, n []float64
		want ChartKind
		why  Why
	}{
		{Amount, flat(12), nil, ChartXmR, WhyAmount},
		{Amount, nil, nil, ChartXmR, WhyAmount},
		{Count, nil, nil, ChartXmR, WhyNoValues},
		{Count, flat(math.NaN()), nil, ChartXmR, WhyNoValues},
		{Count, flat(250), nil, ChartXmR, WhyCounts},
		{Count, flat(6), nil, ChartC, WhySmallCounts},
		{Count, append(flat(0), 3, 2), nil, ChartG, WhyRare},
		{Percentage, flat(800), flat(2000), ChartPPrime, WhyLargeDenominators},
		{Percentage, flat(30), flat(90), ChartP, WhySmallDenominators},
		{Percentage, flat(0), flat(90), ChartG, WhyRare},
		{Percentage, flat(30), nil, ChartXmR, WhyNoDenominators},
		{Percentage, flat(30), flat(0), ChartXmR, WhyNoValues},
		{EventRate, flat(500), flat(30), ChartXmR, WhyEvenRate},
		{EventRate, flat(500), uneven, ChartUPrime, WhyUnevenRate},
		{EventRate, flat(20), uneven, ChartU, WhyFewOfRate},
		{EventRate, flat(500), nil, ChartXmR, WhyCounts},
	} {
		if got := Choose(c.m, c.x, c.n); got.Chart != c.want || got.Why != c.why {
			t.Errorf("%s of %v over %v: %s, %s; want %s, %s", c.m, c.x, c.n, got.Chart, got.Why, c.want, c.why)
		}
	}
}

func TestChoiceHasItsNumbers(t *testing.T) {
	c := Choose(Percentage, []float64{30, math.NaN(), 60}, []float64{90, 100, 110})
	if c.Events != 45 || c.Denominator != 100 || c.Why.String() != "small-denominators" {
		t.Errorf("chosen %+v, want 45 events of 100", c)
	}
}

// TestRareEventsChart: what Choose says of rare events can be done with counts by month.
func TestRareEventsChart(t *testing.T) {
	got := Between([]float64{0, 0, 2, 0, 1, 1, 0, 0, 0, 5, 0, math.NaN(), 0, 1, 0, 0, 1, 0})
	if want := []float64{1, 0, 3, 2}; !slices.Equal(got, want) {
		t.Errorf("waits %v, want %v", got, want)
	}
	if len(Between(nil)) != 0 || len(Between([]float64{0, 0})) != 0 || len(Between([]float64{0, 7, 0})) != 0 {
		t.Error("a wait that is not over counts")
	}
	if _, err := NewChart(ChartT, []float64{3, 0, 2}, nil, ChartOptions{}); err == nil {
		t.Error("a time of 0 between events is charted")
	}
	if _, err := NewChart(ChartP, []float64{3, 0, 2}, []float64{9}, ChartOptions{}); err == nil {
		t.Error("columns of different lengths are charted")
	}
}
