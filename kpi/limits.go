package kpi

import "planwatch/kpi/stats"

// groupStarts lists the points that begin a new stretch.
func groupStarts(pts []Point) []int {
	var out []int
	for i := 1; i < len(pts); i++ {
		if pts[i].Group != pts[i-1].Group {
			out = append(out, i)
		}
	}
	return out
}

// stretches are the points between breaks and rebases, one stretch after the other.
func stretches(pts []Point) []stats.Window {
	var out []stats.Window
	from := 0
	for _, to := range append(groupStarts(pts), len(pts)) {
		out = append(out, stats.Window{From: from, To: to})
		from = to
	}
	return out
}

// limitWindows says, for each stretch, which points its limits come from: those between the break and the end of the
// baseline period when 13 or more of them are known, else the first 24 since the break, or as many more as it takes for 13
// to be known: of fewer nothing would be concluded, so that later points are not judged by them either.
func limitWindows(a *Assessment, t *judging) []stats.Window {
	var out []stats.Window
	for _, s := range stretches(a.Points) {
		w := baselineWindow(a, s)
		if t.known(w) < settledPoints {
			w = stats.Window{From: s.From, To: min(s.From+firstPoints, s.To)}
		}
		for t.Chart != stats.ChartG && t.known(w) < settledPoints && w.To < s.To { // where many are missing, the first 24 hold too few
			w.To++
		}
		if t.Chart == stats.ChartG && t.known(w) < settledPoints { // waits are fewer than periods
			w = s
		}
		out = append(out, w)
	}
	return out
}

// baselineWindow is the points of a stretch up to the end of the baseline period.
func baselineWindow(a *Assessment, s stats.Window) stats.Window {
	w := stats.Window{From: s.From, To: s.From}
	if a.Baseline == nil || a.Baseline.Period.Kind == 0 {
		return w
	}
	for w.To < s.To && a.Points[w.To].Period.Last <= a.Baseline.Period.Last {
		w.To++
	}
	return w
}

// limitsFrom writes down what the limits of the latest stretch were computed from.
func (t *judging) limitsFrom(a *Assessment, w stats.Window) {
	last := w.To
	for last > w.From+1 && a.Points[last-1].State != Known { // figures that have not come are no source of limits
		last--
	}
	a.Trend.LimitsFrom, a.Trend.LimitsTo = a.Points[w.From].Period, a.Points[last-1].Period
	a.Trend.LimitsPoints = t.known(w)
	s := stretches(a.Points)
	a.Trend.BaselineLimits = baselineWindow(a, s[len(s)-1]) == w
}

// keepLimits copies limits and signals into the points of every stretch that has enough of them to be judged, in the
// figures' own unit. Waits between events have no limits among the counts.
func keepLimits(pts []Point, t *judging, x stats.XmR) {
	for row, i := range t.Rows {
		if t.inStretch(pts[i].Group) < settledPoints {
			continue
		}
		c := x.Points[row]
		if t.Chart != stats.ChartG {
			s := t.Scale[i]
			pts[i].Mean, pts[i].Lower, pts[i].Upper = float64(c.Mean*s), float64(c.Lower*s), float64(c.Upper*s)
		}
		if pts[i].State == Known {
			pts[i].Signals, pts[i].Kind = c.Fired, c.Kind
		}
	}
}

func trailingMissing(pts []Point) int {
	n := 0
	for n < len(pts) && pts[len(pts)-1-n].State != Known {
		n++
	}
	return n
}
