package kpi

import (
	"cmp"
	"math"
	"slices"
)

// publish decides what is hidden of an edition, when all earlier ones are out.
func (c *cells) publish(batch []Issued) {
	first := len(c.equations)
	c.take(batch)
	c.hideRolling(batch)
	for _, g := range batch {
		if _, ok := c.now[g.Key]; ok {
			c.connect(g.Key)
		}
	}
	c.resolve(first)
	for _, i := range c.concerned(first, batch) {
		c.protect(i)
	}
	for _, g := range batch {
		if i, ok := c.now[g.Key]; ok && !c.list[i].hidden {
			c.list[i].out = true
		}
	}
}

// take makes figures those that hold. One that is not known, for whatever reason but its being hidden, holds nothing.
func (c *cells) take(batch []Issued) {
	for _, g := range batch { // what holds no more goes first, so that a cell of several names goes with the last of them
		if i, ok := c.now[g.Key]; ok && c.id(g.Observation) != c.named[g.Key] {
			c.list[i].names--
			delete(c.now, g.Key)
		}
	}
	for _, g := range batch {
		o := g.Observation
		if _, ok := c.now[o.Key]; ok || !c.guarded[o.Series] || o.State != Known && o.State != Suppressed {
			continue
		}
		i := c.add(o)
		c.list[i].names++
		c.now[o.Key], c.named[o.Key] = i, c.id(o)
		if l := lineOf(o.Key); o.Breakdown != "" && !slices.Contains(c.breakdowns[l], o.Breakdown) {
			c.breakdowns[l] = append(c.breakdowns[l], o.Breakdown)
		}
	}
}

// resolve works out what a return hides where it left only one figure of an equation unknown: readers can do it too, so
// its bounds are known and it is held to be small where small figures are hidden.
func (c *cells) resolve(first int) {
	for again := true; again; {
		again = false
		for _, e := range c.equations[first:] {
			unknowns, one, sum := 0, term{}, 0.0
			for _, t := range e.terms {
				if v := c.list[t.cell].value; math.IsNaN(v) {
					unknowns, one = unknowns+1, t
				} else {
					sum += float64(t.times) * v
				}
			}
			if v := -sum / float64(one.times); unknowns == 1 && v >= 0 {
				x := &c.list[one.cell]
				x.value, x.low, again = v, min(v, 1), true
			}
		}
	}
}

// concerned lists the small hidden figures that new figures and equations reach through hidden ones, in order.
func (c *cells) concerned(first int, batch []Issued) []int {
	seen, queue := map[int]bool{}, []int{}
	reach := func(e int) {
		for _, t := range c.equations[e].terms {
			if x := &c.list[t.cell]; x.hidden && !seen[t.cell] {
				seen[t.cell] = true
				queue = append(queue, t.cell)
			}
		}
	}
	for e := first; e < len(c.equations); e++ {
		reach(e)
	}
	for _, g := range batch {
		if i, ok := c.now[g.Key]; ok {
			for _, e := range c.list[i].equations {
				reach(e)
			}
		}
	}
	var out []int
	for n := 0; n < len(queue); n++ {
		if c.list[queue[n]].small {
			out = append(out, queue[n])
		}
		for _, e := range c.list[queue[n]].equations {
			reach(e)
		}
	}
	slices.Sort(out)
	return out
}

// protect hides other figures until a small one is safe, or nothing is left to hide.
func (c *cells) protect(i int) {
	for !c.safe(i) {
		j, ok := c.companion(i)
		if !ok {
			c.list[i].exposed = true
			return
		}
		c.list[j].hidden = true
	}
	c.list[i].exposed = false
}

// companion chooses what to hide so that i can't be worked out: of the nearest equation that still tells a hidden figure
// by itself the figure that stands in most other equations with something hidden, so that few are hidden in all, and of
// those the smallest. Where no equation tells one alone, any figure of the nearest will do.
func (c *cells) companion(i int) (int, bool) {
	fallback, found := -1, false
	seenCell, seenEquation := map[int]bool{i: true}, map[int]bool{}
	for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
		for _, e := range c.list[queue[0]].equations {
			if seenEquation[e] {
				continue
			}
			seenEquation[e] = true
			hidden := 0
			for _, t := range c.equations[e].terms {
				if c.list[t.cell].hidden {
					hidden++
					if !seenCell[t.cell] {
						seenCell[t.cell] = true
						queue = append(queue, t.cell)
					}
				}
			}
			j, ok := c.cheapest(e)
			switch {
			case ok && hidden == 1:
				return j, true
			case ok && !found:
				fallback, found = j, true
			}
		}
	}
	return fallback, found
}

