package fetch

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path"
	"time"

	"planwatch/ingest/inbox"
)

// Getter asks addresses. Pause waits, or ends early with the context's error; it is what a test replaces.
type Getter struct {
	Client    *http.Client
	UserAgent string
	Pause     func(ctx context.Context, d time.Duration) error
}

// Wait is the Pause of all but tests.
func Wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

const (
	tries        = 3
	firstPause   = 2 * time.Second // doubled each time
	longestPause = time.Minute     // a server that asks to be left alone for longer is: until the next time
)

// Get asks an address for what is new since the record was made, and puts that into the inbox. It gives the record as
// it is now; download is nil when nothing is new. The error is a *Fault, or the context's, or says what is wrong with
// the inbox; a record does not change then.
func (g Getter) Get(ctx context.Context, a Address, was Record, box string, at time.Time) (is Record, download *Download, err error) {
	timed, cancel := context.WithTimeout(ctx, a.Timeout)
	defer cancel()
	was.Address = a.String()
	pause := firstPause
	for try := 1; ; try++ {
		is, download, err = g.once(timed, a, was, box, at)
		var fault *Fault
		switch {
		case ctx.Err() != nil: // also while it paused
			return was, nil, ctx.Err()
		case err == nil:
			return is, download, nil
		case !errors.As(err, &fault) || !fault.again || try == tries || fault.after > longestPause:
			return was, nil, err
		}
		if g.Pause(timed, max(pause, fault.after)) != nil && ctx.Err() == nil {
			return was, nil, err // the time is up; what was answered says more than that
		}
		pause *= 2
	}
}

// once is one try.
func (g Getter) once(ctx context.Context, a Address, was Record, box string, at time.Time) (Record, *Download, error) {
	answer, err := g.ask(ctx, a, was)
	if err != nil {
		return was, nil, netFault(err, a.Timeout, 0, -1)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotModified && was.SHA256 != "":
		return was.unchanged(at), nil, nil
	case answer.StatusCode != http.StatusOK:
		return was, nil, statusFault(answer)
	}
	if err := tellsItsEnd(answer, a.MaxSize); err != nil {
		return was, nil, err
	}
	arriving, err := inbox.Arrive(box)
	if err != nil {
		return was, nil, err
	}
	sum, err := receive(arriving, answer, a)
	if err != nil || sum == was.SHA256 {
		arriving.Drop()
		if err != nil {
			return was, nil, err
		}
		return was.worked(answer.Header, sum, at), nil, nil
	}
	name, err := arriving.Keep(nameOf(a, answer))
	if err != nil {
		return was, nil, err
	}
	is := was.worked(answer.Header, sum, at).kept(name, at)
	return is, &is.Downloads[len(is.Downloads)-1], nil
}

// ask sends the question. What was remembered of the file lets the server answer that it has not changed.
func (g Getter) ask(ctx context.Context, a Address, was Record) (*http.Response, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, a.URL.String(), nil)
	if err != nil {
		return nil, err
	}
	q.Header.Set("User-Agent", g.UserAgent)
	if was.ETag != "" {
		q.Header.Set("If-None-Match", was.ETag)
	}
	if was.LastModified != "" {
		q.Header.Set("If-Modified-Since", was.LastModified)
	}
	client := *g.Client
	client.CheckRedirect = follow
	return client.Do(q)
}

// tellsItsEnd refuses an answer of which too much would come, or of which nobody could say whether all has come: a list
// that was cut half way would be loaded as if the rest were not there.
func tellsItsEnd(r *http.Response, most int64) error {
	packed := r.Header.Get("Content-Encoding")
	chunked := len(r.TransferEncoding) > 0
	switch {
	case r.ContentLength > most:
		return tooLarge(most, fmt.Sprintf("one of %d bytes", r.ContentLength))
	case packed != "" && packed != "identity":
		return faultf("Ask whoever keeps the address to send the file as it is.", "it is packed in a way that was not asked for (Content-Encoding %q)", packed)
	case r.ProtoMajor == 1 && r.ContentLength < 0 && !chunked && !r.Uncompressed:
		return faultf("Ask whoever keeps the address to have its server send a Content-Length.", "its server says neither how long the file is nor where it ends, so that one cut half way could not be told from a whole one")
	}
	return nil
}

func tooLarge(most int64, found string) *Fault {
	return faultf("If the file is the right one, give a larger max_size in the config.", "want a file of at most %d bytes, found %s", most, found)
}

// nameOf is what a download is called: as the config says, or as the server does, or as the address ends.
func nameOf(a Address, r *http.Response) string {
	if a.Name != "" {
		return a.Name
	}
	if _, says, err := mime.ParseMediaType(r.Header.Get("Content-Disposition")); err == nil && says["filename"] != "" {
		return inbox.SafeName(says["filename"])
	}
	return inbox.SafeName(path.Base(r.Request.URL.Path))
}
