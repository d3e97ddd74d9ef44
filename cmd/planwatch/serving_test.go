package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// serving is `planwatch serve` as a process of its own, for tests.
type serving struct {
	dir         string
	cmd         *exec.Cmd
	site, staff string // addresses, with a slash at the end
	mu          sync.Mutex
	log         bytes.Buffer
	ended       chan struct{}
}

// serveAt starts `planwatch serve` over a workspace at free ports, and returns when it listens. Shell, when not "", is
// put before it, as in "ulimit -f 100;".
func serveAt(tb testing.TB, dir, shell string) *serving {
	tb.Helper()
	s := &serving{dir: dir, ended: make(chan struct{})}
	s.cmd = exec.Command("sh", "-c", shell+` exec "$0" serve -C "$1"`, os.Args[0], dir)
	s.cmd.Env = append(os.Environ(), asProgram+"=1")
	said, err := s.cmd.StderrPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	up := make(chan [2]string, 1)
	go s.read(said, up)
	tb.Cleanup(func() { s.kill() })
	select {
	case at := <-up:
		s.site, s.staff = at[0], at[1]
	case <-s.ended:
		tb.Fatalf("serve ended: %v\n%s", s.cmd.ProcessState, s.said())
	case <-time.After(time.Minute):
		tb.Fatalf("serve does not listen:\n%s", s.said())
	}
	return s
}

// read keeps the log, and finds the addresses in it.
func (s *serving) read(said io.Reader, up chan<- [2]string) {
	lines := bufio.NewScanner(said)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		s.mu.Lock()
		s.log.Write(append(lines.Bytes(), '\n'))
		s.mu.Unlock()
		var line struct{ Msg, Site, Staff string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "planwatch serves" {
			up <- [2]string{line.Site, line.Staff}
		}
	}
	_ = s.cmd.Wait()
	close(s.ended)
}

// said is the log so far.
func (s *serving) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// logLine is what tests read in a line of the log.
type logLine struct{ Level, Msg, Job, Says, Error string }

// lines is the log so far.
func (s *serving) lines() []logLine {
	var out []logLine
	for text := range strings.Lines(s.said()) {
		var line logLine
		if json.Unmarshal([]byte(text), &line) == nil {
			out = append(out, line)
		}
	}
	return out
}

// atWork gives the jobs that have begun and not ended.
func (s *serving) atWork() map[string]int {
	going := map[string]int{}
	for _, l := range s.lines() {
		if l.Msg == "job begins" {
			going[l.Job]++
		} else if result, ok := strings.CutPrefix(l.Msg, "job "); ok && result != runSkipped {
			going[l.Job]--
		}
	}
	maps.DeleteFunc(going, func(_ string, n int) bool { return n <= 0 })
	return going
}

// kill ends it as a power cut would.
func (s *serving) kill() {
	_ = s.cmd.Process.Kill()
	<-s.ended
}

// stop ends it as systemd would, and wants a good end.
func (s *serving) stop(tb testing.TB) {
	tb.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		tb.Fatal(err)
	}
	<-s.ended
	if code := s.cmd.ProcessState.ExitCode(); code != exitDone {
		tb.Errorf("stopping serve: exit code %d\n%s", code, s.said())
	}
}

// get asks for a page, which must be there.
func (s *serving) get(tb testing.TB, path string) string {
	tb.Helper()
	code, body := s.ask(tb, s.site+path)
	if code != http.StatusOK {
		tb.Fatalf("GET /%s: %d\n%s", path, code, body)
	}
	return body
}

func (s *serving) ask(tb testing.TB, address string) (int, string) {
	tb.Helper()
	r, err := http.Get(address)
	if err != nil {
		tb.Fatalf("%v\n%s", err, s.said())
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// eventually waits until something is so; a test that waits in vain for minutes fails with what.
func eventually(tb testing.TB, what string, so func() bool) {
	tb.Helper()
	for end := time.Now().Add(3 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if so() {
			return
		}
	}
	tb.Fatalf("not so after three minutes: %s", what)
}

// smallOffice makes a workspace with the blank plan, set up to serve at free ports, to take files after a second and to
// write its log as JSON. More are lines for its config, which come before those.
func smallOffice(tb testing.TB, more ...string) string {
	tb.Helper()
	dir, err := filepath.EvalSymlinks(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	dir = filepath.Join(dir, "office")
	program(tb, "init", dir, "--plan", "blank")
	setUp(tb, dir, more...)
	return dir
}

// publishedDemo is the demo's workspace, with everything assessed and published, set up like smallOffice's.
func publishedDemo(tb testing.TB, more ...string) string {
	tb.Helper()
	dir := demo(tb)
	setUp(tb, dir, more...)
	program(tb, "run", "assess", "publish", "-C", dir)
	return dir
}

func setUp(tb testing.TB, dir string, more ...string) {
	tb.Helper()
	lines := more
	for _, line := range []string{"listen: 127.0.0.1:0", "staff_listen: 127.0.0.1:0", "inbox_rest: 1s", "inbox_poll: 1s", "log: json", "log_level: debug"} {
		key, _, _ := strings.Cut(line, ":")
		if !slices.ContainsFunc(more, func(l string) bool { return strings.HasPrefix(l, key+":") }) {
			lines = append(lines, line)
		}
	}
	config := strings.Join(lines, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(dir, configName), []byte(config), 0o644); err != nil {
		tb.Fatal(err)
	}
}

// numbersCSV is an invented return in the shape of the published samples: a month of the blank plan's series, counted
// from January 2020.
func numbersCSV(month int, value float64) string {
	first := time.Date(2020, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC)
	return "series,area_code,area,period,first_day,last_day,value,status,publisher,release,place\n" +
		fmt.Sprintf("force-return.home-burglary,E23000000,My Police Area,%s,%s,%s,%g,final,My Police,Invented for a test,Nowhere\n",
			first.Format("2006-01"), first.Format(time.DateOnly), first.AddDate(0, 1, -1).Format(time.DateOnly), value)
}

// breathTests is an invented return for the demo's plan: the numbered month after the published ones, and with it two
// charts that are to be drawn again. After 84 months they come again, as revisions.
func breathTests(n int) (name, content string, tests int) {
	first := time.Date(2019, time.Month(1+n%84), 1, 0, 0, 0, 0, time.UTC)
	tests = 10000 + n
	content = "series,area_code,area,period,first_day,last_day,value,status,publisher,release,place\n"
	for series, value := range map[string]int{"breath-tests": tests, "breath-tests-positive": 100 + n%50} {
		content += fmt.Sprintf("ho-powers.%s,E23000014,West Midlands,%s,%s,%s,%d,provisional,Nobody,Invented for a test,Nowhere\n",
			series, first.Format("2006-01"), first.Format(time.DateOnly), first.AddDate(0, 1, -1).Format(time.DateOnly), value)
	}
	return fmt.Sprintf("breath-tests-%d.csv", n), content, tests
}
