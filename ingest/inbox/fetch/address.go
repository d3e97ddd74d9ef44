// Package fetch brings returns that lie at web addresses into the inbox. It has no clock: times are arguments, and the
// only waiting, the pause before another try, is the caller's function.
//
// The words:
//
//   - An address is a file on the web that somebody keeps up to date, such as a monthly return on a force's own site.
//   - A record is what is remembered of an address from one time to the next: what the server said of the file (its
//     ETag and its date), the SHA-256 of the bytes, and how asking went. All records together are kept by the caller.
//   - A download is new when its bytes are not those of the last one. Only what is new is put into the inbox, and only
//     when it has come whole.
//   - A fault is why an address could not be fetched, as a sentence for people, with what to do about it.
//
// What a fetched file holds is nobody's business here: it goes through the inbox like any other return, so that a web
// page where a workbook was expected ends in quarantine, with a report.
package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Address is where a return is fetched from. Name is what it is called in the inbox, empty for what its server calls it.
// No more than MaxSize bytes are taken, and all tries together take no longer than Timeout.
type Address struct {
	URL     *url.URL
	Name    string
	MaxSize int64
	Timeout time.Duration
}

// ParseURL reads a web address and says what is wrong with it.
func ParseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err == nil && u.User != nil, err != nil && strings.Contains(s, "@"): // and it is not repeated
		return nil, errors.New("want an address without a user and a password, which do not belong into a config that others read; planwatch fetches only what needs no login")
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "":
		return nil, fmt.Errorf("want a web address such as https://www.example.org/return.xlsx, found %q", s)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("want https://, found http:// for %s: without TLS anybody on the way could change the figures; http is for this machine itself only", u.Hostname())
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// isLoopback says whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// String is the address as it may be shown: without its query, which may hold a secret.
func (a Address) String() string { return shown(a.URL) }

func shown(u *url.URL) string {
	s := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	text := s.String()
	if u.RawQuery != "" {
		text += "?…"
	}
	return text
}

// Key tells addresses apart that are shown alike, without giving the query away.
func (a Address) Key() string {
	sum := sha256.Sum256([]byte(a.URL.String()))
	return hex.EncodeToString(sum[:])
}
