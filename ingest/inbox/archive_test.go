package inbox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func mustArchive(t *testing.T, root string, f File, content string, day time.Time) string {
	t.Helper()
	path, err := Archive(root, f, sumOf(content), day)
	if err != nil {
		t.Fatal(err)
	}
	wantContent(t, path, content)
	wantNothing(t, f.Path)
	return path
}

func TestArchive(t *testing.T) {
	box, root := t.TempDir(), filepath.Join(t.TempDir(), "not", "there")
	path := mustArchive(t, root, drop(t, box, "return.csv", "one"), "one", at)
	if want := filepath.Join(root, "2026", "11", sumOf("one"), "return.csv"); path != want {
		t.Errorf("want %s, found %s", want, path)
	}

	// A corrected file of the same name is another file.
	second := mustArchive(t, root, drop(t, box, "return.csv", "two"), "two", at)
	wantContent(t, path, "one")

	// The very same file again, in another month too, is kept once.
	again := mustArchive(t, root, drop(t, box, "return.csv", "one"), "one", at.AddDate(0, 2, 0))
	if again != path {
		t.Errorf("want %s, found %s", path, again)
	}

	// The same bytes under another name are kept beside it.
	other := mustArchive(t, root, drop(t, box, "copy.csv", "two"), "two", at)
	if filepath.Dir(other) != filepath.Dir(second) || len(files(t, root)) != 3 {
		t.Errorf("want three files, two in one folder, found %v", files(t, root))
	}
}

func TestArchiveChanged(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	archived := drop(t, box, "known.csv", "known")
	mustArchive(t, root, archived, "known", at)
	before := len(files(t, root))
	for what, change := range map[string]func(f File) File{
		"other bytes, everything else the same": func(f File) File {
			f = drop(t, box, f.Name, "eno")
			return f
		},
		"appended to": func(f File) File { drop(t, box, f.Name, "one and more"); return f },
		"replaced": func(f File) File {
			g := drop(t, box, ".new", "new")
			if err := os.Rename(g.Path, f.Path); err != nil {
				t.Fatal(err)
			}
			return f
		},
		"a link now": func(f File) File {
			os.Remove(f.Path)
			if err := os.Symlink(filepath.Join(root, "x"), f.Path); err != nil {
				t.Skip("no symbolic links here")
			}
			return f
		},
	} {
		f := change(drop(t, box, "return.csv", "one"))
		path, err := Archive(root, f, sumOf("one"), at)
		if path != "" || !errors.Is(err, ErrChanged) && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: want ErrChanged, found %q, %v", what, path, err)
		}
		if _, err := os.Lstat(f.Path); err != nil {
			t.Errorf("%s: want the file left in the inbox, found %v", what, err)
		}
		if after := files(t, root); len(after) != before {
			t.Errorf("%s: want nothing more in the archive, found %v", what, after)
		}
		os.Remove(f.Path)
	}
	// The bytes that were read are archived already, but those in the inbox are others.
	f := drop(t, box, "known.csv", "newer")
	if _, err := Archive(root, f, sumOf("known"), at); !errors.Is(err, ErrChanged) {
		t.Errorf("want ErrChanged, found %v", err)
	}
	wantContent(t, f.Path, "newer")
}

// A newer file that is put in place at the very last moment stays.
func TestTakeRace(t *testing.T) {
	for _, links := range []bool{true, false} {
		box, root := t.TempDir(), t.TempDir()
		f := drop(t, box, "return.csv", "one")
		d := machine
		d.rename = func(from, to string) error {
			if from == f.Path {
				os.Remove(from)
				drop(t, box, "return.csv", "newer")
			}
			return os.Rename(from, to)
		}
		if !links {
			d.link = func(string, string) error { return errors.ErrUnsupported }
		}
		path, err := d.archive(root, f, sumOf("one"), at)
		if !errors.Is(err, ErrChanged) {
			t.Errorf("want ErrChanged, found %v", err)
		}
		wantContent(t, path, "one")
		wantContent(t, f.Path, "newer")
		if n := len(files(t, box)); n != 1 {
			t.Errorf("want one file in the inbox, found %v", files(t, box))
		}
	}
}

