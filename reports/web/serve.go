package web

import (
	"net/http"
	"net/url"
	"path"
	"strings"
)

// ServeHTTP answers from one snapshot, whatever Refresh does meanwhile.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		s.notices[http.StatusMethodNotAllowed].serve(w, r)
		return
	}
	now := s.now.Load()
	if now == nil {
		s.notices[http.StatusServiceUnavailable].serve(w, r)
		return
	}
	name, ok := nameOf(r.URL)
	if !ok {
		s.serveMissing(now, w, r)
		return
	}
	f, folder := now.find(name, s.prefix)
	switch {
	case f == nil:
		s.serveMissing(now, w, r)
	case folder:
		s.redirect(w, r, name)
	default:
		if refused := f.serve(w, r); refused != 0 {
			s.notices[refused].serve(w, r)
		}
	}
}

func (s *Site) serveMissing(now *snapshot, w http.ResponseWriter, r *http.Request) {
	if now.missing == nil {
		s.notices[http.StatusNotFound].serve(w, r)
		return
	}
	now.missing.serveMissing(w, r)
}

// redirect sends a reader of "…/data" to "…/data/". The place is relative, so that it is right with the prefix and
// without it; http.Redirect would make it absolute.
func (s *Site) redirect(w http.ResponseWriter, r *http.Request, name string) {
	to := url.URL{Path: path.Base(name) + "/", RawQuery: r.URL.RawQuery}
	h := w.Header()
	s.security.set(h)
	h.Set("Location", to.String())
	h.Set("Content-Length", "0")
	h.Set("Content-Security-Policy", nothing)
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "public, no-cache") // a folder of today may be a file of tomorrow
	w.WriteHeader(http.StatusPermanentRedirect)
}

// nameOf gives the name that a request is for, without the slash in front. Repeated slashes count as one, because
// proxies add some. Whatever else could be read in two ways names nothing: steps up or in place, and slashes in disguise.
func nameOf(u *url.URL) (name string, ok bool) {
	p := u.Path
	if p == "" {
		return "", true
	}
	if p[0] != '/' || strings.ContainsAny(p, "\x00\\") || strings.Contains(strings.ToLower(u.RawPath), "%2f") {
		return "", false
	}
	for step := range strings.SplitSeq(p, "/") {
		if step == "." || step == ".." {
			return "", false
		}
	}
	if strings.Contains(p, "//") {
		folder := strings.HasSuffix(p, "/")
		if p = path.Clean(p); folder && p != "/" {
			p += "/"
		}
	}
	return p[1:], true
}
