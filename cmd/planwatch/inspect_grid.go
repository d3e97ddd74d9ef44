package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"planwatch/ingest/sheet"
)

// window is a range of one sheet.
type window struct {
	sheet string
	grid  *sheet.Grid
	area  sheet.Range

	longest int  // characters of a text that show
	merged  bool // a cell that shows is covered
}

// mostCells is how many cells one command prints: a whole column of a sheet is a million.
const mostCells = 200_000

// newWindow reads the sheet of a range.
func newWindow(book *sheet.Book, o inspectOptions) (*window, error) {
	area, err := sheet.ParseRange(o.cells)
	if err != nil {
		return nil, usage("--range: %w", err)
	}
	if n := (area.Bottom - area.Top + 1) * (area.Right - area.Left + 1); n > mostCells {
		return nil, usage("--range: want at most %d cells, found %d in %s; the list of sheets says where each ends", mostCells, n, o.cells)
	}
	name := o.sheet
	if name == "" {
		name = firstSheet(book)
	}
	grid, err := book.Grid(name)
	if err != nil {
		return nil, refused(problemsOf(err))
	}
	return &window{sheet: name, grid: grid, area: area}, nil
}

// cells lists the cells for JSON, row by row.
func (w *window) cells() []gridCell {
	out := []gridCell{}
	for row := w.area.Top; row <= w.area.Bottom; row++ {
		for column := w.area.Left; column <= w.area.Right; column++ {
			c := w.grid.At(row, column)
			out = append(out, gridCell{w.sheet, sheet.CellName(row, column), c.Kind.String(), c.Value(), c.Text, c.Hidden})
		}
	}
	return out
}

// How a range shows on a screen.
const (
	shortestCut = 22    // characters of a text that always show; all are in the JSON
	mergedRight = "‹"   // what a cell to the left covers
	mergedDown  = "^"   // what a cell above covers
	hiddenSign  = "(h)" // behind the number or letter of a hidden row or column
	columnGap   = "  "
	gridLegend  = "Numbers and dates stand right, texts left"
)

// gridColumn is one column of the range as it shows; the first line is its letter.
type gridColumn struct {
	lines []string
	right []bool // numbers
	width int
}

func (c *gridColumn) add(text string, right bool) {
	c.lines, c.right = append(c.lines, text), append(c.right, right)
	c.width = max(c.width, utf8.RuneCountInString(text))
}

func (c *gridColumn) line(i int) string {
	pad := strings.Repeat(" ", c.width-utf8.RuneCountInString(c.lines[i]))
	if c.right[i] {
		return pad + c.lines[i]
	}
	return c.lines[i] + pad
}

// print shows the range as a grid, side by side as far as the screen is wide, the other columns below. Rows and columns
// beyond the last that the sheet uses are left out.
func (w *window) print(out io.Writer) {
	bottom, right := min(w.area.Bottom, w.grid.Rows), min(w.area.Right, w.grid.Columns)
	if bottom < w.area.Top || right < w.area.Left {
		fmt.Fprintf(out, "\n%s holds nothing in the range.\n", w.sheet)
		return
	}
	rows := w.rowNumbers(bottom)
	w.longest = max(shortestCut, (screen-rows.width)/(right-w.area.Left+1)-len(columnGap))
	fmt.Fprintf(out, "\n%s:\n", w.sheet)
	for col := w.area.Left; col <= right; {
		columns := []gridColumn{rows}
		for width := rows.width; col <= right; col++ {
			c := w.column(col, bottom)
			if width += len(columnGap) + c.width; width > screen && len(columns) > 1 {
				break
			}
			columns = append(columns, c)
		}
		fmt.Fprintln(out)
		for i := range rows.lines {
			var parts []string
			for _, c := range columns {
				parts = append(parts, c.line(i))
			}
			fmt.Fprintln(out, strings.TrimRight(strings.Join(parts, columnGap), " "))
		}
	}
	fmt.Fprintf(out, "\n%s.%s\n", gridLegend, w.signs(bottom, right))
}

// rowNumbers are the column at the side.
func (w *window) rowNumbers(bottom int) (c gridColumn) {
	c.add("", true)
	for row := w.area.Top; row <= bottom; row++ {
		name := fmt.Sprint(row)
		if w.grid.RowHidden(row) {
			name = hiddenSign + name
		}
		c.add(name, true)
	}
	return c
}

func (w *window) column(col, bottom int) (c gridColumn) {
	name := sheet.ColumnName(col)
	if w.grid.ColumnHidden(col) {
		name += hiddenSign
	}
	c.add(name, false)
	for row := w.area.Top; row <= bottom; row++ {
		if sign := w.covered(row, col); sign != "" {
			w.merged = true
			c.add(sign, false)
			continue
		}
		cell := w.grid.At(row, col)
		c.add(clip(oneLine(cell.Text), w.longest), cell.Kind == sheet.Number || cell.Kind == sheet.Date)
	}
	return c
}

// covered is the sign of a cell that a merge covers; "" when none does.
func (w *window) covered(row, col int) string {
	for _, m := range w.grid.Merged {
		switch {
		case !m.Contains(row, col) || row == m.Top && col == m.Left:
		case col > m.Left:
			return mergedRight
		default:
			return mergedDown
		}
	}
	return ""
}

// signs explains the signs that the range shows.
func (w *window) signs(bottom, right int) (said string) {
	hidden := false
	for row := w.area.Top; row <= bottom; row++ {
		hidden = hidden || w.grid.RowHidden(row)
	}
	for col := w.area.Left; col <= right; col++ {
		hidden = hidden || w.grid.ColumnHidden(col)
	}
	if w.merged {
		said += fmt.Sprintf(" %s and %s: merged with the cell to the left, with the one above.", mergedRight, mergedDown)
	}
	if hidden {
		said += fmt.Sprintf(" %s: hidden.", hiddenSign)
	}
	return said
}
