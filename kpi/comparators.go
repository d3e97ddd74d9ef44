package kpi

import (
	"math"
	"slices"

	"planwatch/kpi/stats"
)

// fewestOthers is how many others must have a figure before one is ranked among them: of fewer there is no middle to
// speak of, and what they have in common says little.
const fewestOthers = 3

// Comparator is another area's figure of the same series, of the same period or one that is no more than one apart.
type Comparator struct {
	Area   AreaCode
	Period Period
	Value  float64
	Rate   *float64
	Marks  Mark
	sized  stats.Area // what it is of: numerator and denominator, or count and population; zero when that is not known
}

// Ranking is which of an area's numbers are ranked.
type Ranking uint8

// The rankings: none at all, the figures themselves, or the rates of counts.
const (
	NotRanked Ranking = iota
	ByValue
	ByRate
)

// String is "", "value" or "rate".
func (r Ranking) String() string { return [...]string{"", "value", "rate"}[r] }

// Comparison sets the latest figure beside those of one of the plan's groups, or of areas that the indicator names one by
// one. All are of the same series, so that they count the same.
type Comparison struct {
	Group      string // id of the group; "" for areas named one by one
	Name, Note string
	Figures    []Comparator // in the plan's order
	Without    []AreaCode   // that have no figure which may be compared
	By         Ranking
	Reason     string // why nothing is ranked; "" when it is
	// Of the others that are ranked, without the area itself: how many, and their middle and ends in the unit of what is
	// ranked. NaN when nothing is.
	Others                  int
	Median, Lowest, Highest float64
	Standing                Standing
	Funnel                  FunnelVerdict
}

// comparisons are those with the groups and areas that the indicator names. Groups are of areas like the plan's own, so
// that only that one is compared.
func comparisons(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) []Comparison {
	if plan.Area != "" && a.Area != plan.Area {
		return nil
	}
	var out []Comparison
	var named []AreaCode
	for _, id := range ind.Comparators {
		i := slices.IndexFunc(plan.Groups, func(g Group) bool { return g.ID == id })
		if i < 0 {
			named = append(named, AreaCode(id))
			continue
		}
		g := plan.Groups[i]
		c := Comparison{Group: g.ID, Name: g.Name, Note: g.Note}
		if g.holds(a.Latest.Period) {
			c.find(plan, ind, a, data, asAt, g.Areas)
		} else {
			c.refuse(a.say("comparison.why-not-then", "when", a.Latest.Period.In(a.words)))
		}
		out = append(out, c)
	}
	if len(named) > 0 {
		c := Comparison{Name: a.say("comparison.named")}
		c.find(plan, ind, a, data, asAt, named)
		out = append(out, c)
	}
	return slices.DeleteFunc(out, func(c Comparison) bool { return len(c.Figures) == 0 && c.Group == "" })
}

// holds says whether the group is known to have been as it is at the end of a period.
func (g Group) holds(p Period) bool {
	return g.From <= p.Last && (g.To == 0 || p.Last <= g.To)
}

// find looks up the areas' figures and ranks the assessed one among them.
func (c *Comparison) find(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date, areas []AreaCode) {
	for _, area := range areas {
		if area == a.Area {
			continue
		}
		p, ok := figureNear(plan, ind, a, data, area, asAt)
		if !ok {
			c.Without = append(c.Without, area)
			continue
		}
		c.Figures = append(c.Figures, comparatorOf(ind, data, area, p))
	}
	c.rank(plan, ind, a)
}

// comparatorOf is an area's figure with its rate and with what it is of.
func comparatorOf(ind Indicator, data *Data, area AreaCode, p Point) Comparator {
	out := Comparator{Area: area, Period: p.Period, Value: p.Value, Marks: p.Marks}
	people := 0.0
	if ind.Measure == Count && ind.Rate != nil {
		if pop, ok := populationFor(data.Series(ind.Rate.Population, area, 0), p.Period); ok {
			rate := p.Value / pop.Value * ind.Rate.Per
			out.Rate, people = &rate, pop.Value
		}
	}
	out.sized = sizeOf(ind, p, people)
	return out
}

// ownComparator is the assessed area's own figure in the same shape.
func ownComparator(ind Indicator, a *Assessment) Comparator {
	return Comparator{
		Area: a.Area, Period: a.Latest.Period, Value: a.Latest.Value, Rate: a.Rate, Marks: a.Latest.Marks,
		sized: sizeOf(ind, *a.Latest, a.Population),
	}
}

// sizeOf is what a figure is of, in the terms of a funnel: the cases of a share, or the people of a count, for each day
// of a count per day. Ratios and values as given have no such thing.
func sizeOf(ind Indicator, p Point, people float64) stats.Area {
	switch {
	case ind.Measure == Percentage && p.Numerator != nil:
		return stats.Area{Events: *p.Numerator, Population: *p.Denominator}
	case ind.Measure == Count && ind.PerDay && p.Numerator != nil:
		return stats.Area{Events: *p.Numerator, Population: float64(people * *p.Denominator)}
	case ind.Measure == Count && !ind.PerDay:
		return stats.Area{Events: p.Value, Population: people}
	default:
		return stats.Area{}
	}
}

