package kpi

import (
	"cmp"
	"math"
	"slices"
)

// Suppress says which figures of an indicator are small enough to be hidden: those from From to To, both included.
type Suppress struct {
	From, To float64
	Why      string
}

// hides says whether a known value is hidden.
func (s Suppress) hides(v float64) bool { return s.From <= v && v <= s.To }

// Issued is a figure as one edition gave it, where it was new or other than in the edition before.
type Issued struct {
	Observation
	Edition Date
}

// Protected is what may be published of the figures that hold.
type Protected struct {
	Observations []Observation
	// Exposed are small figures, of this edition or an earlier one, that are hidden in vain: what was published already,
	// by somebody else or in the plan's own files, tells them.
	Exposed []Key
	cells   *cells
	ever    map[slot]bool // where something was hidden in any edition
}

// Protect hides the small figures of the indicators that ask for it, and as many others as it takes for nobody to work
// them out (secondary suppression). Figures of a published source are out already and are left. Observations are those
// that hold; given is what every edition said of the series that Guarded lists, since an earlier publication can't be
// taken back: each edition is treated as though it had been published, in order of edition and load, whether or not it
// was, so that the answer depends on what was loaded and on nothing else.
//
// What a reader may put together is written down as equations between figures (suppress_equations.go): areas that add
// up to the force, months to quarters and years, groups to the whole, numerator and rest to the denominator. A hidden
// figure is safe when there is a second table that agrees with everything shown and has another value there
// (suppress_search.go): then no arithmetic can tell the two apart. Where no second table is found another figure is hidden.
// Readers are taken to know which of the hidden figures are the small ones, and by which bounds.
//
// A reader who also knows that the smallest possible companion is hidden can sometimes narrow a figure further; that is
// not guarded against. Nor is what a withdrawn load said: it was wrong.
func Protect(plan *Plan, observations []Observation, given []Issued) Protected {
	c := newCells(plan)
	if len(c.guarded) == 0 {
		return Protected{Observations: observations, cells: c}
	}
	for _, batch := range batches(given) {
		c.publish(batch)
	}
	p := Protected{Observations: make([]Observation, len(observations)), cells: c}
	for i, o := range observations {
		p.Observations[i] = c.shown(o)
	}
	c.hideTellers(p.Observations)
	p.ever = map[slot]bool{}
	for _, x := range c.list {
		if x.hidden && !x.rest {
			p.ever[c.slotOf(x.key.Series, x.key)] = true
		}
	}
	for _, x := range c.list {
		if x.exposed && !slices.Contains(p.Exposed, x.key) {
			p.Exposed = append(p.Exposed, x.key)
		}
	}
	return p
}

// Revision is a revision as it may be published: a value that is hidden stays hidden when it was revised.
func (p Protected) Revision(r Revision) Revision {
	for _, o := range []*Observation{&r.Old, &r.New} {
		for _, i := range p.cells.ids[p.cells.id(*o)] {
			if o.State == Known && p.cells.list[i].hidden {
				*o = hidden(*o, !p.cells.list[i].small)
			}
		}
		*o = p.cells.shown(*o)
		if o.State == Known && p.cells.toldBy(*o, p.ever) {
			*o = hidden(*o, true)
		}
	}
	return r
}

// Guarded lists the series that Protect may hide something of, and whose figures and editions it must know, in order;
// none when no indicator hides anything.
func Guarded(plan *Plan) []SeriesID {
	c := newCells(plan)
	var out []SeriesID
	for id := range c.guarded {
		out = append(out, id)
	}
	for id, of := range c.tells {
		if !c.guarded[id] && slices.ContainsFunc(of, func(x SeriesID) bool { return c.guarded[x] }) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// batches puts what was given into the order of editions and loads: what came at once is decided on at once.
func batches(given []Issued) [][]Issued {
	given = slices.Clone(given)
	slices.SortStableFunc(given, func(a, b Issued) int {
		return cmp.Or(cmp.Compare(a.Edition, b.Edition), cmp.Compare(a.Place.Load, b.Place.Load), a.Key.compare(b.Key))
	})
	var out [][]Issued
	start := 0
	for i := range given {
		if i+1 == len(given) || given[i].Edition != given[i+1].Edition || given[i].Place.Load != given[i+1].Place.Load {
			out = append(out, given[start:i+1])
			start = i + 1
		}
	}
	return out
}

// compare orders keys by series, area, breakdown and time.
func (k Key) compare(l Key) int {
	byTime := 0
	if k.Period.Less(l.Period) {
		byTime = -1
	} else if l.Period.Less(k.Period) {
		byTime = 1
	}
	return cmp.Or(cmp.Compare(k.Series, l.Series), cmp.Compare(k.Area, l.Area), cmp.Compare(k.Breakdown, l.Breakdown), byTime)
}

// shown is an observation as it may be published.
func (c *cells) shown(o Observation) Observation {
	if !c.guarded[o.Series] {
		return o
	}
	if o.Area == NotAssigned {
		o.Place.Text = "" // it says what the force and its areas add up to
	}
	i, ok := c.find(o)
	if ok && c.list[i].hidden && o.State == Known {
		o = hidden(o, !c.list[i].small)
	}
	return o
}

// hidden is an observation with nothing of its value left.
func hidden(o Observation, beside bool) Observation {
	o.Value, o.State, o.Beside = 0, Suppressed, beside
	o.Place.Text = ""
	return o
}

// hideTellers hides what would tell a hidden figure by itself, such as a percentage as its source states it.
func (c *cells) hideTellers(list []Observation) {
	hides := map[slot]bool{}
	for _, o := range list {
		if o.State == Suppressed && c.guarded[o.Series] {
			hides[c.slotOf(o.Series, o.Key)] = true
		}
	}
	for i, o := range list {
		if o.State == Known && c.toldBy(o, hides) {
			list[i] = hidden(o, true)
		}
	}
}

// toldBy says whether a figure tells one that is hidden.
func (c *cells) toldBy(o Observation, hides map[slot]bool) bool {
	return !c.public(o.Series) && slices.ContainsFunc(c.tells[o.Series], func(of SeriesID) bool { return hides[c.slotOf(of, o.Key)] })
}

// slotOf is where the figure of a series stands, whichever of those that count the same it is.
func (c *cells) slotOf(id SeriesID, k Key) slot { return slotOf(c.root(id), k) }

// slot is where a figure stands whatever its kind of period is called: 2024/25 is also the year ending March 2025.
type slot struct {
	series      SeriesID
	area        AreaCode
	breakdown   string
	first, last Date
	point       bool // a point in time, which is no span of one day
}

func slotOf(id SeriesID, k Key) slot {
	return slot{id, k.Area, k.Breakdown, k.Period.First, k.Period.Last, k.Period.Kind == PointInTime}
}

// unknown is the value of a figure that its return hides.
var unknown = math.NaN()
