package kpi

import "planwatch/kpi/stats"

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
		a.Trend.Reason = a.say("trend.why.rolling")
		return
	case ind.Measure == Grade:
		a.Trend.Reason = a.say("trend.why.grade")
		return
	}
	t := makeReady(ind, a)
	a.Trend.Tested = &t.Tested
	windows := limitWindows(a, t)
	x := t.chart(ind.Direction, windows)
	t.XmR = x
	keepLimits(a.Points, t, x)
	latest := a.Points[len(a.Points)-1].Group
	if n := t.inStretch(latest); n < settledPoints {
		if !judgeYears(ind, a) {
			a.Trend.Reason = tooFew(a, t, n)
		}
		return
	}
	if !x.Points[x.Last].Defined() {
		a.Trend.Reason = a.say("trend.why.constant")
		return
	}
	t.limitsFrom(a, windows[len(windows)-1])
	a.Trend.Signals, a.Trend.Kind = x.Points[x.Last].Fired, trendKind(ind.Direction, x.Points[x.Last], t.Chart)
	a.Trend.Run = latestRun(x)
	changedLevel(a, t, x)
	t.doubts(a)
}

// tooFew says how many points there are, and how many are needed.
func tooFew(a *Assessment, t *judging, n int) string {
	key := "trend.why.too-few"
	switch {
	case t.Chart == stats.ChartG:
		key = "trend.why.too-few-waits"
	case a.Latest.Group > 0 && a.rebasedLast():
		key = "trend.why.too-few-rebased"
	case a.Latest.Group > 0:
		key = "trend.why.too-few-since"
	}
	return a.say(key, "n", n, "needed", settledPoints)
}

// latestRun is how many points the run of the rule that labels the latest point has; 0 when that rule is of no run.
func latestRun(x stats.XmR) int {
	label := x.Points[x.Last].Label
	for _, r := range x.Runs {
		if r.Rule == label.Rule && r.Side == label.Side && r.First <= x.Last && x.Last <= r.Last {
			return x.Last - r.First + 1
		}
	}
	return 0
}

// chartDirection is the chart's: contextual and maintained indicators call neither side better. Of waits between events
// the longer is the fewer.
func chartDirection(d Direction, kind stats.ChartKind) stats.Direction {
	switch {
	case d == Increase && kind != stats.ChartG, d == Reduce && kind == stats.ChartG:
		return stats.Increase
	case d == Increase, d == Reduce:
		return stats.Decrease
	default:
		return stats.Neutral
	}
}

// trendKind is the contract's word for a point's special cause. What is to be maintained gets worse by any special
// cause away from its level.
func trendKind(d Direction, p stats.Point, kind stats.ChartKind) TrendKind {
	switch p.Kind {
	case stats.Improvement:
		return TrendImproving
	case stats.Concern:
		return TrendWorsening
	case stats.SpecialCause:
		switch {
		case d == Maintain:
			return TrendWorsening
		case (p.Label.Side == stats.High) == (kind != stats.ChartG):
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
func changedLevel(a *Assessment, t *judging, x stats.XmR) {
	run, ok := x.LatestShift()
	if !ok || run.Last != x.Last || run.Len() < lastingShift {
		return
	}
	level := LevelFound{Shift: a.Points[t.Rows[run.First]].Period, Points: run.Len()}
	run.First, level.Left = t.levelFrom(run)
	level.Alone, level.Steady = t.steady(run)
	level.From = a.Points[t.Rows[run.First]].Period
	a.Trend.Level = &level
	if !level.Steady {
		return
	}
	from := level.From
	a.Trend.Kind, a.Trend.Since, a.Trend.Run = TrendChangedLevel, from, run.Len()
	a.note("rebase", a.say("note.rebase", "n", run.Len(), "from", from.In(a.words)))
}
