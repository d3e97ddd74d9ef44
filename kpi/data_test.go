package kpi

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestDataOrder: however observations come, all at once or bit by bit, they are in order of time, and what was handed in
// is not changed.
func TestDataOrder(t *testing.T) {
	var list []Observation
	for _, area := range []AreaCode{"K", "L"} {
		for _, part := range []string{"", "f"} {
			for m := range 12 {
				list = append(list, Observation{Key: Key{"a.n", area, part, PeriodFrom(Month, DateOf(2025, time.Month(1+m), 1))}, Value: float64(m)})
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 50 {
		if i == 1 {
			slices.Reverse(list)
		} else if i > 1 {
			r.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
		}
		before := slices.Clone(list)
		at := r.IntN(len(list)) * min(1, i/2)
		d := NewData(list[:at])
		d.Add(list[at:])
		for _, area := range []AreaCode{"K", "L"} {
			got := d.Series("a.n", area, 0)
			if len(got) != 12 || !slices.IsSortedFunc(got, byPeriod) || got[3].Value != 3 || got[0].Breakdown != "" {
				t.Fatalf("%s: %d figures, %v", area, len(got), got)
			}
		}
		if !slices.Equal(list, before) {
			t.Fatal("what was handed in is changed")
		}
	}
}
