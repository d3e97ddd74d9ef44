package stats

import "math"

// Area is one point of a funnel: events or cases, and the population or trials that they are of.
type Area struct{ Events, Population float64 }

// Position says where an area lies against the others.
type Position int8

// The positions, by how rare they would be by chance: beyond the 95% lines (1 in 40 on each side) or the 99.8% lines (1
// in 1,000 on each side). NotPlaced, the zero value, is an area without a value, or a funnel without a middle.
const (
	NotPlaced Position = iota
	FarBelow           // beyond 99.8%
	Below              // beyond 95%
	Alike
	Above
	FarAbove
)

// String is "", "far below", "below", "alike", "above" or "far above".
func (p Position) String() string {
	return [...]string{"", "far below", "below", "alike", "above", "far above"}[p]
}

// Funnel compares areas of different size with one value: small areas vary more, so their limits stand wider.
type Funnel struct {
	Pooled float64 // per unit of population; NaN when not defined
	Points []FunnelPoint
}

// FunnelPoint is an area in a funnel. The lines of a proportion are around the pooled value, at the area's population,
// between 0 and 1; for rates they are NaN, because the area's own interval is compared instead.
type FunnelPoint struct {
	Value    float64 // per unit of population
	Line95   Interval
	Line998  Interval
	Position Position
}

// Pool adds the areas up and divides once. It is NaN without population. Areas whose numbers are missing, negative or
// without population are left out.
func Pool(areas []Area) float64 {
	var xs, ns []float64
	for _, a := range areas {
		if a.placeable() {
			xs, ns = append(xs, a.Events), append(ns, a.Population)
		}
	}
	if len(ns) == 0 {
		return math.NaN()
	}
	return finiteOr(sumAnyOrder(xs) / sumAnyOrder(ns))
}

func (a Area) placeable() bool {
	return finite(a.Events) && finite(a.Population) && a.Events >= 0 && a.Population > 0
}

// ProportionFunnel compares shares of the areas with a pooled share: Pool(areas) for a comparison between areas, Pool
// of the most similar forces without our own for a comparison with them. Limits are pooled ∓ z√(pooled(1-pooled)/n), as
// PHEindicatormethods has them (an area's Wilson interval that just touches the pooled value); beyond is strict. A
// share of more than 1, and a pooled value outside 0 to 1, are not placed. Nor is anything with one area, which is
// always alike with itself.
func ProportionFunnel(areas []Area, pooled float64) Funnel {
	f := Funnel{Pooled: pooled, Points: make([]FunnelPoint, len(areas))}
	for i, a := range areas {
		p := FunnelPoint{Value: math.NaN(), Line95: noInterval, Line998: noInterval}
		if a.placeable() && a.Events <= a.Population {
			p.Value = a.Events / a.Population
			if pooled >= 0 && pooled <= 1 {
				inner, outer := funnelLine(pooled, a.Population, Level95), funnelLine(pooled, a.Population, Level998)
				p.Position = place(p.Value < outer.Lower, p.Value < inner.Lower, p.Value > inner.Upper, p.Value > outer.Upper)
				p.Line95, p.Line998 = clipped(inner), clipped(outer)
			}
		}
		f.Points[i] = p
	}
	return f
}

// RateFunnel compares rates of the areas with a pooled rate, as ProportionFunnel does shares: an area is above when the
// lower limit of its own interval (exact under 10 events, Byar's from 10 on) lies above the pooled rate, as
// PHEindicatormethods has it.
func RateFunnel(areas []Area, pooled float64) Funnel {
	f := Funnel{Pooled: pooled, Points: make([]FunnelPoint, len(areas))}
	for i, a := range areas {
		p := FunnelPoint{Value: math.NaN(), Line95: noInterval, Line998: noInterval}
		if a.placeable() {
			inner, outer := Rate(a.Events, a.Population, 1, Level95), Rate(a.Events, a.Population, 1, Level998)
			p.Value = inner.Value
			if pooled >= 0 && finite(pooled) {
				p.Position = place(outer.Upper < pooled, inner.Upper < pooled, inner.Lower > pooled, outer.Lower > pooled)
			}
		}
		f.Points[i] = p
	}
	return f
}

func funnelLine(pooled, n, level float64) Interval {
	half := float64(zOf(level) * math.Sqrt(float64(pooled*(1-pooled))/n))
	return Interval{pooled - half, pooled + half}
}

func clipped(i Interval) Interval { return Interval{max(0, i.Lower), min(1, i.Upper)} }

func place(farBelow, below, above, farAbove bool) Position {
	switch {
	case farBelow:
		return FarBelow
	case farAbove:
		return FarAbove
	case below:
		return Below
	case above:
		return Above
	default:
		return Alike
	}
}
