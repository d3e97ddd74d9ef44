package inbox

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSafeName(t *testing.T) {
	long := strings.Repeat("a", 300)
	for s, want := range map[string]string{
		"returns 2026.xlsx":            "returns 2026.xlsx",
		"../../etc/passwd":             "passwd",
		`..\..\windows\return.xlsx`:    "return.xlsx",
		"/":                            "return",
		"":                             "return",
		"..":                           "return",
		".hidden.csv":                  "hidden.csv",
		"~$open.xlsx":                  "open.xlsx",
		"~$.~$.csv":                    "csv",
		"a.csv.part.tmp":               "a.csv",
		".tmp":                         "tmp",
		"Thumbs.db":                    "return-Thumbs.db",
		"a\x00b\r\nc\u202ed.csv":       "a b c d.csv",
		"\xff.csv":                     "\uFFFD.csv",
		`what? "this": <a|b>*.csv`:     "what_ _this__ _a_b__.csv",
		"trailing. . ":                 "trailing",
		long + ".xlsx":                 strings.Repeat("a", 195) + ".xlsx",
		"a." + long:                    ("a." + long)[:200],
		strings.Repeat("é", 200):       strings.Repeat("é", 100),
		"Rückgabe – März 2026 (1).ods": "Rückgabe – März 2026 (1).ods",
	} {
		if got := SafeName(s); got != want {
			t.Errorf("%q: want %q, found %q", s, want, got)
		}
	}
}

// FuzzSafeName holds that any text becomes a name that a look shows, in this folder and in no other.
func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"a.csv", "../a", ".tmp", "~$", "a.part. ", "\u202e", "desktop.ini", strings.Repeat("x. ", 100) + ".tmp"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := SafeName(s)
		if name == "" || len(name) > longestName+len(noName)+1 || !utf8.ValidString(name) || filepath.Base(name) != name || name == ".." || passedOver(name) || plain(name) != name {
			t.Errorf("%q becomes %q", s, name)
		}
		if again := SafeName(name); again != name {
			t.Errorf("%q becomes %q, and that %q", s, name, again)
		}
	})
}

// A return that is still arriving is not seen; then it is there whole, beside one of the same name.
func TestArrive(t *testing.T) {
	b := &Box{Dir: t.TempDir()}
	drop(t, b.Dir, "a.csv", "the first")
	for _, kept := range []string{"a-2.csv", "a-3.csv"} {
		a, err := Arrive(b.Dir)
		if err != nil {
			t.Fatal(err)
		}
		before := sees(t, b, at)
		for _, part := range []string{"half ", "and half"} {
			if _, err := a.Write([]byte(part)); err != nil {
				t.Fatal(err)
			}
			want(t, "half way", sees(t, b, at), before)
		}
		name, err := a.Keep("../a.csv")
		if err != nil {
			t.Fatal(err)
		}
		want(t, "name", name, kept)
		wantContent(t, filepath.Join(b.Dir, kept), "half and half")
	}
	a, err := Arrive(b.Dir)
	if err != nil {
		t.Fatal(err)
	}
	a.Drop()
	if got := files(t, b.Dir); len(got) != 3 {
		t.Errorf("want three files, found %v", got)
	}
	wantContent(t, filepath.Join(b.Dir, "a.csv"), "the first")
	if _, err := Arrive(filepath.Join(b.Dir, "gone")); err == nil || !strings.Contains(err.Error(), "is the share mounted?") {
		t.Errorf("an inbox that is gone: %v", err)
	}
}

// TestCrashArrive stops an arrival at each of its steps: what the inbox shows is whole or not there.
func TestCrashArrive(t *testing.T) {
	for _, forGood := range []bool{true, false} {
		eachStep(t, true, forGood, func(d disk, box, _ string, n int) error {
			a, err := d.arrive(box)
			if err == nil {
				_, _ = a.Write([]byte("one"))
				_, err = a.Keep("return.csv")
			}
			for name, content := range files(t, box) {
				if !passedOver(name) && content != "one" {
					t.Errorf("step %d left %q in %s", n, content, name)
				}
			}
			if err != nil && !errors.Is(err, errBroken) {
				t.Errorf("step %d: %v", n, err)
			}
			return err
		})
	}
}
