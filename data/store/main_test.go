package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"planwatch/kpi"
)

// childEnv makes the test binary a child process that does one thing with the store named by its argument.
const childEnv = "PLANWATCH_STORE_CHILD"

func TestMain(m *testing.M) {
	if what := os.Getenv(childEnv); what != "" {
		if err := child(what, os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// children is what a child process can do; files of tests for one operating system add to it.
var children = map[string]func(ctx context.Context, path string) error{
	"hold":    holdUntilTold,
	"load":    loadWithoutEnd,
	"replace": replaceWithoutEnd,
}

// child does one of children, or keeps one of threeEditions ("0", "1", "2").
func child(what, path string) error {
	ctx := context.Background()
	if do, ok := children[what]; ok {
		return do(ctx, path)
	}
	i, err := strconv.Atoi(what)
	if err != nil {
		return err
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	_, err = s.Keep(ctx, []kpi.Return{threeEditions()[i]}, hours(i))
	return first(err, s.Close())
}

// holdUntilTold holds the store until its input ends.
func holdUntilTold(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, err = io.Copy(io.Discard, os.Stdin)
	return first(err, s.Close())
}

// first is the first error of two.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// start runs a child, with more environment if need be; wait for it or kill it.
func start(t *testing.T, what, path string, env ...string) (*exec.Cmd, *bufio.Scanner, io.WriteCloser) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, path)
	c.Env = append(append(os.Environ(), childEnv+"="+what), env...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out), in
}
