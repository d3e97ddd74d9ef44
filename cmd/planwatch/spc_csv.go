package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// spcRow is one row of the CSV; value is NaN when it is empty.
type spcRow struct {
	text   string // the period as written
	period kpi.Period
	value  float64
	line   int
}

// readSpc reads the rows of a file, or of stdin for "-", and puts them in order of time. Its error is kpi.Problems,
// every mistake at once.
func readSpc(stdin io.Reader, file string) ([]spcRow, error) {
	var raw []byte
	var err error
	in := spcReader{name: file}
	if file == "-" {
		in.name = "stdin"
		raw, err = io.ReadAll(stdin)
	} else {
		raw, err = os.ReadFile(file)
	}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		in.complain(0, 0, "no-file", "want a CSV file, found none of this name")
	case errors.As(err, &path):
		in.complain(0, 0, "unreadable", "want a CSV file, found one that cannot be read: %v", path.Err)
	case err != nil:
		in.complain(0, 0, "unreadable", "want a CSV file, found one that cannot be read: %v", err)
	case bytes.IndexByte(raw, 0) >= 0:
		in.complain(1, 1, "not-text", "want text in UTF-8, found a binary file; save it as CSV")
	default:
		in.read(raw)
		in.order()
	}
	if len(in.problems) > 0 {
		in.problems.Sort()
		return nil, in.problems
	}
	return in.rows, nil
}

// spcReader collects the rows of a CSV and what is wrong with them. Columns in addresses count cells, from 1.
type spcReader struct {
	name     string
	column   int // of the period
	rows     []spcRow
	problems kpi.Problems
}

func (in *spcReader) complain(line, column int, code, format string, args ...any) {
	in.problems = append(in.problems, kpi.Problem{
		File: in.name, Line: line, Column: column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

func (in *spcReader) read(raw []byte) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	period, value, width := 0, 0, 0 // no width: no header yet
	for {
		cells, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &bad):
			in.complain(bad.Line, 1, "bad-quotes", "want a row of cells, found quotation marks that do not match")
			continue
		case strings.TrimSpace(strings.Join(cells, "")) == "":
			continue
		case width == 0:
			var header, ok bool
			if period, value, header, ok = spcColumns(cells); !ok {
				line, _ := r.FieldPos(0)
				in.complain(line, 1, "bad-header", "want the columns period and value%s, found %q", separatorHint(cells), strings.Join(cells, ","))
				return
			}
			if width, in.column = len(cells), period+1; header {
				continue
			}
		}
		in.row(r, cells, period, value, width)
	}
}

// spcColumns finds the columns of the header. A first row that holds a period or a number instead is a row of its own,
// and the columns are the first and the second; ok is false when it is neither.
func spcColumns(cells []string) (period, value int, header, ok bool) {
	at := func(name string) int {
		return slices.IndexFunc(cells, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), name) })
	}
	period, value = at("period"), at("value")
	if period >= 0 || value >= 0 {
		return period, value, true, period >= 0 && value >= 0
	}
	_, err := kpi.ParsePeriod(cells[0])
	return 0, 1, false, len(cells) > 1 && (err == nil || plainNumber.MatchString(strings.TrimSpace(cells[1])))
}

// separatorHint helps where a spreadsheet has written another separator than commas.
func separatorHint(cells []string) string {
	if len(cells) == 1 && strings.ContainsAny(cells[0], ";\t") {
		return " with a comma between them"
	}
	return ""
}

// plainNumber is what counts as a number: no thousands separators, units, or words such as Inf.
var plainNumber = regexp.MustCompile(`^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$`)

// commaHint helps where digits stand around a comma, or behind one that was taken for the end of a cell.
func commaHint(text string) string {
	if digitsAndCommas.MatchString(text) {
		return "; write numbers with a decimal point and without commas, such as 1234.5"
	}
	return ""
}

var digitsAndCommas = regexp.MustCompile(`^[+-]?[\d,]+(\.\d*)?$`)

func (in *spcReader) row(r *csv.Reader, cells []string, period, value, width int) {
	line, _ := r.FieldPos(0)
	for i := width; i < len(cells); i++ {
		if strings.TrimSpace(cells[i]) != "" {
			in.complain(line, i+1, "extra-cell", "want %d cells, found one more: %q%s", width, cells[i], commaHint(cells[i]))
		}
	}
	if n := max(period, value); n >= len(cells) {
		in.complain(line, len(cells)+1, "short-row", "want %d cells, found %d", width, len(cells))
		return
	}
	row := spcRow{text: cells[period], value: math.NaN(), line: line}
	var err error
	if row.period, err = kpi.ParsePeriod(row.text); err != nil {
		in.complain(line, period+1, "not-a-period", "%v", err)
	}
	if text := strings.TrimSpace(cells[value]); text != "" {
		n, err := strconv.ParseFloat(text, 64)
		if !plainNumber.MatchString(text) || err != nil {
			in.complain(line, value+1, "not-a-number", "want a number, found %q%s", text, commaHint(text))
		}
		row.value = n
	}
	in.rows = append(in.rows, row)
}

// order sorts the rows by time and refuses periods that meet: one that is there twice, and ones that overlap.
func (in *spcReader) order() {
	if len(in.rows) == 0 && len(in.problems) == 0 {
		in.complain(1, 1, "empty", "want the columns period and value with a row for each period, found no row")
	}
	in.oneKind()
	slices.SortStableFunc(in.rows, func(a, b spcRow) int {
		switch {
		case a.period.Less(b.period):
			return -1
		case b.period.Less(a.period):
			return 1
		}
		return 0
	})
	rolling := false
	for i := 1; i < len(in.rows); i++ {
		a, b := in.rows[i-1], in.rows[i]
		switch {
		case a.period.Kind == 0 || b.period.Kind == 0 || b.period.First > a.period.Last:
		case a.period.First == b.period.First && a.period.Last == b.period.Last:
			in.complain(b.line, in.column, "duplicate-period", "want each period once, found %s again after line %d", b.period, a.line)
		case b.period.Kind != kpi.Rolling12:
			in.complain(b.line, in.column, "overlap", "want periods that do not overlap, found %s and, on line %d, %s", b.period, a.line, a.period)
		case !rolling: // once is enough: all of them do
			rolling = true
			in.complain(b.line, in.column, "rolling", "want periods that do not overlap, found %s and, on line %d, %s: rolling totals are not tested",
				b.period, a.line, a.period)
		}
	}
}

// oneKind reads "2010-11" as a financial year, not as November 2010, when every row can be read as one and some row
// cannot be anything else.
func (in *spcReader) oneKind() {
	isYear := func(r spcRow) bool { return r.period.Kind == kpi.FinancialYear }
	if !slices.ContainsFunc(in.rows, isYear) {
		return
	}
	years := slices.Clone(in.rows)
	for i, r := range years {
		p, err := kpi.ParsePeriodAs(kpi.FinancialYear, r.text)
		if err != nil {
			return
		}
		years[i].period = p
	}
	in.rows = years
}
