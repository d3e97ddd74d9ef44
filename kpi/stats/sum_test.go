package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// neumaier is the sum as published: the larger of the two decides where the rounding error is found.
func neumaier(xs []float64) float64 {
	var total, lost float64
	for _, x := range xs {
		t := total + x
		if math.Abs(total) >= math.Abs(x) {
			lost += (total - t) + x
		} else {
			lost += (x - t) + total
		}
		total = t
	}
	return total + lost
}

func TestSumIsNeumaiers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 20_000 {
		xs := make([]float64, r.IntN(40))
		for i := range xs {
			xs[i] = math.Ldexp(r.NormFloat64(), r.IntN(121)-60)
			if r.IntN(4) == 0 {
				xs[i] = -xs[max(0, i-1)]
			}
		}
		if got, want := sum(xs), neumaier(xs); math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("sum of %v is %v, want %v", xs, got, want)
		}
	}
	for _, xs := range [][]float64{{math.MaxFloat64, math.MaxFloat64, 1}, {math.Inf(1), 1}, {math.Inf(1), math.Inf(-1)}, {math.NaN(), 1}} {
		if got := sum(xs); !math.IsNaN(got) && !math.IsInf(got, 0) {
			t.Errorf("sum of %v is %v, want one that is not finite", xs, got)
		}
	}
}
