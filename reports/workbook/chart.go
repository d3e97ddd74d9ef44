package workbook

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

// size is a chart's in pixels of a screen of 96 dots an inch.
type size struct{ width, height int }

const (
	chartGap   = 14  // pixels between column A and the chart
	chartWidth = 860 // pixels
	dots       = 96.0 / 72
)

// The colours are those of reports/chart, so that one indicator looks the same on the site and here. None carries
// meaning alone: points differ by shape, lines by dashes, and the key has words.
const (
	darkBlue  = "12436D"
	turquoise = "28A197"
	darkPink  = "801650"
	orange    = "F46A25"
	grey      = "505A5F"
	green     = "00703C"
)

// look is how one column of Chart_data is drawn: by colour, dash and the shape of its points.
type look struct {
	column int
	colour string
	dash   excelize.LineDashType
	width  float64 // 0: points only
	shape  string
	size   int
}

// looks are in the order of the key. Points come first: excelize gives only the first six series an edge.
var looks = []look{
	{column: colFigure, colour: darkBlue, dash: excelize.LineDashSolid, width: 2.25, shape: "circle", size: 5},
	{column: colConcern, colour: orange, shape: "triangle", size: 11},
	{column: colImprovement, colour: turquoise, shape: "diamond", size: 11},
	{column: colNeutral, colour: darkPink, shape: "square", size: 9},
	{column: colBaseline, colour: grey, dash: excelize.LineDashSolid, width: 2},
	{column: colTarget, colour: green, dash: excelize.LineDashDash, width: 2},
	{column: colAverage, colour: grey, dash: excelize.LineDashLgDashDot, width: 1},
	{column: colUpper, colour: grey, dash: excelize.LineDashSysDot, width: 1.5},
	{column: colLower, colour: grey, dash: excelize.LineDashSysDot, width: 1.5},
}

func ofColour(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// at is the look with points small enough for so many of them.
func (l look) at(points int) look {
	const many = 80
	if points > many && l.size > 0 {
		l.size = max(3, l.size*2/3)
	}
	return l
}

// series is the look as a chart's series over rows first to last of Chart_data, named by its header.
func (l look) series(sheet string, head, first, last int) excelize.ChartSeries {
	column, err := excelize.ColumnNumberToName(l.column)
	if err != nil {
		return excelize.ChartSeries{}
	}
	s := excelize.ChartSeries{
		Name:       fmt.Sprintf("%s!$%s$%d", sheet, column, head),
		Categories: fmt.Sprintf("%s!$B$%d:$B$%d", sheet, first, last),
		Values:     fmt.Sprintf("%s!$%s$%d:$%s$%d", sheet, column, first, column, last),
		Fill:       ofColour(l.colour), // LibreOffice takes a line's colour from here
		Line:       excelize.LineOptions{Type: excelize.LineSolid, Dash: l.dash, Width: l.width, Fill: ofColour(l.colour)},
		Marker:     excelize.ChartMarker{Symbol: "none"},
	}
	if l.shape != "" {
		edge := excelize.LineOptions{Type: excelize.LineSolid, Width: 0.75, Fill: ofColour(ink)}
		fill := ofColour(l.colour)
		if l.width > 0 {
			edge.Fill = fill
		}
		s.Marker = excelize.ChartMarker{Symbol: l.shape, Size: l.size, Fill: fill, Border: edge}
	}
	if l.width == 0 {
		s.Line.Type = excelize.LineNone
	}
	return s
}

// chart puts the native chart of an indicator at a cell of its worksheet, so many points high.
func (w *writer) chart(sheet string, i *reports.Indicator, at string, high float64) {
	c := i.Chart
	first, last := w.block(i)
	var series []excelize.ChartSeries
	for _, l := range looks {
		if l.column == colFigure || draws(c, l.column) {
			series = append(series, l.at(len(c.Points)).series(quotedTab(w.drawn), w.chartDataHead(), first, last))
		}
	}
	small := excelize.Font{Color: ink, Size: 11, Family: family}
	axis := excelize.ChartAxis{Font: small, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: axisFormat(c)}}
	axis.Minimum, axis.Maximum = axisEnds(c)
	box := size{chartWidth, int(math.Round(high * dots))}
	w.sizes = append(w.sizes, box)
	w.try(w.file.AddChart(sheet, at, &excelize.Chart{
		Type: excelize.Line, Series: series,
		Title:        excelize.ChartTitle{Paragraph: chartTitle(c)},
		Legend:       excelize.ChartLegend{Position: "bottom", Font: &small},
		Dimension:    excelize.ChartDimension{Width: uint(box.width), Height: uint(box.height)},
		XAxis:        excelize.ChartAxis{TickLabelSkip: skip(c), Font: small},
		YAxis:        axis,
		ShowBlanksAs: "gap",
		Format:       excelize.GraphicOptions{AltText: sentences(c.Alt, c.Notice), Name: w.say("workbook.chart-of", "indicator", i.ID+" "+i.Name), OffsetX: chartGap},
	}))
}

