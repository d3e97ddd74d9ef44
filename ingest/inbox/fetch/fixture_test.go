package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// at is when everything happens.
var at = time.Date(2026, 11, 25, 5, 45, 0, 0, time.UTC)

// trial is an address with an inbox of its own, asked again and again; pauses between tries are noted, not waited.
type trial struct {
	*testing.T
	getter  Getter
	address Address
	box     string
	record  Record
	asked   atomic.Int32
	paused  []time.Duration
}

// newTrial serves with the handler over TLS, for a client that knows the server's certificate.
func newTrial(t *testing.T, h http.HandlerFunc) *trial {
	t.Helper()
	tr := &trial{T: t, box: t.TempDir()}
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tr.asked.Add(1)
		h(w, r)
	}))
	s.Config.ErrorLog = quiet
	t.Cleanup(s.Close)
	tr.getter = Getter{Client: s.Client(), UserAgent: "planwatch/test", Pause: func(_ context.Context, d time.Duration) error {
		tr.paused = append(tr.paused, d)
		return nil
	}}
	tr.at(s.URL + "/returns/burglary.csv")
	return tr
}

// at sets the address.
func (tr *trial) at(text string) {
	tr.Helper()
	u, err := ParseURL(text)
	if err != nil {
		tr.Fatal(err)
	}
	tr.address = Address{URL: u, MaxSize: 1000, Timeout: time.Minute}
}

// get asks once and gives what came of it in one word: a name, "unchanged", or the fault.
func (tr *trial) get() string {
	tr.Helper()
	is, download, err := tr.getter.Get(context.Background(), tr.address, tr.record, tr.box, at)
	var fault *Fault
	switch {
	case errors.As(err, &fault):
		if fault.Do == "" || strings.Contains(fault.Says, "secret") {
			tr.Errorf("the fault says %q, %q", fault.Says, fault.Do)
		}
		return fault.Says
	case err != nil:
		tr.Fatal(err)
	}
	tr.record = is
	if download == nil {
		return "unchanged"
	}
	return download.Name
}

// wants asks once and compares what came of it, the questions so far, and all that lies in the inbox, hidden or not.
func (tr *trial) wants(what, outcome string, asked int, inbox ...string) {
	tr.Helper()
	if got := tr.get(); got != outcome {
		tr.Errorf("%s: want %q, found %q", what, outcome, got)
	}
	if got := int(tr.asked.Load()); got != asked {
		tr.Errorf("%s: want %d questions so far, found %d", what, asked, got)
	}
	entries, err := os.ReadDir(tr.box)
	if err != nil {
		tr.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if strings.Join(names, " ") != strings.Join(inbox, " ") {
		tr.Errorf("%s: want %q in the inbox, found %q", what, inbox, names)
	}
}

func sumOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// whole serves a file, changed or not.
func whole(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(content)) }
}

// hijacked answers with bytes of the test's own, and cuts the connection.
func hijacked(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, out, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		_, _ = out.WriteString(text)
		_ = out.Flush()
		_ = conn.Close()
	}
}
