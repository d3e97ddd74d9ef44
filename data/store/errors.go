package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// What a caller can decide on.
var (
	// ErrBusy says that another process went on holding the store for as long as Open waited.
	ErrBusy = errors.New("the store is busy")
	// ErrNewer says that the store was written by a newer Planwatch.
	ErrNewer = errors.New("the store is from a newer planwatch")
	// ErrNotStore says that the file is something else.
	ErrNotStore = errors.New("not a planwatch store")
	// ErrNoLoad says that there is no such load to withdraw, or that it is withdrawn already.
	ErrNoLoad = errors.New("no such load")

	errReadOnly = errors.New("the store is open for reading only")
)

// busyError says who holds the store. Holder is "planwatch (process 1234)", or "another process" where the operating
// system does not tell.
type busyError struct{ path, holder string }

func (e busyError) Error() string {
	return fmt.Sprintf("%v: %s is held by %s", ErrBusy, e.path, e.holder)
}

func (e busyError) Unwrap() error { return ErrBusy }

// heldIn finds program and process in DuckDB's message about a conflicting lock.
var heldIn = regexp.MustCompile(`lock is held in (.*?) \(PID (\d+)\)`)

// holderFrom reads who holds the file from DuckDB's message, and whether the message is about that at all.
func holderFrom(message string) (string, bool) {
	if m := heldIn.FindStringSubmatch(message); m != nil {
		program := strings.TrimSuffix(m[1], " (deleted)") // as Linux says of a program that was replaced while running
		return fmt.Sprintf("%s (process %s)", filepath.Base(program), m[2]), true
	}
	busy := strings.Contains(message, "Could not set lock on file") ||
		strings.Contains(message, "being used by another process") // Windows
	return "another process", busy
}

// attachError puts DuckDB's complaint about a file that it could not attach into one sentence.
func attachError(path string, err error) error {
	message := err.Error()
	if holder, busy := holderFrom(message); busy {
		return busyError{path, holder}
	}
	if strings.Contains(message, "not a valid DuckDB database file") {
		return fmt.Errorf("%s is %w: want a DuckDB file, found something else", path, ErrNotStore)
	}
	if strings.Contains(message, "Permission denied") {
		return fmt.Errorf("the store %s can't be written: %w", path, fs.ErrPermission)
	}
	return fmt.Errorf("open the store %s: %w", path, err)
}

// noLoadError is an ErrNoLoad in a sentence of its own.
type noLoadError struct{ message string }

func (e noLoadError) Error() string { return e.message }
func (e noLoadError) Unwrap() error { return ErrNoLoad }
