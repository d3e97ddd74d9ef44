package stats

import (
	"math"
	"slices"
)

// NewRuled charts shares (p, p′), rates (u, u′), counts (c) or waits between rare events (g) by the limits of their own
// kind and the rules of XmR: what those rules ask of a value's distance from the mean in moving ranges, they ask here in
// the row's own standard deviations, 3 for the limits and 2 for near ones. A trend is one of the values themselves. The
// result is that of NewXmR, but for limits that widen where a denominator is small; groups, baselines, trial limits,
// variation and assurance are the same. Values are shares or rates, not per cent.
//
// A share, rate or count lies above or below the centre of the baseline, a wait above or below its median. Limits are
// kept within what can be. A baseline without events, or a constant one of p′ and u′, has no limits, and nothing is out
// of the ordinary. Kinds that have no law of their own give ErrShape, as columns of different lengths do.
//
// Sources: NewChart's; the rules are those of Making Data Count. That they give no more false alarms than on an XmR
// chart is in calibration_test.go.
func NewRuled(kind ChartKind, numerators, denominators []float64, o Options) (XmR, error) {
	if !slices.Contains([]ChartKind{ChartP, ChartPPrime, ChartU, ChartUPrime, ChartC, ChartG}, kind) {
		return XmR{}, ErrShape
	}
	r, err := chartRows(kind, numerators, denominators)
	if err != nil {
		return XmR{}, err
	}
	x := XmR{Points: make([]Point, len(r.y)), Last: -1}
	ys := x.finite(r.y)
	for _, g := range groups(len(ys), o.Rebase) {
		x.ruled(kind, r, ys, g, o)
	}
	x.judge(o)
	return x, nil
}

// ruled puts one group's limits around its rows and applies the rules.
func (x *XmR) ruled(kind ChartKind, all rows, ys []float64, g Group, o Options) {
	r := rows{slices.Clone(all.x[g.First:g.End]), all.n[g.First:g.End], slices.Clone(all.y[g.First:g.End])}
	inBaseline := x.baseline(g, o)
	last := -1
	for i, y := range ys[g.First:g.End] {
		if !math.IsNaN(y) {
			g.Values, last = g.Values+1, i
		}
		if math.IsNaN(y) || !inBaseline(i) {
			r.x[i], r.y[i] = math.NaN(), math.NaN()
		} else {
			g.BaselineSize++
		}
	}
	centre, sigma := r.centre(kind), r.sigma(kind, ChartOptions{Unscreened: o.Unscreened})
	limits, scores := make([]Limits, len(r.y)), make([]float64, len(r.y))
	for i, y := range ys[g.First:g.End] {
		limits[i], scores[i] = lawful(kind, centre, sigma(i)), (y-centre)/sigma(i)
		if !(sigma(i) > 0) {
			scores[i] = math.NaN()
		}
	}
	judged := Limits{0, -3, 3, -2, 2}
	if kind == ChartG { // waits are skewed: most lie below their mean
		scores, judged = ys[g.First:g.End], lawful(kind, centre, sigma(0))
		judged.Mean = median(r.y)
		for i := range limits {
			limits[i].Mean = judged.Mean
		}
	}
	fired, runs := fire(ys[g.First:g.End], scores, judged)
	g.Limits = Limits{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	if last >= 0 {
		g.Limits = limits[last]
	}
	s := r.spread(kind, o.Unscreened)
	g.MovingRange, g.AllRanges, g.Trial = s.mean, s.whole, last+1 < settledRows
	for _, i := range s.leftOut {
		g.Screened, g.LeftOut = g.Screened+1, append(g.LeftOut, g.First+i)
	}
	x.noteGroup(g, last+1, ranges{used: g.BaselineSize, constant: !g.Defined()})
	x.keep(g, limits, ys, fired, runs, o)
}

// lawful is the limits at so many standard deviations about a centre, within what can be. There are none where nothing
// varies.
func lawful(kind ChartKind, centre, sigma float64) Limits {
	p := chartPoint(kind, centre, centre, sigma)
	if !(sigma > 0) {
		return Limits{centre, math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	return Limits{centre, p.Lower, p.Upper, p.Lower2, p.Upper2}
}

// keep files what the rules said of a group's rows.
func (x *XmR) keep(g Group, limits []Limits, ys []float64, fired [][]Signal, runs []Run, o Options) {
	for i, l := range limits {
		p := Point{Group: g.Number, Limits: l, Side: l.side(ys[g.First+i]), Fired: fired[i], Kind: CommonCause}
		if len(p.Fired) > 0 {
			p.Label = p.Fired[0]
			p.Kind = kindOf(p.Label.Side, o.Direction)
		}
		x.Points[g.First+i] = p
	}
	for _, run := range runs {
		run.First, run.Last = run.First+g.First, run.Last+g.First
		x.Runs = append(x.Runs, run)
	}
	x.Groups = append(x.Groups, g)
}