// chartTitle is what is shown, then unit, area and span, then the notice of illustrative figures, each on a line.
func chartTitle(c *reports.Chart) []excelize.RichTextRun {
	out := []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Bold: true, Size: 14, Family: family, Color: ink}}}
	if c.Subtitle != "" {
		out = append(out, excelize.RichTextRun{Text: c.Subtitle, Font: &excelize.Font{Size: 11, Family: family, Color: ink}})
	}
	if c.Notice != "" {
		out = append(out, excelize.RichTextRun{Text: c.Notice, Font: &excelize.Font{Bold: true, Size: 12, Family: family, Color: ink}})
	}
	return out
}

// draws says whether a chart has a number in a column of Chart_data.
func draws(c *reports.Chart, column int) bool {
	for _, l := range c.Lines {
		if lineColumn(l.Kind) == column && l.From <= l.To && l.To >= 0 && l.From < len(c.Points) {
			return true
		}
	}
	for _, p := range c.Points {
		if p.Value != nil && pointColumn(p.Kind) == column {
			return true
		}
	}
	return false
}

// drawnMost is the greatest number that a chart draws.
func drawnMost(c *reports.Chart) float64 {
	most := 0.0
	for _, p := range c.Points {
		if p.Value != nil {
			most = max(most, *p.Value)
		}
	}
	for _, l := range c.Lines {
		for i := l.From; i <= l.To; i++ {
			if v := l.At(i); v != nil {
				most = max(most, *v)
			}
		}
	}
	return most
}

// axisEnds fixes the ends of the y axis that may not be left to the spreadsheet: 0, and 100 of a percentage, which a
// spreadsheet would pass when figures come near it.
func axisEnds(c *reports.Chart) (low, high *float64) {
	if c.FromZero {
		low = new(0.0)
	}
	if c.Percent && drawnMost(c) > 75 {
		high = new(100.0)
	}
	return low, high
}

// axisFormat is the number format of the y axis: decimals only where its numbers are small.
func axisFormat(c *reports.Chart) string {
	if c.Decimals > 0 && drawnMost(c) < 5 {
		return "#,##0." + strings.Repeat("0", c.Decimals)
	}
	return "#,##0"
}

// skip is how many periods lie between two labels of the x axis, so that they don't run into each other: whole years
// of quarters or of months where there are many.
func skip(c *reports.Chart) int {
	const room = 8 // labels
	steps := []int{1, 2, 3, 6, 12, 24, 36, 48, 60, 120}
	if strings.Contains(c.Points[0].Short, " Q") {
		steps = []int{1, 2, 4, 8, 12, 16, 20, 40}
	}
	for _, s := range steps {
		if len(c.Points) <= s*room {
			return s
		}
	}
	return len(c.Points)/room + 1
}
