// Command planwatch loads a police force's performance spreadsheets, computes the indicators of a Police and Crime
// Plan against clear baselines, and publishes trend lines and report packs. One file a verb, each with the same three
// parts: newX makes the command, xOptions holds its flags, runX does the work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"planwatch/kpi"
)

// now is the only clock. Nothing that it gives reaches an output except the times of loads.
var now = func() time.Time { return time.Now().UTC() }

func main() {
	os.Exit(run(os.Args[1:]))
}

// run executes one command line and gives its exit code; errors are printed here and nowhere else.
func run(args []string) int {
	failOnSizeLimit()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	root := newRoot()
	root.SetArgs(args)
	out := &checkedWriter{to: os.Stdout}
	root.SetOut(out)
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = out.err
	}
	var problems kpi.Problems
	switch {
	case err == nil:
	case ctx.Err() != nil && !errors.As(err, new(codedError)):
		fmt.Fprintln(os.Stderr, "planwatch: stopped before it was done")
	case errors.As(err, &problems):
		fmt.Fprintln(os.Stderr, err)
		fmt.Fprintf(os.Stderr, "planwatch: %s\n", countOf(len(problems.Errors()), "problem", "problems"))
	default:
		fmt.Fprintln(os.Stderr, "planwatch:", err)
	}
	return exitCode(err)
}

// checkedWriter remembers the first write that failed, so that a verb whose output is lost (a full disk) does not end as
// if it were done.
type checkedWriter struct {
	to  io.Writer
	err error
}

func (w *checkedWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("print the answer: %w", err)
	}
	return n, err
}

// countOf is "1 file" or "3 files".
func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
