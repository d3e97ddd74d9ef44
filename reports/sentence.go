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
	for _, s := range [][]string{{figureFirst(ind, a)}, changeSentences(ind, a), {latestAlone(ind, a)}, trendSentences(a), {partsSentence(a)}, targetSentences(ind, a)} {
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
	case a.Disparity != nil:
		return disparitySentences(a.Catalogue(), ind, a)
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
	w := a.Catalogue()
	return w.Say("sentence.latest", "figure", figureName(w, a), "value", bareText(ind, a.Latest.Value), "when", whenMarked(w, *a.Latest))
}

// figureSentence says one figure: "There were 845 offences in March 2026."
func figureSentence(w *words.Catalogue, ind kpi.Indicator, p kpi.Point) string {
	value, when := readText(ind, p.Value), whenMarked(w, p)
	switch {
	case ind.Measure == kpi.Milestone:
		return w.Say("sentence.milestone."+either(p.Value >= 1, "done", "not-done"), "when", when)
	case ind.Measure == kpi.Grade:
		return w.Say("sentence.grade", "value", value, "when", when)
	case ind.Measure == kpi.Percentage && p.Numerator != nil:
		return w.Say("sentence.share", "value", value, "when", when, "part", format(*p.Numerator, 0), "whole", format(*p.Denominator, 0))
	case counted(ind) && ind.Unit == "people": // "There were 304 people" would be a sentence about who was there
		return w.Say("sentence.people", "value", value, "when", when)
	case counted(ind):
		return w.Say("sentence.count."+either(format(p.Value, ind.Decimals) == "1", "one", "other"), "value", value, "when", when)
	default:
		return w.Say("sentence.figure", "value", value, "when", when)
	}
}

// counted says whether figures are numbers of things, so that there are more or fewer of them.
func counted(ind kpi.Indicator) bool {
	return ind.Measure == kpi.Count && !ind.PerDay && !strings.HasPrefix(ind.Unit, "£") && ind.Unit != "%"
}

// readText is valueText without decimals from a thousand on: nobody reads the tenth of 7,579.3 officers. Counts are said
// whole and never to the nearest hundred, so that they are the table's and can be found in it.
func readText(ind kpi.Indicator, value float64) string {
	if math.Abs(value) >= 1000 {
		ind.Decimals = 0
	}
	return valueText(ind, value)
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
	key := changeKey(ind, *c)
	if b := a.Baseline.Period; key == "same" && c.Window.First == b.First && c.Window.Last == b.Last {
		return []string{w.Say("sentence.change.itself", "trust", trustWord(w, a.Baseline.Trust))}
	}
	out := []string{w.Say("sentence.change."+key, "size", changeSize(w, ind, *c), "baseline", readText(ind, c.Baseline),
		"when", whenIn(w, a.Baseline.Period), "trust", trustWord(w, a.Baseline.Trust))}
	if c.Interval != nil && c.Interval.Lower <= 0 && c.Interval.Upper >= 0 && key != "same" {
		out = append(out, w.Say("sentence.change.chance"))
	}
	return out
}

// changeKey names the way a figure went: same, of counts more or fewer, of others higher or lower.
func changeKey(ind kpi.Indicator, c kpi.Change) string {
	switch {
	case format(c.Value, ind.Decimals) == format(c.Baseline, ind.Decimals):
		return "same"
	case c.Difference > 0:
		return either(counted(ind), "more", "higher")
	default:
		return either(counted(ind), "fewer", "lower")
	}
}

