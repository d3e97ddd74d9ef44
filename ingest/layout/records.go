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

// records is a walk over the records of one sheet, a row at a time, without holding it.
type records struct {
	walk
	columns  map[string]int    // of filters
	at       int               // the column that addresses are given in
	grouping Grouping          // nil before the first record
	failed   error             // why they can't be counted
	last     int               // the row of the table that was read before; 0 before the first
	record   kpi.Record        // the one that is read
	said     map[string]string // breakdowns, by what the columns show
	key      []byte
	passed   map[*filter]map[string]bool // by what a cell shows: a column of records says few things often
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
		walk:    walk{x: x, t: t, p: &p, c: c, labels: map[*measure]bool{}, sums: newSums()},
		columns: c.filters, passed: map[*filter]map[string]bool{},
		record: kpi.Record{Counts: make([]bool, len(t.series.where))},
	}
	if !r.fixedPeriod() || !r.sheetUnit() {
		return false
	}
	if r.at = r.c.value; r.at == 0 {
		r.at = max(r.c.period, r.c.left)
	}
	defer r.close()
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
	if r.failed != nil {
		r.uncounted(r.failed)
		return false
	}
	r.c.pairs.check(r.x, r.t, r.p)
	r.namesakes.check(&r.walk)
	r.give()
	return true
}

// row takes one record in, by the rules of rows that hold for every table.
func (r *records) row(n int) error {
	first := r.p.first(n, r.c.left, r.c.right)
	blankAbove := r.last > 0 && n > r.last+1 // a scan leaves blank rows out
	if r.t.rows.blankEnds && r.last > 0 && (first == "" || blankAbove) {
		return errEnded
	}
	if first == "" {
		return nil
	}
	if end := r.t.rows.end; len(end) > 0 && anyFits(end, first, r.p.first(n, 1, r.c.right)) {
		return errEnded
	}
	r.last = n
	r.carryDown(n)
	if r.leftOut(n, first) {
		return nil
	}
	f := figures{row: n, period: r.period}
	if len(r.t.marks) > 0 {
		_, f.marks = r.t.marks.bracketed(r.text(n, r.c.name))
	}
	area, skip, ok := r.area(n)
	if skip {
		return nil
	}
	ok = r.rowPeriod(&f) && ok
	if ok = r.status(&f) && ok; !ok {
		return nil
	}
	v := r.amount(n)
	if v.code != "" {
		r.x.at(r.p, n, r.c.value, v.code, "%s", v.message)
		return nil
	}
	v.marks |= f.marks
	return r.take(n, area.Code, f.period, v)
}

// leftOut says whether a row is of no matter to the table: by its texts, as scratch that is hidden, or by the filters.
func (r *records) leftOut(n int, first string) bool {
	rules := r.t.rows
	if len(rules.only)+len(rules.ignore) > 0 {
		texts := []string{first, r.p.first(n, 1, r.c.right), r.text(n, r.c.code), r.text(n, r.c.name)}
		if len(rules.only) > 0 && !anyFits(rules.only, texts...) {
			return true
		}
		if anyFits(rules.ignore, texts...) {
			r.namesakes.beside(r.x.plan, r.text(n, r.c.name))
			return true
		}
	}
	return r.t.skipHidden && !r.p.grid.Hidden && r.hidden(n) || !r.pass(n, r.t.records.only)
}

// hidden says whether nothing of a record shows, or not the amount that it adds. A column that only tells what a record is
// may be hidden, as in any other table.
func (r *records) hidden(n int) bool {
	if r.c.value > 0 && r.p.cell(n, r.c.value).Hidden {
		return true
	}
	for col := r.c.left; col <= r.c.right; col++ {
		if c := r.p.cell(n, col); !blank(c) && !c.Hidden {
			return false
		}
	}
	return true
}

