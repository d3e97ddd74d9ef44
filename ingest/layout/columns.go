package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// columns says which column of a sheet plays which part; 0 is none.
type columns struct {
	code, name                int
	period, first, last       int
	series, value, status     int
	publisher, release, where int
	parent, unit              int
	carried                   []int
	beside                    []besideColumns
	periods                   []namedColumn  // that a period is joined from
	filters                   map[string]int // of records
	figures                   []figureColumn
	below                     int   // the first row under the header
	left, right               int   // of the columns with a part to play
	unread                    []int // columns without one
	headerRow                 int
	headerText                map[int]string // of unread columns
	pairs                     pairs
}

// namedColumn is a column by the header that a layout gives it.
type namedColumn struct {
	name string
	col  int
}

// besideColumns are the columns of one besideRule.
type besideColumns struct{ with, want, or int }

// figureColumn is a column of values, with what its header says about them.
type figureColumn struct {
	col    int
	m      *measure // of a column for each measure
	period kpi.Period
	marks  kpi.Mark
}

// columns finds the header on a sheet and what its columns are. It complains about each that is missing, and gives false
// when rows cannot be read without it; without a measure the others still can, so that all mistakes are found at once.
func (x *extraction) columns(t *table, p *page) (columns, bool) {
	from, ok := x.headerFrom(t, p)
	if !ok {
		return columns{}, false
	}
	row, lacking := p.findRow(t.header.has, from)
	if len(lacking) > 0 {
		x.missingHeader(p, row, lacking)
		return columns{}, false
	}
	top, bottom := max(row-t.header.above, 1), min(row+t.header.below, p.rows)
	c := columns{below: bottom + 1, headerRow: row, headerText: map[int]string{}}
	levels := t.header.levels(p, top, bottom)
	before := x.errors()
	taken := x.partColumns(t, p, &c, levels)
	readable := x.errors() == before
	for col := 1; col <= p.columns; col++ {
		if !taken[col] {
			x.figureColumn(t, p, &c, col, levels[col])
		}
	}
	x.measuresPresent(t, p, &c, levels)
	c.bounds(taken)
	return c, readable
}

