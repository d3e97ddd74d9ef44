package inbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watch wakes its caller when something changes in a folder, and at every tick in any case: shares report no changes,
// and a file that rests makes none. wake wants a capacity of 1; what is not received is not sent again. At each tick it
// looks whether it still watches today's folder, which may have gone (a share that was unmounted), come back, or been
// replaced by another of that name. What is wrong is told to say once, in a sentence, and nil once it is well again. An
// interval of zero or below is a minute. Watch returns when the context ends.
func Watch(ctx context.Context, dir string, every time.Duration, wake chan<- struct{}, say func(error)) {
	if every <= 0 {
		every = time.Minute
	}
	w := &watching{dir: filepath.Clean(dir), every: every, wake: wake, say: say}
	defer w.drop()
	tick := time.NewTicker(every)
	defer tick.Stop()
	w.check()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.check()
			w.rouse()
		case e, open := <-w.events:
			w.event(e, open)
		case err, open := <-w.errors:
			w.failed(err, open)
		}
	}
}

// watching is the state of one Watch.
type watching struct {
	dir   string
	every time.Duration
	wake  chan<- struct{}
	say   func(error)

	watcher *fsnotify.Watcher // nil while there is nothing to watch
	events  <-chan fsnotify.Event
	errors  <-chan error
	folder  fs.FileInfo // that is watched
	said    string      // the last trouble; "" when all is well
}

// check makes sure that the watch is on the folder that has the name today.
func (w *watching) check() {
	if err := checkFolder(w.dir); err != nil {
		w.drop()
		w.tell(err)
		return
	}
	// A folder made anew may get the inode of the one before it; but the watch on that one has ended then.
	info, err := os.Stat(w.dir)
	if err == nil && w.watcher != nil && os.SameFile(info, w.folder) && len(w.watcher.WatchList()) > 0 {
		return
	}
	w.drop()
	if err == nil {
		err = w.add(info)
	}
	if err != nil {
		w.tell(fmt.Errorf("the inbox %s can't be watched for changes, so it is looked at every %v only: %w", valid(w.dir), w.every, err))
		return
	}
	w.tell(nil)
	w.rouse() // for what came before the watch
}

// add begins a watch. Each gets a watcher of its own: one that is used again may keep hold of a folder by its old name.
// If the folder is replaced meanwhile, the next check sees that info is another's.
func (w *watching) add(info fs.FileInfo) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	if err := watcher.Add(w.dir); err != nil {
		watcher.Close()
		return err
	}
	w.watcher, w.events, w.errors, w.folder = watcher, watcher.Events, watcher.Errors, info
	return nil
}

// drop ends a watch.
func (w *watching) drop() {
	if w.watcher != nil {
		w.watcher.Close()
	}
	w.watcher, w.events, w.errors, w.folder = nil, nil, nil, nil
}

func (w *watching) event(e fsnotify.Event, open bool) {
	switch {
	case !open:
		w.drop()
	case filepath.Clean(e.Name) == w.dir && (e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)):
		w.drop()
		w.check()
		w.rouse()
	case !passedOver(filepath.Base(e.Name)):
		w.rouse()
	}
}

// failed is told of an error of the watch. One that missed changes is still good; any other is begun anew at the next
// tick.
func (w *watching) failed(err error, open bool) {
	if !open || !errors.Is(err, fsnotify.ErrEventOverflow) {
		w.drop()
	}
	w.rouse()
}

func (w *watching) rouse() {
	select {
	case w.wake <- struct{}{}:
	default: // it is awake
	}
}

// tell says what has changed.
func (w *watching) tell(err error) {
	says := ""
	if err != nil {
		says = err.Error()
	}
	if says != w.said {
		w.said = says
		w.say(err)
	}
}
