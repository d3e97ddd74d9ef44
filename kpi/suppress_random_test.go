package kpi_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/attack"
)

// TestNothingIsToldAtRandom makes tables of areas, months, quarters and years at random, hides the small figures edition
// after edition, and attacks all that was ever shown at once.
func TestNothingIsToldAtRandom(t *testing.T) {
	tables := 300
	if testing.Short() {
		tables = 50
	}
	secrets, beside, shown, exposed := 0, 0, 0, 0
	for seed := range tables {
		r := newRandomTable(uint64(seed))
		for range 1 + r.IntN(3) {
			r.edition()
		}
		for _, told := range r.attack(t) {
			if name, _, _ := strings.Cut(told, " ("); !r.exposed[name] {
				t.Errorf("seed %d: %s", seed, told)
			}
		}
		secrets, beside, shown, exposed = secrets+len(r.secrets), beside+r.beside, shown+r.shown, exposed+len(r.exposed)
		if t.Failed() {
			t.Log(r.log.String())
			return
		}
	}
	if secrets < tables || beside < tables/2 || shown < 5*tables {
		t.Errorf("%d secrets, %d figures hidden beside them, %d shown: too few to prove anything", secrets, beside, shown)
	}
	if exposed*100 > secrets {
		t.Errorf("%d of %d small figures are hidden in vain", exposed, secrets)
	}
	t.Logf("%d small figures hidden, %d beside them, %d shown; %d hidden in vain", secrets, beside, shown, exposed)
}

// randomTable is a force with some areas, whose figures are published again and again.
type randomTable struct {
	*rand.Rand
	plan    *kpi.Plan
	areas   []kpi.AreaCode // without the force
	months  int
	lowest  float64 // of the bounds
	values  map[kpi.Key]float64
	revised map[kpi.Key]int // the load that it came with
	history []kpi.Issued
	load    int
	years   bool

	x             *attack.Table
	secrets       map[string]bool
	exposed       map[string]bool // said to be told
	beside, shown int
	log           strings.Builder
}

func newRandomTable(seed uint64) *randomTable {
	r := &randomTable{Rand: rand.New(rand.NewPCG(seed, 7)), values: map[kpi.Key]float64{}, revised: map[kpi.Key]int{}, x: attack.New(), secrets: map[string]bool{}, exposed: map[string]bool{}}
	r.months, r.years, r.lowest = []int{1, 2, 3, 3, 6, 14}[r.IntN(6)], r.IntN(2) == 0, float64(1-r.IntN(4)/3)
	r.plan = &kpi.Plan{Area: "K", Areas: []kpi.Area{{Code: "K", Role: "force"}}}
	for i := range 2 + r.IntN(4) {
		a := kpi.AreaCode(rune('A' + i))
		r.areas = append(r.areas, a)
		r.plan.Areas = append(r.plan.Areas, kpi.Area{Code: a, Role: "council", Parent: "K"})
	}
	if r.IntN(3) == 0 {
		r.areas = append(r.areas, kpi.NotAssigned)
	}
	r.plan.Sources = []kpi.Source{{ID: "s", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{{ID: "s.deaths"}}}}
	r.plan.Indicators = []kpi.Indicator{{
		ID: "P1.1a", Life: kpi.Live, Measure: kpi.Count, Inputs: []kpi.Input{{Value: "s.deaths"}}, Suppress: &kpi.Suppress{From: r.lowest, To: 4},
	}}
	for _, a := range r.areas {
		big := r.IntN(3) == 0
		for m := range r.months {
			r.values[key(a, month(m))] = r.figure(big)
		}
	}
	r.addUp()
	return r
}

// figure is small more often than not, and 0 often enough.
func (r *randomTable) figure(big bool) float64 {
	if big {
		return float64(10 + r.IntN(90))
	}
	return float64([]int{0, 0, 1, 2, 3, 4, 5, 6, 7, 12}[r.IntN(10)])
}

func month(m int) kpi.Period {
	return kpi.PeriodFrom(kpi.Month, kpi.DateOf(2024, 4, 1).AddMonths(m))
}

func key(a kpi.AreaCode, p kpi.Period) kpi.Key {
	return kpi.Key{Series: "s.deaths", Area: a, Period: p}
}

