package reports

import (
	"fmt"
	"strconv"
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
		s.Lines = append(s.Lines, fmt.Sprintf("Recent trend of the latest five years (Fingertips): %s; chi-squared %s where 9.5495 is wanted; slope %s a year. It is called a change only when all five years go one way.", t.Years.Result, exact(t.Years.ChiSq), exact(t.Years.Slope)))
	}
	if len(t.Signals) > 0 {
		s.Lines = append(s.Lines, "Rules that fired on the latest figure: "+fired(t.Signals)+". The first by precedence (outside, trend, two of three, shift) decides; wanted direction: "+e.ind.Direction.String()+".")
	}
	return s
}

// change shows how the window was added up and put against the baseline.
func (e explainer) change() Step {
	s := Step{Title: "Change since the baseline"}
	if b := e.a.Baseline; b != nil {
		if value, ok := b.Known(); ok {
			s.Lines = append(s.Lines, fmt.Sprintf("Baseline: %s in %s (%s; trust: %s). %s", exact(value), b.Period, b.Source, b.Trust, b.Why))
		} else {
			s.Lines = append(s.Lines, "Baseline: not set. "+b.Why)
		}
	}
	c := e.a.Change
	if c == nil {
		for _, n := range e.a.Notes {
			if n.NotCompared() {
				s.Lines = append(s.Lines, n.Text)
			}
		}
		if len(s.Lines) == 0 {
			return Step{}
		}
		return s
	}
	s.Lines = append(s.Lines, fmt.Sprintf("Window: %s = %s.", c.Window, windowSum(e.ind, *c)))
	line := fmt.Sprintf("Difference: %s - %s = %s", exact(c.Value), exact(c.Baseline), exact(c.Difference))
	if c.Percent != nil {
		line += fmt.Sprintf("; of the baseline %s%%", exact(*c.Percent))
	}
	s.Lines = append(s.Lines, line+".")
	if c.Interval != nil {
		s.Lines = append(s.Lines, fmt.Sprintf("By chance alone, at 95%%: from %s to %s. Events that repeat or come in clusters vary more.", exact(c.Interval.Lower), exact(c.Interval.Upper)))
	}
	return s
}

// windowSum writes out what a window's value was added up from.
func windowSum(ind kpi.Indicator, c kpi.Change) string {
	var parts []string
	for _, o := range c.Cells {
		parts = append(parts, exact(o.Value))
	}
	switch {
	case ind.PerDay:
		return "(" + strings.Join(parts, " + ") + ") / " + strconv.Itoa(c.Window.Days()) + " days = " + exact(c.Value)
	case ind.Measure == kpi.Count && len(parts) > 1:
		return strings.Join(parts, " + ") + " = " + exact(c.Value)
	case ind.Measure.Pair():
		var part, whole []string
		for i, p := range parts { // numerator and denominator by turns
			if i%2 == 0 {
				part = append(part, p)
			} else {
				whole = append(whole, p)
			}
		}
		times := "100 × "
		if ind.Measure == kpi.Ratio {
			times = ""
		}
		return times + "(" + strings.Join(part, " + ") + ") / (" + strings.Join(whole, " + ") + ") = " + exact(c.Value)
	default:
		return exact(c.Value)
	}
}

func (e explainer) rate() Step {
	if e.a.Rate == nil {
		return Step{}
	}
	return Step{Title: "Rate", Lines: []string{fmt.Sprintf("%s over the population at %s, times %s = %s %s.", exact(e.a.Latest.Value), e.a.RateOf, exact(e.ind.Rate.Per), exact(*e.a.Rate), e.ind.Rate.Unit)}}
}

func (e explainer) target() Step {
	v := e.a.Target
	if v.State == kpi.NoTarget {
		return Step{}
	}
	s := Step{Title: "Target", Lines: []string{"“" + v.Target.Quote + "”: " + v.String() + "."}}
	if v.Level != nil {
		s.Lines = append(s.Lines, "Asked for now: "+exact(*v.Level)+".")
	}
	if v.Final != nil {
		s.Lines = append(s.Lines, "Asked for by "+v.Target.By.Words()+": "+exact(*v.Final)+"; change a year that would still reach it: "+exactOr(v.Needed)+".")
	}
	if said := (voice{e.a.Catalogue()}).capableWords(e.a); said != "" {
		s.Lines = append(s.Lines, said)
	}
	return s
}

// capableWords says whether the figures as they vary now would reach the target; "" when that is not known. Limits say
// how figures vary only while nothing changes: of figures that have left them they would say what was so before.
func (v voice) capableWords(a kpi.Assessment) string {
	if a.Target.Capable == stats.NoAssurance || a.Trend.Kind != kpi.TrendNoChange {
		return ""
	}
	return v.say("target.capable." + a.Target.Capable.String())
}

func (e explainer) words() Step {
	s := Step{Title: "Words", Lines: []string{Words(e.ind, e.a)}}
	for _, n := range e.a.Notes {
		s.Lines = append(s.Lines, "Note ["+n.Code+"]: "+n.Text)
	}
	return s
}
