package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// TestKinds holds the headers that follow from what a file is.
func TestKinds(t *testing.T) {
	s := published(t, Options{}, sample())
	page := policy + "; frame-ancestors 'none'"
	cases := []struct{ target, mime, csp, disposition, sharing, vary string }{
		{"/", "text/html; charset=utf-8", page, "", "same-origin", "Accept-Encoding"},
		{"/plain.html", "text/html; charset=utf-8", nothing, "", "same-origin", "Accept-Encoding"},
		{"/data/", "text/html; charset=utf-8", page, "", "same-origin", "Accept-Encoding"},
		{"/style.css", "text/css; charset=utf-8", nothing, "", "same-origin", "Accept-Encoding"},
		{"/site.js", "text/javascript; charset=utf-8", nothing, "", "same-origin", "Accept-Encoding"},
		{"/charts/burglary.svg", "image/svg+xml", drawing, "", "same-origin", "Accept-Encoding"},
		{"/feed.xml", "application/atom+xml", nothing, "", "same-origin", "Accept-Encoding"},
		{"/small.txt", "text/plain; charset=utf-8", nothing, "", "same-origin", "Accept-Encoding"},
		{"/data/all.json", "application/json", nothing, "", "cross-origin", "Accept-Encoding"},
		{"/data/burglary.csv", "text/csv; charset=utf-8; header=present", nothing, "attachment; filename=burglary.csv", "cross-origin", "Accept-Encoding"},
		{"/data/all.xlsx", kinds[".xlsx"].mime, nothing, "attachment; filename=all.xlsx", "cross-origin", ""},
		{"/data/notes%20f%C3%BCr%20alle.docx", kinds[".docx"].mime, nothing, "attachment; filename*=utf-8''notes%20f%C3%BCr%20alle.docx", "cross-origin", ""},
		{"/report.pdf", "application/pdf", nothing, "", "same-origin", ""},
		{"/picture.png", "image/png", nothing, "", "same-origin", ""},
		{"/strange.bin", "application/octet-stream", nothing, "", "same-origin", ""},
	}
	for _, c := range cases {
		w := ask(s, "GET", c.target)
		wantStatus(t, c.target, w, http.StatusOK)
		wantHeaders(t, c.target, w.Header(), map[string]string{
			"Content-Type": c.mime, "Content-Security-Policy": c.csp, "Content-Disposition": c.disposition,
			"Cross-Origin-Resource-Policy": c.sharing, "Vary": c.vary,
			"Cache-Control": "public, no-cache", "Last-Modified": "", "Content-Encoding": "",
		})
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		`a.csv`: `attachment; filename=a.csv`, `a b.csv`: `attachment; filename="a b.csv"`,
		`a"b.csv`: `attachment; filename="a\"b.csv"`, `a;b.csv`: `attachment; filename="a;b.csv"`,
	} {
		w := ask(published(t, Options{}, tree{"data/" + name: "x"}), "GET", "/data/"+strings.NewReplacer(" ", "%20", `"`, "%22").Replace(name))
		wantHeaders(t, name, w.Header(), map[string]string{"Content-Disposition": want})
	}
}

// secured are the headers that no answer may lack.
var secured = map[string]string{
	"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
	"Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": devices,
}

// every is one request for each kind of answer.
var every = []struct {
	target  string
	headers []string
	status  int
}{
	{"/", nil, 200},
	{"/", []string{"Accept-Encoding", "gzip"}, 200},
	{"/small.txt", []string{"Accept-Encoding", "gzip"}, 200},
	{"/empty.txt", []string{"Range", "bytes=0-0"}, 200},
	{"/data/burglary.csv", []string{"Range", "bytes=10-19", "Accept-Encoding", "gzip"}, 206},
	{"/data/burglary.csv", []string{"Range", "bytes=0-1,5-6"}, 206},
	{"/data?all=1", nil, 308},
	{"/", []string{"If-None-Match", "*"}, 304},
	{"/", []string{"If-None-Match", "*", "Accept-Encoding", "gzip"}, 304},
	{"/nowhere", nil, 404},
	{"/nowhere", []string{"Accept-Encoding", "gzip", "If-None-Match", "*"}, 404},
	{"/", []string{"If-Match", `"x"`, "Accept-Encoding", "gzip"}, 412},
	{"/data/burglary.csv", []string{"Range", "bytes=999999-"}, 416},
	{"/data/burglary.csv", []string{"Range", "cells=1-2"}, 416},
}

