package chart

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/types"

	"planwatch/reports"
)

// lineOrder is the order of the key.
var lineOrder = []reports.LineKind{
	reports.LineBaseline, reports.LineTarget, reports.LineMean, reports.LineUpper, reports.LineLower,
	reports.LineNearUpper, reports.LineNearLower,
}

// lineStyleOf tells level lines apart by their dashes: the baseline is solid, the target dashed, limits dotted, the
// average long and short; near limits are thin and sparse.
func lineStyleOf(kind reports.LineKind) *lineStyle {
	switch kind {
	case reports.LineBaseline:
		return &lineStyle{Color: grey, Width: 2, Type: "solid"}
	case reports.LineTarget:
		return &lineStyle{Color: green, Width: 2, Type: []int{8, 5}}
	case reports.LineMean:
		return &lineStyle{Color: grey, Width: 1, Type: []int{10, 3, 2, 3}}
	case reports.LineNearUpper, reports.LineNearLower:
		return &lineStyle{Color: grey, Width: 1, Type: []int{1, 4}}
	default:
		return &lineStyle{Color: grey, Width: 1.5, Type: []int{2, 3}}
	}
}

// nearLimit says whether a line is one of the two thirds of the way to the limits.
func nearLimit(kind reports.LineKind) bool {
	return kind == reports.LineNearUpper || kind == reports.LineNearLower
}

// lineName is what a line is called with its value: "Baseline 2024/25 (average quarter): 50,123".
func lineName(c reports.Chart, l reports.Line) string {
	if l.Text == "" || strings.Contains(l.Name, l.Text) {
		return l.Name
	}
	return c.Words.Say("chart.key.value", "name", which(c, l.Name, l), "value", withUnit(c, l.Text))
}

// which adds to a name which value of a line is told, where it has several.
func which(c reports.Chart, name string, l reports.Line) string {
	if l.Which == "" {
		return name
	}
	return c.Words.Say("chart.line.which", "name", name, "which", l.Which)
}

// withUnit puts the per cent sign to a number, before its marks: "63 [p]" becomes "63% [p]".
func withUnit(c reports.Chart, number string) string {
	if !c.Percent || strings.Contains(number, "%") {
		return number
	}
	digits, marks, found := strings.Cut(number, " ")
	if found {
		return c.Words.Say("unit.percent", "n", digits) + " " + marks
	}
	return c.Words.Say("unit.percent", "n", digits)
}

// shownLines are the lines that have a place on the axis, of those with steps the parts that have.
func shownLines(c reports.Chart, s scale) []reports.Line {
	var out []reports.Line
	for _, l := range c.Lines {
		if l, ok := l.Where(s.shows); ok && l.From <= l.To && l.From >= 0 && l.To < len(c.Points) {
			out = append(out, l)
		}
	}
	return out
}

// named are the lines whose name is told: of each kind the one that reaches furthest, in the order of the key.
func named(lines []reports.Line) []reports.Line {
	var out []reports.Line
	for _, kind := range lineOrder {
		best := -1
		for i, l := range lines {
			if l.Kind == kind && (best < 0 || l.To >= lines[best].To) {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, lines[best])
		}
	}
	return out
}

// lineSeries are the reference lines. Their x axis counts points from 0 and lies below the axis of the periods, so that a
// line covers its periods whole, from the left edge of the first to the right edge of the last, even a single one.
func lineSeries(c reports.Chart, lines []reports.Line) []series {
	var out []series
	for i, l := range lines {
		out = append(out, series{
			SingleSeries: charts.SingleSeries{
				Id: lineID(i), Name: lineName(c, l), Type: types.ChartLine, XAxisIndex: 1, Symbol: "none",
				Data: steps(l),
			},
			LineStyle: lineStyleOf(l.Kind), Z: 3, NoClip: noClip, Silent: true, Tooltip: noTooltip,
		})
	}
	return out
}

// steps are the corners of a line: level over each of its periods, nil where there is a gap.
func steps(l reports.Line) [][]float64 {
	var out [][]float64
	for i := l.From; i <= l.To; i++ {
		v, n := l.At(i), len(out)
		switch {
		case v == nil:
			if out[n-1] != nil { // a line begins with a value
				out = append(out, nil)
			}
		case n > 0 && out[n-1] != nil && out[n-1][1] == *v:
			out[n-1][0] = float64(i + 1)
		default:
			out = append(out, []float64{float64(i), *v}, []float64{float64(i + 1), *v})
		}
	}
	return out
}

func lineID(i int) string { return "line-" + strconv.Itoa(i) }

// indexOf finds a line among the shown ones.
func indexOf(lines []reports.Line, l reports.Line) int {
	return slices.IndexFunc(lines, func(o reports.Line) bool {
		return o.Kind == l.Kind && o.From == l.From && o.To == l.To && o.Name == l.Name
	})
}
