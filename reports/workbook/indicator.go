package workbook

import (
	"strings"

	"planwatch/reports"
)

// The measures of an indicator's worksheet: widths in digits, heights in points.
const (
	readWidth   = 54.0 // column A: text of 50 to 60 letters a line reads best
	numberWidth = 13.0
	wordWidth   = 34.0
	markWidth   = 10.0
	chartLow    = 345.0 // a chart's least and greatest height
	chartHigh   = 420.0
)

// indicator writes an indicator's worksheet: what it says in column A, its chart to the right, its figures below.
func (w *writer) indicator(g page, i *reports.Indicator) {
	g.title = i.ID + " " + i.Name
	top := w.sheet(g, oneChart, i)
	w.put(g.name, 1, top, w.say("workbook.go-to-contents"), w.link)
	w.leadTo(g.name, 1, top, w.list)
	said := w.saidOf(i)
	row := w.lines(g.name, top+1, said, readWidth)
	high := w.beside(g.name, top, said)
	w.table(g.name, row, i.Data, widthsOf(i.Data), "landscape")
	w.chart(g.name, i, cellName(2, top), high)
}

// beside gives the height of a chart that stands beside lines of text, and makes the last line's row higher where the
// text is shorter than the least height of a chart, so that the table begins below both.
func (w *writer) beside(sheet string, top int, said []line) float64 {
	total := lineHeight + lineGap // the link
	w.try(w.file.SetRowHeight(sheet, top, total))
	for _, l := range said {
		total += l.height(readWidth)
	}
	if short := chartLow + lineHeight - total; short > 0 {
		last := len(said) - 1
		w.try(w.file.SetRowHeight(sheet, top+1+last, min(said[last].height(readWidth)+short, maxRow)))
	}
	return min(max(total, chartLow+lineHeight)-lineHeight, chartHigh)
}

func widthsOf(t reports.Table) []float64 {
	out := []float64{readWidth}
	for n, c := range t.Columns[1:] {
		switch {
		case c.Numeric:
			out = append(out, numberWidth)
		case n == len(t.Columns)-2:
			out = append(out, wordWidth)
		default:
			out = append(out, markWidth)
		}
	}
	return out
}

// saidOf is what stands above an indicator's table: the answer first, then its parts, then doubts and sources.
func (w *writer) saidOf(i *reports.Indicator) []line {
	out := []line{{w.say("table.question"), i.Question}, {w.say("table.answer"), i.Answer}}
	for _, f := range i.Facts {
		out = append(out, factLine(f))
	}
	for _, f := range i.Definition {
		if f.Label == w.say("definition.counts") {
			out = append(out, factLine(f))
		}
	}
	for _, b := range i.Chart.Breaks {
		out = append(out, line{w.say("workbook.break"), b.Text})
	}
	var events []string
	for _, e := range i.Chart.Events {
		events = append(events, e.Text+" ("+w.span(i.Chart, e)+")")
	}
	if len(events) > 0 {
		out = append(out, line{w.say("workbook.events"), strings.Join(events, "; ")})
	}
	for _, compared := range []line{{w.say("areas.label"), strings.Join(i.AreaWords, " ")}, {w.say("comparison.label"), strings.Join(i.CompareWords, " ")}} {
		if compared.text != "" {
			out = append(out, compared)
		}
	}
	out = append(out, w.noteLines(i)...)
	out = append(out, w.markLines(i.Data)...)
	return append(out, line{w.say("table.source"), or(i.Chart.Origin, w.say("workbook.none-given"))})
}

// span is the period or periods that a flag covers.
func (w *writer) span(c *reports.Chart, f reports.Flag) string {
	at := func(n int) string { return c.Points[min(max(n, 0), len(c.Points)-1)].Short }
	if f.First == f.Last {
		return at(f.First)
	}
	return w.say("period.span", "first", at(f.First), "last", at(f.Last))
}
