package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// caption is what a drawing is called and described as, and what its ids start with.
type caption struct {
	title, desc, prefix, lang string
}

// tidy rewrites what ECharts drew so that it can stand inside a page under a strict Content-Security-Policy beside
// others: style attributes become plain attributes, style elements and classes go, ids are numbered from the first,
// and title and description are put in. Only well-formed XML passes.
func tidy(drawn string, c caption) ([]byte, error) {
	t := &tidier{caption: c, ids: map[string]string{}}
	d := xml.NewDecoder(strings.NewReader(drawn))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			t.start(token)
		case xml.EndElement:
			t.end()
		case xml.CharData:
			t.text(string(token))
		}
	}
	return t.out.Bytes(), nil
}

type tidier struct {
	caption
	out    bytes.Buffer
	ids    map[string]string // as ECharts counted them -> as we do
	open   []opened
	hidden int  // how many elements around here are left out with all that is in them
	bare   bool // the last start tag still lacks its ">"
}

// opened is an element that has not ended. Without a name it is not written, though what is in it may be.
type opened struct {
	name   string
	hidden bool
	at     int // where in the output it starts
}

// useless are elements that a chart does without: styles are written as attributes, and all that is drawn lies
// inside the plot anyway.
var useless = map[string]bool{"style": true, "clipPath": true}

func (t *tidier) start(e xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range e.Attr {
		t.keep(attrs, a)
	}
	name := e.Name.Local
	if useless[name] || name == "path" && attrs["d"] == "" || t.hidden > 0 {
		t.open = append(t.open, opened{hidden: true})
		t.hidden++
		return
	}
	if name == "g" && len(attrs) == 0 {
		t.open = append(t.open, opened{})
		return
	}
	root := len(t.open) == 0
	if root {
		t.rootAttributes(attrs)
	} else if attrs["font-family"] == fontFamily {
		delete(attrs, "font-family") // the root has it
	}
	t.content()
	t.open = append(t.open, opened{name: name, at: t.out.Len()})
	t.write(name, attrs)
	if root {
		t.describe()
	}
}

func (t *tidier) write(name string, attrs map[string]string) {
	t.out.WriteString("<" + name)
	for _, key := range sorted(attrs) {
		t.out.WriteString(" " + key + `="`)
		t.escape(attrs[key])
		t.out.WriteString(`"`)
	}
	t.bare = true
}

// content ends a start tag, because something stands in the element.
func (t *tidier) content() {
	if t.bare {
		t.out.WriteString(">")
		t.bare = false
	}
}

func (t *tidier) end() {
	e := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	switch {
	case e.hidden:
		t.hidden--
	case e.name == "":
	case t.bare && e.name == "defs":
		t.out.Truncate(e.at)
		t.bare = false
	case t.bare:
		t.out.WriteString("/>")
		t.bare = false
	default:
		t.out.WriteString("</" + e.name + ">")
	}
}

func (t *tidier) text(s string) {
	if t.hidden == 0 && len(t.open) > 0 && t.open[len(t.open)-1].name == "text" {
		t.content()
		t.escape(s)
	}
}

func (t *tidier) escape(s string) {
	_ = xml.EscapeText(&t.out, []byte(s)) // a bytes.Buffer takes everything
}

// left are attributes that say nothing to a reader.
var left = map[string]bool{
	"class": true, "pointer-events": true, "baseProfile": true, "version": true, "space": true, "clip-path": true,
}

// keep takes over an attribute, splitting style into attributes of their own.
func (t *tidier) keep(attrs map[string]string, a xml.Attr) {
	key := a.Name.Local
	switch {
	case a.Name.Space == "xmlns" || left[key] || strings.HasPrefix(key, "ecmeta_"):
	case key == "style":
		for declaration := range strings.SplitSeq(a.Value, ";") {
			if property, value, ok := strings.Cut(declaration, ":"); ok {
				attrs[strings.TrimSpace(property)] = strings.TrimSpace(value)
			}
		}
	case key == "id":
		attrs[key] = t.id(a.Value)
	default:
		attrs[key] = reference.ReplaceAllStringFunc(a.Value, func(s string) string {
			return "url(#" + t.id(s[len("url(#"):len(s)-1]) + ")"
		})
	}
}

var reference = regexp.MustCompile(`url\(#[^)]*\)`)

// id renumbers an id: ECharts counts through all that one engine ever drew.
func (t *tidier) id(theirs string) string {
	if ours, ok := t.ids[theirs]; ok {
		return ours
	}
	ours := t.prefix + "-" + strconv.Itoa(len(t.ids)+1)
	t.ids[theirs] = ours
	return ours
}

func (t *tidier) rootAttributes(attrs map[string]string) {
	attrs["xmlns"] = "http://www.w3.org/2000/svg"
	attrs["font-family"] = fontFamily
	attrs["role"], attrs["xml:lang"] = "img", t.lang
	attrs["aria-labelledby"] = t.prefix + "-title " + t.prefix + "-desc"
}

func (t *tidier) describe() {
	t.content()
	for _, e := range [][2]string{{"title", t.title}, {"desc", t.desc}} {
		t.out.WriteString("<" + e[0] + ` id="` + t.prefix + "-" + e[0] + `">`)
		t.escape(e[1])
		t.out.WriteString("</" + e[0] + ">")
	}
}

func sorted(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
