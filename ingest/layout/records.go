package layout

import (
	"errors"
	"fmt"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// recordsFrom says that the rows of a table are records (a crime, a search, a line of a pivot's source), of which
// figures are counted or added up.
type recordsFrom struct {
	sum  string    // the column that is added up; "" counts the records
	by   []part    // what figures are broken down by, besides the whole
	only []*filter // records that do not pass are of no matter to the table
}

// part is one thing that figures are broken down by.
type part struct{ name, column string }

// recordSeries is a series that counts the records which pass its filters; without any, all.
type recordSeries struct {
	m       *measure
	filters []*filter
}

// filter is passed by records whose column says one of some values, or none of them.
type filter struct {
	column string
	not    bool
	values []string
}

// passes says whether a cell passes. Numbers are compared as numbers: "1.0" is 1.
func (f *filter) passes(c sheet.Cell) bool {
	for _, v := range f.values {
		n, _, isNumber := parseNumber(v)
		if sameLabel(c.Text, v) || isNumber && (c.Kind == sheet.Number || c.Numeric) && c.Number == n {
			return !f.not
		}
	}
	return f.not
}

// group is an area and a period that some record is of.
type group struct {
	area      kpi.AreaCode
	breakdown string
	period    kpi.Period
}

// tally is what the records of a group, or those of them that one series counts, come to.
type tally struct {
	records     int
	sum         kpi.Sum
	first, last int // rows
	unknown     kpi.State
	marks       kpi.Mark
}

func (t *tally) note(row int) {
	if t.records == 0 {
		t.first = row
	}
	t.records++
	t.last = row
}

// add adds a value up, or keeps why there is none.
func (t *tally) add(v value) {
	t.marks |= v.marks
	if v.state != kpi.Known {
		t.unknown = max(t.unknown, v.state)
		return
	}
	t.sum.Add(v.number)
}

// records is a walk over the records of one sheet, a row at a time, without holding it.
type records struct {
	walk
	columns map[string]int // of filters
	at      int            // the column that addresses are given in
	order   []group
	groups  map[group]*tally
	tallies []map[group]*tally          // by series
	passed  map[*filter]map[string]bool // by what a cell shows: a column of records says few things often
}

// errEnded ends a scan at the table's end.
var errEnded = errors.New("the table has ended")

// records reads a table of records on one of its sheets; false when it can't be read.
func (x *extraction) records(t *table, name string) bool {
	top, err := x.pages.head(name)
	if err != nil {
		x.refused(name, err)
		return false
	}
	p := *top // it shows one row after the other
	c, ok := x.columns(t, &p)
	if !ok {
		return false
	}
	r := &records{
		walk:   walk{x: x, t: t, p: &p, c: c, labels: map[*measure]bool{}, sums: newSums()},
		groups: map[group]*tally{}, tallies: make([]map[group]*tally, len(t.series.where)), columns: c.filters, passed: map[*filter]map[string]bool{},
	}
	if !r.fixedPeriod() {
		return false
	}
	for i := range r.tallies {
		r.tallies[i] = map[group]*tally{}
	}
	if r.at = r.c.value; r.at == 0 {
		r.at = max(r.c.period, r.c.left)
	}
	err = x.pages.book.Scan(name, func(n int, cells []sheet.Cell) error {
		if n < c.below {
			return nil
		}
		p.line, p.cells = n, cells
		return r.row(n)
	})
	if err != nil && !errors.Is(err, errEnded) {
		x.refused(name, err)
		return false
	}
	r.give()
	return true
}

// row takes one record in.
func (r *records) row(n int) error {
	first := r.p.first(n, r.c.left, r.c.right)
	rules := r.t.rows
	switch {
	case first == "":
		return nil
	case anyFits(rules.end, first):
		return errEnded
	case len(rules.only) > 0 && !anyFits(rules.only, first):
		return nil
	case anyFits(rules.ignore, first) || !r.pass(n, r.t.records.only):
		return nil
	}
	f := figures{row: n, period: r.period}
	area, skip, ok := r.area(n)
	if skip {
		return nil
	}
	if ok = r.rowPeriod(&f) && ok; !ok {
		return nil
	}
	v := value{}
	if r.c.value > 0 {
		one := r.t.series.defaults
		one.negative = true // a record may take back what others counted; a figure may not be below 0
		if v = r.t.readValue(r.p.cell(n, r.c.value), &one); v.code != "" {
			r.x.at(r.p, n, r.c.value, v.code, "%s", v.message)
			return nil
		}
	}
	v.marks |= f.marks
	r.inUnit(n, &v)
	r.take(n, group{area.Code, "", f.period}, v)
	if len(r.t.records.by) > 0 {
		r.take(n, group{area.Code, r.breakdown(n), f.period}, v)
	}
	return nil
}

// take counts a record in a group, and in every series whose filters it passes.
func (r *records) take(n int, g group, v value) {
	if r.groups[g] == nil {
		r.groups[g] = &tally{}
		r.order = append(r.order, g)
	}
	r.groups[g].note(n)
	for i, s := range r.t.series.where {
		if r.pass(n, s.filters) {
			t := r.tallies[i][g]
			if t == nil {
				t = &tally{}
				r.tallies[i][g] = t
			}
			t.note(n)
			t.add(v)
		}
	}
}

// notStated is what a blank says in a column that figures are broken down by.
const notStated = "not stated"

// breakdown is what a record says of the things that figures are broken down by: "ethnicity=Black; outcome=Arrest".
func (r *records) breakdown(n int) string {
	var b strings.Builder
	for i, p := range r.t.records.by {
		if i > 0 {
			b.WriteString("; ")
		}
		said := strings.Join(strings.Fields(r.text(n, r.columns[p.column])), " ")
		if said == "" {
			said = notStated
		}
		b.WriteString(p.name + "=" + said)
	}
	return b.String()
}

func (r *records) pass(n int, filters []*filter) bool {
	for _, f := range filters {
		c := r.p.cell(n, r.columns[f.column])
		known := r.passed[f]
		if known == nil || len(known) >= mostTexts {
			known = map[string]bool{}
			r.passed[f] = known
		}
		passes, seen := known[c.Text]
		if !seen {
			passes = f.passes(c)
			known[c.Text] = passes
		}
		if !passes {
			return false
		}
	}
	return true
}

// give makes the figures: those of a series together, in the order in which areas and periods came. Where records are
// counted, none in a period that has records is 0; where they are added up, no record is no figure.
func (r *records) give() {
	for i, s := range r.t.series.where {
		for _, g := range r.order {
			t, all := r.tallies[i][g], r.groups[g]
			if t == nil {
				if r.t.records.sum != "" {
					continue
				}
				t = &tally{first: all.first, last: all.last}
			}
			r.figure(s, g, t, all)
		}
	}
}

func (r *records) figure(s recordSeries, g group, t, all *tally) {
	o := kpi.Observation{
		Key: kpi.Key{Series: s.m.series, Area: g.area, Breakdown: g.breakdown, Period: g.period}, Marks: t.marks, Outturn: s.m.outturn,
		Place: kpi.Place{Sheet: r.p.grid.Name, Cell: sheet.CellName(t.first, r.at)},
	}
	if t.last > t.first {
		o.Place.Cell += ":" + sheet.CellName(t.last, r.at)
	}
	switch {
	case r.t.records.sum == "":
		o.Value, o.Place.Text = float64(t.records), fmt.Sprintf("%d of %d records", t.records, all.records)
	case t.unknown != kpi.Known:
		o.State, o.Place.Text = t.unknown, fmt.Sprintf("%d records, not all with a figure", t.records)
	default:
		o.Value, o.Place.Text = t.sum.Total(), fmt.Sprintf("the sum of %d records", t.records)
	}
	if o.Value < 0 && !s.m.negative {
		r.x.at(r.p, t.first, r.at, "negative-count", "want %s of 0 or more, found that the records of %s for %s add up to %s", s.m.wants(), s.m.series, g.period, plain(o.Value))
		return
	}
	if before, twice := r.x.seen[o.Key]; twice {
		r.twice(t.first, r.at, o, r.x.observations[before])
		return
	}
	r.x.seen[o.Key] = len(r.x.observations)
	r.x.observations = append(r.x.observations, o)
}

// filterColumns lists the columns that filters look at.
func (t *table) filterColumns() []string {
	var out []string
	note := func(filters []*filter) {
		for _, f := range filters {
			out = append(out, f.column)
		}
	}
	if t.records != nil {
		note(t.records.only)
		for _, p := range t.records.by {
			out = append(out, p.column)
		}
	}
	for _, s := range t.series.where {
		note(s.filters)
	}
	return out
}

// joinedPeriod puts a period's text together from several columns: "{FY} Q{quarter}".
func (w *walk) joinedPeriod(row int) string {
	text := w.t.period.joined
	for _, col := range w.c.periods {
		c := w.cell(row, col.col)
		said := strings.TrimSpace(c.Text)
		if (c.Kind == sheet.Number || c.Numeric) && c.Number == float64(int64(c.Number)) {
			said = fmt.Sprintf("%d", int64(c.Number)) // "1.0" is the quarter 1
		}
		text = strings.ReplaceAll(text, "{"+col.name+"}", said)
	}
	return text
}