// amount is what a record adds; nothing where records are counted.
func (r *records) amount(n int) (v value) {
	if r.c.value == 0 {
		return v
	}
	one := r.t.series.defaults
	one.negative = true // a record may take back what others counted; a figure may not be below 0
	v = r.t.readValue(r.p.cell(n, r.c.value), &one)
	r.inUnit(n, &v)
	return v
}

// take has a record counted, in every series whose filters it passes.
func (r *records) take(n int, area kpi.AreaCode, period kpi.Period, v value) error {
	one := &r.record
	one.Row, one.Area, one.Period = n, area, period
	one.Value, one.State, one.Marks = v.number, v.state, v.marks
	if len(r.t.records.by) > 0 {
		if one.Breakdown = r.breakdown(n); len(one.Breakdown) > mostBreakdown {
			col := r.columns[r.t.records.by[0].column]
			r.x.each(r.p, n, col, "too-large", "want texts of %d characters or fewer to break figures down by, found %q", mostBreakdown, clipped(one.Breakdown))
			return nil
		}
	}
	for i, s := range r.t.series.where {
		one.Counts[i] = r.pass(n, s.filters)
	}
	if r.failed = r.count(one); r.failed != nil {
		return errEnded
	}
	return nil
}

// mostBreakdown is how long what a figure is broken down by may be, in bytes: each figure keeps it.
const mostBreakdown = 1000

// notStated is what a blank says in a column that figures are broken down by.
const notStated = "not stated"

// breakdown is what a record says of the things that figures are broken down by: "ethnicity=Black; outcome=Arrest". Records
// of one kind share the text.
func (r *records) breakdown(n int) string {
	r.key = r.key[:0]
	for _, p := range r.t.records.by {
		r.key = append(append(r.key, r.text(n, r.columns[p.column])...), 0xff) // which no text has
	}
	said, known := r.said[string(r.key)]
	if !known {
		if said = r.broken(n); r.said == nil || len(r.said) >= mostTexts {
			r.said = map[string]string{}
		}
		r.said[string(r.key)] = said
	}
	return said
}

func (r *records) broken(n int) string {
	var b strings.Builder
	for i, p := range r.t.records.by {
		if i > 0 {
			b.WriteString("; ")
		}
		said := strings.Join(strings.Fields(strings.ToValidUTF8(r.text(n, r.columns[p.column]), "\ufffd")), " ")
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
		if len(r.c.carried) > 0 {
			c = r.cell(n, r.columns[f.column])
		}
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

// figure makes what the records of an area, a period and a breakdown come to in a series a figure. Where records are
// counted, none in a period that has records is 0; where they are added up, no record is no figure.
func (r *records) figure(t *kpi.Tally) {
	adds := r.t.records.sum != ""
	if t.Records == 0 && adds {
		return
	}
	m := r.t.series.where[t.Series].m
	o := kpi.Observation{
		Key: kpi.Key{Series: m.series, Area: t.Area, Breakdown: t.Breakdown, Period: t.Period}, Marks: t.Marks, Outturn: m.outturn,
		Place: kpi.Place{Sheet: r.p.grid.Name, Cell: sheet.CellName(t.First, r.at)},
	}
	if t.Last > t.First {
		o.Place.Cell += ":" + sheet.CellName(t.Last, r.at)
	}
	switch {
	case !adds:
		o.Value, o.Place.Text = float64(t.Records), fmt.Sprintf("%d of %d records", t.Records, t.Of)
	case t.State != kpi.Known:
		o.State, o.Place.Text = t.State, fmt.Sprintf("%d records, not all with a figure", t.Records)
	default:
		o.Value, o.Place.Text = t.Sum, fmt.Sprintf("the sum of %d records", t.Records)
	}
	if o.Value < 0 && !m.negative {
		r.x.at(r.p, t.First, r.at, "negative-count", "want %s of 0 or more, found that the records of %s for %s add up to %s", m.wants(), m.series, t.Period, plain(o.Value))
		return
	}
	if before, twice := r.x.seen[o.Key]; twice {
		r.twice(t.First, r.at, o, r.x.observations[before])
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
