package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"

	"planwatch/kpi"
)

// planEdition names an edition of a plan: the SHA-256 of its files' names and hashes, in order of name; "" for no files.
func planEdition(files []kpi.PlanFile) string {
	if len(files) == 0 {
		return ""
	}
	sorted := slices.SortedFunc(slices.Values(files), func(a, b kpi.PlanFile) int { return cmp.Compare(a.Name, b.Name) })
	h := sha256.New()
	for _, f := range sorted {
		fmt.Fprintf(h, "%s %s\n", textHash(f.Text), f.Name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func textHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// addPlan records with which edition of the plan the publication was made, and keeps the edition unless one of the
// publications before has it too.
func (p *Publication) addPlan(ctx context.Context, tx *sql.Tx, made []Publication, files []kpi.PlanFile) error {
	if p.Plan == "" {
		return nil
	}
	insert := func(text string, args ...any) error {
		if _, err := tx.ExecContext(ctx, text, args...); err != nil {
			return fmt.Errorf("record the plan's files: %w", err)
		}
		return nil
	}
	edition := sql.Named("edition", p.Plan)
	if err := insert(statement("published_plan_add"), sql.Named("published", p.Number), edition); err != nil {
		return err
	}
	if slices.ContainsFunc(made, func(q Publication) bool { return q.Plan == p.Plan }) {
		return nil
	}
	for _, f := range files {
		hash := sql.Named("sha256", textHash(f.Text))
		if err := insert(statement("plan_text_add"), hash, sql.Named("text", f.Text)); err != nil {
			return err
		}
		if err := insert(statement("plan_file_add"), edition, sql.Named("name", f.Name), hash); err != nil {
			return err
		}
	}
	return nil
}

// PlanFiles gives the files of an edition of the plan that something was published with ([Publication.Plan]), in order
// of name; none when there is no such edition.
func (s *Store) PlanFiles(ctx context.Context, edition string) ([]kpi.PlanFile, error) {
	var files []kpi.PlanFile
	err := s.reading(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, statement("plan_edition"), sql.Named("edition", edition))
		if err != nil {
			return fmt.Errorf("read the plan's files: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var f kpi.PlanFile
			if err := rows.Scan(&f.Name, &f.Text); err != nil {
				return fmt.Errorf("read the plan's files: %w", err)
			}
			files = append(files, f)
		}
		return rows.Err()
	})
	return files, err
}
