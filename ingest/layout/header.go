package layout

import (
	"strings"

	"planwatch/ingest/sheet"
)

// headerFrom is the row from which the header is looked for: the first, or that below a text. The text may stand in a list of
// contents too: where the text of another table lies between it and the header it is not the one, and the nearest to a
// header is.
func (x *extraction) headerFrom(t *table, p *page) (row int, ok bool) {
	if t.header.after == nil {
		return 1, true
	}
	nearest := 0
	for r := 1; r <= p.rows; r++ {
		if !p.rowSays(r, *t.header.after) {
			continue
		}
		at, lacking := p.findRow(t.header.has, r+1)
		switch {
		case !ok:
			row, ok, nearest = r+1, true, p.rows+1
		case len(lacking) > 0:
			continue
		}
		if len(lacking) == 0 && at-r < nearest && !x.otherBetween(t, p, r, at) {
			row, nearest = r+1, at-r
		}
	}
	if !ok {
		x.at(p, 1, 1, "missing-header", "want %q above the header, found none", t.header.after.text)
	}
	return row, ok
}

// rowSays says whether a cell of a row fits a text.
func (p *page) rowSays(row int, text pattern) bool {
	for col := 1; col <= p.columns; col++ {
		if c := p.cell(row, col); !blank(c) && text.fits(c.Text) {
			return true
		}
	}
	return false
}

// otherBetween says whether the text of another table stands between two rows.
func (x *extraction) otherBetween(t *table, p *page, above, below int) bool {
	for _, other := range x.tables {
		if other == t || other.header.after == nil || other.header.after.text == t.header.after.text {
			continue
		}
		for row := above + 1; row < below; row++ {
			if p.rowSays(row, *other.header.after) {
				return true
			}
		}
	}
	return false
}

// levels gives the header texts of a column, top to bottom; a text that a merge spreads over several rows stands once.
func (p *page) levels(top, bottom, col int) []string {
	var out []string
	lastRow, lastCol := 0, 0
	for row := top; row <= bottom; row++ {
		r, c := p.anchor(row, col)
		if r == lastRow && c == lastCol {
			continue
		}
		lastRow, lastCol = r, c
		if s := strings.Join(strings.Fields(p.cell(r, c).Text), " "); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// levels gives the header texts of every column, by its number.
func (h header) levels(p *page, top, bottom int) [][]string {
	levels := make([][]string, p.columns+1)
	for col := 1; col <= p.columns; col++ {
		levels[col] = p.levels(top, bottom, col)
	}
	if h.carryRight {
		carryRight(p, top, bottom, levels)
	}
	return levels
}

// carryRight adds what stands to the left in the rows above the lowest, up to where another text begins in the row or in one
// above it. A column that has nothing in the lowest row has no part in it.
func carryRight(p *page, top, bottom int, levels [][]string) {
	said := make([]string, bottom-top+1)
	for col := 1; col <= p.columns; col++ {
		var own []string
		for row := top; row < bottom; row++ {
			if s := strings.Join(strings.Fields(p.text(row, col)), " "); s != "" {
				said[row-top] = s
				clear(said[row-top+1:])
			}
			if s := said[row-top]; s != "" {
				own = append(own, s)
			}
		}
		lowest := strings.Join(strings.Fields(p.text(bottom, col)), " ")
		if r, _ := p.anchor(bottom, col); lowest != "" && r == bottom {
			levels[col] = append(own, lowest)
		}
	}
}

// tails are the ways to name a column of several header rows: all joined with " / ", and each shorter tail.
func tails(levels []string) []string {
	var out []string
	for i := range levels {
		out = append(out, strings.Join(levels[i:], " / "))
	}
	return out
}

// oneThere chooses among the spellings of a header: the first that a column has. When none has one it is the first of all,
// which is then missing, or "" where the column need not be there.
func oneThere(spellings []string, levels [][]string, optional bool) string {
	for _, s := range spellings {
		if len(columnsNamed(s, levels)) > 0 {
			return s
		}
	}
	if optional || len(spellings) == 0 {
		return ""
	}
	return spellings[0]
}

// columnsNamed gives the columns with a header; those that have it letter by letter go before those with note digits.
func columnsNamed(header string, levels [][]string) []int {
	var exact, near []int
	for col, l := range levels {
		for _, tail := range tails(l) {
			if fold(tail) == fold(header) {
				exact = append(exact, col)
				break
			}
			if sameLabel(tail, header) {
				near = append(near, col)
				break
			}
		}
	}
	if len(exact) > 0 {
		return exact
	}
	if col, ok := letterColumn(header); ok && len(near) == 0 && col < len(levels) {
		return []int{col}
	}
	return near
}

// letterColumn is the column of "column B": how one without a header is called.
func letterColumn(header string) (col int, ok bool) {
	letters, ok := strings.CutPrefix(fold(header), "column ")
	if !ok || strings.ContainsAny(letters, "0123456789$ ") {
		return 0, false
	}
	_, col, err := sheet.ParseCell(strings.ToUpper(letters) + "1")
	return col, err == nil
}

// headers lists what stands in the header, for messages.
func headers(levels [][]string) []string {
	var out []string
	for _, l := range levels {
		if len(l) > 0 {
			out = append(out, strings.Join(l, " / "))
		}
	}
	return out
}
