// Package workbook prints a Pack as an accessible spreadsheet, by the Government Analysis Function's "Releasing
// statistics in spreadsheets" and its checklist of the basics: a cover sheet, contents and notes; one table a
// worksheet, against the left edge, marked up as a table, with one header row of unique names and nothing below it; no
// merged cells, no filters, no freeze panes, no page headers, nothing hidden; the title in A1, tagged as a heading, and
// in A2 in words how many tables there are.
//
// Every chart is a native one, so that a clerk can copy and restyle it. A chart can't draw from a table whose gaps hold
// a mark such as [x], because a spreadsheet draws text as 0. Its numbers therefore stand once more in the worksheet
// Chart_data at the end, where a gap is a blank cell.
//
// An indicator's worksheet is laid out like a page of a report: what the figures say stands in column A, which is wide
// enough to read and has its text wrapped; the chart stands to the right of it; the table begins below both. It fits a
// landscape page, and reading down column A meets every word in order and then the table.
package workbook

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"planwatch/kpi"
	"planwatch/reports"
)

// Write gives the bytes of the workbook: the same for the same Pack and reporting date.
func Write(p *reports.Pack, asAt kpi.Date) ([]byte, error) {
	w := &writer{file: excelize.NewFile(), pack: p, numbers: map[string]int{}, names: map[*reports.Indicator]string{}, held: held{}}
	defer w.file.Close()
	w.styles()
	w.properties(asAt)
	w.cover()
	pages := w.pages()
	w.contents(pages)
	for _, g := range pages {
		g.write(g)
	}
	if w.err != nil {
		return nil, fmt.Errorf("make workbook: %w", w.err)
	}
	w.file.SetActiveSheet(0)
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return finished(b.Bytes(), w.sizes, w.held)
}

// page is a worksheet after the contents, with what the contents say of it.
type page struct {
	name  string
	title string
	write func(page)
}

// pages lists the worksheets in order. A worksheet without content is left out: no worksheet is blank.
func (w *writer) pages() []page {
	if len(w.pack.Chapters) > 0 {
		return w.chapters()
	}
	var out []page
	add := func(any bool, name, title string, write func(page)) {
		if any {
			out = append(out, page{name, title, write})
		}
	}
	everyone := all(w.pack)
	add(len(w.pack.Counts.Rows) > 0, "Summary", "What the indicators say, by section", w.summary)
	add(len(everyone) > 0, "Indicators", "All indicators: latest figure, trend and target", w.register)
	add(len(everyone) > 0, "Notes", "Notes to the figures, by indicator", w.notes)
	for _, i := range charted(w.pack) {
		w.names[i] = w.sheetName(i.ID)
		add(true, w.names[i], i.Name+invented(i), func(g page) { w.indicator(g, i) })
	}
	areas, similar := gather("areas", everyone, areasOf), gather("comparison", everyone, comparisonOf)
	add(len(areas.table.Rows) > 0, "Areas", "Latest figures by area", func(g page) { w.gathering(g, areas) })
	add(len(similar.table.Rows) > 0, "Similar_forces", "Latest figures beside similar forces", func(g page) { w.gathering(g, similar) })
	add(len(everyone) > 0, "Definitions", "What each indicator counts, where it stands in the plan, and its source", w.definitions)
	add(len(w.pack.Methods) > 0, "Methods", "How the figures are worked out and judged", w.methods)
	add(len(w.pack.Sources) > 0, "Sources", "Publications and returns that the figures come from", w.sources)
	add(len(w.pack.Glossary) > 0, "Glossary", "Terms used", w.glossary)
	add(len(charted(w.pack)) > 0, chartSheet, "Chart data: the numbers that the charts draw", w.chartData)
	return out
}

// all lists every indicator, in the plan's order.
func all(p *reports.Pack) []*reports.Indicator {
	var out []*reports.Indicator
	for _, s := range p.Sections {
		out = append(out, s.Indicators()...)
	}
	return out
}

// charted lists the indicators that have figures: each gets a worksheet.
func charted(p *reports.Pack) []*reports.Indicator {
	var out []*reports.Indicator
	for _, i := range all(p) {
		if i.Chart != nil && len(i.Chart.Points) > 0 && len(i.Data.Rows) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// invented is the notice of illustrative figures in brackets, for a place where the indicator's name stands.
func invented(i *reports.Indicator) string {
	if i.Notice == "" {
		return ""
	}
	return " (" + i.Notice + ")"
}

// figuresWord says of a table's row what kind of figures it shows.
func figuresWord(i *reports.Indicator) string {
	switch {
	case i.Notice != "":
		return i.Notice
	case len(i.Rows) > 0 && i.Rows[0].Provenance != "":
		return i.Rows[0].Provenance
	default:
		return "none yet"
	}
}
