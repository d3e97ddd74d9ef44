package stats

import (
	"math"
	"slices"
)

// RunTest is Anhøj's test for a series that does not vary by chance about its centre: a run on one side that is too
// long, or too few crossings (Anhøj and Olesen 2014; Schilling 2012 for the longest run, Chen 2010 for crossings).
// Points on the centre are dropped first.
type RunTest struct {
	Useful       int // points off the centre
	Longest      int // the longest run on one side
	LongestMax   int // the longest that chance explains
	Crossings    int
	CrossingsMin int // the fewest that chance explains
	Signal       bool
}

// NewRunTest tests values in order of time about a centre. Missing values are dropped. No useful point: no signal and
// zeros; one value or a constant series is that.
func NewRunTest(ys []float64, centre float64) RunTest {
	var t RunTest
	run, last := 0, NoSide
	for _, y := range ys {
		side := Limits{Mean: centre}.side(y)
		switch {
		case side == NoSide:
			continue
		case side == last:
			run++
		default:
			if last != NoSide {
				t.Crossings++
			}
			run, last = 1, side
		}
		t.Useful++
		t.Longest = max(t.Longest, run)
	}
	if t.Useful == 0 {
		return t
	}
	n := float64(t.Useful)
	t.LongestMax = int(math.RoundToEven(math.Log2(n))) + 3
	t.CrossingsMin = int(binomialQuantile(0.05, n-1))
	t.Signal = t.Longest > t.LongestMax || t.Crossings < t.CrossingsMin
	return t
}

// median is the middle of the values that are there, NaN when there is none.
func median(ys []float64) float64 {
	_, v := present(ys)
	if len(v) == 0 {
		return math.NaN()
	}
	slices.Sort(v)
	half := len(v) / 2
	if len(v)%2 == 1 {
		return v[half]
	}
	return finiteOr((v[half-1] + v[half]) / 2)
}
