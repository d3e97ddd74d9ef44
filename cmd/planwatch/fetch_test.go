package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"planwatch/ingest/inbox/fetch"
)

// fetchSite serves files for tests to fetch; one that is not there is answered with 404, and what a test is given is asked
// without waiting between tries.
type fetchSite struct {
	*httptest.Server
	files map[string]string // by path
}

func newFetchSite(t *testing.T) *fetchSite {
	t.Helper()
	s := &fetchSite{files: map[string]string{}}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := s.files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(content))
	}))
	t.Cleanup(s.Close)
	return s
}

// officeOf is a workspace at work that fetches the site's files of these names, each with a secret in its query.
func (s *fetchSite) officeOf(t *testing.T, names ...string) *office {
	t.Helper()
	config := "fetch:\n"
	for _, name := range names {
		config += fmt.Sprintf("  - url: %s/%s?token=secret\n", s.URL, name)
	}
	space, err := (&workspaceFlag{dir: smallOffice(t, "inbox_rest: 100ms", config)}).open()
	if err != nil {
		t.Fatal(err)
	}
	o, err := openOffice(space, quiet())
	if err != nil {
		t.Fatal(err)
	}
	o.settle = true
	o.web = fetch.Getter{Client: s.Client(), UserAgent: "planwatch/test", Pause: func(context.Context, time.Duration) error { return nil }}
	return o
}

// runs does a job and wants these words of it.
func (s *fetchSite) runs(t *testing.T, o *office, name, result, words string) runRecord {
	t.Helper()
	j, _ := jobNamed(name)
	rec, _ := o.runJob(context.Background(), j, o.clock(), whyByHand)
	if rec.Result != result || rec.Words != words {
		t.Errorf("the job %s: want %s, %q, found %s, %q", name, result, words, rec.Result, rec.Words)
	}
	return rec
}

// TestFetchJob fetches a good return, another of its bytes, a web page where a workbook was expected, and an address
// that does not work: every distinct download ends in the archive or in quarantine, by its hash.
func TestFetchJob(t *testing.T) {
	s := newFetchSite(t)
	page := "<!DOCTYPE html>\n<html><title>Sign in</title></html>\n"
	s.files["/good.csv"], s.files["/page.xlsx"] = numbersCSV(0, 41), page
	o := s.officeOf(t, "good.csv", "page.xlsx", "gone.csv")

	rec := s.runs(t, o, "fetch", runDone, "3 addresses: 2 new, 1 failed")
	if want := (fileRecord{Name: "good.csv", SHA256: sha256Of(s.files["/good.csv"]), Became: "fetched", From: s.URL + "/good.csv?…"}); len(rec.Files) != 3 || rec.Files[0] != want || rec.Files[2].Became != "failed" {
		t.Errorf("on record: %+v", rec.Files)
	}
	rec = s.runs(t, o, "load", runDone, "1 loaded, 1 refused")
	if len(rec.Files) != 2 || rec.Files[0].From != s.URL+"/good.csv?…" || rec.Files[1].From != s.URL+"/page.xlsx?…" {
		t.Errorf("on record: %+v", rec.Files)
	}
	s.runs(t, o, "fetch", runDone, "3 addresses: 2 unchanged, 1 failed")
	changed := numbersCSV(0, 47)
	s.files["/good.csv"] = changed
	s.runs(t, o, "fetch", runDone, "3 addresses: 1 new, 1 unchanged, 1 failed")
	s.runs(t, o, "load", runDone, "1 loaded")

	for _, c := range []struct{ pattern, content string }{
		{"archive/*/*/" + sha256Of(numbersCSV(0, 41)) + "/good.csv", numbersCSV(0, 41)},
		{"archive/*/*/" + sha256Of(changed) + "/good.csv", changed},
		{"quarantine/*-" + sha256Of(page)[:12] + "/page.xlsx", page},
	} {
		found, _ := filepath.Glob(filepath.Join(o.space.dir, c.pattern))
		if len(found) != 1 {
			t.Errorf("want one %s, found %v", c.pattern, found)
			continue
		}
		if got, err := os.ReadFile(found[0]); err != nil || string(got) != c.content {
			t.Errorf("%s: %q, %v", c.pattern, got, err)
		}
	}
	reports, _ := filepath.Glob(filepath.Join(o.space.dir, "quarantine", "*", "report.txt"))
	if len(reports) != 1 {
		t.Fatalf("reports: %v", reports)
	}
	report, err := os.ReadFile(reports[0])
	if err != nil || !strings.Contains(string(report), "From:      "+s.URL+"/page.xlsx?…\n") || !strings.Contains(string(report), "a web page") {
		t.Errorf("the report does not say where it was fetched from, or what it is: %v\n%s", err, report)
	}
	if left, _ := os.ReadDir(filepath.Join(o.space.dir, "inbox")); len(left) > 0 {
		t.Errorf("left in the inbox: %v", left)
	}
	noSecrets(t, o)
}

