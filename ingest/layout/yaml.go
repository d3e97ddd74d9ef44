package layout

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"planwatch/kpi"
)

// reader collects what is wrong with a layout file while it is read.
type reader struct {
	file     string
	problems kpi.Problems
}

// place is a line and column, both from 1.
type place struct{ line, column int }

func placeOf(n ast.Node) place {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return placeOf(m.Values[0].Key) // its own token is a colon
	}
	if n == nil || n.GetToken() == nil {
		return place{1, 1}
	}
	return placeOfToken(n.GetToken())
}

func placeOfToken(t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{1, 1}
	}
	return place{max(t.Position.Line, 1), max(t.Position.Column, 1)}
}

func (r *reader) complain(at place, code, format string, args ...any) {
	r.problems = append(r.problems, kpi.Problem{
		File: r.file, Line: at.line, Column: at.column, Code: code, Message: fmt.Sprintf(format, args...),
	})
}

// parse gives the mapping that the file is, or complains.
func (r *reader) parse(content []byte) (root *object, ok bool) {
	// Duplicate keys are found by object, all of them and with a message of its own.
	file, err := parser.ParseBytes(content, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var y yaml.Error
		if errors.As(err, &y) {
			r.complain(placeOfToken(y.GetToken()), "yaml", "this is not YAML: %s", y.GetMessage())
		} else {
			r.complain(place{1, 1}, "yaml", "this is not YAML: %v", err)
		}
		return nil, false
	}
	var docs []ast.Node
	for _, d := range file.Docs {
		if d.Body != nil && d.Body.Type() != ast.CommentType && d.Body.Type() != ast.CommentGroupType {
			docs = append(docs, d.Body)
		}
	}
	switch len(docs) {
	case 0:
		r.complain(place{1, 1}, "yaml", "want a layout, found an empty file")
		return nil, false
	case 1:
		return r.object(docs[0], "a layout")
	default:
		r.complain(placeOf(docs[1]), "yaml", "want one layout in a file, found a second document")
		return nil, false
	}
}

// field is one key of a mapping with its value.
type field struct {
	key   string
	at    place
	value ast.Node
}

// object is a mapping that is being read: keys that nobody asks for are unknown.
type object struct {
	r      *reader
	what   string // "a table", for messages
	at     place
	fields []field
	known  []string
	asked  map[string]bool
}

// fieldsOf lists the entries of a mapping in the order of the file and complains about keys that stand twice.
func (r *reader) fieldsOf(n ast.Node, what string) ([]field, bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.complain(placeOf(n), "wrong-kind", "want %s, as key: value lines, found %s", what, describe(n))
		return nil, false
	}
	var out []field
	seen := map[string]place{}
	for _, v := range m.Values {
		at := placeOf(v.Key)
		key, plain := scalar(v.Key)
		if !plain {
			r.complain(at, "wrong-kind", "want a plain text as key of %s, found %s", what, describe(v.Key))
			continue
		}
		if first, twice := seen[key]; twice {
			r.complain(at, "repeated-key", "want each key of %s once, found %q again (first in line %d)", what, key, first.line)
			continue
		}
		seen[key] = at
		out = append(out, field{key, at, v.Value})
	}
	return out, true
}

// object begins to read a mapping.
func (r *reader) object(n ast.Node, what string) (*object, bool) {
	fields, ok := r.fieldsOf(n, what)
	if !ok {
		return nil, false
	}
	return &object{r: r, what: what, at: placeOf(n), fields: fields, asked: map[string]bool{}}, true
}

// get gives the value of a key, or false; the key counts as known from then on.
func (o *object) get(key string) (field, bool) {
	if !o.asked[key] {
		o.asked[key] = true
		o.known = append(o.known, key)
	}
	for _, f := range o.fields {
		if f.key == key {
			return f, true
		}
	}
	return field{}, false
}

// need is get for a key that must be there.
func (o *object) need(key string) (field, bool) {
	f, ok := o.get(key)
	if !ok {
		o.r.complain(o.at, "missing-key", "want the key %q in %s, found none", key, o.what)
	}
	return f, ok
}

// close complains about the keys that nobody asked for.
func (o *object) close() {
	for _, f := range o.fields {
		if !o.asked[f.key] {
			known := append([]string(nil), o.known...)
			sort.Strings(known)
			o.r.complain(f.at, "unknown-key", "%q is not a key of %s%s; known are %s",
				f.key, o.what, kpi.DidYouMean(f.key, known), strings.Join(known, ", "))
		}
	}
}

// text reads a plain, non-empty text.
func (r *reader) text(f field) string {
	s, ok := scalar(f.value)
	if !ok || strings.TrimSpace(s) == "" {
		r.complain(placeOf(f.value), "wrong-kind", "want a text for %q, found %s", f.key, describe(f.value))
		return ""
	}
	return strings.TrimSpace(s)
}

// item is one text of a list, with its place.
type item struct {
	text string
	at   place
}

// texts reads a text or a list of texts.
func (r *reader) texts(f field) []item {
	if _, ok := scalar(f.value); ok {
		if s := r.text(f); s != "" {
			return []item{{s, placeOf(f.value)}}
		}
		return nil
	}
	list, ok := f.value.(*ast.SequenceNode)
	if !ok {
		r.complain(placeOf(f.value), "wrong-kind", "want a text or a list of texts for %q, found %s", f.key, describe(f.value))
		return nil
	}
	var out []item
	for _, n := range list.Values {
		if s := r.text(field{f.key, f.at, n}); s != "" {
			out = append(out, item{s, placeOf(n)})
		}
	}
	return out
}

// nodes reads a list.
func (r *reader) nodes(f field, what string) []ast.Node {
	list, ok := f.value.(*ast.SequenceNode)
	if !ok {
		r.complain(placeOf(f.value), "wrong-kind", "want a list of %s for %q, each after a dash, found %s", what, f.key, describe(f.value))
		return nil
	}
	return list.Values
}

// flag reads true or false.
func (r *reader) flag(f field) bool {
	if b, ok := f.value.(*ast.BoolNode); ok {
		return b.Value
	}
	r.complain(placeOf(f.value), "wrong-kind", "want true or false for %q, found %s", f.key, describe(f.value))
	return false
}

// word reads one of a few words.
func (r *reader) word(f field, words ...string) string {
	s := r.text(f)
	if s == "" {
		return ""
	}
	for _, w := range words {
		if s == w {
			return s
		}
	}
	r.complain(placeOf(f.value), "unknown-word", "want one of %s for %q, found %q%s", strings.Join(words, ", "), f.key, s, kpi.DidYouMean(s, words))
	return ""
}

// count reads a small whole number.
func (r *reader) count(f field) int {
	s, _ := scalar(f.value)
	if len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	r.complain(placeOf(f.value), "wrong-kind", "want a number from 0 to 9 for %q, found %s", f.key, describe(f.value))
	return 0
}

// scalar gives the text of a plain value as it is written.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	case *ast.MappingKeyNode:
		return scalar(v.Value)
	default:
		return "", false
	}
}

// describe says what a value is, for "found …".
func describe(n ast.Node) string {
	switch v := n.(type) {
	case nil, *ast.NullNode:
		return "nothing"
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return "an anchor, alias or tag, which layouts do not use"
	default:
		if s, ok := scalar(v); ok {
			return fmt.Sprintf("%q", s)
		}
		return "a " + strings.ToLower(n.Type().YAMLName())
	}
}
