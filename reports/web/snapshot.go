package web

import (
	"crypto/sha256"
	"path"
	"strings"
)

// snapshot is a whole site in memory. Nothing in it changes once it is served, but for the gzip forms that its contents
// make when they are first asked for.
type snapshot struct {
	source    identity
	addresses map[string]*file // by path without the slash in front; index.html also by its folder, "" or "data/"
	contents  map[[sha256.Size]byte]*content
	missing   *file // the site's 404.html, nil when there is none
	files     int
	bytes     int64
}

func newSnapshot(source identity) *snapshot {
	return &snapshot{source: source, addresses: map[string]*file{}, contents: map[[sha256.Size]byte]*content{}}
}

// contentOf gives the content with these bytes: the one in this snapshot, else the one in the last, else a new one. A
// month's site is mostly last month's, so memory stays flat and what was compressed stays so.
func (n *snapshot) contentOf(body []byte, last *snapshot) *content {
	sum := sha256.Sum256(body)
	c := n.contents[sum]
	if c == nil && last != nil {
		c = last.contents[sum]
	}
	if c == nil {
		c = newContent(body, sum)
	}
	n.contents[sum] = c
	return c
}

func (n *snapshot) add(name string, c *content, security fields) {
	f := newFile(name, c, security)
	n.files++
	n.bytes += int64(len(c.plain.body))
	n.addresses[name] = f
	if dir, base := path.Split(name); base == "index.html" {
		n.addresses[dir] = f
	}
	if name == "404.html" {
		n.missing = newMissing(c, security)
	}
}

// find gives the file of a name, or the index of the folder of that name, which wants a slash. Whether a proxy took the
// prefix off can't be seen, so the name is looked for without it first, and then as it is: a site under /data/ has a
// folder data too.
func (n *snapshot) find(name, prefix string) (f *file, folder bool) {
	if prefix != "" {
		if name == prefix[:len(prefix)-1] && n.addresses[""] != nil {
			return n.addresses[""], true
		}
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if f, folder := n.at(rest); f != nil {
				return f, folder
			}
		}
	}
	return n.at(name)
}

func (n *snapshot) at(name string) (f *file, folder bool) {
	if f := n.addresses[name]; f != nil {
		return f, false
	}
	f = n.addresses[name+"/"]
	return f, f != nil
}
