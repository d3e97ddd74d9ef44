package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"planwatch/data/store"
)

// TestBusyStore holds a workspace's database in this process: a verb waits as long as the config says and then names
// the holder, and it does its work when the holder lets go.
func TestBusyStore(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "office")
	output(t, "init", dir, "--plan", "blank")
	wait := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, configName), []byte("store_wait: "+text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "planwatch.duckdb")
	held, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	for _, w := range []struct{ config, said string }{{"1s", "1s"}, {"0s", "0s"}} {
		wait(w.config)
		code, said := failure(t, "status", "-C", dir)
		holder := fmt.Sprintf("%s (process %d)", filepath.Base(os.Args[0]), os.Getpid())
		want := fmt.Sprintf("planwatch: the store is busy: %s is held by %s; waited %s\n", path, holder, w.said)
		if w.config != "0s" {
			want = "Waiting for " + holder + ", which holds the database\n" + want
		}
		if code != exitFailed || said != want {
			t.Errorf("store_wait: %s: exit code %d\ngot  %swant %s", w.config, code, said, want)
		}
	}

	wait("2m")
	c := exec.Command(os.Args[0], "status", "-C", dir)
	c.Env = append(os.Environ(), asProgram+"=1")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("after the holder let go: %v\n%s", err, out.Bytes())
	}
}

// failure runs planwatch, which must fail, and gives its exit code and what it says on standard error.
func failure(t *testing.T, args ...string) (int, string) {
	t.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	var said bytes.Buffer
	c.Stderr = &said
	var exit *exec.ExitError
	if err := c.Run(); !errors.As(err, &exit) {
		t.Fatalf("planwatch %v: %v", args, err)
	}
	return exit.ExitCode(), said.String()
}
