package inbox

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// disk is what this package asks of the file system when it changes something, in one place, so that a test can make
// any step fail as a crash, a full disk or another device would. Who may read the folders is left to the umask.
type disk struct {
	mkdir        func(path string) error                               // an error when it is there
	create       func(path string, perm fs.FileMode) (*os.File, error) // the same
	rename, link func(from, to string) error
	remove       func(path string) error
	sync         func(*os.File) error
	syncFolder   func(path string) error
}

var machine = disk{
	mkdir: func(path string) error { return os.Mkdir(path, 0o755) },
	create: func(path string, perm fs.FileMode) (*os.File, error) {
		return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	},
	rename: os.Rename, link: os.Link, remove: os.Remove,
	sync:       (*os.File).Sync,
	syncFolder: syncFolder,
}

// syncFolder makes the names in a folder survive a power cut. Some file systems (shares) can't, and say so.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// The names that only this package gives. They are not made from a return's name, which may fill the 255 bytes that a
// name can have.
const (
	tempPrefix  = ".planwatch-copying-"
	asidePrefix = ".planwatch-taking-"
)

// BeingTaken says whether a name in the inbox is that of a file which is just being taken out of it. One that stays is
// left from a crash, and odd.
func BeingTaken(name string) bool { return strings.HasPrefix(name, asidePrefix) }

func tempIn(folder string) string { return filepath.Join(folder, tempPrefix+rand.Text()) }

// makeFolder makes a folder and those above it that are missing.
func (d disk) makeFolder(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("want a folder at %s, found a file; move it away", valid(path))
	}
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := d.makeFolder(parent); err != nil {
			return err
		}
	}
	if err := d.mkdir(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return d.syncFolder(parent)
}

// copyInto copies a file under a temporary name into a folder and makes sure that it is on disk. When its bytes are not
// those of the SHA-256 that is wanted ("" for any) nothing is left of it.
func (d disk) copyInto(folder string, f File, want string) (temp string, err error) {
	from, err := f.open()
	if err != nil {
		return "", err
	}
	defer from.Close()
	temp = tempIn(folder)
	to, err := d.create(temp, f.Info.Mode().Perm())
	if err != nil {
		return "", err
	}
	sum, err := stream(to, from)
	if err == nil && want != "" && sum != want {
		err = f.changed()
	}
	if err == nil {
		err = d.sync(to)
	}
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err != nil {
		d.remove(temp)
		return "", err
	}
	return temp, nil
}

// place gives a finished temporary file its name; fs.ErrExist when there is one of that name. Where the file system has
// no links an empty file holds the name until the finished one is renamed over it: a crash leaves it empty or whole.
func (d disk) place(temp, target string) error {
	err := d.link(temp, target)
	if err == nil {
		d.remove(temp) // one that stays behind is a second name of the same bytes
		return nil
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	holder, err := d.create(target, 0o600)
	if err != nil {
		return err
	}
	holder.Close()
	if err := d.rename(temp, target); err != nil {
		d.remove(target)
		return err
	}
	return nil
}
