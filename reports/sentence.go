package reports

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"planwatch/kpi"
)

// Words is what an assessment says, one fact a sentence: the figures, how far they are from the baseline, what the
// latest ones show against ordinary variation, and the target.
func Words(ind kpi.Indicator, a kpi.Assessment) string {
	v := voice{a.Catalogue()}
	var out []string
	for _, s := range [][]string{{v.figureFirst(ind, a)}, v.changeSentences(ind, a), {v.latestAlone(ind, a)}, v.trendSentences(a), {v.partsSentence(a)}, v.targetSentences(ind, a)} {
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
	return v.say("sentence.latest", "figure", v.figureName(a), "value", v.bareText(ind, a.Latest.Value), "when", v.whenMarked(*a.Latest))
}

// figureSentence says one figure: "There were 845 offences in March 2026."
func (v voice) figureSentence(ind kpi.Indicator, p kpi.Point) string {
	value, when := v.readText(ind, p.Value), v.whenMarked(p)
	switch {
	case ind.Measure == kpi.Milestone:
		return v.say("sentence.milestone."+either(p.Value >= 1, "done", "not-done"), "when", when)
	case ind.Measure == kpi.Grade:
		return v.say("sentence.grade", "value", value, "when", when)
	case ind.Measure == kpi.Percentage && p.Numerator != nil:
		return v.say("sentence.share", "value", value, "when", when, "part", v.format(*p.Numerator, 0), "whole", v.format(*p.Denominator, 0))
	case counted(ind) && ind.Unit == "people": // "There were 304 people" would be a sentence about who was there
		return v.say("sentence.people", "value", value, "when", when)
	case counted(ind):
		return v.say("sentence.count", "value", value, "when", when, "n", int(math.Round(p.Value)))
	default:
		return v.say("sentence.figure", "value", value, "when", when)
	}
}

// counted says whether figures are numbers of things, so that there are more or fewer of them.
func counted(ind kpi.Indicator) bool {
	return ind.Measure == kpi.Count && !ind.PerDay && !strings.HasPrefix(ind.Unit, "£") && ind.Unit != "%"
}

// readText is valueText without decimals from a thousand on: nobody reads the tenth of 7,579.3 officers. Counts are said
// whole and never to the nearest hundred, so that they are the table's and can be found in it.
func (v voice) readText(ind kpi.Indicator, value float64) string {
	if math.Abs(value) >= 1000 {
		ind.Decimals = 0
	}
	return v.valueText(ind, value)
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
	key := changeKey(ind, *c)
	if b := a.Baseline.Period; key == "same" && c.Window.First == b.First && c.Window.Last == b.Last {
		return []string{v.say("sentence.change.itself", "trust", v.trustWord(a.Baseline.Trust))}
	}
	out := []string{v.say("sentence.change."+key, "size", v.changeSize(ind, *c), "baseline", v.readText(ind, c.Baseline),
		"when", v.when(a.Baseline.Period), "trust", v.trustWord(a.Baseline.Trust))}
	if c.Interval != nil && c.Interval.Lower <= 0 && c.Interval.Upper >= 0 && key != "same" {
		out = append(out, v.say("sentence.change.chance"))
	}
	return out
}

// changeKey names the way a figure went: same, of counts more or fewer, of others higher or lower.
func changeKey(ind kpi.Indicator, c kpi.Change) string {
	switch {
	case rounded(c.Value, ind.Decimals) == rounded(c.Baseline, ind.Decimals):
		return "same"
	case c.Difference > 0:
		return either(counted(ind), "more", "higher")
	default:
		return either(counted(ind), "fewer", "lower")
	}
}

// changeSize is by how much, with the per cent where they are given: "2,159 (7.3%)", "1.2 percentage points", "£10.00".
func (v voice) changeSize(ind kpi.Indicator, c kpi.Change) string {
	decimals := ind.Decimals
	if math.Abs(c.Value) >= 1000 && math.Abs(c.Baseline) >= 1000 { // as readText has them
		decimals = 0
	}
	by := math.Abs(c.Difference)
	if rounded(by, decimals) == 0 { // too little to be seen, of figures that are not the same as they are shown
		by = math.Abs(rounded(c.Value, decimals) - rounded(c.Baseline, decimals))
	}
	size := v.format(by, decimals)
	switch {
	case ind.Measure == kpi.Percentage, ind.Unit == "%": // a share of a share is taken for points
		return v.points(by, decimals)
	case strings.HasPrefix(ind.Unit, "£"):
		size = v.withUnit(size, shortUnit(ind.Unit))
	}
	if c.Percent == nil {
		return size
	}
	return v.say("change.percent", "size", size, "percent", v.format(math.Abs(*c.Percent), 1))
}

// points is a number of percentage points. One with decimals takes the form of many.
func (v voice) points(by float64, decimals int) string {
	n := 100
	if decimals == 0 {
		n = int(math.Round(by))
	}
	return v.say("change.points", "size", v.format(by, decimals), "n", n)
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