// cheapest is the figure of an equation that is best hidden.
func (c *cells) cheapest(e int) (int, bool) {
	best, found := -1, false
	for _, t := range c.equations[e].terms {
		if c.list[t.cell].hideable() && (!found || c.cheaper(t.cell, best)) {
			best, found = t.cell, true
		}
	}
	return best, found
}

func (c *cells) cheaper(i, j int) bool {
	x, y := &c.list[i], &c.list[j]
	return cmp.Or(cmp.Compare(c.tied(j), c.tied(i)), cmp.Compare(math.Abs(x.value), math.Abs(y.value)), cmp.Compare(i, j)) < 0
}

// tied counts the equations of a figure in which something is hidden already.
func (c *cells) tied(i int) int {
	n := 0
	for _, e := range c.list[i].equations {
		if slices.ContainsFunc(c.equations[e].terms, func(t term) bool { return t.cell != i && c.list[t.cell].hidden }) {
			n++
		}
	}
	return n
}

// most is how many figures of a second table may differ, and tries how many it may take to find one. What needs more is
// held to be unsafe: then one figure more is hidden than need be.
const (
	most  = 24
	tries = 2000
)

// safe says whether there is a second table that a reader could not tell from the true one and in which i differs by 1.
func (c *cells) safe(i int) bool {
	if len(c.list[i].equations) == 0 {
		return true
	}
	for _, e := range c.list[i].equations {
		if !slices.ContainsFunc(c.equations[e].terms, func(t term) bool { return t.cell != i && c.list[t.cell].hidden }) {
			return false
		}
	}
	for _, depth := range []int{2, 4, 8, most} {
		for _, step := range []int{1, -1} {
			s := search{c: c, moved: map[int]int{}, sums: map[int]int{}, left: tries}
			if s.move(i, step) && s.balance(depth-1) {
				return true
			}
		}
	}
	return false
}

// search looks for a second table: figures are moved by whole numbers until every equation holds again.
type search struct {
	c     *cells
	moved map[int]int
	sums  map[int]int // by equation, by how much it is out
	off   []int       // equations that were put out, some of which hold again
	left  int
}

// move moves a figure, if it stays where a reader must allow for it.
func (s *search) move(i, by int) bool {
	x := &s.c.list[i]
	if v := x.value + float64(by); v < x.low || v > x.high {
		return false
	}
	s.moved[i] = by
	for _, e := range x.equations {
		for _, t := range s.c.equations[e].terms {
			if t.cell == i {
				if s.sums[e] == 0 {
					s.off = append(s.off, e)
				}
				s.sums[e] += t.times * by
			}
		}
	}
	return true
}

func (s *search) back(i, off int) {
	by := s.moved[i]
	delete(s.moved, i)
	for _, e := range s.c.list[i].equations {
		for _, t := range s.c.equations[e].terms {
			if t.cell == i {
				s.sums[e] -= t.times * by
			}
		}
	}
	s.off = s.off[:off]
}

// balance brings the first equation that is out back by moving one more figure, and so on; no more than so many.
func (s *search) balance(more int) bool {
	e, ok := s.firstOff()
	if !ok {
		return true
	}
	if s.left--; more == 0 || s.left < 0 {
		return false
	}
	for _, t := range s.candidates(e) {
		off := len(s.off)
		if !s.move(t.cell, -s.sums[e]/t.times) {
			continue
		}
		if s.balance(more - 1) {
			return true
		}
		s.back(t.cell, off)
	}
	return false
}

func (s *search) firstOff() (int, bool) {
	for _, e := range s.off {
		if s.sums[e] != 0 {
			return e, true
		}
	}
	return 0, false
}

// candidates are the hidden figures that could bring an equation back, those first that put the fewest others out.
func (s *search) candidates(e int) []term {
	var out []term
	for _, t := range s.c.equations[e].terms {
		if _, ok := s.moved[t.cell]; !ok && s.c.list[t.cell].hidden && s.sums[e]%t.times == 0 {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b term) int {
		return cmp.Compare(s.puts(a.cell), s.puts(b.cell))
	})
	return out
}

// puts counts the equations that hold and that moving a figure would put out.
func (s *search) puts(i int) int {
	n := 0
	for _, e := range s.c.list[i].equations {
		if s.sums[e] == 0 {
			n++
		}
	}
	return n
}
