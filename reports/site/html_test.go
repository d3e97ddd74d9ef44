package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parsed is a page as a browser takes it.
type parsed struct {
	name string
	root *html.Node
}

func parsePage(t *testing.T, name string, content []byte) parsed {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return parsed{name, root}
}

// each calls f for every element of a page, in order.
func (p parsed) each(f func(*html.Node)) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode {
			f(n)
		}
	}
}

func (p parsed) all(tag string) []*html.Node {
	var out []*html.Node
	p.each(func(n *html.Node) {
		if n.Data == tag {
			out = append(out, n)
		}
	})
	return out
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// wordsOf is the text inside a node with spaces normalised.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !inside(d, "script", "style") {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func inside(n *html.Node, tags ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, tag := range tags {
			if p.Data == tag {
				return true
			}
		}
	}
	return false
}

// dump writes a page as text that an analyst can read: headings with #, links with their address, lists, tables.
func (p parsed) dump() string {
	d := &dumper{}
	for _, title := range p.all("title") {
		if !inside(title, "svg") {
			d.line("title: " + wordsOf(title))
		}
	}
	for _, body := range p.all("body") {
		d.children(body)
	}
	d.flush()
	return d.b.String()
}

type dumper struct {
	b    strings.Builder
	text strings.Builder
}

func (d *dumper) line(s string) { fmt.Fprintln(&d.b, s) }

// flush ends the line of text that has been gathered.
func (d *dumper) flush() {
	if s := strings.Join(strings.Fields(d.text.String()), " "); s != "" {
		d.line(s)
	}
	d.text.Reset()
}

func (d *dumper) children(n *html.Node) {
	for c := range n.ChildNodes() {
		d.node(c)
	}
}

func (d *dumper) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		d.text.WriteString(n.Data)
	case n.Type != html.ElementNode:
	case n.Data == "svg":
		d.text.WriteString(" (drawing) ")
	case n.Data == "script":
		d.flush()
		d.line("data: " + strings.TrimSpace(n.FirstChild.Data))
	case n.Data == "a":
		href, _ := attr(n, "href")
		d.children(n)
		d.text.WriteString(" <" + href + ">")
	case n.Data == "tr":
		d.flush()
		var cells []string
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode {
				cells = append(cells, wordsOf(c))
			}
		}
		d.line("| " + strings.Join(cells, " | ") + " |")
	case inline[n.Data]:
		d.children(n)
	default:
		d.flush()
		d.text.WriteString(prefix[n.Data])
		d.children(n)
		d.flush()
	}
}

var (
	inline = map[string]bool{"span": true, "strong": true, "code": true, "br": true}
	prefix = map[string]string{"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": "= ", "dd": ": ", "summary": "+ ", "blockquote": "> "}
)
