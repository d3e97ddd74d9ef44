package ingest

import (
	"cmp"
	"maps"
	"slices"

	"planwatch/kpi"
)

// Expectation says when the return of a layout is waited for: one for each period, so many days after its end.
type Expectation struct {
	Every  kpi.PeriodKind
	Within int // days
}

// hole is a stretch of periods that nobody reported, between what holds and what has come.
type hole struct {
	kind           kpi.PeriodKind
	before, behind kpi.Period
}

// gaps finds the holes that a return leaves: a month that was never sent is otherwise only seen on a chart. One warning
// stands for all series that have the same hole. A blank cell is no hole: it says that the figure is missing. Nor is it one
// when a month has no figure of a breakdown whose whole the return gives: it had no record of the kind.
func (k *check) gaps() {
	lines := map[line][]*kpi.Observation{}
	for i := range k.ret.Observations {
		o := &k.ret.Observations[i]
		if o.Outturn && regular(o.Period.Kind) && o.Area != kpi.NotAssigned {
			lines[lineOf(o.Key)] = append(lines[lineOf(o.Key)], o)
		}
	}
	type holed struct {
		at     kpi.Observation // the first figure behind the hole, in the order of the return
		series map[kpi.SeriesID]bool
	}
	found := map[hole]*holed{}
	for _, l := range slices.SortedFunc(maps.Keys(lines), byLine) {
		if l.breakdown != "" && lines[l.whole()] != nil {
			continue
		}
		h, behind, ok := firstHole(k.before[l], lines[l])
		if !ok {
			continue
		}
		if found[h] == nil {
			found[h] = &holed{at: behind, series: map[kpi.SeriesID]bool{}}
		}
		found[h].series[l.series] = true
	}
	holes := slices.SortedFunc(maps.Keys(found), func(a, b hole) int { return cmp.Or(byPeriod(a.before, b.before), byPeriod(a.behind, b.behind)) })
	for _, h := range holes {
		f := found[h]
		words := string(f.at.Series)
		if n := len(f.series) - 1; n > 0 {
			words += " and " + countOf(n, "series more", "series more")
		}
		k.say(kpi.Warning, f.at.Place, "gap", "want %s next after %s, found %s: nothing in between for %s", h.before.Next(), h.before, h.behind, words)
	}
	k.saidAll(kpi.Warning, "gap", "gap", "gaps")
}

// regular says whether periods of a kind follow one another without a hole. Rolling years overlap, and points in time
// have no next.
func regular(kind kpi.PeriodKind) bool {
	return kind != kpi.Rolling12 && kind != kpi.PointInTime
}

// firstHole finds the first hole from the newest period that holds over those that are newer. A line that nothing held
// for begins where it begins.
func firstHole(held []kpi.Observation, list []*kpi.Observation) (hole, kpi.Observation, bool) {
	if len(held) == 0 {
		return hole{}, kpi.Observation{}, false
	}
	last := held[len(held)-1].Period
	slices.SortStableFunc(list, func(a, b *kpi.Observation) int { return byPeriod(a.Period, b.Period) })
	for _, o := range list {
		if !last.Less(o.Period) {
			continue
		}
		if o.Period.First > last.Last+1 {
			return hole{o.Period.Kind, last, o.Period}, *o, true
		}
		last = o.Period
	}
	return hole{}, kpi.Observation{}, false
}

func byLine(a, b line) int {
	return cmp.Or(cmp.Compare(a.series, b.series), cmp.Compare(a.area, b.area), cmp.Compare(a.breakdown, b.breakdown), cmp.Compare(a.kind, b.kind))
}

// onTime says whether an expected return came late, or before the period that it is about had ended. The day it came is
// its edition where it says one of itself, so that an archive that is loaded years afterwards is judged as it was then;
// an edition that is only the end of its newest period says nothing, and the day of loading is taken.
func (k *check) onTime() {
	e, expected := k.Expect[k.ret.Layout]
	if !expected {
		return
	}
	newest, ok := k.newest(e.Every)
	if !ok {
		return
	}
	came := k.ret.Edition
	if came == newest.Period.Last {
		came = k.Today
	}
	if came == 0 {
		return
	}
	due := newest.Period.Last + kpi.Date(e.Within)
	switch {
	case came > due:
		k.say(kpi.Warning, newest.Place, "late-return", "want the return for %s by %s, found it on %s, %s late",
			newest.Period, due, came, countOf(int(came-due), "day", "days"))
	case came <= newest.Period.Last, k.Today != 0 && k.Today <= newest.Period.Last:
		k.say(kpi.Warning, newest.Place, "early-return", "want the return for %s after %s, when it ends, found it on %s: it is not whole yet",
			newest.Period, newest.Period.Last, min(came, max(k.Today, 1)))
	}
}

// newest is the first figure of outturn of the newest period of a kind, when it is news: what was sent before is not
// late again.
func (k *check) newest(kind kpi.PeriodKind) (kpi.Observation, bool) {
	var out kpi.Observation
	for i := range k.ret.Observations {
		o := &k.ret.Observations[i]
		if o.Outturn && o.Period.Kind == kind && (out.Period.Kind == 0 || out.Period.Less(o.Period)) {
			out = *o
		}
	}
	return out, out.Period.Kind != 0 && k.news(&out)
}
