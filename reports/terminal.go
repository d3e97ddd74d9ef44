package reports

import (
	"strings"

	"planwatch/kpi"
)

// LatestText is the latest figure and its period, for a list; dashes when there is none.
func LatestText(ind kpi.Indicator, a kpi.Assessment) (value, period string) {
	if a.Latest == nil {
		return "-", "-"
	}
	return voice{a.Catalogue()}.full(ind, *a.Latest, shortUnit(ind.Unit)), a.Latest.Period.String()
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
			baseline = voice{a.Catalogue()}.bareText(ind, value) + ", " + a.Baseline.Period.String()
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
