package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"planwatch/reports"
)

// drawings keeps drawn charts in the workspace, so that publishing again draws only what has changed. A drawing is a
// pure function of its chart and of the program: both are in its name, so that it is never out of date, and a file
// that was damaged is drawn again. The folder can be deleted at any time.
type drawings struct {
	dir     string
	program string // size and time of the program's file: another build draws anew
}

// drawingsName is the folder in the workspace.
const drawingsName = ".drawings"

func newDrawings(space *workspace) drawings {
	d := drawings{dir: space.path(drawingsName)}
	if self, err := os.Executable(); err == nil {
		if info, err := os.Stat(self); err == nil {
			d.program = fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		}
	}
	return d
}

// drawn is what drawing adds to a chart.
type drawn struct{ Option, SVG, Narrow []byte }

// name is the file that a chart's drawing is kept in.
func (d drawings) name(c *reports.Chart) (string, error) {
	model, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("chart %s: %w", c.ID, err)
	}
	sum := sha256.Sum256(append([]byte(version+" "+d.program+" "), model...))
	return filepath.Join(d.dir, hex.EncodeToString(sum[:])), nil
}

// find fills in a chart from a kept drawing, when there is one and it is whole.
func (d drawings) find(name string, c *reports.Chart) bool {
	content, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	sum, body, ok := bytes.Cut(content, []byte("\n"))
	var kept drawn
	if !ok || string(sum) != checksum(body) || json.Unmarshal(body, &kept) != nil {
		return false
	}
	c.Option, c.SVG, c.Narrow = kept.Option, kept.SVG, kept.Narrow
	return true
}

// keep writes a drawing. That it can't be kept, in a folder that is read-only or full, only costs drawing it again.
func (d drawings) keep(name string, c *reports.Chart) {
	body, err := json.Marshal(drawn{c.Option, c.SVG, c.Narrow})
	if err != nil || os.MkdirAll(d.dir, 0o755) != nil {
		return
	}
	_ = writeWhole(name, append([]byte(checksum(body)+"\n"), body...))
}

// forget removes the drawings that were not used this time.
func (d drawings) forget(used []string) {
	keep := make(map[string]bool, len(used))
	for _, name := range used {
		keep[name] = true
	}
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := filepath.Join(d.dir, e.Name()); !keep[name] {
			_ = os.Remove(name) // one that can't be removed is only in the way of nobody
		}
	}
}

func checksum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
