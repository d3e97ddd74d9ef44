//go:build unix

package inbox

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe is odd, and does not hold up a look; nor does one that takes a file's place after the look.
func TestPipe(t *testing.T) {
	b := &Box{Dir: t.TempDir()}
	pipe := filepath.Join(b.Dir, "pipe.csv")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skip(err)
	}
	s, err := b.Look(at)
	if err != nil || len(s.Odd) != 1 || !strings.Contains(s.Odd[0].Why, "not a file") {
		t.Errorf("want an odd pipe, found %+v, %v", s, err)
	}
	f := drop(t, b.Dir, "return.csv", "one")
	if err := os.Rename(pipe, f.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := Archive(t.TempDir(), f, sumOf("one"), at); err == nil {
		t.Error("want an error, found none")
	}
	if _, err := Quarantine(t.TempDir(), f, refusalOf("one", notANumber("A1"))); err == nil {
		t.Error("want an error, found none")
	}
}

// A quarantine that really lies on another device, where the machine has one.
func TestQuarantineOnSharedMemory(t *testing.T) {
	box, err := os.MkdirTemp("/dev/shm", "planwatch-inbox-")
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { os.RemoveAll(box) })
	f := drop(t, box, "return.csv", "one")
	dir := mustQuarantine(t, t.TempDir(), f, refusalOf("one", notANumber("A1")))
	wantContent(t, filepath.Join(dir, "return.csv"), "one")
	mustArchive(t, t.TempDir(), drop(t, box, "return.csv", "two"), "two", at)
	if left := files(t, box); len(left) > 0 {
		t.Errorf("want an empty inbox, found %v", left)
	}
}
