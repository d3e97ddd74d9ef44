package layout

import (
	"errors"
	"fmt"

	"planwatch/kpi"
)

// Grouping brings the checked records of one table together and says what they come to. The program's is DuckDB, which
// this package does not know: what is wrong with a record is said here, with its cell, before it is counted there.
type Grouping interface {
	// Add takes a record in and keeps nothing of it.
	Add(*kpi.Record) error
	// Size ends the adding and says how many areas and periods there are, with and without a breakdown.
	Size() (int, error)
	// Tallies gives one tally for each of these and each series: series by series, then by the row of the first record, the
	// whole before its breakdown. No order of rows changes anything in a tally but its First and Last.
	Tallies(give func(kpi.Tally) error) error
	Close() error
}

// OpenGrouping makes a Grouping for a number of series. It is called when a table of records has its first record.
type OpenGrouping func(series int) (Grouping, error)

// CountWith says how records are counted. A table of records in Pages without it is refused.
func (p *Pages) CountWith(open OpenGrouping) { p.grouping = open }

// mostFigures bounds what the records of one table may come to, and with it the memory that they take: 43 forces by month,
// 18 ethnic groups and 10 outcomes are 93,000 a year. Who breaks down by a column that says something else in every record
// gets there at once.
const mostFigures = 250_000

// count gives a record to whoever counts it.
func (r *records) count(record *kpi.Record) error {
	if r.grouping == nil {
		if r.x.pages.grouping == nil {
			return errors.New("nobody was named to count them")
		}
		g, err := r.x.pages.grouping(len(r.t.series.where))
		if err != nil {
			return err
		}
		r.grouping = g
	}
	return r.grouping.Add(record)
}

// close ends the counting.
func (r *records) close() {
	if r.grouping == nil {
		return
	}
	if err := r.grouping.Close(); err != nil {
		r.uncounted(err)
	}
}

// uncounted complains that the machine could not count, once: the return is not at fault, and none of it is kept.
func (r *records) uncounted(err error) {
	r.x.failed = errors.Join(r.x.failed, err)
	r.x.each(r.p, r.c.below, r.at, "not-counted", "want to count the records from this row on, but %v", err)
}

// give makes the figures: those of a series together, in the order in which areas and periods came.
func (r *records) give() {
	if r.grouping == nil {
		return
	}
	size, err := r.grouping.Size()
	if err != nil {
		r.uncounted(err)
		return
	}
	if n := size * len(r.t.series.where); n > r.x.pages.mostFigures() {
		r.x.at(r.p, r.c.below, r.at, "too-large", "want records that come to %d figures or fewer, found %d (areas and periods%s, in %d series): leave out of the layout what differs in nearly every record",
			r.x.pages.mostFigures(), n, r.byWords(), len(r.t.series.where))
		return
	}
	err = r.grouping.Tallies(func(t kpi.Tally) error {
		r.figure(&t)
		return nil
	})
	if err != nil {
		r.uncounted(err)
	}
}

// byWords says what figures are broken down by, for a message.
func (r *records) byWords() (words string) {
	for i, p := range r.t.records.by {
		words += [...]string{" with each ", " and "}[min(i, 1)] + fmt.Sprintf("%q", p.column)
	}
	return words
}

func (p *Pages) mostFigures() int {
	if p.figures > 0 {
		return p.figures
	}
	return mostFigures
}
