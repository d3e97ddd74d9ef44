package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Fault is why an address could not be fetched: Says is what was answered, without a full stop, Do what to do about it.
type Fault struct {
	Says, Do string

	again bool          // another try may help
	after time.Duration // and the server has said when; 0: it has not
}

func (f *Fault) Error() string { return f.Says }

func faultf(do, format string, args ...any) *Fault {
	return &Fault{Says: fmt.Sprintf(format, args...), Do: do}
}

const (
	triedAgain = "It is tried again by itself. If it stays so, open the address in a browser; ask whoever keeps it when it fails there too."
	notOnTime  = "See whether the address answers in a browser. If the file is large or its server slow, give a longer timeout in the config."
	newAddress = "Open the address in a browser: the file may have moved. Write its new address into the config, or ask whoever keeps it."
)

// statusFault is what is wrong with an answer that is neither the file nor "not modified".
func statusFault(r *http.Response) *Fault {
	f := faultf(newAddress, "it answered %d %s", r.StatusCode, http.StatusText(r.StatusCode))
	f.Says = strings.TrimRight(f.Says, " ")
	switch {
	case r.StatusCode == http.StatusTooManyRequests, r.StatusCode >= 500:
		f.again, f.after, f.Do = true, retryAfter(r.Header), triedAgain
	case r.StatusCode == http.StatusUnauthorized, r.StatusCode == http.StatusForbidden, r.StatusCode == http.StatusProxyAuthRequired:
		f.Do = "Planwatch fetches only what needs no login: ask whoever keeps the file for an address that is open, or have the file sent."
	}
	return f
}

// retryAfter is how long a server asks to be left alone: a number of seconds, or a date, which is held against the
// server's own clock.
func retryAfter(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1<<30)) * time.Second
	}
	until, err := http.ParseTime(text)
	now, noDate := http.ParseTime(h.Get("Date"))
	if err != nil || noDate != nil {
		return 0
	}
	return max(0, until.Sub(now))
}

// netFault is what is wrong when no whole answer came. got is how many bytes of the file had come, of so many (-1: the
// server did not say).
func netFault(err error, timeout time.Duration, got, of int64) *Fault {
	var fault *Fault
	var certificate *tls.CertificateVerificationError
	var lookup *net.DNSError
	var operation *net.OpError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.Is(err, context.DeadlineExceeded):
		return faultf(notOnTime, "it took longer than %s; %s had come by then", timeout, part(got, of))
	case errors.As(err, &certificate):
		return faultf("Do not go around this: somebody may stand between. Ask whoever keeps the address to mend its certificate; if it is your own, add its authority to those that this machine trusts.",
			"its certificate is not one that this machine trusts (%s)", plainly(certificate.Err))
	case errors.Is(err, io.ErrUnexpectedEOF):
		fault = faultf(triedAgain, "the connection was cut after %s", part(got, of))
	case got > 0:
		fault = faultf(triedAgain, "it broke off after %s (%s)", part(got, of), plainly(err))
	case errors.As(err, &lookup):
		fault = faultf("Look for a slip in the address, and whether this machine reaches the network.", "there is no way to its host: %s", plainly(lookup))
	case errors.As(err, &operation):
		fault = faultf(triedAgain, "no connection could be had: %s", plainly(operation.Err))
	default:
		fault = faultf(triedAgain, "no answer could be had: %s", plainly(err))
	}
	fault.again = true
	return fault
}

// part is how much of a file came.
func part(got, of int64) string {
	if of < 0 {
		return fmt.Sprintf("%d bytes", got)
	}
	return fmt.Sprintf("%d of %d bytes", got, of)
}

// plainly is an error without the address that it was about, whose query may hold a secret.
func plainly(err error) string {
	var about *url.Error
	if errors.As(err, &about) {
		err = about.Err
	}
	text := err.Error()
	if strings.Contains(text, "Location header") {
		return "it sends on to what is no address"
	}
	return text
}
