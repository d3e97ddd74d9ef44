package fetch

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// NewClient makes the client that addresses are asked with: certificates are held against this machine's own list, TLS
// is 1.2 or newer, and a proxy is used when the environment names one (HTTPS_PROXY, NO_PROXY).
func NewClient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	t.MaxResponseHeaderBytes = 256 << 10
	t.Proxy = discreet(http.ProxyFromEnvironment)
	return &http.Client{Transport: t}
}

// discreet keeps to itself what the environment says of a proxy when it can't be used: it may hold a password.
func discreet(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		proxy, err := find(r)
		if err != nil {
			return nil, errors.New("what HTTPS_PROXY or HTTP_PROXY says is not the address of a proxy")
		}
		return proxy, nil
	}
}

const redirects = 5 // at most

// follow is the client's rule for a server that sends on to another address: only within the host, so that nobody but
// the host that the office has named says what its figures are, and never from TLS to none.
func follow(next *http.Request, before []*http.Request) error {
	last, to := before[len(before)-1].URL, next.URL
	next.Header.Del("Referer") // it would hold the query
	upgrade := last.Scheme == "http" && to.Scheme == "https"
	switch {
	case to.Scheme != "http" && to.Scheme != "https", to.User != nil:
		return faultf(wantsNewAddress, "it sends on to %s, which is no address that can be fetched", shown(to))
	case last.Scheme == "https" && to.Scheme != "https":
		return faultf(wantsNewAddress, "it sends on from https to %s, which has no TLS", shown(to))
	case !strings.EqualFold(last.Hostname(), to.Hostname()), !upgrade && port(last) != port(to):
		return faultf(wantsNewAddress, "it sends on to another host, %s", shown(to))
	case len(before) > redirects:
		return faultf(wantsNewAddress, "it sends on more than %d times, the last time to %s", redirects, shown(to))
	}
	return nil
}

const wantsNewAddress = "Look with a browser where the file lies now; if that can be trusted, write that address into the config."

// port is the port of an address, also where it is left out.
func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}
