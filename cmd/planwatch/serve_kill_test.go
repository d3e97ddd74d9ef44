package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"planwatch/data/store"
	"planwatch/ingest/inbox"
)

// killsEnv is how often TestServeKilled kills; CI sets it to 200.
const killsEnv = "PLANWATCH_KILLS"

// dropped is a return that was put into the inbox: its bytes, and whether it is to be refused.
type dropped struct {
	name, content string
	bad           bool
}

// killing keeps what a test of killed services has dropped, and counts.
type killing struct {
	dir     string
	random  *rand.Rand
	drops   map[string]dropped // by SHA-256
	inTwo   int
	working int // kills while a job was at work: the log ends in the middle of one
	sites   map[string]bool
}

// next drops a few returns: mostly good ones, now and then one that is refused, and two of one name with other content.
func (k *killing) next(t *testing.T) {
	t.Helper()
	for range 1 + k.random.IntN(2) {
		n := len(k.drops)
		d := dropped{name: fmt.Sprintf("return-%d.csv", n), content: numbersCSV(n, float64(1000+n))}
		switch k.random.IntN(6) {
		case 0:
			d.bad, d.content = true, strings.Replace(d.content, fmt.Sprintf(",%d,", 1000+n), fmt.Sprintf(",about %d,", 1000+n), 1)
		case 1:
			d.name = "monthly return.csv" // as a force names it month after month
		}
		sum := checksum([]byte(d.content))
		if _, taken := k.drops[sum]; taken {
			t.Fatalf("two returns have the bytes %s", sum)
		}
		if exists(filepath.Join(k.dir, "inbox", d.name)) {
			d.name = fmt.Sprintf("return-%d.csv", n) // a sender would have written over the one before it
		}
		drop(t, k.dir, d.name, d.content)
		k.drops[sum] = d
	}
}

