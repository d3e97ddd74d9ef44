package fetch

import (
	"net/http"
	"time"
)

// Records are what is remembered, by the key of the address.
type Records map[string]Record

// Record is what is remembered of one address. The first four are of the last download.
type Record struct {
	Address      string     `json:"address"` // as it may be shown
	ETag         string     `json:"etag,omitempty"`
	LastModified string     `json:"last_modified,omitempty"`
	SHA256       string     `json:"sha256,omitempty"`
	Worked       time.Time  `json:"worked,omitzero"` // when it last answered as it should, changed or not
	Failed       time.Time  `json:"failed,omitzero"` // when it last did not
	Since        time.Time  `json:"since,omitzero"`  // when it began to fail; zero while it works
	Says         string     `json:"says,omitempty"`  // the last fault
	Do           string     `json:"do,omitempty"`    // and what to do about it
	Downloads    []Download `json:"downloads,omitempty"`
}

// Download is a file that was put into the inbox.
type Download struct {
	SHA256 string    `json:"sha256"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// remembered is how many downloads of an address are listed: a refused return is asked for its address soon or never.
const remembered = 50

// Failing says whether the address did not work when it was last asked.
func (r Record) Failing() bool { return !r.Since.IsZero() }

// worked notes an answer.
func (r Record) worked(head http.Header, sum string, at time.Time) Record {
	r.ETag, r.LastModified, r.SHA256 = head.Get("ETag"), head.Get("Last-Modified"), sum
	return r.unchanged(at)
}

func (r Record) unchanged(at time.Time) Record {
	r.Worked, r.Since = at, time.Time{}
	return r
}

// kept notes that a download lies in the inbox.
func (r Record) kept(name string, at time.Time) Record {
	list := append(append([]Download{}, r.Downloads...), Download{r.SHA256, name, at})
	r.Downloads = list[max(0, len(list)-remembered):]
	return r
}

// FailedWith notes a fault.
func (r Record) FailedWith(f *Fault, at time.Time) Record {
	r.Failed, r.Says, r.Do = at, f.Says, f.Do
	if r.Since.IsZero() {
		r.Since = at
	}
	return r
}

// From is the address, as it may be shown, that the bytes were fetched from; empty for what was not fetched. Where two
// addresses gave the same bytes the file's name tells them apart, and then the time.
func (rs Records) From(sum, name string) string {
	var best Download
	from := ""
	for _, r := range rs {
		for _, d := range r.Downloads {
			if d.SHA256 != sum || sum == "" {
				continue
			}
			if from == "" || d.Name == name && (best.Name != name || d.At.After(best.At)) {
				best, from = d, r.Address
			}
		}
	}
	return from
}
