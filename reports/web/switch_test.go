package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// pagesOfGeneration are the files that carry their generation.
var pagesOfGeneration = []string{"index.html", "a.html", "data/a.csv", "z/last.txt"}

// generation is a site whose every file says, from its first line to its last, of which generation it is.
func generation(n int) tree {
	files := tree{}
	for _, name := range pagesOfGeneration {
		files[name] = fmt.Sprintf("begin %d\n%s%s\nend %d\n", n, strings.Repeat(fmt.Sprintf("generation %d\n", n), 200), name, n)
	}
	return files
}

var generationOf = regexp.MustCompile(`^begin (\d+)\n(?s:.*)\nend (\d+)\n$`)

// generations says which generations the files of a snapshot are of.
func generations(n *snapshot) map[string]bool {
	out := map[string]bool{}
	for _, f := range n.addresses {
		if m := generationOf.FindSubmatch(f.content.plain.body); m != nil {
			out[string(m[1])] = true
		}
	}
	return out
}

// watch is what one reader checks: every answer is whole and has its own ETag, and no answer is of an older site than
// the one before. Only a switch of all files at once gives that.
type watch struct{ last int }

func (w *watch) faults(name, etag, encoding string, sent []byte, body string) []string {
	var out []string
	suffix := ""
	if encoding == "gzip" {
		suffix = "-gzip"
	}
	if sum := sha256.Sum256(sent); etag != `"`+hex.EncodeToString(sum[:16])+suffix+`"` {
		out = append(out, fmt.Sprintf("%s: the ETag %s is not of the bytes sent", name, etag))
	}
	m := generationOf.FindStringSubmatch(body)
	if m == nil || m[1] != m[2] || !strings.Contains(body, "\n"+name+"\n") {
		return append(out, fmt.Sprintf("%s: not a whole file: %.40q", name, body))
	}
	n, _ := strconv.Atoi(m[1])
	if n < w.last {
		out = append(out, fmt.Sprintf("%s: generation %d after %d", name, n, w.last))
	}
	w.last = n
	return out
}

// TestWatchCanFail shows that the check below sees each fault.
func TestWatchCanFail(t *testing.T) {
	one := generation(1)["a.html"]
	tag := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return `"` + hex.EncodeToString(sum[:16]) + `"`
	}
	half := one[:len(one)/2]
	mixed := strings.Replace(one, "end 1", "end 2", 1)
	for name, c := range map[string]struct {
		last       int
		name, body string
		etag, want string
	}{
		"whole": {0, "a.html", one, tag(one), ""}, "older": {2, "a.html", one, tag(one), "generation 1 after 2"},
		"half": {0, "a.html", half, tag(half), "not a whole file"}, "mixed": {0, "a.html", mixed, tag(mixed), "not a whole file"},
		"other": {0, "b.html", one, tag(one), "not a whole file"}, "tag": {0, "a.html", one, tag("x"), "not of the bytes sent"},
	} {
		w := watch{last: c.last}
		got := strings.Join(w.faults(c.name, c.etag, "", []byte(c.body), c.body), "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, found %q", name, c.want, got)
		}
	}
	n := newSnapshot(identity{})
	for i, name := range pagesOfGeneration {
		n.add(name, n.contentOf([]byte(generation(1 + i%2)[name]), nil), nil)
	}
	if len(generations(n)) != 2 {
		t.Error("a snapshot of two sites passes for one")
	}
}

// TestSwitchAtOnce replaces the folder many times while one goroutine refreshes without a pause and several read over
// real connections, in both forms.
func TestSwitchAtOnce(t *testing.T) {
	const swaps, readers = 150, 4
	s := newSite(t, Options{})
	replace(t, s.options.Dir, generation(0))
	refresh(t, s, true)
	server := httptest.NewServer(s)
	defer server.Close()
	var done atomic.Bool
	var answers, taken atomic.Int64
	var all sync.WaitGroup
	all.Go(func() {
		for !done.Load() {
			changed, err := s.Refresh()
			if err != nil { // the folder is away so often that five tries may not be enough
				continue
			}
			if changed {
				taken.Add(1)
			}
			if got := generations(s.now.Load()); len(got) != 1 {
				t.Errorf("a snapshot holds the generations %v", got)
			}
		}
	})
	for i := range readers {
		all.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
			defer client.CloseIdleConnections()
			var w watch
			for n := i; !done.Load(); n++ {
				name := pagesOfGeneration[n%len(pagesOfGeneration)]
				for _, fault := range w.read(client, server.URL, name, i%2 == 0) {
					t.Error(fault)
				}
				answers.Add(1)
			}
		})
	}
	for n := 1; n <= swaps; n++ {
		replace(t, s.options.Dir, generation(n))
		for before := answers.Load(); n%3 == 0 && answers.Load() < before+readers; { // now and then the readers get a turn
			runtime.Gosched()
		}
	}
	done.Store(true)
	all.Wait()
	if _, err := s.Refresh(); err != nil {
		t.Fatal(err)
	}
	if got := generations(s.now.Load()); !got[strconv.Itoa(swaps)] {
		t.Errorf("want generation %d at the end, found %v", swaps, got)
	}
	t.Logf("%d swaps, %d of them taken in, %d answers", swaps, taken.Load(), answers.Load())
	if taken.Load() == 0 {
		t.Error("no site was taken in while the folder was replaced")
	}
}

func (w *watch) read(client *http.Client, server, name string, packed bool) []string {
	r, err := http.NewRequest("GET", server+"/"+name, nil)
	if err != nil {
		return []string{err.Error()}
	}
	if packed {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	answer, err := client.Do(r)
	if err != nil {
		return []string{err.Error()}
	}
	defer answer.Body.Close()
	sent, err := io.ReadAll(answer.Body)
	if err != nil {
		return []string{name + ": " + err.Error()}
	}
	body, encoding := sent, answer.Header.Get("Content-Encoding")
	if encoding == "gzip" {
		if body, err = unpack(sent); err != nil {
			return []string{name + ": " + err.Error()}
		}
	}
	return w.faults(name, answer.Header.Get("Etag"), encoding, sent, string(body))
}
