package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// The kinds of notice. One that a job says of itself is "job NAME".
const (
	kindJob        = "job"
	kindQuarantine = "quarantine"
	kindLate       = "late"
	kindRevision   = "revision"
	kindFetch      = "fetch"
	kindWarning    = "warning"
	kindInbox      = "inbox"
	kindOdd        = "odd"
	kindDisk       = "disk"
	kindClock      = "clock"
	kindMail       = "mail"
	kindListen     = "listen"
)

// noticeKinds are all of them, for counting.
var noticeKinds = []string{kindJob, kindQuarantine, kindLate, kindRevision, kindWarning, kindFetch, kindInbox, kindOdd, kindDisk, kindClock, kindMail, kindListen}

// eventLife is how long a notice of something that happened stays when nobody says that it was seen.
const eventLife = 30 * 24 * time.Hour

// notice is something that needs a person. Most tell how things are and go away by themselves when they are right
// again; an event tells what happened, and goes away when it was seen.
type notice struct {
	ID      string    `json:"id"`
	Kind    string    `json:"kind"`
	Subject string    `json:"subject"` // what it is about; kind and subject make the id
	Text    string    `json:"text"`
	Do      string    `json:"do"`
	Since   time.Time `json:"since"`
	Event   bool      `json:"event"`
	Seen    bool      `json:"seen"`
	Mailed  bool      `json:"mailed"`
}

// group is the notice's kind without the job's name.
func (n notice) group() string {
	group, _, _ := strings.Cut(n.Kind, " ")
	return group
}

// board is where the notices hang: a file in the state folder, so that the service, `planwatch run` and `planwatch
// status` see the same ones. When the file can't be written (a full disk) the notices hang in memory.
type board struct {
	path string
	log  *slog.Logger
	mu   sync.Mutex
	last []notice // as last read or written

	unsaved bool // the file could not be written: memory knows more than it does
}

const boardName = "notices.json"

func openBoard(dir string, log *slog.Logger) *board {
	b := &board{path: filepath.Join(dir, boardName), log: log}
	b.last, _ = b.read()
	return b
}

func (b *board) read() ([]notice, error) {
	content, err := os.ReadFile(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read the notices: %w", err)
	}
	var list []notice
	if err := json.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("read the notices: %w", err)
	}
	return list, nil
}

// list gives the notices that nobody has seen to, oldest first.
func (b *board) list() []notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last = b.newest()
	return slices.DeleteFunc(slices.Clone(b.last), func(n notice) bool { return n.Seen })
}

// change lets do work on the notices, one process at a time.
func (b *board) change(do func([]notice) []notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	lock := flock.New(b.path + ".lock")
	if err := lock.Lock(); err == nil {
		defer func() { _ = lock.Unlock() }()
	}
	list := b.newest()
	before := asJSON(list)
	list = do(slices.Clone(list))
	slices.SortStableFunc(list, func(x, y notice) int { return cmp.Or(x.Since.Compare(y.Since), cmp.Compare(x.ID, y.ID)) })
	b.last = list
	after := asJSON(list)
	if bytes.Equal(before, after) && !b.unsaved {
		return
	}
	err := writeWhole(b.path, after)
	if err != nil && !b.unsaved {
		b.log.Error("the notices are not on record", "error", plainly(err))
	}
	b.unsaved = err != nil
}

// newest is what the file says, or memory where that can't be read or written.
func (b *board) newest() []notice {
	if !b.unsaved {
		if list, err := b.read(); err == nil && list != nil {
			return list
		}
	}
	return b.last
}

func asJSON(list []notice) []byte {
	if list == nil {
		list = []notice{}
	}
	content, _ := json.MarshalIndent(list, "", "  ") // texts, times and flags can always be written
	return append(content, '\n')
}

func noticeID(kind, subject string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + subject))
	return hex.EncodeToString(sum[:6])
}

// set says how things are with one kind: what is new is said in the log, what is gone was settled.
func (b *board) set(kind string, current []notice) {
	b.change(func(list []notice) []notice {
		var out []notice
		held := map[string]notice{}
		for _, n := range list {
			if n.Kind == kind && !n.Event {
				held[n.ID] = n
			} else {
				out = append(out, n)
			}
		}
		for _, n := range current {
			n.ID, n.Kind, n.Since = noticeID(kind, n.Subject), kind, now().Round(0)
			old, known := held[n.ID]
			if known {
				n.Since, n.Seen, n.Mailed = old.Since, old.Seen, old.Mailed
				delete(held, n.ID)
			} else {
				b.log.Warn("needs a person", "notice", n.ID, "kind", kind, "text", n.Text, "do", n.Do)
			}
			out = append(out, n)
		}
		for _, n := range held {
			b.log.Info("settled", "notice", n.ID, "kind", kind, "text", n.Text)
		}
		return out
	})
}

// event notes something that happened.
func (b *board) event(kind string, n notice) {
	n.ID, n.Kind, n.Since, n.Event = noticeID(kind, n.Subject), kind, now().Round(0), true
	b.change(func(list []notice) []notice {
		if slices.ContainsFunc(list, func(o notice) bool { return o.ID == n.ID }) {
			return list
		}
		b.log.Warn("needs a person", "notice", n.ID, "kind", kind, "text", n.Text, "do", n.Do)
		return append(list, n)
	})
}

// see marks notices as seen: they are not shown any more. What tells how things are comes back when it has been right
// once; an event does not come again.
func (b *board) see(ids []string) (unknown []string) {
	b.change(func(list []notice) []notice {
		found := map[string]bool{}
		for i := range list {
			if slices.Contains(ids, list[i].ID) || slices.Contains(ids, "all") {
				found[list[i].ID] = true
				list[i].Seen = true
			}
		}
		for _, id := range ids {
			if id != "all" && !found[id] {
				unknown = append(unknown, id)
			}
		}
		return list
	})
	return unknown
}

// tidy takes down events of long ago.
func (b *board) tidy(now time.Time) {
	b.change(func(list []notice) []notice {
		return slices.DeleteFunc(list, func(n notice) bool { return n.Event && now.Sub(n.Since) > eventLife })
	})
}
