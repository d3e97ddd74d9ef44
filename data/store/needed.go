package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"planwatch/kpi"
)

// Unneeded lists the loads that nothing rests on: no figure that holds comes from them, and no recorded publication
// rests on them. What was known at a moment in the past may still need them, and so may a withdrawal of what came after.
func (s *Store) Unneeded(ctx context.Context) ([]kpi.Load, error) {
	var list []kpi.Load
	err := s.reading(ctx, func(tx *sql.Tx) error {
		numbers, err := loadNumbers(tx.QueryContext(ctx, statement("unneeded")))
		if err != nil {
			return err
		}
		loads, err := readLoads(ctx, tx, time.Time{})
		for _, n := range numbers {
			list = append(list, loads.byNumber[n])
		}
		return err
	})
	return list, err
}

func loadNumbers(rows *sql.Rows, err error) ([]int, error) {
	if err != nil {
		return nil, fmt.Errorf("find loads: %w", err)
	}
	defer rows.Close()
	var list []int
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, fmt.Errorf("find loads: %w", err)
		}
		list = append(list, n)
	}
	return list, rows.Err()
}
