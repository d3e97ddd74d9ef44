package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"planwatch/kpi"
)

// loadBook is the loads in order of their numbers, and by number.
type loadBook struct {
	inOrder  []kpi.Load
	byNumber map[int]kpi.Load
}

// newest is the number of the last load; 0 when there is none.
func (b loadBook) newest() int {
	if len(b.inOrder) == 0 {
		return 0
	}
	return b.inOrder[len(b.inOrder)-1].Number
}

func readLoads(ctx context.Context, tx *sql.Tx, known time.Time) (loadBook, error) {
	book := loadBook{byNumber: map[int]kpi.Load{}}
	rows, err := tx.QueryContext(ctx, statement("loads"), knownAt(known))
	if err != nil {
		return book, fmt.Errorf("read loads: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var (
			l       kpi.Load
			edition time.Time
			because sql.NullString
			at      sql.NullTime
		)
		err := rows.Scan(&l.Number, &l.File, &l.SHA256, &l.Layout, &l.LayoutSHA256, &edition, &l.EditionFrom,
			&l.LoadedAt, &l.Observations, &because, &at)
		if err != nil {
			return book, fmt.Errorf("read loads: %w", err)
		}
		l.Edition = date(edition)
		l.LoadedAt = l.LoadedAt.UTC()
		if at.Valid {
			l.Withdrawn = &kpi.Withdrawal{Because: because.String, At: at.Time.UTC()}
		}
		book.inOrder = append(book.inOrder, l)
		book.byNumber[l.Number] = l
	}
	return book, rows.Err()
}

// Loads lists the loads that were known by a time (zero: all), in order of their numbers. A load that was withdrawn by
// then says so.
func (s *Store) Loads(ctx context.Context, known time.Time) ([]kpi.Load, error) {
	var book loadBook
	err := s.reading(ctx, func(tx *sql.Tx) (err error) {
		book, err = readLoads(ctx, tx, known)
		return err
	})
	return book.inOrder, err
}

// Problems lists what was doubtful in a load when it was kept: the warnings of its return and the store's own.
func (s *Store) Problems(ctx context.Context, load int) (kpi.Problems, error) {
	var list kpi.Problems
	err := s.reading(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, statement("problems"), sql.Named("load", load))
		if err != nil {
			return fmt.Errorf("read problems: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			p := kpi.Problem{Severity: kpi.Warning}
			if err := rows.Scan(&p.File, &p.Sheet, &p.Cell, &p.Line, &p.Column, &p.Code, &p.Message); err != nil {
				return fmt.Errorf("read problems: %w", err)
			}
			list = append(list, p)
		}
		return rows.Err()
	})
	return list, err
}
