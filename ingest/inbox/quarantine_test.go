package inbox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"planwatch/kpi"
)

var errOtherDevice = syscall.EXDEV

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func mustQuarantine(t *testing.T, root string, f File, r Refusal) string {
	t.Helper()
	dir, err := Quarantine(root, f, r)
	if err != nil {
		t.Fatal(err)
	}
	wantNothing(t, f.Path)
	return dir
}

func TestQuarantine(t *testing.T) {
	box, root := t.TempDir(), filepath.Join(t.TempDir(), "quarantine")
	content := burglary(t)
	problems := []kpi.Problem{notANumber("C5"), {Sheet: "Burglary", Code: "missing-series", Message: "want rows", Severity: kpi.Warning}}
	var dirs []string
	for range 3 {
		dir := mustQuarantine(t, root, drop(t, box, "return.xlsx", content), refusalOf(content, problems...))
		dirs = append(dirs, filepath.Base(dir))
		wantContent(t, filepath.Join(dir, "return.xlsx"), content)
		if found := names(t, dir); !slices.Equal(found, []string{"report.html", "report.txt", "return.xlsx"}) {
			t.Errorf("want the return and two reports, found %q", found)
		}
	}
	name := "20261125-063015-" + sumOf(content)[:12]
	if want := []string{name, name + "-2", name + "-3"}; !slices.Equal(dirs, want) {
		t.Errorf("want %q, found %q", want, dirs)
	}
	entries, err := Quarantined(root)
	if err != nil || len(entries) != 3 {
		t.Fatalf("want three entries, found %+v, %v", entries, err)
	}
	want := Entry{
		Name: "return.xlsx", Folder: filepath.Join(root, name), When: "2026-11-25 06:30:15", Problems: 1,
		First: `Sheet “Burglary”, cell C5: want a count of offences, found "12*" [not-a-number]`,
	}
	if entries[0] != want {
		t.Errorf("want %+v, found %+v", want, entries[0])
	}
}

// The return may have a report's name, whatever its capitals.
func TestQuarantineOfAReport(t *testing.T) {
	for name, report := range map[string]string{
		"report.html": "planwatch-report.html", "Report.TXT": "planwatch-report.txt",
		"planwatch-report.html": "report.html", "planwatch-report.txt": "report.txt",
	} {
		box, root := t.TempDir(), t.TempDir()
		dir := mustQuarantine(t, root, drop(t, box, name, "one"), refusalOf("one", notANumber("C5")))
		wantContent(t, filepath.Join(dir, name), "one")
		if found := names(t, dir); len(found) != 3 || !slices.Contains(found, report) {
			t.Errorf("%s: want %s among three files, found %q", name, report, found)
		}
		entries, err := Quarantined(root)
		if err != nil || len(entries) != 1 || entries[0].Name != name || entries[0].Problems != 1 {
			t.Errorf("%s: want it listed with a problem, found %+v, %v", name, entries, err)
		}
		os.Remove(filepath.Join(dir, name)) // as if a crash had come before the file was moved
		if entries, err := Quarantined(root); err != nil || len(entries) != 0 {
			t.Errorf("%s: want nothing listed, found %+v, %v", name, entries, err)
		}
	}
}

func TestQuarantineUnread(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	path := filepath.Join(box, "large.xlsx")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 200<<20); err != nil {
		t.Fatal(err)
	}
	b := &Box{Dir: box, MaxSize: 100 << 20}
	s, err := b.Look(at)
	if err != nil || len(s.Ready) != 1 || !s.Ready[0].TooLarge {
		t.Fatalf("want one that is too large, found %+v, %v", s, err)
	}
	r := Refusal{At: at, Problems: kpi.Problems{{Code: "too-large", Message: "want at most 100 MiB, found 200 MiB"}}}
	var dir string
	if used := allocated(func() { dir, err = Quarantine(root, s.Ready[0], r) }); err != nil || used > 1<<20 {
		t.Fatalf("want it moved unread, found %d bytes of memory, %v", used, err)
	}
	if want := "20261125-063015-unread"; filepath.Base(dir) != want {
		t.Errorf("want %s, found %s", want, dir)
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.txt"))
	if err != nil || !strings.Contains(string(text), "209,715,200 bytes (200 MiB)") || !strings.Contains(string(text), "the file was not read") {
		t.Errorf("want the size and no hash, found %s, %v", text, err)
	}
}

