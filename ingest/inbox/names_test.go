package inbox

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// welsh is a name of 255 bytes, the most that a file system takes, in letters of two bytes each.
var welsh = strings.Repeat("ŵŷ", 62) + "ô.xlsx"

// TestNames takes awkward names through a look, the archive and the quarantine.
func TestNames(t *testing.T) {
	if len(welsh) != 255 {
		t.Fatalf("want 255 bytes, found %d", len(welsh))
	}
	for _, name := range []string{
		welsh, "not utf-8 \xff\xfe.csv", "line\nbreak.csv", "<b>&amp;.csv", "..csv", "-rf", "a\\b.csv", "CON", "*?[a].csv", "\u202egpj.csv", " ",
	} {
		box, root := t.TempDir(), t.TempDir()
		if err := os.WriteFile(filepath.Join(box, name), []byte("one"), 0o644); err != nil {
			t.Logf("%q: not a name here: %v", name, err)
			continue
		}
		if name == "..csv" {
			continue // hidden, and passed over
		}
		s, err := (&Box{Dir: box}).Look(at)
		if err != nil || len(s.Ready) != 1 || !utf8.ValidString(s.Ready[0].Name) {
			t.Errorf("%q: want it ready, with a name for messages, found %+v, %v", name, s, err)
			continue
		}
		mustArchive(t, root, s.Ready[0], "one", at)
		f := drop(t, box, name, "one")
		f.Name = s.Ready[0].Name
		dir := mustQuarantine(t, root, f, refusalOf("one", notANumber("A1")))
		wantContent(t, filepath.Join(dir, name), "one")
		if entries, err := Quarantined(root); err != nil || len(entries) != 1 || entries[0].Name != f.Name {
			t.Errorf("%q: want it listed, found %+v, %v", name, entries, err)
		}
	}
}

// FuzzName tries to get out of the archive and the quarantine by a name.
func FuzzName(f *testing.F) {
	for _, name := range []string{"return.xlsx", "..", ".", "", "/", "../x", "a/../../x", "\x00", "report.html", "\xff", welsh, strings.Repeat("x", 300)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		top := t.TempDir()
		box, archive, quarantine := filepath.Join(top, "inbox"), filepath.Join(top, "archive"), filepath.Join(top, "quarantine")
		if err := os.Mkdir(box, 0o755); err != nil {
			t.Fatal(err)
		}
		marker := drop(t, top, "marker", "stays")
		if to, err := Archive(archive, hostile(t, box, name), sumOf("one"), at); err == nil && !inside(archive, to) {
			t.Errorf("%q: archived outside, at %q", name, to)
		}
		if to, err := Quarantine(quarantine, hostile(t, box, name), refusalOf("one", notANumber("A1"))); err == nil && !inside(quarantine, to) {
			t.Errorf("%q: quarantined outside, at %q", name, to)
		}
		wantContent(t, marker.Path, "stays")
		for _, found := range entriesOf(top) {
			if found != "inbox" && found != "archive" && found != "quarantine" && found != "marker" {
				t.Errorf("%q: made %q", name, found)
			}
		}
	})
}

// hostile is a file of any name: made where a folder takes that name, else pretended.
func hostile(t *testing.T, box, name string) File {
	t.Helper()
	path := box + string(filepath.Separator) + name
	if !strings.ContainsRune(name, filepath.Separator) {
		os.WriteFile(path, []byte("one"), 0o644)
	}
	info, err := os.Lstat(path)
	if err != nil {
		info = drop(t, box, "stands in", "one").Info
	}
	return File{Path: path, Name: valid(name), Info: info}
}

func inside(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && filepath.IsLocal(rel)
}

func entriesOf(dir string) (out []string) {
	for _, path := range folders(dir) {
		out = append(out, filepath.Base(path))
	}
	return out
}
