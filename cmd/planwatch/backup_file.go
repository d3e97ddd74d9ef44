package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"planwatch/data/store"
)

// backupFormat is the number of the way in which backups are laid out.
const backupFormat = 1

// The names in a backup.
const (
	manifestEntry = "manifest.json"
	storeEntry    = "planwatch.duckdb"
	planEntry     = "plan"
	layoutsEntry  = "layouts"
	packsEntry    = "packs"
	runsEntry     = "runs.jsonl"
)

// manifest is the first file of a backup: what is in it.
type manifest struct {
	Format  int           `json:"format"`
	MadeAt  time.Time     `json:"made_at"`
	Program string        `json:"program"`
	Store   *storeCounts  `json:"store"` // null: nothing had been loaded
	Files   []backupEntry `json:"files"`
}

// storeCounts is what the database in a backup has.
type storeCounts struct {
	Schema       int    `json:"schema"`
	Loads        int    `json:"loads"`
	Observations int    `json:"observations"`
	SHA256       string `json:"sha256"`
}

func countsOf(c store.Contents) *storeCounts {
	return &storeCounts{c.Schema, c.Loads, c.Observations, c.SHA256}
}

// backupEntry is one file of a backup.
type backupEntry struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`

	path    string // where it is on disk, when a backup is written
	content []byte // of what somebody may replace meanwhile, read once; nil for what stays as it is
}

// writeBackup writes the zip file. The manifest comes first, so that one look tells what it is.
func (space *workspace) writeBackup(to, copiedStore string, m manifest) error {
	entries, err := space.backupEntries(copiedStore, m.Store != nil)
	if err != nil {
		return err
	}
	for i := range entries {
		e := &entries[i]
		if err := e.take(); err != nil {
			return err
		}
	}
	m.Files = entries
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	z := zip.NewWriter(f)
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := addEntry(z, manifestEntry, m.MadeAt, strings.NewReader(string(text)+"\n")); err != nil {
		return err
	}
	for _, e := range entries {
		if err := addFile(z, e, m.MadeAt); err != nil {
			return err
		}
	}
	return errors.Join(z.Close(), f.Sync(), f.Close())
}

// take hashes the file. What stays as it is, the copied database and final packs, is read again when it is packed;
// anything else is kept as it was hashed, since a job or a person may replace it in between.
func (e *backupEntry) take() (err error) {
	if e.Name == storeEntry || strings.HasPrefix(e.Name, packsEntry+"/final/") {
		e.SHA256, e.Bytes, err = hashFile(e.path)
		return err
	}
	if e.content, err = os.ReadFile(e.path); err != nil {
		return err
	}
	e.SHA256, e.Bytes = checksum(e.content), int64(len(e.content))
	return nil
}

func addFile(z *zip.Writer, e backupEntry, at time.Time) error {
	if e.content != nil {
		return addEntry(z, e.Name, at, bytes.NewReader(e.content))
	}
	f, err := os.Open(e.path)
	if err != nil {
		return err
	}
	defer f.Close()
	return addEntry(z, e.Name, at, io.LimitReader(f, e.Bytes))
}

func addEntry(z *zip.Writer, name string, at time.Time, from io.Reader) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, from)
	return err
}

// backupEntries lists what goes into a backup.
func (space *workspace) backupEntries(copiedStore string, hasStore bool) ([]backupEntry, error) {
	c := space.config
	out := []backupEntry{{Name: configName, path: filepath.Join(space.dir, configName)}}
	if hasStore {
		out = append(out, backupEntry{Name: storeEntry, path: copiedStore})
	}
	if runs := filepath.Join(space.path(stateName), journalName); exists(runs) {
		out = append(out, backupEntry{Name: runsEntry, path: runs})
	}
	packs := space.path(c.Packs)
	for _, folder := range []struct{ name, path string }{
		{planEntry, space.path(c.Plan)}, {layoutsEntry, space.path(c.Layouts)}, {path.Join(packsEntry, "final"), filepath.Join(packs, "final")},
	} {
		found, err := entriesBelow(folder.name, folder.path)
		if err != nil {
			return nil, err
		}
		if folder.name == planEntry && len(found) == 0 {
			return nil, fmt.Errorf("want the plan in the backup, found no file in %s", folder.path)
		}
		out = append(out, found...)
	}
	if list := filepath.Join(packs, packListName); exists(list) {
		out = append(out, backupEntry{Name: path.Join(packsEntry, packListName), path: list})
	}
	return out, nil
}

func entriesBelow(name, dir string) ([]backupEntry, error) {
	var out []backupEntry
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // a link to a folder elsewhere stands for that folder
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == dir:
			return nil
		case err != nil:
			return err
		case d.Type().IsRegular():
			rel, err := filepath.Rel(dir, p)
			if err != nil {
				return err
			}
			out = append(out, backupEntry{Name: path.Join(name, filepath.ToSlash(rel)), path: p})
		}
		return nil
	})
	return out, err
}

// exists says whether there is something at a path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func hashFile(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), n, err
}

// backupReader reads a backup.
type backupReader struct {
	manifest manifest
	zip      *zip.Reader
}

// manifestLimit bounds what a manifest may unpack to.
const manifestLimit = 16 << 20

var errNotBackup = errors.New("this is not a backup that planwatch made")

func openBackup(z *zip.Reader) (*backupReader, error) {
	f, err := z.Open(manifestEntry)
	if err != nil {
		return nil, fmt.Errorf("%w: want %s in it, found none", errNotBackup, manifestEntry)
	}
	defer f.Close()
	b := &backupReader{zip: z}
	if err := json.NewDecoder(io.LimitReader(f, manifestLimit)).Decode(&b.manifest); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errNotBackup, manifestEntry, err)
	}
	if n := b.manifest.Format; n != backupFormat {
		return nil, fmt.Errorf("the backup is laid out in another way (%d) than this planwatch knows (%d): update planwatch", n, backupFormat)
	}
	for _, e := range b.manifest.Files {
		if !fs.ValidPath(e.Name) || !filepath.IsLocal(filepath.FromSlash(e.Name)) || strings.Contains(e.Name, `\`) {
			return nil, fmt.Errorf("%w: it names the file %q", errNotBackup, e.Name)
		}
	}
	return b, nil
}

// extract copies one file out and holds it to its SHA-256.
func (b *backupReader) extract(e backupEntry, to io.Writer) error {
	f, err := b.zip.Open(e.Name)
	if err != nil {
		return fmt.Errorf("the backup is damaged: %s: %w", e.Name, err)
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(h, to), io.LimitReader(f, e.Bytes+1))
	if err != nil {
		return fmt.Errorf("the backup is damaged: %s: %w", e.Name, err)
	}
	if sum := hex.EncodeToString(h.Sum(nil)); n != e.Bytes || sum != e.SHA256 {
		return fmt.Errorf("the backup is damaged: %s: want SHA-256 %s, found %s", e.Name, e.SHA256, sum)
	}
	return nil
}
