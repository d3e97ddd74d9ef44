package inbox

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// take removes a file from the inbox once it is safe elsewhere, if it is still the file of the look. Between a last check
// and a removal a newer file could be put in its place and be lost; so it is first renamed, which takes whatever is
// there, then checked, then removed or put back. After an error the file is still in the inbox.
func (d disk) take(f File) error {
	if err := f.check(f.Path); err != nil {
		return gone(err)
	}
	aside := filepath.Join(filepath.Dir(f.Path), asidePrefix+rand.Text())
	if err := d.rename(f.Path, aside); err != nil {
		return gone(err)
	}
	err := f.check(aside)
	if err == nil {
		err = d.remove(aside)
	}
	if err != nil {
		return d.putBack(aside, f, err)
	}
	return nil
}

// gone makes a file that somebody took away no error: that is what was wanted.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// putBack gives a file that was moved its place in the inbox again, and the error that it was put back for. Where yet
// another file has taken that place it stays under a name that the next look reports.
func (d disk) putBack(from string, f File, because error) error {
	err := d.link(from, f.Path)
	if err == nil {
		err = d.remove(from)
	} else if _, missing := os.Lstat(f.Path); errors.Is(missing, fs.ErrNotExist) {
		err = d.rename(from, f.Path) // no links here
	}
	if err != nil {
		return fmt.Errorf("%w (it lies at %s: give it its name again)", because, valid(from))
	}
	return because
}

// move moves a file into a folder of our own. Renaming takes whatever lies at the path by then, so the file is checked
// again, and put back when it is another. Where renaming is not possible (another device) it is copied.
func (d disk) move(f File, target, sum string) error {
	if err := f.check(f.Path); err != nil {
		return err
	}
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("want %s free, found a file there; try again", valid(target))
	}
	err := d.rename(f.Path, target)
	if err == nil {
		if err = f.check(target); err != nil {
			return d.putBack(target, f, err)
		}
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return err
	}
	return d.moveByCopy(f, target, sum)
}

func (d disk) moveByCopy(f File, target, sum string) error {
	folder := filepath.Dir(target)
	temp, err := d.copyInto(folder, f, sum)
	if err != nil {
		return err
	}
	if err := d.place(temp, target); err != nil {
		d.remove(temp)
		return err
	}
	if err = d.syncFolder(folder); err == nil {
		err = d.take(f)
	}
	if err != nil {
		d.remove(target) // it is still in the inbox, and would be refused and copied again and again
	}
	return err
}
