package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strconv"
	"sync"
)

// leastPacked is the size from which gzip is worth it: a smaller file fits into the first packet as it is.
const leastPacked = 1024

// form is one way to send a content. The values are kept as header values, so that nothing is made for a request.
type form struct {
	body     []byte
	etag     []string
	length   []string
	encoding []string // nil for identity
}

func newForm(body []byte, sum [sha256.Size]byte, suffix string) form {
	return form{
		body:   body,
		etag:   one(`"` + hex.EncodeToString(sum[:16]) + suffix + `"`),
		length: one(strconv.Itoa(len(body))),
	}
}

// content is the bytes of one or several files.
type content struct {
	plain  form
	once   sync.Once
	packed *form // nil when gzip does not make it smaller; use gzip to get it
}

func newContent(body []byte, sum [sha256.Size]byte) *content {
	return &content{plain: newForm(body, sum, "")}
}

// gzip gives the gzip form, made when it is first asked for: most files of a site are never read.
func (c *content) gzip() *form {
	c.once.Do(func() { c.packed = pack(c.plain.body) })
	return c.packed
}

// packing bounds how many contents are compressed at a time. More than there are processors would take no less time,
// and each holds about a megabyte.
var packing = make(chan struct{}, runtime.GOMAXPROCS(0))

func pack(body []byte) *form {
	packing <- struct{}{}
	defer func() { <-packing }()
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // fails for an unknown level only
	_, _ = z.Write(body)                                  // a Buffer takes everything
	_ = z.Close()
	if b.Len() >= len(body) {
		return nil
	}
	packed := bytes.Clone(b.Bytes()) // without the room that the Buffer grew in advance
	// The ETag is of the packed bytes, which another version of Go may pack in another way.
	f := newForm(packed, sha256.Sum256(packed), "-gzip")
	f.encoding = one("gzip")
	return &f
}
