package kpi

import "planwatch/kpi/stats"

// Course is how figures have gone since the last break as a whole, which says more of a slow rise or fall than the
// latest figure against its limits does. It decides nothing: figures that follow one another, as those of crime do, make
// its probability too small.
type Course struct {
	Test  stats.MannKendall // with the seasons of the year where there are two years of them
	Slope stats.TheilSen    // a year, in the unit that was judged; of shares in the share
	From  Period            // the stretch's first and last
	To    Period
}

// Course tests the latest stretch for a steady rise or fall. There is none where nothing was tested, of waits between
// rare events, and of fewer than 13 known figures.
func (a *Assessment) Course() (Course, bool) {
	t := a.Trend.Tested
	if t == nil || a.Trend.LimitsPoints == 0 || t.Chart == stats.ChartG {
		return Course{}, false
	}
	s := stretches(a.Points)
	w := s[len(s)-1]
	ys := make([]float64, 0, w.To-w.From)
	j := judging{Tested: *t}
	for row := j.row(w.From); row < len(t.Rows); row++ {
		ys = append(ys, j.level(row))
	}
	kind := a.Latest.Period.Kind
	test, slope, err := stats.Series{Values: ys, PerYear: perYear(kind)}.Trend(stats.Level95)
	if err != nil {
		return Course{}, false
	}
	if months := kind.Months(); months > 0 && !seasonal(ys, kind) {
		slope.Slope = float64(slope.Slope * 12 / float64(months)) // from a period to a year
	}
	return Course{test, slope, a.Points[w.From].Period, a.Points[w.To-1].Period}, true
}

// seasonal says whether the trend of a stretch is tested by the seasons of the year, and its slope is a year's.
func seasonal(ys []float64, k PeriodKind) bool { return perYear(k) > 1 && len(ys) >= 2*perYear(k) }
