package stats

import (
	"math"
	"testing"
)

// TestShareDifference takes the examples of Newcombe 1998 (Statistics in Medicine 17, table II, method 10), which are
// given to four digits.
func TestShareDifference(t *testing.T) {
	for _, c := range []struct{ x, n, y, m, lower, upper float64 }{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{10, 10, 0, 20, 0.6791, 1},
		{10, 10, 0, 10, 0.6075, 1},
	} {
		e := ShareDifference(c.x, c.n, c.y, c.m, Level95)
		if math.Abs(e.Lower-c.lower) > 5e-5 || math.Abs(e.Upper-c.upper) > 5e-5 {
			t.Errorf("%v/%v - %v/%v: %.4f to %.4f, want %.4f to %.4f", c.x, c.n, c.y, c.m, e.Lower, e.Upper, c.lower, c.upper)
		}
		back := ShareDifference(c.y, c.m, c.x, c.n, Level95)
		if math.Abs(back.Lower+e.Upper) > 1e-12 || math.Abs(back.Upper+e.Lower) > 1e-12 {
			t.Errorf("the other way round it is %v, want %v mirrored", back.Interval, e.Interval)
		}
	}
	for _, c := range [][4]float64{{1, 0, 1, 2}, {3, 2, 1, 2}, {math.NaN(), 2, 1, 2}, {1, 2, -1, 2}} {
		if e := ShareDifference(c[0], c[1], c[2], c[3], Level95); e.Defined() || !math.IsNaN(e.Value) {
			t.Errorf("%v gives %v", c, e)
		}
	}
}
