package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrChanged says that a file is no longer the one that was looked at. It is left in the inbox.
var ErrChanged = errors.New("the file changed after it was read; it stays in the inbox and is read again once it rests")

func (f File) changed() error { return fmt.Errorf("%s: %w", f.Name, ErrChanged) }

// sameState says whether two sights of a path show the same file in the same state.
func sameState(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Mode().Type() == b.Mode().Type() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// check says whether what lies at path (the file's own, or where it was just moved to) is still the file of the look.
func (f File) check(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !sameState(f.Info, info) {
		return f.changed()
	}
	return nil
}

// open opens the file of the look. Without O_NONBLOCK a pipe put in its place would hold up the caller for ever.
func (f File) open() (*os.File, error) {
	file, err := os.OpenFile(f.Path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !sameState(f.Info, info) {
		err = f.changed()
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// Read reads the file of the look whole. It is ErrChanged when it is another one by then, or changes while it is read:
// half of a file that is being written over is no return.
func (f File) Read() ([]byte, error) {
	file, err := f.open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, err
	}
	if int64(len(content)) != f.Info.Size() {
		return nil, f.changed()
	}
	return content, f.check(f.Path)
}

// base is the name on disk, byte for byte: it may be no UTF-8.
func (f File) base() (string, error) {
	name := filepath.Base(f.Path)
	if f.Path == "" || name == "." || name == ".." || strings.ContainsRune(name, filepath.Separator) || strings.ContainsRune(name, 0) {
		return "", fmt.Errorf("want the path of a file, found %q", f.Path)
	}
	if !f.Info.Mode().IsRegular() {
		return "", fmt.Errorf("want a file, found a folder, a link or a device: %s", f.Name)
	}
	return name, nil
}

// stream copies to a writer and gives the SHA-256 of what passed.
func stream(to io.Writer, from io.Reader) (sum string, err error) {
	h := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, h), from); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sum is the SHA-256 of the file as it is now.
func (f File) sum() (string, error) {
	file, err := f.open()
	if err != nil {
		return "", err
	}
	defer file.Close()
	return stream(io.Discard, file)
}

// isSum tells a SHA-256 in hexadecimal from anything else that could become part of a path.
func isSum(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == 2*sha256.Size && s == strings.ToLower(s)
}
