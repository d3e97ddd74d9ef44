package inbox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sees looks and says what it found, one word for each file.
func sees(t *testing.T, b *Box, now time.Time) string {
	t.Helper()
	s, err := b.Look(now)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range s.Ready {
		out = append(out, "ready:"+f.Name)
	}
	for _, f := range s.Waiting {
		out = append(out, "waiting:"+f.Name)
	}
	for _, o := range s.Odd {
		out = append(out, "odd:"+o.Name)
	}
	return strings.Join(out, " ")
}

func want(t *testing.T, what, found, wanted string) {
	t.Helper()
	if found != wanted {
		t.Errorf("%s: want %q, found %q", what, wanted, found)
	}
}

// A writer that pauses for three seconds in the middle of a file is not mistaken for one that has finished.
func TestRest(t *testing.T) {
	b := &Box{Dir: t.TempDir(), Rest: 5 * time.Second}
	after := func(seconds int) time.Time { return at.Add(time.Duration(seconds) * time.Second) }
	drop(t, b.Dir, "a.csv", "half of ")
	want(t, "half", sees(t, b, after(0)), "waiting:a.csv")
	want(t, "paused", sees(t, b, after(3)), "waiting:a.csv")
	drop(t, b.Dir, "a.csv", "half of it and the rest")
	want(t, "written on", sees(t, b, after(6)), "waiting:a.csv")
	want(t, "not long enough", sees(t, b, after(10)), "waiting:a.csv")
	want(t, "rested", sees(t, b, after(11)), "ready:a.csv")
	want(t, "still there", sees(t, b, after(12)), "ready:a.csv")

	path := filepath.Join(b.Dir, "a.csv")
	if err := os.Chtimes(path, time.Time{}, at.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	want(t, "same size, another time", sees(t, b, after(20)), "waiting:a.csv")
	want(t, "rested again", sees(t, b, after(25)), "ready:a.csv")
	b.Forget(path)
	want(t, "forgotten", sees(t, b, after(26)), "waiting:a.csv")
}

// Another file of the same name, size and time is another file.
func TestRestIdentity(t *testing.T) {
	b := &Box{Dir: t.TempDir(), Rest: 5 * time.Second}
	f := drop(t, b.Dir, "a.csv", "one")
	sees(t, b, at)
	g := drop(t, b.Dir, ".new", "two")
	if err := os.Chtimes(g.Path, time.Time{}, f.Info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(g.Path, f.Path); err != nil {
		t.Fatal(err)
	}
	want(t, "replaced", sees(t, b, at.Add(5*time.Second)), "waiting:a.csv")
}

func TestClockJumps(t *testing.T) {
	b := &Box{Dir: t.TempDir(), Rest: 5 * time.Second}
	drop(t, b.Dir, "a.csv", "x")
	want(t, "first", sees(t, b, at), "waiting:a.csv")
	back := at.Add(-24 * time.Hour)
	want(t, "clock set back", sees(t, b, back), "waiting:a.csv")
	want(t, "does not rest early", sees(t, b, back.Add(4*time.Second)), "waiting:a.csv")
	want(t, "does not wait a day", sees(t, b, back.Add(5*time.Second)), "ready:a.csv")
}

// The time of the file is held against itself only: a share's clock may be wrong.
func TestFileFromTheFuture(t *testing.T) {
	b := &Box{Dir: t.TempDir(), Rest: 5 * time.Second}
	f := drop(t, b.Dir, "a.csv", "x")
	if err := os.Chtimes(f.Path, time.Time{}, at.AddDate(10, 0, 0)); err != nil {
		t.Fatal(err)
	}
	sees(t, b, at)
	want(t, "rested", sees(t, b, at.Add(5*time.Second)), "ready:a.csv")
}

func TestLookPassesOver(t *testing.T) {
	b := &Box{Dir: t.TempDir()}
	for _, name := range []string{
		".hidden.xlsx", "~$return.xlsx", ".~lock.return.ods#", "THUMBS.DB", "Desktop.ini", "a.TMP", "a.xlsx.part", "a.Partial", "a.crdownload",
		"empty.csv", "return.xlsx", "tmp", "ystadegau ŵŷ.xlsx",
	} {
		drop(t, b.Dir, name, "")
	}
	want(t, "look", sees(t, b, at), "ready:empty.csv ready:return.xlsx ready:tmp ready:ystadegau ŵŷ.xlsx")
}

func TestLookTooLarge(t *testing.T) {
	b := &Box{Dir: t.TempDir(), MaxSize: 3}
	drop(t, b.Dir, "a.csv", "123")
	drop(t, b.Dir, "b.csv", "1234")
	s, err := b.Look(at)
	if err != nil || len(s.Ready) != 2 || s.Ready[0].TooLarge || !s.Ready[1].TooLarge {
		t.Errorf("want b.csv alone too large, found %+v, %v", s, err)
	}
}

func TestLookOdd(t *testing.T) {
	b := &Box{Dir: t.TempDir()}
	outside := drop(t, t.TempDir(), "secret.csv", "not yours")
	if err := os.Mkdir(filepath.Join(b.Dir, "older"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside.Path, filepath.Join(b.Dir, "link.csv")); err != nil {
		t.Skip("no symbolic links here")
	}
	drop(t, b.Dir, asidePrefix+"X", "left by a crash")
	drop(t, filepath.Join(b.Dir, "older"), "below.csv", "not searched")
	s, err := b.Look(at)
	if err != nil || len(s.Ready)+len(s.Waiting) > 0 || len(s.Odd) != 3 {
		t.Fatalf("want three odd things, found %+v, %v", s, err)
	}
	for i, part := range []string{"when planwatch stopped", "symbolic link", "a folder"} {
		if !strings.Contains(s.Odd[i].Why, part) {
			t.Errorf("%s: want %q in %q", s.Odd[i].Name, part, s.Odd[i].Why)
		}
	}
	wantContent(t, outside.Path, "not yours")
}

func TestLookUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is unreadable to root")
	}
	b := &Box{Dir: t.TempDir()}
	f := drop(t, b.Dir, "a.csv", "x")
	if err := os.Chmod(f.Path, 0); err != nil {
		t.Fatal(err)
	}
	want(t, "look", sees(t, b, at), "odd:a.csv")
}

func TestLookWithoutInbox(t *testing.T) {
	b := &Box{Dir: filepath.Join(t.TempDir(), "share"), Rest: time.Second}
	_, err := b.Look(at)
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasSuffix(err.Error(), "share is not there; is the share mounted?") {
		t.Errorf("want a sentence about the share, found %v", err)
	}
	if err := os.Mkdir(b.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	drop(t, b.Dir, "a.csv", "x")
	want(t, "come back", sees(t, b, at), "waiting:a.csv")

	b.Dir = filepath.Join(b.Dir, "a.csv")
	if _, err := b.Look(at); err == nil || !strings.Contains(err.Error(), "is not a folder") {
		t.Errorf("want an error about a file, found %v", err)
	}
}

// TestReadIsOfTheLook reads the file that was looked at, and no other that came in its place.
func TestReadIsOfTheLook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("whole"), 0o644); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	f := File{Path: path, Name: "a.csv", Info: info}
	if content, err := f.Read(); err != nil || string(content) != "whole" {
		t.Errorf("read %q, %v", content, err)
	}
	if err := os.WriteFile(path, []byte("half of an"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(); !errors.Is(err, ErrChanged) {
		t.Errorf("read of a file that changed: %v, want ErrChanged", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", path); err != nil {
		t.Fatal(err)
	}
	if content, err := f.Read(); !errors.Is(err, ErrChanged) {
		t.Errorf("read through a link: %q, %v, want ErrChanged", content, err)
	}
}