// changeSize is by how much, with the per cent where they are given: "2,159 (7.3%)", "1.2 percentage points", "£10.00".
func changeSize(w *words.Catalogue, ind kpi.Indicator, c kpi.Change) string {
	decimals := ind.Decimals
	if math.Abs(c.Value) >= 1000 && math.Abs(c.Baseline) >= 1000 { // as readText has them
		decimals = 0
	}
	size := format(math.Abs(c.Difference), decimals)
	if strings.Trim(size, "0.,") == "" { // too little to be seen, of figures that are not the same as they are shown
		size = format(math.Abs(rounded(c.Value, decimals)-rounded(c.Baseline, decimals)), decimals)
	}
	switch {
	case ind.Measure == kpi.Percentage, ind.Unit == "%": // a share of a share is taken for points
		return w.Say("change.points."+either(size == "1", "one", "other"), "size", size)
	case strings.HasPrefix(ind.Unit, "£"):
		size = withUnit(size, shortUnit(ind.Unit))
	}
	switch {
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
	case t.Because != "":
		return []string{trendSentence(a)}
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone:
		return nil // the figure itself says so
	case t.Kind == kpi.TrendLate:
		return []string{w.Say("sentence.late", "by", a.Target.Target.By.In(w))}
	case t.Kind == kpi.TrendCannotJudge && a.Latest == nil:
		return []string{w.Say("sentence.cannot-judge", "why", t.Reason)}
	case t.Kind == kpi.TrendCannotJudge:
		return []string{w.Say("sentence.cannot-judge.trend", "why", t.Reason)}
	case t.Kind == kpi.TrendChangedLevel && ofWaits(a):
		return []string{w.Say("sentence.wait.changed-level."+sideKey(t.Signals), "since", t.Since.In(w)), w.Say("sentence.wait.steady")}
	case t.Kind == kpi.TrendChangedLevel:
		return []string{w.Say("sentence.changed-level."+sideKey(t.Signals), "since", t.Since.In(w)), w.Say("sentence.steady", "run", runWords(w, a, t.Run))}
	}
	out := []string{shown(w, a)}
	if t.Tested != nil && t.Tested.Adjusted {
		out = append(out, w.Say("sentence.adjusted"))
	}
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
		return w.Say("sentence.years."+yearsKey(a), "n", recentSteps)
	case len(t.Signals) == 0 && ofWaits(a):
		return w.Say("sentence.wait.ordinary")
	case len(t.Signals) == 0:
		return w.Say("sentence.ordinary"+justSaid(a), "figure", figure)
	}
	s := t.Signals[0]
	key := "sentence." + s.Rule.String() + "." + s.Side.String()
	if ofWaits(a) {
		key = "sentence.wait." + s.Rule.String() + "." + s.Side.String()
	}
	switch s.Rule {
	case stats.Trend:
		return w.Say(key, "figure", figure, "n", t.Run-1) // of seven figures six are higher than the one before
	case stats.Shift:
		return w.Say(key, "figure", figure, "run", runWords(w, a, t.Run))
	case stats.Outside:
		return w.Say(key+either(ofWaits(a), "", justSaid(a)), "figure", figure)
	default:
		return w.Say(key, "figure", figure)
	}
}

// justSaid is the ending of sentences that follow the latest figure at once, and so need not name it again.
func justSaid(a kpi.Assessment) string {
	return either(a.Change == nil || a.Change.Window != a.Latest.Period, ".that", "")
}

// recentSteps is how many times in a row a figure goes one way in five years.
const recentSteps = 4

// yearsKey names what five years show: all steps up or down, by more than chance or not, or not all one way.
func yearsKey(a kpi.Assessment) string {
	var up, down int
	for i := len(a.Points) - recentSteps; i < len(a.Points); i++ {
		switch d := a.Points[i].Value - a.Points[i-1].Value; {
		case d > 0:
			up++
		case d < 0:
			down++
		}
	}
	chance := either(a.Trend.Kind == kpi.TrendNoChange, "chance.", "")
	switch {
	case up == recentSteps:
		return chance + "high"
	case down == recentSteps:
		return chance + "low"
	default:
		return "none"
	}
}

// ofWaits says whether the times between events were judged, not the counts.
func ofWaits(a kpi.Assessment) bool {
	return a.Trend.Tested != nil && a.Trend.Tested.Chart == stats.ChartG
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
	if ofWaits(a) {
		key = "run.wait"
	}
	return w.Say(key, "n", n)
}

// trendReason says why in a few words, from what fired on the latest point.
func trendReason(a kpi.Assessment) string {
	w, t := a.Catalogue(), a.Trend
	switch {
	case t.Because != "":
		return t.Because
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone, t.Kind == kpi.TrendLate:
		return w.Say("reason.returned", "as", t.In(w))
	case t.Kind == kpi.TrendChangedLevel:
		return w.Say("reason.changed-level")
	case t.Years != nil:
		return w.Say("reason.years."+yearsKey(a), "n", recentSteps)
	case len(t.Signals) == 0:
		return w.Say("reason.ordinary")
	case ofWaits(a):
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

// partsSentence says what the parts of an indicator come to, so that a good figure of the whole hides none of them.
func partsSentence(a kpi.Assessment) string {
	if a.Whole == "" || a.Trend.Because == a.Whole || a.Trend.Reason == a.Whole {
		return ""
	}
	return a.Catalogue().Say("note.parts", "parts", a.Whole)
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
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

// ChangeText is the baseline with its period, and the change since, for a list; dashes when there is none. An invented
// baseline has an asterisk.
func ChangeText(ind kpi.Indicator, a kpi.Assessment) (baseline, change string) {
	baseline, change = "-", "-"
	if a.Baseline != nil {
		if value, ok := a.Baseline.Known(); ok {
			baseline = bareText(ind, value) + ", " + a.Baseline.Period.String()
			if a.Baseline.Trust == kpi.IllustrativeTrust {
				baseline += " *"
			}
		}
	}
	switch c := a.Change; {
	case c == nil:
	case c.Percent != nil:
		change = signed(*c.Percent, 1) + "%"
	case ind.Measure == kpi.Percentage:
		change = signed(c.Difference, max(1, ind.Decimals)) + " pts"
	default:
		change = signed(c.Difference, ind.Decimals)
	}
	return baseline, change
}

// signed is a number with its sign, "+" too.
func signed(x float64, decimals int) string {
	s := format(x, decimals)
	if x > 0 && strings.Trim(s, "0.,") != "" {
		return "+" + s
	}
	return s
}