func sha256Of(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// noSecrets looks for the query of the addresses in all that the office remembers and says.
func noSecrets(t *testing.T, o *office) {
	t.Helper()
	for _, dir := range []string{stateName, "quarantine"} {
		err := filepath.WalkDir(filepath.Join(o.space.dir, dir), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if strings.Contains(string(content), "secret") {
				t.Errorf("%s shows the query of an address", path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestFetchNotices has an address fail, for longer, and work again.
func TestFetchNotices(t *testing.T) {
	s := newFetchSite(t)
	o := s.officeOf(t, "late.csv")
	begin := at(t, "2026-11-25 05:45 GMT")
	o.clock = func() time.Time { return begin }
	s.runs(t, o, "fetch", runDone, "1 address: 1 failed")
	o.clock = func() time.Time { return begin.AddDate(0, 0, 1) }
	s.runs(t, o, "fetch", runDone, "1 address: 1 failed")
	want := s.URL + "/late.csv?… can't be fetched since 25 November 2026 05:45 GMT: it answered 404 Not Found. It has never worked so far."
	if got := texts(o.board.list()); !slices.Contains(got, want) {
		t.Errorf("want the notice %q, found %q", want, got)
	}
	wantDoctor(t, o, isLook, "can't be fetched since 25 November 2026 05:45 GMT, and last failed at 26 November 2026 05:45 GMT: it answered 404 Not Found. It has never worked so far.")

	s.files["/late.csv"] = "a,b\n"
	s.runs(t, o, "fetch", runDone, "1 address: 1 new")
	if got := texts(o.board.list()); len(got) > 0 {
		t.Errorf("it works again, and there are notices: %q", got)
	}
	wantDoctor(t, o, isWell, "last worked at 26 November 2026 05:45 GMT, and last failed at 26 November 2026 05:45 GMT: it answered 404 Not Found.")

	delete(s.files, "/late.csv")
	s.runs(t, o, "fetch", runDone, "1 address: 1 failed")
	o.space.config.Fetch = nil
	s.runs(t, o, "fetch", runNothing, "no address to fetch from")
	if got := texts(o.board.list()); len(got) > 0 {
		t.Errorf("nothing is fetched any more, and there are notices: %q", got)
	}
}

func wantDoctor(t *testing.T, o *office, state, text string) {
	t.Helper()
	d := &doctor{space: o.space}
	d.fetches()
	if len(d.findings) != 1 || d.findings[0].State != state || !strings.HasSuffix(d.findings[0].Text, text) {
		t.Errorf("want doctor to say %s, %q, found %+v", state, text, d.findings)
	}
}

// TestFetchTroubles: what was remembered is torn, the inbox is gone, the program is told to stop.
func TestFetchTroubles(t *testing.T) {
	s := newFetchSite(t)
	s.files["/a.csv"] = "a,b\n"
	o := s.officeOf(t, "a.csv")
	wantDoctor(t, o, isWell, "was not asked yet.")
	if err := os.WriteFile(filepath.Join(o.space.path(stateName), fetchedName), []byte(`{"torn`), 0o644); err != nil {
		t.Fatal(err)
	}
	wantDoctor(t, o, isLook, "unexpected end of JSON input.")
	s.runs(t, o, "fetch", runDone, "1 address: 1 new")

	s.files["/a.csv"] = "c,d\n"
	if err := os.Rename(o.box.Dir, o.box.Dir+".gone"); err != nil {
		t.Fatal(err)
	}
	s.runs(t, o, "fetch", runFailed, "the inbox "+o.box.Dir+" is not there; is the share mounted?")
	if err := os.Rename(o.box.Dir+".gone", o.box.Dir); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	j, _ := jobNamed("fetch")
	if rec, changed := o.runJob(ctx, j, o.clock(), whyByHand); rec.Result != runStopped || changed || len(rec.Files) > 0 {
		t.Errorf("stopped: %+v", rec)
	}
	s.runs(t, o, "fetch", runDone, "1 address: 1 new")
}

// TestFetchThenLoad lets the runner do it: what is new is loaded by the job that follows.
func TestFetchThenLoad(t *testing.T) {
	s := newFetchSite(t)
	s.files["/good.csv"] = numbersCSV(0, 41)
	o := s.officeOf(t, "good.csv")
	var jobs []job
	for _, name := range []string{"fetch", "load"} {
		j, _ := jobNamed(name)
		if name == "load" {
			j.then = ""
		}
		jobs = append(jobs, j)
	}
	r := newRunner(o, jobs)
	loaded := make(chan runRecord, 1)
	r.report = func(rec runRecord) {
		if rec.Job == "load" {
			loaded <- rec
		}
	}
	r.begin()
	r.want(context.Background(), "fetch", whyByHand)
	if rec := <-loaded; rec.Why != "after fetch" || rec.Words != "1 loaded" {
		t.Errorf("the load that follows: %+v", rec)
	}
	r.going.Wait()
}

// TestFetchLeftovers: what a crash left of a download is removed, and not what was being taken out of the inbox.
func TestFetchLeftovers(t *testing.T) {
	s := newFetchSite(t)
	o := s.officeOf(t, "a.csv")
	for _, name := range []string{".planwatch-fetching-x", ".planwatch-taking-x"} {
		if err := os.WriteFile(filepath.Join(o.box.Dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := o.space.leftovers(time.Now()); len(got) > 0 {
		t.Errorf("left over at once: %v", got)
	}
	if got := o.space.leftovers(time.Now().Add(2 * leftoverAge)); len(got) != 1 || filepath.Base(got[0]) != ".planwatch-fetching-x" {
		t.Errorf("left over: %v", got)
	}
}
