package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

// choices says which cells take what.
type choices struct {
	lists   [][]string          // of words, each once
	cells   map[string][]string // by what they take: the cells
	order   []string
	counted []string // cells of "out of"
}

// What the cells take that take no words.
const (
	takesShare  = "share"
	takesCount  = "count"
	takesNumber = "number"
)

func (c *choices) note(r reports.FillInRow, row int) {
	takes := takesNumber
	switch {
	case len(r.Words) > 0:
		takes = c.list(append(r.Words, reports.NotThere))
	case r.Share:
		takes = takesShare
	case r.Counted:
		takes = takesCount
	}
	if c.cells[takes] == nil {
		c.order = append(c.order, takes)
	}
	c.cells[takes] = append(c.cells[takes], cellName(valueColumn, row))
	if r.OutOf != "" {
		c.counted = append(c.counted, cellName(outOfColumn, row))
	}
}

// list gives the range of the worksheet Lists that has the words.
func (c *choices) list(words []string) string {
	n := -1
	for i, l := range c.lists {
		if strings.Join(l, "\n") == strings.Join(words, "\n") {
			n = i
		}
	}
	if n < 0 {
		n = len(c.lists)
		c.lists = append(c.lists, words)
	}
	column, _ := excelize.ColumnNumberToName(n + 2) // the first has the words of Status
	return fmt.Sprintf("%s!$%s$4:$%s$%d", listsSheet, column, column, 3+len(words))
}

// validate makes the cells take nothing else than they should.
func (w *writer) validate(c choices, first, last int) {
	if last < first {
		return
	}
	for _, takes := range c.order {
		at := strings.Join(runs(c.cells[takes]), " ")
		switch takes {
		case takesShare:
			w.onlyNumber(at, c.cells[takes][0], "AND(%[1]s>=0,100>=%[1]s)", w.say("fill-in.rule.share"))
		case takesCount:
			w.onlyNumber(at, c.cells[takes][0], "%[1]s>=0", w.say("fill-in.rule.count"))
		case takesNumber:
			w.onlyNumber(at, c.cells[takes][0], "TRUE", w.say("fill-in.rule.number"))
		default:
			w.choose(at, takes, w.say("fill-in.rule.list"))
		}
	}
	if len(c.counted) > 0 {
		v := excelize.NewDataValidation(true)
		v.SetSqref(strings.Join(runs(c.counted), " "))
		w.try(v.SetRange(0, 0, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual))
		w.rule(v, w.say("fill-in.rule.out-of"))
	}
	w.choose(cellName(statusColumn, first)+":"+cellName(statusColumn, last), listsSheet+"!$A$4:$A$"+itoa(3+len(statusWords)), w.say("fill-in.rule.status"))
}

func (w *writer) choose(at, list, say string) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at)
	v.SetSqrefDropList(list)
	w.rule(v, say)
}

// onlyNumber takes a number of which a test holds, or the mark for no figure. The test is about the first of the cells,
// and has no < in it, which excelize does not escape.
func (w *writer) onlyNumber(at, first, test, say string) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at)
	holds := test
	if strings.Contains(test, "%") {
		holds = fmt.Sprintf(test, first)
	}
	w.try(v.SetRange(fmt.Sprintf(`IF(ISNUMBER(%s),%s,LOWER(%s)="%s")`, first, holds, first, reports.NotThere), "", excelize.DataValidationTypeCustom, excelize.DataValidationOperatorBetween))
	w.rule(v, say)
}

func (w *writer) rule(v *excelize.DataValidation, say string) {
	v.SetInput(w.say("fill-in.rule.title"), say)
	v.SetError(excelize.DataValidationErrorStyleStop, w.say("fill-in.rule.wrong"), say)
	w.try(w.file.AddDataValidation(figuresSheet, v))
}

// runs joins cells of one column that follow each other into ranges.
func runs(cells []string) []string {
	var out []string
	start, end, lastRow := "", "", 0
	flush := func() {
		switch {
		case start == "":
		case start == end:
			out = append(out, start)
		default:
			out = append(out, start+":"+end)
		}
	}
	for _, c := range cells {
		_, row, err := excelize.CellNameToCoordinates(c)
		if err != nil {
			continue
		}
		if start == "" || row != lastRow+1 {
			flush()
			start = c
		}
		end, lastRow = c, row
	}
	flush()
	return out
}
