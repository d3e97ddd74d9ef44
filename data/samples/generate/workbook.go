package main

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The shape of every data sheet. Rows and columns count from 1.
const (
	yearRow   = 5 // financial years, each merged over its twelve months
	monthRow  = 6
	firstRow  = 7
	firstCol  = 4 // D: April 2022
	titleSpan = "O1"
)

// workbook draws the return: Notes, then a sheet for each theme in the order of the measures.
func workbook(all []figures) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	s, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	w := &writer{file: f, styles: s}
	w.try(f.SetSheetName("Sheet1", notesSheet))
	w.notes(all)
	for _, group := range bySheet(all) {
		w.sheet(group)
	}
	w.properties()
	if w.err != nil {
		return nil, w.err
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func bySheet(all []figures) [][]figures {
	var groups [][]figures
	for i, f := range all {
		if i == 0 || f.measure.sheet != all[i-1].measure.sheet {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], f)
	}
	return groups
}

// writer keeps the first error, so that a sheet reads as what it holds.
type writer struct {
	file   *excelize.File
	styles styles
	err    error
}

func (w *writer) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writer) put(sheet string, col, row int, value any, style int) {
	name, err := excelize.CoordinatesToCellName(col, row)
	w.try(err)
	if value != nil {
		w.try(w.file.SetCellValue(sheet, name, value))
	}
	w.try(w.file.SetCellStyle(sheet, name, name, style))
}

func (w *writer) merge(sheet string, col, row, toCol, toRow int) {
	from, err := excelize.CoordinatesToCellName(col, row)
	w.try(err)
	to, err := excelize.CoordinatesToCellName(toCol, toRow)
	w.try(err)
	w.try(w.file.MergeCell(sheet, from, to))
}

// sheet writes one theme: title, header, a block for each measure, footnotes.
func (w *writer) sheet(group []figures) {
	name := group[0].measure.sheet
	_, err := w.file.NewSheet(name)
	w.try(err)
	w.put(name, 1, 1, notice+" - "+name+" - monthly performance return", w.styles.title)
	w.try(w.file.MergeCell(name, "A1", titleSpan))
	w.put(name, 1, 2, "Position as at "+asAt, w.styles.plain)
	w.put(name, 1, 3, "Numbers unless a measure says otherwise. p after a month: provisional. For * and - see the Notes sheet.", w.styles.plain)
	w.header(name)
	row := firstRow
	for _, f := range group {
		row = w.block(name, row, f)
	}
	w.footnotes(name, row+1)
	w.layOut(name)
}

func (w *writer) header(sheet string) {
	for i, text := range []string{"Measure", "Area code", "Area"} {
		w.put(sheet, i+1, yearRow, text, w.styles.head)
		w.put(sheet, i+1, monthRow, nil, w.styles.head)
		w.merge(sheet, i+1, yearRow, i+1, monthRow)
	}
	for m := range months {
		var year any
		if m%12 == 0 {
			year = yearName(m)
			w.merge(sheet, firstCol+m, yearRow, firstCol+m+11, yearRow)
		}
		w.put(sheet, firstCol+m, yearRow, year, w.styles.head)
		w.put(sheet, firstCol+m, monthRow, monthName(m), w.styles.head)
	}
}

// block writes a measure from a row on and returns the row after it.
func (w *writer) block(sheet string, row int, f figures) int {
	lines := []area{force}
	if f.parts != nil {
		lines = append(append(lines, councils...), area{name: "Total"})
	}
	last := row + len(lines) - 1
	for i, a := range lines {
		look := w.styles.cells[weightOf(i, len(lines))][nameKind]
		var code any // no code at all for what is not an area
		if a.code != "" {
			code = a.code
		}
		w.put(sheet, 1, row+i, nil, w.styles.label)
		w.put(sheet, 2, row+i, code, look)
		w.put(sheet, 3, row+i, a.name, look)
	}
	w.put(sheet, 1, row, f.label, w.styles.label)
	if last > row {
		w.merge(sheet, 1, row, 1, last)
	}
	for m := range months {
		for i, c := range f.show(m).cells() {
			w.put(sheet, firstCol+m, row+i, c.content(), w.styles.cells[weightOf(i, len(lines))][c.kind()])
		}
	}
	return last + 1
}

// weightOf sets off the force, which comes first, and the last row of a block.
func weightOf(i, rows int) weight {
	switch i {
	case rows - 1:
		return ruled
	case 0:
		return strong
	default:
		return light
	}
}

func (w *writer) footnotes(sheet string, row int) {
	lines := []string{"Notes"}
	for i, text := range footnotes[sheet] {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, text))
	}
	lines = append(lines, source)
	for i, text := range lines {
		w.put(sheet, 1, row+i, text, w.styles.plain)
	}
}
