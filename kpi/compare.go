package kpi

import "strings"

// smallBase is the base under which a percentage change says nothing and is not given.
const smallBase = 20

// compare puts the latest figures against the baseline, like with like: a window of the baseline's length that ends
// with the latest point. Where that can't be done it leaves a note that says why.
func compare(plan *Plan, ind Indicator, a *Assessment) {
	b := a.Baseline
	if b == nil || a.Latest == nil || ind.Measure == Grade || ind.Measure == Milestone {
		return
	}
	base, ok := b.Known()
	if !ok {
		return
	}
	if b.Series != "" && b.Series != a.Input.Value {
		a.note("baseline-other-series", a.say("note.baseline-other-series", "series", string(b.Series)))
		return
	}
	if b.Period.Last > a.Latest.Period.Last {
		a.note("baseline-later", a.say("note.baseline-later", "period", b.Period.In(a.words)))
		return
	}
	window, why := a.windowLike(ind, b.Period)
	if why != "" {
		a.note(NoteNotCompared, why)
		return
	}
	if w, walled := a.wall(plan, b.Period, window.Period); walled {
		a.note("break-before-baseline", a.say("note.break-before-baseline", "month", a.words.Month(w.At.Time()), "what", w.What))
		return
	}
	c := &Change{Window: window.Period, Value: window.Value, Baseline: base, Difference: window.Value - base, Marks: window.Marks, Cells: window.Cells}
	switch {
	case ind.Measure == Percentage: // the difference is in percentage points already
	case events(ind, *b, base) < smallBase:
		a.note("small-base", a.say("note.small-base", "under", smallBase))
	default:
		percent := 100 * c.Difference / base
		c.Percent = &percent
	}
	c.Interval, c.Chance = a.chance(ind, *b, window, c)
	a.Change = c
}

// events is how many events a baseline rests on: of what is divided and not per cent its numerator, where that is known.
func events(ind Indicator, b Baseline, base float64) float64 {
	if ind.Divided() && b.Numerator != nil {
		return *b.Numerator
	}
	return base
}

// NoteNotCompared is the code of a note that says why the latest figures are not put against the baseline.
const NoteNotCompared = "not-compared"

// windowLike gives the value of the span that ends with the latest known point and is as long as the baseline's: the
// point itself, or a sum of points (numerator and denominator each, then divided once). A window with a hole is not a
// total: the second result says which periods are missing. Part of a year is compared only with the same part of
// another.
func (a *Assessment) windowLike(ind Indicator, like Period) (Point, string) {
	last := len(a.Points) - 1
	for last >= 0 && a.Points[last].State != Known {
		last--
	}
	return a.windowEnding(ind, like, last)
}

// windowEnding is windowLike of the span that ends with a point.
func (a *Assessment) windowEnding(ind Indicator, like Period, last int) (Point, string) {
	p := a.Points[last]
	have, want := p.Period.Kind.Months(), like.Kind.Months()
	switch {
	case have == want && (have > 0 || p.Period.Kind == like.Kind):
		if have > 0 && have < 12 && p.Period.First.Month() != like.First.Month() {
			return Point{}, a.say("note.not-compared-season", "period", p.Period.In(a.words), "baseline", like.In(a.words))
		}
		return p, ""
	case have == 0 || want == 0 || have > want || want%have != 0:
		return Point{}, a.say("note.not-compared-kind", "have", p.Period.Kind.In(a.words), "want", like.Kind.In(a.words))
	case !ind.AddsUp():
		return Point{}, a.say("note.not-compared-given")
	case p.Period.Kind == Rolling12:
		return Point{}, a.say("note.not-compared-rolling")
	}
	return a.sumWindow(ind, last, want/have, want)
}

// sumWindow adds up n neighbouring points that end with the one at last.
func (a *Assessment) sumWindow(ind Indicator, last, n, months int) (Point, string) {
	pts := a.Points
	end := pts[last].Period.Last
	span := Period{Rolling12, end.AddMonths(1 - months), end}
	if months != Rolling12.Months() {
		span = PeriodFrom(Half, end.AddMonths(1-months))
		if months == 3 {
			span = PeriodFrom(Quarter, end.AddMonths(1-months))
		}
		if !span.Valid() {
			return Point{}, a.say("note.not-compared-part")
		}
	}
	var missing []string
	out := Point{Period: span, State: Known}
	var value, num, den Sum
	for i := last - n + 1; i <= last; i++ {
		if i < 0 || pts[i].Period.Kind != pts[last].Period.Kind {
			return Point{}, a.say("note.not-compared-short")
		}
		if pts[i].State != Known {
			missing = append(missing, pts[i].Period.In(a.words))
			continue
		}
		out.Marks |= pts[i].Marks
		out.Cells = append(out.Cells, pts[i].Cells...)
		value.Add(pts[i].Value)
		if pts[i].Numerator != nil {
			num.Add(*pts[i].Numerator)
			den.Add(*pts[i].Denominator)
		}
	}
	if len(missing) > 0 {
		return Point{}, a.say("note.not-compared-hole", "periods", strings.Join(missing, ", "))
	}
	out.Value = value.Total()
	if ind.Divided() {
		x, y := num.Total(), den.Total()
		if out.Numerator, out.Denominator = &x, &y; y == 0 {
			return Point{}, a.say("note.not-compared-none")
		}
		out.Value = ind.Over(x, y)
	}
	return out, ""
}
