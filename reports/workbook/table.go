package workbook

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

func itoa(n int) string { return strconv.Itoa(n) }

// table writes a table with its header at a row and its columns so many digits wide, marks it up, and gives the header
// row back, which is repeated on every printed page.
func (w *writer) table(sheet string, row int, t reports.Table, widths []float64, orientation string) int {
	names := w.unique(t.Columns)
	w.widths(sheet, widths)
	w.paper(sheet, orientation, row)
	w.try(w.file.SetRowHeight(sheet, row, headHeight(t.Columns, widths)))
	for i, c := range t.Columns {
		w.put(sheet, i+1, row, names[i], w.headStyle(i+1, c.Numeric))
	}
	for r, figures := range t.Rows {
		for i, c := range t.Columns {
			var f reports.Figure
			if i < len(figures) {
				f = figures[i]
			}
			w.figure(sheet, i+1, row+1+r, f, c)
		}
		w.try(w.file.SetRowHeight(sheet, row+1+r, rowHeight(figures, widths)))
	}
	w.mark(sheet, t.ID, row, len(t.Rows), len(t.Columns))
	return row
}

// headHeight is what a header row needs, in points.
func headHeight(columns []reports.Column, widths []float64) float64 {
	most := 1
	for i, c := range columns {
		room := widths[i]
		if !c.Numeric {
			room -= indent
		}
		most = max(most, lineCount(c.Name, c.Name, room))
	}
	return float64(most)*lineHeight + lineGap
}

// rowHeight is what a row of a table needs, in points.
func rowHeight(figures []reports.Figure, widths []float64) float64 {
	most := 1
	for i, f := range figures {
		if f.Number == nil && i < len(widths) {
			most = max(most, lineCount(f.String(), "", widths[i]-indent))
		}
	}
	return min(maxRow, float64(most)*lineHeight+lineGap)
}

// figure writes a Figure: its number where it has one, otherwise its text. No cell of a table stays blank.
func (w *writer) figure(sheet string, column, row int, f reports.Figure, c reports.Column) {
	switch {
	case f.Number != nil:
		w.put(sheet, column, row, *f.Number, w.number(w.decimals(f, c), f.Marks))
	case c.Numeric:
		w.put(sheet, column, row, or(f.String(), "[z]"), w.markStyle())
	default:
		w.put(sheet, column, row, or(f.String(), w.say("table.none")), w.wordStyle(column))
	}
}

// headStyle and wordStyle are those of a header and of words in a column.
func (w *writer) headStyle(column int, numeric bool) int {
	switch {
	case numeric:
		return w.headNumber
	case column == 1:
		return w.headText
	default:
		return w.headNext
	}
}

func (w *writer) wordStyle(column int) int {
	if column == 1 {
		return w.cellText
	}
	return w.cellNext
}

func or(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}

// decimals is how many the figure is shown with: those of its text, which may differ from row to row, or the column's
// where it has none.
func (w *writer) decimals(f reports.Figure, c reports.Column) int {
	if f.Text == "" {
		return c.Decimals
	}
	if _, after, ok := strings.Cut(f.Text, w.say("number.decimal")); ok {
		return len(after)
	}
	return 0
}

// unique gives the columns' names, telling apart those that are the same: a table's headers have to be unique.
func (w *writer) unique(columns []reports.Column) []string {
	var out []string
	seen := map[string]int{}
	for _, c := range columns {
		name := or(c.Name, w.say("workbook.column"))
		key := strings.ToLower(name)
		seen[key]++
		if n := seen[key]; n > 1 {
			name = fmt.Sprintf("%s (%d)", name, n)
		}
		out = append(out, name)
	}
	return out
}

// mark marks cells up as a table, so that screen readers announce its headers. Excelize always adds a filter; the guide
// wants none, and finished takes it out again.
func (w *writer) mark(sheet, id string, row, rows, columns int) {
	stripes := false
	w.try(w.file.AddTable(sheet, &excelize.Table{
		Range: fmt.Sprintf("A%d:%s", row, cellName(columns, row+rows)), Name: tableName(id), StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	}))
}

var (
	notInTables = regexp.MustCompile(`[^A-Za-z0-9_]`)
	likeACell   = regexp.MustCompile(`^(?i:[a-z]{1,3}[0-9]+|r|c|[^a-z].*|)$`)
)

// tableName makes an id fit for a table: letters, digits and underscores, and nothing that reads as a cell.
func tableName(id string) string {
	name := notInTables.ReplaceAllString(id, "_")
	if likeACell.MatchString(name) {
		name = "table_" + name
	}
	return name
}

func text(s string) reports.Figure { return reports.Figure{Text: s} }
