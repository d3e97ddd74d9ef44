package web

import (
	"io"
	"net/http"
	"strings"
)

// conditional says whether a request asks for anything but the whole file.
func conditional(h http.Header) bool {
	return h["If-None-Match"] != nil || h["Range"] != nil || h["If-Match"] != nil
}

// mostRanges is how many parts of a file are sent for one request. Each part costs a header of its own, so that many
// tiny ones would cost far more than the file; a server may always send the whole instead (RFC 9110, 14.2).
const mostRanges = 16

func fewRanges(r *http.Request) *http.Request {
	if strings.Count(r.Header.Get("Range"), ",") < mostRanges {
		return r
	}
	whole := *r
	whole.Header = r.Header.Clone()
	whole.Header.Del("Range")
	return &whole
}

// guard stands between http.ServeContent and the client. It holds back a refusal (412, 416), which would go out with
// the headers of the file and another body for HEAD than for GET, so that it can be answered like every other one.
type guard struct {
	http.ResponseWriter
	refused int // the status that was held back
}

func (g *guard) WriteHeader(status int) {
	if status >= http.StatusBadRequest {
		g.refused = status
		return
	}
	g.ResponseWriter.WriteHeader(status)
}

func (g *guard) Write(p []byte) (int, error) {
	if g.refused != 0 {
		return len(p), nil
	}
	return g.ResponseWriter.Write(p)
}

// ReadFrom lets the server copy with its own buffers. A refusal is never copied, only written.
func (g *guard) ReadFrom(from io.Reader) (int64, error) {
	return io.Copy(g.ResponseWriter, from)
}
