package sheet

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// ColumnProfile says what a column seems to hold below its header, for a person
// who meets a file for the first time. It is a guess: nothing is loaded by it.
type ColumnProfile struct {
	Column    int    // from 1
	Header    string // as the sheet shows it, or empty
	HeaderRow int    // the likely header row of the sheet; 0: it seems to have none
	Kind      ColumnKind
	Hidden    bool
	// Filled counts the cells below the header row that hold something, Blank
	// those that hold nothing between the first and the last of them.
	Filled, Blank int
	// Smallest and Largest are cells of a column of numbers, percentages or dates.
	Smallest, Largest Cell
	// Example is the first cell of the kind that most have.
	Example Cell
	// Markers are the short texts in a column of numbers or dates ("-", "..",
	// "[x]"), the most frequent first.
	Markers []Marker
}

// Marker is a text that stands where a number is expected, and how often.
type Marker struct {
	Text  string
	Count int
}

// ColumnKind is what most cells of a column are.
type ColumnKind string

// The kinds of column.
const (
	NothingColumn ColumnKind = "nothing"
	NumberColumn  ColumnKind = "numbers"
	WholeColumn   ColumnKind = "whole numbers"
	PercentColumn ColumnKind = "percentages"
	DateColumn    ColumnKind = "dates"
	PeriodColumn  ColumnKind = "periods"
	TextColumn    ColumnKind = "text"
	MixedColumn   ColumnKind = "mixed"
)

// Profile looks at each column of a sheet up to its used extent, below the row
// with its header, 0 for none. What a period is, the caller knows: isPeriod says
// whether a text is one ("Apr 2018", "2018/19").
func Profile(g *Grid, header int, isPeriod func(text string) bool) []ColumnProfile {
	columns := make([]column, g.Columns)
	for _, r := range g.rows {
		if int(r.number) <= header {
			continue
		}
		for i := range r.cells {
			n := int(r.cells[i].column)
			if n > g.Columns {
				break // an uncalculated formula beyond the last filled cell
			}
			if c := g.At(int(r.number), n); c.Kind != Blank {
				columns[n-1].add(c, int(r.number), int(r.repeat), isPeriod)
			}
		}
	}
	out := make([]ColumnProfile, g.Columns)
	for i := range columns {
		out[i] = columns[i].profile()
		out[i].Column, out[i].HeaderRow, out[i].Header = i+1, header, g.heading(header, i+1)
		out[i].Hidden = within(g.hiddenColumns, i+1)
	}
	return out
}

// headerDepth is how many filled rows are looked at for the header, and
// headingsAbove how far above a gap in it a heading is looked for.
const (
	headerDepth   = 100
	headingsAbove = 3
)

// HeadingRow guesses at the header by the texts of rows alone, for a sheet in
// which nobody recognises a table of figures: it is the first row that reaches over at least half of the table's
// width and is made of headings: titles above a table are narrow, and figures
// are no headings. Where the next row is headings too and wider, as below
// headings of groups, that one is taken. 0: there is none.
func (g *Grid) HeadingRow() int {
	rows := g.rows[:min(len(g.rows), headerDepth)]
	width := 0
	for _, r := range rows {
		filled, _ := g.headings(r)
		width = max(width, filled)
	}
	if g.Columns < 2 {
		return 0 // notes, mostly
	}
	for i, r := range rows {
		filled, headings := g.headings(r)
		if filled == 0 || filled*2 < width {
			continue
		}
		if headings*4 < filled*3 {
			return g.narrowHeader(rows[:i], width)
		}
		if i+1 < len(rows) {
			below, too := g.headings(rows[i+1])
			if below == too && below*5 > filled*6 {
				return int(rows[i+1].number)
			}
		}
		return int(r.number)
	}
	return 0
}

// narrowHeader looks for the header above the first row of figures, among rows
// that are narrower than half of the table: headings with gaps between them, or
// over merged cells. It is the widest of the last few that reaches over a quarter
// of the width, and the lowest of those.
func (g *Grid) narrowHeader(above []gridRow, width int) (header int) {
	widest := max(2, (width+3)/4)
	for _, r := range above[max(0, len(above)-headingsAbove):] {
		if filled, headings := g.headings(r); filled == headings && filled >= widest {
			header, widest = int(r.number), filled
		}
	}
	return header
}

// headings counts the filled cells of a row, and those of them that may be
// headings: texts, dates and years.
func (g *Grid) headings(r gridRow) (filled, headings int) {
	for i := range r.cells {
		c := r.cells[i].cell()
		if c.Kind == Blank {
			continue
		}
		filled++
		switch {
		case c.Numeric && isYear(c.Number), c.Kind == Date:
			headings++
		case c.Kind == Text && !c.Numeric && word.MatchString(r.cells[i].text):
			headings++
		}
	}
	return filled, headings
}

// heading is what the header row shows for a column; where that is blank, the
// nearest above.
func (g *Grid) heading(header, col int) string {
	for row := header; row > max(0, header-headingsAbove); row-- {
		if text := strings.TrimSpace(g.At(row, col).Text); text != "" {
			return text
		}
	}
	return ""
}

// word tells a heading ("Sex") from what stands in place of a figure ("-", "x").
var word = regexp.MustCompile(`\pL\pL`)

func isYear(v float64) bool { return v >= 1900 && v < 2050 && v == float64(int(v)) }

// isMarker says whether a text may stand for a figure that is not given: short,
// and without a digit.
func isMarker(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= 6 && !strings.ContainsAny(text, "0123456789")
}
