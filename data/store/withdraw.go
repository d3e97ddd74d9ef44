package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Withdraw takes a load out of what holds from the time at on, or from just after the newest recorded time where that is
// later, as with Keep. The load stays on record with the reason. A load that is unknown or withdrawn already is an
// ErrNoLoad.
func (s *Store) Withdraw(ctx context.Context, load int, because string, at time.Time) error {
	because = strings.TrimSpace(because)
	switch {
	case s.readOnly:
		return errReadOnly
	case because == "":
		return fmt.Errorf("withdraw load %d: want a reason, found none", load)
	case at.IsZero():
		return fmt.Errorf("withdraw load %d: want the time of the withdrawal, found none", load)
	}
	s.file.writing.Lock()
	defer s.file.writing.Unlock()
	if err := s.withdraw(ctx, load, because, at); err != nil {
		return s.file.explain(err)
	}
	return nil
}

func (s *Store) withdraw(ctx context.Context, load int, because string, at time.Time) error {
	m, err := s.recordedAt(ctx, at)
	if err != nil {
		return err
	}
	tx, err := s.file.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("withdraw load %d: %w", load, err)
	}
	defer tx.Rollback()
	if err := withdrawable(ctx, tx, load); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, statement("withdrawal_add"), sql.Named("load", load),
		sql.Named("because", because), sql.Named("withdrawn_at", m.at))
	if err != nil {
		return fmt.Errorf("withdraw load %d: %w", load, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("withdraw load %d: %w", load, err)
	}
	return nil
}

func withdrawable(ctx context.Context, tx *sql.Tx, load int) error {
	var because sql.NullString
	var at sql.NullTime
	err := tx.QueryRowContext(ctx, statement("withdrawal"), sql.Named("load", load)).Scan(&because, &at)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return noLoadError{fmt.Sprintf("there is no load %d to withdraw", load)}
	case err != nil:
		return fmt.Errorf("withdraw load %d: %w", load, err)
	case at.Valid:
		return noLoadError{fmt.Sprintf("load %d was withdrawn already, at %s, because %q", load, at.Time.UTC().Format(time.RFC3339), because.String)}
	}
	return nil
}
