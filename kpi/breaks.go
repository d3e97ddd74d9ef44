package kpi

import "slices"

// group numbers the points by the breaks and rebases before them and returns the breaks that lie inside the series. A
// break stands before the first point that begins on or after its day (a point in time: that is on or after it). A
// change of the kind of period is a break of its own.
func group(plan *Plan, in Input, area AreaCode, pts []Point, rebases []Rebase) []Break {
	if len(pts) == 0 {
		return nil
	}
	var found []Break
	for _, b := range plan.breaksOf(in, area) {
		if b.At > pts[0].Period.First && b.At <= pts[len(pts)-1].Period.Last {
			found = append(found, b)
		}
	}
	g := 0
	for i := range pts {
		if i > 0 {
			walls := 0
			for _, b := range found {
				if pts[i-1].Period.First < b.At && pts[i].Period.First >= b.At {
					walls++
				}
			}
			if pts[i-1].Period.Kind != pts[i].Period.Kind {
				walls++
				found = append(found, Break{At: pts[i].Period.First, What: plan.Words.Say("break.kind", "was", pts[i-1].Period.Kind.In(plan.Words), "is", pts[i].Period.Kind.In(plan.Words))})
			}
			for _, r := range rebases {
				if pts[i-1].Period.First < r.From && pts[i].Period.First >= r.From {
					walls++
				}
			}
			if walls > 0 {
				g++
			}
		}
		pts[i].Group = g
	}
	return found
}

// breaksOf are the breaks of an input's series in any of some areas, wherever its figures begin and end.
func (p *Plan) breaksOf(in Input, areas ...AreaCode) []Break {
	var out []Break
	for _, b := range p.Breaks {
		if slices.ContainsFunc(areas, b.In) && (b.Covers(in.Value) || in.Denominator != "" && b.Covers(in.Denominator)) {
			out = append(out, b)
		}
	}
	return out
}

// wall gives a break between a baseline, or the base of a target, and a later span. The series may begin after it, or
// even with it: what came before is then known from the plan alone, and still counted other things.
func (a *Assessment) wall(plan *Plan, base, later Period) (Break, bool) {
	if w, walled := breakBetween(a.Breaks, base, later); walled {
		return w, true
	}
	return breakBetween(plan.breaksOf(a.Input, a.Area), base, later)
}

// rebasesIn are the rebases of an indicator that were made by a day and lie inside the series.
func rebasesIn(plan *Plan, ind Indicator, pts []Point, asAt Date) []Rebase {
	var out []Rebase
	for _, r := range plan.Rebases(ind.ID) {
		if len(pts) > 0 && (asAt == 0 || r.Made <= asAt) && r.From > pts[0].Period.First && r.From <= pts[len(pts)-1].Period.First {
			out = append(out, r)
		}
	}
	return out
}

// breakBetween gives a break of the series between two spans, or inside the later of them: figures of the two then do
// not count the same things.
func breakBetween(breaks []Break, a, b Period) (Break, bool) {
	first, last := min(a.First, b.First), max(a.Last, b.Last)
	for _, w := range breaks {
		if w.At > first && w.At <= last {
			return w, true
		}
	}
	return Break{}, false
}
