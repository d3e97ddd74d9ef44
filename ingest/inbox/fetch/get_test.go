package fetch

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var quiet = log.New(io.Discard, "", 0)

// TestWhole fetches a file, the same bytes again, and bytes of which one is another.
func TestWhole(t *testing.T) {
	content, agent := "period,count\n2026-10,41\n", ""
	tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		_, _ = w.Write([]byte(content))
	})
	tr.wants("the first time", "burglary.csv", 1, "burglary.csv")
	if agent != "planwatch/test" {
		t.Errorf("the server was asked by %q", agent)
	}
	got, err := os.ReadFile(filepath.Join(tr.box, "burglary.csv"))
	if err != nil || string(got) != content || tr.record.SHA256 != sumOf(content) || !tr.record.Worked.Equal(at) || tr.record.Failing() {
		t.Errorf("%q, %v, %+v", got, err, tr.record)
	}
	tr.wants("the same bytes, with 200", "unchanged", 2, "burglary.csv")
	content = "period,count\n2026-10,47\n"
	tr.wants("one byte is another", "burglary-2.csv", 3, "burglary-2.csv", "burglary.csv")
	if names := (Records{"a": tr.record}).From(sumOf(content), "burglary-2.csv"); names != tr.address.String() {
		t.Errorf("it was fetched from %q", names)
	}
	if err := os.Remove(filepath.Join(tr.box, "burglary.csv")); err != nil {
		t.Fatal(err)
	}
	content = "period,count\n2026-10,41\n"
	tr.wants("as it was before: that is new again", "burglary.csv", 4, "burglary-2.csv", "burglary.csv")
}

// TestNotModified lets servers say that nothing has changed, by tag and by date.
func TestNotModified(t *testing.T) {
	for _, c := range []struct{ gives, value, asks string }{
		{"ETag", `"v1"`, "If-None-Match"},
		{"ETag", `W/"v1"`, "If-None-Match"},
		{"Last-Modified", "Wed, 25 Nov 2026 05:00:00 GMT", "If-Modified-Since"},
	} {
		changed := false
		tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(c.gives, c.value)
			switch {
			case r.Header.Get(c.asks) == c.value && !changed:
				w.WriteHeader(http.StatusNotModified)
			case changed:
				w.Header().Set(c.gives, strings.Replace(c.value, "1", "2", 1))
				_, _ = w.Write([]byte("new"))
			default:
				_, _ = w.Write([]byte("old"))
			}
		})
		tr.wants(c.asks, "burglary.csv", 1, "burglary.csv")
		tr.wants(c.asks+", asked again", "unchanged", 2, "burglary.csv")
		changed = true
		tr.wants(c.asks+", changed", "burglary-2.csv", 3, "burglary-2.csv", "burglary.csv")
	}
	tr := newTrial(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	tr.wants("304 without having been asked", "it answered 304 Not Modified", 1)
}

// TestAnswers goes through answers that are no file: which are tried again, and after how long.
func TestAnswers(t *testing.T) {
	date := "Wed, 25 Nov 2026 05:45:00 GMT"
	for _, c := range []struct {
		status int
		head   map[string]string
		asked  int
		paused []time.Duration
		says   string
	}{
		{404, nil, 1, nil, "it answered 404 Not Found"},
		{403, nil, 1, nil, "it answered 403 Forbidden"},
		{206, nil, 1, nil, "it answered 206 Partial Content"},
		{299, nil, 1, nil, "it answered 299"},
		{500, nil, 3, []time.Duration{2 * time.Second, 4 * time.Second}, "it answered 500 Internal Server Error"},
		{429, map[string]string{"Retry-After": "30"}, 3, []time.Duration{30 * time.Second, 30 * time.Second}, "it answered 429 Too Many Requests"},
		{503, map[string]string{"Retry-After": "1"}, 3, []time.Duration{2 * time.Second, 4 * time.Second}, "it answered 503 Service Unavailable"},
		{503, map[string]string{"Retry-After": "Wed, 25 Nov 2026 05:45:20 GMT", "Date": date}, 3, []time.Duration{20 * time.Second, 20 * time.Second}, "it answered 503 Service Unavailable"},
		{503, map[string]string{"Retry-After": "86400"}, 1, nil, "it answered 503 Service Unavailable"},
		{503, map[string]string{"Retry-After": "99999999999999999999"}, 3, []time.Duration{2 * time.Second, 4 * time.Second}, "it answered 503 Service Unavailable"},
		{503, map[string]string{"Retry-After": "soon"}, 3, []time.Duration{2 * time.Second, 4 * time.Second}, "it answered 503 Service Unavailable"},
	} {
		tr := newTrial(t, func(w http.ResponseWriter, _ *http.Request) {
			for name, value := range c.head {
				w.Header().Set(name, value)
			}
			w.WriteHeader(c.status)
		})
		tr.wants(c.says, c.says, c.asked)
		if !slices.Equal(tr.paused, c.paused) {
			t.Errorf("%s, %v: want pauses of %v, found %v", c.says, c.head, c.paused, tr.paused)
		}
	}
}

