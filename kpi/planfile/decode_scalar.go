package planfile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
)

// plainNumber is what a number may look like. YAML's other spellings are refused because they are read in two ways:
// 010 is eight to some readers, 1_000 and 1e3 are text to others.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

func (d decoder) text(v *text, n ast.Node, key string) {
	v.place = placeOf(d.file, n)
	switch x := n.(type) {
	case nil, *ast.NullNode:
		v.Null = true
	case *ast.StringNode, *ast.LiteralNode:
		v.Value = oneLine(scalarText(x))
		v.Null = v.Value == ""
		if i := strings.IndexFunc(v.Value, unicode.IsControl); i >= 0 {
			d.add(wrongType, v.place, "%s wants text, found a control character in it", key)
			v.Value = ""
		}
	default:
		d.wrongType(n, key, "text")
	}
}

// word takes a scalar as it is written, so that a period may be 2030 and an id P4.1 without quotes.
func (d decoder) word(v *word, n ast.Node, key string) {
	v.place = placeOf(d.file, n)
	switch x := n.(type) {
	case nil, *ast.NullNode:
		v.Null = true
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		v.Value = oneLine(scalarText(x))
		v.Null = v.Value == ""
	default:
		d.wrongType(n, key, "a word")
	}
}

func (d decoder) number(v *number, n ast.Node, key string) {
	v.place = placeOf(d.file, n)
	switch n.(type) {
	case nil, *ast.NullNode:
		v.Null = true
		return
	case *ast.IntegerNode, *ast.FloatNode:
		if s := scalarText(n); plainNumber.MatchString(s) {
			if f, err := strconv.ParseFloat(s, 64); err == nil {
				v.Value = f
				return
			}
		}
	}
	v.Null = true
	d.wrongType(n, key, "a number such as 12.5")
}

func (d decoder) truth(v *truth, n ast.Node, key string) {
	v.place = placeOf(d.file, n)
	if b, ok := n.(*ast.BoolNode); ok {
		v.Value = b.Value
		return
	}
	d.wrongType(n, key, "true or false")
}

func (d decoder) wrongType(n ast.Node, key, want string) {
	d.add(wrongType, placeOf(d.file, n), "%s wants %s, found %s", key, want, describe(n))
}

// describe says what a node is, for "found …".
func describe(n ast.Node) string {
	switch x := n.(type) {
	case nil, *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys and values"
	case *ast.BoolNode:
		return scalarText(x)
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "the number " + scalarText(x)
	default:
		return strconv.Quote(shorten(scalarText(x)))
	}
}

// scalarText is a scalar as the file writes it, quotes and folding undone.
func scalarText(n ast.Node) string {
	switch x := n.(type) {
	case *ast.StringNode:
		return x.Value
	case *ast.LiteralNode:
		if x.Value != nil {
			return x.Value.Value
		}
		return ""
	}
	if t := n.GetToken(); t != nil {
		return strings.TrimSpace(t.Value)
	}
	return ""
}

// shorten keeps the beginning of a long text for a message.
func shorten(s string) string {
	if r := []rune(oneLine(s)); len(r) > 60 {
		return string(r[:57]) + "..."
	} else {
		return string(r)
	}
}
