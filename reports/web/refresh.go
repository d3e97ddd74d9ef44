package web

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A publisher moves the old folder away and then the new one in, and removes the old one afterwards. A try that falls
// into that moment fails, and one of the next does not.
const (
	tries = 5
	pause = 20 * time.Millisecond
)

// errReplaced says that the folder became another one while it was read.
var errReplaced = errors.New("the folder was replaced while it was read")

// Refresh looks whether the folder is another one than the one taken in, and if so takes it in whole and then switches
// to it. When it can't, what was taken in before stays, and the error says what was wanted.
func (s *Site) Refresh() (changed bool, err error) {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	for try := range tries {
		if try > 0 {
			s.wait()
		}
		if changed, err = s.take(); err == nil {
			return changed, nil
		}
	}
	if errors.Is(err, errReplaced) {
		return false, fmt.Errorf("want the folder %s to stay while it is read, found another in its place %d times: look for two programs that publish to it: %w",
			s.options.Dir, tries, err)
	}
	return false, err
}

func (s *Site) take() (changed bool, err error) {
	here, err := identify(s.options.Dir, s.options.Mark)
	if err != nil {
		return false, err
	}
	last := s.now.Load()
	if last != nil && last.source.same(here) {
		return false, nil
	}
	next, err := s.read(last)
	if err != nil {
		return false, err
	}
	s.now.Store(next)
	return true, nil
}

// identity is how a folder is told from another in the same place. The mark is part of it because a file system gives
// the number of a removed folder to a new one.
type identity struct{ dir, mark fs.FileInfo }

func (i identity) same(other identity) bool {
	return os.SameFile(i.dir, other.dir) && os.SameFile(i.mark, other.mark) &&
		i.mark.ModTime().Equal(other.mark.ModTime()) && i.mark.Size() == other.mark.Size()
}

func identify(dir, mark string) (identity, error) {
	var i identity
	var err error
	if i.dir, err = os.Stat(dir); err != nil {
		return i, noSite(dir, foundInstead(err, "no such folder"), err)
	}
	if !i.dir.IsDir() {
		return i, noSite(dir, "a file", nil)
	}
	if i.mark, err = os.Lstat(filepath.Join(dir, mark)); err != nil {
		return i, noSite(dir, foundInstead(err, "a folder without the mark "+mark), err)
	}
	if !i.mark.Mode().IsRegular() {
		return i, noSite(dir, "a folder whose mark "+mark+" is no plain file", nil)
	}
	return i, nil
}

func foundInstead(err error, missing string) string {
	if errors.Is(err, fs.ErrNotExist) {
		return missing
	}
	return err.Error()
}

// noSiteError says in one sentence that a folder is no site. Unwrap gives what the operating system said.
type noSiteError struct {
	message string
	cause   error
}

func (e noSiteError) Error() string { return e.message }
func (e noSiteError) Unwrap() error { return e.cause }

func noSite(dir, found string, cause error) error {
	return noSiteError{
		fmt.Sprintf("want a published site in %s, found %s: publish to it, or name the folder that is published to", dir, found),
		cause,
	}
}
