package workbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

// writer holds the file and the first error: later calls do nothing of use then.
type writer struct {
	file  *excelize.File
	pack  *reports.Pack
	err   error
	names map[*reports.Indicator]string // worksheets of the indicators that have one
	sizes []size                        // of the charts, in order
	held  held

	title, heading, plain, wrapped, strong, link                 int // style ids
	cellText, cellNext, cellLink, headText, headNext, headNumber int

	numbers map[string]int // style by number format
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

// sheet starts a worksheet with its title, what it holds, the notices of the pack, and that of illustrative figures: of
// the one indicator that it is about, or, when that is nil, of all. It gives the first free row.
func (w *writer) sheet(g page, holds string, about *reports.Indicator) int {
	if _, err := w.file.NewSheet(g.name); err != nil {
		w.try(err)
		return 1
	}
	w.put(g.name, 1, 1, g.title, w.title)
	w.try(w.file.SetRowHeight(g.name, 1, titleHeight))
	row := 2
	put := func(s string, style int) {
		w.put(g.name, 1, row, s, style)
		w.try(w.file.SetRowHeight(g.name, row, lineHeight+1))
		row++
	}
	put(holds, w.plain)
	if len(w.pack.Notices) > 0 {
		put(closed(sentences(w.pack.Notices...)), w.plain)
	}
	switch {
	case about == nil:
		for _, n := range w.illustrative() {
			put(n, w.strong)
		}
	case about.Notice != "":
		put(about.Notice, w.strong)
	}
	return row
}

// illustrative says that some indicators have invented figures, a line for each source's words for it.
func (w *writer) illustrative() []string {
	var out []string
	for _, i := range all(w.pack) {
		line := "Some indicators have invented figures, which are marked: " + i.Notice
		if i.Notice != "" && !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

// put writes one cell; columns and rows count from 1.
func (w *writer) put(sheet string, column, row int, value any, style int) {
	cell := cellName(column, row)
	w.try(w.file.SetCellValue(sheet, cell, value))
	w.try(w.file.SetCellStyle(sheet, cell, cell, style))
	if sheet == chartSheet {
		w.held.keep(cell, value)
	}
}

func cellName(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return ""
	}
	return name
}

// leadTo makes a cell a link to the title of a worksheet.
func (w *writer) leadTo(sheet string, column, row int, target string) {
	w.try(w.file.SetCellHyperLink(sheet, cellName(column, row), "'"+target+"'!A1", "Location"))
}

func onTheWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

var notInNames = regexp.MustCompile(`[:\\/?*\[\]'\s]`)

// taken are names that worksheets of ours or of the program have already.
var taken = []string{"cover_sheet", "contents", "summary", "indicators", "notes", "areas", "similar_forces", "definitions", "methods", "sources", "glossary", "chart_data", "history"}

// sheetName makes an indicator's id fit for a worksheet: at most 31 characters, none of those that a spreadsheet
// forbids, and not a name that is in use.
func (w *writer) sheetName(id string) string {
	base := notInNames.ReplaceAllString(id, "_")
	for n := 1; ; n++ {
		name := base
		if n > 1 {
			name += fmt.Sprintf("_%d", n)
		}
		if len(name) > excelize.MaxSheetNameLength {
			name = name[len(name)-excelize.MaxSheetNameLength:]
		}
		if name != "" && !slices.Contains(taken, strings.ToLower(name)) && !w.inUse(name) {
			return name
		}
	}
}

func (w *writer) inUse(name string) bool {
	for _, other := range w.names {
		if strings.EqualFold(other, name) {
			return true
		}
	}
	return false
}
