package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"planwatch/kpi"
)

// Publication is something that this program has published: a site or a pack, as of two dates, resting on loads.
type Publication struct {
	Number  int
	At      time.Time // when it was published, UTC
	What    string    // "site", or the kind and format of a pack, such as "panel.xlsx"
	Place   string    // the name of the folder that it went to, not where that is on the machine
	AsAt    kpi.Date  // the reporting date; 0 for none
	KnownAt time.Time // zero for everything that was loaded by At
	SHA256  string    // of its bytes
	Edition string    // of the program that made it
	Plan    string    // SHA-256 of the edition of the plan's files that it was made with; "" when none was kept
	Loads   []int     // that it rests on, in order
}

// same says whether two publications of one kind and place are the same but for when they were made.
func (p *Publication) same(q *Publication) bool {
	return p.AsAt == q.AsAt && p.KnownAt.Equal(q.KnownAt) && p.SHA256 == q.SHA256 && p.Edition == q.Edition &&
		p.Plan == q.Plan && slices.Equal(p.Loads, q.Loads)
}

// RecordPublication records p, which rests on loads (in any order) and was made with a plan's files (none: not said), as
// of p.At or just after the newest recorded time, as with Keep; Number, Plan and Loads of p count for nothing. It records
// nothing when the newest publication of that kind and place is the same but for its time. A load that is not in the
// store is an ErrNoLoad.
func (s *Store) RecordPublication(ctx context.Context, p Publication, loads []int, plan []kpi.PlanFile) (recorded bool, err error) {
	switch {
	case s.readOnly:
		return false, errReadOnly
	case p.What == "" || p.SHA256 == "":
		return false, fmt.Errorf("record a publication: want what it is and its SHA-256, found %q and %q", p.What, p.SHA256)
	case p.At.IsZero():
		return false, errors.New("record a publication: want the time of publishing, found none")
	}
	p.Loads = slices.Compact(slices.Sorted(slices.Values(loads)))
	p.Plan = planEdition(plan)
	if !p.KnownAt.IsZero() {
		p.KnownAt = instant(p.KnownAt)
	}
	s.file.writing.Lock()
	defer s.file.writing.Unlock()
	recorded, err = s.recordPublication(ctx, p, plan)
	return recorded, s.file.explain(err)
}

func (s *Store) recordPublication(ctx context.Context, p Publication, plan []kpi.PlanFile) (bool, error) {
	m, err := s.recordedAt(ctx, p.At)
	if err != nil {
		return false, err
	}
	p.At = m.at
	tx, err := s.file.db.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("record a publication: %w", err)
	}
	defer tx.Rollback()
	made, err := readPublished(ctx, tx)
	if err != nil {
		return false, err
	}
	p.Number = len(made) + 1
	for i := range slices.Backward(made) {
		if made[i].What == p.What && made[i].Place == p.Place {
			if made[i].same(&p) {
				return false, nil
			}
			break
		}
	}
	if err := p.add(ctx, tx); err != nil {
		return false, err
	}
	if err := p.addPlan(ctx, tx, made, plan); err != nil {
		return false, err
	}
	if err := tx.Commit(); err != nil {
		return false, fmt.Errorf("record a publication: %w", err)
	}
	return true, nil
}

func (p *Publication) add(ctx context.Context, tx *sql.Tx) error {
	asAt := sql.Named("as_at", nil)
	if p.AsAt != 0 {
		asAt.Value = p.AsAt.Time()
	}
	_, err := tx.ExecContext(ctx, statement("published_add"), sql.Named("number", p.Number), sql.Named("published_at", p.At),
		sql.Named("what", p.What), sql.Named("place", p.Place), asAt, knownAt(p.KnownAt),
		sql.Named("sha256", p.SHA256), sql.Named("edition", p.Edition))
	if err != nil {
		return fmt.Errorf("record a publication: %w", err)
	}
	for _, load := range p.Loads {
		result, err := tx.ExecContext(ctx, statement("published_load_add"), sql.Named("published", p.Number), sql.Named("load", load))
		if err != nil {
			return fmt.Errorf("record a publication: %w", err)
		}
		if n, err := result.RowsAffected(); err != nil || n != 1 {
			return errors.Join(noLoadError{fmt.Sprintf("there is no load %d for a publication to rest on", load)}, err)
		}
	}
	return nil
}

// PublicationsMade lists every publication that was recorded, in order.
func (s *Store) PublicationsMade(ctx context.Context) ([]Publication, error) {
	var made []Publication
	err := s.reading(ctx, func(tx *sql.Tx) (err error) {
		made, err = readPublished(ctx, tx)
		return err
	})
	return made, err
}

func readPublished(ctx context.Context, tx *sql.Tx) ([]Publication, error) {
	rows, err := tx.QueryContext(ctx, statement("published"))
	if err != nil {
		return nil, fmt.Errorf("read what was published: %w", err)
	}
	defer rows.Close()
	var made []Publication
	for rows.Next() {
		var p Publication
		var asAt, known sql.NullTime
		var plan sql.NullString
		if err := rows.Scan(&p.Number, &p.At, &p.What, &p.Place, &asAt, &known, &p.SHA256, &p.Edition, &plan); err != nil {
			return nil, fmt.Errorf("read what was published: %w", err)
		}
		p.At, p.Plan = p.At.UTC(), plan.String
		if asAt.Valid {
			p.AsAt = date(asAt.Time)
		}
		if known.Valid {
			p.KnownAt = known.Time.UTC()
		}
		made = append(made, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read what was published: %w", err)
	}
	return made, readPublishedLoads(ctx, tx, made)
}

// readPublishedLoads fills in what each publication rests on; they are numbered from 1 without a gap.
func readPublishedLoads(ctx context.Context, tx *sql.Tx, made []Publication) error {
	rows, err := tx.QueryContext(ctx, statement("published_loads"))
	if err != nil {
		return fmt.Errorf("read what publications rest on: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var number, load int
		if err := rows.Scan(&number, &load); err != nil {
			return fmt.Errorf("read what publications rest on: %w", err)
		}
		if number < 1 || number > len(made) || made[number-1].Number != number {
			return fmt.Errorf("read what publications rest on: publication %d is missing", number)
		}
		made[number-1].Loads = append(made[number-1].Loads, load)
	}
	return rows.Err()
}
