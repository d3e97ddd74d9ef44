package kpi

import (
	"math"
	"slices"
)

// connectSpans: months add up to quarters, halves and years, of one series or of several that count the same; and two
// years that overlap differ by the months that they do not share.
func (c *cells) connectSpans(k Key) {
	if k.Period.Kind == PointInTime {
		return
	}
	alike := c.alike[c.root(k.Series)]
	if len(alike) == 0 {
		alike = []SeriesID{k.Series}
	}
	for _, id := range alike {
		for _, long := range spansAround(k.Period) {
			whole := k
			whole.Series, whole.Period = id, long
			i, ok := c.now[whole]
			if !ok {
				continue
			}
			if long.Kind.Months() == 12 {
				c.differ(whole)
			}
			for _, of := range alike {
				part := whole
				part.Series = of
				c.addUp(i, part, of != id)
			}
		}
	}
}

// spansAround lists the periods in which p lies, p itself first.
func spansAround(p Period) []Period {
	out := []Period{p}
	if p.Kind.Months() == 0 && p.Kind != Day {
		return out
	}
	for _, kind := range []PeriodKind{Month, Quarter, Half, FinancialYear, CalendarYear} {
		if q := PeriodContaining(kind, p.First); q != p && p.Within(q) {
			out = append(out, q)
		}
	}
	for end := p.Last; end < p.First+366; end = (end + 1).monthEnd() {
		if q := PeriodEnding(Rolling12, end.monthEnd()); q != p && p.Within(q) {
			out = append(out, q)
		}
	}
	return out
}

// addUp keeps that the shorter figures of whole's series come to the figure i, for each kind of which none is missing.
// Figures of another series are only those of the same thing where they do agree.
func (c *cells) addUp(i int, whole Key, other bool) {
	for _, kind := range []PeriodKind{Day, Month, Quarter, Half, FinancialYear, CalendarYear, Rolling12} {
		if parts, ok := c.tile(whole, kind, whole.Period.First, whole.Period.Last); ok && !slices.Contains(parts, i) && (!other || c.agree(i, parts)) {
			c.equate([]int{i}, parts)
		}
	}
}

// filled says whether all shorter figures of a year are given: then the year is the sum of them, and says all there is.
func (c *cells) filled(year Key, short PeriodKind) bool {
	_, ok := c.tile(year, short, year.Period.First, year.Period.Last)
	return ok
}

// agree says whether figures come to another one, as far as all are known.
func (c *cells) agree(i int, parts []int) bool {
	var sum Sum
	for _, p := range parts {
		sum.Add(c.list[p].value)
	}
	return !(math.Abs(sum.Total()-c.list[i].value) > 1e-6)
}

// tile gives the figures of a kind of period that fill a span without a gap.
func (c *cells) tile(k Key, kind PeriodKind, first, last Date) ([]int, bool) {
	var out []int
	for p := PeriodFrom(kind, first); p.First <= last; p = PeriodFrom(kind, p.Last+1) {
		k.Period = p
		i, ok := c.now[k]
		if !ok || p.Last > last || !p.Valid() {
			return nil, false
		}
		out = append(out, i)
	}
	return out, len(out) > 0
}

// differ keeps that a year and one that begins some months later differ by those months at both ends, which tells
// something where not all months between are given.
func (c *cells) differ(year Key) {
	for _, months := range []int{1, 3, 6} {
		c.differBy(year, months)
		for _, kind := range years {
			earlier := year
			earlier.Period = PeriodFrom(kind, year.Period.First.AddMonths(-months))
			if _, ok := c.now[earlier]; ok && earlier.Period.Valid() {
				c.differBy(earlier, months)
			}
		}
	}
}

var years = []PeriodKind{Rolling12, FinancialYear, CalendarYear}

func (c *cells) differBy(year Key, months int) {
	p := year.Period
	for _, kind := range years {
		later := year
		later.Period = PeriodFrom(kind, p.First.AddMonths(months))
		j, ok := c.now[later]
		if !ok || !later.Period.Valid() {
			continue
		}
		for _, short := range []PeriodKind{Month, Quarter, Half} {
			begin, ok1 := c.tile(year, short, p.First, later.Period.First-1)
			end, ok2 := c.tile(year, short, p.Last+1, later.Period.Last)
			if i := c.now[year]; ok1 && ok2 && !(c.filled(year, short) && c.filled(later, short)) {
				c.equate(append([]int{j}, begin...), append([]int{i}, end...))
			}
		}
	}
}

// hideRolling hides the rolling years of areas where one of their months is hidden in any of the areas: each month is in
// twelve of them, and as long as they are shown next to nothing else can be hidden. The force's are shown.
func (c *cells) hideRolling(batch []Issued) {
	for _, g := range batch {
		i, ok := c.now[g.Key]
		if !ok || g.Key.Period.Kind != Rolling12 || !c.list[i].hideable() {
			continue
		}
		if b := c.bounds[c.root(g.Key.Series)]; b.To > 0 && c.list[i].value > b.To && c.monthsHidden(g.Key) {
			c.list[i].hidden, c.list[i].derived = true, true
		}
	}
}

// monthsHidden says whether the months of a rolling year are all given, for the area and all beside it, and one of them
// is hidden.
func (c *cells) monthsHidden(year Key) bool {
	for _, kind := range []PeriodKind{FinancialYear, CalendarYear} { // which is the same figure, and is treated as such
		other := year
		other.Period = PeriodFrom(kind, year.Period.First)
		if _, ok := c.now[other]; ok {
			return false
		}
	}
	parent := c.parentOf(year.Area)
	if parent == "" {
		return false
	}
	any := false
	for _, area := range c.beside(parent) {
		k := year
		k.Area = area
		if _, ok := c.now[k]; !ok {
			continue
		}
		months, ok := c.tile(k, Month, k.Period.First, k.Period.Last)
		if !ok {
			return false
		}
		any = any || slices.ContainsFunc(months, func(i int) bool { return c.list[i].hidden })
	}
	return any
}

// parentOf is the area in which another lies, "" for none.
func (c *cells) parentOf(area AreaCode) AreaCode {
	if area == NotAssigned {
		return c.plan.Area
	}
	for _, a := range c.plan.Areas {
		if a.Code == area {
			return a.Parent
		}
	}
	return ""
}

// beside lists an area and those that lie in it.
func (c *cells) beside(parent AreaCode) []AreaCode {
	out := []AreaCode{parent, NotAssigned}
	for _, a := range c.plan.Areas {
		if a.Parent == parent {
			out = append(out, a.Code)
		}
	}
	return out
}
