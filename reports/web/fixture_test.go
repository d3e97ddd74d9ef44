package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	markName = ".planwatch-site"
	policy   = `default-src 'none'; style-src 'self'; img-src 'self' data:`
)

// tree is a site as files: name and content.
type tree map[string]string

// htmlPage is a page as reports/site writes it, with its policy escaped, long enough for gzip.
func htmlPage(text string) string {
	return `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;self&#39;; img-src &#39;self&#39; data:">
</head><body>` + strings.Repeat("<p>"+text+"</p>\n", 80) + `</body></html>`
}

func sample() tree {
	rows := strings.Repeat("burglary,2025-01,120\n", 200)
	return tree{
		"index.html": htmlPage("home"), "404.html": htmlPage("not here"), "style.css": strings.Repeat("p{margin:0}\n", 200),
		"small.txt": "a few words", "empty.txt": "", "site.js": "let a = 1\n", "picture.png": strings.Repeat("\x89PNG", 500),
		"plain.html": "<p>no policy", "feed.xml": "<feed/>", "report.pdf": "%PDF", "strange.bin": "?",
		"charts/burglary.svg": strings.Repeat("<svg/>", 300), "data/index.html": htmlPage("downloads"),
		"data/burglary.csv": rows, "data/all.xlsx": "PK", "data/notes für alle.docx": "PK", "data/all.json": "{}",
		"indicators/burglary.html": htmlPage("burglary"), "empty/only.txt": "no index here",
		".hidden": "secret", ".git/config": "secret", "data/.draft.csv": "secret",
	}
}

// write puts a whole site into a new folder.
func write(t testing.TB, dir string, files tree) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, markName), []byte("mark\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// replace puts a site in the place of the folder dir by renames, as planwatch publish does.
func replace(t testing.TB, dir string, files tree) {
	t.Helper()
	fresh, err := os.MkdirTemp(filepath.Dir(dir), ".new-*")
	if err != nil {
		t.Fatal(err)
	}
	write(t, fresh, files)
	old := fresh + ".old"
	if err := os.Rename(dir, old); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(old); err != nil {
		t.Fatal(err)
	}
}

// newSite makes a Site for a folder that is not there yet, with no pause between tries.
func newSite(t testing.TB, o Options) *Site {
	t.Helper()
	o.Dir, o.Mark = filepath.Join(t.TempDir(), "site"), markName
	s := New(o)
	s.wait = func() {}
	return s
}

// published makes a Site that serves the files.
func published(t testing.TB, o Options, files tree) *Site {
	t.Helper()
	s := newSite(t, o)
	replace(t, s.options.Dir, files)
	refresh(t, s, true)
	return s
}

func refresh(t testing.TB, s *Site, want bool) {
	t.Helper()
	changed, err := s.Refresh()
	if err != nil {
		t.Fatal(err)
	}
	if changed != want {
		t.Fatalf("Refresh: want changed %v, found %v", want, changed)
	}
}

// ask sends one request to the handler; headers are name, value, name, value.
func ask(s http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// wantHeaders compares some headers of an answer; "" wants none.
func wantHeaders(t *testing.T, what string, h http.Header, want map[string]string) {
	t.Helper()
	for key, value := range want {
		if got := strings.Join(h.Values(key), " | "); got != value {
			t.Errorf("%s: %s: want %q, found %q", what, key, value, got)
		}
	}
}

func wantStatus(t *testing.T, what string, w *httptest.ResponseRecorder, want int) {
	t.Helper()
	if w.Code != want {
		t.Errorf("%s: want status %d, found %d", what, want, w.Code)
	}
	if length := w.Header().Get("Content-Length"); want != http.StatusNotModified && w.Body.Len() > 0 && length != fmt.Sprint(w.Body.Len()) {
		t.Errorf("%s: Content-Length is %q, the body has %d bytes", what, length, w.Body.Len())
	}
}
