package web

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestRefresh(t *testing.T) {
	files := sample()
	s := published(t, Options{}, files)
	refresh(t, s, false)
	n, size, since, ok := s.Published()
	want := int64(0)
	for name, content := range files {
		if !strings.Contains("/"+name, "/.") {
			want += int64(len(content))
		}
	}
	if mark, err := os.Stat(filepath.Join(s.options.Dir, markName)); err != nil || !ok || n != len(files)-3 || size != want || !since.Equal(mark.ModTime()) {
		t.Errorf("Published: found %d files, %d bytes, %v, %v (want %d, %d; %v)", n, size, since, ok, len(files)-3, want, err)
	}

	replace(t, s.options.Dir, tree{"index.html": "new"})
	if got := ask(s, "GET", "/").Body.String(); got != files["index.html"] {
		t.Errorf("want the old site until Refresh, found %.60q", got)
	}
	refresh(t, s, true)
	if got := ask(s, "GET", "/").Body.String(); got != "new" {
		t.Errorf("want the new site, found %.60q", got)
	}

	replace(t, s.options.Dir, tree{"index.html": "new"})
	refresh(t, s, true) // the same files in another folder
}

// TestIdentity holds each thing by which another folder in the same place is known, with all others equal.
func TestIdentity(t *testing.T) {
	then := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	again := func(mark, text string) error {
		return errors.Join(os.WriteFile(mark, []byte(text), 0o644), os.Chtimes(mark, then, then))
	}
	cases := map[string]func(dir, mark string) error{
		"another time": func(_, mark string) error { return os.Chtimes(mark, then, then.Add(time.Nanosecond)) },
		"another size": func(_, mark string) error { return again(mark, "longer than before\n") },
		"another mark": func(_, mark string) error {
			return errors.Join(os.Rename(mark, mark+".old"), again(mark, "mark\n"))
		},
		"another folder": func(dir, mark string) error {
			return errors.Join(os.Rename(dir, dir+".old"), os.Mkdir(dir, 0o755), os.Link(filepath.Join(dir+".old", markName), mark))
		},
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, Options{})
			mark := filepath.Join(s.options.Dir, markName)
			write(t, s.options.Dir, sample())
			if err := again(mark, "mark\n"); err != nil {
				t.Fatal(err)
			}
			refresh(t, s, true)
			refresh(t, s, false)
			if err := change(s.options.Dir, mark); err != nil {
				t.Fatal(err)
			}
			refresh(t, s, true)
			refresh(t, s, false)
		})
	}
}

// TestNoSite holds that whatever stands in the place of the site, what was taken in is served on, and the error says
// what was wanted.
func TestNoSite(t *testing.T) {
	cases := map[string]struct {
		spoil func(dir string) error
		want  string
	}{
		"vanished": {os.RemoveAll, "found no such folder: publish to it"},
		"a file": {func(dir string) error {
			return errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o644))
		}, "found a file: "},
		"no mark":           {func(dir string) error { return os.Remove(filepath.Join(dir, markName)) }, "found a folder without the mark " + markName},
		"the mark a folder": {func(dir string) error { return remade(dir, func(mark string) error { return os.Mkdir(mark, 0o755) }) }, "mark " + markName + " is no plain file"},
		"the mark a link": {func(dir string) error {
			return remade(dir, func(mark string) error { return os.Symlink("index.html", mark) })
		}, "is no plain file"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			files := sample()
			s := published(t, Options{}, files)
			if err := c.spoil(s.options.Dir); err != nil {
				t.Fatal(err)
			}
			changed, err := s.Refresh()
			if err == nil || changed {
				t.Fatalf("want an error, found %v, %v", changed, err)
			}
			if !strings.HasPrefix(err.Error(), "want a published site in "+s.options.Dir) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("found %q", err)
			}
			if name == "vanished" && !errors.Is(err, fs.ErrNotExist) {
				t.Error("want fs.ErrNotExist in the error")
			}
			if got := ask(s, "GET", "/").Body.String(); got != files["index.html"] {
				t.Errorf("want the old site to stay, found %.60q", got)
			}
			if err := os.RemoveAll(s.options.Dir); err != nil {
				t.Fatal(err)
			}
			replace(t, s.options.Dir, tree{"index.html": "back"})
			refresh(t, s, true)
		})
	}
}

func remade(dir string, with func(mark string) error) error {
	mark := filepath.Join(dir, markName)
	return errors.Join(os.Remove(mark), with(mark))
}

// TestTriesAgain holds that a folder which is away for a moment, as between the two renames, is no error.
func TestTriesAgain(t *testing.T) {
	s := newSite(t, Options{})
	waits := 0
	s.wait = func() {
		if waits++; waits == tries-1 {
			replace(t, s.options.Dir, sample())
		}
	}
	refresh(t, s, true)
	if waits != tries-1 {
		t.Errorf("want %d pauses, found %d", tries-1, waits)
	}
}

