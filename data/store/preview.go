package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"planwatch/kpi"
)

// Diff says what a return would do to what holds, figure by figure, each list ordered by series, area, breakdown and
// period. The lists mean what the counts of [Kept] mean.
type Diff struct {
	Already    *kpi.Load // the load that has the same file already; then nothing would be done
	New        []kpi.Observation
	Changed    []Change
	Unchanged  int
	Superseded int               // of Unchanged
	Gone       []kpi.Observation // as they go on holding
	Warnings   kpi.Problems
	Refused    kpi.Problems
}

// Change is a figure before and after.
type Change struct{ Old, New kpi.Observation }

// Preview says what Keep would do with a return, alone and now, and keeps nothing.
func (s *Store) Preview(ctx context.Context, r kpi.Return) (Diff, error) {
	if r.Refused() {
		return Diff{Refused: kpi.Problems(r.Problems).Errors()}, nil
	}
	rows, refused := admit(r)
	if len(refused) > 0 {
		return Diff{Refused: refused}, nil
	}
	in, err := s.begin(ctx, r, rows)
	if err != nil {
		return Diff{}, fmt.Errorf("preview %s: %w", r.File, s.file.explain(err))
	}
	defer in.end()
	d, err := in.preview(ctx)
	if err != nil {
		return Diff{}, fmt.Errorf("preview %s: %w", r.File, s.file.explain(err))
	}
	return d, nil
}

func (in *intake) preview(ctx context.Context) (Diff, error) {
	loads, err := readLoads(ctx, in.tx, time.Time{})
	if err != nil {
		return Diff{}, err
	}
	number, err := in.already(ctx)
	if err != nil {
		return Diff{}, err
	}
	if number > 0 {
		load := loads.byNumber[number]
		return Diff{Already: &load, Unchanged: load.Observations}, nil
	}
	if err := in.lay(ctx); err != nil {
		return Diff{}, err
	}
	kept, err := in.compare(ctx, loads, loads.newest())
	if err != nil {
		return Diff{}, err
	}
	d := Diff{Unchanged: kept.Unchanged, Superseded: kept.Superseded, Warnings: kept.Warnings}
	scan := newScanner(loads, in.origins)
	if d.New, err = in.fresh(ctx); err != nil {
		return Diff{}, err
	}
	if d.Changed, err = in.changes(ctx, scan); err != nil {
		return Diff{}, err
	}
	d.Gone, err = scan.all(in.tx.QueryContext(ctx, statement("gone")))
	return d, err
}

// fresh lists the figures of the return that the store has nothing for.
func (in *intake) fresh(ctx context.Context) ([]kpi.Observation, error) {
	rows, err := in.tx.QueryContext(ctx, statement("new"))
	if err != nil {
		return nil, fmt.Errorf("list new figures: %w", err)
	}
	defer rows.Close()
	var list []kpi.Observation
	for rows.Next() {
		var position int
		if err := rows.Scan(&position); err != nil {
			return nil, fmt.Errorf("list new figures: %w", err)
		}
		list = append(list, in.ret.Observations[position])
	}
	return list, rows.Err()
}

// changes lists the figures of the return that are not as they hold.
func (in *intake) changes(ctx context.Context, scan *scanner) ([]Change, error) {
	rows, err := in.tx.QueryContext(ctx, statement("changed"), sql.Named("edition", in.ret.Edition.Time()))
	if err != nil {
		return nil, fmt.Errorf("list changed figures: %w", err)
	}
	defer rows.Close()
	var list []Change
	for rows.Next() {
		var position int
		old, err := scan.observation(rows, &position)
		if err != nil {
			return nil, fmt.Errorf("list changed figures: %w", err)
		}
		list = append(list, Change{Old: old, New: in.ret.Observations[position]})
	}
	return list, rows.Err()
}