// found says in which places the bytes of each return lie whole.
func (k *killing) found(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, place := range []string{"inbox", "archive", "quarantine"} {
		err := filepath.WalkDir(filepath.Join(k.dir, place), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if os.IsNotExist(err) {
					return nil
				}
				return err
			}
			sum, _, err := hashFile(path)
			if err == nil && !slices.Contains(out[sum], place) {
				out[sum] = append(out[sum], place)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// check wants everything whole after a kill: every return, the database, the site, the packs and the record.
func (k *killing) check(t *testing.T, kill int) {
	t.Helper()
	places := k.found(t)
	for sum, d := range k.drops {
		switch n := len(places[sum]); {
		case n == 0:
			t.Errorf("kill %d: the return %s is nowhere whole", kill, d.name)
		case n > 1:
			k.inTwo++
		}
	}
	k.store(t, kill)
	k.published(t, kill)
	torn := 0
	content, _ := os.ReadFile(filepath.Join(k.dir, stateName, journalName))
	for line := range bytes.Lines(content) {
		if !json.Valid(line) {
			torn++
		}
	}
	if torn > 1 {
		t.Errorf("kill %d: %d lines of the record are torn", kill, torn)
	}
}

// store wants the database to open, and to hold each load whole: its one figure.
func (k *killing) store(t *testing.T, kill int) {
	t.Helper()
	path := filepath.Join(k.dir, "planwatch.duckdb")
	if !exists(path) {
		return
	}
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatalf("kill %d: %v", kill, err)
	}
	defer s.Close()
	loads, err := s.Loads(context.Background(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Observations(context.Background(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(loads) {
		t.Errorf("kill %d: %d loads hold %d figures", kill, len(loads), len(list))
	}
	for _, l := range loads {
		if d, ok := k.drops[l.SHA256]; !ok || d.bad || l.Observations != 1 {
			t.Errorf("kill %d: the database has the load %+v", kill, l)
		}
	}
}

var (
	linkIn    = regexp.MustCompile(`(?:href|src)="([^"#:]+)(?:#[^"]*)?"`)
	figuresIn = regexp.MustCompile(`Figures to [^,<]+, as known at`)
)

// published wants the site to be absent or whole: every file that a page leads to is there, and all pages have figures
// to one date; and so are packs.
func (k *killing) published(t *testing.T, kill int) {
	t.Helper()
	site := filepath.Join(k.dir, "site")
	if !exists(site) {
		if len(k.sites) > 0 {
			t.Errorf("kill %d: the site is gone", kill)
		}
		return
	}
	if !exists(filepath.Join(site, siteMark)) {
		t.Errorf("kill %d: the site has no mark", kill)
	}
	generations := map[string]bool{}
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" || strings.Contains(path, string(filepath.Separator)+"reports"+string(filepath.Separator)) {
			return err
		}
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		generations[string(figuresIn.Find(page))] = true
		for _, m := range linkIn.FindAllSubmatch(page, -1) {
			to := filepath.Join(filepath.Dir(path), filepath.FromSlash(string(m[1])))
			if strings.HasPrefix(string(m[1]), "/") {
				to = filepath.Join(site, filepath.FromSlash(string(m[1])))
			}
			if !exists(to) && to != site {
				t.Errorf("kill %d: %s leads to %s, which is not there", kill, path, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(generations) != 1 {
		t.Errorf("kill %d: the site is of more than one moment: %v", kill, generations)
	}
	for g := range generations {
		k.sites[g] = true
	}
	if content, err := os.ReadFile(filepath.Join(k.dir, "packs", "panel.html")); err == nil && !bytes.HasSuffix(bytes.TrimSpace(content), []byte("</html>")) {
		t.Errorf("kill %d: the pack panel.html ends in the middle", kill)
	}
	if path := filepath.Join(k.dir, "packs", "panel.xlsx"); exists(path) {
		z, err := zip.OpenReader(path)
		if err != nil {
			t.Errorf("kill %d: the pack panel.xlsx: %v", kill, err)
			return
		}
		_ = z.Close()
	}
}

// TestServeKilled kills the service at random moments while returns are dropped, so that kills hit loads, moves into
// archive and quarantine, and the switch to a new site. After each, everything is whole; in the end everything is loaded
// once and published.
func TestServeKilled(t *testing.T) {
	kills := 5
	if text := os.Getenv(killsEnv); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatalf("%s: want a number, found %q", killsEnv, text)
		}
	}
	k := &killing{dir: smallOffice(t, "inbox_rest: 100ms"), random: rand.New(rand.NewPCG(3, 7)), drops: map[string]dropped{}, sites: map[string]bool{}}
	for kill := 1; kill <= kills && !t.Failed(); kill++ {
		k.next(t)
		s := serveAt(t, k.dir, "")
		within := 700
		if kill%3 == 0 {
			within = 2500 // long enough for drawing and publishing
		}
		time.Sleep(time.Duration(k.random.IntN(within)) * time.Millisecond)
		if k.random.IntN(3) == 0 {
			k.next(t)
			time.Sleep(time.Duration(100+k.random.IntN(900)) * time.Millisecond)
		}
		s.kill()
		if atWork(s.said()) {
			k.working++
		}
		k.check(t, kill)
	}
	k.finish(t)
	good := 0
	for _, d := range k.drops {
		if !d.bad {
			good++
		}
	}
	t.Logf("killed serve %d times, %d times with a job at work: %d returns, %d loaded once, %d refused, none lost, %d times one lay in two places; %d sites, none half",
		kills, k.working, len(k.drops), good, len(k.drops)-good, k.inTwo, len(k.sites))
}

// atWork says whether a log ends with a job begun and not ended.
func atWork(log string) bool {
	return strings.Count(log, `"msg":"job begins"`) > len(regexp.MustCompile(`"msg":"job (done|nothing|failed|panicked|skipped|stopped)"`).FindAllString(log, -1))
}

// finish lets a service run until all is done, and wants each good return loaded once and on the site, each bad one
// in quarantine with its reports.
func (k *killing) finish(t *testing.T) {
	t.Helper()
	s := serveAt(t, k.dir, "")
	eventually(t, "the inbox is empty and the newest figures are on the site", func() bool {
		left, err := os.ReadDir(filepath.Join(k.dir, "inbox"))
		if err != nil || len(left) > 0 {
			return false
		}
		code, data := s.ask(t, s.site+"data/home-burglary.csv")
		for _, d := range k.drops {
			if value := strings.Split(d.content, ",")[16]; code != 200 || !d.bad && !strings.Contains(data, ","+value+",") {
				return false
			}
		}
		return true
	})
	s.stop(t)
	k.check(t, -1)
	places := k.found(t)
	for sum, d := range k.drops {
		want := "archive"
		if d.bad {
			want = "quarantine"
		}
		if !slices.Contains(places[sum], want) {
			t.Errorf("the return %s is in %v, want %s", d.name, places[sum], want)
		}
	}
	if refused, err := inbox.Quarantined(filepath.Join(k.dir, "quarantine")); err != nil {
		t.Error(err)
	} else {
		for _, e := range refused {
			for _, report := range []string{"report.html", "report.txt"} {
				if !exists(filepath.Join(e.Folder, report)) {
					t.Errorf("%s has no %s", e.Folder, report)
				}
			}
		}
	}
}

// TestKillChecksCanFail shows that the checks see a lost return, a half site and a site of two moments.
func TestKillChecksCanFail(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"a lost return":       func(dir string) error { return os.Remove(filepath.Join(dir, "inbox", "a.csv")) },
		"a page that is gone": func(dir string) error { return os.Remove(filepath.Join(dir, "site", "b.html")) },
		"pages of two moments": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "site", "b.html"), []byte("Figures to 2 May 2026, as known at"), 0o644)
		},
		"a site without a mark": func(dir string) error { return os.Remove(filepath.Join(dir, "site", siteMark)) },
		"nothing wrong":         func(string) error { return nil },
	} {
		dir := t.TempDir()
		for file, content := range map[string]string{
			"inbox/a.csv": "a", "site/a.html": `<a href="b.html#x">Figures to 1 May 2026, as known at`, "site/b.html": "Figures to 1 May 2026, as known at", "site/" + siteMark: "",
		} {
			path := filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := harm(dir); err != nil {
			t.Fatal(err)
		}
		seen := &testing.T{}
		k := &killing{dir: dir, drops: map[string]dropped{checksum([]byte("a")): {name: "a.csv", content: "a"}}, sites: map[string]bool{}}
		k.check(seen, 1)
		if seen.Failed() != (name != "nothing wrong") {
			t.Errorf("%s: the check fails: %t", name, seen.Failed())
		}
	}
}
