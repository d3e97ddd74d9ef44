package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// moment is the time that something is recorded with, and what to say when that is not what the clock says.
type moment struct {
	at       time.Time
	wentBack string
}

// recordedAt is the time to record something with: that of the clock, but never before what is recorded already. What
// was known at a moment has been published by then; were the clock set back and believed, a load of today would turn up
// in it.
func (s *Store) recordedAt(ctx context.Context, clock time.Time) (moment, error) {
	clock = instant(clock)
	what, newest, err := s.newest(ctx)
	if err != nil || !clock.Before(newest) {
		return moment{at: clock}, err
	}
	at := newest.Add(time.Microsecond) // the smallest step that the store keeps
	return moment{at, fmt.Sprintf(
		"the clock says %s, and the last %s was at %s: recorded as of %s, so that what was known before stays as it was; set the clock",
		clock.Format(time.RFC3339), what, newest.Format(time.RFC3339), at.Format(time.RFC3339))}, nil
}

// Newest is the newest time that anything was recorded with: a load, a withdrawal or a publication. It is the zero time
// in an empty store. A clock that is behind it is wrong, or was ahead once.
func (s *Store) Newest(ctx context.Context) (time.Time, error) {
	_, newest, err := s.newest(ctx)
	return newest, s.file.explain(err)
}

func (s *Store) newest(ctx context.Context) (what string, at time.Time, err error) {
	err = s.file.db.QueryRowContext(ctx, statement("newest_time")).Scan(&what, &at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", time.Time{}, fmt.Errorf("find the newest recorded time: %w", err)
	}
	return what, at.UTC(), nil
}
