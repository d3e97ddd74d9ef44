//go:build unix

package web

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestIrregular holds that links and pipes in the folder are passed over, wherever they lead.
func TestIrregular(t *testing.T) {
	s := newSite(t, Options{})
	replace(t, s.options.Dir, sample())
	outside := filepath.Join(t.TempDir(), "outside.txt")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{
		"link-out.txt": outside, "link-up.txt": "../outside.txt", "link-in.txt": "small.txt", "link-folder": filepath.Dir(outside),
		"data/link-data": ".", "link-nowhere.txt": "nowhere",
	} {
		if err := os.Symlink(to, filepath.Join(s.options.Dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(s.options.Dir, "pipe.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.options.Dir, `back\slash.txt`), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	refresh(t, s, true)
	for _, path := range []string{"/link-out.txt", "/link-up.txt", "/link-in.txt", "/link-folder/outside.txt", "/data/link-data/burglary.csv", "/link-nowhere.txt", "/pipe.txt", "/back%5Cslash.txt"} {
		wantStatus(t, path, ask(s, "GET", path), 404)
	}
	if n, _, _, _ := s.Published(); n != len(sample())-3 {
		t.Errorf("want %d files, found %d", len(sample())-3, n)
	}
}
