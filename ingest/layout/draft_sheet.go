package layout

import (
	"slices"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// draftRows is how many rows of a sheet a draft looks at: the shape of a table shows in its first thousands.
const draftRows = 5000

// draftColumns is how many columns it looks at.
const draftColumns = 300

// sketch is what a sheet looks like to somebody who sees it for the first time: a header, rows of figures under it, and
// what is above and below.
type sketch struct {
	p           *page
	plan        *kpi.Plan
	whole       bool // every row of the sheet was looked at
	columns     int
	top, bottom int // header rows
	first, last int // rows of figures or records
	end         []string
	levels      [][]string
	cols        []*profile // by column; 0 is not used
	said        map[string]word
	between     []string // what rows between the header and the figures say, such as a unit
}

// sketchOf looks for the table of a sheet; nil when there is none.
func sketchOf(p *page, plan *kpi.Plan, whole bool) *sketch {
	s := &sketch{p: p, plan: plan, whole: whole, columns: min(p.columns, draftColumns), said: map[string]word{}}
	if !s.locate() {
		return nil
	}
	s.lastRow()
	s.levels = make([][]string, s.columns+1)
	for col := 1; col <= s.columns; col++ {
		s.levels[col] = s.p.levels(s.top, s.bottom, col)
	}
	s.profiles()
	s.nameless()
	s.byLetter()
	return s
}

// HeaderRow is the lowest row of the header that a draft sees on a sheet; 0 when it sees none. What inspect says of a file
// and what a draft makes of it is one guess. Where there is no table to draft, the texts of the rows alone must do.
func HeaderRow(grid *sheet.Grid) int {
	s := &sketch{p: newPage(grid), columns: min(grid.Columns, draftColumns)}
	if s.locate() {
		return s.bottom
	}
	return grid.HeadingRow()
}

// locate finds the header and the first row below it; false when there is no table.
func (s *sketch) locate() bool {
	if s.first = s.firstRow(); s.first < 2 {
		return false
	}
	s.header()
	return s.top > 0
}

// isFigure says whether a cell is a number in any spelling.
func isFigure(c sheet.Cell) bool {
	if c.Kind == sheet.Number || c.Numeric {
		return true
	}
	if c.Kind != sheet.Text || !strings.ContainsAny(c.Text, "0123456789") {
		return false
	}
	text, _ := draftMarks.bracketed(c.Text)
	text, _ = draftMarks.glued(text)
	_, _, plain := parseNumber(text)
	_, money := parseAmount(text)
	return plain || money
}

// isYear says whether a number may as well be a year: a header of years is no row of figures.
func isYear(c sheet.Cell) bool {
	n := c.Number
	return (c.Kind == sheet.Number || c.Numeric) && n >= firstYear && n <= lastYear && n == float64(int(n)) && !strings.Contains(c.Text, ",")
}

// firstRow is the first row of the table's body: one with a figure, followed by others that have one in the same
// column; in a table of words, the row under the first long one.
func (s *sketch) firstRow() int {
	limit := min(s.p.rows, depth)
	for row := 1; row <= limit; row++ {
		cols := s.figureColumns(row)
		if len(cols) > 0 && s.filled(row) > 1 && s.followed(row, cols) {
			return row
		}
	}
	for row := 2; row <= limit; row++ {
		if n := s.filled(row - 1); n > 2 && s.filled(row)*2 >= n && len(s.figureColumns(row-1)) == 0 {
			return row
		}
	}
	return 0
}

// followed says whether the rows below have figures in one of the columns too, or there are no such rows.
func (s *sketch) followed(row int, cols []int) bool {
	seen := 0
	for r := row + 1; r <= min(s.p.rows, row+8); r++ {
		if s.filled(r) < 2 {
			continue
		}
		seen++
		for _, c := range s.figureColumns(r) {
			if slices.Contains(cols, c) {
				return true
			}
		}
	}
	return seen == 0
}

func (s *sketch) figureColumns(row int) (cols []int) {
	for col := 1; col <= s.columns; col++ {
		if c := s.p.cell(row, col); isFigure(c) && !isYear(c) {
			cols = append(cols, col)
		}
	}
	return cols
}

func (s *sketch) filled(row int) (n int) {
	for col := 1; col <= s.columns; col++ {
		if !blank(s.p.cell(row, col)) {
			n++
		}
	}
	return n
}

// shown lists the different texts that a row shows, merges included.
func (s *sketch) shown(row int) (out []string) {
	for col := 1; col <= s.columns; col++ {
		if t := s.p.text(row, col); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// mostHeaderRows is how many header rows a table may have.
const mostHeaderRows = 6

// header finds the header rows: those right above the body that say more than one thing. Rows below them that say one
// thing, such as "Numbers", are no header.
func (s *sketch) header() {
	row := s.first - 1
	for row > 0 && s.first-row <= 3 && len(s.shown(row)) < 2 {
		if t := s.shown(row); len(t) == 1 {
			s.between = append(s.between, t[0])
		}
		row--
	}
	if row < 1 || len(s.shown(row)) < 2 {
		return
	}
	s.bottom, s.top = row, row
	for s.top > 1 && s.bottom-s.top+1 < mostHeaderRows && len(s.shown(s.top-1)) > 1 && s.heads(s.top-1) {
		s.top--
	}
	if s.bottom-s.top > 1 && s.distinct(s.top) {
		s.bottom, s.first = s.top, s.top+1
	}
}

// distinct says whether a row names every column, each otherwise: rows of words below it are no more of the header, but those
// of a list.
func (s *sketch) distinct(row int) bool {
	var seen []string
	for col := 1; col <= s.columns; col++ {
		text := fold(s.p.cell(row, col).Text)
		if text == "" || slices.Contains(seen, text) {
			return false
		}
		seen = append(seen, text)
	}
	return len(seen) > 2
}

// heads says whether a row is part of the header and not of the lines above it, where "Title:" stands beside its text.
func (s *sketch) heads(row int) bool {
	for _, t := range s.shown(row) {
		if strings.HasSuffix(t, ":") && len(s.shown(row)) == 2 || len(t) > 200 {
			return false
		}
	}
	return true
}

// lastRow finds where the body ends: at a note, at a blank row with no figures below it, or at the sheet's end.
func (s *sketch) lastRow() {
	s.last = s.first
	limit := min(s.p.rows, draftRows)
	for row := s.first; row <= limit; row++ {
		if len(s.figureColumns(row)) > 0 || s.filled(row) > 2 {
			s.last = row
		}
	}
	if s.last == s.p.rows || s.last == limit && !s.whole {
		return
	}
	gaps := false
	for row := s.first; row < s.last; row++ {
		gaps = gaps || s.filled(row) == 0
	}
	if s.filled(s.last+1) == 0 && !gaps {
		s.end = []string{"blank row"}
		return
	}
	// The first note may stand beside the columns that are read, where nobody looks for an end; then the next one ends.
	for row := s.last + 1; row <= min(s.p.rows, s.last+8) && len(s.end) < 4; row++ {
		if end := endText(s.p.first(row, 1, s.columns)); end != "" && !slices.Contains(s.end, end) {
			s.end = append(s.end, end)
		}
	}
}

// endText is the pattern for the first words of the note that ends a table.
func endText(note string) string {
	words := strings.Fields(patternText(note))
	if len(words) == 0 {
		return ""
	}
	if len(words) <= 2 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:2], " ") + " *"
}

// patternText is a text that a pattern can hold: no braces and no stars of its own.
func patternText(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("{", " ", "}", " ", "*", " ").Replace(plainText(s))), " ")
}
