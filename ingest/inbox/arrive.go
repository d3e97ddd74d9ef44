package inbox

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ArrivingPrefix begins the name of a file that is still being fetched into the inbox. One that is a day old was left
// by a crash, and can be deleted: nobody has seen it whole.
const ArrivingPrefix = ".planwatch-fetching-"

// Arriving is a return that somebody fetches into the inbox piece by piece. It lies beside the others under a hidden
// name, which no look shows, until Keep gives it its own: so it is seen whole or not at all. Keep or Drop ends it.
type Arriving struct {
	dir  string
	disk disk
	file *os.File
}

// Arrive begins a return in an inbox.
func Arrive(dir string) (*Arriving, error) { return machine.arrive(dir) }

func (d disk) arrive(dir string) (*Arriving, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	file, err := d.create(filepath.Join(dir, ArrivingPrefix+rand.Text()), 0o644)
	if err != nil {
		return nil, fmt.Errorf("write into the inbox %s: %w", valid(dir), reason(err))
	}
	return &Arriving{dir, d, file}, nil
}

func (a *Arriving) Write(p []byte) (int, error) {
	n, err := a.file.Write(p)
	if err != nil {
		err = fmt.Errorf("write into the inbox %s: %w", valid(a.dir), reason(err))
	}
	return n, err
}

// Keep puts the return into the inbox, under a name that [SafeName] has made. Nothing there is written over: to a name
// that is taken "-2", "-3" and so on is added. It gives the name that it was in the end.
func (a *Arriving) Keep(name string) (string, error) {
	name = SafeName(name)
	err := a.disk.sync(a.file)
	if closed := a.file.Close(); err == nil {
		err = closed
	}
	kept := name
	if err == nil {
		err = a.disk.place(a.file.Name(), filepath.Join(a.dir, name))
		end := filepath.Ext(name)
		for i := 2; errors.Is(err, fs.ErrExist) && i < 10_000; i++ {
			kept = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, end), i, end)
			err = a.disk.place(a.file.Name(), filepath.Join(a.dir, kept))
		}
	}
	if err != nil {
		a.disk.remove(a.file.Name())
		return "", fmt.Errorf("put %s into the inbox %s: %w", name, valid(a.dir), reason(err))
	}
	return kept, a.disk.syncFolder(a.dir)
}

// Drop takes back what has come so far.
func (a *Arriving) Drop() {
	a.file.Close()
	a.disk.remove(a.file.Name())
}

const (
	longestName = 200 // bytes; the 255 that a name can have leave room for what is added
	longestEnd  = 16  // of an ending such as .xlsx that is kept when a name is shortened
	noName      = "return"
)

// SafeName makes any text a name that a return can have in the inbox: the last part of a path, without what can't be
// seen and what some disks do not take, neither hidden nor of a kind that is passed over, and not too long.
func SafeName(s string) string {
	s = valid(s)
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		switch {
		case unseen(r):
			return ' '
		case strings.ContainsRune(`:*?"<>|`, r):
			return '_'
		}
		return r
	}, s)
	s = bare(strings.Join(strings.Fields(s), " "))
	if len(s) > longestName {
		end := filepath.Ext(s)
		if len(end) > longestEnd {
			end = ""
		}
		s = bare(strings.ToValidUTF8(s[:longestName-len(end)], "") + end)
	}
	if s == "" {
		return noName
	}
	if passedOver(s) { // what Windows strews about
		return noName + "-" + s
	}
	return s
}

// bare takes off a name what makes it hidden or a download under way, again and again: "a.part.tmp" is "a".
func bare(s string) string {
	for {
		was := s
		s = strings.TrimPrefix(strings.TrimRight(strings.TrimLeft(s, ". "), ". "), "~$")
		if end := filepath.Ext(s); passedOver("x" + end) {
			s = strings.TrimSuffix(s, end)
		}
		if s == was {
			return s
		}
	}
}