// TestReplacedWhileRead holds that a folder which is replaced after it was opened is not taken in, even when all of it
// could still be read, and that the one in its place is.
func TestReplacedWhileRead(t *testing.T) {
	s := newSite(t, Options{})
	replace(t, s.options.Dir, generation(1))
	opened := 0
	s.open = func(dir, mark string) (*folder, error) {
		f, err := openFolder(dir, mark)
		if opened++; opened == 1 {
			if err := os.Rename(dir, dir+".aside"); err != nil {
				t.Fatal(err)
			}
			replace(t, dir, generation(2))
		}
		return f, err
	}
	refresh(t, s, true)
	if got := generations(s.now.Load()); opened != 2 || len(got) != 1 || !got["2"] {
		t.Errorf("want generation 2 from the second try, found %v from try %d", got, opened)
	}
}

// TestOpenFolder holds that what is read through an open folder is of that folder, whatever stands in its place.
func TestOpenFolder(t *testing.T) {
	s := newSite(t, Options{})
	replace(t, s.options.Dir, generation(1))
	f, err := openFolder(s.options.Dir, markName)
	if err != nil {
		t.Fatal(err)
	}
	defer f.root.Close()
	if err := os.Rename(s.options.Dir, s.options.Dir+".aside"); err != nil {
		t.Fatal(err)
	}
	replace(t, s.options.Dir, generation(2))
	n, err := f.snapshot(markName, s.security, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := generations(n); len(got) != 1 || !got["1"] {
		t.Errorf("want generation 1 alone, found %v", got)
	}
}

// TestAlwaysReplaced holds that a folder which never stays is an error, and the old site stays.
func TestAlwaysReplaced(t *testing.T) {
	s := published(t, Options{}, generation(0))
	n := 0
	s.open = func(dir, mark string) (*folder, error) {
		f, err := openFolder(dir, mark)
		n++
		replace(t, dir, generation(n))
		return f, err
	}
	replace(t, s.options.Dir, generation(0))
	before := s.now.Load()
	changed, err := s.Refresh()
	if changed || !errors.Is(err, errReplaced) || !strings.Contains(err.Error(), "5 times") || n != tries {
		t.Errorf("found %v, %v after %d tries", changed, err, n)
	}
	if s.now.Load() != before {
		t.Error("the old site did not stay")
	}
}

// TestUnreadable holds that a folder which can't be read to its end keeps the whole new site away.
func TestUnreadable(t *testing.T) {
	s := published(t, Options{}, sample())
	before := s.now.Load()
	replace(t, s.options.Dir, sample())
	s.open = func(dir, mark string) (*folder, error) {
		f, err := openFolder(dir, mark)
		return f, errors.Join(err, f.root.Close())
	}
	if changed, err := s.Refresh(); changed || !errors.Is(err, fs.ErrClosed) || !strings.HasPrefix(err.Error(), "read the site "+s.options.Dir) {
		t.Errorf("want an error about reading, found %v, %v", changed, err)
	}
	if s.now.Load() != before {
		t.Error("the old site did not stay")
	}
}

// TestSharing holds that equal contents are one, within a snapshot and from one to the next, compressed form included.
func TestSharing(t *testing.T) {
	files := sample()
	files["data/same.csv"] = files["data/burglary.csv"]
	s := published(t, Options{}, files)
	ask(s, "GET", "/data/burglary.csv", "Accept-Encoding", "gzip")
	before := s.now.Load()
	if before.addresses["data/same.csv"].content != before.addresses["data/burglary.csv"].content {
		t.Error("two equal files do not share their content")
	}
	files["index.html"] = htmlPage("changed")
	delete(files, "style.css")
	replace(t, s.options.Dir, files)
	refresh(t, s, true)
	after := s.now.Load()
	for name := range after.addresses {
		shared := before.addresses[name].content == after.addresses[name].content
		if changed := name == "" || name == "index.html"; shared == changed {
			t.Errorf("%s: shared is %v", name, shared)
		}
	}
	if after.addresses["data/burglary.csv"].content.packed == nil {
		t.Error("the compressed form was not kept")
	}
	if len(after.contents) != len(before.contents)-1 {
		t.Errorf("want no content of old files, found %d after %d", len(after.contents), len(before.contents))
	}

	replace(t, s.options.Dir, files)
	refresh(t, s, true)
	if last := s.now.Load(); last.addresses["site.js"].content != after.addresses["site.js"].content {
		t.Error("what two snapshots shared is not shared with a third")
	}
}
