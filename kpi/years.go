package kpi

import "planwatch/kpi/stats"

// recentYears is how many of the latest years the recent trend of annual figures looks at.
const recentYears = 5

// judgeYears judges annual figures that are too few for limits, and says whether it could. The recent trend of
// Fingertips must find a rise or fall, and every one of the five years must go the same way. Either alone is not enough:
// counts of crimes vary from year to year by more than their own intervals say, so that the recent trend calls two in five
// unchanging series that vary by 5% a change; five years in a row that rise, or fall, are 1 in 60 by chance.
func judgeYears(ind Indicator, a *Assessment) bool {
	pts, ok := latestYears(a)
	if !ok {
		return false
	}
	recent := recentTrend(ind, pts)
	if recent.Result == stats.CannotBeCalculated {
		return false
	}
	a.Trend.Years = &recent
	a.Trend.Kind = TrendNoChange
	same := stats.NewMannKendall(values(pts)).S
	switch all := float64(recentYears * (recentYears - 1) / 2); {
	case recent.Result == stats.Increasing && same == all:
		a.Trend.Kind = steadyKind(ind.Direction, true)
	case recent.Result == stats.Decreasing && same == -all:
		a.Trend.Kind = steadyKind(ind.Direction, false)
	}
	return true
}

// latestYears are the latest five years, when all are known and no break is between them.
func latestYears(a *Assessment) ([]Point, bool) {
	kind, n := a.Latest.Period.Kind, len(a.Points)
	if kind != FinancialYear && kind != CalendarYear || n < recentYears {
		return nil, false
	}
	pts := a.Points[n-recentYears:]
	for _, p := range pts {
		if p.State != Known || p.Group != a.Latest.Group {
			return nil, false
		}
	}
	return pts, true
}

// recentTrend is Fingertips' trend of shares by their counts, and of counts by their intervals. Of a value as given no
// interval is known, so it has none.
func recentTrend(ind Indicator, pts []Point) stats.RecentTrend {
	switch ind.Measure {
	case Percentage:
		return stats.RecentProportions(pairs(pts))
	case Count:
		intervals := make([]stats.Interval, len(pts))
		for i, p := range pts {
			intervals[i] = stats.Rate(p.Value, 1, 1, stats.Level95).Interval
			if ind.PerDay && p.Numerator != nil {
				intervals[i] = stats.Rate(*p.Numerator, *p.Denominator, 1, stats.Level95).Interval
			}
		}
		return stats.RecentValues(values(pts), intervals)
	default:
		return stats.RecentTrend{}
	}
}

// steadyKind is the contract's word for a steady rise or fall.
func steadyKind(d Direction, rises bool) TrendKind {
	switch {
	case d == Contextual && rises:
		return TrendHigher
	case d == Contextual:
		return TrendLower
	case d == Increase && rises, d == Reduce && !rises:
		return TrendImproving
	default:
		return TrendWorsening
	}
}
