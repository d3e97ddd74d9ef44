package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Acceptance is a warning that somebody has looked at: the figure in that cell is right, because.
type Acceptance struct {
	Load        int
	Sheet, Cell string // of the warning; "" when it was about the whole file
	Code        string
	Message     string // what the warning said
	Because     string
	At          time.Time // UTC
}

// Accept records why the warnings of some codes of a load were accepted, by code, as of the time at or just after the
// newest recorded time, as with Keep. It gives the codes that were recorded, in order: not those that the load has no
// warning of, nor those that were accepted for the same reason before. A load that is unknown has no warnings.
func (s *Store) Accept(ctx context.Context, load int, reasons map[string]string, at time.Time) ([]string, error) {
	switch {
	case s.readOnly:
		return nil, errReadOnly
	case at.IsZero():
		return nil, fmt.Errorf("accept warnings of load %d: want the time, found none", load)
	}
	s.file.writing.Lock()
	defer s.file.writing.Unlock()
	codes, err := s.accept(ctx, load, reasons, at)
	if err != nil {
		return nil, fmt.Errorf("accept warnings of load %d: %w", load, s.file.explain(err))
	}
	return codes, nil
}

func (s *Store) accept(ctx context.Context, load int, reasons map[string]string, at time.Time) ([]string, error) {
	m, err := s.recordedAt(ctx, at)
	if err != nil {
		return nil, err
	}
	tx, err := s.file.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	var done []string
	for _, code := range slices.Sorted(maps.Keys(reasons)) {
		because := strings.TrimSpace(reasons[code])
		if because == "" {
			return nil, fmt.Errorf("want a reason for [%s], found none", code)
		}
		result, err := tx.ExecContext(ctx, statement("accepted_add"), sql.Named("load", load), sql.Named("code", code),
			sql.Named("because", because), sql.Named("accepted_at", m.at))
		if err != nil {
			return nil, err
		}
		if n, err := result.RowsAffected(); err != nil {
			return nil, err
		} else if n > 0 {
			done = append(done, code)
		}
	}
	return done, tx.Commit()
}

// Accepted lists the warnings that were accepted by a time (zero: all), by load and in the order found, each with the
// newest reason.
func (s *Store) Accepted(ctx context.Context, known time.Time) ([]Acceptance, error) {
	var list []Acceptance
	err := s.reading(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, statement("accepted"), knownAt(known))
		if err != nil {
			return fmt.Errorf("read accepted warnings: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var a Acceptance
			if err := rows.Scan(&a.Load, &a.Sheet, &a.Cell, &a.Code, &a.Message, &a.Because, &a.At); err != nil {
				return fmt.Errorf("read accepted warnings: %w", err)
			}
			a.At = a.At.UTC()
			list = append(list, a)
		}
		return rows.Err()
	})
	return list, err
}
