package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestOracleCorpus holds our reader against excelize, cell by cell, over every
// workbook of the corpus that both open.
func TestOracleCorpus(t *testing.T) {
	var files []string
	for _, pattern := range []string{"real/*.xlsx", "nasty/*.xlsx"} {
		found, _ := filepath.Glob(filepath.Join(corpus, pattern))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("../shared/corpus is not here")
	}
	total := tally{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compareWithOracle(t, filepath.Base(file), content, total)
	}
	total.print(t)
}

// tally counts cells by what the comparison found.
type tally map[string]int

func (n tally) print(t *testing.T) {
	t.Helper()
	for _, reason := range append([]string{"equal"}, explanations...) {
		if n[reason] > 0 {
			t.Logf("%8d %s", n[reason], reason)
		}
	}
}

// The ways in which the two may differ. Anything else fails the test.
const (
	whitespace   = "white space that xml:space does not keep: Excel drops it, excelize does not"
	isoTime      = "a date or time written as text: a value here, text in excelize"
	impossible   = "a number that is no date under a date's format: an error here"
	wholeSeconds = "milliseconds: excelize rounds them to seconds"
	boolName     = "a boolean: excelize says 1 or 0"
	ampersand    = "a lone & in the XML: excelize stops there"
)

var explanations = []string{whitespace, isoTime, impossible, wholeSeconds, boolName, ampersand}

func compareWithOracle(t *testing.T, name string, content []byte, total tally) {
	t.Helper()
	book, err := Open(name, content, Limits{})
	if err != nil {
		return
	}
	theirs, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Logf("%s: excelize does not open it: %v", name, err)
		return
	}
	defer theirs.Close()
	props, err := theirs.GetWorkbookProps()
	from1904 := err == nil && props.Date1904 != nil && *props.Date1904
	for _, sheetName := range book.Names() {
		grid, err := book.Grid(sheetName)
		if err != nil {
			t.Logf("%v", err)
			continue
		}
		rows, err := theirs.GetRows(sheetName, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Logf("%s!%s: excelize does not read it: %v", name, sheetName, err)
			continue
		}
		shown := 0
		for r := 1; r <= max(grid.Rows, len(rows)); r++ {
			width := grid.Columns
			if r <= len(rows) {
				width = max(width, len(rows[r-1]))
			}
			for c := 1; c <= width; c++ {
				raw := ""
				if r <= len(rows) && c <= len(rows[r-1]) {
					raw = rows[r-1][c-1]
				}
				reason := explain(grid, r, c, raw, from1904)
				if reason != "" {
					total[reason]++
					continue
				}
				if shown++; shown < 10 {
					ours := grid.At(r, c)
					t.Errorf("%s!%s!%s: ours %v %#v %q, excelize %q", name, sheetName, CellName(r, c), ours.Kind, ours.Value(), ours.Text, raw)
				}
			}
		}
	}
}

// explain says why a cell is as it is: "equal", one of the explanations, or
// nothing.
func explain(g *Grid, row, col int, raw string, from1904 bool) string {
	ours := g.At(row, col)
	v, err := strconv.ParseFloat(raw, 64)
	isNumber := err == nil
	switch ours.Kind {
	case Blank:
		if raw == "" {
			return "equal"
		}
		if strings.TrimSpace(raw) == "" {
			return whitespace
		}
	case Number:
		if isNumber && v == ours.Number {
			return "equal"
		}
		if !isNumber && raw == ours.Text {
			return isoTime
		}
	case Date:
		return explainDate(ours, raw, v, isNumber, from1904)
	case Boolean:
		if raw == map[bool]string{true: "1", false: "0"}[ours.Bool] {
			return boolName
		}
	case Error:
		if raw == ours.Text {
			return "equal"
		}
		if _, ok := serialMillis(v, from1904); isNumber && !ok {
			return impossible
		}
	case Text:
		switch {
		case raw == ours.Text:
			return "equal"
		case strings.TrimSpace(raw) == ours.Text:
			return whitespace
		case raw == "" && strings.Contains(ours.Text, "& "):
			return ampersand
		}
	}
	return ""
}

func explainDate(ours Cell, raw string, serial float64, isNumber, from1904 bool) string {
	if !isNumber {
		if strings.HasPrefix(raw, ours.Time.Format("2006-01-02")) {
			return isoTime
		}
		return ""
	}
	when, err := excelize.ExcelDateToTime(serial, from1904)
	switch {
	case err != nil:
		return ""
	case when.Equal(ours.Time):
		return "equal"
	case when.Equal(ours.Time.Round(time.Second)):
		return wholeSeconds
	}
	return ""
}
