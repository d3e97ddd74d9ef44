package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// schema is the folder of migrations: 0001_what.sql, 0002_what.sql, … without a gap.
var schema = func() fs.FS {
	folder, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		panic(err)
	}
	return folder
}()

// migration is one step from one schema to the next.
type migration struct {
	number     int
	name, text string
}

// migrations reads a folder of them, in order.
func migrations(folder fs.FS) ([]migration, error) {
	names, err := fs.Glob(folder, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var steps []migration
	for i, name := range names {
		digits, _, _ := strings.Cut(name, "_")
		number, err := strconv.Atoi(digits)
		if err != nil || number != i+1 {
			return nil, fmt.Errorf("schema/%s: want number %04d", name, i+1)
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, migration{number, name, string(text)})
	}
	return steps, nil
}

// migrate brings the store that is attached to db to the newest schema of folder, in one transaction. A store that is
// ahead of folder is refused, and so is a file with tables that are not ours. Path is for messages.
func migrate(ctx context.Context, db *sql.DB, path string, folder fs.FS, readOnly bool) error {
	steps, err := migrations(folder)
	if err != nil {
		return err
	}
	now, err := schemaNumber(ctx, db, path)
	switch {
	case err != nil:
		return err
	case now > len(steps):
		return newerError(path, now, len(steps))
	case now == len(steps):
		return nil
	case readOnly:
		return fmt.Errorf("the store %s is from an older planwatch (schema %d, want %d): run planwatch status once as a user "+
			"who may write it, which brings it up to date", path, now, len(steps))
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("migrate the store: %w", err)
	}
	defer tx.Rollback()
	for _, step := range steps[now:] {
		if _, err := tx.ExecContext(ctx, step.text); err != nil {
			return fmt.Errorf("migrate the store with %s: %w", step.name, err)
		}
		_, err := tx.ExecContext(ctx, statement("migration_add"), sql.Named("number", step.number), sql.Named("name", step.name))
		if err != nil {
			return fmt.Errorf("migrate the store with %s: %w", step.name, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("migrate the store: %w", err)
	}
	return nil
}

func newerError(path string, has, want int) error {
	return fmt.Errorf("%w: %s has schema %d and this planwatch knows schemas up to %d: update planwatch", ErrNewer, path, has, want)
}

// schemaNumber is the newest migration that the attached file has; 0 for an empty file.
func schemaNumber(ctx context.Context, db *sql.DB, path string) (int, error) {
	var tables, ours, number int
	if err := db.QueryRowContext(ctx, statement("tables")).Scan(&tables, &ours); err != nil {
		return 0, fmt.Errorf("look at the store %s: %w", path, err)
	}
	if ours == 0 {
		if tables > 0 {
			return 0, fmt.Errorf("%s is %w: a DuckDB file with other tables", path, ErrNotStore)
		}
		return 0, nil
	}
	if err := db.QueryRowContext(ctx, statement("migration_newest")).Scan(&number); err != nil {
		return 0, fmt.Errorf("look at the store %s: %w", path, err)
	}
	return number, nil
}
