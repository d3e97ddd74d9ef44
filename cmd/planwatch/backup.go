package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/reports"
)

func newBackup(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the database, the plan, the layouts and the config into one file",
		Long: `Backup writes one .zip file with everything that an office needs to go on elsewhere: the database, the config,
the plan, the layouts, the final packs and the record of runs. It can be made while planwatch serve runs. The
copy is opened and counted before it is called done, and its SHA-256 is printed. Archived returns are not in it:
they are files that never change, and any copying program will do.`,
		Example: "  planwatch backup /media/disk/planwatch.zip\n  planwatch backup planwatch-$(date +%F).zip --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runBackup(cmd, space, args[0], asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// backupDocument is what is said of a backup.
type backupDocument struct {
	File         string `json:"file"`
	SHA256       string `json:"sha256"`
	Bytes        int64  `json:"bytes"`
	Loads        int    `json:"loads"`
	Observations int    `json:"observations"`
}

func runBackup(cmd *cobra.Command, f *workspaceFlag, to string, asJSON bool) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	doc, err := space.backUp(cmd.Context(), to)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Backup: %s (%s, %s, %s; opened and counted)\nSHA-256: %s\n", doc.File,
		reports.SizeWords(doc.Bytes), countOf(doc.Loads, "load", "loads"), countOf(doc.Observations, "figure", "figures"), doc.SHA256)
	return nil
}

// backUp is the job backup.
func backUp(ctx context.Context, o *office) (outcome, error) {
	dir := o.space.path(o.space.config.Backups)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return outcome{}, fmt.Errorf("make the folder of backups: %w", err)
	}
	doc, err := o.space.backUp(ctx, filepath.Join(dir, backupName(o.clock().UTC().Format("20060102-150405"))))
	if err != nil {
		return outcome{}, err
	}
	return outcome{
		changed: true, files: []fileRecord{{Name: o.within(doc.File), SHA256: doc.SHA256, Became: "written"}},
		words: fmt.Sprintf("%s, %s, opened and counted", reports.SizeWords(doc.Bytes), countOf(doc.Loads, "load", "loads")),
	}, nil
}

// backupName is the name of a backup that the job makes.
func backupName(stamp string) string { return "planwatch-" + stamp + ".zip" }

// asideBackup is what a backup is called until it is whole.
const asideBackup = ".planwatch-backup-"

// backUp writes a backup to a file that must not be there yet. It is put in place when it has been read back.
func (space *workspace) backUp(ctx context.Context, to string) (backupDocument, error) {
	if _, err := os.Lstat(to); err == nil {
		return backupDocument{}, refused(fmt.Errorf("%s is there already; give another name, or move it away", to))
	}
	aside, err := os.MkdirTemp(filepath.Dir(to), asideBackup)
	if errors.Is(err, os.ErrNotExist) {
		return backupDocument{}, refused(fmt.Errorf("there is no folder %s to write the backup to", filepath.Dir(to)))
	} else if err != nil {
		return backupDocument{}, fmt.Errorf("write the backup: %w", err)
	}
	defer os.RemoveAll(aside)
	m := manifest{Format: backupFormat, MadeAt: now().Truncate(time.Second), Program: version}
	copied := filepath.Join(aside, storeEntry)
	if m.Store, err = space.copyStore(ctx, copied); err != nil {
		return backupDocument{}, err
	}
	whole := filepath.Join(aside, "backup.zip")
	if err := space.writeBackup(whole, copied, m); err != nil {
		return backupDocument{}, fmt.Errorf("write the backup: %w", err)
	}
	doc, err := checkBackup(ctx, whole, m, filepath.Join(aside, "check.duckdb"))
	if err != nil {
		return backupDocument{}, fmt.Errorf("the backup was written, but can't be read back: %w", err)
	}
	// A link, unlike a renaming, never takes the place of a file that has come meanwhile.
	if err := os.Link(whole, to); errors.Is(err, os.ErrExist) {
		return backupDocument{}, refused(fmt.Errorf("%s is there already; give another name, or move it away", to))
	} else if err != nil {
		if err := os.Rename(whole, to); err != nil {
			return backupDocument{}, fmt.Errorf("put the backup in place: %w", err)
		}
	}
	doc.File = to
	return doc, flushed(filepath.Dir(to))
}

// copyStore copies the database; nil when there is none yet.
func (space *workspace) copyStore(ctx context.Context, to string) (*storeCounts, error) {
	path := space.path(space.config.Store)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	c, err := store.Copy(ctx, path, to, space.storeOptions())
	if err != nil {
		return nil, err
	}
	return countsOf(c), nil
}

// checkBackup reads a backup back: every file in it by its SHA-256, and the database by opening and counting it.
func checkBackup(ctx context.Context, path string, m manifest, scratch string) (backupDocument, error) {
	doc := backupDocument{}
	z, err := zip.OpenReader(path)
	if err != nil {
		return doc, err
	}
	defer z.Close()
	b, err := openBackup(&z.Reader)
	if err != nil {
		return doc, err
	}
	for _, f := range b.manifest.Files {
		to := io.Discard
		if f.Name == storeEntry {
			out, err := os.Create(scratch)
			if err != nil {
				return doc, err
			}
			defer out.Close()
			to = out
		}
		if err := b.extract(f, to); err != nil {
			return doc, err
		}
	}
	if m.Store != nil {
		c, err := store.Verify(ctx, scratch)
		if err != nil {
			return doc, err
		}
		if found := *countsOf(c); found != *m.Store {
			return doc, fmt.Errorf("want %+v, found %+v", *m.Store, found)
		}
		doc.Loads, doc.Observations = c.Loads, c.Observations
	}
	if doc.SHA256, doc.Bytes, err = hashFile(path); err != nil {
		return doc, err
	}
	return doc, nil
}
