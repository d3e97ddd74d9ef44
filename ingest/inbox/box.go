package inbox

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Box looks into an inbox. It remembers what it saw, so that a file is taken only once it has rested. It is for one
// goroutine.
type Box struct {
	Dir     string
	Rest    time.Duration // how long a file must stay the same; 0 takes it at once
	MaxSize int64         // in bytes; a larger file is ready with TooLarge set, so that it is refused unread. 0: no limit

	seen map[string]resting // by path
}

// resting is the state of a file and when it was first seen in that state.
type resting struct {
	info  fs.FileInfo
	since time.Time
}

// File is a return as a look found it. Name is for messages: it is valid UTF-8, which the name on disk need not be.
type File struct {
	Path, Name string
	Info       fs.FileInfo
	TooLarge   bool
}

// Odd is something in the inbox that is left where it is. Why is a sentence that says what to do.
type Odd struct{ Path, Name, Why string }

// Sight is what one look found, each list sorted by name. A waiting file may still be being written.
type Sight struct {
	Ready   []File
	Waiting []File
	Odd     []Odd
}

// Look looks into the inbox. An inbox that is not there or can't be read is an error, and every file must then rest
// anew. Give time.Now() as it is: with its monotonic reading a clock that is set forward or back changes nothing.
// Without one, a time before the last starts each rest again, so that no file waits until the clock has caught up.
func (b *Box) Look(now time.Time) (Sight, error) {
	before := b.seen
	b.seen = map[string]resting{}
	entries, err := readFolder(b.Dir)
	if err != nil {
		return Sight{}, err
	}
	var s Sight
	for _, e := range entries {
		if passedOver(e.Name()) {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // taken away since the folder was listed
		}
		f := File{Path: filepath.Join(b.Dir, e.Name()), Name: valid(e.Name()), Info: info}
		why := whyOdd(e.Name(), info, err)
		if why != "" {
			s.Odd = append(s.Odd, Odd{f.Path, f.Name, why})
			continue
		}
		f.TooLarge = b.MaxSize > 0 && info.Size() > b.MaxSize
		b.file(&s, f, before[f.Path], now)
	}
	return s, nil
}

// file decides whether a file is ready, given what was known of it before.
func (b *Box) file(s *Sight, f File, known resting, now time.Time) {
	if known.info == nil || !sameState(known.info, f.Info) || now.Before(known.since) {
		known = resting{f.Info, now}
	}
	b.seen[f.Path] = known
	if now.Sub(known.since) < b.Rest {
		s.Waiting = append(s.Waiting, f)
		return
	}
	err := readable(f)
	switch {
	case err == nil:
		s.Ready = append(s.Ready, f)
	case errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, ErrChanged):
		delete(b.seen, f.Path)
		s.Waiting = append(s.Waiting, f)
	default:
		s.Odd = append(s.Odd, Odd{f.Path, f.Name, unreadable(err)})
	}
}

// Forget makes a file rest anew, as one that was never seen.
func (b *Box) Forget(path string) { delete(b.seen, path) }

// readFolder lists the inbox, sorted by name.
func readFolder(dir string) ([]fs.DirEntry, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, noInbox(dir, err)
	}
	return entries, nil
}

// readable opens a file and closes it again: permissions alone do not tell, least of all on a share. One that is too
// large is to be moved unread.
func readable(f File) error {
	if f.TooLarge {
		return nil
	}
	file, err := f.open()
	if err != nil {
		return err
	}
	return file.Close()
}
