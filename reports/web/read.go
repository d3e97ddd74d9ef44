package web

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folder is a published folder that is open. What is read through the root comes from that folder even when another
// takes its place, and never from outside it.
type folder struct {
	root   *os.Root
	source identity
}

func openFolder(dir, mark string) (*folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{root: root}
	if f.source.dir, err = root.Stat("."); err == nil {
		f.source.mark, err = root.Lstat(mark)
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return f, nil
}

// read takes the folder in. A folder that is no longer in its place at the end may have been on its way to being
// removed, and what was read of it is thrown away.
func (s *Site) read(last *snapshot) (*snapshot, error) {
	f, err := s.open(s.options.Dir, s.options.Mark)
	if err != nil {
		return nil, fmt.Errorf("open the site %s: %w", s.options.Dir, err)
	}
	defer f.root.Close()
	next, err := f.snapshot(s.options.Mark, s.security, last)
	if here, gone := identify(s.options.Dir, s.options.Mark); gone != nil || !here.same(f.source) {
		return nil, errReplaced
	}
	if err != nil {
		return nil, fmt.Errorf("read the site %s: %w", s.options.Dir, err)
	}
	return next, nil
}

// snapshot reads every file that may be served.
func (f *folder) snapshot(mark string, security fields, last *snapshot) (*snapshot, error) {
	n := newSnapshot(f.source)
	err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case private(entry.Name()) || name == mark:
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular(): // a folder, or a link, pipe or device, which the publisher never writes
			return nil
		}
		body, err := f.root.ReadFile(name)
		if err != nil {
			return err
		}
		n.add(name, n.contentOf(body, last), security)
		return nil
	})
	return n, err
}

// private says whether a file or folder of this name is not for readers: a dot-file, or a name that the publisher would
// not write and that clients and proxies read in different ways.
func private(name string) bool {
	return strings.HasPrefix(name, ".") || strings.ContainsRune(name, '\\') || !utf8.ValidString(name) ||
		strings.ContainsFunc(name, unicode.IsControl)
}
