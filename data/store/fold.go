package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folding writes the log beside a store into the store's file. DuckDB 1.5.6 does so in place: it writes over blocks that
// the file's header still points to, and a process that is killed in the middle of such a write leaves a file that no
// longer opens (seen in tests, about once in two thousand kills at that moment). The log is deleted last, so nothing is
// lost as long as there is the file as it was. So a copy of it stands by, at path.fold, from before the folding until
// after it, and nobody but fold folds: the log's size never makes DuckDB do it, and neither does closing.
//
// What a process finds that opens a store tells how far the last one came:
//
//	.fold and .wal   it was killed while folding: the copy takes the file's place, and its log is with it
//	.fold alone      it was killed after folding: the file is whole, the copy goes
//	.wal alone       it was killed before folding: the log is taken up

// standBy is the name of the copy.
func standBy(path string) string { return path + ".fold" }

// fold writes the log into the file. Was is the file, through a descriptor that was opened before DuckDB took its lock.
func fold(ctx context.Context, db *sql.DB, path string, was io.ReadSeeker) error {
	if info, err := os.Stat(path + ".wal"); err != nil || info.Size() == 0 {
		return nil
	}
	err := keepStandBy(path, was)
	if err == nil {
		if _, err = db.ExecContext(ctx, statement("fold")); err == nil {
			return dropStandBy(path)
		}
	}
	if errors.Is(err, fs.ErrPermission) || forbidden(err.Error()) {
		err = fmt.Errorf("the store %s can't be written: %w", path, fs.ErrPermission)
	}
	return fmt.Errorf("%w; what was kept is safe in %s.wal, which has to stay beside it",
		storeError(path, err), filepath.Base(path))
}

// keepStandBy copies the file, under another name until the copy is whole and on disk.
func keepStandBy(path string, was io.ReadSeeker) error {
	if _, err := was.Seek(0, io.SeekStart); err != nil {
		return err
	}
	part := standBy(path) + ".part"
	out, err := os.Create(part)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, was)
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = os.Rename(part, standBy(path))
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncFolder(filepath.Dir(path))
}

func dropStandBy(path string) error {
	if err := os.Remove(standBy(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the copy of the store: %w", err)
	}
	return nil
}

// recoverFold puts right what a process left that was killed while it folded. The caller has path for itself in this
// process; it is a busyError when another one has the store open, and is perhaps folding.
func recoverFold(path string) error {
	if _, err := os.Stat(standBy(path)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	lock, err := lockWhole(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if lock != nil {
		defer lock.Close()
	}
	switch _, err := os.Stat(path + ".wal"); {
	case errors.Is(err, fs.ErrNotExist):
		err = dropStandBy(path)
		if errors.Is(err, fs.ErrPermission) {
			return nil // the file is whole, and this user may only read it
		}
		return err
	case err != nil:
		return fmt.Errorf("look for the log of the store: %w", err)
	}
	if err := os.Rename(standBy(path), path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("put the store back as it was before it was closed: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}
