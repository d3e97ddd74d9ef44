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

const (
	defaultWait  = 30 * time.Second
	firstPause   = 10 * time.Millisecond
	longestPause = 250 * time.Millisecond
)

// Store is an open store. It may be used by several goroutines.
type Store struct {
	file     *file
	readOnly bool
	closed   atomic.Bool
}

// Open opens the store at path, makes it when there is none and brings it to this program's schema. While another
// process holds it Open waits, and then says who does.
//
// errors.Is tells [ErrBusy], [ErrNewer], [ErrNotStore], and fs.ErrNotExist when there is no store to read or no folder
// to make one in.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	wait := o.Wait
	if wait == 0 {
		wait = defaultWait
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		f, err := acquire(ctx, path, o.ReadOnly)
		if err == nil {
			return &Store{file: f, readOnly: o.ReadOnly}, nil
		}
		var busy busyError
		if !errors.As(err, &busy) {
			return nil, err
		}
		if o.Waiting != nil {
			o.Waiting(busy.holder)
			o.Waiting = nil
		}
		select {
		case <-waiting.Done():
			if ctx.Err() != nil {
				return nil, fmt.Errorf("%w; stopped waiting: %w", err, ctx.Err())
			}
			return nil, fmt.Errorf("%w; waited %s", err, max(wait, 0))
		case <-time.After(pause):
		}
	}
}

// Close gives the store back. The last Close of a file in a process writes everything into the one file and lets other
// processes have it.
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
