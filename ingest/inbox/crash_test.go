package inbox

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCrashArchive stops the archive at each of its steps: for good, as a crash does, or at that step alone, as a full
// disk does. The return must lie whole in the inbox or in the archive, and the next try must end as if nothing had been.
func TestCrashArchive(t *testing.T) {
	for _, links := range []bool{true, false} {
		for _, forGood := range []bool{true, false} {
			eachStep(t, links, forGood, func(d disk, box, root string, n int) error {
				f := drop(t, box, "return.csv", "one")
				_, err := d.archive(root, f, sumOf("one"), at)
				whole(t, n, "return.csv", "one", box, root)
				f = back(t, box, "return.csv")
				path, again := Archive(root, f, sumOf("one"), at)
				if again != nil {
					t.Errorf("step %d: the next try: %v", n, again)
				}
				wantContent(t, path, "one")
				return err
			})
		}
	}
}

func TestCrashQuarantine(t *testing.T) {
	for _, device := range []bool{true, false} {
		for _, forGood := range []bool{true, false} {
			eachStep(t, true, forGood, func(d disk, box, root string, n int) error {
				if !device {
					d.rename = otherDevice(box, d.rename)
				}
				f := drop(t, box, "return.csv", "one")
				r := refusalOf("one", notANumber("C5"))
				_, err := d.quarantine(root, f, r)
				whole(t, n, "return.csv", "one", box, root)
				wantListed(t, n, root, forGood)
				if _, gone := os.Lstat(f.Path); gone == nil {
					if _, again := Quarantine(root, seen(t, f.Path), r); again != nil {
						t.Errorf("step %d: the next try: %v", n, again)
					}
				}
				return err
			})
		}
	}
}

// eachStep runs a function with a disk that fails at step 1, 2, … until none fails any more.
func eachStep(t *testing.T, links, forGood bool, run func(d disk, box, root string, n int) error) {
	t.Helper()
	for n := 1; ; n++ {
		steps := 0
		d := failing(n, forGood, &steps)
		if !links {
			d.link = func(string, string) error { return os.ErrInvalid }
		}
		run(d, t.TempDir(), filepath.Join(t.TempDir(), "root"), n)
		if steps < n {
			if n < 5 {
				t.Errorf("want several steps, found %d", n-1)
			}
			return
		}
		if n > 100 {
			t.Fatal("no end of steps")
		}
	}
}

// whole says whether the bytes are somewhere, under the return's name or the one that it is taken out by.
func whole(t *testing.T, n int, name, content string, roots ...string) {
	t.Helper()
	var found []string
	for _, root := range roots {
		for path, c := range files(t, root) {
			base := filepath.Base(path)
			if c == content && (base == name || strings.HasPrefix(base, asidePrefix)) {
				return
			}
			found = append(found, path)
		}
	}
	t.Errorf("step %d: the return is lost; there are %q", n, found)
}

// back gives the file in the inbox its name again, as its oddness asks for; where it is archived it is gone.
func back(t *testing.T, box, name string) File {
	t.Helper()
	for path := range files(t, box) {
		if strings.HasPrefix(path, asidePrefix) {
			if err := os.Rename(filepath.Join(box, path), filepath.Join(box, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := os.Lstat(filepath.Join(box, name)); err != nil {
		return drop(t, box, name, "one") // sent once more
	}
	return seen(t, filepath.Join(box, name))
}

// wantListed says that what is in quarantine has its reports, and that a failure that could be tidied up was.
func wantListed(t *testing.T, n int, root string, crashed bool) {
	t.Helper()
	entries, err := Quarantined(root)
	if err != nil {
		if !os.IsNotExist(err) {
			t.Errorf("step %d: %v", n, err)
		}
		return
	}
	for _, e := range entries {
		page, err := os.ReadFile(filepath.Join(e.Folder, "report.html"))
		if err != nil || !bytes.HasSuffix(page, []byte("</html>\n")) || e.Problems != 1 || e.Name != "return.csv" {
			t.Errorf("step %d: want a return with whole reports, found %+v, %v", n, e, err)
		}
	}
	if dirs, _ := os.ReadDir(root); !crashed && len(dirs) > len(entries)+1 {
		t.Errorf("step %d: want at most one folder left over, found %d", n, len(dirs)-len(entries))
	}
}

// otherDevice refuses to rename out of the inbox.
func otherDevice(box string, rename func(from, to string) error) func(from, to string) error {
	return func(from, to string) error {
		if filepath.Dir(from) == box && filepath.Dir(to) != box {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: errOtherDevice}
		}
		return rename(from, to)
	}
}
