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

// child is what a child process does: hold the store until its input ends, keep one of threeEditions ("0", "1", "2"),
// or load without end.
func child(what, path string) error {
	ctx := context.Background()
	switch what {
	case "hold":
		s, err := Open(ctx, path, Options{})
		if err != nil {
			return err
		}
		fmt.Println("held")
		_, err = io.Copy(io.Discard, os.Stdin)
		return first(err, s.Close())
	case "load":
		return loadWithoutEnd(ctx, path)
	default:
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
}

// first is the first error of two.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// start runs a child; wait for it or kill it.
func start(t *testing.T, what, path string) (*exec.Cmd, *bufio.Scanner, io.WriteCloser) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, path)
	c.Env = append(os.Environ(), childEnv+"="+what)
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
