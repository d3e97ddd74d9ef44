package workbook

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

// The worksheets of a return to fill in. The layout return-to-fill-in knows them, the cells of the date and the headers.
const (
	howSheet     = "Instructions"
	figuresSheet = "Figures"
	listsSheet   = "Lists"
)

// fillColumns are the columns of the figures with their widths in digits. The layout reads them by these names; those
// that it does not read have keys.
var fillColumns = []struct {
	name  string
	width float64
}{
	{"Indicator", 11},
	{"workbook.figure", 40},
	{"fill-in.rule.title", 44},
	{"Area code", 13},
	{"Area", 16},
	{"Period", 27},
	{"Value", 16},
	{"Out of", 12},
	{"If none, why", 24},
	{"Status", 14},
	{"Series", 34},
	{"Series of Out of", 34},
}

// The columns that are filled in, counted from 1.
const (
	periodColumn = 6
	valueColumn  = 7
	outOfColumn  = 8
	whyColumn    = 9
	statusColumn = 10
)

var statusWords = []string{"final", "provisional", "revised"}

// WriteFillIn gives the bytes of a return to fill in: the same for the same return. It is a form and no publication: it
// has freeze panes, blank cells, and lists to choose from.
func WriteFillIn(f reports.FillIn) ([]byte, error) {
	w := newWriter(&reports.Pack{Title: f.Title, Plan: f.Plan, Notices: f.Notices, Words: f.Words})
	defer w.file.Close()
	w.properties(f.Reported.Last)
	w.how(f)
	lists := w.fillFigures(f)
	w.lists(lists)
	if w.err != nil {
		return nil, fmt.Errorf("make the return to fill in: %w", w.err)
	}
	w.file.SetActiveSheet(0)
	var b bytes.Buffer
	if err := w.file.Write(&b); err != nil {
		return nil, fmt.Errorf("write the return to fill in: %w", err)
	}
	return finished(b.Bytes(), nil, w.held, f.Words.Tag())
}

