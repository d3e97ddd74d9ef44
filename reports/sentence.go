package reports

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// Words is what an assessment says, one fact a sentence: the figures, how far they are from the baseline, what the
// latest ones show against ordinary variation, and the target.
func Words(ind kpi.Indicator, a kpi.Assessment) string {
	v := voice{a.Catalogue()}
	var out []string
	for _, s := range [][]string{{v.figureFirst(ind, a)}, v.changeSentences(ind, a), {v.latestAlone(ind, a)}, v.trendSentences(a), {v.targetSentence(a)}} {
		for _, one := range s {
			if one != "" {
				out = append(out, one)
			}
		}
	}
	return strings.Join(out, " ")
}

// figureFirst gives the figure of the span that is compared with the baseline, or the latest one.
func (v voice) figureFirst(ind kpi.Indicator, a kpi.Assessment) string {
	switch {
	case a.Latest == nil:
		return ""
	case a.Disparity != nil:
		return v.disparitySentences(ind, a)
	case a.Change == nil:
		return v.figureSentence(ind, *a.Latest)
	}
	return v.figureSentence(ind, kpi.Point{Period: a.Change.Window, Value: a.Change.Value, Marks: a.Change.Marks})
}

// latestAlone gives the latest figure where a longer span stood before it.
func (v voice) latestAlone(ind kpi.Indicator, a kpi.Assessment) string {
	if a.Latest == nil || a.Change == nil || a.Change.Window == a.Latest.Period {
		return ""
	}
	return v.say("sentence.latest", "value", v.bareText(ind, a.Latest.Value), "when", v.whenMarked(*a.Latest))
}

// figureSentence says one figure: "There were 845 offences in March 2026."
func (v voice) figureSentence(ind kpi.Indicator, p kpi.Point) string {
	value, when := v.valueText(ind, p.Value), v.whenMarked(p)
	switch {
	case ind.Measure == kpi.Milestone:
		return v.say("sentence.milestone."+either(p.Value >= 1, "done", "not-done"), "when", when)
	case ind.Measure == kpi.Grade:
		return v.say("sentence.grade", "value", value, "when", when)
	case ind.Measure == kpi.Percentage && p.Numerator != nil:
		return v.say("sentence.share", "value", value, "when", when, "part", v.format(*p.Numerator, 0), "whole", v.format(*p.Denominator, 0))
	case ind.Measure == kpi.Count && !strings.HasPrefix(ind.Unit, "£") && ind.Unit != "%":
		return v.say("sentence.count", "value", value, "when", when, "n", int(math.Round(p.Value)))
	default:
		return v.say("sentence.figure", "value", value, "when", when)
	}
}

// bareText is a value with the sign of its unit alone, where the unit was just said.
func (v voice) bareText(ind kpi.Indicator, value float64) string {
	return v.withUnit(v.format(value, ind.Decimals), shortUnit(ind.Unit))
}

func (v voice) whenMarked(p kpi.Point) string {
	if p.Marks&kpi.Provisional != 0 {
		return v.say("when.provisional", "when", v.when(p.Period))
	}
	return v.when(p.Period)
}

// changeSentences say how far the latest window is from the baseline, and whether chance alone could have done it. They
// never say better or worse: two figures alone can't.
func (v voice) changeSentences(ind kpi.Indicator, a kpi.Assessment) []string {
	c := a.Change
	if c == nil {
		return nil
	}
	out := []string{v.say("sentence.change."+changeKey(ind, *c), "size", v.changeSize(ind, *c), "baseline", v.valueText(ind, c.Baseline),
		"when", v.when(a.Baseline.Period), "trust", v.trustWord(a.Baseline.Trust))}
	if c.Interval != nil && c.Interval.Lower <= 0 && c.Interval.Upper >= 0 && changeKey(ind, *c) != "same" {
		out = append(out, v.say("sentence.change.chance"))
	}
	return out
}

