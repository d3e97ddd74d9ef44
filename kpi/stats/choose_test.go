package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	flat := func(v float64) []float64 { return slices.Repeat([]float64{v}, 24) }
	uneven := slices.Repeat([]float64{100, 400}, 12)
	for _, c := range []struct {
		m      Measure
		x, n   []float64
		want   ChartKind
		reason string
	}{
		{Amount, flat(12), nil, ChartXmR, "by itself"},
		{Amount, nil, nil, ChartXmR, "by itself"},
		{Count, nil, nil, ChartXmR, "no values"},
		{Count, flat(math.NaN()), nil, ChartXmR, "no values"},
		{Count, flat(250), nil, ChartXmR, "counts of 250 a period"},
		{Count, flat(6), nil, ChartC, "small counts"},
		{Count, append(flat(0), 3, 2), nil, ChartG, "rare events, 0.19 a period"},
		{Percentage, flat(800), flat(2000), ChartPPrime, "large denominators, 2000"},
		{Percentage, flat(30), flat(90), ChartP, "under 1000, 90 on average"},
		{Percentage, flat(0), flat(90), ChartG, "rare"},
		{Percentage, flat(30), nil, ChartXmR, "without its denominators"},
		{Percentage, flat(30), flat(0), ChartXmR, "no values"},
		{EventRate, flat(500), flat(30), ChartXmR, "even denominators"},
		{EventRate, flat(500), uneven, ChartUPrime, "uneven denominators"},
		{EventRate, flat(20), uneven, ChartU, "few events"},
		{EventRate, flat(500), nil, ChartXmR, "counts of 500"},
	} {
		if got := Choose(c.m, c.x, c.n); got.Chart != c.want || !strings.Contains(got.Reason, c.reason) {
			t.Errorf("%s of %v over %v: %s, %q; want %s, %q", c.m, c.x, c.n, got.Chart, got.Reason, c.want, c.reason)
		}
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
