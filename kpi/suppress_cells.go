package kpi

import (
	"math"
	"slices"
)

// cells are all figures that a reader may put together, of every edition. A figure that several editions, several names
// of one span, or several series for the same thing give alike is one cell: to see it once is to know it.
type cells struct {
	plan    *Plan
	guarded map[SeriesID]bool
	same    map[SeriesID]SeriesID   // the series that stands for all that count the same thing
	alike   map[SeriesID][]SeriesID // by that series, all of them
	bounds  map[SeriesID]Suppress   // by that series
	tells   map[SeriesID][]SeriesID // which series a figure of a series tells by itself
	pairs   []pair
	parts   map[partition][]SeriesID

	breakdowns map[breakdownLine][]string

	list      []cell
	ids       map[cellID][]int // the last of them holds, or held last
	now       map[Key]int      // what holds, in the edition that is being published
	named     map[Key]cellID
	equations []equation
	made      map[string]bool // equations by their terms
}

// pair is the numerator and denominator of a percentage. What is left of the denominator is as telling as the numerator.
type pair struct{ value, of SeriesID }

// partition is one way in which the whole of a series is divided into others.
type partition struct {
	whole SeriesID
	by    string
}

type cellID struct {
	slot
	value float64
	state State
}

// cell is one figure of a table.
type cell struct {
	value     float64 // NaN when its return hides it
	low, high float64 // between which a reader knows it to lie when it is hidden
	small     bool
	hidden    bool
	out       bool // published already, or not ours to hide
	exposed   bool
	derived   bool // hidden, and nothing but the sum of its months, so that no equation about it says anything
	rest      bool // of a denominator: nowhere printed
	fact      bool // said in the plan's own files
	names     int  // under how many keys it holds
	key       Key  // under which it came
	zeroShown bool
	equations []int
}

// hideable says whether the cell may be hidden so that others can't be worked out. A 0 is shown, and known to be.
func (c *cell) hideable() bool {
	return !c.hidden && !c.out && !math.IsNaN(c.value) && (c.value != 0 || !c.zeroShown)
}

func newCells(plan *Plan) *cells {
	c := &cells{
		plan: plan, guarded: map[SeriesID]bool{}, same: map[SeriesID]SeriesID{}, alike: map[SeriesID][]SeriesID{}, bounds: map[SeriesID]Suppress{},
		tells: map[SeriesID][]SeriesID{}, parts: map[partition][]SeriesID{}, ids: map[cellID][]int{}, now: map[Key]int{}, named: map[Key]cellID{}, made: map[string]bool{},
		breakdowns: map[breakdownLine][]string{},
	}
	asked := map[SeriesID]Suppress{}
	for _, ind := range plan.Indicators {
		if ind.Suppress != nil && ind.Computed() {
			for _, in := range ind.AllInputs() {
				widen(asked, in.Value, *ind.Suppress)
				widen(asked, in.Denominator, *ind.Suppress)
			}
		}
	}
	if len(asked) == 0 {
		return c
	}
	c.relate()
	c.spread(asked)
	c.know()
	return c
}

// widen lets bounds hide what s hides as well.
func widen(bounds map[SeriesID]Suppress, id SeriesID, s Suppress) {
	if id == "" {
		return
	}
	if old, ok := bounds[id]; ok {
		s.From, s.To = min(s.From, old.From), max(s.To, old.To)
	}
	bounds[id] = s
}

// relate finds which series count the same, which divide another and which tell another.
func (c *cells) relate() {
	for _, ind := range c.plan.Computed() {
		for i, in := range ind.Inputs {
			c.unite(ind.Inputs[0].Value, in.Value)
			c.unite(ind.Inputs[0].Denominator, in.Denominator)
			if i == 0 || in != ind.Inputs[0] {
				c.relateInput(ind.Measure, in)
			}
		}
		for _, p := range ind.Parts {
			c.relateInput(p.Measure, p.Input)
		}
	}
	for _, s := range c.plan.Sources {
		for _, x := range s.Series {
			if x.PartOf != "" {
				k := partition{x.PartOf, x.By}
				c.parts[k] = append(c.parts[k], x.ID)
			}
			c.tells[x.ID] = append(c.tells[x.ID], x.Tells...)
		}
	}
	for id := range c.same {
		c.alike[c.root(id)] = append(c.alike[c.root(id)], id)
	}
	for _, list := range c.alike {
		slices.Sort(list)
	}
}

// relateInput notes the two series of a percentage, and the one that states it. A ratio has no rest.
func (c *cells) relateInput(m Measure, in Input) {
	if in.Value == "" || in.Denominator == "" {
		return
	}
	if p := (pair{in.Value, in.Denominator}); m != Ratio && !slices.Contains(c.pairs, p) {
		c.pairs = append(c.pairs, p)
	}
	if in.Stated != "" {
		c.tells[in.Stated] = append(c.tells[in.Stated], in.Value, in.Denominator)
	}
}

// unite notes that two series count the same thing.
func (c *cells) unite(a, b SeriesID) {
	if a == "" || b == "" {
		return
	}
	x, y := c.root(a), c.root(b)
	c.same[max(x, y)] = min(x, y)
	c.same[min(x, y)] = min(x, y)
}

