package reports

import (
	"fmt"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// limits shows the arithmetic of the latest stretch's limits, in the unit that was judged.
func (e explainer) limits() Step {
	t := e.a.Trend
	if t.Tested == nil || t.LimitsPoints == 0 || len(t.Tested.XmR.Groups) == 0 {
		return Step{}
	}
	s := Step{Title: "Limits of the latest stretch"}
	s.Lines = append(s.Lines, voice{}.limitsWords(e.a))
	g := t.Tested.XmR.Groups[len(t.Tested.XmR.Groups)-1]
	switch t.Tested.Chart {
	case stats.ChartXmR:
		s.Lines = append(s.Lines, e.individuals(g)...)
	case stats.ChartG:
		s.Lines = append(s.Lines, fmt.Sprintf("Waits: median %s, limits %s and %s (mean ∓ 3√(m(m+1)), not below 0).", exact(g.Mean), exact(g.Lower), exact(g.Upper)))
	case stats.ChartC:
		s.Lines = append(s.Lines,
			fmt.Sprintf("Mean of %d counts: %s.", g.BaselineSize, exact(g.Mean)),
			fmt.Sprintf("Limits: %s ∓ 3 × √%s, not below 0 = %s and %s; near them from two thirds of the way: %s and %s.", exact(g.Mean), exact(g.Mean), exact(g.Lower), exact(g.Upper), exact(g.NearLower), exact(g.NearUpper)))
	default:
		s.Lines = append(s.Lines, e.shares(g)...)
	}
	return s
}

// individuals is the arithmetic of an XmR chart.
func (e explainer) individuals(g stats.Group) []string {
	t := e.a.Trend.Tested
	out := []string{
		fmt.Sprintf("Mean of %d values: %s.", g.BaselineSize, exact(g.Mean)),
		"Moving ranges are the distances between neighbours" + e.screened(g),
		fmt.Sprintf("Mean moving range: %s.", exact(g.MovingRange)),
		fmt.Sprintf("Limits: %s ∓ 2.66 × %s = %s and %s; near them from two thirds of the way: %s and %s.", exact(g.Mean), exact(g.MovingRange), exact(g.Lower), exact(g.Upper), exact(g.NearLower), exact(g.NearUpper)),
	}
	if !t.PerDay && !t.Adjusted {
		return out
	}
	p, point := e.a.Latest, t.Rows[t.XmR.Last]
	var scale []string
	if t.PerDay {
		scale = append(scale, countOf(p.Period.Days(), "day", "days"))
	}
	if t.Adjusted {
		factors := t.Seasons[len(t.Seasons)-1].Factors
		scale = append(scale, "factor "+exact(factors[e.inStretch(point)%len(factors)]))
	}
	return append(out, fmt.Sprintf("In the unit of the figures, for %s: × %s (%s) = mean %s, limits %s and %s.", p.Period, exact(t.Scale[point]), strings.Join(scale, " × "), exact(p.Mean), exact(p.Lower), exact(p.Upper)))
}

// inStretch is how many points of a point's stretch come before it.
func (e explainer) inStretch(point int) int {
	n := 0
	for point-n > 0 && e.a.Points[point-n-1].Group == e.a.Points[point].Group {
		n++
	}
	return n
}

// screened says which moving ranges were left out, and by what.
func (e explainer) screened(g stats.Group) string {
	out := fmt.Sprintf(": mean of all %s; as long as 3.267 times that or longer, and left out: ", exact(g.AllRanges))
	if len(g.LeftOut) == 0 {
		return out + "none."
	}
	t := e.a.Trend.Tested
	var to []string
	for _, row := range g.LeftOut {
		to = append(to, "to "+e.a.Points[t.Rows[row]].Period.String())
	}
	return out + strings.Join(to, ", ") + "."
}

// shares is the arithmetic of p and p′.
func (e explainer) shares(g stats.Group) []string {
	t, p := e.a.Trend.Tested, e.a.Latest
	x, n := e.a.LimitsSums()
	out := []string{fmt.Sprintf("Centre of %d shares: %s / %s = %s.", g.BaselineSize, exact(x), exact(n), exact(g.Mean))}
	spread, times := "σ = √(centre × (1 - centre) / denominator)", ""
	if t.Chart == stats.ChartPPrime {
		out = append(out, "Each share is put as its distance from the centre in "+spread+". The moving ranges of these"+e.screened(g),
			fmt.Sprintf("Mean moving range: %s; over 1.128 = %s times the limits that chance alone would make.", exact(g.MovingRange), exact(g.Laney())))
		times = " × " + exact(g.Laney())
	}
	return append(out, fmt.Sprintf("Limits: centre ∓ 3%s × %s, within 0 and 1; for %s, over %s: %s and %s, × 100 = %s and %s.", times, spread, p.Period, exactOr(p.Denominator), exact(g.Lower), exact(g.Upper), exact(p.Lower), exact(p.Upper)))
}

// newLevel says how it was found whether a long shift is a new level.
func newLevel(l kpi.LevelFound) []string {
	out := []string{
		fmt.Sprintf("The shift from %s has lasted %d points, 12 or more, so it may be a new level.", l.Shift, l.Points),
		fmt.Sprintf("Cut in two, the stretch varies least about the two means when the level begins in %s: sum of squares %s.", l.From, exact(l.Left)),
	}
	g := l.Alone.Groups[len(l.Alone.Groups)-1]
	about := fmt.Sprintf("By limits from its %d values alone (mean %s, latest limits %s and %s) ", g.BaselineSize, exact(g.Mean), exact(g.Lower), exact(g.Upper))
	if l.Steady {
		return append(out, about+"no rule fires on the latest: a new level, steady since.")
	}
	return append(out, about+"the latest is not steady ("+fired(l.Alone.Points[l.Alone.Last].Fired)+"): no new level.")
}
