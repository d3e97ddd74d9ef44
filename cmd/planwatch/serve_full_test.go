package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestServeFileSizeLimit serves under a limit on the size of files, as on a disk that is full: writing fails at other
// places with each limit. The service lives and says why, the site that was there is served, nothing is lost; without
// the limit everything is loaded and published.
func TestServeFileSizeLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a dozen services, which -short leaves out")
	}
	dir := smallOffice(t, "inbox_rest: 100ms")
	k := &killing{dir: dir, random: rand.New(rand.NewPCG(5, 11)), drops: map[string]dropped{}, sites: map[string]bool{}}
	k.next(t)
	first := serveAt(t, dir, "")
	eventually(t, "there is a site", func() bool {
		code, page := first.ask(t, first.site+"data/home-burglary.csv")
		return code == 200 && strings.Contains(page, "2020-01")
	})
	first.stop(t)
	k.check(t, 0)

	said := map[string]bool{}
	limits := []int{1, 1, 2, 2, 4, 8, 8, 20, 60, 200, 200, 600, 1000, 1600, 1600, 3000, 5200, 6600} // in blocks of 512 bytes
	for i, blocks := range limits {
		if i%2 == 0 {
			k.next(t) // something to load
		} else if err := os.Remove(filepath.Join(dir, stateName, publicationName)); err != nil && !errors.Is(err, fs.ErrNotExist) { // something to publish
			t.Fatal(err)
		}
		s := serveAt(t, dir, fmt.Sprintf("ulimit -f %d;", blocks))
		// With room for everything it just goes on; without, the first failure is what is waited for.
		eventually(t, fmt.Sprintf("with %d blocks a job fails, or all is done", blocks), func() bool {
			_, health := s.ask(t, s.site+"healthz")
			return strings.Contains(health, " failed: ") || strings.Contains(s.said(), `"msg":"job done","job":"publish"`)
		})
		for _, n := range strings.Split(s.said(), "\n") {
			if _, text, ok := strings.Cut(n, `"text":"The job `); ok {
				text, _, _ = strings.Cut(text, `","do"`)
				said[strings.NewReplacer(dir, "", `\"`, `"`).Replace(text)] = true
			}
		}
		if page := s.get(t, "index.html"); !strings.HasSuffix(strings.TrimSpace(page), "</html>") {
			t.Errorf("with %d blocks the home page is not whole", blocks)
		}
		s.kill()
		k.check(t, blocks)
	}
	k.finish(t)
	for text := range said {
		t.Logf("said: The job %s", text)
		if strings.Contains(text, "panic") {
			t.Errorf("a fault: %s", text)
		}
	}
	if len(said) == 0 {
		t.Error("no limit made anything fail: nothing was tested")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", ".planwatch-*")); len(left) > 0 {
		t.Logf("left for tidy: %d", len(left))
	}
	t.Logf("stopped writing at %d sizes: %d returns, none lost, no half site", len(limits), len(k.drops))
}
