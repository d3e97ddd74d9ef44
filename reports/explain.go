package reports

import (
	"fmt"
	"math"
	"strconv"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// Step is one step on the way from observations to words: what was done and why, and the figures of it. It is for
// analysts who want to work it out again, so numbers are not rounded for reading.
type Step struct {
	Title   string
	Lines   []string
	Columns []string   // of the table
	Rows    [][]string // nil when the step has no table
}

// Explain says how an assessment came about, step by step, each with what the next one starts from.
func Explain(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) []Step {
	e := explainer{plan, ind, a}
	steps := []Step{e.figures()}
	if a.Latest != nil {
		steps = append(steps, e.disparity(), e.stretches(), e.ready(), e.limits(), e.points(), e.trend(), e.change(), e.rate(), e.target(), e.unfinished())
	} else {
		steps = append(steps, e.disparity(), e.unfinished())
	}
	steps = append(steps, e.parts(), e.override(), e.words())
	var out []Step
	for _, s := range steps {
		if s.Title != "" {
			out = append(out, s)
		}
	}
	return out
}

type explainer struct {
	plan *kpi.Plan
	ind  kpi.Indicator
	a    kpi.Assessment
}

// exact writes a number as it was computed with: all its digits up to the twelfth, and no more.
func exact(x float64) string {
	if math.IsNaN(x) {
		return "none"
	}
	return strconv.FormatFloat(x, 'g', 12, 64)
}

func between(first, last kpi.Period) string {
	if first == last {
		return first.String()
	}
	return first.String() + " to " + last.String()
}

func (e explainer) figures() Step {
	s := Step{Title: "The figures"}
	for i, in := range e.ind.Inputs {
		info, source, _ := e.plan.Series(in.Value)
		line := fmt.Sprintf("%d. %s, %s (%s, %s; %s)", i+1, in.Value, info.Name, source.Publisher, source.Name, source.Provenance)
		if in.Denominator != "" {
			line += ", over " + string(in.Denominator)
		}
		if in == e.a.Input {
			line += ": used, as the first that has figures for the area by the reporting date."
		} else {
			line += ": not used; shown as context where it has figures."
		}
		s.Lines = append(s.Lines, line)
	}
	if e.ind.Measure == kpi.Compound {
		s.Lines = append(s.Lines, "No figure of its own: it is made of its parts.")
		return s
	}
	if e.a.Latest == nil {
		s.Lines = append(s.Lines, "No figure: "+e.a.Trend.Reason+".")
		return s
	}
	states := map[kpi.State]int{}
	provisional := 0
	for _, p := range e.a.Points {
		states[p.State]++
		if p.Marks&kpi.Provisional != 0 {
			provisional++
		}
	}
	pts := e.a.Points
	s.Lines = append(s.Lines, fmt.Sprintf("%s, %s: %d known (%d provisional), %d not available, %d suppressed, %d not applicable. Absent periods in between count as not available.",
		countOf(len(pts), "period", "periods"), between(pts[0].Period, pts[len(pts)-1].Period), states[kpi.Known], provisional, states[kpi.Missing], states[kpi.Suppressed], states[kpi.NotApplicable]))
	return s
}

func (e explainer) stretches() Step {
	s := Step{Title: "Stretches"}
	for _, b := range e.a.Breaks {
		s.Lines = append(s.Lines, fmt.Sprintf("Break on %s: %s Nothing reaches across it: no limits, no run, no comparison.", b.At, b.What))
	}
	for _, r := range e.a.Rebases {
		s.Lines = append(s.Lines, fmt.Sprintf("Rebase from %s, decided on %s: %s Limits begin anew; comparisons reach across.", r.From, r.Made, r.Because))
	}
	for from := 0; from < len(e.a.Points); {
		to := from
		for to+1 < len(e.a.Points) && e.a.Points[to+1].Group == e.a.Points[from].Group {
			to++
		}
		s.Lines = append(s.Lines, fmt.Sprintf("Stretch %d: %s, %s.", e.a.Points[from].Group+1, between(e.a.Points[from].Period, e.a.Points[to].Period), countOf(to-from+1, "period", "periods")))
		from = to + 1
	}
	return s
}

// ready says which chart judges, and what was done to the figures first.
func (e explainer) ready() Step {
	t := e.a.Trend.Tested
	if t == nil {
		return Step{}
	}
	s := Step{Title: "Made ready"}
	c := t.Choice
	s.Lines = append(s.Lines, "Chart: "+c.Chart.String()+". "+voice{e.a.Catalogue()}.chartWhy(c))
	if t.PerDay {
		s.Lines = append(s.Lines, "Each count is divided by the days of its period, so that a short month is not lower for being short.")
	}
	for i, season := range t.Seasons {
		s.Lines = append(s.Lines, fmt.Sprintf("Season in stretch %d: ", i+1)+seasonWords(season))
	}
	if t.Chart != c.Chart {
		s.Lines = append(s.Lines, "Since the season is taken out, the chart is "+t.Chart.String()+".")
	}
	if t.Adjusted {
		season := t.Seasons[len(t.Seasons)-1]
		s.Columns = []string{"season", "factor"}
		first := e.a.Points[t.Rows[len(t.Rows)-len(season.Values)]].Period
		for j, f := range season.Factors {
			p := first
			for range j {
				p = p.Next()
			}
			s.Rows = append(s.Rows, []string{p.Words(), exact(f)})
		}
	}
	return s
}

func seasonWords(s stats.Adjustment) string {
	switch {
	case s.Basis == stats.SeasonallyAdjusted:
		return fmt.Sprintf("clear, and taken out by dividing by its factors (STL of the logs; rows %d to %d of the stretch, up to the last complete financial year; strength %s, at least 0.64 is wanted; probability by chance %s, at most 0.01).", s.From+1, s.To, exact(s.Strength), exact(s.Chance))
	case s.Err != nil:
		return "not looked for: " + s.Err.Error() + " up to the last complete financial year."
	default:
		return fmt.Sprintf("not taken out: strength %s where at least 0.64 is wanted, or probability by chance %s where at most 0.01 is.", exact(s.Strength), exact(s.Chance))
	}
}
