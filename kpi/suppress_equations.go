package kpi

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// equation says that figures, each times a whole number, come to nothing when they are added up (or to what is left over
// when they do not quite agree, which a reader is taken to know).
type equation struct {
	terms []term // in order of cells
}

type term struct{ cell, times int }

// equate keeps an equation: a total, and what adds up to it.
func (c *cells) equate(total []int, parts []int) {
	times := map[int]int{}
	for _, i := range total {
		times[i]--
	}
	for _, i := range parts {
		times[i]++
	}
	var e equation
	var name strings.Builder
	for _, i := range slices.Sorted(maps.Keys(times)) {
		if c.list[i].derived {
			return
		}
		if times[i] != 0 {
			e.terms = append(e.terms, term{i, times[i]})
			name.WriteString(strconv.Itoa(i) + "*" + strconv.Itoa(times[i]) + " ")
		}
	}
	if len(e.terms) == 0 || c.made[name.String()] {
		return
	}
	c.made[name.String()] = true
	for _, t := range e.terms {
		c.list[t.cell].equations = append(c.list[t.cell].equations, len(c.equations))
	}
	c.equations = append(c.equations, e)
}

// divide keeps what follows when a figure is divided in several ways: each way adds up to it, or where it was not given
// itself, all ways to the same.
func (c *cells) divide(whole Key, ways [][]int) {
	i, ok := c.now[whole]
	for n, parts := range ways {
		switch {
		case len(parts) == 0:
		case ok:
			c.equate([]int{i}, parts)
		case n > 0 && len(ways[0]) > 0:
			c.equate(ways[0], parts)
		}
	}
}

// connect writes down every equation that a figure stands in.
func (c *cells) connect(k Key) {
	c.connectAreas(k)
	c.connectBreakdowns(k)
	c.connectPartitions(k)
	c.connectPercentages(k)
	c.connectSpans(k)
}

// connectAreas: the areas of one rank in an area, and what belongs to none of them, add up to it.
func (c *cells) connectAreas(k Key) {
	whole := k.Area
	c.divideArea(k, whole)
	if k.Area == NotAssigned {
		c.divideArea(k, c.plan.Area)
	}
	for _, a := range c.plan.Areas {
		if a.Code == k.Area && a.Parent != "" {
			c.divideArea(k, a.Parent)
		}
	}
}

func (c *cells) divideArea(k Key, whole AreaCode) {
	byRole := map[string][]int{}
	for _, a := range c.plan.Areas {
		if a.Parent == whole {
			byRole[a.Role] = c.with(byRole[a.Role], k, a.Code)
		}
	}
	var ways [][]int
	for _, role := range slices.Sorted(maps.Keys(byRole)) {
		parts := byRole[role]
		if whole == c.plan.Area && role == "council" {
			parts = c.with(parts, k, NotAssigned)
		}
		if len(parts) > 0 {
			ways = append(ways, parts)
		}
	}
	k.Area = whole
	c.divide(k, ways)
}

// with adds the figure of another area to a list, when there is one.
func (c *cells) with(list []int, k Key, area AreaCode) []int {
	k.Area = area
	if i, ok := c.now[k]; ok {
		return append(list, i)
	}
	return list
}

// connectBreakdowns: the groups of one breakdown add up to the whole, and those of a finer one to those of a coarser.
// Breakdowns are written "ethnicity=Black; outcome=Arrest".
func (c *cells) connectBreakdowns(k Key) {
	c.divideBreakdown(k, "")
	names := strings.Split(k.Breakdown, "; ")
	if k.Breakdown == "" || len(names) < 2 {
		return
	}
	for i := range names {
		c.divideBreakdown(k, strings.Join(slices.Delete(slices.Clone(names), i, i+1), "; "))
	}
}

// divideBreakdown finds the groups that a whole (or a coarser group) is divided into, by what they are divided by.
func (c *cells) divideBreakdown(k Key, whole string) {
	within := divisions(whole)
	ways := map[string][]string{}
	for _, b := range c.breakdowns[lineOf(k)] {
		parts := divisions(b)
		if len(parts) > len(within) && (whole == "" || len(parts) == len(within)+1) && containsAll(parts, within) {
			by := dividedBy(parts)
			ways[by] = append(ways[by], b)
		}
	}
	var lists [][]int
	for _, by := range slices.Sorted(maps.Keys(ways)) {
		var list []int
		for _, b := range ways[by] {
			k.Breakdown = b
			if i, ok := c.now[k]; ok {
				list = append(list, i)
			}
		}
		if len(list) > 0 {
			lists = append(lists, list)
		}
	}
	k.Breakdown = whole
	c.divide(k, lists)
}

func divisions(breakdown string) []string {
	if breakdown == "" {
		return nil
	}
	return strings.Split(breakdown, "; ")
}

// dividedBy is what a breakdown is by: "ethnicity; outcome".
func dividedBy(parts []string) string {
	var by []string
	for _, p := range parts {
		name, _, _ := strings.Cut(p, "=")
		by = append(by, name)
	}
	return strings.Join(by, "; ")
}

func containsAll(list, all []string) bool {
	for _, x := range all {
		if !slices.Contains(list, x) {
			return false
		}
	}
	return true
}

// line is the figures of a series for an area in a period, whole or broken down.
type breakdownLine struct {
	series SeriesID
	area   AreaCode
	period Period
}

func lineOf(k Key) breakdownLine { return breakdownLine{k.Series, k.Area, k.Period} }

// connectPartitions: series that divide another add up to it.
func (c *cells) connectPartitions(k Key) {
	if len(c.parts) == 0 {
		return
	}
	wholes := map[SeriesID]bool{}
	for p, list := range c.parts {
		if p.whole == k.Series || slices.Contains(list, k.Series) {
			wholes[p.whole] = true
		}
	}
	for _, whole := range slices.Sorted(maps.Keys(wholes)) {
		var ways [][]int
		for _, p := range c.partitions() {
			if p.whole != whole {
				continue
			}
			var list []int
			for _, id := range c.parts[p] {
				part := k
				part.Series = id
				if i, ok := c.now[part]; ok {
					list = append(list, i)
				}
			}
			ways = append(ways, list)
		}
		of := k
		of.Series = whole
		c.divide(of, slices.DeleteFunc(ways, func(w []int) bool { return len(w) == 0 }))
	}
}

// partitions lists the ways in which series are divided, in order.
func (c *cells) partitions() []partition {
	return slices.SortedFunc(maps.Keys(c.parts), func(a, b partition) int {
		return cmp.Or(cmp.Compare(a.whole, b.whole), cmp.Compare(a.by, b.by))
	})
}

// connectPercentages: numerator and rest add up to the denominator. The rest is nowhere printed, and may be small.
func (c *cells) connectPercentages(k Key) {
	for _, p := range c.pairs {
		b, asked := c.bounds[c.root(p.value)]
		if !asked || k.Series != p.value && k.Series != p.of {
			continue
		}
		num, den := k, k
		num.Series, den.Series = p.value, p.of
		i, ok1 := c.now[num]
		j, ok2 := c.now[den]
		if !ok1 || !ok2 {
			continue
		}
		rest := c.list[j].value - c.list[i].value
		id := cellID{slot: slotOf(p.of+" less "+p.value, k), value: rest}
		if rest != rest {
			id.value, id.state = 0, Suppressed
		}
		if len(c.ids[id]) == 0 {
			r := c.place(rest, id.state, b)
			c.list[r].hidden, c.list[r].rest, c.list[r].key = true, true, num
			c.ids[id] = []int{r}
		}
		c.equate([]int{j}, []int{i, c.ids[id][0]})
	}
}
