package kpi_test

import (
	"strconv"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// digits is a number with all its digits, for holding it against a cell.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 17, 64) }

func digitsOr(x *float64) string {
	if x == nil {
		return "none"
	}
	return digits(*x)
}

// workedResult gives one thing that an assessment says.
type workedResult func(ind kpi.Indicator, a kpi.Assessment) string

// number is a result that is a number.
func number(get func(a kpi.Assessment) float64) workedResult {
	return func(_ kpi.Indicator, a kpi.Assessment) string { return digits(get(a)) }
}

// ofGroup is a result of the chart's stretch n, the latest for -1.
func ofGroup(n int, get func(g stats.Group) float64) workedResult {
	return number(func(a kpi.Assessment) float64 {
		groups := a.Trend.Tested.XmR.Groups
		if n < 0 {
			return get(groups[len(groups)+n])
		}
		return get(groups[n])
	})
}

// workedResults are the results by the names that case files use. Those of the chart are in the unit that was judged.
var workedResults = map[string]workedResult{
	"latest":                              number(func(a kpi.Assessment) float64 { return a.Latest.Value }),
	"points of the limits":                number(func(a kpi.Assessment) float64 { return float64(a.Trend.LimitsPoints) }),
	"mean":                                ofGroup(-1, func(g stats.Group) float64 { return g.Mean }),
	"moving range":                        ofGroup(-1, func(g stats.Group) float64 { return g.MovingRange }),
	"moving ranges left out":              ofGroup(-1, func(g stats.Group) float64 { return float64(g.Screened) }),
	"lower limit":                         ofGroup(-1, func(g stats.Group) float64 { return g.Lower }),
	"upper limit":                         ofGroup(-1, func(g stats.Group) float64 { return g.Upper }),
	"near the lower limit":                ofGroup(-1, func(g stats.Group) float64 { return g.NearLower }),
	"near the upper limit":                ofGroup(-1, func(g stats.Group) float64 { return g.NearUpper }),
	"mean of stretch 1":                   ofGroup(0, func(g stats.Group) float64 { return g.Mean }),
	"moving range of stretch 1":           ofGroup(0, func(g stats.Group) float64 { return g.MovingRange }),
	"moving ranges left out of stretch 1": ofGroup(0, func(g stats.Group) float64 { return float64(g.Screened) }),

	"mean of the latest":        number(func(a kpi.Assessment) float64 { return a.Latest.Mean }),
	"lower limit of the latest": number(func(a kpi.Assessment) float64 { return a.Latest.Lower }),
	"upper limit of the latest": number(func(a kpi.Assessment) float64 { return a.Latest.Upper }),
	"rules of the latest":       func(_ kpi.Indicator, a kpi.Assessment) string { return firedText(a.Trend.Signals) },
	"trend":                     func(_ kpi.Indicator, a kpi.Assessment) string { return a.Trend.String() },
	"chart":                     func(_ kpi.Indicator, a kpi.Assessment) string { return a.Trend.Tested.Chart.String() },
	"events a period":           number(func(a kpi.Assessment) float64 { return a.Trend.Tested.Choice.Events }),
	"denominator a period":      number(func(a kpi.Assessment) float64 { return a.Trend.Tested.Choice.Denominator }),
	"points of the run":         number(func(a kpi.Assessment) float64 { return float64(a.Trend.Run) }),

	"baseline": func(_ kpi.Indicator, a kpi.Assessment) string {
		v, ok := a.Baseline.Known()
		if !ok {
			return "none"
		}
		return digits(v)
	},
	"window":      number(func(a kpi.Assessment) float64 { return a.Change.Value }),
	"difference":  number(func(a kpi.Assessment) float64 { return a.Change.Difference }),
	"per cent":    func(_ kpi.Indicator, a kpi.Assessment) string { return digitsOr(a.Change.Percent) },
	"chance from": number(func(a kpi.Assessment) float64 { return a.Change.Interval.Lower }),
	"chance to":   number(func(a kpi.Assessment) float64 { return a.Change.Interval.Upper }),
	"rate":        func(_ kpi.Indicator, a kpi.Assessment) string { return digitsOr(a.Rate) },

	"strength of the season": number(func(a kpi.Assessment) float64 { return lastSeason(a).Strength }),
	"chance of the season":   number(func(a kpi.Assessment) float64 { return lastSeason(a).Chance }),
	"new level since":        func(_ kpi.Indicator, a kpi.Assessment) string { return a.Trend.Since.String() },

	"squares left by the level": number(func(a kpi.Assessment) float64 { return a.Trend.Level.Left }),
	"mean of the level":         ofLevel(func(g stats.Group) float64 { return g.Mean }),
	"moving range of the level": ofLevel(func(g stats.Group) float64 { return g.MovingRange }),

	"target":               func(_ kpi.Indicator, a kpi.Assessment) string { return a.Target.String() },
	"level asked for":      func(_ kpi.Indicator, a kpi.Assessment) string { return digitsOr(a.Target.Level) },
	"level in the end":     func(_ kpi.Indicator, a kpi.Assessment) string { return digitsOr(a.Target.Final) },
	"change a year needed": func(_ kpi.Indicator, a kpi.Assessment) string { return digitsOr(a.Target.Needed) },
	"capable":              func(_ kpi.Indicator, a kpi.Assessment) string { return a.Target.Capable.String() },

	"chi-squared of the years": number(func(a kpi.Assessment) float64 { return a.Trend.Years.ChiSq }),
	"slope of the years":       number(func(a kpi.Assessment) float64 { return a.Trend.Years.Slope }),
	"slope without 2015/16":    withoutYear(0),
	"slope without 2016/17":    withoutYear(1),
	"slope without 2017/18":    withoutYear(2),
	"slope without 2018/19":    withoutYear(3),
	"slope without 2019/20":    withoutYear(4),
	"result of the years":      func(_ kpi.Indicator, a kpi.Assessment) string { return a.Trend.Years.Result.String() },
	"waits":                    number(func(a kpi.Assessment) float64 { return float64(len(a.Trend.Tested.Values)) }),
}

// withoutYear is the recent trend's slope without one of its years.
func withoutYear(n int) workedResult {
	return number(func(a kpi.Assessment) float64 { return a.Trend.Years.LeftOut[n] })
}

// ofLevel is a result of the chart of a new level alone.
func ofLevel(get func(g stats.Group) float64) workedResult {
	return number(func(a kpi.Assessment) float64 { return get(a.Trend.Level.Alone.Groups[0]) })
}

func lastSeason(a kpi.Assessment) stats.Adjustment {
	s := a.Trend.Tested.Seasons
	return s[len(s)-1]
}

// workedOfPoint are what an assessment says of every period.
var workedOfPoint = map[string]func(ind kpi.Indicator, a kpi.Assessment, i int) string{
	"figure": func(_ kpi.Indicator, a kpi.Assessment, i int) string { return digits(a.Points[i].Value) },
	"judged": func(_ kpi.Indicator, a kpi.Assessment, i int) string { return digits(a.Trend.Tested.Values[i]) },
	"factor": func(_ kpi.Indicator, a kpi.Assessment, i int) string {
		f := lastSeason(a).Factors
		return digits(f[i%len(f)])
	},
	"mean":        func(_ kpi.Indicator, a kpi.Assessment, i int) string { return digits(a.Points[i].Mean) },
	"lower limit": func(_ kpi.Indicator, a kpi.Assessment, i int) string { return digits(a.Points[i].Lower) },
	"upper limit": func(_ kpi.Indicator, a kpi.Assessment, i int) string { return digits(a.Points[i].Upper) },
	"rules":       func(_ kpi.Indicator, a kpi.Assessment, i int) string { return firedText(a.Points[i].Signals) },
}

// firedText is rules and sides, in order of precedence.
func firedText(signals []stats.Signal) string {
	var out []string
	for _, s := range signals {
		out = append(out, s.Rule.String()+" "+s.Side.String())
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}
