package inbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const deadline = 20 * time.Second // of a machine that has much else to do

// watched runs Watch and gives what it sends and says.
type watched struct {
	t    *testing.T
	dir  string
	wake chan struct{}
	said chan error
}

func watch(t *testing.T, dir string, every time.Duration) watched {
	t.Helper()
	w := watched{t, dir, make(chan struct{}, 1), make(chan error, 100)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		Watch(ctx, dir, every, w.wake, func(err error) { w.said <- err })
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case <-done:
		case <-time.After(deadline):
			t.Error("Watch does not return when its context ends")
		}
	})
	return w
}

func (w watched) woken(why string) {
	w.t.Helper()
	select {
	case <-w.wake:
	case <-time.After(deadline):
		w.t.Fatalf("%s: want to be woken, found nothing in %v", why, deadline)
	}
}

func (w watched) says(why string) error {
	w.t.Helper()
	select {
	case err := <-w.said:
		return err
	case <-time.After(deadline):
		w.t.Fatalf("%s: want something said, found nothing in %v", why, deadline)
		return nil
	}
}

func TestWatchChange(t *testing.T) {
	dir := t.TempDir()
	w := watch(t, dir, time.Hour) // no tick: the change itself must wake
	w.woken("watching begins")
	drop(t, dir, "a.csv", "x")
	w.woken("a new file")
}

func TestWatchTick(t *testing.T) {
	w := watch(t, t.TempDir(), time.Millisecond)
	for range 5 {
		w.woken("a tick")
	}
}

// A share is unmounted, and mounted again.
func TestWatchVanishes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "share")
	w := watch(t, dir, 5*time.Millisecond)
	for range 3 {
		if err := w.says("gone"); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("want fs.ErrNotExist, found %v", err)
		}
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := w.says("back"); err != nil {
			t.Fatalf("want nil, found %v", err)
		}
		if err := os.Remove(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// The folder is renamed and another one takes its name; or the folder above it is, of which the watch hears nothing.
// Watching goes on with the new one.
func TestWatchReplaced(t *testing.T) {
	for _, moved := range []string{"share/inbox", "share"} {
		top := t.TempDir()
		dir, moved := filepath.Join(top, "share", "inbox"), filepath.Join(top, filepath.FromSlash(moved))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		w := &watching{dir: dir, wake: make(chan struct{}, 1), say: func(err error) { t.Errorf("want nothing said, found %v", err) }}
		w.check()
		old := w.watcher
		if w.check(); old == nil || w.watcher != old {
			t.Fatal("want one watch kept on one folder, found none or another")
		}
		if err := os.Rename(moved, filepath.Join(top, "old")); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if w.check(); w.watcher == old {
			t.Fatalf("%s: want another watch for another folder, found the old one", moved)
		}
		drop(t, dir, "a.csv", "x")
		select {
		case e := <-w.events:
			if e.Name != filepath.Join(dir, "a.csv") {
				t.Errorf("want the new file, found %v", e)
			}
		case <-time.After(deadline):
			t.Error("want an event in the new folder, found none")
		}
		w.drop()
	}
}

// A folder that is deleted and made anew may have the inode of the old one; the watch on that has ended.
func TestWatchEnded(t *testing.T) {
	w := &watching{dir: t.TempDir(), wake: make(chan struct{}, 1), say: func(error) {}}
	defer w.drop()
	w.check()
	old := w.watcher
	if err := old.Remove(w.dir); err != nil {
		t.Fatal(err)
	}
	if w.check(); w.watcher == old {
		t.Error("want another watch, found the one that has ended")
	}
}

func TestWatchSaysOnce(t *testing.T) {
	var said []error
	w := &watching{dir: filepath.Join(t.TempDir(), "none"), wake: make(chan struct{}, 1), say: func(err error) { said = append(said, err) }}
	defer w.drop()
	for range 3 {
		w.check()
	}
	if err := os.Mkdir(w.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		w.check()
	}
	w.failed(errors.New("the watch broke"), true)
	w.check()
	if len(said) != 2 || said[0] == nil || said[1] != nil {
		t.Errorf("want one error and one nil, found %v", said)
	}
}
