package kpi

// Trace finds an indicator's figure for a period, with the cells it was computed from. It takes the first input that
// has a figure of exactly that period and kind; a 12-month span is also found under its other names (the year ending
// March 2025 is 2024/25). Otherwise the period is put together from the shorter ones in it, when none is missing. The
// zero Period asks for the latest.
func Trace(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date, period Period) (Point, bool) {
	if period.Kind == 0 {
		a := Assess(plan, ind, area, data, asAt)
		if a.Latest == nil {
			return Point{}, false
		}
		return *a.Latest, true
	}
	for _, same := range []func(a, b Period) bool{
		func(a, b Period) bool { return a == b },
		func(a, b Period) bool { return a.First == b.First && a.Last == b.Last },
	} {
		for _, in := range ind.Inputs {
			for _, p := range allPoints(ind, in, data, area, asAt) {
				if len(p.Cells) > 0 && same(p.Period, period) {
					return p, true
				}
			}
		}
	}
	return traceSum(plan, ind, area, data, asAt, period)
}

// traceSum adds up the shorter periods that make up a longer one.
func traceSum(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date, period Period) (Point, bool) {
	if !ind.AddsUp() || period.Kind.Months() == 0 {
		return Point{}, false
	}
	for _, in := range ind.Inputs {
		pts := allPoints(ind, in, data, area, asAt)
		for last, p := range pts {
			have := p.Period.Kind.Months()
			if p.Period.Last != period.Last || have == 0 || p.Period.Kind == Rolling12 || period.Kind.Months()%have != 0 || have >= period.Kind.Months() {
				continue
			}
			a := Assessment{Points: pts, words: plan.Words}
			if sum, why := a.sumWindow(ind, last, period.Kind.Months()/have, period.Kind.Months()); why == "" {
				sum.Period = period
				return sum, true
			}
		}
	}
	return Point{}, false
}
