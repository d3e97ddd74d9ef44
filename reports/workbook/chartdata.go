package workbook

import (
	"planwatch/reports"
)

// The columns of Chart_data. Those from colFigure on are what charts draw, and their headers are the words
// of the chart's key; these are their keys in the catalogue.
const (
	colIndicator = iota + 1
	colPeriod
	colFigure
	colImprovement
	colConcern
	colNeutral
	colBaseline
	colAverage
	colUpper
	colLower
	colTarget
	colKind
)

var chartHeads = [...]string{
	colIndicator: "table.indicator", colPeriod: "table.period", colFigure: "workbook.figure", colImprovement: "workbook.drawn.improvement",
	colConcern: "workbook.drawn.concern", colNeutral: "workbook.drawn.neutral", colBaseline: "indicator.baseline", colAverage: "table.average",
	colUpper: "table.upper-limit", colLower: "table.lower-limit", colTarget: "indicator.target", colKind: "workbook.kind",
}

// drawable says whether a column holds what charts draw.
func drawable(column int) bool { return column >= colFigure && column < colKind }

func (w *writer) chartColumns() []reports.Column {
	var out []reports.Column
	for c, key := range chartHeads[1:] {
		out = append(out, reports.Column{Name: w.say(key), Numeric: drawable(c + 1)})
	}
	return out
}

// chartRow is a row of Chart_data: a point, or the gap that a break makes.
type chartRow struct {
	point int // 0-based; -1 at a break
	from  int // the point that follows: level lines that began before it go on through the gap
}

// chartRows are an indicator's rows: one a point, and one more before each break, so that no line is drawn across it.
func chartRows(c *reports.Chart) []chartRow {
	breaks := map[int]bool{}
	for _, b := range c.Breaks {
		if b.First > 0 && b.First < len(c.Points) {
			breaks[b.First] = true
		}
	}
	var out []chartRow
	for n := range c.Points {
		if breaks[n] {
			out = append(out, chartRow{-1, n})
		}
		out = append(out, chartRow{n, n})
	}
	return out
}

// chartDataHead is the header row of Chart_data: below the title, what it holds, the notices and the explanation.
func (w *writer) chartDataHead() int {
	row := 3 + len(chartDataWords) + len(w.illustrative())
	if len(w.pack.Notices) > 0 {
		row++
	}
	return row
}

// block gives the first and last row of an indicator's numbers in Chart_data.
func (w *writer) block(want *reports.Indicator) (first, last int) {
	first = w.chartDataHead() + 1
	for _, i := range charted(w.pack) {
		n := len(chartRows(i.Chart))
		if i == want {
			return first, first + n - 1
		}
		first += n
	}
	return 0, 0
}

var chartDataWords = []string{"workbook.drawn.numbers", "workbook.drawn.blanks", "workbook.drawn.breaks"}

// chartData writes the numbers that the charts draw as one table, indicator after indicator.
func (w *writer) chartData(g page) {
	row := w.sheet(g, oneTable, nil)
	for _, key := range chartDataWords {
		w.put(g.name, 1, row, w.say(key, "break", w.say("workbook.drawn.break")), w.plain)
		w.try(w.file.SetRowHeight(g.name, row, lineHeight+1))
		row++
	}
	head := row
	widths := []float64{11, 14, 13, 15, 13, 20, 13, 13, 13, 13, 13, 50}
	w.widths(g.name, widths)
	w.paper(g.name, "landscape", head)
	w.try(w.file.SetRowHeight(g.name, head, headHeight(w.chartColumns(), widths)))
	for c, column := range w.chartColumns() {
		w.put(g.name, c+1, head, column.Name, w.headStyle(c+1, column.Numeric))
	}
	for _, i := range charted(w.pack) {
		for _, r := range chartRows(i.Chart) {
			row++
			w.put(g.name, colIndicator, row, i.ID, w.cellText)
			w.put(g.name, colKind, row, w.figuresWord(i), w.cellNext)
			w.try(w.file.SetCellStyle(g.name, cellName(colFigure, row), cellName(colTarget, row), w.number(i.Chart.Decimals, "")))
			w.points(g.name, row, r, i.Chart)
			w.try(w.file.SetRowHeight(g.name, row, rowHeight([]reports.Figure{text(w.figuresWord(i))}, widths[colKind-1:])))
		}
	}
	w.mark(g.name, "chart_data", head, row-head, colKind)
}

// points writes the numbers of one row. Baseline and target go on through a break that lies within them; average and
// limits end there.
func (w *writer) points(sheet string, row int, r chartRow, c *reports.Chart) {
	style := w.number(c.Decimals, "")
	for _, l := range c.Lines {
		column := lineColumn(l.Kind)
		v := l.At(r.point)
		if through := r.point < 0 && r.from > l.From && (column == colBaseline || column == colTarget); through {
			v = l.At(r.from)
		}
		if column > 0 && v != nil {
			w.put(sheet, column, row, *v, style)
		}
	}
	if r.point < 0 {
		w.put(sheet, colPeriod, row, w.say("workbook.drawn.break"), w.cellNext)
		return
	}
	p := c.Points[r.point]
	w.put(sheet, colPeriod, row, p.Short, w.cellNext)
	if p.Value == nil {
		return
	}
	w.put(sheet, colFigure, row, *p.Value, style)
	if column := pointColumn(p.Kind); column > 0 {
		w.put(sheet, column, row, *p.Value, style)
	}
}

// lineColumn is where a line of a chart stands, 0 when it has no column.
func lineColumn(k reports.LineKind) int {
	return map[reports.LineKind]int{
		reports.LineBaseline: colBaseline, reports.LineMean: colAverage, reports.LineUpper: colUpper,
		reports.LineLower: colLower, reports.LineTarget: colTarget,
	}[k]
}

// pointColumn is where a special point stands once more, 0 for an ordinary one.
func pointColumn(k reports.PointKind) int {
	return map[reports.PointKind]int{
		reports.PointImprovement: colImprovement, reports.PointConcern: colConcern, reports.PointNeutral: colNeutral,
	}[k]
}
