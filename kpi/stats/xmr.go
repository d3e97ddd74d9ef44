package stats

import (
	"math"
	"slices"
)

// settledRows is how many rows a group must have before it is judged; with fewer its limits are on trial.
const settledRows = 13

// Options say how a series is to be charted. The zero Options make one group whose limits come from all its rows,
// screened, with neither direction nor target.
type Options struct {
	Direction Direction
	Target    *float64 // in the units of the values; nil for none
	// Rebase lists rows, counted from 0, that start a new group, in any order. A row that is not there is ignored.
	Rebase []int
	// FixAfter takes the first so many rows of each group, missing ones included, as its baseline; 0 takes all.
	FixAfter int
	// Baseline takes the rows of these windows as baseline instead. A group that no window touches uses all its rows,
	// and a note says so.
	Baseline []Window
	// Unscreened keeps moving ranges that are far larger than the others, as the NHS Excel tool does.
	Unscreened bool
}

// Window is the rows from From up to, but not including, To, counted from 0.
type Window struct{ From, To int }

// Point is one row of the chart.
type Point struct {
	Group int // its group's Number
	Limits
	Side  Side     // of the mean; NoSide on it and for a missing value
	Fired []Signal // every rule that fired, by precedence; nil when none did
	Label Signal   // the first of them: what the point is drawn and counted as
	Kind  Kind
}

// Group is a stretch of rows with limits of its own.
type Group struct {
	Number       int // how many rebases there were up to its first row
	First, End   int // its rows: First up to, but not including, End
	Values       int // rows that hold a value
	BaselineSize int // values that the mean comes from
	Limits
	// MovingRange is the mean moving range behind the limits, after screening, and AllRanges the one before: of the
	// values, or in p′ and u′ of their distances from the centre in standard deviations. NaN when not defined.
	MovingRange, AllRanges float64
	Screened               int   // moving ranges left out as too large
	LeftOut                []int // the rows that these lead to
	Trial                  bool  // fewer than 13 rows up to its last value
}

// Laney is how many times wider the limits of p′ and u′ are than chance alone would make them; NaN for other charts of
// shares, counts and waits.
func (g Group) Laney() float64 { return g.MovingRange / perSigma }

// XmR is a chart: one Point for each value, in the same order.
type XmR struct {
	Points []Point
	Groups []Group
	Runs   []Run // every trend and shift, by group, then trends before shifts, then by first row
	Last   int   // row of the last value, which variation and assurance speak of; -1 when there is none
	// Trial says that the last value's group is short. Variation and assurance are then not given.
	Trial     bool
	Variation Variation
	Assurance Assurance
	Notes     []Note
}

// NewXmR charts a series, in order of time, one value for each row; NaN is a missing value, and so is an infinite one.
// Values are in any unit, evenly spaced in time: put in missing rows for periods that are absent. With no value at all
// nothing is defined; with one there is a mean and no limits; a constant series has a mean and no limits; from two
// different neighbouring values on there are limits and rules. Limits are not cut off at 0 or at 100. Source and
// deviations: the package's doc. NewXmR can't see whether values are rolling totals; Series.XmR refuses them.
func NewXmR(values []float64, o Options) XmR {
	x := XmR{Points: make([]Point, len(values)), Last: -1}
	ys := x.finite(values)
	for _, g := range groups(len(ys), o.Rebase) {
		x.chart(ys, g, o)
	}
	x.judge(o)
	return x
}

// LatestShift gives the last shift of the chart, and false when there is none. It still holds when its Last is the
// chart's Last.
func (x XmR) LatestShift() (Run, bool) {
	for _, r := range slices.Backward(x.Runs) {
		if r.Rule == Shift {
			return r, true
		}
	}
	return Run{}, false
}

