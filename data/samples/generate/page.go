package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// created is the date in the workbook's properties: fixed, so that the bytes are.
const created = "2026-04-17T09:00:00Z"

// notes writes the sheet that explains the return: what it is, its marks, and a definition for every measure.
func (w *writer) notes(all []figures) {
	for i, text := range aboutReturn {
		w.put(notesSheet, 1, i+1, text, w.styles.plain)
	}
	w.put(notesSheet, 1, 1, aboutReturn[0], w.styles.title)
	row := w.table(len(aboutReturn)+2, markerMeanings)
	definitions := [][]string{{"Sheet", "Measure", "Unit", "Kept for", "Definition"}}
	for _, f := range all {
		kept := "force only"
		if f.parts != nil {
			kept = "force and areas"
		}
		definitions = append(definitions, []string{f.measure.sheet, f.label, f.unit, kept, f.means})
	}
	row = w.table(row+1, definitions)
	w.put(notesSheet, 1, row+1, source, w.styles.plain)
	for i, width := range []float64{22, 64, 14, 16, 90} {
		w.width(notesSheet, i+1, i+1, width)
	}
	w.try(w.file.SetSheetView(notesSheet, 0, &excelize.ViewOptions{ShowGridLines: new(bool)}))
	w.paper(notesSheet)
}

// table writes rows of text, the first as a header, and returns the row after them.
func (w *writer) table(row int, lines [][]string) int {
	for i, line := range lines {
		style := w.styles.plain
		if i == 0 {
			style = w.styles.head
		}
		for col, text := range line {
			w.put(notesSheet, col+1, row+i, text, style)
		}
	}
	return row + len(lines)
}

// layOut sets widths, keeps the header and the labels in sight, and sets the paper.
func (w *writer) layOut(sheet string) {
	w.width(sheet, 1, 1, 47)
	w.width(sheet, 2, 2, 11.5)
	w.width(sheet, 3, 3, 16)
	w.width(sheet, firstCol, firstCol+months-1, 10.5)
	w.try(w.file.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: firstCol - 1, YSplit: firstRow - 1, TopLeftCell: "D7", ActivePane: "bottomRight",
	}))
	w.paper(sheet)
	w.printYears(sheet)
}

// printYears prints a financial year a page, each with the header and the labels.
func (w *writer) printYears(sheet string) {
	for m := 12; m < months; m += 12 {
		name, err := excelize.CoordinatesToCellName(firstCol+m, 1)
		w.try(err)
		w.try(w.file.InsertPageBreak(sheet, name))
	}
	w.try(w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet,
		RefersTo: fmt.Sprintf("'%s'!$A:$C,'%s'!$1:$%d", sheet, sheet, monthRow),
	}))
}

func (w *writer) width(sheet string, from, to int, width float64) {
	a, err := excelize.ColumnNumberToName(from)
	w.try(err)
	b, err := excelize.ColumnNumberToName(to)
	w.try(err)
	w.try(w.file.SetColWidth(sheet, a, b, width))
}

// paper prints on A3 across, every page with the notice. Notes are fitted to one page; a data sheet at three quarters has a year to a page.
func (w *writer) paper(sheet string) {
	across, a3, scale, once := "landscape", 8, uint(75), 1
	w.try(w.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Orientation: &across, Size: &a3, AdjustTo: &scale, FitToWidth: &once, FitToHeight: &once,
	}))
	w.try(w.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&R" + notice, OddFooter: "&L&A&R&P of &N",
	}))
	fit := sheet == notesSheet
	w.try(w.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// properties names no person and no moment but a fixed one.
func (w *writer) properties() {
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Title: "Monthly performance return", Subject: notice, Creator: "Planwatch sample generator",
		LastModifiedBy: "Planwatch sample generator", Created: created, Modified: created, Language: "en-GB",
	}))
}