// root is the series that stands for all that count the same as id.
func (c *cells) root(id SeriesID) SeriesID {
	for {
		up, ok := c.same[id]
		if !ok || up == id {
			return id
		}
		id = up
	}
}

// spread carries what was asked for to the series that count the same and to those that a whole is divided into, and
// finds every series that a reader could use: those that are tied to a guarded one in any way.
func (c *cells) spread(asked map[SeriesID]Suppress) {
	for id, s := range asked {
		widen(c.bounds, c.root(id), s)
		c.guarded[id] = true
	}
	for grown := true; grown; {
		before := len(c.guarded) + len(c.bounds)
		for _, k := range c.partitions() {
			parts := c.parts[k]
			if b, ok := c.bounds[c.root(k.whole)]; ok {
				for _, id := range parts {
					if _, ok := c.bounds[c.root(id)]; !ok {
						widen(c.bounds, c.root(id), b)
					}
				}
			}
			c.guardTogether(append([]SeriesID{k.whole}, parts...))
		}
		for _, p := range c.pairs {
			c.guardTogether([]SeriesID{p.value, p.of})
		}
		for _, list := range c.alike {
			c.guardTogether(list)
		}
		grown = len(c.guarded)+len(c.bounds) > before
	}
}

func (c *cells) guardTogether(list []SeriesID) {
	if slices.ContainsFunc(list, func(id SeriesID) bool { return c.guarded[id] }) {
		for _, id := range list {
			c.guarded[id] = true
		}
	}
}

// public says whether a series is of an official release, which is never hidden.
func (c *cells) public(id SeriesID) bool {
	_, source, ok := c.plan.Series(id)
	return ok && source.Provenance == PublishedFigures
}

// know takes down what the plan's own files say of guarded series: their baselines and the bases of their targets.
func (c *cells) know() {
	for _, ind := range c.plan.Computed() {
		if len(ind.Inputs) == 0 || ind.Measure != Count && ind.Measure != Percentage {
			continue
		}
		in := ind.Inputs[0]
		for _, b := range ind.Baselines {
			id := in.Value
			if b.Series != "" {
				id = b.Series
			}
			if ind.Measure == Count {
				c.knowValue(id, b.Period, b.Value)
				c.knowValue(id, b.Period, b.RevisedFrom)
			} else {
				c.knowValue(id, b.Period, b.Numerator)
				c.knowValue(in.Denominator, b.Period, b.Denominator)
			}
		}
		for _, t := range ind.Targets {
			if ind.Measure == Count && t.BasePeriod != nil {
				c.knowValue(in.Value, *t.BasePeriod, t.Base)
			}
		}
	}
}

func (c *cells) knowValue(id SeriesID, p Period, v *float64) {
	if v == nil || p.Kind == 0 || !c.guarded[id] {
		return
	}
	o := Observation{Key: Key{Series: id, Area: c.plan.Area, Period: p}, Value: *v}
	i := c.add(o)
	c.list[i].out, c.list[i].hidden, c.list[i].fact = true, false, true
	if _, ok := c.now[o.Key]; !ok {
		c.list[i].names++
		c.now[o.Key], c.named[o.Key] = i, c.id(o)
	}
}

func (c *cells) id(o Observation) cellID {
	id := cellID{slot: slotOf(c.root(o.Series), o.Key), state: o.State}
	if o.State == Known {
		id.value = o.Value
	}
	if o.State == Suppressed { // what returns hide need not be the same
		id.series = o.Series
	}
	return id
}

// find is the cell that an observation which holds is in.
func (c *cells) find(o Observation) (int, bool) {
	list := c.ids[c.id(o)]
	if len(list) == 0 {
		return 0, false
	}
	return list[len(list)-1], true
}

// add finds an observation's cell or makes it. A figure that was revised and later revised back is another cell: nobody
// can tell that it is the old one. A small figure is hidden from the first, one of an official release never.
func (c *cells) add(o Observation) int {
	i, ok := c.find(o)
	if !ok || c.list[i].names == 0 && !c.list[i].fact {
		i = c.place(o.Value, o.State, c.bounds[c.root(o.Series)])
		c.list[i].key = o.Key
		c.ids[c.id(o)] = append(c.ids[c.id(o)], i)
	}
	if c.public(o.Series) && o.State == Known {
		c.list[i].out, c.list[i].hidden = true, false
	}
	return i
}

// place makes a cell. Bounds of From = To = 0 hide nothing.
func (c *cells) place(v float64, state State, b Suppress) int {
	x := cell{value: v, low: 1, high: math.Inf(1), zeroShown: b.From > 0 || b.To == 0}
	asked := b.To > 0
	switch {
	case state == Suppressed:
		x.value, x.low, x.hidden, x.small = unknown, math.Inf(-1), true, asked
	case asked && b.hides(v):
		x.low, x.high, x.hidden, x.small = b.From, b.To, true, true
	case v > b.To:
		x.low = math.Floor(b.To) + 1
	default:
		x.low = min(v, 1)
	}
	c.list = append(c.list, x)
	return len(c.list) - 1
}
