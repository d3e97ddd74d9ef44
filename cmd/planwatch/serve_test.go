package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"planwatch/data/store"
)

// drop writes a return into the inbox of a workspace, as a program would that has it whole at once.
func drop(tb testing.TB, dir, name, content string) {
	tb.Helper()
	aside := filepath.Join(dir, "."+name)
	if err := os.WriteFile(aside, []byte(content), 0o644); err != nil {
		tb.Fatal(err)
	}
	if err := os.Rename(aside, filepath.Join(dir, "inbox", name)); err != nil {
		tb.Fatal(err)
	}
}

// TestServe drops returns under a running service: they are loaded, assessed and published without a hand, every other
// verb works meanwhile, and a refused one hangs in the notices.
func TestServe(t *testing.T) {
	dir := smallOffice(t)
	s := serveAt(t, dir, "")
	for month, value := range []float64{41, 38, 36, 777} {
		drop(t, dir, fmt.Sprintf("month-%d.csv", month), numbersCSV(month, value))
	}
	eventually(t, "the newest figure is on its page", func() bool {
		code, body := s.ask(t, s.site+"indicators/home-burglary.html")
		return code == 200 && strings.Contains(body, "777")
	})
	archived, err := filepath.Glob(filepath.Join(dir, "archive", "*", "*", "*", "month-*.csv"))
	if err != nil || len(archived) != 4 {
		t.Errorf("archived: %v, %v", archived, err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "inbox")); len(left) > 0 {
		t.Errorf("left in the inbox: %v", left)
	}
	if page := s.get(t, "reports.html"); !strings.Contains(page, "Draft") || !strings.Contains(page, "reports/panel.xlsx") {
		t.Errorf("the page of reports names no draft:\n%s", page)
	}

	// Everything on the command line works while it runs.
	file := filepath.Join(t.TempDir(), "by-hand.csv")
	if err := os.WriteFile(file, []byte(numbersCSV(4, 888)), 0o644); err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for _, args := range [][]string{
		{"assess"},
		{"load", file},
		{"pack", "panel", "--out", out},
		{"trace", "home-burglary", "--period", "2020-04"},
		{"status"},
		{"doctor"},
		{"check"},
		{"publish", "--out", filepath.Join(out, "site")},
		{"backup", filepath.Join(out, "b.zip")},
		{"run", "assess", "publish"},
	} {
		program(t, append(args, "-C", dir)...)
	}
	eventually(t, "what was loaded by hand is published by itself", func() bool {
		return strings.Contains(s.get(t, "indicators/home-burglary.html"), "888")
	})

	drop(t, dir, "bad.csv", strings.Replace(numbersCSV(5, 1), ",1,", ",about 40,", 1))
	eventually(t, "the refused return is in the notices", func() bool {
		_, feed := s.ask(t, s.staff+"notices.atom")
		return strings.Contains(feed, "The return bad.csv was refused")
	})
	if reports, _ := filepath.Glob(filepath.Join(dir, "quarantine", "*", "report.html")); len(reports) != 1 {
		t.Errorf("reports in quarantine: %v", reports)
	}
	if status := string(output(t, "status", "-C", dir)); !strings.Contains(status, "The return bad.csv was refused") {
		t.Errorf("status does not say it:\n%s", status)
	}
	drop(t, dir, "bad.csv", numbersCSV(5, 40))
	eventually(t, "the mended return has settled it", func() bool {
		_, feed := s.ask(t, s.staff+"notices.atom")
		return !strings.Contains(feed, "bad.csv")
	})
	s.stop(t)
}

// TestServeHealth asks for health, readiness and metrics, also through a proxy, which is told no details.
func TestServeHealth(t *testing.T) {
	dir := smallOffice(t)
	s := serveAt(t, dir, "")
	eventually(t, "it is ready", func() bool { code, _ := s.ask(t, s.site+"readyz"); return code == 200 })
	code, body := s.ask(t, s.site+"healthz")
	var doc healthDocument
	if err := json.Unmarshal([]byte(body), &doc); err != nil || code != 200 || doc.Status != healthOK || len(doc.Jobs) != len(jobTable()) || len(doc.Checks) != 4 {
		t.Errorf("health: %d, %v\n%s", code, err, body)
	}
	_, metrics := s.ask(t, s.staff+"metrics")
	for _, name := range []string{
		`planwatch_job_runs_total{job="publish",result="done"} `, `planwatch_http_requests_total{code="200",listener="site",method="GET"} `,
		`planwatch_inbox_files{state="ready"} 0`, `planwatch_notices{kind="job"} 0`, "planwatch_site_files ", "planwatch_disk_free_bytes ", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(metrics, "\n"+name) {
			t.Errorf("metrics lack %s", name)
		}
	}
	if code, _ := s.ask(t, s.site+"metrics"); code != 404 {
		t.Errorf("metrics for the public: %d", code)
	}
	_, page := s.ask(t, s.staff)
	if !strings.Contains(page, "all is well") || !strings.Contains(page, "<caption") {
		t.Errorf("the page for staff:\n%s", page)
	}
	s.stop(t)
}