// rank says where the area's own figure stands among those of the others that may be ranked with it.
func (c *Comparison) rank(plan *Plan, ind Indicator, a *Assessment) {
	by, why := rankedBy(ind, a)
	if why != "" {
		c.refuse(why)
		return
	}
	var others []Comparator
	alike := 0
	for _, f := range c.Figures {
		if !plan.like(f.Area, a.Area) {
			continue
		}
		alike++
		if by == ByValue || f.Rate != nil {
			others = append(others, f)
		}
	}
	switch {
	case alike == 0 && len(c.Figures) > 0:
		c.refuse(a.say("comparison.why-whole"))
	case len(others) == 0:
		c.refuse(a.say("comparison.why-none", "needed", fewestOthers))
	case len(others) < fewestOthers:
		c.refuse(a.say("comparison.why-few", "n", len(others), "needed", fewestOthers))
	default:
		c.place(ind, by, ownComparator(ind, a), others)
	}
}

// rankedBy is what of an indicator is ranked, or why nothing is.
func rankedBy(ind Indicator, a *Assessment) (Ranking, string) {
	switch {
	case a.Provenance == IllustrativeFigures:
		return NotRanked, a.say("comparison.why-illustrative")
	case ind.Measure == Grade:
		return NotRanked, a.say("comparison.why-grade")
	case ind.Measure != Count:
		return ByValue, ""
	case a.Rate == nil:
		return NotRanked, a.say("comparison.why-count")
	default:
		return ByRate, ""
	}
}

func (c *Comparison) refuse(why string) {
	c.Reason, c.Median, c.Lowest, c.Highest = why, math.NaN(), math.NaN(), math.NaN()
}

// RateDecimals is how many decimals of a rate are shown; rates that are the same to so many tie.
const RateDecimals = 1

func (c *Comparison) place(ind Indicator, by Ranking, own Comparator, others []Comparator) {
	decimals := ind.Decimals
	if by == ByRate {
		decimals = RateDecimals
	}
	values := make([]float64, len(others))
	for i, o := range others {
		values[i] = o.ranked(by)
	}
	c.By, c.Others, c.Standing = by, len(others), standingOf(own.ranked(by), values, decimals)
	slices.Sort(values)
	n := len(values)
	c.Lowest, c.Highest, c.Median = values[0], values[n-1], (values[(n-1)/2]+values[n/2])/2
	c.Funnel = funnelAgainst(by, own, others)
}

func (c Comparator) ranked(by Ranking) float64 {
	if by == ByRate {
		return *c.Rate
	}
	return c.Value
}

// like says whether two areas are of one kind: forces with forces, countries never with either.
func (p *Plan) like(one, other AreaCode) bool { return p.kindOf(one) == p.kindOf(other) }

// kindOf is an area's role, where a force that is shown for comparison counts as a force. An area that the plan does not
// list counts as one too: the plan's own and its groups' are forces.
func (p *Plan) kindOf(code AreaCode) string {
	for _, a := range p.Areas {
		if a.Code == code && a.Role != "comparator" {
			return a.Role
		}
	}
	return "force"
}

// figureNear is an area's known figure of the assessed period or, where it has none, of the one before or else after; no
// break of either area's may lie between the two, or inside them.
func figureNear(plan *Plan, ind Indicator, a *Assessment, data *Data, area AreaCode, asAt Date) (Point, bool) {
	own := a.Latest.Period
	step := own.Kind.Months()
	if own.Kind == Rolling12 || own.Kind == PointInTime {
		step = closest(a.Points)
	}
	var best Point
	rank := 3 // the same period, the one before, the one after
	for _, p := range points(ind, a.Input, data, area, asAt) {
		if p.State != Known || apart(p.Period, own, step) > 1 {
			continue
		}
		r := 0
		switch {
		case p.Period.Last < own.Last:
			r = 1
		case p.Period.Last > own.Last:
			r = 2
		}
		if r < rank && !plan.breakBetweenAreas(a.Input, a.Area, area, own, p.Period) {
			best, rank = p, r
		}
	}
	return best, rank < 3
}

// apart is how many periods lie from one to another of the same kind, 0 for the same; many for other kinds.
func apart(p, q Period, step int) int {
	switch {
	case p.Kind != q.Kind:
		return math.MaxInt
	case step == 0:
		return int(distance(p.Last, q.Last))
	default:
		months := (p.Last.Year()-q.Last.Year())*12 + int(p.Last.Month()-q.Last.Month())
		return (max(months, -months) + step - 1) / step
	}
}

// breakBetweenAreas says whether a break of the series, in one area or the other, lies between two spans or inside them.
func (p *Plan) breakBetweenAreas(in Input, one, other AreaCode, a, b Period) bool {
	_, found := breakBetween(p.breaksOf(in, one, other), a, b)
	return found
}
