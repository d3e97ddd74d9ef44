package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gofrs/flock"

	"planwatch/ingest/inbox"
	"planwatch/ingest/inbox/fetch"
)

// office is a workspace at work: what the jobs need beside the workspace itself. One is made by `planwatch run` for the
// length of a job and by `planwatch serve` for as long as it goes on.
type office struct {
	space   *workspace
	log     *slog.Logger
	clock   func() time.Time // without a monotonic reading, so that a clock that is set shows
	journal *journal
	board   *board
	box     *inbox.Box
	web     fetch.Getter             // asks web addresses
	settle  bool                     // wait for files to rest before taking them, since nobody looks again later
	waiting func(job, holder string) // told when a job waits for its run in another process; nil: it is skipped then

	looking sync.Mutex // the box is for one at a time

	mu        sync.Mutex
	counts    map[string]int         // of files in the inbox, by state, when it was last looked at
	assessed  string                 // the database's stamp when its figures were last assessed
	published string                 // and the one when they were last published
	stamp     string                 // the stamp of the publication then
	loading   bool                   // the job load is at work
	stuck     map[string]fs.FileInfo // files that are loaded and archived, and can't be taken out of the inbox, by path
}

// openOffice makes the state folder when there is none and reads what it holds.
func openOffice(space *workspace, log *slog.Logger) (*office, error) {
	// Texts and what is remembered name files in the same way, wherever a verb is called from.
	space.dir = officeFolder(space)
	dir := space.path(stateName)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder for what planwatch has to remember, %s: %s", dir, unwrapped(err))
	}
	j, err := openJournal(dir)
	if err != nil {
		return nil, err
	}
	o := &office{space: space, log: log, stuck: map[string]fs.FileInfo{}, journal: j, clock: func() time.Time { return now().Round(0) }}
	o.board = openBoard(dir, log)
	space.waiting = func(holder string) { log.Info("waiting for the database", "holder", holder) }
	o.box = &inbox.Box{Dir: space.path(space.config.Inbox), Rest: space.config.Rest, MaxSize: space.config.Limits.Content}
	o.web = fetch.Getter{Client: fetch.NewClient(), UserAgent: "planwatch/" + version, Pause: fetch.Wait}
	if last, ok := j.newest(); ok && o.clock().Before(last.Add(-clockStep)) {
		o.clockWentBack(last, o.clock())
	}
	return o, nil
}

// timetable is when a job is due in this office.
func (o *office) timetable(j job) timetable { return o.space.config.Jobs[j.name] }

// record puts a run on record and says it in the log.
func (o *office) record(r runRecord) {
	if err := o.journal.add(r); err != nil {
		o.log.Error("the run is not on record", "error", plainly(err))
	}
	level := slog.LevelInfo
	switch {
	case r.bad():
		level = slog.LevelError
	case r.Result == runNothing:
		level = slog.LevelDebug
	}
	o.log.Log(context.Background(), level, "job "+r.Result, "job", r.Job, "why", r.Why, "took", r.Ended.Sub(r.Started).Round(time.Millisecond).String(), "says", r.Words)
	for _, f := range r.Files {
		said := []any{"job", r.Job, "file", f.Name}
		if f.SHA256 != "" {
			said = append(said, "sha256", f.SHA256)
		}
		if f.From != "" {
			said = append(said, "from", f.From)
		}
		o.log.Info("file "+f.Became, said...)
	}
	if r.Result != runSkipped && r.Result != runStopped {
		o.board.set(kindJob+" "+r.Job, jobNotices(r))
	}
}

// jobNotices is what a person has to know of a run.
func jobNotices(r runRecord) []notice {
	if !r.bad() {
		return nil
	}
	return []notice{{
		Subject: r.Job, Text: fmt.Sprintf("The job %s failed: %s", r.Job, sentence(r.Words)),
		Do: "Mend what it names; it is tried again by itself, or at once with: planwatch run " + r.Job,
	}}
}

