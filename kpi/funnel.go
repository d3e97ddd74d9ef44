package kpi

import "planwatch/kpi/stats"

// FunnelVerdict is how far an area lies from what others have in common, and whether chance explains it in an area of its
// size.
type FunnelVerdict struct {
	Position stats.Position // NotPlaced for values that are of no denominator or population
	Pooled   float64        // the others added up and divided once, per unit of population
	// Spread is how far chance moves the area 39 times of 40 on each side, as a share of Pooled: under a twentieth nearly
	// any difference counts as more than chance.
	Spread float64
	// Outside is how many of the others lie as far off, beyond what chance explains in 39 of 40 on each side.
	Outside, Of int
}

// narrowSpread is the spread under which the limits of an area are called narrow.
const narrowSpread = 0.05

// Narrow says whether chance moves so large an area so little that nearly any difference is more than chance.
func (v FunnelVerdict) Narrow() bool {
	return v.Position != stats.NotPlaced && v.Spread < narrowSpread
}

// Key names the position, for the catalogue: "far-above", "above", "alike", "below", "far-below"; "" when there is none.
func (v FunnelVerdict) Key() string { return PositionKey(v.Position) }

// PositionKey names a position, for the catalogue.
func PositionKey(p stats.Position) string {
	return [...]string{"", "far-below", "below", "alike", "above", "far-above"}[p]
}

// funnelAgainst places an area against others, pooled without it.
func funnelAgainst(by Ranking, own Comparator, others []Comparator) FunnelVerdict {
	var sized []stats.Area
	for _, o := range others {
		if o.sized.Population > 0 {
			sized = append(sized, o.sized)
		}
	}
	if len(sized) < fewestOthers || own.sized.Population <= 0 {
		return FunnelVerdict{}
	}
	pooled := stats.Pool(sized)
	f := funnelOf(by, append(sized, own.sized), pooled)
	mine := f.Points[len(sized)]
	v := FunnelVerdict{Position: mine.Position, Pooled: pooled, Spread: spreadOf(by, own.sized, pooled), Of: len(sized)}
	for _, p := range f.Points[:len(sized)] {
		if beyondChance(p.Position) {
			v.Outside++
		}
	}
	return v
}

func beyondChance(p stats.Position) bool { return p != stats.Alike && p != stats.NotPlaced }

func funnelOf(by Ranking, areas []stats.Area, pooled float64) stats.Funnel {
	if by == ByRate {
		return stats.RateFunnel(areas, pooled)
	}
	return stats.ProportionFunnel(areas, pooled)
}

// spreadOf is how far chance moves an area of this size from a pooled value, as a share of that: to the upper limit.
func spreadOf(by Ranking, a stats.Area, pooled float64) float64 {
	if by == ByRate {
		expected := pooled * a.Population
		return stats.Rate(expected, a.Population, 1, stats.Level95).Upper/pooled - 1
	}
	return stats.ProportionFunnel([]stats.Area{a}, pooled).Points[0].Line95.Upper/pooled - 1
}

// AreaComparison sets the latest figures of areas of one kind, such as a force's council areas, beside each other.
type AreaComparison struct {
	Period    Period
	By        Ranking
	Reason    string // why they are not compared, where what is measured forbids it
	Pooled    float64
	Positions map[AreaCode]stats.Position
	Outside   int // how many lie beyond what chance explains
	Of        int
	Narrow    bool // all are so large that nearly any difference is more than chance
}

// CompareAreas places each of several areas against all of them together. Only percentages and rates are compared, and
// only figures of one series and of the newest period that any of them has; of fewer than three areas nothing is said.
func CompareAreas(ind Indicator, all []Assessment) AreaComparison {
	first := newestOf(all)
	if first == nil || ind.Measure != Count && ind.Measure != Percentage {
		return AreaComparison{}
	}
	out := AreaComparison{Period: first.Latest.Period}
	if out.By, out.Reason = rankedBy(ind, first); out.Reason != "" {
		return out
	}
	var areas []stats.Area
	var codes []AreaCode
	for i := range all {
		a := &all[i]
		if a.Latest == nil || a.Latest.Period != out.Period || a.Input != first.Input {
			continue
		}
		if own := ownComparator(ind, a); own.sized.Population > 0 {
			areas, codes = append(areas, own.sized), append(codes, a.Area)
		}
	}
	if len(areas) < fewestOthers {
		return out
	}
	out.place(areas, codes)
	return out
}

func (c *AreaComparison) place(areas []stats.Area, codes []AreaCode) {
	c.Pooled, c.Of, c.Narrow = stats.Pool(areas), len(areas), true
	c.Positions = map[AreaCode]stats.Position{}
	for i, p := range funnelOf(c.By, areas, c.Pooled).Points {
		c.Positions[codes[i]] = p.Position
		c.Narrow = c.Narrow && spreadOf(c.By, areas[i], c.Pooled) < narrowSpread
		if beyondChance(p.Position) {
			c.Outside++
		}
	}
}

// newestOf is the assessment whose latest period is the newest; of several the first.
func newestOf(all []Assessment) *Assessment {
	var out *Assessment
	for i := range all {
		if all[i].Latest != nil && (out == nil || out.Latest.Period.Less(all[i].Latest.Period)) {
			out = &all[i]
		}
	}
	return out
}
