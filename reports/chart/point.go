package chart

import (
	"sort"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"planwatch/reports"
)

// stretches splits the points where a break stands: the line is not drawn across a change of definition. Each is
// from one point to another, both included.
func stretches(c reports.Chart) [][2]int {
	var walls []int
	for _, b := range c.Breaks {
		if b.First > 0 && b.First < len(c.Points) {
			walls = append(walls, b.First)
		}
	}
	sort.Ints(walls)
	var out [][2]int
	from := 0
	for _, w := range append(walls, len(c.Points)) {
		if w > from {
			out = append(out, [2]int{from, w - 1})
			from = w
		}
	}
	return out
}

// pointSeries is the line itself, one series a stretch. Every known point has a symbol.
func pointSeries(c reports.Chart) []series {
	var out []series
	for k, s := range stretches(c) {
		out = append(out, series{
			SingleSeries: charts.SingleSeries{
				Id: "points-" + strconv.Itoa(k), Name: c.Title, Type: types.ChartLine,
				Symbol: "circle", ConnectNulls: opts.Bool(false),
				ItemStyle: &opts.ItemStyle{Color: darkBlue},
				Data:      points(c, s[0], s[1]),
			},
			LineStyle: &lineStyle{Color: darkBlue, Width: lineWidth(len(c.Points))},
			// The default hides most symbols of a crowded axis, special causes included.
			ShowAllSymbol: true,
			Z:             4, NoClip: noClip,
		})
	}
	return out
}

func points(c reports.Chart, from, to int) []point {
	var out []point
	for i := from; i <= to; i++ {
		p := c.Points[i]
		d := point{LineData: opts.LineData{Name: balloon(c, p), Value: []any{i, "-"}}}
		if p.Value != nil {
			d.Value = []any{i, *p.Value}
			d.mark(p, len(c.Points))
		}
		out = append(out, d)
	}
	return out
}

// mark gives a point its shape: special ones their sign, provisional ones a hollow one.
func (d *point) mark(p reports.Point, n int) {
	s, special := signs[p.Kind]
	switch {
	case special:
		d.Symbol, d.SymbolSize = s.symbol, specialSize(s.symbol, n)
		d.ItemStyle = &opts.ItemStyle{Color: s.colour, BorderColor: ink, BorderWidth: 1}
		if p.Provisional {
			d.ItemStyle = &opts.ItemStyle{Color: paper, BorderColor: s.colour, BorderWidth: 2}
		}
	case p.Provisional:
		d.SymbolSize = 7
		d.ItemStyle = &opts.ItemStyle{Color: paper, BorderColor: darkBlue, BorderWidth: 1.5}
	}
}

// balloon is what shows when a reader points at a point.
func balloon(c reports.Chart, p reports.Point) string {
	unit := c.Unit
	if unit == "%" || unit == "" && c.Percent {
		unit = c.Words.Say("unit.per-cent")
	}
	text := p.Label + "\n"
	if unit != "" {
		text += c.Words.Say("chart.key.value", "name", upperFirst(unit), "value", p.Text)
	} else {
		text += p.Text
	}
	if p.Reason != "" {
		text += "\n" + upperFirst(p.Reason)
	}
	return text
}

func upperFirst(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// The more points, the smaller: shapes must be told apart and the line must stay a line.

func specialSize(symbol string, n int) int {
	size := 12
	switch {
	case n > 120:
		size = 8
	case n > 40:
		size = 10
	}
	if symbol == "rect" { // a square looks bigger than what stands on a point
		size -= 2
	}
	return size
}

func symbolSize(n int, f form) int {
	size := 8
	switch {
	case n > 120:
		size = 3
	case n > 60:
		size = 4
	case n > 30:
		size = 6
	}
	if f.narrow && size > 3 {
		size -= 2
	}
	return size
}

func lineWidth(n int) float64 {
	if n > 120 {
		return 1.5
	}
	return 2
}
