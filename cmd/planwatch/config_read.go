package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"planwatch/kpi"
)

// valueReader reads the value of a key into the config, or complains about it.
type valueReader func(r *configReader, key string, n ast.Node)

// configReader reads one file and gathers what is wrong with it.
type configReader struct {
	name     string
	config   *config
	problems kpi.Problems
}

// parseInto reads the text over what the config holds; keys that are left out keep their values.
func parseInto(c *config, name string, content []byte) kpi.Problems {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")) // as some editors begin a file
	file, err := parser.ParseBytes(content, 0)
	if err != nil {
		return kpi.Problems{yamlProblem(name, err)}
	}
	r := configReader{name: name, config: c}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
		case *ast.MappingNode:
			r.top(body)
		default:
			r.complain(body, "not-a-mapping", "want keys with values, such as `plan: plan`")
		}
	}
	return r.problems
}

func yamlProblem(name string, err error) kpi.Problem {
	p := kpi.Problem{File: name, Line: 1, Column: 1, Code: "not-yaml", Message: "the file is not YAML"}
	var syntax yaml.Error
	if asYAML(err, &syntax) {
		p.Message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			p.Line, p.Column = t.Position.Line, t.Position.Column
		}
	}
	return p
}

func (r *configReader) complain(n ast.Node, code, format string, args ...any) {
	at := n.GetToken().Position
	r.problems = append(r.problems, kpi.Problem{File: r.name, Line: at.Line, Column: at.Column, Code: code, Message: fmt.Sprintf(format, args...)})
}

func (r *configReader) top(body *ast.MappingNode) {
	readers := map[string]valueReader{}
	for _, k := range configKeys() {
		readers[k.key] = k.read
	}
	r.keys(body, keyNames(configKeys(), func(k configKey) string { return k.key }), "", func(key string, n ast.Node) { readers[key](r, key, n) })
}

// keys goes through a mapping, each key once; one that is not known is said with the nearest that is. Under is the key
// that the mapping stands under, with a dot, for messages.
func (r *configReader) keys(body *ast.MappingNode, known []string, under string, read func(key string, n ast.Node)) {
	seen := map[string]bool{}
	for _, v := range body.Values {
		key := v.Key.GetToken().Value
		switch {
		case seen[key]:
			r.complain(v.Key, "key-twice", "the key %q is given twice", under+key)
		case !slices.Contains(known, key):
			hint := kpi.DidYouMean(key, known)
			if hint == "" && under != "" {
				hint = "; known are " + strings.Join(known, ", ")
			}
			r.complain(v.Key, "unknown-key", "unknown key %q%s", under+key, hint)
		default:
			read(key, v.Value)
		}
		seen[key] = true
	}
}

func keyNames[T any](list []T, name func(T) string) []string {
	var out []string
	for _, t := range list {
		out = append(out, name(t))
	}
	return out
}

// mapping is the mapping that stands under a key; nil for none, said or not.
func (r *configReader) mapping(key string, n ast.Node) *ast.MappingNode {
	switch m := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.MappingNode:
		return m
	}
	r.complain(n, "not-a-mapping", "%s: want keys with values below it, found %q", key, n.GetToken().Value)
	return nil
}

// text reads a plain text and says whether it is one.
func (r *configReader) text(key string, n ast.Node) (string, bool) {
	s, ok := plainText(n)
	if !ok {
		r.complain(n, "not-text", "%s: want text, found %q", key, n.GetToken().Value)
	}
	return s, ok
}

// lines reads a list of texts, or null, which leaves the target as it is.
func (r *configReader) lines(key string, n ast.Node, target *[]string) {
	if _, none := n.(*ast.NullNode); none {
		return
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.complain(n, "not-a-list", "%s: want a list of lines or null, found %q", key, n.GetToken().Value)
		return
	}
	*target = []string{}
	for _, v := range list.Values {
		s, ok := plainText(v)
		if !ok || s == "" {
			r.complain(v, "not-text", "%s: want a line of text, found %q", key, v.GetToken().Value)
			continue
		}
		*target = append(*target, s)
	}
}

// plainText is what a plain value says, as it was written; "" for null. Lists, mappings, tags and aliases are none.
func plainText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}
