package reports

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// Words is what an assessment says, in sentences: the latest figure, the change since the baseline, the trend and the
// target.
func Words(ind kpi.Indicator, a kpi.Assessment) string {
	parts := []string{latestSentence(ind, a), changeSentence(ind, a), trendSentence(a), targetSentence(a)}
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

func latestSentence(ind kpi.Indicator, a kpi.Assessment) string {
	if a.Latest == nil {
		return ""
	}
	p := *a.Latest
	s := fmt.Sprintf("%s %s", valueText(ind, p.Value), when(p.Period))
	if p.Marks&kpi.Provisional != 0 {
		s += " (provisional)"
	}
	return s + "."
}

// when puts a period behind a figure: "in October to December 2025", "at 31 March 2022".
func when(p kpi.Period) string {
	if p.Kind == kpi.PointInTime || p.Kind == kpi.Day {
		return "at " + p.Words()
	}
	return "in " + p.Words()
}

// changeSentence says how far the latest window is from the baseline. It never says better or worse: two figures alone
// can't.
func changeSentence(ind kpi.Indicator, a kpi.Assessment) string {
	c := a.Change
	if c == nil {
		return ""
	}
	var b strings.Builder
	if a.Latest.Period != c.Window {
		fmt.Fprintf(&b, "%s %s: ", valueText(ind, c.Value), when(c.Window))
	} else {
		b.WriteString("That is ")
	}
	b.WriteString(difference(ind, *c))
	fmt.Fprintf(&b, " the %sbaseline of %s %s.", trustWord(a.Baseline.Trust), valueText(ind, c.Baseline), when(a.Baseline.Period))
	return b.String()
}

func difference(ind kpi.Indicator, c kpi.Change) string {
	size := format(math.Abs(c.Difference), ind.Decimals)
	if strings.Trim(size, "0.,") == "" {
		return "the same as"
	}
	direction := "more than"
	if c.Difference < 0 {
		direction = "fewer than"
		if ind.Measure != kpi.Count {
			direction = "less than"
		}
	}
	if ind.Measure == kpi.Percentage {
		return size + " percentage points " + direction
	}
	if c.Percent != nil {
		return fmt.Sprintf("%s (%s%%) %s", size, format(math.Abs(*c.Percent), 1), direction)
	}
	return size + " " + direction
}

func trustWord(t kpi.Trust) string {
	switch t {
	case kpi.IllustrativeTrust:
		return "illustrative "
	case kpi.Claimed:
		return "claimed "
	default:
		return ""
	}
}

func trendSentence(a kpi.Assessment) string {
	switch a.Trend.Kind {
	case kpi.TrendCannotJudge, kpi.TrendDone, kpi.TrendNotDone, kpi.TrendLate:
		return upperFirst(a.Trend.String()) + "."
	}
	return upperFirst(a.Trend.Word()) + ": " + trendReason(a) + "."
}

// trendReason says why, from the rules that fired on the latest point.
func trendReason(a kpi.Assessment) string {
	switch a.Trend.Kind {
	case kpi.TrendDone, kpi.TrendNotDone, kpi.TrendLate:
		return "it was returned as " + a.Trend.Word()
	case kpi.TrendChangedLevel:
		return "the figures since then lie on one side of the earlier average and vary no more than usual around their own"
	}
	if len(a.Trend.Signals) == 0 {
		return "the latest figure is within ordinary variation"
	}
	return signalWords(a.Trend.Signals[0])
}

// signalWords says what a rule that fired means for the point it fired on.
func signalWords(s stats.Signal) string {
	high := s.Side == stats.High
	switch s.Rule {
	case stats.Outside:
		return "the figure is " + either(high, "above the upper limit", "below the lower limit")
	case stats.Trend:
		return "it is one of seven or more figures in a row that " + either(high, "rise", "fall")
	case stats.TwoOfThree:
		return "two of three figures in a row are close to the " + either(high, "upper", "lower") + " limit"
	case stats.Shift:
		return "it is one of seven or more figures in a row " + either(high, "above", "below") + " the average"
	default:
		return "within ordinary variation"
	}
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func targetSentence(a kpi.Assessment) string {
	switch a.Target.State {
	case kpi.NoTarget:
		return ""
	case kpi.TargetCannotJudge:
		return "Target: " + a.Target.String() + "."
	default:
		return "Target " + a.Target.String() + "."
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