// sentence ends a text with a full stop, once, and takes a list of problems together.
func sentence(s string) string {
	first, rest, more := strings.Cut(strings.TrimSpace(s), "\n")
	if more {
		first += fmt.Sprintf(" (and %s)", countOf(strings.Count(rest, "\n")+1, "more line", "more lines"))
	}
	if first = strings.TrimRight(first, "."); strings.HasSuffix(first, "?") {
		return first
	}
	return first + "."
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// clockWentBack notes that the clock shows an earlier time than it did.
func (o *office) clockWentBack(was, is time.Time) {
	o.board.event(kindClock, notice{
		Subject: was.Format(time.RFC3339),
		Text:    fmt.Sprintf("The clock went back: it shows %s, and it has shown %s before.", clockWords(is), clockWords(was)),
		Do:      "Set the clock right. Jobs go on by the clock as it is; what is loaded until it is right is recorded just after the newest that is on record.",
	})
}

// clockWords is a moment by the clock in London.
func clockWords(t time.Time) string { return t.In(london).Format("2 January 2006 15:04 MST") }

// lockJob takes the lock of a job for this process. Without it unlock is nil, and holder says who has it. An
// office with waiting tries for as long as the config says (store_wait).
func (o *office) lockJob(ctx context.Context, name string) (unlock func(), holder string, err error) {
	path := filepath.Join(o.space.path(stateName), name+".lock")
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err == nil && !ok {
		holder = lockHolder(path)
		if o.waiting != nil && o.space.config.Wait > 0 {
			o.waiting(name, holder)
			waiting, cancel := context.WithTimeout(ctx, o.space.config.Wait)
			defer cancel()
			if ok, err = lock.TryLockContext(waiting, 100*time.Millisecond); waiting.Err() != nil {
				err = nil
			}
		}
	}
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("lock the job %s: %s", name, unwrapped(err))
	case !ok:
		return nil, holder, nil
	}
	// Who holds it is only for people; that it can't be written on a full disk stops nothing.
	_ = os.WriteFile(path, fmt.Appendf(nil, "planwatch (process %d)\n", os.Getpid()), 0o644)
	return func() { _ = lock.Unlock() }, "", nil
}

// lockHolder is who wrote its name into a lock.
func lockHolder(path string) string {
	who, _ := os.ReadFile(path)
	if holder := strings.TrimSpace(string(who)); holder != "" {
		return holder
	}
	return "another planwatch"
}

// newLog makes the log that the config asks for.
func newLog(to io.Writer, c config) *slog.Logger {
	o := &slog.HandlerOptions{}
	if c.LogLevel == "debug" {
		o.Level = slog.LevelDebug
	}
	if c.Log == "json" {
		return slog.New(slog.NewJSONHandler(to, o))
	}
	return slog.New(slog.NewTextHandler(to, o))
}

// readState reads a document of the state folder; one that is not there, or torn, is as if nothing were remembered.
func (o *office) readState(name string, into any) {
	content, err := os.ReadFile(filepath.Join(o.space.path(stateName), name))
	if err == nil {
		err = json.Unmarshal(content, into)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		o.log.Warn("what was remembered can't be read and is worked out anew", "file", name, "error", err.Error())
	}
}

// keepState writes a document of the state folder.
func (o *office) keepState(name string, v any) error {
	content, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("remember %s: %w", name, err)
	}
	return writeWhole(filepath.Join(o.space.path(stateName), name), append(content, '\n'))
}

// storeStamp tells whether somebody has written into the database: reading leaves it as it is.
func (o *office) storeStamp() string {
	info, err := os.Stat(o.space.path(o.space.config.Store))
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// publicationStamp tells whether somebody has published, or kept a pack, by hand.
func (o *office) publicationStamp() string {
	c := o.space.config
	var out string
	for _, path := range []string{filepath.Join(o.space.path(c.Site), siteMark), filepath.Join(o.space.path(c.Packs), packListName)} {
		if info, err := os.Stat(path); err == nil {
			out += fmt.Sprint(info.ModTime().UnixNano(), " ")
		}
	}
	return out
}

// publishedStamp is the stamp when the job publish last ended well.
func (o *office) publishedStamp() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.stamp
}
