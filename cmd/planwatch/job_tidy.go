package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"planwatch/data/store"
	"planwatch/ingest/inbox"
)

// leftoverAge is how old a file that a crash left half-written must be before it is removed: no write takes so long.
const leftoverAge = 24 * time.Hour

// tidyUp is the job tidy: it removes half-written files of long ago, old records and notices, backups above the number
// to keep, and archived returns past their time that no figure and no publication rests on.
func tidyUp(ctx context.Context, o *office) (outcome, error) {
	c := o.space.config
	var out outcome
	var errs []error
	deleted := func(path string) {
		out.files = append(out.files, fileRecord{Name: o.within(path), Became: "deleted"})
	}
	for _, path := range o.space.leftovers(o.clock()) {
		if err := os.RemoveAll(path); errors.Is(err, fs.ErrPermission) && filepath.Dir(path) == filepath.Clean(os.TempDir()) {
			continue // another user's
		} else if err != nil {
			errs = append(errs, fmt.Errorf("remove what a crash left: %w", err))
		} else {
			deleted(path)
		}
	}
	for _, path := range surplusBackups(o.space.path(c.Backups), c.KeepBackups) {
		if err := os.Remove(path); err != nil {
			errs = append(errs, fmt.Errorf("remove an old backup: %w", err))
		} else {
			deleted(path)
		}
	}
	runs := 0
	if !c.KeepRuns.forever() {
		var err error
		if runs, err = o.journal.trim(c.KeepRuns.before(o.clock())); err != nil {
			errs = append(errs, err)
		}
	}
	o.board.tidy(o.clock())
	if err := o.tidyArchive(ctx, deleted); err != nil {
		errs = append(errs, err)
	}
	out.words = fmt.Sprintf("%s deleted, %s dropped", countOf(len(out.files), "file", "files"), countOf(runs, "old run", "old runs"))
	return out, errors.Join(errs...)
}

// within is a path as it is called in the workspace.
func (o *office) within(path string) string {
	if rel, err := filepath.Rel(o.space.dir, path); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return path
}

// leftovers lists what a crash left half-written beside the places where files are written, and what returns were read by in
// the temporary folder, a day ago or longer.
func (space *workspace) leftovers(now time.Time) []string {
	c := space.config
	folders := map[string]bool{}
	for _, dir := range []string{
		space.dir, space.path(stateName), space.path(c.Packs), space.path(c.Backups), space.path(c.Quarantine), space.path(drawingsName),
		filepath.Dir(space.path(c.Site)), filepath.Dir(space.path(c.Store)),
	} {
		folders[filepath.Clean(dir)] = true
	}
	_ = filepath.WalkDir(space.path(c.Archive), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			folders[filepath.Clean(path)] = true
		}
		return nil // what can't be looked into is left as it is
	})
	// In the inbox it is only what was being fetched: what was being taken out of it is a return.
	patterns := []string{filepath.Join(globQuoted(space.path(c.Inbox)), inbox.ArrivingPrefix+"*")}
	for _, name := range []string{store.GroupingFolders, store.ParquetFiles} {
		patterns = append(patterns, filepath.Join(globQuoted(os.TempDir()), name))
	}
	for dir := range folders {
		patterns = append(patterns, filepath.Join(globQuoted(dir), ".planwatch-*"))
	}
	var out []string
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			info, err := os.Lstat(path)
			if err == nil && filepath.Base(path) != packListName && filepath.Base(path) != siteMark && now.Sub(info.ModTime()) > leftoverAge {
				out = append(out, path)
			}
		}
	}
	slices.Sort(out)
	return out
}

// globQuoted keeps the letters of a folder's name from being taken for a pattern.
func globQuoted(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}

// ownBackup is what the job calls its backups. What somebody has made by hand has another name, and is not touched.
var ownBackup = regexp.MustCompile(`^planwatch-\d{8}-\d{6}\.zip$`)

// surplusBackups lists the job's own backups above the number to keep, oldest first. Their names are their times.
func surplusBackups(dir string, keep int) []string {
	found, _ := filepath.Glob(filepath.Join(globQuoted(dir), backupName("*")))
	found = slices.DeleteFunc(found, func(path string) bool { return !ownBackup.MatchString(filepath.Base(path)) })
	slices.Sort(found)
	if len(found) <= keep {
		return nil
	}
	return found[:len(found)-keep]
}

// tidyArchive deletes archived returns past their time. A return stays as long as a figure that holds comes from it, or
// a publication on record rests on it, or the store does not know it at all (then nobody knows what it is for).
func (o *office) tidyArchive(ctx context.Context, deleted func(path string)) error {
	keep := o.space.config.KeepArchive
	if keep.forever() {
		return nil
	}
	s, err := o.space.openToRead(ctx)
	if s == nil || err != nil {
		return err
	}
	hashes, err := unneededFiles(ctx, s)
	if err = errors.Join(err, s.Close()); err != nil {
		return err
	}
	for _, sha256 := range hashes {
		found, _ := filepath.Glob(filepath.Join(globQuoted(o.space.path(o.space.config.Archive)), "*", "*", sha256))
		for _, dir := range found {
			if err := o.deleteArchived(dir, keep.before(o.clock()), deleted); err != nil {
				return err
			}
		}
	}
	return nil
}

// unneededFiles gives the files, by SHA-256, that are in unneeded loads only: the same file may be in several.
func unneededFiles(ctx context.Context, s *store.Store) ([]string, error) {
	unneeded, err := s.Unneeded(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := s.Loads(ctx, time.Time{})
	if err != nil {
		return nil, err
	}
	left := map[string]int{}
	for _, l := range loads {
		left[l.SHA256]++
	}
	for _, l := range unneeded {
		left[l.SHA256]--
	}
	var out []string
	for sha256, n := range left {
		if n == 0 {
			out = append(out, sha256)
		}
	}
	slices.Sort(out)
	return out, nil
}

// deleteArchived deletes what lies in the folder of one archived return when it was archived before a moment. The
// folder's time tells when: it was made then, and nothing in it is changed.
func (o *office) deleteArchived(dir string, before time.Time, deleted func(path string)) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // gone meanwhile
	case err != nil:
		return fmt.Errorf("look into the archive: %w", err)
	case !info.ModTime().Before(before):
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into the archive: %w", err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("delete from the archive: %w", err)
		}
		deleted(path)
	}
	return os.Remove(dir)
}
