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

	"planwatch/kpi"
	"planwatch/kpi/words"
	"planwatch/reports"
)

// Write gives the bytes of the workbook: the same for the same Pack and reporting date.
func Write(p *reports.Pack, asAt kpi.Date) ([]byte, error) {
	w := newWriter(p)
	defer w.file.Close()
	w.properties(asAt)
	w.coverSheet()
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
	return finished(b.Bytes(), w.sizes, w.held, p.Words.Tag())
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
	add(len(w.pack.Counts.Rows) > 0, w.tab("workbook.sheet.summary"), w.say("workbook.title.summary"), w.summary)
	add(len(everyone) > 0, w.tab("workbook.sheet.indicators"), w.say("workbook.title.indicators"), w.register)
	add(len(everyone) > 0, w.tab("workbook.sheet.notes"), w.say("workbook.title.notes"), w.notes)
	for _, i := range charted(w.pack) {
		w.names[i] = w.sheetName(i.ID)
		add(true, w.names[i], i.Name+invented(i), func(g page) { w.indicator(g, i) })
	}
	areas, similar := w.gather("areas", everyone, areasOf), w.gather("comparison", everyone, comparisonOf)
	add(len(areas.table.Rows) > 0, w.tab("workbook.sheet.areas"), w.say("workbook.title.areas"), func(g page) { w.gathering(g, areas) })
	add(len(similar.table.Rows) > 0, w.tab("workbook.sheet.similar"), w.say("workbook.title.similar"), func(g page) { w.gathering(g, similar) })
	spans := w.gatherAs("windows", "windows.span", [][2]string{{"workbook.figure", "workbook.figure-unit"}, {"workbook.before", "workbook.before-unit"}}, everyone, windowsOf)
	add(len(spans.table.Rows) > 0, w.tab("workbook.sheet.spans"), w.say("workbook.title.spans"), func(g page) { w.gathering(g, spans) })
	parts := w.gatherAs("parts", "parts.part", [][2]string{{"workbook.value", "workbook.value-unit"}}, everyone, partsOf)
	add(len(parts.table.Rows) > 0, w.tab("workbook.sheet.parts"), w.say("workbook.title.parts"), func(g page) { w.gathering(g, parts) })
	add(len(everyone) > 0, w.tab("workbook.sheet.definitions"), w.say("workbook.title.definitions"), w.definitions)
	add(len(w.pack.Methods) > 0, w.tab("workbook.sheet.methods"), w.say("workbook.title.methods"), w.methods)
	add(len(w.pack.Sources) > 0, w.tab("workbook.sheet.sources"), w.say("workbook.title.sources"), w.sources)
	add(len(w.pack.Glossary) > 0, w.tab("workbook.sheet.glossary"), w.say("workbook.title.glossary"), w.glossary)
	add(len(charted(w.pack)) > 0, w.drawn, w.say("workbook.title.chart-data"), w.chartData)
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
func (w *writer) figuresWord(i *reports.Indicator) string {
	switch {
	case i.Notice != "":
		return i.Notice
	case len(i.Rows) > 0 && i.Rows[0].Provenance != "":
		return provenanceIn(w.pack.Words, i.Rows[0].Provenance)
	default:
		return w.say("workbook.none-yet")
	}
}

// provenanceIn is where figures come from, which rows say in the plan files' word, as readers see it.
func provenanceIn(lang *words.Catalogue, word string) string {
	if p, ok := kpi.ParseProvenance(word); ok {
		return p.In(lang)
	}
	return word
}