// TestServeSlowWriter copies a return into the inbox with a pause of three seconds in the middle, with the default rest:
// it is taken once, whole.
func TestServeSlowWriter(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for about ten seconds, which -short leaves out")
	}
	dir := smallOffice(t)
	config := filepath.Join(dir, configName)
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(text), "inbox_rest: 1s\n", "", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	s := serveAt(t, dir, "")
	whole := numbersCSV(0, 41)
	f, err := os.Create(filepath.Join(dir, "inbox", "slow.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, part := range []string{whole[:len(whole)/2], whole[len(whole)/2:]} {
		if _, err := f.WriteString(part); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
	}
	var archived []string
	eventually(t, "it is archived", func() bool {
		archived, _ = filepath.Glob(filepath.Join(dir, "archive", "*", "*", "*", "slow.csv"))
		return len(archived) > 0
	})
	if got, err := os.ReadFile(archived[0]); err != nil || string(got) != whole || len(archived) != 1 {
		t.Errorf("archived %v: %q, %v", archived, got, err)
	}
	if refused, _ := filepath.Glob(filepath.Join(dir, "quarantine", "*")); len(refused) > 0 {
		t.Errorf("refused: %v", refused)
	}
	s.stop(t)
}

// TestServeInboxComesBack takes the inbox away under a running service, as when a share is unmounted, and brings it back.
func TestServeInboxComesBack(t *testing.T) {
	dir := smallOffice(t)
	s := serveAt(t, dir, "")
	inbox := filepath.Join(dir, "inbox")
	if err := os.Rename(inbox, inbox+".gone"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "health and the log say so", func() bool {
		code, body := s.ask(t, s.site+"healthz")
		return code == 503 && strings.Contains(body, "Returns can't be taken: ") && strings.Contains(s.said(), "is the share mounted?")
	})
	if err := os.Rename(inbox+".gone", inbox); err != nil {
		t.Fatal(err)
	}
	drop(t, dir, "month.csv", numbersCSV(0, 41))
	eventually(t, "the return is loaded", func() bool {
		found, _ := filepath.Glob(filepath.Join(dir, "archive", "*", "*", "*", "month.csv"))
		return len(found) == 1
	})
	eventually(t, "health is well again", func() bool {
		code, body := s.ask(t, s.site+"healthz")
		return code == 200 && strings.Contains(body, `"status": "ok"`)
	})
	for _, want := range []string{"is the share mounted?", "the inbox is there again"} {
		if !strings.Contains(s.said(), want) {
			t.Errorf("the log lacks %q:\n%s", want, s.said())
		}
	}
	s.stop(t)
}

// TestServePorts starts a second service at ports that are in use: without its site's port it does not start, without
// the staff's it goes on and says so.
func TestServePorts(t *testing.T) {
	first := serveAt(t, smallOffice(t), "")
	taken := strings.TrimSuffix(strings.TrimPrefix(first.site, "http://"), "/")
	dir := smallOffice(t)
	code, said := failure(t, "serve", "-C", dir, "--listen", taken)
	want := fmt.Sprintf("planwatch: serve at %s: another program listens there already; end it, or give another port with listen in planwatch.yaml\n", taken)
	if code != exitFailed || !strings.HasSuffix(said, want) {
		t.Errorf("exit code %d\n got %swant %s", code, said, want)
	}
	config := filepath.Join(dir, configName)
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(text), "staff_listen: 127.0.0.1:0", "staff_listen: "+taken, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	second := serveAt(t, dir, "")
	if _, health := second.ask(t, second.site+"healthz"); !strings.Contains(health, "Metrics and notices for staff can't be served at "+taken) {
		t.Errorf("health does not say it:\n%s", health)
	}
	second.stop(t)
	first.stop(t)
}

