package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestServeFileSizeLimit serves under a limit on the size of files, as on a disk that is full: writing fails at other
// places with each limit. The service lives and says why, the site that was there is served, nothing is lost; without
// the limit everything is loaded and published.
func TestServeFileSizeLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a dozen services, which -short leaves out")
	}
	dir := smallOffice(t, "inbox_rest: 100ms")
	k := newKilling(dir, 5)
	large := k.put(t, largeReturn)
	first := serveAt(t, dir, "")
	eventually(t, "there is a site", func() bool {
		code, page := first.ask(t, first.site+"data/home-burglary.csv")
		return code == 200 && slices.Contains(columnOf([]byte(page), "value"), "1000")
	})
	first.stop(t)
	k.check(t, "before")

	said := map[string]int{}
	cases := []struct {
		blocks int // of 512 bytes
		what   string
	}{
		{1, "refuse"},
		{6, "refuse"},
		{100, "again"},
		{0, "load"},
		{0, "publish"},
		{1, "both"},
		{2, "load"},
		{2, "publish"},
		{4, "both"},
		{8, "load"},
		{8, "publish"},
		{20, "both"},
		{60, "load"},
		{200, "both"},
		{300, "publish"},
		{600, "load"},
		{1000, "both"},
		{1600, "load"},
		{1600, "publish"},
		{3000, "both"},
		{5200, "publish"},
		{9000, "both"},
	}
	failing := 0
	for i, c := range cases {
		switch c.what {
		case "refuse":
			k.put(t, refusedReturn)
		case "again": // it is known, and archived under its new name
			drop(t, dir, fmt.Sprintf("again-%d.csv", i), large.content)
		case "load", "both":
			k.next(t)
		}
		if c.what == "publish" || c.what == "both" { // publish what is published once more
			if err := os.Remove(filepath.Join(dir, stateName, publicationName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
		}
		when := fmt.Sprintf("with files of at most %d bytes", 512*c.blocks)
		s := serveAt(t, dir, fmt.Sprintf("ulimit -f %d;", c.blocks))
		failed := k.untilRest(t, s, when)
		if failed {
			failing++
			_, health := s.ask(t, s.site+"healthz")
			if !strings.Contains(health, " failed: ") {
				t.Errorf("%s a job failed, and health does not say it:\n%s", when, health)
			}
		}
		if page := s.get(t, "index.html"); !strings.HasSuffix(strings.TrimSpace(page), "</html>") {
			t.Errorf("%s the home page is not whole", when)
		}
		s.kill()
		for _, l := range s.lines() {
			if l.Level != "ERROR" {
				continue
			}
			text := unnumbered(strings.ReplaceAll(l.Msg+" "+l.Job+": "+l.Says+l.Error, dir, "OFFICE"))
			said[text]++
			if strings.Contains(text, "panic") || strings.Contains(text, " fault ") {
				t.Errorf("%s: %s", when, text)
			}
		}
		k.check(t, when)
	}
	good := k.finish(t)
	for _, text := range slices.Sorted(maps.Keys(said)) {
		if !strings.Contains(text, "the disk is full or a size limit is reached") {
			t.Errorf("this does not say what is wrong: %s", text)
		}
		t.Logf("said %d times: %s", said[text], text)
	}
	if failing < len(cases)/2 {
		t.Errorf("only %d of %d limits made anything fail", failing, len(cases))
	}
	t.Logf("stopped writing at %d sizes, %d of them made a job fail: %d returns, %d loaded once, %d refused, none lost; found in two places: %v; left half-written out of the way: %v; no half site",
		len(cases), failing, len(k.drops), good, len(k.drops)-good, kindsOf(k.inTwo), kindsOf(k.halves))
}

// untilRest waits until no job has begun or ended for a second, and all is done or one has failed.
func (k *killing) untilRest(t *testing.T, s *serving, when string) (failed bool) {
	t.Helper()
	jobs, since := 0, time.Now()
	eventually(t, when+" a job fails, or all is done", func() bool {
		_ = s.get(t, "index.html")
		n, done := 0, false
		for _, l := range s.lines() {
			if l.Job != "" {
				n++
			}
			failed = failed || l.Msg == "job failed"
			done = done || l.Msg == "job done" && l.Job == "publish"
		}
		if n != jobs {
			jobs, since = n, time.Now()
		}
		left, err := os.ReadDir(filepath.Join(k.dir, "inbox"))
		done = done && err == nil && len(left) == 0
		return (failed || done) && len(s.atWork()) == 0 && time.Since(since) > time.Second
	})
	return failed
}

var numbers = regexp.MustCompile(`[0-9]{8}-[0-9]{6}-[0-9a-f]{12}|[0-9a-f]{64}|return-[0-9]+|monthly return`)

// unnumbered takes names that differ each time out of a sentence.
func unnumbered(s string) string { return numbers.ReplaceAllString(s, "…") }
