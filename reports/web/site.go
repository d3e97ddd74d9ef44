package web

import (
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"planwatch/kpi/words"
)

// Options say what to serve and how.
type Options struct {
	Dir    string           // the published folder
	Mark   string           // the file that every whole site holds at its top; it is never served
	Prefix string           // the path of the public address, such as "/" or "/plan/"
	HTTPS  bool             // the public address is https: browsers are told to keep to it
	Words  *words.Catalogue // of the language in which readers are told that there is nothing to send; nil is English
}

// Site is an http.Handler for a published folder. Before the first Refresh nothing is published.
type Site struct {
	options  Options
	prefix   string // without the slash in front: "" or "plan/"
	security fields
	notices  map[int]*notice

	refreshing sync.Mutex
	now        atomic.Pointer[snapshot]
	open       func(dir, mark string) (*folder, error) // and wait: fields, so that a test can replace the folder in between
	wait       func()
}

// New makes a Site with nothing published yet.
func New(o Options) *Site {
	s := &Site{
		options:  o,
		prefix:   strings.TrimPrefix(path.Clean("/"+o.Prefix)+"/", "/"),
		security: security(o.HTTPS),
		open:     openFolder,
		wait:     func() { time.Sleep(pause) },
	}
	if s.prefix == "/" {
		s.prefix = ""
	}
	s.notices = notices(s.security, "/"+s.prefix, o.Words)
	return s
}

// Published says how many files and bytes the site that is served has, and since when it stands: the time of its mark,
// which a restart of the server does not change. It is not ok while nothing is published.
func (s *Site) Published() (files int, bytes int64, since time.Time, ok bool) {
	n := s.now.Load()
	if n == nil {
		return 0, 0, time.Time{}, false
	}
	return n.files, n.bytes, n.source.mark.ModTime(), true
}
