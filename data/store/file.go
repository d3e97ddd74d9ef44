package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// file is a DuckDB file that this process has open, once, for all its Stores: DuckDB's lock is between processes and
// would not notice a second one here.
type file struct {
	path     string
	readOnly bool
	db       *sql.DB
	bytes    *os.File    // opened before DuckDB took the lock, and closed after it has let go: see alone
	users    int         // guarded by opened
	writing  sync.Mutex  // held for a whole Keep, Withdraw or RecordPublication, so that numbers follow one another
	broken   atomic.Bool // DuckDB has given the file up; only to close and open it again helps
}

// opened is what this process has open: files, each for its Stores, and paths that one call has for itself (see hold).
var opened = struct {
	sync.Mutex
	files map[string]*file
	held  map[string]bool
}{files: map[string]*file{}, held: map[string]bool{}}

// thisProcess is the holder in messages about what this process itself has open.
const thisProcess = "this very process"

// acquire opens the file at path or shares it when this process has it open. The error is a busyError when another
// process holds it, or one call in this process does.
func acquire(ctx context.Context, path string, readOnly bool) (*file, error) {
	opened.Lock()
	defer opened.Unlock()
	if opened.held[path] {
		return nil, busyError{path, thisProcess}
	}
	if f, ok := opened.files[path]; ok {
		switch {
		case f.broken.Load():
			return nil, busyError{path, thisProcess + ", where writing to it failed"}
		case f.readOnly && !readOnly:
			return nil, busyError{path, thisProcess + ", for reading"}
		}
		f.users++
		return f, nil
	}
	if err := ensureMade(ctx, path, readOnly); err != nil {
		return nil, err
	}
	a, err := openAlone(ctx, path, readOnly)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, a.db, path, schema, readOnly); err != nil {
		return nil, errors.Join(storeError(path, err), a.close())
	}
	f := &file{path: path, readOnly: readOnly, db: a.db, bytes: a.bytes, users: 1}
	opened.files[path] = f
	return f, nil
}

// connectHere connects and makes sure that what it has open is what is at path now: between DuckDB's opening of the
// file and its locking of it, a restore may have put another file there (see Replace).
func connectHere(ctx context.Context, path string, readOnly bool) (*sql.DB, error) {
	before, statErr := os.Stat(path)
	db, err := connect(ctx, path, readOnly)
	if err != nil {
		return nil, err
	}
	if after, err := os.Stat(path); statErr != nil || err != nil || !os.SameFile(before, after) {
		return nil, errors.Join(busyError{path, anotherProcess}, db.Close())
	}
	return db, nil
}

// hold takes path for one call, which may then open the file itself and must give the path back. It is a busyError when
// a Store of this process has the file open or another call holds it.
func hold(path string) (giveBack func(), err error) {
	opened.Lock()
	defer opened.Unlock()
	if _, ok := opened.files[path]; ok || opened.held[path] {
		return nil, busyError{path, thisProcess}
	}
	opened.held[path] = true
	return func() {
		opened.Lock()
		defer opened.Unlock()
		delete(opened.held, path)
	}, nil
}

// release closes the file when nobody in this process uses it any more.
func release(f *file) error {
	opened.Lock()
	defer opened.Unlock()
	if f.users--; f.users > 0 {
		return nil
	}
	delete(opened.files, f.path)
	var err error
	if !f.readOnly && !f.broken.Load() {
		err = fold(context.Background(), f.db, f.path, f.bytes)
	}
	if err := errors.Join(err, f.db.Close(), f.bytes.Close()); err != nil {
		return fmt.Errorf("close the store: %w", err)
	}
	return nil
}

// explain puts DuckDB's complaint about a file that it could not write into one sentence, and notes when DuckDB has
// given the file up, so that no further Store shares it.
func (f *file) explain(err error) error {
	if err == nil {
		return nil
	}
	if message := err.Error(); strings.Contains(message, "has been invalidated") || strings.Contains(message, "FATAL Error") {
		f.broken.Store(true)
	}
	return storeError(f.path, err)
}

// ensureMade makes a store at path when there is none. It is made aside and linked into place whole, so that a process
// that is killed meanwhile leaves no half of one, and of two processes that do so at once one wins.
func ensureMade(ctx context.Context, path string, readOnly bool) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil // there, or a fault that DuckDB will name
	}
	if readOnly {
		return noStore(path)
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
	if err := makeAt(ctx, made, path); err != nil {
		if said := noRoom.FindString(err.Error()); said != "" {
			return fullError{"the store " + path, said, err} // whatever name it was to be written under
		}
		return storeError(path, err)
	}
	if err := os.Link(made, path); err != nil && !errors.Is(err, fs.ErrExist) {
		// Some network shares have no links; there the last of two that make a store at once wins.
		if err := os.Rename(made, path); err != nil {
			return fmt.Errorf("make the store %s: %w", path, err)
		}
	}
	return nil
}

// makeAt makes an empty store. Path is for messages.
func makeAt(ctx context.Context, made, path string) error {
	db, err := connect(ctx, made, false)
	if err != nil {
		return err
	}
	if err := migrate(ctx, db, path, schema, false); err != nil {
		return errors.Join(err, db.Close())
	}
	if _, err := db.ExecContext(ctx, statement("fold")); err != nil {
		return errors.Join(fmt.Errorf("make the store: %w", err), db.Close())
	}
	return db.Close()
}