// TestRecovers has the second try work.
func TestRecovers(t *testing.T) {
	for what, first := range map[string]http.HandlerFunc{
		"500":                 func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"cut half way":        hijacked("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf "),
		"cut before anything": hijacked(""),
	} {
		tries := 0
		tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
			if tries++; tries == 1 {
				first(w, r)
				return
			}
			whole("whole file")(w, r)
		})
		tr.wants(what, "burglary.csv", 2, "burglary.csv")
		if got, err := os.ReadFile(filepath.Join(tr.box, "burglary.csv")); err != nil || string(got) != "whole file" {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

// TestCutShort cuts answers in every way there is: nothing of them reaches the inbox.
func TestCutShort(t *testing.T) {
	for _, c := range []struct {
		what, text, says string
		asked            int
	}{
		{"half of it", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ", "the connection was cut after 5 of 10 bytes", 3},
		{"nothing of it", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "the connection was cut after 0 of 10 bytes", 3},
		{"a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhalf ", "the connection was cut after 5 bytes", 3},
		{"between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf \r\n", "the connection was cut after 5 bytes", 3},
		{"no length, no chunks", "HTTP/1.1 200 OK\r\n\r\nhalf ", "its server says neither how long the file is nor where it ends, so that one cut half way could not be told from a whole one", 1},
		{"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhalf ", "", 3},
		{"no HTTP", "220 mail.example.org ESMTP\r\n", "", 3},
		{"packed by a way that was not asked for", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhalf ", `it is packed in a way that was not asked for (Content-Encoding "br")`, 1},
	} {
		tr := newTrial(t, hijacked(c.text))
		if c.says == "" {
			c.says = tr.get() // the library's words
			tr.asked.Store(0)
		}
		tr.wants(c.what, c.says, c.asked)
	}
}

// TestStop ends at once when the program is told to stop, while it waits for an answer and while it pauses.
func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	tr := newTrial(t, func(_ http.ResponseWriter, r *http.Request) {
		stop()
		<-r.Context().Done()
	})
	if _, _, err := tr.getter.Get(ctx, tr.address, tr.record, tr.box, at); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped while waiting: %v", err)
	}
	ctx, stop = context.WithCancel(context.Background())
	tr = newTrial(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	tr.getter.Pause = func(ctx context.Context, d time.Duration) error {
		stop()
		return Wait(ctx, d)
	}
	if _, _, err := tr.getter.Get(ctx, tr.address, tr.record, tr.box, at); !errors.Is(err, context.Canceled) || tr.asked.Load() != 1 {
		t.Errorf("stopped while pausing: %v", err)
	}
}

// TestNoInbox is not the address's fault.
func TestNoInbox(t *testing.T) {
	tr := newTrial(t, whole("a"))
	_, _, err := tr.getter.Get(context.Background(), tr.address, tr.record, filepath.Join(tr.box, "gone"), at)
	var fault *Fault
	if err == nil || errors.As(err, &fault) || !strings.Contains(err.Error(), "is the share mounted?") {
		t.Errorf("without an inbox: %v", err)
	}
}

// TestCertificates refuses a certificate that this machine does not know, and TLS of long ago, and does not try again.
func TestCertificates(t *testing.T) {
	tr := newTrial(t, whole("a"))
	tr.getter.Client = NewClient()
	says := tr.get()
	if !strings.HasPrefix(says, "its certificate is not one that this machine trusts (") || len(tr.paused) > 0 || tr.asked.Load() > 0 {
		t.Errorf("an unknown certificate: %q, %d questions", says, tr.asked.Load())
	}
	old := httptest.NewUnstartedServer(whole("a"))
	old.Config.ErrorLog = quiet
	old.TLS = oldTLS
	old.StartTLS()
	defer old.Close()
	tr.getter.Client.Transport.(*http.Transport).TLSClientConfig.RootCAs = old.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	tr.at(old.URL)
	if says := tr.get(); !strings.Contains(says, "protocol version") {
		t.Errorf("TLS 1.1: %q", says)
	}
}
