package kpi

import (
	"fmt"
	"strings"
)

// smallBase is the base under which a percentage change says nothing and is not given.
const smallBase = 20

// compare puts the latest figures against the baseline, like with like: a window of the baseline's length that ends
// with the latest point. Where that can't be done it leaves a note that says why.
func compare(ind Indicator, a *Assessment) {
	b := a.Baseline
	if b == nil || a.Latest == nil || ind.Measure == Grade || ind.Measure == Milestone {
		return
	}
	base, ok := b.Known()
	if !ok {
		return
	}
	if b.Series != "" && b.Series != a.Input.Value {
		a.note("baseline-other-series", fmt.Sprintf("The baseline is of another series (%s) and is not compared with this one.", b.Series))
		return
	}
	if b.Period.Last > a.Latest.Period.Last {
		a.note("baseline-later", "Not compared with the baseline: it is of "+b.Period.Words()+", later than the latest figure.")
		return
	}
	window, why := windowLike(ind, a.Points, b.Period)
	if why != "" {
		a.note("not-compared", why)
		return
	}
	if w, walled := breakBetween(a.Breaks, b.Period, window.Period); walled {
		a.note("break-before-baseline", "Not compared with the baseline: the figures changed in "+w.At.Time().Format("January 2006")+". "+w.What)
		return
	}
	c := &Change{Window: window.Period, Value: window.Value, Baseline: base, Difference: window.Value - base, Marks: window.Marks}
	switch {
	case ind.Measure == Percentage: // the difference is in percentage points already
	case base < smallBase:
		a.note("small-base", fmt.Sprintf("No percentage change is given: the baseline is under %d.", smallBase))
	default:
		percent := 100 * c.Difference / base
		c.Percent = &percent
	}
	a.Change = c
}

// windowLike gives the value of the span that ends with the latest known point and is as long as the baseline's: the
// point itself, or a sum of points (numerator and denominator each, then divided once). A window with a hole is not a
// total: the second result says which periods are missing.
func windowLike(ind Indicator, pts []Point, like Period) (Point, string) {
	last := len(pts) - 1
	for last >= 0 && pts[last].State != Known {
		last--
	}
	p := pts[last]
	have, want := p.Period.Kind.Months(), like.Kind.Months()
	switch {
	case have == want && (have > 0 || p.Period.Kind == like.Kind):
		return p, ""
	case have == 0 || want == 0 || have > want || want%have != 0:
		return Point{}, fmt.Sprintf("Not compared with the baseline: a %s can't be put against a %s.", p.Period.Kind, like.Kind)
	case ind.Measure == Given:
		return Point{}, "Not compared with the baseline: values as given by the source are never added up."
	case p.Period.Kind == Rolling12:
		return Point{}, "Not compared with the baseline: rolling totals overlap and are never added up."
	}
	return sumWindow(ind, pts, last, want/have, want)
}

// sumWindow adds up n neighbouring points that end with pts[last].
func sumWindow(ind Indicator, pts []Point, last, n, months int) (Point, string) {
	end := pts[last].Period.Last
	span := Period{Rolling12, end.AddMonths(1 - months), end}
	if months != Rolling12.Months() {
		span = PeriodFrom(Half, end.AddMonths(1-months))
		if months == 3 {
			span = PeriodFrom(Quarter, end.AddMonths(1-months))
		}
		if !span.Valid() {
			return Point{}, "Not compared with the baseline: the latest points do not end a period of its kind."
		}
	}
	var missing []string
	out := Point{Period: span, State: Known}
	var value, num, den float64
	for i := last - n + 1; i <= last; i++ {
		if i < 0 || pts[i].Period.Kind != pts[last].Period.Kind {
			return Point{}, "Not compared with the baseline: the figures do not go back far enough."
		}
		if pts[i].State != Known {
			missing = append(missing, pts[i].Period.Words())
			continue
		}
		out.Marks |= pts[i].Marks
		out.Cells = append(out.Cells, pts[i].Cells...)
		value += pts[i].Value
		if pts[i].Numerator != nil {
			num, den = num+*pts[i].Numerator, den+*pts[i].Denominator
		}
	}
	if len(missing) > 0 {
		return Point{}, "Not compared with the baseline: no figure for " + strings.Join(missing, ", ") + "."
	}
	if ind.Measure == Percentage {
		value = 100 * num / den
		out.Numerator, out.Denominator = &num, &den
	}
	out.Value = value
	return out, ""
}
