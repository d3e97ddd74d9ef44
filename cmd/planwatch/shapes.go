package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"planwatch/ingest"
	"planwatch/ingest/inbox"
	"planwatch/ingest/layout"
)

// shapesName is the file in the state folder that says where things stood in the newest file that each layout read. It
// holds no figures, and nothing but the words of a report of what moved depends on it.
const shapesName = "shapes.json"

// shapeBook is where things stood, by layout, and what the readings of a run tell, by the SHA-256 of the file. Files are
// read side by side.
type shapeBook struct {
	path string
	was  map[string]*layout.Shape

	mu    sync.Mutex
	found map[string]ingest.Shape
}

// shapes reads what is remembered. Without it, or with a file that cannot be read, a report says what is not there any
// more and not where it was.
func (w *workspace) shapes() *shapeBook {
	s := &shapeBook{path: filepath.Join(w.path(stateName), shapesName), was: map[string]*layout.Shape{}, found: map[string]ingest.Shape{}}
	content, err := os.ReadFile(s.path)
	if err != nil || json.Unmarshal(content, &s.was) != nil || s.was == nil {
		s.was = map[string]*layout.Shape{}
	}
	return s
}

// note takes in what a reading tells.
func (s *shapeBook) note(sha256 string, shape ingest.Shape) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found[sha256] = shape
}

func (s *shapeBook) drift(sha256 string) *layout.Drift {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.found[sha256].Drift
}

// remember keeps the shapes of the files that were loaded just now. The file is written whole and then takes the name
// of the old one.
func (s *shapeBook) remember(results []loaded) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := false
	for _, l := range results {
		shape := s.found[l.ret.SHA256].Is
		if shape != nil && len(shape.Sheets) > 0 && l.kept != nil && len(l.errors()) == 0 && !l.kept.Already {
			s.was[shape.Layout], changed = shape, true
		}
	}
	if !changed {
		return nil
	}
	content, err := json.MarshalIndent(s.was, "", "  ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(s.path), 0o755)
	}
	if err == nil {
		err = replaceFile(s.path, append(content, '\n'))
	}
	if err != nil {
		return fmt.Errorf("remember where things stand in returns: %w", err)
	}
	return nil
}

// replaceFile writes a file beside an old one and then gives it the old one's name.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// printDrift says what moved in a return since the last one of its kind.
func printDrift(out io.Writer, d *layout.Drift) {
	if d == nil {
		return
	}
	heading := "How it differs from the layout that is nearest, with which nothing was loaded yet"
	if d.Seen {
		heading = "What moved since the last return of this kind"
	}
	fmt.Fprintf(out, "  %s (layout %s, of which it has %d%%):\n", heading, d.Layout, d.Met)
	for _, m := range d.Moved {
		fmt.Fprintln(out, "  -", m)
	}
	if d.Diff == "" {
		return
	}
	fmt.Fprintf(out, "  The layout with these changes, if they are meant; nothing is changed by itself. %s\n\n%s\n", d.Then, d.Diff)
}

// movedFor is what a quarantine report says of it.
func movedFor(d *layout.Drift) *inbox.Moved {
	if d == nil {
		return nil
	}
	return &inbox.Moved{Layout: d.Layout, Seen: d.Seen, What: d.Moved, Diff: d.Diff, Then: d.Then}
}