func TestQuarantineChanged(t *testing.T) {
	box, root := t.TempDir(), filepath.Join(t.TempDir(), "quarantine")
	f := drop(t, box, "return.csv", "one")
	drop(t, box, "return.csv", "newer")
	if _, err := Quarantine(root, f, refusalOf("one", notANumber("A1"))); !errors.Is(err, ErrChanged) {
		t.Errorf("want ErrChanged, found %v", err)
	}
	f = seen(t, f.Path)
	for _, p := range []kpi.Problem{notANumber("A1"), {Code: "no-layout"}} {
		if _, err := Quarantine(root, f, refusalOf("one", p)); !errors.Is(err, ErrChanged) {
			t.Errorf("want ErrChanged, found %v", err)
		}
	}
	wantContent(t, f.Path, "newer")
	if found := files(t, root); len(found) > 0 {
		t.Errorf("want nothing in quarantine, found %v", found)
	}
	os.Remove(f.Path)
	if _, err := Quarantine(root, f, refusalOf("newer")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want fs.ErrNotExist, found %v", err)
	}
}

// A newer file that is put in place while the report is written is not quarantined for the old one's problems.
func TestQuarantineRace(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	f := drop(t, box, "return.csv", "one")
	d := machine
	d.rename = func(from, to string) error {
		os.Remove(from)
		drop(t, box, "return.csv", "newer")
		return os.Rename(from, to)
	}
	if _, err := d.quarantine(root, f, refusalOf("one")); !errors.Is(err, ErrChanged) {
		t.Errorf("want ErrChanged, found %v", err)
	}
	wantContent(t, f.Path, "newer")
	if found := names(t, root); len(found) > 0 {
		t.Errorf("want nothing in quarantine, found %q", found)
	}
}

func TestQuarantineOnAnotherDevice(t *testing.T) {
	box, root := t.TempDir(), t.TempDir()
	f := drop(t, box, "return.csv", "one")
	d := machine
	d.rename = otherDevice(box, os.Rename)
	dir, err := d.quarantine(root, f, refusalOf("one", notANumber("A1")))
	if err != nil {
		t.Fatal(err)
	}
	wantContent(t, filepath.Join(dir, "return.csv"), "one")
	wantNothing(t, f.Path)
	if len(files(t, box)) > 0 || len(files(t, dir)) != 3 {
		t.Errorf("want three files and nothing left over, found %v", names(t, dir))
	}

	// When it can't be taken out of the inbox, no copy stays: each look would make another.
	f = drop(t, box, "return.csv", "one")
	d.rename = func(string, string) error { return syscall.EXDEV }
	if _, err := d.quarantine(root, f, refusalOf("one")); !errors.Is(err, syscall.EXDEV) {
		t.Errorf("want an error, found %v", err)
	}
	wantContent(t, f.Path, "one")
	if found := names(t, root); len(found) != 1 {
		t.Errorf("want the first folder only, found %q", found)
	}
}

// What people do to a quarantine by hand is no error.
func TestQuarantinedCopes(t *testing.T) {
	root := t.TempDir()
	if entries, err := Quarantined(filepath.Join(root, "none")); err != nil || len(entries) > 0 {
		t.Errorf("want an empty quarantine, found %+v, %v", entries, err)
	}
	for _, path := range []string{
		"20261125-063015-unread/report.txt",                         // the return was taken out
		"20261126-063015-unread/return.csv",                         // the reports were deleted
		"20261127-063015-0123456789ab-2/" + tempPrefix + "X",        // a crash
		"20261399-063015-unread/return.csv",                         // no such date
		"notes/return.csv",                                          // not ours
		"20261128-063015-unread/return.csv",                         // a report of another making
		"20261128-063015-unread/report.txt",                         //
		"20261129-063015-unread/folder/return.csv",                  // a folder inside
		"20261130-063015-unread",                                    // a file
		"20261201-063015-0123456789abcdef0123456789abcdef/rest.csv", // not ours
	} {
		path = filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Problems: many\n1. \n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := Quarantined(root)
	if err != nil || len(entries) != 2 {
		t.Fatalf("want two, found %+v, %v", entries, err)
	}
	for i, when := range []string{"2026-11-26 06:30:15", "2026-11-28 06:30:15"} {
		if e := entries[i]; e.When != when || e.Name != "return.csv" || e.Problems != 0 || e.First != "" {
			t.Errorf("want a return without a report of %s, found %+v", when, e)
		}
	}
}
