package store

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestBusyNamesTheProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	c, out, in := start(t, "hold", path)
	if !out.Scan() || out.Text() != "held" {
		t.Fatal("the child does not hold the store")
	}
	waitingFor := ""
	_, err := Open(context.Background(), path, Options{Wait: 20 * time.Millisecond, Waiting: func(who string) { waitingFor = who }})
	who := fmt.Sprintf("%s (process %d)", filepath.Base(c.Path), c.Process.Pid)
	if want := "the store is busy: " + path + " is held by " + who + "; waited 20ms"; errorText(err) != want || !errors.Is(err, ErrBusy) {
		t.Errorf("open: %v\nwant: %s", err, want)
	}
	if waitingFor != who {
		t.Errorf("waiting for %q, want %q", waitingFor, who)
	}
	if _, err := Open(context.Background(), path, Options{Wait: -1, ReadOnly: true}); !errors.Is(err, ErrBusy) {
		t.Errorf("open for reading: %v, want ErrBusy", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("open under a cancelled context: %v", err)
	}
	// It goes away while somebody waits.
	s, err := Open(context.Background(), path, Options{Waiting: func(string) { in.Close() }})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

func TestHolderFrom(t *testing.T) {
	for message, want := range map[string]string{
		`IO Error: Could not set lock on file "/a b/s.duckdb": Conflicting lock is held in /opt/planwatch (PID 1234). See also x`:                       "planwatch (process 1234)",
		`IO Error: Could not set lock on file "s": Conflicting lock is held in /opt/my (old) planwatch (deleted) (PID 7) by user x. However, you would`: "my (old) planwatch (process 7)",
		`IO Error: Could not set lock on file "s": Conflicting lock is held in PID 17. See also https://duckdb.org/docs`:                                "process 17",
		`IO Error: Could not set lock on file "s": Conflicting lock is held in PID 0. See also https://duckdb.org/docs`:                                 "another process, perhaps on another machine",
		`IO Error: Could not set lock on file "s": Conflicting lock is held in PID -1. See also https://duckdb.org/docs`:                                "another process, perhaps on another machine",
		`IO Error: Could not set lock on file "s": Resource temporarily unavailable`:                                                                    "another process",
		`IO Error: Cannot open file "s": The process cannot access the file because it is being used by another process.`:                               "another process",
		`IO Error: Cannot open file "s": No such file or directory`:                                                                                     "",
	} {
		got, busy := holderFrom(message)
		if !busy {
			got = ""
		}
		if got != want {
			t.Errorf("%s\nis held by %q, want %q", message, got, want)
		}
	}
}

// Three processes make the store and load an edition each, at once.
func TestEditionsInParallelProcesses(t *testing.T) {
	for range 3 {
		path := filepath.Join(t.TempDir(), "store.duckdb")
		var children []*exec.Cmd
		for _, which := range []string{"0", "1", "2"} {
			c, _, _ := start(t, which, path)
			children = append(children, c)
		}
		for _, c := range children {
			if err := c.Wait(); err != nil {
				t.Error(err)
			}
		}
		s := openAt(t, path)
		wantHolds(t, s, Query{}, threeHold...)
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".planwatch*")); len(left) > 0 {
			t.Errorf("left behind: %s", strings.Join(left, " "))
		}
	}
}
