package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
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
	// ErrDamaged says that parts of the store cannot be read.
	ErrDamaged = errors.New("the store is damaged")
	// ErrNoLoad says that there is no such load to withdraw, or that it is withdrawn already.
	ErrNoLoad = errors.New("no such load")

	errReadOnly = errors.New("the store is open for reading only")
)

// busyError says who holds the store: "planwatch (process 1234)", anotherProcess where the operating system does not
// tell, elsewhere where it has no such process.
type busyError struct{ path, holder string }

const (
	anotherProcess = "another process"
	elsewhere      = anotherProcess + ", perhaps on another machine"
)

func (e busyError) Error() string {
	return fmt.Sprintf("%v: %s is held by %s", ErrBusy, e.path, e.holder)
}

func (e busyError) Unwrap() error { return ErrBusy }

// heldIn finds process and, where it is there, program in DuckDB's message about a conflicting lock: "Conflicting lock is
// held in /opt/planwatch (PID 1234)", or "held in PID 1234" when the program is somebody else's to look at.
var heldIn = regexp.MustCompile(`lock is held in (?:(.*?) \()?PID (-?\d+)`)

// holderFrom reads who holds the file from DuckDB's message, and whether the message is about that at all.
func holderFrom(message string) (string, bool) {
	if m := heldIn.FindStringSubmatch(message); m != nil {
		pid, _ := strconv.Atoi(m[2])
		return holderName(m[1], pid), true
	}
	busy := strings.Contains(message, "Could not set lock on file") ||
		strings.Contains(message, "being used by another process") // Windows
	return anotherProcess, busy
}

// holderName is how messages name the process that has the lock. Linux gives -1 or less for one that is not on this
// machine (and for locks that belong to no single process), and 0 for one in another container.
func holderName(program string, pid int) string {
	program = strings.TrimSuffix(program, " (deleted)") // as Linux says of a program that was replaced while running
	switch {
	case pid <= 0:
		return elsewhere
	case program == "":
		return fmt.Sprintf("process %d", pid)
	}
	return fmt.Sprintf("%s (process %d)", filepath.Base(program), pid)
}

// attachError puts DuckDB's complaint about a file that it could not attach into one sentence.
func attachError(path string, err error) error {
	message := err.Error()
	if holder, busy := holderFrom(message); busy {
		return busyError{path, holder}
	}
	switch {
	case strings.Contains(message, "not a valid DuckDB database file"):
		return fmt.Errorf("%s is %w: want a DuckDB file, found something else", path, ErrNotStore)
	case forbidden(message):
		return fmt.Errorf("the store %s can't be written: %w", path, fs.ErrPermission)
	}
	return doing("open the store", path, err)
}

// forbidden says whether a message of DuckDB is about a file or folder that this user may not write.
func forbidden(message string) bool {
	return strings.Contains(message, "Permission denied") || strings.Contains(message, "Read-only file system")
}

func noStore(path string) error {
	return fmt.Errorf("there is no store at %s: %w", path, fs.ErrNotExist)
}

// noRoom is what the operating system says of a file that cannot grow, in DuckDB's messages and in Go's.
var noRoom = regexp.MustCompile(`(?i)no space left on device|file too large|disk quota exceeded`)

// fullError says that there is no room to write what.
type fullError struct {
	what, said string
	err        error
}

func (e fullError) Error() string {
	return fmt.Sprintf("%s can't be written: the disk is full or a size limit is reached (%s)", e.what, strings.ToLower(e.said))
}

func (e fullError) Unwrap() error { return e.err }

// writeError puts a complaint that there is no room into one sentence, and leaves others as they are.
func writeError(what string, err error) error {
	var already fullError
	if err == nil || errors.As(err, &already) {
		return err
	}
	if said := noRoom.FindString(err.Error()); said != "" {
		return fullError{what, said, err}
	}
	return err
}

// noLoadError is an ErrNoLoad in a sentence of its own.
type noLoadError struct{ message string }

func (e noLoadError) Error() string { return e.message }
func (e noLoadError) Unwrap() error { return ErrNoLoad }

// unread finds where DuckDB could not read a block, or found another one than it had written.
var unread = regexp.MustCompile(`(?:Corrupt database file|Could not read enough bytes from file).* location (\d+)`)

// damagedError says where a store cannot be read.
type damagedError struct {
	path, location string
	err            error
}

func (e damagedError) Error() string {
	return fmt.Sprintf("%v: %s can't be read at byte %s: put a copy of it back", ErrDamaged, e.path, e.location)
}

func (e damagedError) Unwrap() []error { return []error{ErrDamaged, e.err} }

// storeError puts a complaint of DuckDB about the store at path into one sentence, where it is one of the machine: no
// room, or damage.
func storeError(path string, err error) error {
	var already damagedError
	if err == nil || errors.As(err, &already) {
		return err
	}
	if m := unread.FindStringSubmatch(err.Error()); m != nil {
		return damagedError{path, m[1], err}
	}
	return writeError("the store "+path, err)
}

// doing is a storeError, or else says what was being done to the store.
func doing(what, path string, err error) error {
	if said := storeError(path, err); said != err {
		return said
	}
	return fmt.Errorf("%s %s: %w", what, path, err)
}
