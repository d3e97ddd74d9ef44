package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
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
	"planwatch/kpi"
)

// killsEnv is how often TestServeKilled kills; CI sets it to 200.
const killsEnv = "PLANWATCH_KILLS"

// dropped is a return that was put into the inbox: its bytes, its figure, and whether it is to be refused.
type dropped struct {
	name, content string
	value         float64
	bad           bool
}

// killing keeps what a test of killed services has dropped and seen, and counts.
type killing struct {
	dir    string
	random *rand.Rand
	drops  map[string]dropped // by SHA-256
	sites  map[string]bool    // the days that sites had figures to
	torn   int                // lines of the record

	idle   int
	atWork map[string]int  // kills in the middle of a job, by its name
	inTwo  map[string]bool // returns that once lay in two places, with these
	halves map[string]bool // what lay half-written where nobody takes it for whole
}

func newKilling(dir string, seed uint64) *killing {
	return &killing{
		dir: dir, random: rand.New(rand.NewPCG(seed, 7)), drops: map[string]dropped{}, sites: map[string]bool{},
		atWork: map[string]int{}, inTwo: map[string]bool{}, halves: map[string]bool{},
	}
}

// The kinds of return that are dropped; an ordinary one is any other number.
const (
	refusedReturn = iota
	sameName      // with other content, as a force names it month after month
	sameNameToo
	largeReturn
	kindsOfReturn = 8
)

// firstMonth is how long before 2020 the figures begin: there is room for 760 returns until 2050, where periods end.
const firstMonth = 400

// next drops a return or two, mostly ordinary ones.
func (k *killing) next(t *testing.T) {
	t.Helper()
	for range 1 + k.random.IntN(4)/3 {
		k.put(t, k.random.IntN(kindsOfReturn))
	}
}

