package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestNothingPublished(t *testing.T) {
	s := newSite(t, Options{})
	if _, _, _, ok := s.Published(); ok {
		t.Error("something is published")
	}
	w := ask(s, "GET", "/")
	wantStatus(t, "/", w, http.StatusServiceUnavailable)
	wantHeaders(t, "/", w.Header(), map[string]string{
		"Retry-After": "5", "Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": nothing,
	})
	for _, want := range []string{`<html lang="en-GB">`, "<title>Nothing is published yet</title>", "<h1>Nothing is published yet</h1>", "<main>"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestMethods(t *testing.T) {
	for _, s := range []*Site{newSite(t, Options{}), published(t, Options{}, sample())} {
		for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "PROPFIND"} {
			w := ask(s, method, "/")
			wantStatus(t, method, w, http.StatusMethodNotAllowed)
			wantHeaders(t, method, w.Header(), map[string]string{"Allow": "GET, HEAD", "Cache-Control": "no-store"})
		}
	}
}

// addresses are what names what. A body of "" wants the page of a missing one.
var addresses = []struct{ path, file string }{
	{"/", "index.html"},
	{"/index.html", "index.html"},
	{"/indicators/burglary.html", "indicators/burglary.html"},
	{"//indicators///burglary.html", "indicators/burglary.html"},
	{"/indicators/burgl%61ry.html", "indicators/burglary.html"},
	{"/data/", "data/index.html"},
	{"//data//", "data/index.html"},
	{"/data/burglary.csv", "data/burglary.csv"},
	{"/index.html/", ""},
	{"/indicators", ""},
	{"/indicators/", ""},
	{"/empty", ""},
	{"/empty/", ""},
	{"/INDEX.HTML", ""},
	{"/.planwatch-site", ""},
	{"//.planwatch-site", ""},
	{"/%2Eplanwatch-site", ""},
	{"/.hidden", ""},
	{"/.git/config", ""},
	{"/data/.draft.csv", ""},
	{"/..", ""},
	{"/../", ""},
	{"/../site/index.html", ""},
	{"/data/../index.html", ""},
	{"/data/..", ""},
	{"/%2e%2e/%2e%2e/etc/passwd", ""},
	{"/data/..%2findex.html", ""},
	{"/data%2Findex.html", ""},
	{"/data%2findex.html", ""},
	{"/data%5Cindex.html", ""},
	{"/..%5c..%5cindex.html", ""},
	{"/./index.html", ""},
	{"/data/.", ""},
	{"//./index.html", ""},
	{"//data/../index.html", ""},
	{"/index.html%00", ""},
	{"/index.html%00.css", ""},
	{"/%00", ""},
	{"/index.html%20", ""},
	{"/%252e%252e/index.html", ""},
	{"/etc/passwd", ""},
	{"/C:/index.html", ""},
	{"///etc/passwd", ""},
}

func TestAddresses(t *testing.T) {
	files := sample()
	s := published(t, Options{}, files)
	for _, a := range addresses {
		w := ask(s, "GET", a.path)
		want, status := a.file, http.StatusOK
		if want == "" {
			want, status = "404.html", http.StatusNotFound
		}
		wantStatus(t, a.path, w, status)
		if w.Body.String() != files[want] {
			t.Errorf("%s: want %s, found %.60q", a.path, want, w.Body)
		}
	}
}

// TestMarkOfAnyName holds that the mark is kept back by its name, at the top only, and not because of a dot.
func TestMarkOfAnyName(t *testing.T) {
	s := newSite(t, Options{})
	s.options.Mark = "mark.txt"
	replace(t, s.options.Dir, tree{"index.html": "x", "mark.txt": "secret", "data/mark.txt": "open"})
	refresh(t, s, true)
	wantStatus(t, "the mark", ask(s, "GET", "/mark.txt"), http.StatusNotFound)
	wantStatus(t, "a file called like it", ask(s, "GET", "/data/mark.txt"), http.StatusOK)
}

// TestPrefix holds that a request with the prefix and one without it mean the same, redirects included: what a browser
// makes of the place is right in both cases.
func TestPrefix(t *testing.T) {
	files := sample()
	files["plan/index.html"] = htmlPage("a folder called like the prefix")
	files["a:b/index.html"] = htmlPage("looks like a scheme")
	cases := []struct{ prefix, path, file, to string }{
		{"/", "/", "index.html", ""},
		{"", "/data", "", "/data/"},
		{"/plan/", "/plan/", "index.html", ""},
		{"/plan/", "/", "index.html", ""},
		{"/plan/", "/plan", "", "/plan/"},
		{"plan", "/plan/index.html", "index.html", ""},
		{"/plan/", "/indicators/burglary.html", "indicators/burglary.html", ""},
		{"/plan/", "/plan/indicators/burglary.html", "indicators/burglary.html", ""},
		{"/plan/", "/plan/plan/", "plan/index.html", ""},
		{"/plan/", "/plan/data", "", "/plan/data/"},
		{"/plan/", "/data", "", "/data/"},
		{"/plan/", "/data?a=b%20c", "", "/data/?a=b%20c"},
		{"/plan/", "/a:b", "", "/a:b/"},
		{"/plan/", "/planet", "404.html", ""},
		{"/plan/", "/plan/nowhere", "404.html", ""},
		{"/plan/", "/plan/.planwatch-site", "404.html", ""},
		{"/plan/", "/plan/../index.html", "404.html", ""},
		{"/deep/plan/", "/deep/plan", "", "/deep/plan/"},
		{"/deep/plan/", "/deep/plan/data/", "data/index.html", ""},
		{"/deep/plan/", "/deep/data/", "404.html", ""},
		{"/data/", "/data/data/burglary.csv", "data/burglary.csv", ""},
		{"/data/", "/data/burglary.csv", "data/burglary.csv", ""}, // the proxy took the prefix off
		{"/data/", "/data/index.html", "index.html", ""},
	}
	for _, c := range cases {
		s := published(t, Options{Prefix: c.prefix}, files)
		what := c.prefix + " " + c.path
		w := ask(s, "GET", c.path)
		if c.to == "" {
			if w.Body.String() != files[c.file] {
				t.Errorf("%s: want %s, found %d %.60q", what, c.file, w.Code, w.Body)
			}
			continue
		}
		wantStatus(t, what, w, http.StatusPermanentRedirect)
		location := w.Header().Get("Location")
		if strings.HasPrefix(location, "/") {
			t.Errorf("%s: want a relative place, found %s", what, location)
		}
		to, err := url.Parse(location)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&url.URL{Path: strings.SplitN(c.path, "?", 2)[0]}).ResolveReference(to).String(); got != c.to {
			t.Errorf("%s: want to be sent to %s, found %s (%s)", what, c.to, got, location)
		}
		// With the proxy's part in front the browser gets to the same page.
		if got := (&url.URL{Path: "/public" + strings.SplitN(c.path, "?", 2)[0]}).ResolveReference(to).String(); got != "/public"+c.to {
			t.Errorf("%s: behind a proxy: found %s", what, got)
		}
	}
}

