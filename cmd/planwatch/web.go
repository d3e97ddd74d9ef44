package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"
)

// publicHandler answers readers: the site, and whether the program is well.
func (s *server) publicHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s.pages)
	mux.HandleFunc("GET /healthz", s.serveHealth)
	mux.HandleFunc("GET /readyz", s.serveReady)
	return s.logged("site", mux)
}

// staffHandler answers the office's own people and programs.
func (s *server) staffHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.serveHealth)
	mux.HandleFunc("GET /readyz", s.serveReady)
	mux.Handle("GET /metrics", s.meter.handler())
	mux.HandleFunc("GET /notices.atom", s.serveNoticesFeed)
	mux.HandleFunc("GET /{$}", s.serveNotices)
	return s.logged("staff", guard(mux))
}

// guard sets the headers that the staff's pages need.
func guard(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for k, v := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"Content-Security-Policy": "default-src 'none'; style-src 'sha256-" + staffStyleHash() + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		} {
			w.Header().Set(k, v)
		}
		h.ServeHTTP(w, r)
	})
}

// goodID is what a proxy's own request id may look like to be taken on.
var goodID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); goodID.MatchString(id) {
		return id
	}
	b := make([]byte, 8)
	_, _ = rand.Read(b) // it never fails
	return hex.EncodeToString(b)
}

// logged gives each request an id, counts it, and writes a line about it. Who asked is not written: readers of a public
// site are nobody's business.
func (s *server) logged(listener string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, start := requestID(r), time.Now()
		w.Header().Set("X-Request-Id", id)
		c := &countingWriter{ResponseWriter: w}
		defer func() {
			if v := recover(); v != nil {
				s.log.Error("panic in a request", "id", id, "path", r.URL.Path, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
				if c.status == 0 {
					http.Error(c, s.words.Say("web.fault", "id", id), http.StatusInternalServerError)
				}
			}
			took := time.Since(start)
			s.meter.request(listener, r.Method, c.code(), took)
			level := slog.LevelInfo
			if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" || r.URL.Path == "/metrics" {
				level = slog.LevelDebug
			}
			s.log.Log(context.Background(), level, "request", "id", id, "listener", listener, "method", r.Method, "path", r.URL.Path, "status", c.code(), "bytes", c.bytes, "took", took.Round(time.Microsecond).String())
		}()
		h.ServeHTTP(c, r)
	})
}

// countingWriter remembers what was answered.
type countingWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *countingWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *countingWriter) Write(b []byte) (int, error) {
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

func (w *countingWriter) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *countingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
