package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"

	"planwatch/kpi"
)

// Kept says what became of a return. New, Changed and Unchanged add up to the load's observations.
type Kept struct {
	Load kpi.Load // zero when refused
	// Already says that the same file was there, under the same edition and layout and not withdrawn, as Load: nothing
	// was done.
	Already bool
	// New figures are those that nothing held for, Changed those whose value or state is now another, Unchanged all
	// others. Of the unchanged, Superseded figures differ from what holds, because a newer edition already does.
	New, Changed, Unchanged, Superseded int
	// Gone figures are in the edition before and in no return of this one; the edition before is of the same layout and
	// has some series and period in common with the return. They go on holding.
	Gone int
	// Warnings are the store's own [same-edition] and [clock-went-back]; they are kept after those of the return.
	Warnings kpi.Problems
	// Refused are errors: those of the return, or the store's own [period-twice] and [not-storable]. When there is one,
	// nothing of the return is kept.
	Refused kpi.Problems
}

// Keep stores returns, each in its own transaction, as of the time at, or just after the newest recorded time where that
// is later (see [Store.Newest]): a load must not appear in a past that was published already. Load numbers follow the SHA-256 of the files and
// not the order of the slice; so, where returns of one call and one edition disagree, does what holds. What became of
// each return is in the order of the slice. On an error of the machine the returns that were kept before it stay kept
// and are reported beside the error.
func (s *Store) Keep(ctx context.Context, returns []kpi.Return, at time.Time) ([]Kept, error) {
	if s.readOnly {
		return nil, errReadOnly
	}
	if at.IsZero() {
		return nil, errors.New("keep returns: want the time of the load, found none")
	}
	s.file.writing.Lock()
	defer s.file.writing.Unlock()
	var before int
	if err := s.file.db.QueryRowContext(ctx, statement("load_newest")).Scan(&before); err != nil {
		return nil, fmt.Errorf("number the load: %w", s.file.explain(err))
	}
	moment, err := s.recordedAt(ctx, at)
	if err != nil {
		return nil, err
	}
	kept := make([]Kept, len(returns))
	for _, i := range byHash(returns) {
		if kept[i], err = s.keep(ctx, returns[i], moment, before); err != nil {
			return kept, fmt.Errorf("keep %s: %w", returns[i].File, s.file.explain(err))
		}
	}
	return kept, nil
}

// byHash gives the positions of returns in the order that their loads are numbered in.
func byHash(returns []kpi.Return) []int {
	order := make([]int, len(returns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &returns[i], &returns[j]
		return cmp.Or(cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(a.Edition, b.Edition),
			cmp.Compare(a.LayoutSHA256, b.LayoutSHA256), cmp.Compare(a.File, b.File))
	})
	return order
}

// keep stores one return. Loads after before are of the same call of Keep.
func (s *Store) keep(ctx context.Context, r kpi.Return, m moment, before int) (Kept, error) {
	if r.Refused() {
		return Kept{Refused: kpi.Problems(r.Problems).Errors()}, nil
	}
	rows, refused := admit(r)
	if len(refused) > 0 {
		return Kept{Refused: refused}, nil
	}
	in, err := s.begin(ctx, r, rows)
	if err != nil {
		return Kept{}, err
	}
	defer in.end()
	number, err := in.already(ctx)
	if err != nil {
		return Kept{}, err
	}
	loads, err := readLoads(ctx, in.tx, time.Time{})
	if err != nil {
		return Kept{}, err
	}
	if number > 0 {
		return Kept{Load: loads.byNumber[number], Already: true, Unchanged: loads.byNumber[number].Observations}, nil
	}
	if err := in.lay(ctx); err != nil {
		return Kept{}, err
	}
	kept, err := in.compare(ctx, loads, before)
	if err != nil {
		return Kept{}, err
	}
	if m.wentBack != "" {
		kept.Warnings = append(kept.Warnings, kpi.Problem{
			File: r.File, Code: "clock-went-back", Severity: kpi.Warning, Message: m.wentBack,
		})
	}
	if kept.Load, err = in.write(ctx, loads.newest()+1, m.at, kept.Warnings); err != nil {
		return Kept{}, err
	}
	if err := in.tx.Commit(); err != nil {
		return Kept{}, fmt.Errorf("commit: %w", err)
	}
	return kept, nil
}

// compare counts what the return does to what holds.
func (in *intake) compare(ctx context.Context, loads loadBook, before int) (Kept, error) {
	c, err := in.counts(ctx)
	if err != nil {
		return Kept{}, err
	}
	warnings, err := in.sameEdition(ctx, loads, before)
	if err != nil {
		return Kept{}, err
	}
	return Kept{
		New: c.fresh, Changed: c.changed, Unchanged: len(in.rows) - c.fresh - c.changed, Superseded: c.superseded,
		Gone: c.gone, Warnings: warnings,
	}, nil
}

// write adds the load with all that belongs to it.
func (in *intake) write(ctx context.Context, number int, at time.Time, warnings kpi.Problems) (kpi.Load, error) {
	r := &in.ret
	load := kpi.Load{
		Number: number, File: r.File, SHA256: r.SHA256, Layout: r.Layout, LayoutSHA256: r.LayoutSHA256,
		Edition: r.Edition, EditionFrom: r.EditionFrom, LoadedAt: at, Observations: len(in.rows),
	}
	_, err := in.tx.ExecContext(ctx, statement("load_add"),
		sql.Named("number", load.Number), sql.Named("file", load.File), sql.Named("sha256", load.SHA256),
		sql.Named("layout", load.Layout), sql.Named("layout_sha256", load.LayoutSHA256),
		sql.Named("edition", load.Edition.Time()), sql.Named("edition_from", load.EditionFrom),
		sql.Named("loaded_at", load.LoadedAt), sql.Named("observations", load.Observations))
	if err != nil {
		return load, fmt.Errorf("record the load: %w", err)
	}
	if err := in.origins.keep(ctx, in.tx); err != nil {
		return load, err
	}
	if err := in.writeProblems(number, append(slices.Clone(kpi.Problems(r.Problems)), warnings...)); err != nil {
		return load, err
	}
	if _, err := in.tx.ExecContext(ctx, statement("observations_add"), sql.Named("load", number)); err != nil {
		return load, fmt.Errorf("keep the observations: %w", err)
	}
	if _, err := in.tx.ExecContext(ctx, statement("incoming_drop")); err != nil {
		return load, fmt.Errorf("clear up: %w", err)
	}
	return load, nil
}

func (in *intake) writeProblems(load int, problems kpi.Problems) error {
	return in.appendTo("planwatch", "problems", len(problems), func(i int) []driver.Value {
		p := &problems[i]
		return []driver.Value{
			int32(load), int32(i), p.Sheet, p.Cell, int32(p.Line), int32(p.Column), p.Code, p.Message,
		}
	})
}
