package planfile

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A plan file is written and reviewed by people. Bounds keep a wrong file (a spreadsheet saved under the wrong name, a
// generated list) from costing more than a sentence; the parser's recursion is as deep as its input.
const (
	maxFileBytes = 2 << 20
	maxLineBytes = 10_000
	maxOpen      = 60 // brackets of [ ] and { } open at one time
)

// parse reads the syntax tree of a file; nil when there is none, for instance because the file holds comments only.
// The parser stops at the first mistake in the syntax, so a file has at most one such complaint.
func (c *complaints) parse(file string, content []byte) ast.Node {
	start := place{file, 1, 1}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if at, why := unreadable(file, content); why != "" {
		c.add(notYAML, at, "%s", why)
		return nil
	}
	tree, err := parser.ParseBytes(content, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, why := start, err.Error()
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			why = syntax.Message
			if syntax.Token != nil && syntax.Token.Position != nil {
				at.Line, at.Column = syntax.Token.Position.Line, syntax.Token.Position.Column
			}
		}
		c.add(notYAML, at, "want YAML: %s", oneLine(why))
		return nil
	}
	var root ast.Node
	for _, doc := range tree.Docs {
		switch {
		case doc.Body == nil:
		case root != nil:
			c.add(unsupportedYAML, placeOf(file, doc.Body), "want one document in a file, found a second one")
			return root
		default:
			root = doc.Body
		}
	}
	return root
}

// unreadable says why bytes can't be a plan file, and where; "" when they can.
func unreadable(file string, content []byte) (place, string) {
	if len(content) > maxFileBytes {
		return place{file, 1, 1}, "want a plan file of at most 2 MB"
	}
	open := 0
	for i, line := range bytes.Split(content, []byte("\n")) {
		if len(line) > maxLineBytes {
			return place{file, i + 1, 1}, "want lines of at most 10,000 bytes"
		}
		column := 0
		for rest := line; len(rest) > 0; column++ {
			r, size := utf8.DecodeRune(rest)
			rest = rest[size:]
			switch {
			case r == utf8.RuneError && size == 1:
				return place{file, i + 1, column + 1}, "want text in UTF-8, found a byte that is not"
			case r < ' ' && r != '\t' && r != '\r' || r == 0x7f:
				return place{file, i + 1, column + 1}, "want text, found a control character"
			case r == '[' || r == '{':
				open++
			case (r == ']' || r == '}') && open > 0:
				open--
			}
			if open > maxOpen {
				return place{file, i + 1, column + 1}, "want brackets nested less deeply"
			}
		}
	}
	return place{}, ""
}

// placeOf is where a node begins: a mapping at its first key, anything else at its token.
func placeOf(file string, n ast.Node) place {
	at := place{file, 1, 1}
	if n == nil {
		return at
	}
	token := n.GetToken()
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			token = m.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		token = m.Key.GetToken()
	}
	if token != nil && token.Position != nil {
		at.Line, at.Column = max(token.Position.Line, 1), max(token.Position.Column, 1)
	}
	return at
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