// TestServeBusyStore holds the database in this process for a while: the load waits and is then made.
func TestServeBusyStore(t *testing.T) {
	dir := smallOffice(t, "store_wait: 5s")
	s := serveAt(t, dir, "")
	eventually(t, "it has published", func() bool { code, _ := s.ask(t, s.site+"readyz"); return code == 200 })
	held, err := store.Open(context.Background(), filepath.Join(dir, "planwatch.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	drop(t, dir, "month.csv", numbersCSV(0, 41))
	want := fmt.Sprintf("is held by %s (process %d); waited 5s", filepath.Base(os.Args[0]), os.Getpid())
	eventually(t, "health says who holds it", func() bool {
		_, body := s.ask(t, s.site+"healthz")
		return strings.Contains(body, "The job load failed: the store is busy: ") && strings.Contains(body, want)
	})
	if _, err := os.Stat(filepath.Join(dir, "inbox", "month.csv")); err != nil {
		t.Errorf("the return does not wait in the inbox: %v", err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	program(t, "run", "load", "-C", dir)
	program(t, "run", "assess", "publish", "-C", dir)
	eventually(t, "the return is on its page", func() bool {
		return strings.Contains(s.get(t, "indicators/home-burglary.html"), "41")
	})
	s.stop(t)
}

// TestServeUnwritable takes the right to write away from folders that a load needs: the return stays in the inbox, the
// service says why and goes on.
func TestServeUnwritable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("as root every folder can be written to: a file in a folder's place stands for it")
	}
	dir := smallOffice(t)
	for _, name := range []string{"archive", "quarantine"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	s := serveAt(t, dir, "")
	drop(t, dir, "month.csv", numbersCSV(0, 41))
	drop(t, dir, "bad.csv", "nothing\n")
	eventually(t, "health says why", func() bool {
		_, body := s.ask(t, s.site+"healthz")
		return strings.Contains(body, "The job load failed: ")
	})
	for _, name := range []string{"month.csv", "bad.csv"} {
		if _, err := os.Stat(filepath.Join(dir, "inbox", name)); err != nil {
			t.Errorf("%s does not wait in the inbox: %v", name, err)
		}
	}
	for _, name := range []string{"archive", "quarantine"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if code, said := failure(t, "run", "load", "-C", dir); code != exitRefused {
		t.Errorf("exit code %d: %s", code, said)
	}
	for _, pattern := range []string{"archive/*/*/*/month.csv", "quarantine/*/bad.csv"} {
		if found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern))); len(found) != 1 {
			t.Errorf("%s: %v", pattern, found)
		}
	}
	s.stop(t)
}

// TestServeStops ends a service with SIGTERM at moments in which it loads and publishes: it ends well each time, and
// the next one goes on where it was.
func TestServeStops(t *testing.T) {
	dir := smallOffice(t, "inbox_rest: 100ms")
	for n := range 6 {
		s := serveAt(t, dir, "")
		drop(t, dir, fmt.Sprintf("month-%d.csv", n), numbersCSV(n, float64(500+n)))
		time.Sleep(time.Duration(150*n) * time.Millisecond)
		s.stop(t)
		if _, err := os.Stat(filepath.Join(dir, "inbox", fmt.Sprintf("month-%d.csv", n))); err != nil {
			if found, _ := filepath.Glob(filepath.Join(dir, "archive", "*", "*", "*", fmt.Sprintf("month-%d.csv", n))); len(found) != 1 {
				t.Errorf("return %d is neither in the inbox nor in the archive", n)
			}
		}
	}
	s := serveAt(t, dir, "")
	eventually(t, "every return is loaded and published", func() bool {
		_, page := s.ask(t, s.site+"data/home-burglary.csv")
		for n := range 6 {
			if !strings.Contains(page, fmt.Sprint(500+n)) {
				return false
			}
		}
		return true
	})
	s.stop(t)
}

// TestServeUnderAPath serves under a path of a public address, whether the proxy takes the path off or not, with what
// needs the address.
func TestServeUnderAPath(t *testing.T) {
	dir := smallOffice(t, "base_url: https://example.org/plan/")
	s := serveAt(t, dir, "")
	eventually(t, "it has published", func() bool { code, _ := s.ask(t, s.site+"readyz"); return code == 200 })
	for _, path := range []string{"", "plan/", "glossary.html", "plan/glossary.html", "plan/assets/site.css"} {
		s.get(t, path)
	}
	if map1 := s.get(t, "plan/sitemap.xml"); !strings.Contains(map1, "<loc>https://example.org/plan/glossary.html</loc>") {
		t.Errorf("the site map:\n%s", map1)
	}
	if code, page := s.ask(t, s.site+"plan/no/such/page"); code != 404 || !strings.Contains(page, `href="/plan/assets/site.css"`) {
		t.Errorf("a page that is not there: %d\n%s", code, page)
	}
	s.stop(t)
}
