package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"planwatch/data/store"
	"planwatch/reports"
)

// The words for how the program is.
const (
	healthOK        = "ok"
	healthAttention = "attention" // it goes on, and something needs a person
	healthFailing   = "failing"   // something that it lives by does not work
)

type healthDocument struct {
	Status  string         `json:"status"`
	Version string         `json:"version"`
	Since   time.Time      `json:"since"`
	Checks  []checkResult  `json:"checks"`
	Jobs    []healthJob    `json:"jobs"`
	Notices []healthNotice `json:"notices"`
}

// checkResult is one thing that was looked at; OK false is failing.
type checkResult struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Text string `json:"text"`
}

type healthJob struct {
	Job    string     `json:"job"`
	Result *string    `json:"result"` // null: it never ran
	Ended  *time.Time `json:"ended"`
	Words  string     `json:"words"`
	Next   *time.Time `json:"next"` // null: never by itself
}

type healthNotice struct {
	ID    string    `json:"id"`
	Kind  string    `json:"kind"`
	Text  string    `json:"text"`
	Do    string    `json:"do"`
	Since time.Time `json:"since"`
}

// healthCheck keeps the result of the last look, so that a monitor that asks often does not hold the database up.
type healthCheck struct {
	mu   sync.Mutex
	at   time.Time
	last []checkResult
}

// healthEvery is how long a look holds.
const healthEvery = 5 * time.Second

// serveHealth says how the program is. 503 means that something it lives by does not work. A request that has come
// through a proxy is told no details: they name folders of this machine.
func (s *server) serveHealth(w http.ResponseWriter, r *http.Request) {
	doc := s.healthNow(r.Context())
	if proxied(r) {
		doc.Checks, doc.Jobs, doc.Notices = []checkResult{}, []healthJob{}, []healthNotice{}
	}
	status := http.StatusOK
	if doc.Status == healthFailing {
		status = http.StatusServiceUnavailable
	}
	answerJSON(w, status, doc)
}

// proxied says whether a proxy has passed a request on, by the headers that one or the other adds.
func proxied(r *http.Request) bool {
	for _, name := range []string{"X-Forwarded-For", "Forwarded", "Via", "X-Real-Ip", "X-Forwarded-Host", "X-Forwarded-Proto"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
}

func answerJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	_ = e.Encode(v) // a client that has gone away needs no answer
}

// serveReady says whether there is a site to serve.
func (s *server) serveReady(w http.ResponseWriter, _ *http.Request) {
	_, _, _, published := s.pages.Published()
	switch {
	case s.ending.Load():
		answerJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "stopping"})
	case !published:
		answerJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "nothing is published yet"})
	default:
		answerJSON(w, http.StatusOK, map[string]string{"status": "ready"})
	}
}

func (s *server) healthNow(ctx context.Context) healthDocument {
	doc := healthDocument{Status: healthOK, Version: version, Since: s.started, Checks: s.checks(ctx), Jobs: []healthJob{}, Notices: []healthNotice{}}
	for _, n := range s.board.list() {
		doc.Status = healthAttention
		doc.Notices = append(doc.Notices, healthNotice{n.ID, n.Kind, n.Text, n.Do, n.Since})
	}
	for _, c := range doc.Checks {
		if !c.OK {
			doc.Status = healthFailing
		}
	}
	last := map[string]runRecord{}
	for _, r := range s.journal.lastRuns() {
		last[r.Job] = r
	}
	for _, j := range jobTable() {
		h := healthJob{Job: j.name}
		if r, ok := last[j.name]; ok {
			h.Result, h.Ended, h.Words = &r.Result, &r.Ended, r.Words
		}
		if next := s.timetable(j).next(s.clock()); !next.IsZero() {
			next = next.In(london)
			h.Next = &next
		}
		doc.Jobs = append(doc.Jobs, h)
	}
	return doc
}

func (s *server) checks(ctx context.Context) []checkResult {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	if s.health.last == nil || time.Since(s.health.at) > healthEvery {
		s.health.last = []checkResult{s.checkStore(ctx), s.checkInbox(), s.checkSite(), s.checkDisk()}
		s.health.at = time.Now()
	}
	return s.health.last
}

// checkStore opens the database for a moment. One that another process is busy with is well.
func (o *office) checkStore(ctx context.Context) checkResult {
	path := o.space.path(o.space.config.Store)
	if !exists(path) {
		return checkResult{"database", true, "nothing is loaded yet"}
	}
	s, err := store.Open(ctx, path, store.Options{Wait: 100 * time.Millisecond, ReadOnly: true})
	switch {
	case errors.Is(err, store.ErrBusy):
		return checkResult{"database", true, err.Error()}
	case err != nil:
		return checkResult{"database", false, err.Error()}
	}
	if err := s.Close(); err != nil {
		return checkResult{"database", false, err.Error()}
	}
	return checkResult{"database", true, "opens"}
}

func (o *office) checkInbox() checkResult {
	if _, err := os.ReadDir(o.box.Dir); err != nil {
		return checkResult{"inbox", false, fmt.Sprintf("the inbox %s can't be read (%s): is its share mounted?", o.box.Dir, unwrapped(err))}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return checkResult{"inbox", true, fmt.Sprintf("%d to load, %d still arriving, %d not taken", o.counts["ready"], o.counts["waiting"], o.counts["odd"])}
}

func (s *server) checkSite() checkResult {
	files, size, since, ok := s.pages.Published()
	if !ok {
		return checkResult{"site", true, "nothing is published yet"}
	}
	return checkResult{"site", true, fmt.Sprintf("%s, %s, published %s", countOf(files, "file", "files"), reports.SizeWords(size), clockWords(since))}
}

// checkDisk looks for room on the disks of the workspace and the database, and hangs up a notice when one has little.
func (o *office) checkDisk() checkResult {
	low := o.space.config.DiskLow
	var least int64 = -1
	var list []notice
	for _, dir := range []string{o.space.dir, filepath.Dir(o.space.path(o.space.config.Store)), o.space.path(o.space.config.Backups)} {
		free, err := freeSpace(dir)
		if err != nil {
			continue // not there yet, or not known on this system
		}
		if least < 0 || free < least {
			least = free
		}
		if free < low && len(list) == 0 {
			list = append(list, notice{
				Subject: "disk", Text: fmt.Sprintf("The disk of %s has %s left.", dir, reports.SizeWords(free)),
				Do: fmt.Sprintf("Make room; less than %s is called low (disk_low in %s).", reports.SizeWords(low), configName),
			})
		}
	}
	o.board.set(kindDisk, list)
	switch {
	case least < 0:
		return checkResult{"disk", true, "not known"}
	case least < low/10:
		return checkResult{"disk", false, reports.SizeWords(least) + " free"}
	}
	return checkResult{"disk", true, reports.SizeWords(least) + " free"}
}