// finite gives the values with infinite ones made missing, and sets Last.
func (x *XmR) finite(values []float64) []float64 {
	ys := slices.Clone(values)
	for i, y := range ys {
		if math.IsInf(y, 0) {
			ys[i] = math.NaN()
			x.note(NotFinite, i, 1)
		}
		if !math.IsNaN(ys[i]) {
			x.Last = i
		}
	}
	if x.Last >= 0 && x.Last < len(ys)-1 {
		x.note(LastMissing, x.Last, len(ys)-1-x.Last)
	}
	return ys
}

// groups cuts n rows at the rebased ones. Numbers count rebases, so that a rebase on the first row starts at 1.
func groups(n int, rebase []int) []Group {
	var out []Group
	var number, first int
	for i := range n {
		if !slices.Contains(rebase, i) {
			continue
		}
		if i > first {
			out = append(out, Group{Number: number, First: first, End: i})
		}
		number, first = number+1, i
	}
	if n > first {
		out = append(out, Group{Number: number, First: first, End: n})
	}
	return out
}

// chart computes one group's limits, applies the rules to it and fills in its points.
func (x *XmR) chart(ys []float64, g Group, o Options) {
	rows := ys[g.First:g.End]
	inBaseline := x.baseline(g, o)
	var base []float64
	last := -1
	for i, y := range rows {
		if math.IsNaN(y) {
			continue
		}
		g.Values, last = g.Values+1, i
		if inBaseline(i) {
			base = append(base, y)
		}
	}
	r := movingRanges(rows, inBaseline, !o.Unscreened)
	g.BaselineSize, g.Screened, g.MovingRange, g.AllRanges = len(base), r.screened, r.mean, r.whole
	for _, i := range r.leftOut {
		g.LeftOut = append(g.LeftOut, g.First+i)
	}
	g.Limits = limitsAround(mean(base), r.mean)
	g.Trial = last+1 < settledRows
	x.noteGroup(g, last+1, r)
	fired, runs := fire(rows, rows, g.Limits)
	limits := make([]Limits, len(rows))
	for i := range limits {
		limits[i] = g.Limits
	}
	x.keep(g, limits, ys, fired, runs, o)
}

// baseline says which rows of a group, counted from its first, its limits come from.
func (x *XmR) baseline(g Group, o Options) func(i int) bool {
	var touched bool
	for _, w := range o.Baseline {
		touched = touched || max(w.From, g.First) < min(w.To, g.End)
	}
	switch {
	case touched:
		return func(i int) bool {
			return slices.ContainsFunc(o.Baseline, func(w Window) bool { return w.From <= g.First+i && g.First+i < w.To })
		}
	case len(o.Baseline) > 0:
		x.note(NoBaseline, g.First, 0)
	case o.FixAfter > 0:
		return func(i int) bool { return i < o.FixAfter }
	}
	return func(int) bool { return true }
}

// judge takes variation and assurance from the last value and its group.
func (x *XmR) judge(o Options) {
	x.Trial = true
	for _, g := range x.Groups {
		if x.Last < g.First || x.Last >= g.End {
			continue
		}
		if x.Trial = g.Trial; !g.Trial {
			p := x.Points[x.Last]
			x.Variation = Variation{p.Kind, p.Label.Side}
			x.Assurance = assurance(g.Limits, o)
		}
	}
	if x.Last < 0 {
		x.note(NoValues, 0, 0)
	}
}

// assurance compares the target of the options with the limits.
func assurance(l Limits, o Options) Assurance {
	if o.Target == nil {
		return NoAssurance
	}
	return Capable(l, *o.Target, o.Direction)
}

// Capable compares a target with process limits in the same unit, strictly: a target equal to a limit is hit and miss.
// There is no answer without a side that is better, a target or limits.
func Capable(l Limits, target float64, d Direction) Assurance {
	if math.IsNaN(target) || d == Neutral || d == Maintain || !l.Defined() {
		return NoAssurance
	}
	switch {
	case target > l.Upper && d == Increase, target < l.Lower && d == Decrease:
		return Fail
	case target > l.Upper, target < l.Lower:
		return Pass
	default:
		return HitAndMiss
	}
}
