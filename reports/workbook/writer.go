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
	cover string // names of the worksheets that others lead to or draw from
	list  string // of contents
	drawn string // what charts draw
	err   error
	names map[*reports.Indicator]string // worksheets of the indicators that have one
	sizes []size                        // of the charts, in order
	held  held

	title, heading, plain, wrapped, strong, link                 int // style ids
	cellText, cellNext, cellLink, headText, headNext, headNumber int

	numbers map[string]int // style by number format
}

func newWriter(pack *reports.Pack) *writer {
	w := &writer{file: excelize.NewFile(), pack: pack, numbers: map[string]int{}, names: map[*reports.Indicator]string{}, held: held{}}
	w.cover, w.list, w.drawn = w.tab("workbook.sheet.cover"), w.tab("workbook.sheet.contents"), w.tab("workbook.sheet.chart-data")
	w.styles()
	return w
}

// say is what stands in the catalogue under a key.
func (w *writer) say(key string, pairs ...any) string { return w.pack.Words.Say(key, pairs...) }

// columns are columns of words.
func (w *writer) columns(keys ...string) []reports.Column {
	var out []reports.Column
	for _, key := range keys {
		out = append(out, reports.Column{Name: w.say(key)})
	}
	return out
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
	put(w.say(holds), w.plain)
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
		line := w.say("workbook.invented", "notice", i.Notice)
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
	if sheet == w.drawn {
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

// tabs are the keys of the names of our own worksheets; "history" is a name that spreadsheets keep for themselves.
var tabs = []string{
	"workbook.sheet.cover", "workbook.sheet.contents", "workbook.sheet.summary", "workbook.sheet.indicators", "workbook.sheet.notes",
	"workbook.sheet.areas", "workbook.sheet.similar", "workbook.sheet.definitions", "workbook.sheet.methods", "workbook.sheet.sources",
	"workbook.sheet.glossary", "workbook.sheet.chart-data", "workbook.sheet.words",
}

// tab is a saying as the name of a worksheet: without what spreadsheets forbid in one, and no longer than they allow.
func (w *writer) tab(key string) string { return tabName(w.say(key)) }

func tabName(s string) string {
	name := []rune(notInNames.ReplaceAllString(s, "_"))
	return string(name[:min(len(name), excelize.MaxSheetNameLength)])
}

var plainTab = regexp.MustCompile(`^[A-Za-z_]+$`)

// quotedTab is the name of a worksheet as a formula writes it.
func quotedTab(name string) string {
	if plainTab.MatchString(name) {
		return name
	}
	return "'" + name + "'"
}

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
		if name != "" && !w.inUse(name) {
			return name
		}
	}
}

func (w *writer) inUse(name string) bool {
	if strings.EqualFold(name, "history") || slices.ContainsFunc(tabs, func(key string) bool { return strings.EqualFold(name, w.tab(key)) }) {
		return true
	}
	for _, other := range w.names {
		if strings.EqualFold(other, name) {
			return true
		}
	}
	return false
}
