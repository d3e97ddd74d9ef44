package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
)

// receive writes the body of an answer, and gives its SHA-256. One that is cut short is a fault: the HTTP library holds
// what came against the length that the server gave, or looks for the end of chunks or of packed bytes.
func receive(to io.Writer, r *http.Response, a Address) (sum string, err error) {
	from := &source{Reader: r.Body}
	h := sha256.New()
	got, err := io.Copy(io.MultiWriter(to, h), io.LimitReader(from, a.MaxSize+1))
	switch {
	case from.err != nil:
		return "", netFault(from.err, a.Timeout, got, r.ContentLength)
	case err != nil:
		return "", err
	case got > a.MaxSize:
		return "", tooLarge(a.MaxSize, "a larger one")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// source remembers what went wrong with reading, so that a broken connection is told from a full disk.
type source struct {
	io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}
