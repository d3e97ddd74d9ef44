package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"planwatch/kpi"
)

// Query says which figures to read.
type Query struct {
	AsAt    kpi.Date       // periods that ended by this day; 0 for all
	KnownAt time.Time      // what was known by this time; zero for everything
	Series  []kpi.SeriesID // none for all
	Areas   []kpi.AreaCode // none for all
	Whole   bool           // only figures of the whole, none of a part of it by breakdown
}

// Observations gives what holds, one observation a figure, ordered by series, area, breakdown and period (last day,
// first day, kind), each with the place it was read at.
func (s *Store) Observations(ctx context.Context, q Query) ([]kpi.Observation, error) {
	var runs [][]kpi.Observation
	err := s.EachSeries(ctx, q, func(run []kpi.Observation) error {
		runs = append(runs, run)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat(runs...), nil
}

// EachSeries gives the same bit by bit, so that not all of it need be held at a time: all observations of one series,
// area and breakdown after the other, in the same order. What it gives is the caller's. An error of give ends it.
func (s *Store) EachSeries(ctx context.Context, q Query, give func([]kpi.Observation) error) error {
	asAt := sql.Named("as_at", nil)
	if q.AsAt != 0 {
		asAt.Value = q.AsAt.Time()
	}
	return s.reading(ctx, func(tx *sql.Tx) error {
		scan, err := scannerFor(ctx, tx, q.KnownAt)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, statement("series"), knownAt(q.KnownAt), asAt,
			sql.Named("series", texts(q.Series)), sql.Named("areas", texts(q.Areas)), sql.Named("whole", q.Whole))
		return scan.runs(rows, err, give)
	})
}

// Edition is a figure as one load gave it.
type Edition struct {
	Observation kpi.Observation
	Load        kpi.Load
}

// Editions gives every edition of one figure that was known by a time (zero: all), oldest first; those whose Load is
// withdrawn do not count. Of the others the last one holds.
func (s *Store) Editions(ctx context.Context, key kpi.Key, known time.Time) ([]Edition, error) {
	var list []Edition
	err := s.reading(ctx, func(tx *sql.Tx) error {
		scan, err := scannerFor(ctx, tx, known)
		if err != nil {
			return err
		}
		observations, err := scan.all(tx.QueryContext(ctx, statement("editions"), knownAt(known),
			sql.Named("series", string(key.Series)), sql.Named("area", string(key.Area)),
			sql.Named("breakdown", key.Breakdown), sql.Named("kind", int8(key.Period.Kind)),
			sql.Named("first_day", key.Period.First.Time()), sql.Named("last_day", key.Period.Last.Time())))
		for _, o := range observations {
			list = append(list, Edition{o, scan.loads.byNumber[o.Place.Load]})
		}
		return err
	})
	return list, err
}

// NewestPeriodEnd is the last day of the newest period that an outturn was loaded for, among what was known by a time
// (zero: everything); false when nothing was. Plans, budgets and forecasts do not count.
func (s *Store) NewestPeriodEnd(ctx context.Context, known time.Time) (kpi.Date, bool, error) {
	var newest sql.NullTime
	err := s.reading(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, statement("newest_period"), knownAt(known)).Scan(&newest)
	})
	if err != nil {
		return 0, false, fmt.Errorf("find the newest period: %w", err)
	}
	return date(newest.Time), newest.Valid, nil
}

// reading runs several reads on one state of the store, whatever is kept meanwhile.
func (s *Store) reading(ctx context.Context, read func(*sql.Tx) error) error {
	tx, err := s.file.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("read the store: %w", s.file.explain(err))
	}
	defer tx.Rollback()
	return s.file.explain(read(tx))
}

func scannerFor(ctx context.Context, tx *sql.Tx, known time.Time) (*scanner, error) {
	loads, err := readLoads(ctx, tx, known)
	if err != nil {
		return nil, err
	}
	origins, err := readOrigins(ctx, tx)
	if err != nil {
		return nil, err
	}
	return newScanner(loads, origins), nil
}

// texts is a list as a parameter: null when it is empty.
func texts[T ~string](list []T) any {
	if len(list) == 0 {
		return nil
	}
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = string(t)
	}
	return out
}
