package kpi

import "math"

// points gives an input's values for an area in order of time, with every absent period in between filled as Missing.
// The newest periods of a cohort, which are not complete, are left out.
func points(ind Indicator, in Input, data *Data, area AreaCode, asAt Date) []Point {
	out, _ := finished(ind, allPoints(ind, in, data, area, asAt))
	return out
}

// allPoints is points with those that are not complete.
func allPoints(ind Indicator, in Input, data *Data, area AreaCode, asAt Date) []Point {
	var out []Point
	switch {
	case ind.Measure.Pair():
		out = divided(ind, data.Series(in.Value, area, asAt), data.Series(in.Denominator, area, asAt))
	default:
		for _, o := range data.Series(in.Value, area, asAt) {
			out = append(out, Point{Period: o.Period, Value: o.Value, State: o.State, Marks: o.Marks, Cells: []Observation{o}})
		}
	}
	if ind.PerDay {
		perDay(out)
	}
	if ind.Measure == Disparity && ind.Disparity != nil {
		ind.Disparity.disparities(out, area, data, asAt)
	}
	out = fillCalendar(out)
	for i := range out {
		out[i].Mean, out[i].Lower, out[i].Upper = math.NaN(), math.NaN(), math.NaN()
	}
	return out
}

// perDay puts counts over the days of their periods, so that a February is not lower than a March for being shorter. A
// point in time has no days.
func perDay(pts []Point) {
	for i := range pts {
		p := &pts[i]
		switch {
		case p.State != Known:
		case p.Period.Kind == PointInTime:
			p.State, p.Value = NotApplicable, 0
		default:
			count, days := p.Value, float64(p.Period.Days())
			p.Numerator, p.Denominator, p.Value = &count, &days, count/days
		}
	}
}

// divided joins numerators with the denominators of the same period and divides once. A period with only one of the two
// is Missing, one with a denominator of 0 is NotApplicable.
func divided(ind Indicator, numerators, denominators []Observation) []Point {
	byPeriod := make(map[Period]Observation, len(denominators))
	for _, o := range denominators {
		byPeriod[o.Period] = o
	}
	out := make([]Point, 0, len(numerators))
	for _, n := range numerators {
		p := Point{Period: n.Period, State: n.State, Marks: n.Marks, Cells: []Observation{n}}
		d, ok := byPeriod[n.Period]
		if ok {
			p.Cells, p.Marks = append(p.Cells, d), p.Marks|d.Marks
		}
		switch {
		case !ok:
			p.State = Missing
		case n.State == Known && d.State != Known:
			p.State = d.State
		case n.State == Known && d.Value == 0:
			p.State = NotApplicable
		case n.State == Known:
			num, den := n.Value, d.Value
			p.Numerator, p.Denominator, p.Value = &num, &den, ind.Over(num, den)
		}
		out = append(out, p)
	}
	return out
}

// fillCalendar puts a Missing point for every period between two of the same kind that nobody reported, so that runs
// and moving ranges never bridge a gap. Rolling years and points in time step as far apart as the closest two of them.
func fillCalendar(in []Point) []Point {
	step := closest(in)
	var out []Point
	for i, p := range in {
		if i > 0 && in[i-1].Period.Kind == p.Period.Kind {
			for q := following(in[i-1].Period, step); q.Last < p.Period.First || q.Kind == Rolling12 && q.Last < p.Period.Last; q = following(q, step) {
				if q.Kind == PointInTime && q.Last.AddMonths(0) >= p.Period.Last.AddMonths(0) {
					break
				}
				out = append(out, Point{Period: q, State: Missing})
			}
		}
		out = append(out, p)
	}
	return out
}

// following is the period after p in a series whose overlapping kinds step by so many months.
func following(p Period, step int) Period {
	switch p.Kind {
	case Rolling12:
		return PeriodEnding(Rolling12, p.Last.AddMonths(step))
	case PointInTime:
		d := p.Last.AddMonths(step)
		if p.Last == p.Last.monthEnd() {
			d = d.monthEnd()
		} else {
			d = DateOf(d.Year(), d.Month(), min(p.Last.Day(), d.monthEnd().Day()))
		}
		return Period{PointInTime, d, d}
	default:
		return p.Next()
	}
}

// closest is the smallest distance in months between two neighbouring points, 12 when there are none.
func closest(in []Point) int {
	step := 12
	for i := 1; i < len(in); i++ {
		a, b := in[i-1].Period.Last, in[i].Period.Last
		if m := (b.Year()-a.Year())*12 + int(b.Month()-a.Month()); m > 0 && m < step {
			step = m
		}
	}
	return step
}