// put drops a return, which is another one each time.
func (k *killing) put(t *testing.T, kind int) dropped {
	t.Helper()
	n := len(k.drops)
	d := dropped{name: fmt.Sprintf("return-%d.csv", n), value: float64(1000 + n)}
	d.content = numbersCSV(n-firstMonth, d.value)
	switch kind {
	case refusedReturn:
		d.bad, d.content = true, strings.Replace(d.content, fmt.Sprintf(",%d,", 1000+n), fmt.Sprintf(",about %d,", 1000+n), 1)
	case sameName, sameNameToo:
		if !exists(filepath.Join(k.dir, "inbox", "monthly return.csv")) { // its sender would write over it
			d.name = "monthly return.csv"
		}
	case largeReturn:
		d.content = strings.Replace(d.content, "Nowhere", "Nowhere"+strings.Repeat(" at all", 20_000), 1)
	}
	sum := checksum([]byte(d.content))
	if _, taken := k.drops[sum]; taken {
		t.Fatalf("two returns have the bytes %s", sum)
	}
	drop(t, k.dir, d.name, d.content)
	k.drops[sum] = d
	return d
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
			if strings.HasPrefix(d.Name(), ".planwatch-") {
				k.halves["a copy in "+place+" "+path] = true
			} else if err == nil && !slices.Contains(out[sum], place) {
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

// check wants everything whole: every return, the database, the site, the packs and the record.
func (k *killing) check(t *testing.T, when string) {
	t.Helper()
	places := k.found(t)
	for sum, d := range k.drops {
		switch found := places[sum]; {
		case len(found) == 0:
			t.Errorf("%s: the return %s is nowhere whole", when, d.name)
		case len(found) > 1:
			k.inTwo[strings.Join(found, " and ")+" "+sum] = true
		}
	}
	for what, pattern := range map[string]string{"a site": asideSite + "*", "a pack": filepath.Join("packs", ".planwatch-[0-9]*"), "the database's log": "*.wal"} {
		found, _ := filepath.Glob(filepath.Join(k.dir, pattern))
		for _, path := range found {
			if what == "the database's log" {
				path = strings.ReplaceAll(when, " ", "-") // it is folded into the file below, and the next one is another
			}
			k.halves[what+" "+path] = true
		}
	}
	k.store(t, when)
	k.published(t, when)
	k.packs(t, when)
	k.record(t, when)
}

// record wants every run on record whole; a kill may tear the last line.
func (k *killing) record(t *testing.T, when string) {
	t.Helper()
	torn, last := 0, true
	content, _ := os.ReadFile(filepath.Join(k.dir, stateName, journalName))
	for line := range bytes.Lines(content) {
		if last = json.Valid(line); !last {
			torn++
		}
	}
	if torn > k.torn && (last || torn > k.torn+1) {
		t.Errorf("%s: %d lines of the record are torn, %d were before", when, torn, k.torn)
	}
	k.torn = torn
}

// store wants the database to open, and to hold each load whole and once: the figure of one return.
func (k *killing) store(t *testing.T, when string) (loads int) {
	t.Helper()
	path := filepath.Join(k.dir, "planwatch.duckdb")
	if !exists(path) {
		return 0
	}
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Errorf("%s: %v", when, err)
		return 0
	}
	defer s.Close()
	kept, err := s.Loads(context.Background(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Observations(context.Background(), store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string][]float64{}
	for _, o := range list {
		figures[o.Place.SHA256] = append(figures[o.Place.SHA256], o.Value)
	}
	for _, l := range kept {
		d, ok := k.drops[l.SHA256]
		if !ok || d.bad || l.Observations != 1 || !slices.Equal(figures[l.SHA256], []float64{d.value}) {
			t.Errorf("%s: the database has the load %+v with the figures %v, want %v once", when, l, figures[l.SHA256], d.value)
		}
	}
	if len(list) != len(kept) {
		t.Errorf("%s: %d loads hold %d figures", when, len(kept), len(list))
	}
	return len(kept)
}

var (
	linkIn    = regexp.MustCompile(`(?:href|src)="([^"#:]+)(?:#[^"]*)?"`)
	figuresIn = regexp.MustCompile(`Figures to ([^,<]+), as known at`)
	packIn    = regexp.MustCompile(`Figures to</dt>\s*<dd[^>]*>([^<]+)<`)
)

// published wants the site to be absent, as long as there never was one, or whole and of one moment: every file that a
// page leads to is there, the packs in it are the ones that its page of reports gives the SHA-256 of, and pages, packs
// and data have figures to one day.
func (k *killing) published(t *testing.T, when string) {
	t.Helper()
	site := filepath.Join(k.dir, "site")
	if !exists(site) {
		if len(k.sites) > 0 {
			t.Errorf("%s: the site is gone", when)
		}
		return
	}
	if !exists(filepath.Join(site, siteMark)) {
		t.Errorf("%s: the site has no mark", when)
	}
	days := map[string]bool{}
	listed, _ := os.ReadFile(filepath.Join(site, "reports.html"))
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch rel, _ := filepath.Rel(site, path); {
		case strings.HasPrefix(filepath.ToSlash(rel), "reports/"):
			if !bytes.Contains(listed, []byte(checksum(content))) {
				t.Errorf("%s: %s is another one than the site's page of reports gives", when, rel)
			}
			if m := packIn.FindSubmatch(content); m != nil {
				days[string(m[1])] = true
			}
		case filepath.Ext(path) == ".html":
			m := figuresIn.FindSubmatch(content)
			if m == nil {
				t.Errorf("%s: the page %s is not whole", when, rel)
				return nil
			}
			days[string(m[1])] = true
			k.links(t, when, path, content)
		case filepath.ToSlash(rel) == "data/home-burglary.csv":
			if day := newestIn(content); day != "" {
				days[day] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(days) != 1 {
		t.Errorf("%s: the site is of more than one moment: %v", when, slices.Sorted(maps.Keys(days)))
	}
	maps.Copy(k.sites, days)
}

// links wants what a page leads to.
func (k *killing) links(t *testing.T, when, path string, page []byte) {
	t.Helper()
	for _, m := range linkIn.FindAllSubmatch(page, -1) {
		from := filepath.Dir(path)
		if strings.HasPrefix(string(m[1]), "/") {
			from = filepath.Join(k.dir, "site")
		}
		if to := filepath.Join(from, filepath.FromSlash(string(m[1]))); !exists(to) {
			t.Errorf("%s: %s leads to %s, which is not there", when, path, to)
		}
	}
}

// newestIn is the last day of the newest figure of a download; "" when there is none.
func newestIn(content []byte) string {
	days := columnOf(content, "last_day")
	if len(days) == 0 {
		return ""
	}
	newest := slices.Max(days)
	day, err := kpi.ParseDate(newest)
	if err != nil {
		return newest
	}
	return day.Words()
}

// columnOf is a column of a download, without its header.
func columnOf(content []byte, name string) (out []string) {
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(rows) < 2 {
		return nil
	}
	for _, row := range rows[1:] {
		out = append(out, row[slices.Index(rows[0], name)])
	}
	return out
}

// packs wants the packs and their list to be whole.
func (k *killing) packs(t *testing.T, when string) {
	t.Helper()
	dir := filepath.Join(k.dir, "packs")
	if _, err := packList(dir); err != nil {
		t.Errorf("%s: %v", when, err)
	}
	if content, err := os.ReadFile(filepath.Join(dir, "panel.html")); err == nil && !bytes.HasSuffix(bytes.TrimSpace(content), []byte("</html>")) {
		t.Errorf("%s: the pack panel.html ends in the middle", when)
	}
	if path := filepath.Join(dir, "panel.xlsx"); exists(path) {
		z, err := zip.OpenReader(path)
		if err != nil {
			t.Errorf("%s: the pack panel.xlsx: %v", when, err)
			return
		}
		_ = z.Close()
	}
}

// TestServeKilled kills the service at random moments while returns are dropped, so that kills hit loads, moves into
// archive and quarantine, drawing, and the switch to a new site. After each, everything is whole; in the end everything
// is loaded once and published.
func TestServeKilled(t *testing.T) {
	kills := 5
	if text := os.Getenv(killsEnv); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatalf("%s: want a number, found %q", killsEnv, text)
		}
	}
	k := newKilling(smallOffice(t, "inbox_rest: 100ms"), 3)
	for kill := 1; kill <= kills && !t.Failed(); kill++ {
		k.next(t)
		s := serveAt(t, k.dir, "")
		k.meanwhile(t, s, kill)
		s.kill()
		k.hit(s)
		k.check(t, fmt.Sprintf("kill %d", kill))
	}
	good := k.finish(t)
	t.Logf("killed serve %d times, %d of them with no job at work (at work, some side by side: %v): %d returns, %d loaded once, %d refused, none lost; found in two places: %v; left half-written out of the way: %v; sites to %d days, none half; torn lines of the record: %d",
		kills, k.idle, k.atWork, len(k.drops), good, len(k.drops)-good, kindsOf(k.inTwo), kindsOf(k.halves), len(k.sites), k.torn)
}

// meanwhile waits for the moment of a kill, and drops more now and then: at any time, in the time of publishing, while a
// load goes on, and while a new site stands beside the old one.
func (k *killing) meanwhile(t *testing.T, s *serving, kill int) {
	t.Helper()
	ms := func(n int) time.Duration { return time.Duration(k.random.IntN(n)) * time.Millisecond }
	switch kill % 4 {
	case 0:
		k.wait(t, ms(700), nil)
	case 1:
		k.wait(t, ms(2000), nil)
	case 2:
		k.wait(t, 10*time.Second, func() bool { return strings.Contains(s.said(), `"msg":"job begins","job":"load"`) })
		time.Sleep(ms(500))
	case 3:
		k.wait(t, 10*time.Second, func() bool {
			found, _ := filepath.Glob(filepath.Join(k.dir, asideSite+"*"))
			return slices.ContainsFunc(found, func(path string) bool { return !k.halves["a site "+path] })
		})
		time.Sleep(ms(400))
	}
}

// wait waits so long, or until something is so.
func (k *killing) wait(t *testing.T, long time.Duration, so func() bool) {
	t.Helper()
	next := time.Now()
	for end := time.Now().Add(long); time.Now().Before(end) && (so == nil || !so()); time.Sleep(5 * time.Millisecond) {
		if time.Now().Before(next) {
			continue
		}
		if k.random.IntN(6) == 0 {
			k.next(t)
		}
		next = time.Now().Add(time.Duration(100+k.random.IntN(500)) * time.Millisecond)
	}
}

// hit counts what a killed service was at.
func (k *killing) hit(s *serving) {
	going := s.atWork()
	if len(going) == 0 {
		k.idle++
	}
	for name := range going {
		k.atWork[name]++
	}
}

// kindsOf counts things by what is said of them before the last word.
func kindsOf(things map[string]bool) map[string]int {
	out := map[string]int{}
	for thing := range things {
		out[thing[:strings.LastIndex(thing, " ")]]++
	}
	return out
}

// finish lets a service run until all is done, and wants each good return loaded once and on the site, each bad one
// in quarantine with its reports. It gives how many are good.
func (k *killing) finish(t *testing.T) (good int) {
	t.Helper()
	s := serveAt(t, k.dir, "")
	var lack string
	defer func() {
		if t.Failed() {
			t.Logf("lacks %s; the service said:\n%s", lack, s.said()[max(0, len(s.said())-5000):])
		}
	}()
	eventually(t, "the inbox is empty and all figures are on the site", func() bool {
		lack = k.lacks(t, s)
		return lack == ""
	})
	program(t, "assess", "-C", k.dir)
	s.stop(t)
	k.check(t, "in the end")
	places := k.found(t)
	for sum, d := range k.drops {
		want := "quarantine"
		if !d.bad {
			want = "archive"
			good++
		}
		if !slices.Contains(places[sum], want) {
			t.Errorf("the return %s is in %v, want %s", d.name, places[sum], want)
		}
	}
	if loads := k.store(t, "in the end"); loads != good {
		t.Errorf("%d loads, want one for each of %d good returns", loads, good)
	}
	refused, err := inbox.Quarantined(filepath.Join(k.dir, "quarantine"))
	if err != nil {
		t.Error(err)
	}
	for _, e := range refused {
		for _, report := range []string{"report.html", "report.txt"} {
			if !exists(filepath.Join(e.Folder, report)) {
				t.Errorf("%s has no %s", e.Folder, report)
			}
		}
	}
	return good
}

// lacks says what is not done yet.
func (k *killing) lacks(t *testing.T, s *serving) string {
	t.Helper()
	left, err := os.ReadDir(filepath.Join(k.dir, "inbox"))
	if err != nil || len(left) > 0 {
		return fmt.Sprintf("an empty inbox: %v %v", left, err)
	}
	_, data := s.ask(t, s.site+"data/home-burglary.csv")
	values := columnOf([]byte(data), "value")
	for _, d := range k.drops {
		if slices.Contains(values, fmt.Sprintf("%g", d.value)) == d.bad {
			return fmt.Sprintf("%s with %g (to be refused: %t) among %d values", d.name, d.value, d.bad, len(values))
		}
	}
	return ""
}

// TestKillChecksCanFail shows that the checks see a lost return, a half site, a site of two moments, and whatever else
// may be half or wrong.
func TestKillChecksCanFail(t *testing.T) {
	page := func(day string) string { return fmt.Sprintf("Figures to %s 2026, as known at", day) }
	pack := "Figures to</dt>\n<dd>1 May 2026</dd></html>"
	a := numbersCSV(0, 41)
	whole := map[string]string{
		"inbox/a.csv": a, "site/a.html": `<a href="b.html#x">` + page("1 May"), "site/b.html": page("1 May"), "site/" + siteMark: "",
		"site/reports.html": page("1 May") + checksum([]byte(pack)), "site/reports/panel.html": pack, "packs/panel.html": pack,
		"site/data/home-burglary.csv": "last_day\n2026-04-01\n2026-05-01\n", stateName + "/" + journalName: "{}\n{}\n",
	}
	for name, harm := range map[string]map[string]string{ // file and what it holds then; "" removes it
		"nothing wrong":                  {},
		"a torn last line":               {stateName + "/" + journalName: "{}\n{"},
		"no site yet":                    {"site": ""},
		"a copy more":                    {"archive/2026/05/x/a.csv": a},
		"! a lost return":                {"inbox/a.csv": ""},
		"! half a return":                {"inbox/a.csv": a[:100]},
		"! half a return out of the way": {"inbox/a.csv": "", "archive/2026/05/x/.planwatch-1": a},
		"! a page that is gone":          {"site/b.html": ""},
		"! half a page":                  {"site/b.html": page("1 May")[:20]},
		"! pages of two moments":         {"site/b.html": page("2 May")},
		"! data of another moment":       {"site/data/home-burglary.csv": "last_day\n2026-06-01\n"},
		"! a pack of another moment":     {"site/reports/panel.html": strings.Replace(pack, "1 May", "2 May", 1)},
		"! a site without a mark":        {"site/" + siteMark: ""},
		"! half a pack":                  {"packs/panel.html": pack[:30]},
		"! half a workbook":              {"packs/panel.xlsx": "PK"},
		"! half a list of packs":         {"packs/" + packListName: "["},
		"! a record torn inside":         {stateName + "/" + journalName: "{}\n{\n{}\n"},
		"! no database":                  {"planwatch.duckdb": "torn"},
	} {
		dir := t.TempDir()
		files := maps.Clone(whole)
		maps.Copy(files, harm)
		for file, content := range files {
			if _, there := whole[file]; !there && content == "" {
				continue // a folder that is removed below, and which writing as a file would be in the way of
			}
			path := filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil && content != "" {
				t.Fatal(err)
			}
		}
		for file, content := range harm {
			if content == "" {
				if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
					t.Fatal(err)
				}
			}
		}
		seen := &testing.T{}
		k := newKilling(dir, 1)
		k.drops[checksum([]byte(a))] = dropped{name: "a.csv", content: a, value: 41}
		k.check(seen, name)
		if seen.Failed() != strings.HasPrefix(name, "!") {
			t.Errorf("%s: the check fails: %t", name, seen.Failed())
		}
	}
}

// TestKillChecksSeeTheStore shows that the checks see a load that nobody dropped, one of another figure, and one that
// is there twice over.
func TestKillChecksSeeTheStore(t *testing.T) {
	a, b := numbersCSV(0, 41), numbersCSV(1, 42)
	dir := smallOffice(t)
	for name, content := range map[string]string{"a.csv": a, "b.csv": b} {
		drop(t, dir, name, content)
	}
	program(t, "run", "load", "-C", dir)
	for _, c := range []struct {
		name  string
		drops map[string]dropped
		right bool
	}{
		{"as it is", map[string]dropped{a: {value: 41}, b: {value: 42}}, true},
		{"nobody dropped b", map[string]dropped{a: {value: 41}}, false},
		{"b is another figure", map[string]dropped{a: {value: 41}, b: {value: 43}}, false},
		{"b was to be refused", map[string]dropped{a: {value: 41}, b: {value: 42, bad: true}}, false},
	} {
		k := newKilling(dir, 1)
		for content, d := range c.drops {
			k.drops[checksum([]byte(content))] = d
		}
		seen := &testing.T{}
		k.store(seen, c.name)
		if seen.Failed() == c.right {
			t.Errorf("%s: the check fails: %t", c.name, seen.Failed())
		}
	}
}
