package store

import (
	"context"
	"database/sql"
	"time"

	"planwatch/kpi"
)

// History gives what every edition said of some series (none: nothing), as was known by a time (zero: everything), in
// order of edition and load: a figure when it first came, and again whenever a later edition gave it differently.
func (s *Store) History(ctx context.Context, series []kpi.SeriesID, known time.Time) ([]kpi.Issued, error) {
	if len(series) == 0 {
		return nil, nil
	}
	var list []kpi.Issued
	err := s.reading(ctx, func(tx *sql.Tx) error {
		scan, err := scannerFor(ctx, tx, known)
		if err != nil {
			return err
		}
		observations, err := scan.all(tx.QueryContext(ctx, statement("history"), knownAt(known), sql.Named("series", texts(series))))
		for _, o := range observations {
			list = append(list, kpi.Issued{Observation: o, Edition: scan.loads.byNumber[o.Place.Load].Edition})
		}
		return err
	})
	return list, err
}