// FuzzPath holds that no path makes the server panic, answer with an unknown status, or send what is not for readers.
func FuzzPath(f *testing.F) {
	for _, a := range addresses {
		f.Add(a.path, "gzip", "bytes=0-1")
	}
	f.Add("/plan/data", "", "")
	files := sample()
	s := published(f, Options{Prefix: "/plan/"}, files)
	known := map[int]bool{200: true, 206: true, 304: true, 308: true, 404: true, 416: true}
	f.Fuzz(func(t *testing.T, target, encoding, ranges string) {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			u = &url.URL{Path: target}
		}
		r := &http.Request{Method: "GET", URL: u, Header: http.Header{"Accept-Encoding": {encoding}}}
		if ranges != "" {
			r.Header.Set("Range", ranges)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if !known[w.Code] {
			t.Errorf("%q: status %d", target, w.Code)
		}
		if strings.Contains(w.Body.String(), "secret") || w.Body.String() == "mark\n" {
			t.Errorf("%q: sends what is not for readers", target)
		}
		if location := w.Header().Get("Location"); strings.HasPrefix(location, "/") || strings.Contains(location, "\n") {
			t.Errorf("%q: is sent to %q", target, location)
		}
	})
}

func BenchmarkServe(b *testing.B) {
	s := published(b, Options{}, sample())
	for name, headers := range map[string]http.Header{
		"whole": {}, "gzip": {"Accept-Encoding": {"gzip, deflate, br"}}, "unchanged": {"If-None-Match": {"*"}},
	} {
		b.Run(name, func(b *testing.B) {
			w := discard{http.Header{}}
			r := httptest.NewRequest("GET", "/indicators/burglary.html", nil)
			r.Header = headers
			b.ReportAllocs()
			for b.Loop() {
				s.ServeHTTP(w, r)
			}
		})
	}
}

// discard is a client that throws everything away.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(p []byte) (int, error) { return len(p), nil }
func (d discard) WriteHeader(int)             {}
