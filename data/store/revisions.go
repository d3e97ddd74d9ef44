package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"planwatch/kpi"
)

// Revision is a figure that a later edition gave differently, with the loads of both.
type Revision struct {
	kpi.Revision
	OldLoad, NewLoad kpi.Load
}

// KnownSince is when the new value became known: when its load was made, and not before the day of its edition.
func (r Revision) KnownSince() time.Time { return knownSince(r.NewLoad) }

// OldKnownSince is when the old value did.
func (r Revision) OldKnownSince() time.Time { return knownSince(r.OldLoad) }

func knownSince(l kpi.Load) time.Time {
	if day := l.Edition.Time(); day.After(l.LoadedAt) {
		return day
	}
	return l.LoadedAt
}

// Revisions lists every figure that a later edition gave differently, of some areas (none: all), as was known by a time
// (zero: everything), ordered by series, area, breakdown and period, and the oldest revision of a figure first.
func (s *Store) Revisions(ctx context.Context, areas []kpi.AreaCode, known time.Time) ([]Revision, error) {
	var list []Revision
	err := s.reading(ctx, func(tx *sql.Tx) error {
		scan, err := scannerFor(ctx, tx, known)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, statement("revisions"), knownAt(known), sql.Named("areas", texts(areas)))
		if err != nil {
			return fmt.Errorf("read revisions: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			r, err := scan.revision(rows)
			if err != nil {
				return fmt.Errorf("read revisions: %w", err)
			}
			list = append(list, r)
		}
		return rows.Err()
	})
	return list, err
}

// revision reads a row of the query: the figure as it is, and then what it was.
func (s *scanner) revision(rows *sql.Rows) (Revision, error) {
	var r Revision
	var load int
	var state uint8
	var value sql.NullFloat64
	var place kpi.Place
	var err error
	if r.New, err = s.observation(rows, &load, &value, &state, &place.Sheet, &place.Cell, &place.Text); err != nil {
		return r, err
	}
	old, ok := s.loads.byNumber[load]
	if !ok {
		return r, fmt.Errorf("load %d is not in the store", load)
	}
	place.File, place.SHA256, place.Load = old.File, old.SHA256, old.Number
	r.Old = kpi.Observation{Key: r.New.Key, Value: value.Float64, State: kpi.State(state), Outturn: r.New.Outturn, Place: place}
	r.OldLoad, r.NewLoad = old, s.loads.byNumber[r.New.Place.Load]
	r.OldEdition, r.NewEdition = r.OldLoad.Edition, r.NewLoad.Edition
	return r, nil
}
