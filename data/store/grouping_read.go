package store

import (
	"database/sql"

	"planwatch/kpi"
)

// finish takes the last batch in.
func (g *Grouping) finish() error {
	if g.appender == nil {
		return nil
	}
	a := g.appender
	g.appender = nil
	return a.CloseWithCancel(g.ctx)
}

// Size ends the adding and says how many groups there are, each of which is given once for every series.
func (g *Grouping) Size() (n int, err error) {
	if err := g.finish(); err != nil {
		return 0, g.explain(err)
	}
	err = g.db.QueryRowContext(g.ctx, statement("grouping_size")).Scan(&n)
	return n, g.explain(err)
}

// Tallies ends the adding and gives what the records come to: series by series, areas and periods in the order of their
// first records, and the whole before its first breakdown. It holds all of it in memory while it goes: ask Size before. An
// error of give ends it and is given back.
func (g *Grouping) Tallies(give func(kpi.Tally) error) error {
	if err := g.finish(); err != nil {
		return g.explain(err)
	}
	rows, err := g.db.QueryContext(g.ctx, statement("grouping"), sql.Named("series", int64(g.series)))
	if err != nil {
		return g.explain(err)
	}
	defer rows.Close()
	one := tallying{give: give}
	for rows.Next() {
		next, part, err := scanTally(rows)
		if err != nil {
			return g.explain(err)
		}
		if err := one.take(next, part); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return g.explain(err)
	}
	return one.end()
}

// tallying puts the rows of one tally, a row for each scale of values, together.
type tallying struct {
	give func(kpi.Tally) error
	of   kpi.Tally
	sum  wholeSum
	open bool
}

func (y *tallying) take(next kpi.Tally, part scaled) error {
	if y.open && sameTally(&y.of, &next) {
		join(&y.of, &next)
		y.sum.add(part)
		return nil
	}
	if err := y.end(); err != nil {
		return err
	}
	y.of, y.open = next, true
	y.sum.begin(part)
	return nil
}

// end gives the tally that is whole.
func (y *tallying) end() error {
	if !y.open {
		return nil
	}
	y.of.Sum = y.sum.total()
	return y.give(y.of)
}

// scanTally reads what those records of a tally come to whose values have one scale.
func scanTally(rows *sql.Rows) (o kpi.Tally, part scaled, err error) {
	err = rows.Scan(&o.Series, &o.Area, &o.Breakdown, &o.Period.Kind, &o.Period.First, &o.Period.Last, &o.Of,
		&o.Records, &o.First, &o.Last, &part.scale, &part.total, &o.State, &o.Marks)
	return o, part, err
}

func sameTally(a, b *kpi.Tally) bool {
	return a.Series == b.Series && a.Period == b.Period && a.Breakdown == b.Breakdown && a.Area == b.Area
}

// join adds what another scale's records of a tally come to.
func join(o, more *kpi.Tally) {
	o.Records += more.Records
	o.First, o.Last = min(o.First, more.First), max(o.Last, more.Last)
	o.State, o.Marks = max(o.State, more.State), o.Marks|more.Marks
}
