package kpi

import (
	"fmt"
	"math"
	"slices"

	"planwatch/kpi/stats"
)

const (
	// settledPoints is how many known points a stretch needs before it is judged (statistics: under 13 points limits
	// are on trial and nothing is said).
	settledPoints = 13
	// firstPoints is how many points since a break limits are computed from when the baseline period has too few.
	firstPoints = 24
	// lastingShift is how many points a shift must last before it is a new level rather than a change.
	lastingShift = 12
)

// judgeTrend puts limits around the points, stretch by stretch between breaks, and says what the latest known point
// shows. Rolling totals are never tested: neighbouring ones share eleven months of twelve, so that pure noise is
// flagged more often than not (statistics 1.8).
func judgeTrend(ind Indicator, a *Assessment) {
	switch {
	case a.Latest.Period.Kind == Rolling12:
		a.Trend.Reason = "rolling totals are not tested"
		return
	case ind.Measure == Grade:
		a.Trend.Reason = "grades are compared only within one inspection cycle"
		return
	}
	windows := limitWindows(a)
	x := stats.NewXmR(values(a.Points), stats.Options{Direction: chartDirection(ind.Direction), Rebase: groupStarts(a.Points), Baseline: windows})
	n := knownInGroup(a.Points, a.Latest.Group)
	keepLimits(a.Points, x)
	if n < settledPoints {
		a.Trend.Reason = fmt.Sprintf("only %s, %d are needed", countOf(n, "point", "points")+since(a), settledPoints)
		return
	}
	if !x.Points[x.Last].Defined() {
		a.Trend.Reason = "the values do not vary, so there are no limits"
		return
	}
	w := windows[len(windows)-1]
	a.Trend.LimitsFrom, a.Trend.LimitsTo = a.Points[w.From].Period, a.Points[w.To-1].Period
	a.Trend.LimitsPoints = known(a.Points[w.From:w.To])
	a.Trend.BaselineLimits = a.Baseline != nil && a.Baseline.Period.Kind != 0 && a.Points[w.To-1].Period.Last <= a.Baseline.Period.Last && baselineWindow(a, w.From) == w
	a.Trend.Signals = x.Points[x.Last].Fired
	a.Trend.Kind = trendKind(ind.Direction, x.Points[x.Last])
	changedLevel(a, x)
	if n := trailingMissing(a.Points); n > 0 {
		a.note("last-missing", fmt.Sprintf("The latest %s: judged on %s.", countOf(n, "figure is not known", "figures are not known"), a.Latest.Period.Words()))
	}
}

func since(a *Assessment) string {
	if a.Latest.Group > 0 {
		return " since the break"
	}
	return ""
}

func values(pts []Point) []float64 {
	ys := make([]float64, len(pts))
	for i, p := range pts {
		ys[i] = p.Value
		if p.State != Known {
			ys[i] = math.NaN()
		}
	}
	return ys
}

// groupStarts lists the rows that begin a new stretch.
func groupStarts(pts []Point) []int {
	var out []int
	for i := 1; i < len(pts); i++ {
		if pts[i].Group != pts[i-1].Group {
			out = append(out, i)
		}
	}
	return out
}

// limitWindows says, for each stretch, which rows its limits come from: the points between the break and the end of
// the baseline period when 13 or more of them are known, else the first 24 since the break.
func limitWindows(a *Assessment) []stats.Window {
	var out []stats.Window
	starts := append([]int{0}, groupStarts(a.Points)...)
	for i, from := range starts {
		end := len(a.Points)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		w := baselineWindow(a, from)
		w.To = min(w.To, end)
		if known(a.Points[w.From:max(w.From, w.To)]) < settledPoints {
			w = stats.Window{From: from, To: min(from+firstPoints, end)}
		}
		out = append(out, w)
	}
	return out
}

// baselineWindow is the rows from a break to the end of the baseline period, within the break's stretch.
func baselineWindow(a *Assessment, from int) stats.Window {
	w := stats.Window{From: from, To: from}
	if a.Baseline == nil || a.Baseline.Period.Kind == 0 {
		return w
	}
	for w.To < len(a.Points) && a.Points[w.To].Group == a.Points[from].Group && a.Points[w.To].Period.Last <= a.Baseline.Period.Last {
		w.To++
	}
	return w
}

func known(pts []Point) int {
	n := 0
	for _, p := range pts {
		if p.State == Known {
			n++
		}
	}
	return n
}

func knownInGroup(pts []Point, group int) int {
	n := 0
	for _, p := range pts {
		if p.Group == group && p.State == Known {
			n++
		}
	}
	return n
}

func trailingMissing(pts []Point) int {
	n := 0
	for n < len(pts) && pts[len(pts)-1-n].State != Known {
		n++
	}
	return n
}

// keepLimits copies limits and signals into the points of every stretch that has enough of them to be judged.
func keepLimits(pts []Point, x stats.XmR) {
	for i := range pts {
		if knownInGroup(pts, pts[i].Group) < settledPoints {
			continue
		}
		c := x.Points[i]
		pts[i].Mean, pts[i].Lower, pts[i].Upper = c.Mean, c.Lower, c.Upper
		if pts[i].State == Known {
			pts[i].Signals, pts[i].Kind = c.Fired, c.Kind
		}
	}
}

// chartDirection is the chart's: contextual and maintained indicators call neither side better.
func chartDirection(d Direction) stats.Direction {
	switch d {
	case Increase:
		return stats.Increase
	case Reduce:
		return stats.Decrease
	default:
		return stats.Neutral
	}
}

// trendKind is the contract's word for a point's special cause. What is to be maintained gets worse by any special
// cause away from its level.
func trendKind(d Direction, p stats.Point) TrendKind {
	switch p.Kind {
	case stats.Improvement:
		return TrendImproving
	case stats.Concern:
		return TrendWorsening
	case stats.SpecialCause:
		switch {
		case d == Maintain:
			return TrendWorsening
		case p.Label.Side == stats.High:
			return TrendHigher
		default:
			return TrendLower
		}
	default:
		return TrendNoChange
	}
}

// changedLevel recognises a shift that has lasted 12 points up to the latest and is steady in itself: then the news is
// old, and the level has changed. A rebase is suggested; it needs a reason, so it is never made here.
func changedLevel(a *Assessment, x stats.XmR) {
	run, ok := x.LatestShift()
	if !ok || run.Last != x.Last || run.Len() < lastingShift {
		return
	}
	alone := stats.NewXmR(values(a.Points[run.First:run.Last+1]), stats.Options{})
	if last := alone.Points[alone.Last]; len(last.Fired) > 0 || !last.Defined() && !slices.ContainsFunc(alone.Notes, func(n stats.Note) bool { return n.Code == stats.NoVariation }) {
		return
	}
	a.Trend.Kind, a.Trend.Since = TrendChangedLevel, a.Points[run.First].Period
	a.note("rebase", fmt.Sprintf("The last %d points lie on one side of the mean: consider new limits from %s, with a recorded reason.", run.Len(), a.Points[run.First].Period.Words()))
}
