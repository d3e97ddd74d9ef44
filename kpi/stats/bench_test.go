package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// planful is a plan's worth of series: 85 indicators, four years of months.
func planful() [][]float64 {
	r := rand.New(rand.NewPCG(85, 48))
	all := make([][]float64, 85)
	for i := range all {
		all[i] = series(48, func(int) float64 { return 500 + 40*r.NormFloat64() })
	}
	return all
}

// BenchmarkXmR85x48 charts a plan's worth of series.
func BenchmarkXmR85x48(b *testing.B) {
	all := planful()
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

// besideR is the same in R, without drawing. It prints the seconds that charting takes once R and the package are loaded.
const besideR = `
suppressMessages(library(NHSRplotthedots))
values <- matrix(scan(file("stdin"), quiet = TRUE), nrow = 48)
dates <- seq(as.Date("2021-01-01"), by = "month", length.out = 48)
took <- system.time(for (i in seq_len(ncol(values))) {
  ptd_spc(data.frame(x = dates, y = values[, i]), value_field = y, date_field = x, improvement_direction = "decrease")
})
cat(took[["elapsed"]])
`

// BenchmarkXmR85x48BesideR has NHSRplotthedots chart the same series, where R has it.
func BenchmarkXmR85x48BesideR(b *testing.B) {
	if err := exec.Command("Rscript", "-e", "library(NHSRplotthedots)").Run(); err != nil {
		fmt.Println("note: R has no NHSRplotthedots here (install.packages(\"NHSRplotthedots\")), so there is nothing to compare with BenchmarkXmR85x48")
		b.SkipNow()
	}
	var input strings.Builder
	for _, ys := range planful() {
		for _, y := range ys {
			fmt.Fprintln(&input, y)
		}
	}
	var seconds float64
	for b.Loop() {
		c := exec.Command("Rscript", "-e", besideR)
		c.Stdin = strings.NewReader(input.String())
		out, err := c.Output()
		if err != nil {
			b.Fatal(err)
		}
		if seconds, err = strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(seconds, "s-charting")
}
