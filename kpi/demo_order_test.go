package kpi_test

import (
	"math/rand/v2"
	"testing"

	"planwatch/kpi"
	"planwatch/reports"
)

// TestOrderOfTheDemo holds that nothing said of the demo's indicators, and no limit of theirs, depends on the order in
// which figures come.
func TestOrderOfTheDemo(t *testing.T) {
	plan := shippedPlan(t)
	figures := demoFigures(t, plan)
	answers := func() map[kpi.IndicatorID]string {
		out := map[kpi.IndicatorID]string{}
		data := kpi.NewData(figures)
		for _, ind := range plan.Computed() {
			a := kpi.Assess(plan, ind, plan.Area, data, kpi.DateOf(2026, 3, 31))
			out[ind.ID] = reports.Words(ind, a) + everything(drawn{ind: ind}, a)
		}
		return out
	}
	before := answers()
	r := rand.New(rand.NewPCG(1, 7))
	for range 2 {
		r.Shuffle(len(figures), func(i, j int) { figures[i], figures[j] = figures[j], figures[i] })
		for id, said := range answers() {
			if said != before[id] {
				t.Errorf("%s, in another order: %s", id, differ(before[id], said))
			}
		}
	}
	figures = figures[:len(figures)/2]
	changed := 0
	for id, said := range answers() {
		if said != before[id] {
			changed++
		}
	}
	if changed == 0 {
		t.Error("half of the figures say the same: the check cannot fail")
	}
}
