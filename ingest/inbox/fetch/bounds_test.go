package fetch

import (
	"compress/gzip"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// TestGzip unpacks what was packed for the way: the bytes are those of the file, and its bound is on these.
func TestGzip(t *testing.T) {
	cut, long := false, 1
	tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
		var b strings.Builder
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(strings.Repeat("whole file", long)))
		_ = z.Close()
		packed := b.String()
		if cut {
			packed = packed[:len(packed)-6]
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("gzip was not asked for")
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write([]byte(packed))
	})
	tr.wants("packed", "burglary.csv", 1, "burglary.csv")
	if tr.record.SHA256 != sumOf("whole file") {
		t.Error("it was not unpacked")
	}
	cut, long = true, 2
	tr.wants("packed and cut", "the connection was cut after 20 bytes", 4, "burglary.csv")
	cut, long = false, 1_000_000
	tr.wants("a small file that becomes a large one", "want a file of at most 1000 bytes, found a larger one", 5, "burglary.csv")
}

// TestBounds stops what never ends and what comes too slowly.
func TestBounds(t *testing.T) {
	endless := newTrial(t, func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write([]byte("and so on, ")); err != nil {
				return
			}
		}
	})
	endless.wants("endless", "want a file of at most 1000 bytes, found a larger one", 1)
	large := newTrial(t, whole(strings.Repeat("x", 1001)))
	large.wants("one byte too many", "want a file of at most 1000 bytes, found one of 1001 bytes", 1)
	just := newTrial(t, whole(strings.Repeat("x", 1000)))
	just.wants("just small enough", "burglary.csv", 1, "burglary.csv")

	for _, status := range []bool{true, false} { // before its answer, and in the middle of it
		slow := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
			if status {
				w.Header().Set("Content-Length", "10")
				_, _ = w.Write([]byte("ab"))
				w.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		})
		slow.address.Timeout = 200 * time.Millisecond
		if says := slow.get(); !strings.HasPrefix(says, "it took longer than 200ms; ") {
			t.Errorf("slowly: %q", says)
		}
		if left, err := os.ReadDir(slow.box); err != nil || len(left) > 0 || len(slow.paused) > 0 {
			t.Errorf("slowly: want an empty inbox and no other try, found %v, %v, %v", left, err, slow.paused)
		}
	}
}
