package reports

import (
	"math"
	"slices"

	"planwatch/kpi"
)

// At is the line's value at a point, nil where it has none.
func (l Line) At(point int) *float64 {
	switch {
	case point < l.From || point > l.To:
		return nil
	case l.Values == nil:
		return &l.Value
	default:
		return l.Values[point-l.From]
	}
}

// Varies says whether the line goes up and down: one with values may also be level with a gap.
func (l Line) Varies() bool {
	for _, v := range l.Values {
		if v != nil && *v != l.Value {
			return true
		}
	}
	return false
}

// Where keeps the parts of the line whose values are wanted, from the first of them to the last; false when none is.
func (l Line) Where(wanted func(float64) bool) (Line, bool) {
	if l.Values == nil {
		return l, wanted(l.Value)
	}
	values := make([]*float64, len(l.Values))
	first, last := -1, -1
	for i, v := range l.Values {
		if v != nil && wanted(*v) {
			if first < 0 {
				first = i
			}
			values[i], last = v, i
		}
	}
	if first < 0 {
		return l, false
	}
	l.Values, l.From, l.To = values[first:last+1], l.From+first, l.From+last
	return l, true
}

// limitLines draws mean and limits, a piece for each stretch between breaks.
func (v voice) limitLines(ind kpi.Indicator, a kpi.Assessment) []Line {
	var out []Line
	for from := 0; from < len(a.Points); {
		to := from
		for to+1 < len(a.Points) && a.Points[to+1].Group == a.Points[from].Group {
			to++
		}
		for _, l := range []struct {
			kind LineKind
			name string
			of   func(kpi.Point) float64
		}{
			{LineMean, v.say("chart.average"), func(p kpi.Point) float64 { return p.Mean }},
			{LineUpper, v.say("chart.upper-limit"), func(p kpi.Point) float64 { return p.Upper }},
			{LineLower, v.say("chart.lower-limit"), func(p kpi.Point) float64 { return shownLower(ind, p.Lower) }},
		} {
			var values []float64
			for _, p := range a.Points[from : to+1] {
				values = append(values, l.of(p))
			}
			out = append(out, v.stepped(ind, a, Line{Kind: l.kind, Name: l.name, From: from, To: to}, values)...)
		}
		from = to + 1
	}
	return out
}

// shownLower is a lower limit, NaN below 0 for what can't be below 0: no count or share lies there.
func shownLower(ind kpi.Indicator, x float64) float64 {
	if x < 0 && ind.Measure != kpi.Given {
		return math.NaN()
	}
	return x
}

// stepped gives a line its values, NaN where there are none. It is level when they are all the same as they are shown;
// a line without any value is none.
func (v voice) stepped(ind kpi.Indicator, a kpi.Assessment, l Line, values []float64) []Line {
	there := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	latest := math.NaN()
	for _, x := range values {
		if there(x) {
			latest = x
		}
	}
	if math.IsNaN(latest) {
		return nil
	}
	d := levelDecimals(ind, latest)
	l.Value, l.Text = rounded(latest, d), v.format(latest, d)
	for _, x := range values {
		r := rounded(x, d)
		l.Values = append(l.Values, &r)
	}
	l, _ = l.Where(there)
	switch {
	case l.Varies() && l.To == len(a.Points)-1:
		l.Which = v.say("chart.line.latest")
	case l.Varies():
		l.Which = v.say("chart.line.last", "period", a.Points[l.To].Period.String())
	case !slices.Contains(l.Values, nil):
		l.Values = nil
	}
	return []Line{l}
}

func (v voice) level(ind kpi.Indicator, kind LineKind, name string, value float64, from, to int) Line {
	d := levelDecimals(ind, value)
	return Line{Kind: kind, Name: name, Value: rounded(value, d), Text: v.format(value, d), From: from, To: to}
}

// levelDecimals gives averages and limits of small figures one decimal more than the figures have: the average of
// counts of 0, 1 and 2 is not 1.
func levelDecimals(ind kpi.Indicator, value float64) int {
	if math.Abs(value) < 100 && ind.Decimals == 0 {
		return 1
	}
	return ind.Decimals
}

// limitsAlt says of limits that are not level what they are at the last point, for who can't see it; "" of level ones.
func (v voice) limitsAlt(a kpi.Assessment, lines []Line) string {
	latest := map[LineKind]Line{}
	varies := false
	for _, l := range lines {
		varies = varies || l.Varies() && l.Kind != LineMean
		if l.To == len(a.Points)-1 {
			latest[l.Kind] = l
		}
	}
	lower, both := latest[LineLower]
	upper, one := latest[LineUpper]
	switch {
	case !varies:
		return ""
	case both:
		return " " + v.say("chart.alt.limits", "lower", lower.Text, "upper", upper.Text)
	case one:
		return " " + v.say("chart.alt.upper-limit", "upper", upper.Text)
	default:
		return " " + v.say("chart.alt.own-limits")
	}
}