func TestSecurityOnEveryAnswer(t *testing.T) {
	for https, strict := range map[bool]string{false: "", true: "max-age=31536000"} {
		s := published(t, Options{HTTPS: https}, sample())
		answers := map[string]*httptest.ResponseRecorder{
			"503": ask(newSite(t, Options{HTTPS: https}), "GET", "/"), "405": ask(s, "POST", "/"),
		}
		for _, e := range every {
			w := ask(s, "GET", e.target, e.headers...)
			wantStatus(t, e.target, w, e.status)
			answers[e.target+" "+strings.Join(e.headers, " ")] = w
		}
		for what, w := range answers {
			wantHeaders(t, what, w.Header(), secured)
			wantHeaders(t, what, w.Header(), map[string]string{"Strict-Transport-Security": strict})
			if csp := w.Header().Get("Content-Security-Policy"); strings.Count(csp, framing) != 1 {
				t.Errorf("%s: want a policy that forbids frames, found %q", what, csp)
			}
			if w.Header().Get("Cross-Origin-Resource-Policy") == "" {
				t.Errorf("%s: no Cross-Origin-Resource-Policy", what)
			}
			if w.Code >= 400 {
				wantHeaders(t, what, w.Header(), map[string]string{"Cache-Control": "no-store", "Etag": "", "Content-Disposition": "", "Content-Encoding": w.Header().Get("Content-Encoding")})
			}
		}
	}
}

var boundary = regexp.MustCompile(`boundary=\w+`)

// TestHeadIsGet holds that HEAD answers the headers of GET and no body, over a real connection, where the server adds
// and leaves out headers of its own.
func TestHeadIsGet(t *testing.T) {
	s := published(t, Options{}, sample())
	for _, site := range []*Site{s, published(t, Options{}, tree{"a.html": "x"}), newSite(t, Options{})} {
		server := httptest.NewServer(site)
		defer server.Close()
		for _, e := range every {
			get, body := over(t, server, "GET", e.target, e.headers)
			head, none := over(t, server, "HEAD", e.target, e.headers)
			if get.StatusCode != head.StatusCode || len(none) != 0 {
				t.Errorf("%s %v: GET %d, HEAD %d with %d bytes", e.target, e.headers, get.StatusCode, head.StatusCode, len(none))
			}
			if get.ContentLength != int64(len(body)) && get.StatusCode != 304 {
				t.Errorf("%s %v: Content-Length %d for %d bytes", e.target, e.headers, get.ContentLength, len(body))
			}
			for _, h := range []http.Header{get.Header, head.Header} {
				h.Del("Date")
				h.Set("Content-Type", boundary.ReplaceAllString(h.Get("Content-Type"), "boundary"))
			}
			if g, h := flat(get.Header), flat(head.Header); g != h {
				t.Errorf("%s %v:\nGET  %s\nHEAD %s", e.target, e.headers, g, h)
			}
		}
	}
}

func flat(h http.Header) string {
	var b strings.Builder
	_ = h.Write(&b)
	return strings.ReplaceAll(b.String(), "\r\n", "; ")
}

func over(t *testing.T, server *httptest.Server, method, target string, headers []string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, server.URL+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	answer, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatalf("%s %s %v: %v", method, target, headers, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatalf("%s %s %v: %v", method, target, headers, err)
	}
	return answer, body
}

// TestHeadersStay holds that a handler around this one can add to an answer's headers without changing the next one's.
func TestHeadersStay(t *testing.T) {
	s := published(t, Options{}, sample())
	w := ask(s, "GET", "/")
	w.Header().Add("Vary", "Cookie")
	w.Header().Set("Referrer-Policy", "origin")
	wantHeaders(t, "the next answer", ask(s, "GET", "/").Header(), map[string]string{"Vary": "Accept-Encoding", "Referrer-Policy": "no-referrer"})
}
