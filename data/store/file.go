package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// file is a DuckDB file that this process has open, once, for all its Stores: DuckDB's lock is between processes and
// would not notice a second one here.
type file struct {
	path     string
	readOnly bool
	db       *sql.DB
	users    int        // guarded by opened
	writing  sync.Mutex // held for a whole Keep or Withdraw, so that load numbers follow one another
}

var opened = struct {
	sync.Mutex
	files map[string]*file
}{files: map[string]*file{}}

// acquire opens the file at path or shares it when this process has it open. The error is a busyError when another
// process holds it.
func acquire(ctx context.Context, path string, readOnly bool) (*file, error) {
	opened.Lock()
	defer opened.Unlock()
	if f, ok := opened.files[path]; ok {
		if f.readOnly && !readOnly {
			return nil, busyError{path, "this very process, for reading"}
		}
		f.users++
		return f, nil
	}
	if err := ensureMade(ctx, path, readOnly); err != nil {
		return nil, err
	}
	db, err := connect(ctx, path, readOnly)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, path, schema, readOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	f := &file{path: path, readOnly: readOnly, db: db, users: 1}
	opened.files[path] = f
	return f, nil
}

// release closes the file when nobody in this process uses it any more.
func release(f *file) error {
	opened.Lock()
	defer opened.Unlock()
	if f.users--; f.users > 0 {
		return nil
	}
	delete(opened.files, f.path)
	if err := f.db.Close(); err != nil {
		return fmt.Errorf("close the store %s: %w", f.path, err)
	}
	return nil
}

// ensureMade makes a store at path when there is none. It is made aside and linked into place whole, so that a process
// that is killed meanwhile leaves no half of one, and of two processes that do so at once one wins.
func ensureMade(ctx context.Context, path string, readOnly bool) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil // there, or a fault that DuckDB will name
	}
	if readOnly {
		return fmt.Errorf("there is no store at %s: %w", path, fs.ErrNotExist)
	}
	if _, err := os.Stat(path + ".wal"); err == nil {
		return fmt.Errorf("%s.wal is there without its store %s: put the store back, or move that file away",
			path, filepath.Base(path))
	}
	aside, err := os.MkdirTemp(filepath.Dir(path), ".planwatch-new-store-")
	if err != nil {
		return fmt.Errorf("make a store in %s: %w", filepath.Dir(path), err)
	}
	defer os.RemoveAll(aside)
	made := filepath.Join(aside, filepath.Base(path))
	db, err := connect(ctx, made, false)
	if err != nil {
		return err
	}
	err = migrate(ctx, db, path, schema, false)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err := os.Link(made, path); err != nil && !errors.Is(err, fs.ErrExist) {
		// Some network shares have no links; there the last of two that make a store at once wins.
		if err := os.Rename(made, path); err != nil {
			return fmt.Errorf("make the store %s: %w", path, err)
		}
	}
	return nil
}
