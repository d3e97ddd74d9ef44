package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/attack"
)

// TestNothingSmallCanBeWorkedOut publishes two editions of an invented force with everything that makes it hard, and
// attacks all that came out of both: site, packs, downloads, charts, assess, trace and revisions.
func TestNothingSmallCanBeWorkedOut(t *testing.T) {
	a := newAttacker(newWorld(t, 6))
	a.twoEditions(t)
	if told := a.told(t); len(told) > 0 {
		t.Errorf("can be worked out:\n%s", strings.Join(told, "\n"))
	}
	if len(a.secrets) < 40 || a.facts < 1000 {
		t.Errorf("%d secrets and %d numbers: too few to prove anything", len(a.secrets), a.facts)
	}
	for _, where := range []string{
		"assess --json", "assess --json, words, sentence", "assess --json, windows", "trace, cell", "trace, text of the cell", "revisions",
		"deaths.html, data", "deaths.html, areas", "deaths.html, chart option", "deaths.html, sentence", "panel.html, areas", "panel.xlsx!Areas", "panel.xlsx!Chart_data",
	} {
		if !a.places[where] {
			t.Errorf("nothing was read in %s", where)
		}
	}
	t.Logf("%d numbers read in %d places, %d small figures not told", a.facts, len(a.places), len(a.secrets))
}

// TestPlantedLeaks plants leaks that the attack must find: a plan that does not say that areas add up to the force, so
// that a total is published beside all but one area; and one that does not say that a rate tells its count.
func TestPlantedLeaks(t *testing.T) {
	for name, plant := range map[string]struct{ file, old, new, want string }{
		"total beside all but one area": {"areas.yaml", ", parent: E23000000", "", "force.deaths X-BOG 2025-07"},
		"through a rate":                {"sources.yaml", ", tells: [force.deaths]", "", "force.deaths X-BOG 2025-06"},
		"through a share as stated":     {"indicators/p1-safer-homes.yaml", ", stated: force.victims-stated", "", "force.victims-in-time X-BOG"},
		"through groups that add up":    {"sources.yaml", ", part_of: force.searches, by: ethnicity", "", "force.searches-black X-BOG"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 6)
			path := filepath.Join(w.dir, "plan", filepath.FromSlash(plant.file))
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			leaky := strings.ReplaceAll(string(content), plant.old, plant.new)
			if leaky == string(content) {
				t.Fatalf("%s has no %q", plant.file, plant.old)
			}
			if err := os.WriteFile(path, []byte(leaky), 0o644); err != nil {
				t.Fatal(err)
			}
			a := newAttacker(w)
			a.publish = nil // the questions on the command line are enough
			w.edition(t, "2025-10-15", nil)
			a.look(t)
			told := a.told(t)
			if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, plant.want) }) {
				t.Errorf("the leak was not found, only:\n%s", strings.Join(told, "\n"))
			}
		})
	}
}

// attacker puts together what came out of one publication after another.
type attacker struct {
	w       *world
	x       *attack.Table
	secrets map[string]bool
	places  map[string]bool
	publish []kpi.AreaCode // for which site and pack are made
	facts   int
}

func newAttacker(w *world) *attacker {
	return &attacker{w, attack.New(), map[string]bool{}, map[string]bool{}, []kpi.AreaCode{worldForce, "X-BOG"}, 0}
}

// twoEditions publishes an edition and one that revises it: what was hidden is other than before, and what it is hidden
// beside too.
func (a *attacker) twoEditions(t *testing.T) {
	a.w.edition(t, "2025-10-15", nil)
	a.look(t)
	at := func(id kpi.SeriesID, area kpi.AreaCode, month int) kpi.Key {
		return kpi.Key{Series: id, Area: area, Period: a.w.months[month]}
	}
	a.w.edition(t, "2025-11-15", map[kpi.Key]float64{
		at("force.deaths", "X-CLAY", 0): 9, at("force.deaths", "X-BOG", 4): 2, at("force.deaths", "X-ASH", 3): 13,
		at("force.victims-in-time", "X-DUN", 3): 8, at("force.searches-asian", "X-BOG", 4): 3, at("force.searches-white", "X-DUN", 2): 7,
	})
	a.look(t)
}

// name is a figure as it was from one revision to the next.
func (a *attacker) name(k kpi.Key) string {
	return fmt.Sprintf("%s %s %s (%d)", k.Series, k.Area, k.Period, a.w.since[k])
}

// look takes in everything that came out, and how it adds up.
func (a *attacker) look(t *testing.T) {
	t.Helper()
	for k := range a.w.truth {
		if k.Series != "force.deaths-rate" && k.Series != "force.victims-stated" {
			a.x.Range(a.name(k), 0, math.Inf(1))
		}
	}
	for area, v := range worldPeople {
		a.x.Shown("people "+string(area), v)
	}
	shown := map[string]bool{}
	for _, s := range a.w.gather(t, a.publish) {
		a.take(t, s, shown)
	}
	for k, v := range a.w.truth {
		if name := a.name(k); a.x.Knows(name) && !shown[name] {
			a.hidden(name, v)
		} else if name := a.name(k); a.x.Knows(name) && 1 <= v && v <= 4 {
			a.secrets[name] = true // and shown
		}
	}
	a.sums()
}

// hidden is what the attacker knows of a figure that is not shown: which bounds are hidden, and which figures are small.
func (a *attacker) hidden(name string, v float64) {
	switch {
	case 1 <= v && v <= 4:
		a.secrets[name] = true
		a.x.Range(name, 1, 4)
	case v == 0: // nothing is left over that belongs to no area, and that is not printed
		a.x.Shown(name, 0)
	default:
		a.x.Range(name, 5, math.Inf(1))
	}
}