// headerFrom is the row from which the header is looked for: the first, or that below a text.
func (x *extraction) headerFrom(t *table, p *page) (row int, ok bool) {
	if t.header.after == nil {
		return 1, true
	}
	for row := 1; row <= p.rows; row++ {
		for col := 1; col <= p.columns; col++ {
			if c := p.cell(row, col); !blank(c) && t.header.after.fits(c.Text) {
				return row + 1, true
			}
		}
	}
	x.at(p, 1, 1, "missing-header", "want %q above the header, found none", t.header.after.text)
	return 0, false
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

// partColumns finds the columns that a layout names by their header.
func (x *extraction) partColumns(t *table, p *page, c *columns, levels [][]string) (taken map[int]bool) {
	taken = map[int]bool{}
	type wanted struct {
		header string
		to     *int
	}
	parts := []wanted{
		{oneThere(t.area.code, levels, t.area.codeOptional), &c.code},
		{oneThere(t.area.name, levels, false), &c.name},
		{t.area.parent, &c.parent},
		{t.unitColumn(), &c.unit},
		{t.period.column, &c.period},
		{t.period.first, &c.first},
		{t.period.last, &c.last},
		{t.series.column, &c.series},
		{t.value, &c.value},
		{t.statusColumn(), &c.status},
		{t.source().publisher, &c.publisher},
		{t.source().release, &c.release},
		{t.source().place, &c.where},
	}
	c.beside = make([]besideColumns, len(t.beside))
	for i, b := range t.beside {
		to := &c.beside[i]
		parts = append(parts, wanted{b.with, &to.with}, wanted{b.want, &to.want}, wanted{b.or, &to.or})
	}
	c.carried = make([]int, len(t.rows.carry))
	for i, name := range t.rows.carry {
		parts = append(parts, wanted{name, &c.carried[i]})
	}
	for _, name := range holes(t.period.joined) {
		c.periods = append(c.periods, namedColumn{name: name})
	}
	for i := range c.periods {
		parts = append(parts, wanted{c.periods[i].name, &c.periods[i].col})
	}
	filters := map[string]*int{}
	for _, name := range t.filterColumns() {
		if filters[name] == nil {
			filters[name] = new(int)
			parts = append(parts, wanted{name, filters[name]})
		}
	}
	for _, part := range parts {
		if part.header == "" {
			continue
		}
		found := columnsNamed(part.header, levels)
		switch len(found) {
		case 0:
			x.missingHeader(p, c.headerRow, []string{part.header})
		case 1:
			*part.to = found[0]
			taken[found[0]] = true
		default:
			x.ambiguousHeader(p, c.headerRow, part.header, found)
		}
	}
	c.filters = map[string]int{}
	for name, col := range filters {
		c.filters[name] = *col
	}
	return taken
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

func (t *table) statusColumn() string {
	if t.status == nil {
		return ""
	}
	return t.status.column
}

func (t *table) unitColumn() string {
	if t.unit == nil {
		return ""
	}
	return t.unit.column
}

func (t *table) source() transcribedFrom {
	if t.transcribed == nil {
		return transcribedFrom{}
	}
	return *t.transcribed
}

// figureColumn decides whether a column holds values: its header is a declared measure, or a period.
func (x *extraction) figureColumn(t *table, p *page, c *columns, col int, levels []string) {
	switch {
	case t.ignoresColumn(levels):
		return
	case t.period.across && t.series.isAcross:
		if f, ok := t.bothAcross(levels); ok {
			f.col = col
			for _, level := range levels {
				c.pairs.note(level, f.period, c.below-1, col)
			}
			c.figures = append(c.figures, f)
			return
		}
	case t.period.across:
		period, m, err := t.acrossPeriod(p.cell(p.anchor(c.below-1, col)), levels)
		if err == nil {
			c.pairs.note(lowestText(levels), period, c.below-1, col)
			c.figures = append(c.figures, figureColumn{col: col, period: period, marks: m})
			return
		}
	case t.series.isAcross:
		for _, tail := range tails(levels) {
			if m, ok := t.series.across.find(tail); ok {
				c.figures = append(c.figures, figureColumn{col: col, m: m})
				return
			}
		}
	}
	if t.ignoresOthers() {
		return
	}
	c.unread = append(c.unread, col)
	c.headerText[col] = strings.Join(levels, " / ")
}

func lowestText(levels []string) string {
	if len(levels) == 0 {
		return ""
	}
	return levels[len(levels)-1]
}

// bothAcross finds the measure and the period in the levels of one header: one of them says the measure, the others
// the period.
func (t *table) bothAcross(levels []string) (figureColumn, bool) {
	for i, level := range levels {
		m, ok := t.series.across.find(level)
		if !ok {
			continue
		}
		if period, marks, err := t.headerPeriod(slices.Delete(slices.Clone(levels), i, i+1)); err == nil {
			return figureColumn{m: m, period: period, marks: marks}, true
		}
	}
	return figureColumn{}, false
}

// acrossPeriod reads a period from a header: from its lowest cell when that is a date, else from its texts.
func (t *table) acrossPeriod(lowest sheet.Cell, levels []string) (kpi.Period, kpi.Mark, error) {
	if lowest.Kind == sheet.Date {
		return t.cellPeriod(lowest)
	}
	return t.headerPeriod(levels)
}

func (t *table) ignoresColumn(levels []string) bool {
	for _, ignore := range t.ignoreColumns {
		if ignore.text == allOthers {
			continue
		}
		for _, tail := range tails(levels) {
			if ignore.fits(tail) {
				return true
			}
		}
	}
	return false
}

// allOthers, among the columns that are not wanted, stands for all that have no part to play.
const allOthers = "*"

func (t *table) ignoresOthers() bool {
	return slices.ContainsFunc(t.ignoreColumns, func(p pattern) bool { return p.text == allOthers })
}

// measuresPresent complains about measures without a column, or with two, and about a table without any period.
func (x *extraction) measuresPresent(t *table, p *page, c *columns, levels [][]string) {
	if t.period.across && len(c.figures) == 0 {
		x.at(p, c.headerRow, 1, "missing-header", "want periods in the header, found %s", quoted(headers(levels)))
	}
	if !t.series.isAcross {
		return
	}
	byMeasure := map[*measure][]int{}
	for _, f := range c.figures {
		byMeasure[f.m] = append(byMeasure[f.m], f.col)
	}
	for _, m := range t.series.all {
		switch found := byMeasure[m]; {
		case len(found) > 1 && !t.period.across:
			x.ambiguousHeader(p, c.headerRow, m.label, found)
			c.figures = slices.DeleteFunc(c.figures, func(f figureColumn) bool { return f.m == m })
		case len(found) == 0 && !m.optional:
			x.missingHeader(p, c.headerRow, []string{m.label}, unreadHeaders(c)...)
		}
	}
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

func unreadHeaders(c *columns) []string {
	var out []string
	for _, col := range c.unread {
		if s := c.headerText[col]; s != "" {
			out = append(out, s)
		}
	}
	return out
}

// columnLetters are what a spreadsheet calls a column.
var columnLetters = regexp.MustCompile(`^[A-Z]{1,3}$`)

// missingHeader complains about headers that a sheet lacks: at the header row, or at the row that is nearest to one.
func (x *extraction) missingHeader(p *page, row int, lacking []string, candidates ...string) {
	var there []string
	for col := 1; row > 0 && col <= p.columns; col++ {
		if c := p.cell(row, col); !blank(c) {
			there = append(there, clipped(c.Text))
		}
	}
	if len(candidates) == 0 {
		candidates = there
	}
	near := ""
	if len(lacking) == 1 {
		near = kpi.DidYouMean(lacking[0], candidates)
		if columnLetters.MatchString(lacking[0]) {
			near = fmt.Sprintf("; a column without a header is called \"column %s\"", lacking[0])
		}
	}
	found := "nothing of it near the top of the sheet"
	if row > 0 {
		found = quoted(there)
	}
	x.at(p, max(row, 1), 1, "missing-header", "want the header %s, found %s%s", quoted(lacking), found, near)
}

func (x *extraction) ambiguousHeader(p *page, row int, header string, cols []int) {
	var names []string
	for _, col := range cols {
		names = append(names, sheet.ColumnName(col))
	}
	x.at(p, row, cols[0], "ambiguous-header", "want one column %q, found it in columns %s; name it with the heading above it, as \"heading / %s\"",
		header, strings.Join(names, ", "), header)
}

// bounds are the outermost columns that play a part: a row is blank when it is blank between them.
func (c *columns) bounds(taken map[int]bool) {
	cover := func(col int) {
		if c.left == 0 || col < c.left {
			c.left = col
		}
		c.right = max(c.right, col)
	}
	for col := range taken {
		cover(col)
	}
	for _, f := range c.figures {
		cover(f.col)
	}
	for _, col := range c.unread {
		cover(col)
	}
}
