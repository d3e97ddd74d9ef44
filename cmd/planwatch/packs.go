package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"planwatch/kpi"
	"planwatch/kpi/words"
	"planwatch/reports/site"
)

// keptPack is a pack that lies in the folder of packs, as the folder's list has it.
type keptPack struct {
	Kind    string    `json:"kind"`
	Title   string    `json:"title"`
	Format  string    `json:"format"`
	AsAt    string    `json:"as_at"`    // 2026-03-31, or "" when nothing is loaded
	KnownAt string    `json:"known_at"` // in words; Known is the moment, zero where everything was known or the list is older
	Known   time.Time `json:"known,omitzero"`
	Final   bool      `json:"final"`
	Area    string    `json:"area,omitempty"` // code of an area other than the plan's own
}

// packListName is the list's name in the folder of packs.
const packListName = ".planwatch-packs"

// file is where the pack lies in the folder, with forward slashes.
func (p keptPack) file() string {
	name := p.kind() + "." + p.Format
	if p.Final {
		return path.Join("final", cmp.Or(p.AsAt, "nothing-loaded"), name)
	}
	return name
}

// address is where the pack lies on the site.
func (p keptPack) address() string {
	if p.Final {
		return fmt.Sprintf("reports/%s-%s.%s", p.kind(), p.AsAt, p.Format)
	}
	return "reports/" + p.kind() + "." + p.Format
}

// kind is the kind of pack, and the area when it is not the plan's own: that is another pack.
func (p keptPack) kind() string {
	if p.Area == "" {
		return p.Kind
	}
	return p.Kind + "-" + p.Area
}

// keep writes the pack into a folder and onto its list. A final pack is never replaced by another one.
func (p keptPack) keep(dir string, content []byte) error {
	at := filepath.Join(dir, filepath.FromSlash(p.file()))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if old, err := os.ReadFile(at); p.Final && err == nil && !bytes.Equal(old, content) {
		return refused(fmt.Errorf("%s is final and differs from what would be written; a final pack is never replaced: give another --as-at, or move it away by hand", at))
	}
	if err := writeWhole(at, content); err != nil {
		return err
	}
	return changePackList(dir, func(list []keptPack) []keptPack {
		return append(slices.DeleteFunc(list, func(o keptPack) bool { return o.file() == p.file() }), p)
	})
}

// known is the moment up to which the pack knows; a list that an earlier edition of the program wrote has only its words.
func (p keptPack) known() time.Time {
	if t, err := time.Parse("2 January 2006 15:04 MST", p.KnownAt); err == nil && p.Known.IsZero() {
		return t
	}
	return p.Known
}

// changePackList changes a folder's list, one process at a time.
func changePackList(dir string, change func([]keptPack) []keptPack) error {
	path := filepath.Join(dir, packListName)
	lock := flock.New(path + ".lock")
	if err := lock.Lock(); err == nil {
		defer func() { _ = lock.Unlock() }()
	}
	list, err := packList(dir)
	if err != nil {
		return err
	}
	if list = change(list); len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b keptPack) int { return strings.Compare(a.file(), b.file()) })
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return fmt.Errorf("write the list of packs: %w", err)
	}
	return writeWhole(path, append(text, '\n'))
}

func packList(dir string) ([]keptPack, error) {
	content, err := os.ReadFile(filepath.Join(dir, packListName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read the list of packs: %w", err)
	}
	var list []keptPack
	if err := json.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("%s is not a list of packs: %w; move it away, and write the packs again with planwatch pack", filepath.Join(dir, packListName), err)
	}
	return list, nil
}

// keptPacks reads the packs of a folder for the site; one that was taken away by hand is left out.
func keptPacks(dir string, w *words.Catalogue) ([]site.Report, error) {
	list, err := packList(dir)
	if err != nil {
		return nil, err
	}
	var out []site.Report
	for _, p := range list {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.file())))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("read a pack: %w", err)
		}
		day, err := kpi.ParseDate(p.AsAt)
		asAt := day.In(w)
		if err != nil {
			asAt = w.Say("reports.nothing-loaded")
		}
		out = append(out, site.Report{
			Kind: p.kind(), Title: p.Title, Format: p.Format, File: p.address(), Size: int64(len(content)),
			AsAt: asAt, KnownAt: p.KnownAt, Day: day, Known: p.known(), Final: p.Final, SHA256: checksum(content), Content: content,
		})
	}
	return out, nil
}
