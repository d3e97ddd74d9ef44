package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
)

// world is what is true in the invented force of testdata/suppress, edition by edition.
type world struct {
	dir    string
	truth  map[kpi.Key]float64
	since  map[kpi.Key]int // the edition in which a figure got its value
	now    int
	months []kpi.Period
}

var worldAreas = []kpi.AreaCode{"X-ASH", "X-BOG", "X-CLAY", "X-DUN", kpi.NotAssigned}

const worldForce = kpi.AreaCode("E23000000")

// worldMonthly has figures by area, in the order of worldAreas, month by month from April 2025: an area with small figures, one
// with some, one of zeros only; small rests of a percentage; small groups of a large whole.
var worldMonthly = map[kpi.SeriesID][5][6]float64{
	"force.deaths":          {{12, 9, 11, 10, 14, 12}, {1, 0, 2, 3, 0, 1}, {4, 6, 3, 5, 8, 7}, {}, {0, 1, 0, 0, 0, 2}},
	"force.victims":         {{40, 37, 44, 41, 39, 48}, {6, 3, 7, 9, 5, 4}, {25, 31, 22, 27, 26, 24}, {9, 8, 9, 12, 7, 11}},
	"force.victims-in-time": {{38, 33, 31, 40, 30, 40}, {3, 2, 7, 5, 1, 3}, {21, 25, 20, 18, 25, 14}, {9, 7, 9, 6, 7, 5}},
	"force.searches-white":  {{120, 131, 99, 140, 123, 118}, {31, 22, 41, 33, 28, 25}, {77, 81, 69, 90, 85, 71}, {5, 6, 4, 7, 3, 6}},
	"force.searches-black":  {{14, 11, 17, 15, 9, 12}, {2, 1, 0, 3, 5, 1}, {22, 19, 25, 30, 21, 18}, {0, 0, 0, 1, 0, 0}},
	"force.searches-asian":  {{3, 8, 6, 9, 4, 7}, {0, 2, 6, 1, 0, 0}, {11, 9, 14, 7, 12, 16}, {0, 0, 2, 0, 0, 0}},
}

var worldPeople = map[kpi.AreaCode]float64{worldForce: 170_000, "X-ASH": 80_000, "X-BOG": 20_000, "X-CLAY": 60_000, "X-DUN": 10_000}

// newWorld makes a workspace with the plan, and nothing loaded. Its figures begin anew after six months.
func newWorld(t *testing.T, months int) *world {
	t.Helper()
	w := &world{dir: filepath.Join(t.TempDir(), "office"), truth: map[kpi.Key]float64{}, since: map[kpi.Key]int{}}
	output(t, "init", w.dir, "--plan", "blank")
	for _, name := range []string{"areas.yaml", "sources.yaml", "indicators/p1-safer-homes.yaml"} {
		content, err := os.ReadFile(filepath.Join("testdata", "suppress", filepath.FromSlash(name)))
		if err == nil {
			err = os.WriteFile(filepath.Join(w.dir, "plan", filepath.FromSlash(name)), content, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	output(t, "check", "-C", w.dir)
	for m := range months {
		w.months = append(w.months, kpi.PeriodFrom(kpi.Month, kpi.DateOf(2025, 4, 1).AddMonths(m)))
	}
	for id, areas := range worldMonthly {
		for i, a := range worldAreas {
			for m, p := range w.months {
				w.truth[kpi.Key{Series: id, Area: a, Period: p}] = areas[i][m%6]
			}
		}
	}
	return w
}

// edition changes some figures, works out all that follows from them, and loads it as a return of a day.
func (w *world) edition(t *testing.T, day string, change map[kpi.Key]float64) {
	t.Helper()
	before := maps.Clone(w.truth)
	w.now++
	maps.Copy(w.truth, change)
	w.addUp()
	for k, v := range w.truth {
		if old, ok := before[k]; w.now == 1 || !ok || old != v {
			w.since[k] = w.now
		}
	}
	path := filepath.Join(w.dir, "return-"+day+".csv")
	if err := os.WriteFile(path, []byte(w.csv()), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "load", "-C", w.dir, path, "--edition", day)
}

// quarters are those that the months fill.
func (w *world) quarters() []kpi.Period {
	var out []kpi.Period
	for m := 0; m+3 <= len(w.months); m += 3 {
		out = append(out, kpi.PeriodContaining(kpi.Quarter, w.months[m].First))
	}
	return out
}

// addUp works out searches of everybody, the force, the quarters of deaths, and what is stated as rates and shares.
func (w *world) addUp() {
	sum := func(to kpi.Key, of ...kpi.Key) {
		w.truth[to] = 0
		for _, k := range of {
			w.truth[to] += w.truth[k]
		}
	}
	for _, p := range w.months {
		for _, a := range worldAreas {
			at := func(id kpi.SeriesID) kpi.Key { return kpi.Key{Series: id, Area: a, Period: p} }
			sum(at("force.searches"), at("force.searches-white"), at("force.searches-black"), at("force.searches-asian"))
		}
		for _, id := range append(slices.Collect(maps.Keys(worldMonthly)), "force.searches") {
			var parts []kpi.Key
			for _, a := range worldAreas {
				parts = append(parts, kpi.Key{Series: id, Area: a, Period: p})
			}
			sum(kpi.Key{Series: id, Area: worldForce, Period: p}, parts...)
		}
	}
	for _, a := range append(worldAreas, worldForce) {
		for i, q := range w.quarters() {
			at := func(p kpi.Period) kpi.Key { return kpi.Key{Series: "force.deaths", Area: a, Period: p} }
			quarter := at(q)
			quarter.Series = "force.deaths-quarterly"
			sum(quarter, at(w.months[3*i]), at(w.months[3*i+1]), at(w.months[3*i+2]))
		}
		for _, p := range w.months {
			at := func(id kpi.SeriesID) kpi.Key { return kpi.Key{Series: id, Area: a, Period: p} }
			if people := worldPeople[a]; people > 0 {
				w.truth[at("force.deaths-rate")] = round(w.truth[at("force.deaths")]*100_000/people, 2)
			}
			if of := w.truth[at("force.victims")]; of > 0 {
				w.truth[at("force.victims-stated")] = round(100*w.truth[at("force.victims-in-time")]/of, 1)
			}
		}
	}
}

func round(v float64, digits int) float64 {
	var out float64
	fmt.Sscan(fmt.Sprintf("%.*f", digits, v), &out)
	return out
}

// csv is the return: what belongs to no area is not in it, and is worked out when it is loaded.
func (w *world) csv() string {
	var lines []string
	add := func(k kpi.Key, v float64) {
		if k.Area != kpi.NotAssigned {
			lines = append(lines, fmt.Sprintf("%s,%s,,%s,%s,%s,%v,final,Westfold,A return,Row", k.Series, k.Area, k.Period, k.Period.First, k.Period.Last, v))
		}
	}
	for k, v := range w.truth {
		add(k, v)
	}
	date := kpi.DateOf(2025, 6, 30)
	for a, v := range worldPeople {
		add(kpi.Key{Series: "census.people", Area: a, Period: kpi.Period{Kind: kpi.PointInTime, First: date, Last: date}}, v)
	}
	slices.Sort(lines)
	return "series,area_code,area,period,first_day,last_day,value,status,publisher,release,place\n" + strings.Join(lines, "\n") + "\n"
}
