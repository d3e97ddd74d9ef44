package ingest

import (
	"slices"

	"planwatch/kpi"
)

// line is one line on a chart: a series of one area and breakdown, in periods of one kind. Figures of another kind of
// period are another line: a change of kind is a break.
type line struct {
	series    kpi.SeriesID
	area      kpi.AreaCode
	breakdown string
	kind      kpi.PeriodKind
}

func lineOf(k kpi.Key) line { return line{k.Series, k.Area, k.Breakdown, k.Period.Kind} }

// whole is the line that a breakdown is of.
func (l line) whole() line {
	l.breakdown = ""
	return l
}

// history is what holds, line by line, each in order of time.
type history map[line][]kpi.Observation

func newHistory(held []kpi.Observation) history {
	h := history{}
	h.add(held)
	return h
}

// add puts figures in; of two of one period the later one stays.
func (h history) add(observations []kpi.Observation) {
	touched := map[line]bool{}
	for _, o := range observations {
		l := lineOf(o.Key)
		h[l] = append(h[l], o)
		touched[l] = true
	}
	for l := range touched {
		list := h[l]
		slices.SortStableFunc(list, func(a, b kpi.Observation) int { return byPeriod(a.Period, b.Period) })
		kept := list[:0]
		for i, o := range list {
			if i+1 == len(list) || list[i+1].Period != o.Period {
				kept = append(kept, o)
			}
		}
		h[l] = kept
	}
}

func byPeriod(a, b kpi.Period) int {
	switch {
	case a.Less(b):
		return -1
	case b.Less(a):
		return 1
	}
	return 0
}

// figure gives what holds for a key.
func (h history) figure(k kpi.Key) (kpi.Observation, bool) {
	list := h[lineOf(k)]
	i, ok := slices.BinarySearchFunc(list, k.Period, func(o kpi.Observation, p kpi.Period) int { return byPeriod(o.Period, p) })
	if !ok {
		return kpi.Observation{}, false
	}
	return list[i], true
}

// since gives the last known values of a line before a period, the latest last, at most so many. It never reaches back
// over a break of the plan: what was counted in another way says nothing about what is usual.
func (h history) since(plan *kpi.Plan, key kpi.Key, most int) []kpi.Observation {
	var wall kpi.Date
	for _, b := range plan.Breaks {
		if b.Covers(key.Series) && b.In(key.Area) && b.At <= key.Period.First {
			wall = max(wall, b.At)
		}
	}
	list := h[lineOf(key)]
	var out []kpi.Observation
	for i := len(list) - 1; i >= 0 && len(out) < most; i-- {
		o := list[i]
		if !o.Period.Less(key.Period) || o.State != kpi.Known {
			continue
		}
		if o.Period.First < wall {
			break
		}
		out = append(out, o)
	}
	slices.Reverse(out)
	return out
}
