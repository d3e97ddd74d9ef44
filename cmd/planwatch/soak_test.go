package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// soakEnv is how long TestServeSoak goes on, such as 10m; `make soak` sets it.
const soakEnv = "PLANWATCH_SOAK"

const (
	// soakReaders ask at the same time, soakEvery is between two requests of all of them together: at most 200 a second.
	soakReaders, soakEvery = 4, 5 * time.Millisecond
	// soakDrop is between two returns, soakVerbs between two uses of the command line, in seconds.
	soakDrop, soakVerbs = 4, 20
)

// TestServeSoak serves the demo for a long time while returns arrive, readers read all of the site in every way, and
// verbs are used. Every answer must be right, nothing may fail, and neither memory nor what else is held may grow.
func TestServeSoak(t *testing.T) {
	text := os.Getenv(soakEnv)
	if text == "" {
		t.Skipf("goes on for as long as %s says, such as 10m; make soak sets it", soakEnv)
	}
	long, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("%s: %v", soakEnv, err)
	}
	dir := publishedDemo(t, "log_level: info")
	k := &soak{t: t, dir: dir, s: serveAt(t, dir, ""), paths: addressesOf(t, dir), asked: map[string]int{}, answered: map[int]int{}}
	eventually(t, "it is ready", func() bool { code, _ := k.s.ask(t, k.s.site+"readyz"); return code == 200 })
	before := k.atRest()
	k.run(long)
	last := k.drops - 1
	_, _, tests := breathTests(last)
	eventually(t, "the last return is on the site", func() bool {
		return strings.Contains(k.s.get(t, "data/breath-tests.csv"), fmt.Sprintf(",%d,", tests))
	})
	after := k.atRest()
	k.s.stop(t)
	k.report(long, before, after)
}

// addressesOf lists the addresses of a published site.
func addressesOf(t *testing.T, dir string) []string {
	t.Helper()
	site := filepath.Join(dir, "site")
	var out []string
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != siteMark {
			rel, _ := filepath.Rel(site, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(out) < 100 {
		t.Fatalf("the site has %d files: %v", len(out), err)
	}
	return out
}

// soak is a service that is watched for a long time.
type soak struct {
	t     *testing.T
	dir   string
	s     *serving
	paths []string
	drops int
	rss   []float64 // MB, each second

	mu       sync.Mutex
	took     []time.Duration
	asked    map[string]int // by the way of asking
	answered map[int]int    // by status
	wrong    int
	backups  int
}

// fault notes what is wrong; the first ones are printed.
func (k *soak) fault(format string, args ...any) {
	k.mu.Lock()
	k.wrong++
	n := k.wrong
	k.mu.Unlock()
	if n <= 20 {
		k.t.Errorf(format, args...)
	}
}

// held is what a process has open when it is at rest.
type held struct{ goroutines, files float64 }

// atRest gives the least of some looks within three seconds: what is held for a moment, as by a job, does not count.
func (k *soak) atRest() held {
	k.t.Helper()
	least := held{1e9, 1e9}
	for range 15 {
		time.Sleep(200 * time.Millisecond)
		_, metrics := k.s.ask(k.t, k.s.staff+"metrics")
		least.goroutines = min(least.goroutines, metric(metrics, "go_goroutines"))
		least.files = min(least.files, metric(metrics, "process_open_fds"))
	}
	return least
}

// metric finds a plain value among metrics; it is below zero when there is none.
func metric(metrics, name string) float64 {
	for line := range strings.Lines(metrics) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), name+" "); ok {
			if v, err := strconv.ParseFloat(text, 64); err == nil {
				return v
			}
		}
	}
	return -1
}

// run does everything at once for so long.
func (k *soak) run(long time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), long)
	defer cancel()
	turns := time.NewTicker(soakEvery)
	defer turns.Stop()
	var going sync.WaitGroup
	for n := range soakReaders {
		going.Go(func() { k.read(ctx, rand.New(rand.NewPCG(11, uint64(n))), turns.C) })
	}
	going.Go(func() { k.useVerbs(ctx) })
	seconds := time.NewTicker(time.Second)
	defer seconds.Stop()
	for n := 0; ctx.Err() == nil; n++ {
		if n%soakDrop == 0 {
			name, content, _ := breathTests(k.drops)
			drop(k.t, k.dir, name, content)
			k.drops++
		}
		k.sample()
		select {
		case <-seconds.C:
		case <-ctx.Done():
		}
	}
	going.Wait()
}

