package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// TestExactLimits holds the exact limits to what they mean, for counts from none to a thousand million and levels up to
// the machine's last: beyond each limit the distribution leaves half of what the level leaves.
func TestExactLimits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		x := math.Floor(math.Exp(r.Float64() * 20))
		n := x + math.Floor(math.Exp(r.Float64()*19))
		level := []float64{0.5, 0.9, 0.95, 0.998, 0.999999, 1 - 1e-12, 1 - 2e-16}[r.IntN(7)]
		tail := (1 - level) / 2
		i := ExactPoisson(x, level)
		checkTail(t, "above", x, level, mathext.GammaIncRegComp(x+1, i.Upper), tail)
		checkTail(t, "below", x, level, mathext.GammaIncReg(x, i.Lower), tail)
		if j := clopperPearson(x, n, level); n > x && n < 1e9 {
			checkTail(t, "share", x/n, level, mathext.RegIncBeta(x, n-x+1, j.Lower), tail)
			if !(j.Lower <= x/n && x/n <= j.Upper) {
				t.Errorf("%v of %v at %v: %v", x, n, level, j)
			}
		}
	}
}

func checkTail(t *testing.T, name string, x, level, got, want float64) {
	t.Helper()
	if !(math.Abs(got/want-1) < 1e-6) {
		t.Errorf("%s, %v at %v: %v beyond the limit, want %v", name, x, level, got, want)
	}
}
