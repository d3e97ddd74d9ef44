package planfile

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"planwatch/kpi"
)

// decoder turns the syntax tree of one file into a shape. It goes on after every mistake; what can't be read is left
// as if it were absent, but keeps its place, so that it is not complained of as missing too.
type decoder struct {
	*complaints
	file string
}

// decode fills the shape that v points to from a file's tree. A nil tree is an empty file.
func (d decoder) decode(root ast.Node, v any) {
	shape := reflect.ValueOf(v).Elem()
	if root == nil {
		shape.Addr().Interface().(interface{ set(place) }).set(place{d.file, 1, 1})
		d.required(shape, nil)
		return
	}
	d.value(shape, root, "the file")
}

func (p *place) set(at place) { *p = at }

// value fills v, of one of the types of values.go, a shape or a list of either, from a node. key is what complaints
// call the value.
func (d decoder) value(v reflect.Value, n ast.Node, key string) {
	if n, ok := d.plain(n); ok {
		switch target := v.Addr().Interface().(type) {
		case *text:
			d.text(target, n, key)
		case *word:
			d.word(target, n, key)
		case *number:
			d.number(target, n, key)
		case *truth:
			d.truth(target, n, key)
		default:
			if v.Kind() == reflect.Slice {
				d.list(v, n, key)
			} else {
				d.mapping(v, n, key)
			}
		}
	}
}

// plain refuses what plan files do not use.
func (d decoder) plain(n ast.Node) (ast.Node, bool) {
	what := ""
	switch n.(type) {
	case *ast.AnchorNode:
		what = "an anchor (&)"
	case *ast.AliasNode:
		what = "an alias (*)"
	case *ast.TagNode:
		what = "a tag (!)"
	case *ast.MappingKeyNode, *ast.DirectiveNode:
		what = "a complex key (?) or directive (%)"
	}
	if what != "" {
		d.add(unsupportedYAML, placeOf(d.file, n), "want plain YAML, found %s: write the value out", what)
	}
	return n, what == ""
}

// list fills a slice. A null is an empty list.
func (d decoder) list(v reflect.Value, n ast.Node, key string) {
	if _, null := n.(*ast.NullNode); null || n == nil {
		return
	}
	seq, ok := n.(*ast.SequenceNode)
	if !ok {
		d.wrongType(n, key, "a list (lines that begin with -)")
		return
	}
	for _, item := range seq.Values {
		if _, null := item.(*ast.NullNode); null || item == nil {
			d.wrongType(item, key, "a value after every -")
			continue
		}
		element := reflect.New(v.Type().Elem()).Elem()
		d.value(element, item, key)
		if element.Addr().Interface().(interface{ given() bool }).given() {
			v.Set(reflect.Append(v, element))
		}
	}
}

// mapping fills a shape, key by key. A null is an absent mapping.
func (d decoder) mapping(v reflect.Value, n ast.Node, key string) {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case nil, *ast.NullNode:
		return
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		d.wrongType(n, key, "keys and values of "+noun(v))
		return
	}
	v.Addr().Interface().(interface{ set(place) }).set(placeOf(d.file, n))
	fields := fieldsOf(v)
	seen := map[string]outcome{}
	for _, pair := range pairs {
		d.pair(fields, pair, seen, noun(v))
	}
	d.required(v, seen)
}

// outcome says how reading a key went.
type outcome uint8

const (
	unseen outcome = iota
	read
	spoiled // something in it was complained of
)

// pair fills the field that a key names.
func (d decoder) pair(fields map[string]reflect.Value, pair *ast.MappingValueNode, seen map[string]outcome, noun string) {
	at := placeOf(d.file, pair.Key)
	if pair.Key.IsMergeKey() {
		d.add(unsupportedYAML, at, "want plain YAML, found a merge key (<<): write the keys out")
		return
	}
	key := scalarText(pair.Key)
	field, ok := fields[key]
	switch {
	case !ok:
		known := make([]string, 0, len(fields))
		for name := range fields {
			known = append(known, name)
		}
		d.add(unknownKey, at, "want a key of %s, found %q%s", noun, key, kpi.DidYouMean(key, known))
	case seen[key] != unseen:
		d.add(duplicateKey, at, "want %q once, found it a second time", key)
	default:
		before := len(d.complaints.list)
		d.value(field, pair.Value, `"`+key+`"`)
		if seen[key] = read; len(d.complaints.list) > before {
			seen[key] = spoiled
		}
	}
}

// required complains of every required key that is absent or empty; a spoiled one has had its complaint.
func (d decoder) required(v reflect.Value, seen map[string]outcome) {
	at := v.Addr().Interface().(interface{ where() place }).where()
	for i := range v.NumField() {
		key, needed := tag(v.Type().Field(i))
		if needed && seen[key] != spoiled && empty(v.Field(i)) {
			d.add(missingKey, at, "want %s with %q, found none", noun(v), key)
		}
	}
}

func (p place) where() place { return p }

// empty says whether a required value has nothing in it.
func empty(v reflect.Value) bool {
	switch x := v.Interface().(type) {
	case text:
		return !x.given() || x.Null
	case word:
		return !x.given() || x.Null
	case number:
		return !x.given() || x.Null
	case truth:
		return !x.given()
	default:
		if v.Kind() == reflect.Slice {
			return v.Len() == 0
		}
		return !v.Addr().Interface().(interface{ given() bool }).given()
	}
}

// noun is what complaints call a shape, with its article.
func noun(v reflect.Value) string {
	n := v.Interface().(interface{ noun() string }).noun()
	if strings.ContainsRune("aeiou", rune(n[0])) {
		return "an " + n
	}
	return "a " + n
}

// fieldsOf gives a shape's fields by their keys.
func fieldsOf(v reflect.Value) map[string]reflect.Value {
	out := map[string]reflect.Value{}
	for i := range v.NumField() {
		if key, _ := tag(v.Type().Field(i)); key != "" {
			out[key] = v.Field(i)
		}
	}
	return out
}

// tag reads a field's key and whether it is required.
func tag(f reflect.StructField) (key string, required bool) {
	key, rest, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return key, rest == "required"
}