// series are what the indicators show.
var worldSeries = map[string][2]kpi.SeriesID{
	"P1.1a": {"force.deaths"}, "P1.1b": {"force.victims-in-time", "force.victims"}, "P1.1c": {"force.searches"},
	"P1.1d": {"force.searches-asian"}, "P1.1e": {"force.searches-black"}, "P1.1f": {"force.searches-white"},
	"P1.1g": {"force.deaths-rate"}, "P1.1h": {"force.victims"}, "P1.1i": {"force.victims-stated"},
}

// take makes one number that was read somewhere a fact about figures.
func (a *attacker) take(t *testing.T, s seen, shown map[string]bool) {
	t.Helper()
	p, err := kpi.ParsePeriod(s.period)
	if first, last, ok := strings.Cut(s.period, " "); ok && s.part == "window" {
		p.First, err = kpi.ParseDate(first)
		p.Last, _ = kpi.ParseDate(last)
	}
	series, ok := worldSeries[s.indicator]
	if !ok {
		series = [2]kpi.SeriesID{kpi.SeriesID(s.indicator)}
	}
	if err != nil || s.area == "" {
		return
	}
	a.facts++
	a.places[s.where] = true
	id := series[0]
	if s.part == "window" {
		a.window(id, s, p)
		return
	}
	if p.Kind == kpi.Quarter && id == "force.deaths" {
		id = "force.deaths-quarterly"
	}
	key := func(id kpi.SeriesID) kpi.Key { return kpi.Key{Series: id, Area: s.area, Period: p} }
	value, of := a.name(key(id)), a.name(key(series[1]))
	switch {
	case s.part == "rate":
		a.x.Ratio(value, "people "+string(s.area), 100_000, s.low, s.high)
	case id == "force.deaths-rate":
		if s.area != kpi.NotAssigned {
			a.x.Ratio(a.name(key("force.deaths")), "people "+string(s.area), 100_000, s.low-0.005, s.high+0.005)
		}
	case id == "force.victims-stated":
		a.x.Ratio(a.name(key("force.victims-in-time")), a.name(key("force.victims")), 100, s.low-0.05, s.high+0.05)
	case s.part == "denominator":
		a.shown(t, of, key(series[1]), s, shown)
	case s.part == "" && series[1] != "":
		a.x.Ratio(value, of, 100, s.low, s.high)
	default:
		a.shown(t, value, key(id), s, shown)
	}
}

// shown takes a figure that was printed. One that is not of this world, such as of a longer span, tells nothing here.
func (a *attacker) shown(t *testing.T, name string, k kpi.Key, s seen, shown map[string]bool) {
	v, ok := a.w.truth[k]
	if !ok {
		return
	}
	if v < s.low || v > s.high {
		t.Errorf("%s: read %g to %g for %s, which is %g", s.where, s.low, s.high, name, v)
	}
	shown[name] = true
	a.x.Range(name, math.Ceil(s.low), math.Floor(s.high))
}

// window is a sum of months.
func (a *attacker) window(id kpi.SeriesID, s seen, p kpi.Period) {
	var names []string
	for _, m := range a.w.months {
		if m.Within(p) {
			names = append(names, a.name(kpi.Key{Series: id, Area: s.area, Period: m}))
		}
	}
	if id != "force.deaths-rate" && id != "force.victims-stated" && id != "force.victims-in-time" {
		a.x.Between(s.low, s.high, nil, names)
	}
}

// sums is how the figures of this edition add up.
func (a *attacker) sums() {
	names := func(keys ...kpi.Key) (out []string) {
		for _, k := range keys {
			if _, ok := a.w.truth[k]; ok {
				out = append(out, a.name(k))
			}
		}
		return out
	}
	for k := range a.w.truth {
		of := func(id kpi.SeriesID, area kpi.AreaCode, p kpi.Period) kpi.Key {
			return kpi.Key{Series: id, Area: area, Period: p}
		}
		rate := k.Series == "force.deaths-rate" || k.Series == "force.victims-stated"
		if k.Area == worldForce && !rate {
			var parts []kpi.Key
			for _, area := range worldAreas {
				parts = append(parts, of(k.Series, area, k.Period))
			}
			a.x.Adds(a.name(k), names(parts...)...)
		}
		switch k.Series {
		case "force.deaths-quarterly":
			first := k.Period.First
			a.x.Adds(a.name(k), names(of("force.deaths", k.Area, month(first, 0)), of("force.deaths", k.Area, month(first, 1)), of("force.deaths", k.Area, month(first, 2)))...)
		case "force.searches":
			a.x.Adds(a.name(k), names(of("force.searches-asian", k.Area, k.Period), of("force.searches-black", k.Area, k.Period), of("force.searches-white", k.Area, k.Period))...)
		case "force.victims":
			a.rest(k, of("force.victims-in-time", k.Area, k.Period))
		}
	}
}

func month(first kpi.Date, n int) kpi.Period { return kpi.PeriodFrom(kpi.Month, first.AddMonths(n)) }

// rest is who was not told in time: nowhere printed, and as telling as who was.
func (a *attacker) rest(of, part kpi.Key) {
	rest := "rest of " + a.name(of) + " less " + a.name(part)
	if v := a.w.truth[of] - a.w.truth[part]; 1 <= v && v <= 4 {
		a.secrets[rest] = true
		a.x.Range(rest, 1, 4)
	}
	a.x.Adds(a.name(of), a.name(part), rest)
}

func (a *attacker) told(t *testing.T) []string {
	t.Helper()
	if err := a.x.Solve(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for n := range a.secrets {
		names = append(names, n)
	}
	return a.x.Told(names)
}
