package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// ofdSetLock is F_OFD_SETLK of fcntl(2), which package syscall does not name. Such a lock belongs to no process, and so
// the kernel tells as little of who holds it as of a holder on another machine.
const ofdSetLock = 37

func init() {
	children["hold-from-elsewhere"] = func(_ context.Context, path string) error {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := syscall.FcntlFlock(f.Fd(), ofdSetLock, &syscall.Flock_t{Type: syscall.F_WRLCK}); err != nil {
			return err
		}
		fmt.Println("held")
		_, err = io.Copy(io.Discard, os.Stdin)
		return err
	}
}

func TestHeldFromElsewhere(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	dir := t.TempDir()
	with := filepath.Join(dir, "with.duckdb")
	write(t, with, bytesOf(t, path))
	c, out, in := start(t, "hold-from-elsewhere", path)
	if !out.Scan() || out.Text() != "held" {
		t.Fatal("the child does not hold the store")
	}
	const who = "another process, perhaps on another machine"
	o := Options{Wait: 20 * time.Millisecond}
	for name, do := range map[string]func(o Options) error{
		"open": func(o Options) error { _, err := Open(ctx, path, o); return err },
		"read": func(o Options) error { o.ReadOnly = true; _, err := Open(ctx, path, o); return err },
		"copy": func(o Options) error { _, err := Copy(ctx, path, filepath.Join(dir, "copy"), o); return err },
		"replace": func(o Options) error {
			return Replace(ctx, path, with, filepath.Join(dir, "aside"), o)
		},
	} {
		said := ""
		o.Waiting = func(holder string) { said = holder }
		err := do(o)
		if want := "the store is busy: " + path + " is held by " + who + "; waited 20ms"; errorText(err) != want || !errors.Is(err, ErrBusy) || said != who {
			t.Errorf("%s: %v, waiting for %q\nwant: %s", name, err, said, want)
		}
	}
	in.Close()
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
	openAt(t, path)
}
