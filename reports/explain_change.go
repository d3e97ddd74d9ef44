package reports

import (
	"fmt"
	"strconv"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

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
		s.Lines = append(s.Lines, byChance(*c.Chance))
		s.Lines = append(s.Lines, fmt.Sprintf("By chance alone, at 95%%: from %s to %s. Events that repeat or come in clusters vary more.", exact(c.Interval.Lower), exact(c.Interval.Upper)))
	}
	return s
}

// byChance shows the arithmetic of a change's interval.
func byChance(c kpi.Chance) string {
	now, then := exact(c.Now.Events)+" / "+exact(c.Now.Population), exact(c.Then.Events)+" / "+exact(c.Then.Population)
	switch c.Method {
	case stats.MethodNewcombe:
		return fmt.Sprintf("Intervals of the two (Wilson, 95%%): %s is from %s to %s, %s is from %s to %s; put together by Newcombe: from d - √((p - l)² + (U - q)²) to d + √((u - p)² + (q - L)²), of which p and q are the shares now and then, l and u, L and U their intervals, and d is p - q.", now, exact(c.NowIn.Lower), exact(c.NowIn.Upper), then, exact(c.ThenIn.Lower), exact(c.ThenIn.Upper)) + inBoth(c, c.Now.Population, c.Then.Population, "as far from d")
	case stats.MethodExact:
		return fmt.Sprintf("Events a day %s over %s = %s; fewer than 10 in one of the two, so that the exact interval of the share %s of %s is turned into one of the ratio: %s and %s.", now, then, exact(c.Ratio), exact(c.Now.Events), exact(c.Now.Events+c.Then.Events), exact(c.Limits.Lower), exact(c.Limits.Upper)) + inBoth(c, c.Now.Events, c.Then.Events, "as far from the logarithm of the ratio, in these limits already")
	default:
		a, b := exact(c.Now.Events), exact(c.Then.Events)
		variance, note := fmt.Sprintf("1/%s + 1/%s", a, b), ""
		if c.Narrower < 1 {
			variance += fmt.Sprintf(" - 2 × %s/(%s × %s)", exact(c.Shared), a, b)
			note = fmt.Sprintf(" The %s events that are in both can't make a difference between them.", exact(c.Shared))
		}
		return fmt.Sprintf("Events a day %s over %s = %s, × exp(∓1.95996398454 × √(%s)) = %s and %s.", now, then, exact(c.Ratio), variance, exact(c.Limits.Lower), exact(c.Limits.Upper)) + note
	}
}

// inBoth says how much nearer limits are for what both spans hold; "" when that is nothing.
func inBoth(c kpi.Chance, now, then float64, what string) string {
	if c.Narrower == 1 {
		return ""
	}
	return fmt.Sprintf(" Both hold the same %s, which leaves the limits √(1 - 2 × %s / (%s + %s)) = %s times %s.", exact(c.Shared), exact(c.Shared), exact(now), exact(then), exact(c.Narrower), what)
}

// pathText says what a path goes by.
func pathText(v kpi.TargetVerdict) string {
	var out []string
	for _, w := range v.Path {
		out = append(out, exact(w.Level)+" on "+w.Day.String())
	}
	kind := "straight between these days"
	if v.Target.Path == kpi.PathStepped {
		kind = "a step at the end of each financial year, as high as the straight line between these days"
	}
	return "The path, " + kind + ": " + strings.Join(out, ", ") + "."
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
	return Step{Title: "Rate", Lines: []string{fmt.Sprintf("%s over %s people at %s, times %s = %s %s.", exact(e.a.Latest.Value), exact(e.a.Population), e.a.RateOf, exact(e.ind.Rate.Per), exact(*e.a.Rate), e.ind.Rate.Unit)}}
}

func (e explainer) target() Step {
	v := e.a.Target
	if v.State == kpi.NoTarget {
		return Step{}
	}
	s := Step{Title: "Target", Lines: []string{"“" + v.Target.Quote + "”: " + v.String() + "."}}
	if len(v.Path) > 0 {
		s.Lines = append(s.Lines, pathText(v))
	}
	if v.Level != nil {
		s.Lines = append(s.Lines, "Asked for now: "+exact(*v.Level)+"; held against it: "+exactOr(v.Held)+".")
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
