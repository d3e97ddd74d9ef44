package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// Options say how to open a store.
type Options struct {
	// Wait is how long to wait for a process that holds the store; 0 means 30 seconds, less than 0 not at all.
	Wait time.Duration
	// ReadOnly never writes, and neither makes nor migrates a store. Several processes may read at the same time.
	ReadOnly bool
	// Waiting, when not nil, is called once if Open has to wait, with who holds the store.
	Waiting func(holder string)
}

// Store is an open store. It may be used by several goroutines.
type Store struct {
	file     *file
	readOnly bool
	closed   atomic.Bool
}

// Open opens the store at path, makes it when there is none and brings it to this program's schema. While another
// process holds it, or a [Copy] or [Replace] in this one, Open waits, and then says who does.
//
// errors.Is tells [ErrBusy], [ErrNewer], [ErrNotStore], and fs.ErrNotExist when there is no store to read or no folder
// to make one in.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	var s *Store
	err = whenFree(ctx, o, func() error {
		f, err := acquire(ctx, path, o.ReadOnly)
		if err != nil {
			return err
		}
		s = &Store{file: f, readOnly: o.ReadOnly}
		return nil
	})
	return s, err
}

// Close gives the store back. The last Close of a file in a process writes everything into the one file and lets other
// processes have it. Where it cannot (a full disk) it says so; what was kept is then in the log beside the file, which
// the next Open takes up.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	return release(s.file)
}

// realPath is the absolute path without symbolic links, so that one file has one name in this process.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the store: %w", err)
	}
	if strings.Contains(path, "?") {
		return "", fmt.Errorf("the store cannot be at %s: DuckDB takes no question mark in a path", path)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", fmt.Errorf("%s is %w: want a file, found a folder", path, ErrNotStore)
	}
	whole, err := filepath.EvalSymlinks(path)
	if err == nil {
		return whole, nil
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no folder %s to keep the store in: %w", filepath.Dir(path), fs.ErrNotExist)
	}
	if err != nil {
		return "", fmt.Errorf("find the store: %w", err)
	}
	return filepath.Join(folder, filepath.Base(path)), nil
}
