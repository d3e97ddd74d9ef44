//go:build unix

package store

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// toEnv tells a child where to copy the store to.
const toEnv = "PLANWATCH_STORE_TO"

func init() {
	children["copy-as-nobody"] = func(ctx context.Context, path string) error {
		if os.Geteuid() == 0 {
			if err := syscall.Setuid(65534); err != nil { // root may write everything
				return err
			}
		}
		return copyAndTell(ctx, path)
	}
	children["copy-under-a-limit"] = func(ctx context.Context, path string) error {
		signal.Ignore(syscall.SIGXFSZ)
		var limit syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		limit.Cur = 1 << 20
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		return copyAndTell(ctx, path)
	}
}

func copyAndTell(ctx context.Context, path string) error {
	c, err := Copy(ctx, path, os.Getenv(toEnv), Options{})
	if err != nil {
		fmt.Println(err)
		return nil
	}
	fmt.Println("loads", c.Loads)
	return nil
}

// tell runs a child to its end and gives its first line.
func tell(t *testing.T, what, path, to string) string {
	t.Helper()
	c, out, _ := start(t, what, path, toEnv+"="+to)
	out.Scan()
	text := out.Text()
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	return text
}

// A user who may only read a store, or who may write the file and not its folder, can copy it, with its log.
func TestCopyOfWhatMayOnlyBeRead(t *testing.T) {
	for _, c := range []struct {
		name       string
		path       string
		file, logs fs.FileMode
	}{
		{"closed", stored(t), 0o444, 0},
		{"with a log", killedStore(t), 0o444, 0o444},
		{"with a log that only may be read", killedStore(t), 0o666, 0o444},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := t.TempDir()
			for _, dir := range []string{filepath.Dir(c.path), out} { // for the other user to get there
				if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			for name, mode := range map[string]fs.FileMode{c.path: c.file, c.path + ".wal": c.logs, filepath.Dir(c.path): 0o555, out: 0o777} {
				if mode == 0 {
					continue
				}
				if err := os.Chmod(name, mode); err != nil {
					t.Fatal(err)
				}
			}
			before := bytesOf(t, c.path)
			to := filepath.Join(out, "copy.duckdb")
			if got := tell(t, "copy-as-nobody", c.path, to); got != "loads 3" {
				t.Fatalf("copied: %s", got)
			}
			if bytesOf(t, c.path) != before {
				t.Error("the store was changed")
			}
			if v, err := Verify(context.Background(), to); err != nil || v.Loads != 3 {
				t.Errorf("the copy has %+v, %v", v, err)
			}
			if got := files(t, out); got != "copy.duckdb" {
				t.Errorf("the folder of the copy has %s", got)
			}
			if err := os.Chmod(filepath.Dir(c.path), 0o755); err != nil { // so that it can be removed
				t.Error(err)
			}
		})
	}
}

func TestCopyWithoutRoom(t *testing.T) {
	path := stored(t)
	dir := t.TempDir()
	to := filepath.Join(dir, "copy.duckdb")
	want := "copy the store: the copy " + to + " can't be written: the disk is full or a size limit is reached (file too large)"
	if got := tell(t, "copy-under-a-limit", path, to); got != want {
		t.Errorf("copied: %s\nwant: %s", got, want)
	}
	if got := files(t, dir); strings.TrimSpace(got) != "" {
		t.Errorf("the copy that failed left %s", got)
	}
	wantOpen := openAt(t, path)
	if n := len(strings.Fields(numbers(t, wantOpen))); n != 3 {
		t.Errorf("the store has %d loads", n)
	}
}
