package layout

import (
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// edits are changes to a layout's text. Only the scalar that names a thing is changed, so that comments and the order
// stay. A label keeps its old name and gets the new one as a synonym: the old one may come back.
type edits struct {
	renames  map[[2]string]string // key that the text stands under, and the text folded: the new text
	also     map[string]string    // label: the further name
	optional map[string]bool      // labels that need not be there any more
	ignored  map[string][]string  // sheet of a table: columns to ignore
}

func newEdits() *edits {
	return &edits{map[[2]string]string{}, map[string]string{}, map[string]bool{}, map[string][]string{}}
}

func (e *edits) rename(key, from, to string) { e.renames[[2]string{key, fold(from)}] = to }

// header changes a header: a measure's gets a synonym, any other is renamed where it stands.
func (e *edits) header(t *table, name, now string) {
	for _, m := range t.series.all {
		if t.series.isAcross && m.label == name {
			e.also[name] = now
			e.rename("has", name, now)
			e.rename("row", name, now)
			return
		}
	}
	for _, key := range headerKeys {
		e.rename(key, name, now)
	}
}

// headerKeys are the keys under which headers stand.
var headerKeys = []string{
	"has", "row", "code", "name", "parent", "column", "columns", "value", "first day", "last day", "carry down", "publisher", "release", "place",
	"with", "want", "or", "sum",
}

// ignore adds columns to those that a table ignores.
func (e *edits) ignore(t *table, names []string) {
	if len(t.sheets) > 0 {
		key := t.sheets[0].text
		for _, n := range names {
			if n = patternText(n); n != "" && !slices.Contains(e.ignored[key], n) {
				e.ignored[key] = append(e.ignored[key], n)
			}
		}
	}
}

// replacement is a new text for a part of a line.
type replacement struct {
	line, col, length int
	text              string
	below             string // a line to put below, at the same indentation
}

// apply gives the changed text.
func (e *edits) apply(text []byte) string {
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return string(text)
	}
	lines := strings.Split(string(text), "\n")
	w := &rewriter{e: e, lines: lines}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			w.walk(doc.Body, nil, false)
		}
	}
	sort.SliceStable(w.list, func(i, j int) bool {
		a, b := w.list[i], w.list[j]
		return a.line > b.line || a.line == b.line && a.col > b.col
	})
	for _, r := range w.list {
		line := []rune(lines[r.line-1])
		lines[r.line-1] = string(line[:r.col-1]) + r.text + string(line[r.col-1+r.length:])
		if r.below != "" {
			lines = slices.Insert(lines, r.line, r.below)
		}
	}
	return strings.Join(lines, "\n")
}

// rewriter walks over a layout's YAML and collects replacements.
type rewriter struct {
	e     *edits
	lines []string
	list  []replacement
}

func (w *rewriter) walk(n ast.Node, path []string, flow bool) {
	switch v := n.(type) {
	case *ast.MappingNode:
		w.ignoreColumns(v, path)
		for _, value := range v.Values {
			key, _ := scalar(value.Key)
			w.walk(value.Value, append(slices.Clone(path), key), flow || v.IsFlowStyle)
		}
	case *ast.SequenceNode:
		for _, value := range v.Values {
			w.walk(value, path, flow || v.IsFlowStyle)
		}
	default:
		if s, ok := scalar(n); ok && len(path) > 0 {
			w.scalar(n, s, path, flow)
		}
	}
}

// scalar changes one text, if there is something to change.
func (w *rewriter) scalar(n ast.Node, s string, path []string, flow bool) {
	key := path[len(path)-1]
	if label, under := labelOf(path, 2); under {
		if extra := w.extra(label); extra != "" { // "Label: id" becomes a mapping in the same line
			w.replace(n, "{series: "+s+extra+"}", "")
		}
		return
	}
	if label, under := labelOf(path, 3); under {
		w.inMapping(n, s, key, label, flow)
		return
	}
	if key == "columns" {
		made := s
		for from, to := range w.e.renames {
			for _, hole := range holes(s) {
				if from[0] == "columns" && fold(hole) == from[1] {
					made = strings.ReplaceAll(made, "{"+hole+"}", "{"+to+"}")
				}
			}
		}
		if made != s {
			w.replace(n, yamlText(made), "")
		}
		return
	}
	if to, ok := w.e.renames[[2]string{key, fold(s)}]; ok {
		if key != "below" {
			to = yamlText(to)
		}
		w.replace(n, to, "")
	}
}

// labelOf is the label that a path leads to: across or labels, the label, and so many further keys less two.
func labelOf(path []string, from int) (string, bool) {
	if len(path) < from || from == 3 && len(path) < 3 {
		return "", false
	}
	parent := path[len(path)-from]
	return path[len(path)-from+1], parent == "across" || parent == "labels"
}

// extra is what a label's mapping gets besides.
func (w *rewriter) extra(label string) (out string) {
	if to := w.e.also[label]; to != "" {
		out += ", also: " + yamlText(to)
	}
	if w.e.optional[label] {
		out += ", optional: true"
	}
	return out
}

// inMapping changes a label that is a mapping already: a further synonym, or a line below its series.
func (w *rewriter) inMapping(n ast.Node, s, key, label string, flow bool) {
	also := w.e.also[label]
	switch {
	case key == "also" && also != "" && flow:
		w.replace(n, yamlText(s)+", "+yamlText(also), "")
		delete(w.e.also, label)
	case key == "also" && also != "":
		w.replace(n, "["+yamlText(s)+", "+yamlText(also)+"]", "")
		delete(w.e.also, label)
	case key == "series" && flow && !w.hasAlso(label):
		w.replace(n, s+w.extra(label), "")
	case key == "series" && (also != "" && !w.hasAlso(label) || w.e.optional[label]):
		line := w.lines[n.GetToken().Position.Line-1]
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		below := ""
		for _, part := range strings.Split(strings.TrimPrefix(w.extra(label), ", "), ", ") {
			if part != "" {
				below += "\n" + indent + part
			}
		}
		w.replace(n, s, strings.TrimPrefix(below, "\n"))
	}
}

// hasAlso says whether a label has synonyms already; they are then added to.
func (w *rewriter) hasAlso(label string) bool {
	at := slices.IndexFunc(w.lines, func(l string) bool {
		return strings.HasPrefix(strings.TrimSpace(l), label+":") || strings.HasPrefix(strings.TrimSpace(l), yamlText(label)+":")
	})
	if at < 0 {
		return false
	}
	for _, l := range w.lines[at:min(at+6, len(w.lines))] {
		if strings.HasPrefix(strings.TrimSpace(l), "also:") {
			return true
		}
	}
	return false
}

// replace notes a replacement of a scalar as it is written, quotation marks and all.
func (w *rewriter) replace(n ast.Node, text, below string) {
	pos := n.GetToken().Position
	if pos == nil || pos.Line < 1 || pos.Line > len(w.lines) {
		return
	}
	line := []rune(w.lines[pos.Line-1])
	if pos.Column < 1 || pos.Column > len(line) {
		return
	}
	rest := string(line[pos.Column-1:])
	written := n.GetToken().Value
	if strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "'") {
		end := strings.Index(rest[1:], rest[:1])
		if end < 0 {
			return
		}
		written = rest[:end+2]
	}
	if !strings.HasPrefix(rest, written) {
		return // a text over several lines: it is left to a person
	}
	w.list = append(w.list, replacement{pos.Line, pos.Column, len([]rune(written)), text, below})
}