// how is the worksheet of instructions, with the cell for the return's date.
func (w *writer) how(f reports.FillIn) {
	widths := []float64{22, 76}
	w.try(w.file.SetSheetName("Sheet1", howSheet))
	w.put(howSheet, 1, 1, f.Title, w.title)
	w.try(w.file.SetRowHeight(howSheet, 1, titleHeight))
	w.put(howSheet, 1, 2, f.Plan, w.plain)
	w.put(howSheet, 1, 3, "Date of this return", w.strong)
	day := "d mmmm yyyy"
	w.put(howSheet, 2, 3, nil, w.style(&excelize.Style{CustomNumFmt: &day, Font: inputFont(), Fill: inputFill(), Border: inputBorder(), Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center"}}))
	v := excelize.NewDataValidation(true)
	v.SetSqref("B3")
	const first, last = 32874, 54788 // the years 1990 to 2049, as a spreadsheet counts days
	w.try(v.SetRange(first, last, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	v.SetInput(w.say("fill-in.date"), w.say("fill-in.date-text"))
	v.SetError(excelize.DataValidationErrorStyleStop, w.say("fill-in.not-a-date"), w.say("fill-in.not-a-date-text"))
	w.try(w.file.AddDataValidation(howSheet, v))
	w.try(w.file.SetRowHeight(howSheet, 3, headingHeight))
	row := 4
	for _, n := range f.Notices {
		w.put(howSheet, 1, row, n, w.plain)
		row++
	}
	w.put(howSheet, 1, row, w.say("fill-in.how-heading"), w.heading)
	w.try(w.file.SetRowHeight(howSheet, row, headingHeight))
	for _, step := range f.How {
		row++
		w.put(howSheet, 1, row, step.Label, w.strong)
		w.put(howSheet, 2, row, step.Text, w.wrapped)
		w.try(w.file.SetRowHeight(howSheet, row, rowHeight([]reports.Figure{{}, text(step.Text)}, widths)))
	}
	w.widths(howSheet, widths)
	w.paper(howSheet, "portrait", 0)
}

// fillFigures is the worksheet that is filled in. It gives the lists of words that its cells are chosen from.
func (w *writer) fillFigures(f reports.FillIn) [][]string {
	if _, err := w.file.NewSheet(figuresSheet); err != nil {
		w.try(err)
		return nil
	}
	const head = 4
	w.put(figuresSheet, 1, 1, f.Title, w.title)
	w.try(w.file.SetRowHeight(figuresSheet, 1, titleHeight))
	w.put(figuresSheet, 1, 2, w.say("fill-in.about-cells"), w.plain)
	w.put(figuresSheet, 1, 3, w.say("fill-in.about-rows"), w.plain)
	var widths []float64
	for i, c := range fillColumns {
		name := c.name
		if strings.Contains(name, ".") {
			name = w.say(name)
		}
		w.put(figuresSheet, i+1, head, name, w.headStyle(i+1, false))
		widths = append(widths, c.width)
	}
	w.widths(figuresSheet, widths)
	w.paper(figuresSheet, "landscape", head)
	w.try(w.file.SetPanes(figuresSheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: head, TopLeftCell: cellName(2, head+1), ActivePane: "bottomRight"}))
	input := w.style(&excelize.Style{Font: inputFont(), Fill: inputFill(), Border: inputBorder(), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	asText := w.style(&excelize.Style{NumFmt: 49, Font: inputFont(), Fill: inputFill(), Border: inputBorder(), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	c := choices{cells: map[string][]string{}}
	for i, r := range f.Rows {
		row := head + 1 + i
		for column, s := range []string{r.Indicators, r.Figure, r.What, r.AreaCode, r.Area, r.Period} {
			w.put(figuresSheet, column+1, row, s, w.wordStyle(column+1))
		}
		if r.Period == "" {
			w.put(figuresSheet, periodColumn, row, nil, asText) // as text, or a spreadsheet makes another date of it
		}
		w.put(figuresSheet, valueColumn, row, nil, input)
		for _, column := range []int{outOfColumn, whyColumn} {
			if r.OutOf != "" {
				w.put(figuresSheet, column, row, nil, input)
			} else {
				w.put(figuresSheet, column, row, nil, w.cellNext)
			}
		}
		w.put(figuresSheet, statusColumn, row, nil, input)
		w.put(figuresSheet, statusColumn+1, row, string(r.Series), w.cellNext)
		w.put(figuresSheet, statusColumn+2, row, string(r.OutOf), w.cellNext)
		w.try(w.file.SetRowHeight(figuresSheet, row, rowHeight([]reports.Figure{text(r.Indicators), text(r.Figure), text(r.What), {}, text(r.Area), text(r.Period), {}, {}, {}, {}, text(string(r.Series)), text(string(r.OutOf))}, widths)))
		c.note(r, row)
	}
	w.mark(figuresSheet, "figures", head, len(f.Rows), len(fillColumns))
	w.validate(c, head+1, head+len(f.Rows))
	return c.lists
}

// lists is the worksheet of the words to choose from, a column a list.
func (w *writer) lists(lists [][]string) {
	if _, err := w.file.NewSheet(listsSheet); err != nil {
		w.try(err)
		return
	}
	w.put(listsSheet, 1, 1, w.say("fill-in.lists"), w.title)
	w.try(w.file.SetRowHeight(listsSheet, 1, titleHeight))
	w.put(listsSheet, 1, 2, w.say("fill-in.lists-text"), w.plain)
	all := append([][]string{statusWords}, lists...)
	var widths []float64
	for i, words := range all {
		name := w.say("fill-in.list-status")
		if i > 0 {
			name = w.say("fill-in.list-values", "n", itoa(i))
		}
		w.put(listsSheet, i+1, 3, name, w.headStyle(1, false))
		for j, word := range words {
			w.put(listsSheet, i+1, 4+j, word, w.cellText)
		}
		widths = append(widths, 26)
	}
	w.widths(listsSheet, widths)
	w.paper(listsSheet, "portrait", 0)
}

func inputFont() *excelize.Font {
	return &excelize.Font{Size: textSize, Family: family, Color: ink}
}

func inputFill() excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF7D6"}}
}

func inputBorder() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		out = append(out, excelize.Border{Type: side, Style: 1, Color: ink})
	}
	return out
}
