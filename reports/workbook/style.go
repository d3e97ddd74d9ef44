package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/kpi"
)

// Type and colours: Arial 12 throughout, as the guide asks, in the near-black of the site.
const (
	family   = "Arial"
	textSize = 12
	ink      = "0B0C0C"
	linkInk  = "1D70B8"
	hairline = "BFC1C3"
)

// Heights in points.
const (
	titleHeight   = 24.0
	headingHeight = 30.0
)

// styles makes the cell styles. Text is at the top of its cell and wrapped, except the lines above a table that run
// over the empty cells beside them.
func (w *writer) styles() {
	w.defaultFont()
	text := &excelize.Font{Size: textSize, Family: family, Color: ink}
	strong := &excelize.Font{Size: textSize, Family: family, Color: ink, Bold: true}
	link := &excelize.Font{Size: textSize, Family: family, Color: linkInk, Underline: "single"}
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	next := &excelize.Alignment{Vertical: "top", WrapText: true, Horizontal: "left", Indent: 1} // keeps clear of a number to the left
	right := &excelize.Alignment{Vertical: "top", WrapText: true, Horizontal: "right"}
	under := []excelize.Border{{Type: "bottom", Style: 1, Color: hairline}}
	head := []excelize.Border{{Type: "bottom", Style: 2, Color: ink}}
	w.title = w.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16, Family: family, Color: ink}, Alignment: top})
	w.heading = w.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Family: family, Color: ink}, Alignment: &excelize.Alignment{Vertical: "bottom"}})
	w.plain = w.style(&excelize.Style{Font: text, Alignment: top})
	w.strong = w.style(&excelize.Style{Font: strong, Alignment: top})
	w.wrapped = w.style(&excelize.Style{Font: text, Alignment: wrap})
	w.link = w.style(&excelize.Style{Font: link, Alignment: wrap})
	w.cellText = w.style(&excelize.Style{Font: text, Alignment: wrap, Border: under})
	w.cellNext = w.style(&excelize.Style{Font: text, Alignment: next, Border: under})
	w.cellLink = w.style(&excelize.Style{Font: link, Alignment: wrap, Border: under})
	w.headText = w.style(&excelize.Style{Font: strong, Alignment: wrap, Border: head})
	w.headNext = w.style(&excelize.Style{Font: strong, Alignment: next, Border: head})
	w.headNumber = w.style(&excelize.Style{Font: strong, Alignment: right, Border: head})
	w.tag(w.title, "Heading 1", 16)
	w.tag(w.heading, "Heading 2", 17)
}

func (w *writer) style(s *excelize.Style) int {
	id, err := w.file.NewStyle(s)
	w.try(err)
	return id
}

// defaultFont makes empty cells Arial 12 too. Column widths count digits of this font: 9 pixels each.
func (w *writer) defaultFont() {
	w.try(w.file.SetDefaultFont(family))
	size := float64(textSize)
	w.file.Styles.Fonts.Font[0].Sz.Val = &size
}

// tag makes a cell style one of the built-in named styles, which is how a spreadsheet tells assistive technology that a
// cell is a heading. Excelize has no call for it.
func (w *writer) tag(style int, name string, builtIn int) {
	s := w.file.Styles
	if w.err != nil || style >= len(s.CellXfs.Xf) {
		return
	}
	named := s.CellXfs.Xf[style]
	named.XfID = nil
	id := len(s.CellStyleXfs.Xf)
	s.CellStyleXfs.Xf = append(s.CellStyleXfs.Xf, named)
	s.CellStyleXfs.Count = len(s.CellStyleXfs.Xf)
	s.CellXfs.Xf[style].XfID = &id
	custom := true
	entry := *s.CellStyles.CellStyle[0]
	entry.Name, entry.XfID, entry.BuiltInID, entry.CustomBuiltIn = name, id, &builtIn, &custom
	s.CellStyles.CellStyle = append(s.CellStyles.CellStyle, &entry)
	s.CellStyles.Count = len(s.CellStyles.CellStyle)
}

// literal makes a mark stand as it is in a number format.
var literal = strings.NewReplacer("[", `\[`, "]", `\]`, `"`, "")

// number is the style of a number with so many decimals and, where a mark stands with it, the mark behind it: the cell
// holds the number all the same.
func (w *writer) number(decimals int, marks string) int {
	format := "#,##0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	if marks != "" {
		format += `\ ` + literal.Replace(marks)
	}
	if id, ok := w.numbers[format]; ok {
		return id
	}
	w.numbers[format] = w.style(&excelize.Style{
		CustomNumFmt: &format, Font: &excelize.Font{Size: textSize, Family: family, Color: ink},
		Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: hairline}},
	})
	return w.numbers[format]
}

// markStyle is for a mark in place of a number: set right, like the number that isn't there.
func (w *writer) markStyle() int {
	const key = "mark"
	if _, ok := w.numbers[key]; !ok {
		w.numbers[key] = w.style(&excelize.Style{
			Font:      &excelize.Font{Size: textSize, Family: family, Color: ink},
			Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top", WrapText: true},
			Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: hairline}},
		})
	}
	return w.numbers[key]
}

// properties sets title and language, and the reporting date in place of a clock.
func (w *writer) properties(asAt kpi.Date) {
	at := asAt.String() + "T00:00:00Z"
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Title: w.pack.Title + ": " + w.pack.Plan, Subject: w.pack.Plan, Creator: "Planwatch", LastModifiedBy: "Planwatch",
		Description: strings.Join(w.pack.Notices, " "), Language: w.pack.Words.Tag(), Created: at, Modified: at,
	}))
	w.try(w.file.SetAppProps(&excelize.AppProperties{Application: "Planwatch"}))
}

// widths sets column widths, in digits, from column A on.
func (w *writer) widths(sheet string, digits []float64) {
	for i, n := range digits {
		name, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.try(w.file.SetColWidth(sheet, name, name, n))
	}
}

// paper makes a worksheet print on A4, one page wide and as many long as it needs; head, when not 0, is the table's
// header row and is repeated on every page.
func (w *writer) paper(sheet, orientation string, head int) {
	one, zero, a4, fit := 1, 0, 9, true
	side, end := 0.4, 0.5 // inches
	w.try(w.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w.try(w.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, FitToWidth: &one, FitToHeight: &zero, Orientation: &orientation}))
	w.try(w.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end}))
	if head > 0 { // the name by which a file says which rows are repeated
		w.try(w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$" + itoa(head) + ":$" + itoa(head), Scope: sheet}))
	}
}
