package reports

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"planwatch/kpi"
	"planwatch/kpi/stats"
	"planwatch/kpi/words"
)

// Words is what an assessment says, one fact a sentence: the figures, how far they are from the baseline, what the
// latest ones show against ordinary variation, and the target.
func Words(ind kpi.Indicator, a kpi.Assessment) string {
	var out []string
	for _, s := range [][]string{{figureFirst(ind, a)}, changeSentences(ind, a), {latestAlone(ind, a)}, trendSentences(a), {targetSentence(a)}} {
		for _, one := range s {
			if one != "" {
				out = append(out, one)
			}
		}
	}
	return strings.Join(out, " ")
}

// figureFirst gives the figure of the span that is compared with the baseline, or the latest one.
func figureFirst(ind kpi.Indicator, a kpi.Assessment) string {
	switch {
	case a.Latest == nil:
		return ""
	case a.Change == nil:
		return figureSentence(a.Catalogue(), ind, *a.Latest)
	}
	return figureSentence(a.Catalogue(), ind, kpi.Point{Period: a.Change.Window, Value: a.Change.Value, Marks: a.Change.Marks})
}

// latestAlone gives the latest figure where a longer span stood before it.
func latestAlone(ind kpi.Indicator, a kpi.Assessment) string {
	if a.Latest == nil || a.Change == nil || a.Change.Window == a.Latest.Period {
		return ""
	}
	return a.Catalogue().Say("sentence.latest", "value", bareText(ind, a.Latest.Value), "when", whenMarked(a.Catalogue(), *a.Latest))
}

// figureSentence says one figure: "There were 845 offences in March 2026."
func figureSentence(w *words.Catalogue, ind kpi.Indicator, p kpi.Point) string {
	value, when := valueText(ind, p.Value), whenMarked(w, p)
	switch {
	case ind.Measure == kpi.Milestone:
		return w.Say("sentence.milestone."+either(p.Value >= 1, "done", "not-done"), "when", when)
	case ind.Measure == kpi.Grade:
		return w.Say("sentence.grade", "value", value, "when", when)
	case ind.Measure == kpi.Percentage && p.Numerator != nil:
		return w.Say("sentence.share", "value", value, "when", when, "part", format(*p.Numerator, 0), "whole", format(*p.Denominator, 0))
	case ind.Measure == kpi.Count && !strings.HasPrefix(ind.Unit, "£") && ind.Unit != "%":
		return w.Say("sentence.count", "value", value, "when", when, "n", int(math.Round(p.Value)))
	default:
		return w.Say("sentence.figure", "value", value, "when", when)
	}
}

// bareText is a value with the sign of its unit alone, where the unit was just said.
func bareText(ind kpi.Indicator, value float64) string {
	return withUnit(format(value, ind.Decimals), shortUnit(ind.Unit))
}

// whenIn puts a period behind a figure: "in October to December 2025", "at 31 March 2022".
func whenIn(w *words.Catalogue, p kpi.Period) string {
	return w.Say("when."+either(p.Kind == kpi.PointInTime || p.Kind == kpi.Day, "at", "in"), "period", p.In(w))
}

// when is whenIn in English.
func when(p kpi.Period) string { return whenIn(words.English(), p) }

func whenMarked(w *words.Catalogue, p kpi.Point) string {
	if p.Marks&kpi.Provisional != 0 {
		return w.Say("when.provisional", "when", whenIn(w, p.Period))
	}
	return whenIn(w, p.Period)
}

// changeSentences say how far the latest window is from the baseline, and whether chance alone could have done it. They
// never say better or worse: two figures alone can't.
func changeSentences(ind kpi.Indicator, a kpi.Assessment) []string {
	c := a.Change
	if c == nil {
		return nil
	}
	w := a.Catalogue()
	out := []string{w.Say("sentence.change."+changeKey(ind, *c), "size", changeSize(w, ind, *c), "baseline", valueText(ind, c.Baseline),
		"when", whenIn(w, a.Baseline.Period), "trust", trustWord(w, a.Baseline.Trust))}
	if c.Interval != nil && c.Interval.Lower <= 0 && c.Interval.Upper >= 0 && changeKey(ind, *c) != "same" {
		out = append(out, w.Say("sentence.change.chance"))
	}
	return out
}

// changeKey names the way a figure went: same, more, fewer or less.
func changeKey(ind kpi.Indicator, c kpi.Change) string {
	switch {
	case strings.Trim(format(math.Abs(c.Difference), ind.Decimals), "0.,") == "":
		return "same"
	case c.Difference > 0:
		return "more"
	case ind.Measure == kpi.Count:
		return "fewer"
	default:
		return "less"
	}
}

// changeSize is by how much, with the per cent where they are given: "2,159 (7.3%)", "1.2 percentage points".
func changeSize(w *words.Catalogue, ind kpi.Indicator, c kpi.Change) string {
	size := format(math.Abs(c.Difference), ind.Decimals)
	switch {
	case ind.Measure == kpi.Percentage:
		return w.Say("change.points", "size", size)
	case c.Percent != nil:
		return w.Say("change.percent", "size", size, "percent", format(math.Abs(*c.Percent), 1))
	default:
		return size
	}
}

// difference is the change in a few words: "2,159 (7.3%) fewer than", "the same as".
func difference(ind kpi.Indicator, c kpi.Change) string {
	w := words.English()
	return w.Say("change."+changeKey(ind, c), "size", changeSize(w, ind, c))
}