// addUp works out quarters, halves, rolling years and the force from the areas' months.
func (r *randomTable) addUp() {
	for _, a := range append([]kpi.AreaCode{"K"}, r.areas...) {
		for m := range r.months {
			if a == "K" {
				r.values[key(a, month(m))] = 0
				for _, b := range r.areas {
					r.values[key(a, month(m))] += r.values[key(b, month(m))]
				}
			}
		}
		for _, p := range r.longer() {
			r.values[key(a, p)] = 0
			for m := range r.months {
				if month(m).Within(p) {
					r.values[key(a, p)] += r.values[key(a, month(m))]
				}
			}
		}
	}
}

func (r *randomTable) longer() []kpi.Period {
	var out []kpi.Period
	if r.years && r.months >= 3 {
		for q := range r.months / 3 {
			out = append(out, kpi.PeriodContaining(kpi.Quarter, month(3*q).First))
		}
	}
	for m := 11; m < r.months; m++ {
		out = append(out, kpi.PeriodEnding(kpi.Rolling12, month(m).Last))
	}
	if r.years && r.months == 6 {
		out = append(out, kpi.PeriodContaining(kpi.Half, month(0).First))
	}
	return out
}

func (r *randomTable) periods() []kpi.Period {
	out := r.longer()
	for m := range r.months {
		out = append(out, month(m))
	}
	return out
}

// edition revises some figures (not in the first), publishes, and lets the attacker see what is shown.
func (r *randomTable) edition() {
	before := map[kpi.Key]float64{}
	if r.load++; r.load > 1 {
		for k, v := range r.values {
			before[k] = v
		}
		for range 1 + r.IntN(3) {
			r.values[key(r.areas[r.IntN(len(r.areas))], month(r.IntN(r.months)))] = r.figure(r.IntN(2) == 0)
		}
		r.addUp()
	}
	var now []kpi.Observation
	for _, a := range append([]kpi.AreaCode{"K"}, r.areas...) {
		for _, p := range r.periods() {
			k := key(a, p)
			o := kpi.Observation{Key: k, Value: r.values[k], Place: kpi.Place{Load: r.load}}
			now = append(now, o)
			if old, ok := before[k]; !ok || old != o.Value {
				r.revised[k] = r.load
				r.history = append(r.history, kpi.Issued{Observation: o, Edition: kpi.Date(r.load)})
			}
		}
	}
	r.see(now, kpi.Protect(r.plan, now, r.history))
}

// name is a figure as it was from one revision to the next: the attacker knows that it is the same in these editions.
func (r *randomTable) name(k kpi.Key) string {
	return fmt.Sprintf("%s %s (%d)", k.Area, k.Period, r.revised[k])
}

func (r *randomTable) see(now []kpi.Observation, p kpi.Protected) {
	for _, k := range p.Exposed {
		r.exposed[fmt.Sprintf("%s %s", k.Area, k.Period)] = true
	}
	if len(p.Exposed) > 0 {
		fmt.Fprintf(&r.log, "exposed: %v\n", p.Exposed)
	}
	for i, o := range p.Observations {
		name := r.name(o.Key)
		small := r.lowest <= now[i].Value && now[i].Value <= 4
		fmt.Fprintf(&r.log, "edition %d: %s = %g, shown %v, beside %v\n", r.load, name, now[i].Value, o.State == kpi.Known, o.Beside)
		switch {
		case o.State == kpi.Known:
			r.shown++
			r.x.Shown(name, o.Value)
			if small {
				r.secrets[name] = true // and told at once
			}
		case o.Beside:
			r.beside++
			r.x.Range(name, 5, math.Inf(1))
		default:
			r.secrets[name] = true
			r.x.Range(name, r.lowest, 4)
		}
	}
	r.sums()
}

// sums tells the attacker how the figures of this edition add up.
func (r *randomTable) sums() {
	for _, p := range r.periods() {
		var parts []string
		for _, a := range r.areas {
			parts = append(parts, r.name(key(a, p)))
		}
		r.x.Adds(r.name(key("K", p)), parts...)
	}
	for _, a := range append([]kpi.AreaCode{"K"}, r.areas...) {
		for _, p := range r.longer() {
			var parts []string
			for m := range r.months {
				if month(m).Within(p) {
					parts = append(parts, r.name(key(a, month(m))))
				}
			}
			r.x.Adds(r.name(key(a, p)), parts...)
		}
	}
}

func (r *randomTable) attack(t *testing.T) []string {
	t.Helper()
	if err := r.x.Solve(); err != nil {
		t.Fatalf("%v\n%s", err, r.log.String())
	}
	var names []string
	for n := range r.secrets {
		names = append(names, n)
	}
	return r.x.Told(names)
}
