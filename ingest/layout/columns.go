package layout

import "planwatch/kpi"

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