// changeKey names the way a figure went: same, more, fewer or less.
func changeKey(ind kpi.Indicator, c kpi.Change) string {
	switch {
	case rounded(c.Difference, ind.Decimals) == 0:
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
func (v voice) changeSize(ind kpi.Indicator, c kpi.Change) string {
	size := v.format(math.Abs(c.Difference), ind.Decimals)
	switch {
	case ind.Measure == kpi.Percentage:
		return v.say("change.points", "size", size)
	case c.Percent != nil:
		return v.say("change.percent", "size", size, "percent", v.format(math.Abs(*c.Percent), 1))
	default:
		return size
	}
}

// difference is the change in a few words: "2,159 (7.3%) fewer", "the same".
func (v voice) difference(ind kpi.Indicator, c kpi.Change) string {
	return v.say("change."+changeKey(ind, c), "size", v.changeSize(ind, c))
}

func (v voice) trustWord(t kpi.Trust) string {
	switch t {
	case kpi.IllustrativeTrust:
		return v.say("baseline.illustrative")
	case kpi.Claimed:
		return v.say("baseline.claimed")
	default:
		return v.say("baseline.plain")
	}
}

// trendSentences say what the latest figures show, and what that means.
func (v voice) trendSentences(a kpi.Assessment) []string {
	t := a.Trend
	switch {
	case t.Because != "":
		return []string{v.trendSentence(a)}
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone:
		return nil // the figure itself says so
	case t.Kind == kpi.TrendLate:
		return []string{v.say("sentence.late")}
	case t.Kind == kpi.TrendCannotJudge:
		return []string{v.say("sentence.cannot-judge", "why", t.Reason)}
	case t.Kind == kpi.TrendChangedLevel:
		return []string{v.say("sentence.changed-level."+sideKey(t.Signals), "since", t.Since.In(v.w), "run", v.runWords(a, t.Run))}
	}
	out := []string{v.shown(a)}
	if t.Kind == kpi.TrendNoChange {
		return append(out, v.say("sentence.no-change"))
	}
	return append(out, v.say("sentence.unlikely", "verdict", t.In(v.w)))
}

// shown says what was seen: a run, a figure outside its limits, or nothing out of the ordinary.
func (v voice) shown(a kpi.Assessment) string {
	t := a.Trend
	figure := v.figureName(a)
	switch {
	case t.Years != nil:
		return v.say("sentence.years."+yearsKey(t), "n", recentSteps)
	case len(t.Signals) == 0:
		return v.say("sentence.ordinary", "figure", figure)
	}
	s := t.Signals[0]
	key := "sentence." + s.Rule.String() + "." + s.Side.String()
	if t.Tested != nil && t.Tested.Chart == stats.ChartG {
		return v.say("sentence.wait." + s.Rule.String() + "." + s.Side.String())
	}
	switch s.Rule {
	case stats.Trend:
		return v.say(key, "figure", figure, "n", t.Run-1) // of seven figures six are higher than the one before
	case stats.Shift:
		return v.say(key, "figure", figure, "run", v.runWords(a, t.Run))
	default:
		return v.say(key, "figure", figure)
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
func (v voice) figureName(a kpi.Assessment) string {
	return v.say("figure." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-"))
}

// runWords is how long a run has lasted: "9 months".
func (v voice) runWords(a kpi.Assessment, n int) string {
	key := "run." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-")
	if a.Trend.Tested != nil && a.Trend.Tested.Chart == stats.ChartG {
		key = "run.wait"
	}
	return v.say(key, "n", n)
}

// trendReason says why in a few words, from what fired on the latest point.
func (v voice) trendReason(a kpi.Assessment) string {
	t := a.Trend
	switch {
	case t.Because != "":
		return t.Because
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone, t.Kind == kpi.TrendLate:
		return v.say("reason.returned", "as", t.In(v.w))
	case t.Kind == kpi.TrendChangedLevel:
		return v.say("reason.changed-level")
	case t.Years != nil:
		return v.say("reason.years."+yearsKey(t), "n", recentSteps)
	case len(t.Signals) == 0:
		return v.say("reason.ordinary")
	case t.Tested != nil && t.Tested.Chart == stats.ChartG:
		return v.say("reason.wait." + t.Signals[0].Rule.String() + "." + t.Signals[0].Side.String())
	}
	return v.signalWords(t.Signals[0])
}

// signalWords says what a rule that fired means for the point it fired on.
func (v voice) signalWords(s stats.Signal) string {
	return v.say("signal." + s.Rule.String() + "." + s.Side.String())
}

// trendSentence is what the trend says in one sentence, for a chart's description.
func (v voice) trendSentence(a kpi.Assessment) string {
	if a.Trend.Kind == kpi.TrendCannotJudge {
		return v.say("sentence.cannot-judge", "why", a.Trend.Reason)
	}
	return v.say("sentence.verdict", "verdict", upperFirst(a.Trend.In(v.w)), "why", v.trendReason(a))
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func (v voice) targetSentence(a kpi.Assessment) string {
	switch a.Target.State {
	case kpi.NoTarget:
		return ""
	case kpi.TargetCannotJudge:
		return v.say("sentence.target.cannot-judge", "why", a.Target.Reason)
	default:
		return v.say("sentence.target." + strings.ReplaceAll(a.Target.String(), " ", "-"))
	}
}

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
