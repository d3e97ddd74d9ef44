package reports

import (
	"fmt"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// chartWhy says why a chart was chosen.
func (v voice) chartWhy(c stats.Choice) string {
	return v.say("chart.why."+c.Why.String(), "events", v.aboutText(c.Events), "size", v.aboutText(c.Denominator))
}

// aboutText is a number in two or three digits: "0.19", "6.3", "1,234".
func (v voice) aboutText(x float64) string {
	switch {
	case x < 1:
		return v.format(x, 2)
	case x < 100:
		return v.format(x, 1)
	default:
		return v.format(x, 0)
	}
}

// points lists every period with what was judged, its limits and every rule that fired.
func (e explainer) points() Step {
	s := Step{Title: "Every period", Columns: []string{"period", "figure"}}
	t := e.a.Trend.Tested
	shares := e.ind.Divided()
	if shares {
		s.Columns = append(s.Columns, "numerator", "denominator")
	}
	judged := t != nil && t.Chart != stats.ChartG && t.Denominators == nil
	if judged {
		s.Columns = append(s.Columns, "judged as")
	}
	s.Columns = append(s.Columns, "mean", "lower", "upper", "rules that fired", "cells")
	for i, p := range e.a.Points {
		row := []string{p.Period.String(), stateOr(p)}
		if shares {
			row = append(row, exactOr(p.Numerator), exactOr(p.Denominator))
		}
		if judged {
			row = append(row, exact(t.Values[i]))
		}
		row = append(row, exact(p.Mean), exact(p.Lower), exact(p.Upper), fired(p.Signals), cellsText(p.Cells))
		s.Rows = append(s.Rows, row)
	}
	if t != nil && t.Chart == stats.ChartG {
		s.Lines = append(s.Lines, "Waits, each named by the period in which it ended: "+waitsText(e.a, t)+".")
	}
	return s
}

func stateOr(p kpi.Point) string {
	if p.State != kpi.Known {
		return p.State.Shorthand()
	}
	return strings.TrimSpace(exact(p.Value) + " " + p.Marks.Shorthand())
}

func exactOr(x *float64) string {
	if x == nil {
		return "none"
	}
	return exact(*x)
}

func fired(signals []stats.Signal) string {
	if len(signals) == 0 {
		return "none"
	}
	var out []string
	for _, s := range signals {
		out = append(out, s.Rule.String()+" "+s.Side.String())
	}
	return strings.Join(out, ", ")
}

func cellsText(cells []kpi.Observation) string {
	if len(cells) == 0 {
		return "none"
	}
	var out []string
	for _, c := range cells {
		out = append(out, c.Place.Address())
	}
	return strings.Join(out, " ")
}

func waitsText(a kpi.Assessment, t *kpi.Tested) string {
	var out []string
	for row, i := range t.Rows {
		out = append(out, fmt.Sprintf("%s %s", a.Points[i].Period, exact(t.Values[row])))
	}
	return strings.Join(out, "; ")
}

// trend says what the rules come to.
func (e explainer) trend() Step {
	t := e.a.Trend
	s := Step{Title: "Trend", Lines: []string{upperFirst(t.String()) + "."}}
	if t.Because != "" {
		s.Lines = append(s.Lines, upperFirst(t.Because)+".")
	}
	if t.Years != nil {
		s.Lines = append(s.Lines, e.years(*t.Years)...)
	}
	if t.Level != nil {
		s.Lines = append(s.Lines, newLevel(*t.Level)...)
	}
	if len(t.Signals) > 0 {
		s.Lines = append(s.Lines, "Rules that fired on the latest figure: "+fired(t.Signals)+". The first by precedence (outside, trend, two of three, shift) decides; wanted direction: "+e.ind.Direction.String()+".")
	}
	if c, ok := e.a.Course(); ok {
		s.Lines = append(s.Lines, fmt.Sprintf("For information, and deciding nothing: from %s as a whole the trend test of Mann and Kendall gives a probability of %s by chance, and the slope of Theil and Sen is %s a year, in the unit that was judged. Where one figure follows from another that probability is too small.",
			between(c.From, c.To), exact(c.Test.P), exact(c.Slope.Slope)))
	}
	return s
}

func (e explainer) words() Step {
	s := Step{Title: "Words", Lines: []string{Words(e.ind, e.a)}}
	for _, n := range e.a.Notes {
		s.Lines = append(s.Lines, "Note ["+n.Code+"]: "+n.Text)
	}
	return s
}

// years is the arithmetic of the recent trend of annual figures.
func (e explainer) years(y stats.RecentTrend) []string {
	var out []string
	if len(y.Values) > 0 {
		var each []string
		for i, p := range e.a.Points[len(e.a.Points)-len(y.Values):] {
			each = append(each, fmt.Sprintf("%s %s (%s to %s)", p.Period, exact(y.Values[i]), exact(y.Intervals[i].Lower), exact(y.Intervals[i].Upper)))
		}
		out = append(out, "The latest five years with their 95% intervals: "+strings.Join(each, "; ")+". Each weighs 1/s², of which s is its interval over 3.92.")
	}
	var without []string
	for _, s := range y.LeftOut {
		without = append(without, exact(s))
	}
	return append(out, fmt.Sprintf("Recent trend of the latest five years (Fingertips): %s; chi-squared %s where 9.5495 is wanted; slope %s a year, without each year in turn %s. It is called a change only when all five years go one way.", y.Result, exact(y.ChiSq), exact(y.Slope), strings.Join(without, ", ")))
}