func trustWord(w *words.Catalogue, t kpi.Trust) string {
	switch t {
	case kpi.IllustrativeTrust:
		return w.Say("baseline.illustrative")
	case kpi.Claimed:
		return w.Say("baseline.claimed")
	default:
		return w.Say("baseline.plain")
	}
}

// trendSentences say what the latest figures show, and what that means.
func trendSentences(a kpi.Assessment) []string {
	w, t := a.Catalogue(), a.Trend
	switch {
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone:
		return nil // the figure itself says so
	case t.Kind == kpi.TrendLate:
		return []string{w.Say("sentence.late")}
	case t.Kind == kpi.TrendCannotJudge:
		return []string{w.Say("sentence.cannot-judge", "why", t.Reason)}
	case t.Kind == kpi.TrendChangedLevel:
		return []string{w.Say("sentence.changed-level."+sideKey(t.Signals), "since", t.Since.In(w), "run", runWords(w, a, t.Run))}
	}
	out := []string{shown(w, a)}
	if t.Kind == kpi.TrendNoChange {
		return append(out, w.Say("sentence.no-change"))
	}
	return append(out, w.Say("sentence.unlikely", "verdict", t.In(w)))
}

// shown says what was seen: a run, a figure outside its limits, or nothing out of the ordinary.
func shown(w *words.Catalogue, a kpi.Assessment) string {
	t := a.Trend
	figure := figureName(w, a)
	switch {
	case t.Years != nil:
		return w.Say("sentence.years."+yearsKey(t), "n", recentSteps)
	case len(t.Signals) == 0:
		return w.Say("sentence.ordinary", "figure", figure)
	}
	s := t.Signals[0]
	key := "sentence." + s.Rule.String() + "." + s.Side.String()
	if t.Tested != nil && t.Tested.Chart == stats.ChartG {
		return w.Say("sentence.wait." + s.Rule.String() + "." + s.Side.String())
	}
	switch s.Rule {
	case stats.Trend:
		return w.Say(key, "figure", figure, "n", t.Run-1) // of seven figures six are higher than the one before
	case stats.Shift:
		return w.Say(key, "figure", figure, "run", runWords(w, a, t.Run))
	default:
		return w.Say(key, "figure", figure)
	}
}

// recentSteps is how many times in a row a figure goes one way in five years.
const recentSteps = 4

func yearsKey(t kpi.Trend) string {
	switch {
	case t.Kind == kpi.TrendNoChange:
		return "none"
	case t.Years.Slope > 0:
		return "high"
	default:
		return "low"
	}
}

// sideKey is the side of the first signal.
func sideKey(signals []stats.Signal) string {
	if len(signals) > 0 && signals[0].Side == stats.High {
		return stats.High.String()
	}
	return stats.Low.String()
}

// figureName is what a figure of the series is called: "monthly figure", "figure per day".
func figureName(w *words.Catalogue, a kpi.Assessment) string {
	return w.Say("figure." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-"))
}

// runWords is how long a run has lasted: "9 months".
func runWords(w *words.Catalogue, a kpi.Assessment, n int) string {
	key := "run." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-")
	if a.Trend.Tested != nil && a.Trend.Tested.Chart == stats.ChartG {
		key = "run.wait"
	}
	return w.Say(key, "n", n)
}

// trendReason says why in a few words, from what fired on the latest point.
func trendReason(a kpi.Assessment) string {
	w, t := a.Catalogue(), a.Trend
	switch {
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone, t.Kind == kpi.TrendLate:
		return w.Say("reason.returned", "as", t.In(w))
	case t.Kind == kpi.TrendChangedLevel:
		return w.Say("reason.changed-level")
	case t.Years != nil:
		return w.Say("reason.years."+yearsKey(t), "n", recentSteps)
	case len(t.Signals) == 0:
		return w.Say("reason.ordinary")
	case t.Tested != nil && t.Tested.Chart == stats.ChartG:
		return w.Say("reason.wait." + t.Signals[0].Rule.String() + "." + t.Signals[0].Side.String())
	}
	return signalIn(w, t.Signals[0])
}

// signalIn says what a rule that fired means for the point it fired on.
func signalIn(w *words.Catalogue, s stats.Signal) string {
	return w.Say("signal." + s.Rule.String() + "." + s.Side.String())
}

// signalWords is signalIn in English.
func signalWords(s stats.Signal) string { return signalIn(words.English(), s) }

// trendSentence is what the trend says in one sentence, for a chart's description.
func trendSentence(a kpi.Assessment) string {
	w := a.Catalogue()
	if a.Trend.Kind == kpi.TrendCannotJudge {
		return w.Say("sentence.cannot-judge", "why", a.Trend.Reason)
	}
	return w.Say("sentence.verdict", "verdict", upperFirst(a.Trend.In(w)), "why", trendReason(a))
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func targetSentence(a kpi.Assessment) string {
	w := a.Catalogue()
	switch a.Target.State {
	case kpi.NoTarget:
		return ""
	case kpi.TargetCannotJudge:
		return w.Say("sentence.target.cannot-judge", "why", a.Target.Reason)
	default:
		return w.Say("sentence.target." + strings.ReplaceAll(a.Target.String(), " ", "-"))
	}
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// LatestText is the latest figure and its period, for a list; dashes when there is none.
func LatestText(ind kpi.Indicator, a kpi.Assessment) (value, period string) {
	if a.Latest == nil {
		return "-", "-"
	}
	return full(ind, *a.Latest, shortUnit(ind.Unit)), a.Latest.Period.String()
}

// PointText is a point's value with its unit and marks.
func PointText(ind kpi.Indicator, p kpi.Point) string {
	return full(ind, p, ind.Unit)
}
