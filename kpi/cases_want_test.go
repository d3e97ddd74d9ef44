package kpi_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"planwatch/kpi"
	"planwatch/reports"
)

// saidKey gives what came out, in the words in which a case has it.
type saidKey func(c *oneCase, a kpi.Assessment, w want) string

// wantedOfAll are the keys of what comes out of every kind of indicator.
var wantedOfAll = map[string]saidKey{
	"trend":   func(_ *oneCase, a kpi.Assessment, _ want) string { return a.Trend.String() },
	"verdict": func(_ *oneCase, a kpi.Assessment, _ want) string { return a.Target.String() },
	"change":  func(_ *oneCase, a kpi.Assessment, _ want) string { return changeText(a.Change) },
	"chart":   func(_ *oneCase, a kpi.Assessment, _ want) string { return chartOf(a) },
	"capable": func(_ *oneCase, a kpi.Assessment, _ want) string { return a.Target.Capable.String() },
	"words":   func(c *oneCase, a kpi.Assessment, _ want) string { return reports.Words(c.ind, a) },
	"notes":   func(_ *oneCase, a kpi.Assessment, _ want) string { return noteCodes(a) },
	"hidden":  hiddenFigures,
	"latest": func(_ *oneCase, a kpi.Assessment, _ want) string {
		if a.Latest == nil {
			return "none"
		}
		return a.Latest.Period.String() + " " + short(a.Latest.Value)
	},
	"limits": func(_ *oneCase, a kpi.Assessment, _ want) string {
		if t := a.Trend; t.LimitsPoints > 0 {
			return fmt.Sprintf("%s to %s, %d points: %s %s %s", t.LimitsFrom, t.LimitsTo, t.LimitsPoints, short(a.Latest.Lower), short(a.Latest.Mean), short(a.Latest.Upper))
		}
		return "none"
	},
	"rule": func(_ *oneCase, a kpi.Assessment, _ want) string {
		var fired []string
		for _, s := range a.Trend.Signals {
			fired = append(fired, s.Rule.String()+" "+s.Side.String())
		}
		return noneOr(strings.Join(fired, ", "))
	},
	"chance": func(_ *oneCase, a kpi.Assessment, _ want) string {
		if a.Change == nil || a.Change.Interval == nil {
			return "none"
		}
		return fmt.Sprintf("%.1f to %.1f", a.Change.Interval.Lower, a.Change.Interval.Upper)
	},
	"note": func(_ *oneCase, a kpi.Assessment, w want) string {
		if noted(a, w.value) {
			return w.value
		}
		return noteCodes(a)
	},
	"no note": func(_ *oneCase, a kpi.Assessment, w want) string {
		if noted(a, w.value) {
			return "one of " + noteCodes(a)
		}
		return w.value
	},
	"says ": func(_ *oneCase, a kpi.Assessment, w want) string {
		return noneOr(notesOf(a, w.of))
	},
	"window ": func(c *oneCase, a kpi.Assessment, w want) string {
		for _, span := range kpi.Windows(c.ind, a) {
			if span.Name.String() == w.of {
				return windowSaid(span)
			}
		}
		return "none"
	},
}

func noneOr(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func noted(a kpi.Assessment, code string) bool {
	return slices.ContainsFunc(a.Notes, func(n kpi.Note) bool { return n.Code == code })
}

func noteCodes(a kpi.Assessment) string {
	var codes []string
	for _, n := range a.Notes {
		codes = append(codes, n.Code)
	}
	return noneOr(strings.Join(codes, ", "))
}

// short is a number with four decimals at the most.
func short(x float64) string { return strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64) }

// windowSaid is a span with its value, or the periods that are missing.
func windowSaid(w kpi.Window) string {
	if w.Known {
		return w.Words() + " " + short(w.Value)
	}
	var missing []string
	for _, p := range w.Missing {
		missing = append(missing, p.String())
	}
	return w.Words() + " without " + strings.Join(missing, ", ")
}

// chartOf is the chart that judged, and what was done to the figures first.
func chartOf(a kpi.Assessment) string {
	switch t := a.Trend.Tested; {
	case a.Trend.Years != nil:
		return "years"
	case t == nil:
		return "none"
	case t.Adjusted:
		return t.Chart.String() + ", seasonally adjusted"
	case t.PerDay:
		return t.Chart.String() + ", per day"
	default:
		return t.Chart.String()
	}
}

func changeText(c *kpi.Change) string {
	if c == nil {
		return "none"
	}
	percent := "none"
	if c.Percent != nil {
		percent = fmt.Sprintf("%.1f%%", *c.Percent)
	}
	return fmt.Sprintf("%s %s %s %s", c.Window, short(c.Value), short(c.Difference), percent)
}