func TestArchiveOverwritesNothing(t *testing.T) {
	for _, links := range []bool{true, false} {
		box, root := t.TempDir(), t.TempDir()
		f := drop(t, box, "return.csv", "one")
		folder := filepath.Join(root, "2026", "11", sumOf("one"))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		other := drop(t, folder, "return.csv", "somebody else's")
		d := machine
		if !links {
			d.link = func(string, string) error { return errors.ErrUnsupported }
		}
		_, err := d.archive(root, f, sumOf("one"), at)
		if err == nil || !strings.Contains(err.Error(), "found another file there") {
			t.Errorf("want an error, found %v", err)
		}
		wantContent(t, other.Path, "somebody else's")
		wantContent(t, f.Path, "one")
		if n := len(files(t, root)); n != 1 {
			t.Errorf("want nothing left over, found %v", files(t, root))
		}
		// An empty file is what a crash leaves where there are no links.
		drop(t, folder, "return.csv", "")
		if path, err := d.archive(root, f, sumOf("one"), at); err != nil {
			t.Error(err)
		} else {
			wantContent(t, path, "one")
		}
	}
}

// Another process archives the same file between the look into the archive and the writing.
func TestArchiveTwoAtOnce(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	f := drop(t, box, "return.csv", "one")
	d := machine
	d.link = func(from, to string) error {
		os.WriteFile(to, []byte("one"), 0o644)
		return os.Link(from, to)
	}
	path, err := d.archive(root, f, sumOf("one"), at)
	if err != nil || len(files(t, root)) != 1 {
		t.Errorf("want one file, found %v, %v", files(t, root), err)
	}
	wantContent(t, path, "one")
}

func TestArchiveWithoutLinks(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	f := drop(t, box, "return.csv", "one")
	d := machine
	d.link = func(string, string) error { return syscall.EPERM }
	path, err := d.archive(root, f, sumOf("one"), at)
	if err != nil || len(files(t, root)) != 1 {
		t.Errorf("want one file, found %v, %v", files(t, root), err)
	}
	wantContent(t, path, "one")
	wantNothing(t, f.Path)
}

// A file that is archived, and was taken away from the inbox by somebody, is as it should be.
func TestArchiveGone(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	f := drop(t, box, "return.csv", "one")
	first := mustArchive(t, root, f, "one", at)
	if path, err := Archive(root, f, sumOf("one"), at); err != nil || path != first {
		t.Errorf("want %s, found %s, %v", first, path, err)
	}
	f = drop(t, box, "new.csv", "two")
	os.Remove(f.Path)
	if _, err := Archive(root, f, sumOf("two"), at); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want fs.ErrNotExist, found %v", err)
	}
}

func TestArchiveWantsASum(t *testing.T) {
	f := drop(t, t.TempDir(), "return.csv", "one")
	for _, sum := range []string{"", "../../etc", strings.ToUpper(sumOf("one")), sumOf("one")[:12]} {
		if _, err := Archive(t.TempDir(), f, sum, at); err == nil {
			t.Errorf("want an error for the SHA-256 %q, found none", sum)
		}
	}
	wantContent(t, f.Path, "one")
}

// Two hundred megabytes pass through and are never held.
func TestArchiveLarge(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	path := filepath.Join(box, "large.csv")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 200<<20); err != nil {
		t.Fatal(err)
	}
	f := seen(t, path)
	sum, err := f.sum()
	if err != nil {
		t.Fatal(err)
	}
	var archived string
	if used := allocated(func() { archived, err = Archive(root, f, sum, at) }); err != nil || used > 4<<20 {
		t.Errorf("want at most 4 MiB of memory, found %d MiB, %v", used>>20, err)
	}
	info, err := os.Stat(archived)
	if err != nil || info.Size() != 200<<20 {
		t.Errorf("want the whole file, found %v, %v", info, err)
	}
	wantNothing(t, path)
}
