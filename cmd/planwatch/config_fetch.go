package main

import (
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"planwatch/ingest/inbox"
	"planwatch/ingest/inbox/fetch"
	"planwatch/ingest/sheet"
)

// fetchComment is what the config says of its key fetch.
const fetchComment = `Web addresses that returns are fetched from, by the job fetch: what is new goes through the inbox like any other return.
# fetch:
#   - url: https://www.example.org/returns/burglary.xlsx
#     name: burglary.xlsx # what it is called here; left out: what its server calls it
#     max_size: 50MB      # the default; no larger file is taken
#     timeout: 2m         # the default, for all tries together`

const (
	fetchSize    = 50 * 1e6
	fetchTimeout = 2 * time.Minute
	// A job that asks for longer would still go on when it is due again.
	longestFetch = time.Hour
)

func readFetch(r *configReader, key string, n ast.Node) {
	r.config.Fetch = nil
	if _, none := n.(*ast.NullNode); none {
		return
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.complain(n, "not-a-list", "%s: want a list of addresses, each beginning with - url: https://…, found %q", key, n.GetToken().Value)
		return
	}
	for _, v := range list.Values {
		body, ok := v.(*ast.MappingNode)
		if !ok {
			r.complain(v, "not-a-mapping", "%s: want an entry such as - url: https://www.example.org/return.xlsx, found %q", key, v.GetToken().Value)
			continue
		}
		if a := r.address(key+".", body); a.URL != nil {
			r.config.Fetch = append(r.config.Fetch, a)
		}
	}
}

// address reads one entry; one without a URL is not to be used, and that is said.
func (r *configReader) address(under string, body *ast.MappingNode) fetch.Address {
	a := fetch.Address{MaxSize: fetchSize, Timeout: fetchTimeout}
	given := false
	r.keys(body, []string{"url", "name", "max_size", "timeout"}, under, func(key string, n ast.Node) {
		switch key {
		case "url":
			given = true
			r.fetchURL(&a, under+key, n)
		case "name":
			r.fetchName(&a, under+key, n)
		case "max_size":
			most := sheet.DefaultLimits().Content
			aSize(func(*config) *int64 { return &a.MaxSize })(r, under+key, n)
			if a.MaxSize < 1 || a.MaxSize > most {
				r.complain(n, "not-a-size", "%s%s: want from 1MB to %dMB, because no larger return is read, found %q", under, key, most/1e6, n.GetToken().Value)
			}
		case "timeout":
			aDuration(time.Second, func(*config) *time.Duration { return &a.Timeout })(r, under+key, n)
			if a.Timeout > longestFetch {
				r.complain(n, "too-long", "%s%s: want at most an hour, found %q", under, key, n.GetToken().Value)
			}
		}
	})
	if !given {
		at := ast.Node(body)
		if len(body.Values) > 0 {
			at = body.Values[0].Key
		}
		r.complain(at, "no-url", "%surl: want the web address of a file, such as url: https://www.example.org/return.xlsx, found none", under)
	}
	return a
}

func (r *configReader) fetchURL(a *fetch.Address, key string, n ast.Node) {
	s, ok := r.text(key, n)
	if !ok {
		return
	}
	u, err := fetch.ParseURL(s)
	if err != nil {
		r.complain(n, "not-an-address", "%s: %v", key, err)
		return
	}
	a.URL = u
	for _, b := range r.config.Fetch {
		if b.Key() == a.Key() {
			r.complain(n, "address-twice", "%s: %s is given twice", key, a)
		}
	}
}

func (r *configReader) fetchName(a *fetch.Address, key string, n ast.Node) {
	s, ok := r.text(key, n)
	if !ok || s == "" {
		return // as the server calls it
	}
	if safe := inbox.SafeName(s); safe != s {
		r.complain(n, "not-a-name", "%s: want a file's name such as %q, found %q", key, safe, s)
		return
	}
	a.Name = s
	for _, b := range r.config.Fetch {
		if strings.EqualFold(b.Name, s) {
			r.complain(n, "name-twice", "%s: want a name of its own, found %q, which another address has; a notice of one would be taken for the other's", key, s)
		}
	}
}
