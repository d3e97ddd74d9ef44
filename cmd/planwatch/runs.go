package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// What a run can come to.
const (
	runDone     = "done"     // it did something
	runNothing  = "nothing"  // there was nothing to do
	runFailed   = "failed"   // it said why
	runPanicked = "panicked" // a fault in the program
	runSkipped  = "skipped"  // the last one went on
	runStopped  = "stopped"  // the program was told to stop
)

// runRecord is one run of a job, as it is kept.
type runRecord struct {
	Job     string       `json:"job"`
	Due     time.Time    `json:"due"` // for one that was not by the timetable: when it was asked for
	Started time.Time    `json:"started"`
	Ended   time.Time    `json:"ended"`
	Why     string       `json:"why"` // "due", "missed", "arrived", "after load", "by hand", …
	Result  string       `json:"result"`
	Words   string       `json:"words"`
	Files   []fileRecord `json:"files,omitempty"`
}

// bad says whether a run asks for a person's look.
func (r runRecord) bad() bool { return r.Result == runFailed || r.Result == runPanicked }

// fileRecord is what a run did with one file.
type fileRecord struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256,omitempty"`
	Became string `json:"became"`         // "fetched", "failed", "loaded", "already loaded", "refused", "left", "written", "deleted"
	From   string `json:"from,omitempty"` // the web address that it was fetched from, without its query
}

// journal is the record of all runs: a file of one JSON line a run, which is only added to. It is not in the database,
// because what went wrong must be on record when the database can't be opened.
type journal struct {
	path string
	mu   sync.Mutex
	last map[string]runRecord // by job, of those that were not skipped
	due  map[string]time.Time // by job, the newest time due that was seen to
}

// journalName is the journal's name in the state folder.
const journalName = "runs.jsonl"

// openJournal reads what is on record. A line that was torn when the machine went down is passed over.
func openJournal(dir string) (*journal, error) {
	j := &journal{path: filepath.Join(dir, journalName), last: map[string]runRecord{}, due: map[string]time.Time{}}
	return j, eachRun(j.path, j.note)
}

func eachRun(path string, do func(runRecord)) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("read the record of runs: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r runRecord
		if json.Unmarshal(lines.Bytes(), &r) == nil && r.Job != "" {
			do(r)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the record of runs: %w", err)
	}
	return nil
}

func (j *journal) note(r runRecord) {
	if r.Result != runSkipped {
		j.last[r.Job] = r
	}
	if (r.Why == whyDue || r.Why == whyMissed) && r.Due.After(j.due[r.Job]) {
		j.due[r.Job] = r.Due
	}
}

// add puts a run on record. When it can't be written (a full disk) it is remembered all the same.
func (j *journal) add(r runRecord) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.note(r)
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("record a run: %w", err)
	}
	defer lockRuns(j.path)()
	return appendLine(j.path, line)
}

// lockRuns keeps the record from being shortened by one process while another adds to it.
func lockRuns(path string) (unlock func()) {
	lock := flock.New(path + ".lock")
	if lock.Lock() != nil {
		return func() {} // a run that is on record is worth more than a record that is never torn
	}
	return func() { _ = lock.Unlock() }
}

// appendLine adds a whole line to a file and sees to it that it is on the disk. A torn line that a crash left at the
// end is closed first, so that it spoils no other.
func appendLine(path string, line []byte) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return fmt.Errorf("record a run: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > 0 {
		end := make([]byte, 1)
		if _, err := f.ReadAt(end, info.Size()-1); err == nil && end[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("record a run: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("record a run: %w", err)
	}
	return nil
}

// lastRuns gives the last run of each job that has one, in the order of the table.
func (j *journal) lastRuns() []runRecord {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []runRecord
	for _, name := range jobNames() {
		if r, ok := j.last[name]; ok {
			out = append(out, r)
		}
	}
	return out
}

// lastDue is the newest time due of a job that is on record.
func (j *journal) lastDue(name string) time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.due[name]
}

// trim drops runs that ended before a moment, but the last of each job; it gives how many.
func (j *journal) trim(before time.Time) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	defer lockRuns(j.path)()
	var kept bytes.Buffer
	dropped := 0
	err := eachRun(j.path, func(r runRecord) {
		if r.Ended.Before(before) && !r.Ended.Equal(j.last[r.Job].Ended) {
			dropped++
			return
		}
		line, err := json.Marshal(r)
		if err == nil {
			kept.Write(append(line, '\n'))
		}
	})
	if err != nil || dropped == 0 {
		return 0, err
	}
	return dropped, writeWhole(j.path, kept.Bytes())
}

// newest is the latest moment that is on record.
func (j *journal) newest() (newest time.Time, ok bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, r := range j.last {
		if r.Ended.After(newest) {
			newest, ok = r.Ended, true
		}
	}
	return newest, ok
}
