package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkXmR85x48 charts a plan's worth of series: 85 indicators, four years of months.
func BenchmarkXmR85x48(b *testing.B) {
	r := rand.New(rand.NewPCG(85, 48))
	all := make([][]float64, 85)
	for i := range all {
		all[i] = series(48, func(int) float64 { return 500 + 40*r.NormFloat64() })
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, ys := range all {
			NewXmR(ys, Options{Direction: Decrease})
		}
	}
}

func BenchmarkSTL120(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 120))
	ys := series(120, func(i int) float64 { return 500 + 60*math.Sin(float64(i)*math.Pi/6) + 20*r.NormFloat64() })
	for _, robust := range []bool{false, true} {
		b.Run(map[bool]string{false: "plain", true: "robust"}[robust], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decompose(ys, STLOptions{Period: 12, Robust: robust}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMannKendall120(b *testing.B) {
	r := rand.New(rand.NewPCG(2, 120))
	ys := series(120, func(int) float64 { return r.NormFloat64() })
	for b.Loop() {
		NewMannKendall(ys)
	}
}
