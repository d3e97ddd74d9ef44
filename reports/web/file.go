package web

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// file is a content under a name, with the part of its headers that is the same in both forms.
type file struct {
	content *content
	kind    kind
	fields  fields
}

func newFile(name string, c *content, security fields) *file {
	f := &file{content: c, kind: kindOf(name)}
	f.fields = append(f.describe(security),
		field{"Cache-Control", one("public, no-cache")}, // always ask again; the ETag makes that cheap
		field{"Accept-Ranges", one("bytes")},
		field{"Cross-Origin-Resource-Policy", one(sharing(name))})
	if f.kind.download {
		disposition := mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(name)})
		f.fields = append(f.fields, field{"Content-Disposition", one(disposition)})
	}
	return f
}

// newMissing is the site's 404.html as it is sent in place of a page that is not there.
func newMissing(c *content, security fields) *file {
	f := &file{content: c, kind: kindOf("404.html")}
	f.fields = append(f.describe(security),
		field{"Cache-Control", one("no-store")},
		field{"Cross-Origin-Resource-Policy", one("same-origin")})
	return f
}

// describe gives the headers that follow from security and the kind of file.
func (f *file) describe(security fields) fields {
	out := append(security.clone(),
		field{"Content-Type", one(f.kind.mime)},
		field{"Content-Security-Policy", one(f.kind.policy(f.content.plain.body))})
	if f.kind.text {
		// By type and not by size: a page that grows is still the same address to a cache.
		out = append(out, field{"Vary", one("Accept-Encoding")})
	}
	return out
}

// sharing says which other sites may load a file: the downloads are open data, pages and what belongs to them are not.
func sharing(name string) string {
	if strings.HasPrefix(name, "data/") && path.Ext(name) != ".html" {
		return "cross-origin"
	}
	return "same-origin"
}

// form chooses how to send the file. A part is always one of the identity form: the client counts in bytes of the file.
func (f *file) form(r *http.Request) *form {
	if f.kind.text && len(f.content.plain.body) >= leastPacked && r.Header["Range"] == nil && acceptsGzip(r.Header["Accept-Encoding"]) {
		if packed := f.content.gzip(); packed != nil {
			return packed
		}
	}
	return &f.content.plain
}

// serve answers with the file. Only a request with conditions or ranges needs the work of http.ServeContent.
func (f *file) serve(w http.ResponseWriter, r *http.Request) (refused int) {
	form, h := f.form(r), w.Header()
	f.fields.set(h)
	form.set(h)
	h["Etag"] = form.etag
	if !conditional(r.Header) {
		send(w, r, http.StatusOK, form.body)
		return 0
	}
	g := &guard{ResponseWriter: w}
	http.ServeContent(g, fewRanges(r), "", time.Time{}, bytes.NewReader(form.body))
	if g.refused != 0 { // what describes the file does not describe the page about the refusal
		f.fields.unset(h)
		form.unset(h)
	}
	return g.refused
}

// serveMissing answers with the file under the status 404.
func (f *file) serveMissing(w http.ResponseWriter, r *http.Request) {
	form := f.form(r)
	f.fields.set(w.Header())
	form.set(w.Header())
	send(w, r, http.StatusNotFound, form.body)
}

func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // an error means that the reader has gone
	}
}
