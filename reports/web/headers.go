package web

import (
	"net/http"
	"slices"
)

// field is one header, ready to be put into a response without making anything.
type field struct {
	key   string // in canonical form
	value []string
}

// one makes a header value. Its length is its capacity, so that a handler around this one that adds to it gets a copy.
func one(value string) []string { return []string{value} }

// fields is a list of headers. It is shared between requests and never changed after it is made.
type fields []field

func (f fields) clone() fields { return slices.Clip(slices.Clone(f)) }

func (f fields) set(h http.Header) {
	for i := range f {
		h[f[i].key] = f[i].value
	}
}

func (f fields) unset(h http.Header) {
	for i := range f {
		delete(h, f[i].key)
	}
}

// set puts what differs between the forms, but for the ETag, which a page about an error does not have.
func (f *form) set(h http.Header) {
	h["Content-Length"] = f.length
	if f.encoding != nil {
		h["Content-Encoding"] = f.encoding
	}
}

func (f *form) unset(h http.Header) {
	delete(h, "Content-Length")
	delete(h, "Content-Encoding")
	delete(h, "Etag")
}

// devices is a Permissions-Policy that turns off what a site of figures never asks for.
const devices = "accelerometer=(), autoplay=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
	"hid=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"

// security gives the headers that every answer has. Strict-Transport-Security leaves subdomains out: they are not ours
// to speak for.
func security(https bool) fields {
	out := fields{
		{"X-Content-Type-Options", one("nosniff")},
		{"Referrer-Policy", one("no-referrer")},
		{"X-Frame-Options", one("DENY")},
		{"Cross-Origin-Opener-Policy", one("same-origin")},
		{"Permissions-Policy", one(devices)},
	}
	if https {
		out = append(out, field{"Strict-Transport-Security", one("max-age=31536000")})
	}
	return out
}
