package sheet

// scan is the sink that passes rows on as they come.
type scan struct {
	visit   func(n int, cells []Cell) error
	limit   int
	seen    int
	formats []*numberFormat
	hidden  bool // the sheet is

	hiddenColumns []interval
	sorted        bool
	cells         []Cell
	used          []int // the cells that the last row filled
	text          []byte
	ends          []int // where each text of the row ends
}

func (s *scan) bare() bool  { return false }
func (s *scan) merge(Range) {}
func (s *scan) hideColumns(first, last int) {
	s.hiddenColumns = append(s.hiddenColumns, interval{first, last})
	s.sorted = false
}

func (s *scan) row(r *row) error {
	count, last := r.filled()
	if count == 0 {
		return nil
	}
	s.seen += count * r.repeat
	if s.seen > s.limit {
		return tooManyCells(s.limit).at(r.number, 1)
	}
	s.spread(r, last)
	for i := range r.repeat {
		if err := s.visit(r.number+i, s.cells[:last:last]); err != nil {
			return err
		}
	}
	return nil
}

// spread lays a row's cells out from column A. Only the cells that the row
// before filled are cleared: a row may reach far to the right for one cell.
func (s *scan) spread(r *row, last int) {
	for _, i := range s.used {
		s.cells[i] = Cell{}
	}
	s.used = s.used[:0]
	if n := len(s.cells); n < last {
		s.cells = append(s.cells, make([]Cell, last-n)...)
	}
	if !s.sorted {
		s.hiddenColumns, s.sorted = joined(s.hiddenColumns), true
	}
	s.text, s.ends = s.text[:0], s.ends[:0]
	for i := range r.cells {
		if c := &r.cells[i]; !c.ready() {
			s.text = c.shown(s.text, s.formats)
			s.ends = append(s.ends, len(s.text))
		}
	}
	s.fill(r, last, string(s.text))
}

// fill makes the cells; shown holds the texts that were worked out from
// numbers, one after the other, each ending where s.ends says.
func (s *scan) fill(r *row, last int, shown string) {
	from, next := 0, 0
	for i := range r.cells {
		c := &r.cells[i]
		made := c.cell()
		if c.ready() {
			made.Text = c.text
		} else {
			made.Text = shown[from:s.ends[next]]
			from = s.ends[next]
			next++
		}
		col := int(c.column)
		if col > last {
			continue // an uncalculated formula beyond the last filled cell
		}
		made.Hidden = s.hidden || r.hidden || len(s.hiddenColumns) > 0 && within(s.hiddenColumns, col)
		s.cells[col-1] = made
		s.used = append(s.used, col-1)
	}
}

// extent is the sink that only measures: the last row and column that hold
// something.
type extent struct {
	rows, columns int
	limit, seen   int

	hiddenRows, hiddenColumns []interval
}

func (e *extent) bare() bool  { return true }
func (e *extent) merge(Range) {}
func (e *extent) hideColumns(first, last int) {
	e.hiddenColumns = append(e.hiddenColumns, interval{first, last})
}

func (e *extent) row(r *row) error {
	if r.hidden {
		e.hiddenRows = extended(e.hiddenRows, r.number, r.number+r.repeat-1)
	}
	count, last := r.filled()
	if count == 0 {
		return nil
	}
	e.seen += count * r.repeat
	if e.seen > e.limit {
		return tooManyCells(e.limit).at(r.number, 1)
	}
	e.rows = max(e.rows, r.number+r.repeat-1)
	e.columns = max(e.columns, last)
	return nil
}
