package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/data/store"
)

func newRestore(space *workspaceFlag) *cobra.Command {
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup back",
		Long: `Restore puts back what planwatch backup has copied: the database, the plan and the layouts. What is there now is
moved aside, not deleted, and the config stays as it is. With --workspace and a folder that is not there yet it
makes a whole workspace. Every file of the backup is checked, and the database opened, before anything is changed.`,
		Example: "  planwatch restore backups/planwatch-20261125-021500.zip\n  planwatch restore /media/disk/planwatch.zip --workspace new-office",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRestore(cmd, space, args[0])
		},
	}
	return c
}

func runRestore(cmd *cobra.Command, f *workspaceFlag, file string) error {
	dir := f.dir
	if dir == "" {
		space, err := f.open()
		if err != nil {
			return err
		}
		dir = space.dir
	}
	z, err := zip.OpenReader(file)
	if errors.Is(err, zip.ErrFormat) {
		return refused(fmt.Errorf("%s: %w, or it is damaged", file, errNotBackup))
	} else if err != nil {
		return refused(fmt.Errorf("%s can't be read: %s", file, unwrapped(err)))
	}
	defer z.Close()
	b, err := openBackup(&z.Reader)
	if err != nil {
		return refused(fmt.Errorf("%s: %w", file, err))
	}
	said, err := b.restore(cmd.Context(), dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Restored into %s: the backup of %s\n", dir, clockWords(b.manifest.MadeAt))
	for _, line := range said {
		fmt.Fprintln(cmd.OutOrStdout(), " ", line)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Next: planwatch doctor -C %s\n", shellWord(dir))
	return nil
}

// asideRestore is the folder in the workspace that a backup is unpacked to.
const asideRestore = ".planwatch-restore-"

// restore unpacks everything beside its place, checks it, and only then changes something. It gives what it did, a line
// each.
func (b *backupReader) restore(ctx context.Context, dir string) (said []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the workspace: %w", err)
	}
	fresh := !exists(filepath.Join(dir, configName))
	if entries, err := os.ReadDir(dir); fresh && (err != nil || len(entries) > 0) {
		return nil, refused(fmt.Errorf("%s is not a workspace, and not empty; give a workspace or a new folder with --workspace", dir))
	}
	aside, err := os.MkdirTemp(dir, asideRestore)
	if err != nil {
		return nil, fmt.Errorf("unpack the backup: %w", err)
	}
	defer os.RemoveAll(aside)
	if err := b.unpack(aside); err != nil {
		return nil, err
	}
	if b.manifest.Store != nil {
		if _, err := store.Verify(ctx, filepath.Join(aside, storeEntry)); err != nil {
			return nil, refused(fmt.Errorf("the database in the backup can't be used: %w", err))
		}
	}
	if fresh {
		if err := os.Rename(filepath.Join(aside, configName), filepath.Join(dir, configName)); err != nil {
			return nil, fmt.Errorf("put the config in place: %w", err)
		}
		said = append(said, configName+" is the backup's")
	}
	c, err := readConfig(dir)
	if err != nil {
		return said, err
	}
	if fresh {
		if err := c.within(); err != nil {
			return nil, errors.Join(refused(fmt.Errorf("%w; make a workspace with planwatch init, set its config, and restore into that", err)), os.Remove(filepath.Join(dir, configName)))
		}
	}
	r := restorer{space: &workspace{dir: dir, config: c}, aside: aside, stamp: freeStamp(dir), said: said}
	return r.put(ctx, b, fresh)
}

// unpack writes every file of the backup below a folder.
func (b *backupReader) unpack(dir string) error {
	for _, e := range b.manifest.Files {
		path := filepath.Join(dir, filepath.FromSlash(e.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("unpack the backup: %w", err)
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("unpack the backup: %w", err)
		}
		damage := b.extract(e, f)
		if err := errors.Join(f.Sync(), f.Close()); damage == nil && err != nil {
			return fmt.Errorf("unpack the backup: %w", err)
		}
		if damage != nil {
			return refused(damage)
		}
	}
	return nil
}

// freeStamp is the time for the names of what is moved aside, with a number when something has that name already.
func freeStamp(dir string) string {
	stamp := now().Format("20060102-150405")
	free := stamp
	for n := 2; ; n++ {
		if taken, _ := filepath.Glob(filepath.Join(globQuoted(dir), "*-"+free)); len(taken) == 0 {
			return free
		}
		free = fmt.Sprintf("%s-%d", stamp, n)
	}
}

// restorer puts unpacked files in their places.
type restorer struct {
	space *workspace
	aside string
	stamp string
	said  []string
}

func (r *restorer) say(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func (r *restorer) put(ctx context.Context, b *backupReader, fresh bool) ([]string, error) {
	c := r.space.config
	if b.manifest.Store != nil {
		if err := r.store(ctx, b.manifest.Store); err != nil {
			return r.said, err
		}
	}
	for _, folder := range []struct{ name, path string }{{planEntry, r.space.path(c.Plan)}, {layoutsEntry, r.space.path(c.Layouts)}} {
		if err := r.folder(folder.name, folder.path); err != nil {
			return r.said, err
		}
	}
	if err := r.packs(r.space.path(c.Packs)); err != nil {
		return r.said, err
	}
	if runs := filepath.Join(r.space.path(stateName), journalName); !exists(runs) && exists(filepath.Join(r.aside, runsEntry)) {
		if err := moveTo(filepath.Join(r.aside, runsEntry), runs); err != nil {
			return r.said, err
		}
		r.say("the record of runs is the backup's")
	}
	if !fresh {
		r.config()
	}
	return r.said, os.MkdirAll(r.space.path(c.Inbox), 0o755)
}

func (r *restorer) store(ctx context.Context, c *storeCounts) error {
	path := r.space.path(r.space.config.Store)
	with := path + ".restored-" + r.stamp // beside its place, so that it can be renamed into it
	if err := moveTo(filepath.Join(r.aside, storeEntry), with); err != nil {
		return err
	}
	aside := path + ".before-restore-" + r.stamp
	had := exists(path)
	if err := store.Replace(ctx, path, with, aside, r.space.storeOptions()); err != nil {
		return errors.Join(err, os.Remove(with))
	}
	r.say("the database has %s and %s", countOf(c.Loads, "load", "loads"), countOf(c.Observations, "figure", "figures"))
	if had {
		r.say("the database that was there is %s", aside)
	}
	return nil
}

// folder puts a folder in place of another one that differs from it.
func (r *restorer) folder(name, to string) error {
	from := filepath.Join(r.aside, name)
	if !exists(from) {
		return nil
	}
	if same, err := sameFolders(from, to); err != nil {
		return err
	} else if same {
		return nil
	}
	if exists(to) {
		aside := to + ".before-restore-" + r.stamp
		if err := os.Rename(to, aside); err != nil {
			return fmt.Errorf("move %s aside: %w", to, err)
		}
		r.say("%s is the backup's; what was there is %s", to, aside)
	}
	return moveTo(from, to)
}

// packs puts final packs back that are not there, and onto the list of what is.
func (r *restorer) packs(to string) error {
	from := filepath.Join(r.aside, packsEntry)
	was, err := packList(from)
	if err != nil {
		return err
	}
	if err := r.missing(packsEntry, to); err != nil {
		return err
	}
	return changePackList(to, func(is []keptPack) []keptPack {
		for _, p := range was {
			if p.Final && !slices.ContainsFunc(is, func(o keptPack) bool { return o.file() == p.file() }) {
				is = append(is, p)
			}
		}
		return is
	})
}

// within wants every folder and file that the config names to lie in the workspace: a backup that is restored into a
// new folder must not write into the office that it was made of.
func (c config) within() error {
	for _, key := range c.places() {
		if !filepath.IsLocal(filepath.FromSlash(key.path)) {
			return fmt.Errorf("%s in the backup's %s leads out of the workspace, to %s", key.name, configName, key.path)
		}
	}
	return nil
}

// missing puts files in place that are not there; it replaces none.
func (r *restorer) missing(name, to string) error {
	from := filepath.Join(r.aside, name)
	if !exists(from) {
		return nil
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil || exists(filepath.Join(to, rel)) || d.Name() == packListName {
			return err
		}
		return moveTo(path, filepath.Join(to, rel))
	})
}

// config says when the workspace's config differs from the backup's; it is never replaced, since it says where this
// machine keeps things.
func (r *restorer) config() {
	is, err1 := os.ReadFile(filepath.Join(r.space.dir, configName))
	was, err2 := os.ReadFile(filepath.Join(r.aside, configName))
	if err1 != nil || err2 != nil || string(is) == string(was) {
		return
	}
	beside := filepath.Join(r.space.dir, configName+".from-backup-"+r.stamp)
	if os.WriteFile(beside, was, 0o644) == nil {
		r.say("%s is left as it is; the backup's differs and is %s", configName, beside)
	}
}

// sameFolders says whether two folders hold the same files with the same bytes.
func sameFolders(a, b string) (bool, error) {
	list := func(dir string) (string, error) {
		entries, err := entriesBelow("", dir)
		var text strings.Builder
		for _, e := range entries {
			sum, _, err := hashFile(e.path)
			if err != nil {
				return "", err
			}
			fmt.Fprintln(&text, e.Name, sum)
		}
		return text.String(), err
	}
	x, err := list(a)
	if err != nil {
		return false, err
	}
	y, err := list(b)
	return x == y, err
}

// moveTo moves a file or a folder, also onto another disk, to a place where nothing is.
func moveTo(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if os.Rename(from, to) == nil {
		return nil
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("put %s in place: %w", to, err)
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
