package inbox

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Archive copies a file to root/YYYY/MM/<sha256>/<name>, by the day given, and then takes it out of the inbox. What is
// archived are exactly the bytes of that SHA-256: when the file has changed since it was read, ErrChanged is given and
// nothing else happens. The very same file, name and bytes, is archived once, in whatever month; another file at that
// path is never written over. The path is given whenever the file is archived, also beside the error that it could not
// be taken out of the inbox.
func Archive(root string, f File, sha256 string, day time.Time) (path string, err error) {
	return machine.archive(root, f, sha256, day)
}

func (d disk) archive(root string, f File, sum string, day time.Time) (string, error) {
	name, err := f.base()
	if err != nil {
		return "", fmt.Errorf("archive: %w", err)
	}
	if !isSum(sum) {
		return "", fmt.Errorf("archive %s: want a SHA-256 of 64 hexadecimal digits, found %q", f.Name, sum)
	}
	path, err := d.keep(root, f, name, sum, day)
	if err != nil {
		return "", fmt.Errorf("archive %w", named(f, err))
	}
	if err := d.take(f); err != nil {
		return path, fmt.Errorf("take out of the inbox %w", named(f, err))
	}
	return path, nil
}

// keep makes sure that the file is archived.
func (d disk) keep(root string, f File, name, sum string, day time.Time) (string, error) {
	path, err := archived(root, name, sum)
	if err != nil {
		return "", err
	}
	if path != "" {
		return path, gone(f.checkSum(sum))
	}
	folder := filepath.Join(root, day.Format("2006"), day.Format("01"), sum)
	path = filepath.Join(folder, name)
	if err := d.makeFolder(folder); err != nil {
		return "", err
	}
	temp, err := d.copyInto(folder, f, sum)
	if err != nil {
		d.remove(folder) // only if it is empty
		return "", err
	}
	if err := d.placeArchived(temp, path, sum); err != nil {
		d.remove(temp)
		return "", err
	}
	return path, d.syncFolder(folder)
}

// placeArchived is place for a path that may hold the same bytes already (another planwatch was faster), or the empty
// file that a crash of place left.
func (d disk) placeArchived(temp, path, sum string) error {
	err := d.place(temp, path)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if same, err := holds(path, sum); err != nil || same {
		d.remove(temp)
		return err
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Size() > 0 {
		return fmt.Errorf("want %s free, found another file there; it is not what its folder says, so find out where it came from and move it away", valid(path))
	}
	if err := d.remove(path); err != nil {
		return err
	}
	return d.place(temp, path)
}

// checkSum says whether the inbox still holds the bytes that were read: only then may the file be taken out.
func (f File) checkSum(want string) error {
	found, err := f.sum()
	if err == nil && found != want {
		err = f.changed()
	}
	return err
}

// archived looks for a file of that name and with those bytes in any month; "" when there is none.
func archived(root, name, sum string) (string, error) {
	for _, year := range folders(root) {
		for _, month := range folders(year) {
			path := filepath.Join(month, sum, name)
			if same, err := holds(path, sum); err != nil || same {
				return path, err
			}
		}
	}
	return "", nil
}

// folders lists what is in a folder; nothing when there is none.
func folders(dir string) []string {
	entries, _ := os.ReadDir(dir) // one that can't be listed can't be written either, and that is said then
	var out []string
	for _, e := range entries {
		out = append(out, filepath.Join(dir, e.Name()))
	}
	return out
}

// holds says whether a file is there and has the bytes of a SHA-256; a damaged one has not.
func holds(path, sum string) (bool, error) {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	found, err := stream(io.Discard, file)
	return found == sum, err
}

// named says which file an error is about, once.
func named(f File, err error) error {
	if errors.Is(err, ErrChanged) {
		return err
	}
	return fmt.Errorf("%s: %w", f.Name, err)
}
