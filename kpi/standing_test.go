package kpi

import "testing"

// TestStanding holds the words for where a figure stands, ties and both ends among them.
func TestStanding(t *testing.T) {
	for _, c := range []struct {
		value    float64
		others   []float64
		decimals int
		want     string
	}{
		{12, []float64{15, 14, 9, 8, 7, 6, 5}, 0, "the third highest of eight"},
		{16, []float64{15, 14, 9}, 0, "the highest of four"},
		{1, []float64{15, 14, 9}, 0, "the lowest of four"},
		{10, []float64{15, 14, 9}, 0, "the second lowest of four"},
		{14.5, []float64{15, 14, 9}, 0, "the joint highest of four"}, // 14.5 is shown as 15
		{14.4, []float64{15, 14, 9}, 0, "the joint second highest of four"},
		{14.4, []float64{15, 14, 9}, 1, "the second highest of four"},
		{5, []float64{9, 5, 1, 1}, 0, "the joint second highest of five"},
		{5, []float64{9, 9, 5, 1}, 0, "the joint second lowest of five"},
		{5, []float64{9, 1, 5}, 0, "the joint second highest of four"},
		{5, []float64{9, 8, 1, 2}, 0, "in the middle of five"},
		{5, []float64{5, 5, 5}, 0, "the same as all the others"},
		{5.04, []float64{5.01, 4.96}, 1, "the same as all the others"},
		{5, []float64{9}, 0, "the lowest of two"},
		{-3, []float64{-9, -1, 2}, 0, "the second lowest of four"},
		{20, []float64{43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, "number 14 from the top of 30"},
		{5, nil, 0, ""},
	} {
		if got := standingOf(c.value, c.others, c.decimals).Words(nil); got != c.want {
			t.Errorf("%v among %v: want %q, found %q", c.value, c.others, c.want, got)
		}
	}
}