// sample looks at memory and health.
func (k *soak) sample() {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", k.s.cmd.Process.Pid))
	if err != nil {
		k.fault("the service is gone: %v", err)
		return
	}
	if _, text, ok := strings.Cut(string(status), "VmRSS:"); ok {
		kb, _ := strconv.ParseFloat(strings.Fields(text)[0], 64)
		k.rss = append(k.rss, kb/1024)
	}
	var doc healthDocument
	code, body := k.s.ask(k.t, k.s.site+"healthz")
	if err := json.Unmarshal([]byte(body), &doc); err != nil || code != http.StatusOK || doc.Status == healthFailing {
		k.fault("health: %d, %v\n%s", code, err, body)
	}
}

// useVerbs works on the command line beside the service.
func (k *soak) useVerbs(ctx context.Context) {
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-time.After(soakVerbs * time.Second / 2):
		}
		args := []string{"assess", "-C", k.dir}
		if n%2 == 1 {
			k.backups++
			args = []string{"backup", "-C", k.dir, filepath.Join(k.t.TempDir(), "b.zip")}
		}
		c := exec.Command(os.Args[0], args...)
		c.Env = append(os.Environ(), asProgram+"=1")
		if out, err := c.CombinedOutput(); err != nil {
			k.fault("planwatch %v: %v\n%s", args, err, out)
		}
	}
}

// read is one reader, who remembers what it got.
func (k *soak) read(ctx context.Context, random *rand.Rand, turns <-chan time.Time) {
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}, Timeout: 30 * time.Second}
	defer client.CloseIdleConnections()
	known := map[string]*answer{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-turns:
		}
		q := nextQuestion(random, k.paths, known)
		start := time.Now()
		a, err := q.ask(client, k.s.site)
		took := time.Since(start)
		if err == nil {
			err = q.check(a)
		}
		if err != nil {
			k.fault("%s /%s (gzip: %t): %v", q.way, q.path, q.gzip, err)
		} else if a.status == http.StatusOK && q.way != askHead {
			known[q.key()] = a
		}
		k.mu.Lock()
		k.took = append(k.took, took)
		k.asked[q.way]++
		if a != nil {
			k.answered[a.status]++
		}
		k.mu.Unlock()
	}
}

// The ways of asking.
const (
	askWhole   = "whole"
	askAgain   = "again" // with the ETag of what is known
	askPart    = "part"  // of what is known
	askHead    = "head"
	askMissing = "missing"
)

// question is one request; known is what its reader has got from there before.
type question struct {
	path, way string
	gzip      bool
	known     *answer
	from, to  int // the part, both in it
}

type answer struct {
	status int
	header http.Header
	length int64
	body   []byte
}

func (q question) key() string { return fmt.Sprint(q.gzip, " ", q.path) }

// nextQuestion makes one up: a part and another look need something that is known.
func nextQuestion(random *rand.Rand, paths []string, known map[string]*answer) question {
	q := question{path: paths[random.IntN(len(paths))], gzip: random.IntN(2) == 0, way: askWhole}
	switch random.IntN(10) {
	case 0:
		q.way = askMissing
		q.path = "no/such-" + q.path
		return q
	case 1:
		q.way = askHead
		return q
	case 2, 3, 4:
		q.way = askAgain
	case 5, 6:
		q.way, q.gzip = askPart, false // parts are of the file as it is
	}
	q.known = known[q.key()]
	if q.way != askWhole && q.known == nil {
		q.way = askWhole
	}
	if q.way == askPart {
		q.from = random.IntN(len(q.known.body))
		q.to = q.from + random.IntN(len(q.known.body)-q.from)
	}
	return q
}

