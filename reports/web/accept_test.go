package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAcceptsGzip(t *testing.T) {
	cases := []struct {
		header string
		want   bool
	}{
		{"gzip", true},
		{"GZip", true},
		{"x-gzip", true},
		{"gzip, deflate, br, zstd", true},
		{"br;q=1.0, gzip;q=0.8, *;q=0.1", true},
		{"gzip;q=0.001", true},
		{"gzip ; q=1.000", true},
		{"gzip;Q=0.5", true},
		{"*", true},
		{"deflate, *;q=0.5", true},
		{"gzip, *;q=0", true},
		{"gzip, identity", true},
		{"gzip;q=0.5, identity;q=0.4", true},
		{"identity;q=0, *", true},
		{"", false},
		{"identity", false},
		{"br", false},
		{"gzip;q=0", false},
		{"gzip;q=0.000", false},
		{"gzip; q=0, *", false},
		{"*;q=0", false},
		{"gzip;q=0.5, identity;q=0.6", false},
		{"gzipped", false},
		{"gzip;q=", false},
		{"gzip;q=x", false},
		{"gzip;q=2", false},
		{"gzip;q=1.001", false},
		{"gzip;q=0.0001", false},
		{"gzip;q=-1", false},
		{",;,=;q", false},
	}
	for _, c := range cases {
		if got := acceptsGzip([]string{c.header}); got != c.want {
			t.Errorf("%q: want %v, found %v", c.header, c.want, got)
		}
	}
	if acceptsGzip(nil) {
		t.Error("gzip without the header")
	}
	if !acceptsGzip([]string{"br", "gzip"}) || acceptsGzip([]string{"gzip;q=0", "*"}) {
		t.Error("the header on two lines is not read as one")
	}
}

// TestForms holds which form is sent, that both unpack to the same file, and that the ETag is of the bytes sent.
func TestForms(t *testing.T) {
	files := sample()
	random := make([]byte, 0, 64*sha256.Size) // what gzip can't make smaller
	for sum := sha256.Sum256(nil); len(random) < cap(random); sum = sha256.Sum256(sum[:]) {
		random = append(random, sum[:]...)
	}
	files["random.txt"] = string(random)
	files["short.txt"] = strings.Repeat("a", leastPacked-1)
	files["enough.txt"] = strings.Repeat("a", leastPacked)
	s := published(t, Options{}, files)
	cases := []struct {
		name   string
		more   []string
		packed bool
	}{
		{"index.html", nil, true},
		{"data/burglary.csv", nil, true},
		{"charts/burglary.svg", nil, true},
		{"small.txt", nil, false},
		{"empty.txt", nil, false},
		{"short.txt", nil, false},
		{"enough.txt", nil, true},
		{"random.txt", nil, false},
		{"picture.png", nil, false},
		{"data/burglary.csv", []string{"Range", "bytes=0-"}, false},
	}
	for _, c := range cases {
		w := ask(s, "GET", "/"+c.name, append(c.more, "Accept-Encoding", "gzip")...)
		body := w.Body.Bytes()
		suffix, encoding := "", ""
		if c.packed {
			suffix, encoding = "-gzip", "gzip"
		}
		sum := sha256.Sum256(body)
		wantHeaders(t, c.name, w.Header(), map[string]string{
			"Content-Encoding": encoding, "Etag": `"` + hex.EncodeToString(sum[:])[:32] + suffix + `"`,
		})
		if w.Code == http.StatusOK {
			wantStatus(t, c.name, w, http.StatusOK)
		}
		if c.packed {
			body = unpacked(t, body)
		}
		if string(body) != files[c.name] {
			t.Errorf("%s: not the bytes of the file", c.name)
		}
	}
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	body, err := unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestMissingPage holds the answer for a page that is not there, in both forms, and without a 404.html.
func TestMissingPage(t *testing.T) {
	s := published(t, Options{Prefix: "/a&b/"}, sample())
	for _, encoding := range []string{"", "gzip"} {
		w := ask(s, "GET", "/nowhere.html", "Accept-Encoding", encoding)
		wantStatus(t, "404 "+encoding, w, http.StatusNotFound)
		wantHeaders(t, "404 "+encoding, w.Header(), map[string]string{
			"Content-Encoding": encoding, "Vary": "Accept-Encoding", "Cache-Control": "no-store", "Etag": "",
			"Content-Security-Policy": policy + "; " + framing,
		})
		body := w.Body.Bytes()
		if encoding == "gzip" {
			body = unpacked(t, body)
		}
		if string(body) != sample()["404.html"] {
			t.Errorf("404 %s: not the site's own page", encoding)
		}
	}
	wantStatus(t, "the page itself", ask(s, "GET", "/404.html"), http.StatusOK)

	replace(t, s.options.Dir, tree{"index.html": "x"})
	refresh(t, s, true)
	w := ask(s, "GET", "/nowhere.html")
	wantStatus(t, "no 404.html", w, http.StatusNotFound)
	if body := w.Body.String(); !strings.Contains(body, `<html lang="en-GB">`) || !strings.Contains(body, `href="/a&amp;b/"`) {
		t.Errorf("want a page with a way home, found %s", body)
	}
}
