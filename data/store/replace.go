package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace moves the store at path aside, with its log when there is one, and puts the file with into its place. It
// waits, as Open does, until no other process and no Store of this one has the store open, and no load can slip in
// between. The store may be damaged, or something else; it may also be missing, and then nothing goes aside. All three
// names are on one file system; what is at aside is never overwritten. Replace does not look into with: see [Verify].
//
// A process that is killed in between leaves the old store at path, or the new one there and the old one aside, or the
// old one aside and the new one still at with. To be exact: without a log, aside becomes a second name of the old file,
// and then with takes over the name path, in one step; killed before it, the old store is at path and has a name too
// many, which can be removed. With a log, first the store goes aside and then its log, which must not be taken for the
// new store's, and then with gets the name path, if nobody has made a store there meanwhile (then it is an fs.ErrExist);
// killed before it, there is no store at path, and while its log is still there Open refuses to make one. A file system
// without links has this second order always.
//
// errors.Is tells [ErrBusy], fs.ErrExist when there is something at aside, and fs.ErrNotExist when there is no with.
func Replace(ctx context.Context, path, with, aside string, o Options) error {
	for _, name := range []*string{&path, &with, &aside} {
		var err error
		if *name, err = realPath(*name); err != nil {
			return err
		}
	}
	if err := replaceable(with, aside); err != nil {
		return fmt.Errorf("replace the store: %w", err)
	}
	return whenFree(ctx, o, func() error { return replace(path, with, aside) })
}

// replaceable looks at what can be told before waiting, and sees that with is on disk.
func replaceable(with, aside string) error {
	giveBack, err := hold(with)
	if err != nil {
		return err
	}
	defer giveBack()
	for _, name := range []string{aside, aside + ".wal"} {
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%s is there already: %w", name, fs.ErrExist)
		}
	}
	if _, err := os.Lstat(with + ".wal"); err == nil {
		return fmt.Errorf("%s.wal is there: want a store that was closed or copied whole", with)
	}
	f, err := os.Open(with)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func replace(path, with, aside string) error {
	giveBack, err := hold(path)
	if err != nil {
		return err
	}
	defer giveBack()
	if err := recoverFold(path); err != nil {
		return err
	}
	old, err := lockWhole(path)
	if errors.Is(err, fs.ErrNotExist) {
		return swapped(swap(path, with, aside, false))
	}
	if err != nil {
		return err
	}
	if old != nil {
		defer old.Close()
		here, err := old.Stat()
		if now, statErr := os.Stat(path); err != nil || statErr != nil || !os.SameFile(here, now) {
			return busyError{path, anotherProcess} // which has just replaced it
		}
	}
	return swapped(swap(path, with, aside, true))
}

// swapped says of an error of swap what was being done.
func swapped(err error) error {
	if err != nil {
		return fmt.Errorf("replace the store: %w", err)
	}
	return nil
}

// swap does the steps, and sees that the new names are on disk.
func swap(path, with, aside string, there bool) error {
	_, err := os.Lstat(path + ".wal")
	for _, step := range steps(path, with, aside, there, err == nil) {
		if err := step(); err != nil {
			return err
		}
	}
	return syncFolders(path, aside)
}

// steps is the order of renaming that Replace describes, for a store that is there or not, with a log or not.
func steps(path, with, aside string, there, log bool) (list []func() error) {
	switch {
	case there && log:
		list = append(list, func() error { return move(path, aside) })
	case there:
		list = append(list, func() error {
			if os.Link(path, aside) == nil {
				return nil
			}
			return move(path, aside)
		})
	}
	if log {
		list = append(list, func() error { return move(path+".wal", aside+".wal") })
	}
	return append(list, func() error { return put(with, path, aside) })
}

// put gives with the name path: over the old store where that has its second name, and otherwise only if nobody has
// made a store there meanwhile.
func put(with, path, aside string) error {
	here, hereErr := os.Stat(path)
	old, oldErr := os.Stat(aside)
	if hereErr != nil || oldErr != nil || !os.SameFile(here, old) {
		return move(with, path)
	}
	if err := os.Rename(with, path); err != nil {
		return errors.Join(err, os.Remove(aside))
	}
	return nil
}

func syncFolders(paths ...string) error {
	for _, p := range paths {
		if err := syncFolder(filepath.Dir(p)); err != nil {
			return err
		}
	}
	return nil
}

// move renames and never overwrites, except on file systems without links when somebody makes the file at that moment.
func move(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if _, statErr := os.Lstat(to); statErr == nil || errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: %w", to, fs.ErrExist)
	}
	return os.Rename(from, to)
}