func (q question) ask(client *http.Client, site string) (*answer, error) {
	method := http.MethodGet
	if q.way == askHead {
		method = http.MethodHead
	}
	r, err := http.NewRequest(method, site+q.path, nil)
	if err != nil {
		return nil, err
	}
	if q.gzip {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	switch q.way {
	case askAgain:
		r.Header.Set("If-None-Match", q.known.header.Get("ETag"))
	case askPart:
		r.Header.Set("If-Range", q.known.header.Get("ETag"))
		r.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", q.from, q.to))
	}
	res, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return &answer{res.StatusCode, res.Header, res.ContentLength, body}, err
}

// check says what is wrong with an answer.
func (q question) check(a *answer) error {
	tag := a.header.Get("ETag")
	switch {
	case q.way == askMissing:
		if a.status != http.StatusNotFound || !bytes.HasSuffix(bytes.TrimSpace(a.unpacked()), []byte("</html>")) {
			return fmt.Errorf("want a whole page with 404, found %d and %d bytes", a.status, len(a.body))
		}
		return nil
	case q.way == askHead:
		if a.status != http.StatusOK || len(a.body) > 0 || a.length <= 0 || tag == "" {
			return fmt.Errorf("want 200 and a length, found %d, %d, ETag %s", a.status, a.length, tag)
		}
		return nil
	case q.way == askAgain && a.status == http.StatusNotModified:
		if tag != q.known.header.Get("ETag") || len(a.body) > 0 {
			return fmt.Errorf("want the ETag %s with 304, found %s and %d bytes", q.known.header.Get("ETag"), tag, len(a.body))
		}
		return nil
	case q.way == askPart && a.status == http.StatusPartialContent:
		if tag != q.known.header.Get("ETag") || !bytes.Equal(a.body, q.known.body[q.from:q.to+1]) {
			return fmt.Errorf("want bytes %d to %d of %s, found %d bytes of %s", q.from, q.to, q.known.header.Get("ETag"), len(a.body), tag)
		}
		return nil
	}
	return q.checkWhole(a)
}

// checkWhole wants a file, whole: of its length, with the ETag of its bytes, and another one than is known where that
// was asked for.
func (q question) checkWhole(a *answer) error {
	want, packed := `"`+checksum(a.body)[:32], a.header.Get("Content-Encoding") == "gzip"
	if packed {
		want += "-gzip"
	}
	want += `"`
	tag := a.header.Get("ETag")
	switch {
	case a.status != http.StatusOK:
		return fmt.Errorf("want 200, found %d", a.status)
	case a.length != int64(len(a.body)) || len(a.body) == 0:
		return fmt.Errorf("want the %d bytes that were promised, found %d", a.length, len(a.body))
	case tag != want:
		return fmt.Errorf("want the ETag %s, found %s", want, tag)
	case packed && !q.gzip:
		return fmt.Errorf("want the file as it is, found it packed")
	case q.known != nil && q.way != askWhole && tag == q.known.header.Get("ETag"):
		return fmt.Errorf("want 304 or 206 for what has not changed, found it whole")
	case strings.HasSuffix(q.path, ".html") && !bytes.HasSuffix(bytes.TrimSpace(a.unpacked()), []byte("</html>")):
		return fmt.Errorf("want a whole page, found one that ends in the middle")
	}
	return nil
}

// unpacked is the body without its coding; nothing when it is damaged.
func (a *answer) unpacked() []byte {
	if a.header.Get("Content-Encoding") != "gzip" {
		return a.body
	}
	z, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		return nil
	}
	body, err := io.ReadAll(z)
	if err != nil {
		return nil
	}
	return body
}

// quarters gives the medians of the quarters of a row of values.
func quarters(values []float64) (out [4]float64) {
	for n := range out {
		part := slices.Sorted(slices.Values(values[n*len(values)/4 : (n+1)*len(values)/4]))
		if len(part) > 0 {
			out[n] = part[len(part)/2]
		}
	}
	return out
}

// flat says whether memory is: the last quarter may have a quarter more than the second, and 20 MB, for what Go gives
// back to the system late.
func flat(q [4]float64) bool { return q[1] > 0 && q[3] <= 1.25*q[1]+20 }

// noneMore says whether no more is held than before, but for a connection or two.
func noneMore(before, after held) bool {
	return before.files > 0 && before.goroutines > 0 && after.files <= before.files+5 && after.goroutines <= before.goroutines+5
}

