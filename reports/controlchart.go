package reports

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// Chart is the model of the picture: the values, mean and limits of each stretch, and the target. Near limits are drawn
// where the rule that looks at them fired; elsewhere they would only be in the way.
func (c Control) Chart() *Chart {
	first, last := c.Periods[0], c.Periods[len(c.Periods)-1]
	chart := &Chart{
		ID: "spc-" + slug(c.Name), Title: c.Name, Decimals: c.Decimals, Source: "Source: " + c.Source,
		Subtitle: c.subtitle(), FromZero: c.fromZero(),
		Alt: strings.TrimSpace(fmt.Sprintf("Line chart of %s, %s to %s. %s %s %s", c.Name, first.Words(), last.Words(), c.extremes(), c.Words(), c.TargetWords())),
	}
	if t := c.trend(); t != "" {
		chart.Title += ": " + t
	}
	for i, p := range c.XmR.Points {
		f := voice{}.number(c.Values[i], chart.Decimals)
		point := Point{Label: upperFirst(c.Periods[i].Words()), Short: c.Periods[i].String(), Value: f.Number, Text: c.value(i), Kind: pointKind(p.Kind)}
		if len(p.Fired) > 0 {
			point.Reason = c.why(p)
		}
		chart.Points = append(chart.Points, point)
	}
	for k, g := range c.XmR.Groups {
		chart.Lines = append(chart.Lines, c.groupLines(g)...)
		if k > 0 {
			chart.Breaks = append(chart.Breaks, Flag{g.First, g.First, "New limits from " + c.Periods[g.First].Words()})
		}
	}
	if t := c.Options.Target; t != nil {
		chart.Lines = append(chart.Lines, Line{
			Kind: LineTarget, Name: "Target", Value: *t, Text: format(*t, max(chart.Decimals, decimalsIn(*t))), To: len(c.Values) - 1,
		})
	}
	return chart
}

// subtitle says how far apart points are, from when to when, and what is absent.
func (c Control) subtitle() string {
	first, last := c.Periods[0], c.Periods[len(c.Periods)-1]
	out := first.String() + " to " + last.String()
	if first.Kind == last.Kind && first.Kind != kpi.PointInTime {
		out = "Each " + first.Kind.String() + ", " + out
	}
	if c.Gaps > 0 {
		out += "; " + countOf(c.Gaps, "gap", "gaps") + ", charted as neighbours"
	}
	return out
}

// fromZero starts the axis at 0 unless that would flatten the line: everything lies in the upper half.
func (c Control) fromZero() bool {
	low, high := math.Inf(1), math.Inf(-1)
	for i, v := range c.Values {
		for _, x := range []float64{v, c.XmR.Points[i].Lower, c.XmR.Points[i].Upper} {
			if !math.IsNaN(x) {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	return c.lowest() >= 0 && low < high/2
}

func (c Control) lowest() float64 {
	low := math.Inf(1)
	for _, v := range c.Values {
		if v < low {
			low = v
		}
	}
	return low
}

// groupLines are mean, limits and near limits of one stretch. A limit below 0 is not drawn when no value is.
func (c Control) groupLines(g stats.Group) []Line {
	var out []Line
	draw := func(kind LineKind, name string, v float64) {
		if math.IsNaN(v) || v < 0 && c.lowest() >= 0 {
			return
		}
		d := c.Decimals + 1
		out = append(out, Line{Kind: kind, Name: name, Value: rounded(v, d), Text: format(v, d), From: g.First, To: g.End - 1})
	}
	draw(LineMean, "Average", g.Mean)
	draw(LineUpper, "Upper limit", g.Upper)
	draw(LineLower, "Lower limit", g.Lower)
	if c.fires(g, stats.TwoOfThree) {
		draw(LineNearUpper, "Near upper limit", g.NearUpper)
		draw(LineNearLower, "Near lower limit", g.NearLower)
	}
	return out
}

func (c Control) fires(g stats.Group, rule stats.Rule) bool {
	for _, p := range c.XmR.Points[g.First:g.End] {
		for _, s := range p.Fired {
			if s.Rule == rule {
				return true
			}
		}
	}
	return false
}

// extremes says the lowest and highest value.
func (c Control) extremes() string {
	low, high := -1, -1
	for i, v := range c.Values {
		if math.IsNaN(v) {
			continue
		}
		if low < 0 || v < c.Values[low] {
			low = i
		}
		if high < 0 || v > c.Values[high] {
			high = i
		}
	}
	if low < 0 {
		return ""
	}
	return fmt.Sprintf("Lowest %s (%s), highest %s (%s).", c.value(low), c.Periods[low].Words(), c.value(high), c.Periods[high].Words())
}

// slug is a name as part of an identifier: small letters and digits of ASCII, hyphens between.
func slug(name string) string {
	fields := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(fields, "-")
}
