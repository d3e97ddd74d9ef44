package web

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// TestConditions holds conditional requests: a condition counts against the form that would be sent.
func TestConditions(t *testing.T) {
	s := published(t, Options{}, sample())
	tag := func(encoding string) string {
		return ask(s, "GET", "/", "Accept-Encoding", encoding).Header().Get("Etag")
	}
	plain, packed := tag(""), tag("gzip")
	if plain == packed || plain == "" {
		t.Fatalf("want two ETags, found %q and %q", plain, packed)
	}
	cases := []struct {
		encoding, header, value string
		want                    int
	}{
		{"", "If-None-Match", plain, 304},
		{"", "If-None-Match", packed, 200},
		{"gzip", "If-None-Match", packed, 304},
		{"gzip", "If-None-Match", plain, 200},
		{"", "If-None-Match", "W/" + plain, 304}, // compared weakly
		{"gzip", "If-None-Match", "W/" + packed, 304},
		{"gzip", "If-None-Match", plain + `, "x", ` + packed, 304},
		{"", "If-None-Match", `"x", "y"`, 200},
		{"", "If-None-Match", "*", 304},
		{"gzip", "If-None-Match", "*", 304},
		{"", "If-None-Match", "nonsense", 200},
		{"", "If-Match", plain, 200},
		{"gzip", "If-Match", packed, 200},
		{"", "If-Match", `"x", ` + plain, 200},
		{"", "If-Match", "*", 200},
		{"", "If-Match", `"x"`, 412},
		{"gzip", "If-Match", plain, 412},
		{"", "If-Match", "W/" + plain, 412}, // compared strongly
		{"", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", 200},
		{"", "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 200},
	}
	for _, c := range cases {
		what := fmt.Sprintf("%q %s: %s", c.encoding, c.header, c.value)
		for _, method := range []string{"GET", "HEAD"} {
			w := ask(s, method, "/", "Accept-Encoding", c.encoding, c.header, c.value)
			wantStatus(t, method+" "+what, w, c.want)
			want := map[string]string{"Vary": "Accept-Encoding", "Cache-Control": "public, no-cache"}
			switch c.want {
			case 304:
				want["Etag"], want["Content-Length"], want["Content-Encoding"], want["Content-Type"] = tag(c.encoding), "", "", ""
			case 412:
				want = map[string]string{"Etag": "", "Content-Encoding": "", "Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8"}
			}
			wantHeaders(t, what, w.Header(), want)
			if empty := c.want == 304 || method == "HEAD"; empty != (w.Body.Len() == 0) {
				t.Errorf("%s %s: %d with a body of %d bytes", method, what, w.Code, w.Body.Len())
			}
		}
	}
}

// TestRanges holds that parts are parts of the identity form, and when the whole is sent instead.
func TestRanges(t *testing.T) {
	s := published(t, Options{}, tree{"a.csv": strings.Repeat("0123456789", 200)})
	get := func(encoding string) string {
		return ask(s, "GET", "/a.csv", "Accept-Encoding", encoding).Header().Get("Etag")
	}
	plain, packed := get(""), get("gzip")
	if !strings.HasSuffix(packed, `-gzip"`) {
		t.Fatalf("want a gzip form, found %s", packed)
	}
	cases := []struct {
		ranges, ifRange string
		status          int
		contentRange    string
		body            string // "" for the whole
	}{
		{"bytes=2-5", "", 206, "bytes 2-5/2000", "2345"},
		{"bytes=-3", "", 206, "bytes 1997-1999/2000", "789"},
		{"bytes=1998-", "", 206, "bytes 1998-1999/2000", "89"},
		{"bytes=2-5", plain, 206, "bytes 2-5/2000", "2345"},
		{"bytes=2-5", packed, 200, "", ""},
		{"bytes=2-5", "W/" + plain, 200, "", ""},
		{"bytes=2-5", `"x"`, 200, "", ""},
		{"bytes=2-5", "Fri, 01 Jan 2100 00:00:00 GMT", 200, "", ""},
		{"bytes=0-1" + strings.Repeat(",5-5", mostRanges), "", 200, "", ""},
		{"bytes=0-1999,0-1999", "", 200, "", ""},
	}
	for _, c := range cases {
		what := c.ranges + " if " + c.ifRange
		headers := []string{"Accept-Encoding", "gzip", "Range", c.ranges}
		if c.ifRange != "" {
			headers = append(headers, "If-Range", c.ifRange)
		}
		w := ask(s, "GET", "/a.csv", headers...)
		wantStatus(t, what, w, c.status)
		wantHeaders(t, what, w.Header(), map[string]string{
			"Content-Range": c.contentRange, "Etag": plain, "Content-Encoding": "", "Vary": "Accept-Encoding", "Accept-Ranges": "bytes",
			"Content-Type": "text/csv; charset=utf-8; header=present",
		})
		if want := c.body; want != "" && w.Body.String() != want || want == "" && w.Body.Len() != 2000 {
			t.Errorf("%s: found %q", what, w.Body)
		}
	}
	if a, b := ask(s, "GET", "/a.csv").Header().Get("Accept-Ranges"), ask(s, "GET", "/a.csv", "If-Match", plain).Header().Get("Accept-Ranges"); a != "bytes" || a != b {
		t.Errorf("Accept-Ranges %q without and %q with a condition", a, b)
	}
}

func TestSeveralRanges(t *testing.T) {
	s := published(t, Options{}, tree{"a.csv": "0123456789"})
	w := ask(s, "GET", "/a.csv", "Range", "bytes=0-1,8-9")
	wantStatus(t, "two ranges", w, http.StatusPartialContent)
	_, parameters, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for m := multipart.NewReader(w.Body, parameters["boundary"]); ; {
		p, err := m.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p.Header.Get("Content-Range")+" "+string(body))
	}
	if want := "[bytes 0-1/10 01 bytes 8-9/10 89]"; fmt.Sprint(got) != want {
		t.Errorf("want %s, found %v", want, got)
	}
}

func TestRangeOutside(t *testing.T) {
	s := published(t, Options{}, tree{"a.csv": "0123456789"})
	w := ask(s, "GET", "/a.csv", "Range", "bytes=10-")
	wantStatus(t, "outside", w, http.StatusRequestedRangeNotSatisfiable)
	wantHeaders(t, "outside", w.Header(), map[string]string{
		"Content-Range": "bytes */10", "Etag": "", "Content-Disposition": "", "Accept-Ranges": "", "Cache-Control": "no-store",
	})
}
