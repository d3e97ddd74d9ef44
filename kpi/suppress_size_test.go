package kpi_test

import (
	"math/rand/v2"
	"testing"

	"planwatch/kpi"
)

// BenchmarkProtect is a rare thing by area and month for ten years, with quarters, years and rolling years: many figures
// are small.
func BenchmarkProtect(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	plan := &kpi.Plan{Area: "K", Areas: []kpi.Area{{Code: "K", Role: "force"}}}
	for i := range 8 {
		plan.Areas = append(plan.Areas, kpi.Area{Code: kpi.AreaCode(rune('A' + i)), Role: "council", Parent: "K"})
	}
	plan.Sources = []kpi.Source{{ID: "s", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{{ID: "s.deaths"}}}}
	plan.Indicators = []kpi.Indicator{{ID: "P1.1a", Life: kpi.Live, Measure: kpi.Count, Inputs: []kpi.Input{{Value: "s.deaths"}}, Suppress: &kpi.Suppress{From: 1, To: 4}}}
	values := map[kpi.Key]float64{}
	var keys []kpi.Key
	add := func(a kpi.AreaCode, p kpi.Period, v float64) {
		if _, ok := values[key(a, p)]; !ok {
			keys = append(keys, key(a, p))
		}
		values[key(a, p)] += v
	}
	for i, a := range plan.Areas[1:] {
		for m := range 120 {
			v := float64(r.IntN(4 + 3*i))
			for _, area := range []kpi.AreaCode{"K", a.Code} {
				add(area, month(m), v)
				add(area, kpi.PeriodContaining(kpi.Quarter, month(m).First), v)
				add(area, kpi.PeriodContaining(kpi.FinancialYear, month(m).First), v)
				for end := m; end < min(m+12, 120); end++ {
					if end >= 11 {
						add(area, kpi.PeriodEnding(kpi.Rolling12, month(end).Last), v)
					}
				}
			}
		}
	}
	var now []kpi.Observation
	var given []kpi.Issued
	for _, k := range keys {
		o := kpi.Observation{Key: k, Value: values[k]}
		now, given = append(now, o), append(given, kpi.Issued{Observation: o, Edition: 1})
	}
	for b.Loop() {
		p := kpi.Protect(plan, now, given)
		small, beside := 0, 0
		for _, o := range p.Observations {
			if o.Beside {
				beside++
			} else if o.State == kpi.Suppressed {
				small++
			}
		}
		b.ReportMetric(float64(small), "small")
		b.ReportMetric(float64(beside), "beside")
		b.ReportMetric(float64(len(p.Exposed)), "exposed")
		b.ReportMetric(float64(len(now)), "figures")
	}
}