// report says how it went, and what of it is wrong.
func (k *soak) report(long time.Duration, before, after held) {
	t := k.t
	t.Helper()
	results, loads := map[string]int{}, 0
	err := eachRun(filepath.Join(k.dir, stateName, journalName), func(r runRecord) {
		results[r.Job+" "+r.Result]++
		if r.bad() {
			t.Errorf("the job %s failed: %s", r.Job, r.Words)
		}
		for _, f := range r.Files {
			if f.Became == "loaded" {
				loads++
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
	if loads != k.drops {
		t.Errorf("%d returns were dropped, and %d loaded", k.drops, loads)
	}
	for line := range strings.Lines(k.s.said()) {
		if strings.Contains(line, `"level":"ERROR"`) {
			t.Errorf("the log has an error: %s", line)
		}
	}
	rss := quarters(k.rss)
	if !flat(rss) {
		t.Errorf("memory grows: %.0f MB by quarters", rss)
	}
	if !noneMore(before, after) {
		t.Errorf("more is held at the end: %+v, before %+v", after, before)
	}
	slices.Sort(k.took)
	at := func(share float64) time.Duration {
		return k.took[min(len(k.took)-1, int(share*float64(len(k.took))))].Round(10 * time.Microsecond)
	}
	t.Logf(`soaked for %s
requests         %d (%v)
answers          %v
wrong            %d
p50, p99, most   %s, %s, %s
returns loaded   %d of %d
publications     %d
verbs beside it  assess, and %d backups
memory, MB       %.0f by quarters (medians), most %.0f
goroutines       %.0f, at the end %.0f
open files       %.0f, at the end %.0f`,
		long, len(k.took), k.asked, k.answered, k.wrong, at(0.5), at(0.99), at(1), loads, k.drops, results["publish done"]-1, k.backups,
		rss, slices.Max(k.rss), before.goroutines, after.goroutines, before.files, after.files)
}

// TestSoakChecksCanFail shows that the checks see wrong answers and growth.
func TestSoakChecksCanFail(t *testing.T) {
	page := []byte("<html>a page</html>")
	tagOf := func(b []byte) string { return `"` + checksum(b)[:32] + `"` }
	known := &answer{header: http.Header{"Etag": {tagOf(page)}}, body: page}
	whole := question{path: "a.html", way: askWhole}
	again := question{path: "a.html", way: askAgain, known: known}
	part := question{path: "a.html", way: askPart, known: known, from: 1, to: 4}
	for _, c := range []struct {
		name   string
		q      question
		status int
		tag    string
		body   []byte
		right  bool
	}{
		{"a whole page", whole, 200, tagOf(page), page, true},
		{"not changed", again, 304, tagOf(page), nil, true},
		{"a part", part, 206, tagOf(page), page[1:5], true},
		{"a failure", whole, 500, tagOf(page), page, false},
		{"nothing there", whole, 404, tagOf(page), page, false},
		{"another's ETag", whole, 200, tagOf(page[1:]), page, false},
		{"half a page", whole, 200, tagOf(page[:9]), page[:9], false},
		{"another part", part, 206, tagOf(page), page[2:6], false},
		{"a part of another page", part, 206, tagOf(page[1:]), page[1:5], false},
		{"not changed, of another page", again, 304, tagOf(page[1:]), nil, false},
		{"the same once more", again, 200, tagOf(page), page, false},
		{"found what is missing", question{way: askMissing}, 200, tagOf(page), page, false},
	} {
		w := httptest.NewRecorder()
		w.Header().Set("ETag", c.tag)
		w.WriteHeader(c.status)
		a := &answer{c.status, w.Header(), int64(len(c.body)), c.body}
		if err := c.q.check(a); (err == nil) != c.right {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	cut := &answer{200, http.Header{"Etag": {tagOf(page)}}, 100, page}
	if whole.check(cut) == nil {
		t.Error("an answer that was cut short is taken")
	}
	if flat(quarters([]float64{100, 100, 110, 110, 200, 200, 250, 250})) || !flat(quarters([]float64{80, 80, 110, 110, 100, 100, 120, 120})) {
		t.Error("growth is not told from none")
	}
	if noneMore(held{20, 12}, held{26, 12}) || noneMore(held{20, 12}, held{20, 18}) || noneMore(held{-1, 12}, held{-1, 12}) || !noneMore(held{20, 12}, held{21, 13}) {
		t.Error("more is held, and it is not seen")
	}
	if metric("# HELP go_goroutines x\ngo_goroutines 12\n", "go_goroutines") != 12 || metric("go_threads 3\n", "go_goroutines") >= 0 {
		t.Error("a metric is not found")
	}
}
