package layout

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// ignoreColumns adds to the list of columns that a table ignores, or puts such a list below its sheet.
func (w *rewriter) ignoreColumns(v *ast.MappingNode, path []string) {
	if len(path) == 0 || path[len(path)-1] != "tables" {
		return
	}
	var sheet, list ast.Node
	indent := 4
	for _, value := range v.Values {
		switch key, _ := scalar(value.Key); key {
		case "sheet":
			sheet, indent = value.Value, placeOf(value.Key).column-1
		case "ignore columns":
			list = value.Value
		}
	}
	first := sheet
	if seq, ok := sheet.(*ast.SequenceNode); ok && len(seq.Values) > 0 {
		first = seq.Values[0]
	}
	name, _ := scalar(first)
	names := w.e.ignored[name]
	if len(names) == 0 {
		return
	}
	if seq, ok := list.(*ast.SequenceNode); ok && seq.IsFlowStyle && len(seq.Values) > 0 {
		last := seq.Values[len(seq.Values)-1]
		s, _ := scalar(last)
		inner := strings.Trim(yamlList(names), "[]")
		w.replace(last, yamlText(s)+", "+inner, "")
		return
	}
	if seq, ok := list.(*ast.SequenceNode); ok && len(seq.Values) > 0 {
		last := seq.Values[len(seq.Values)-1]
		pos := last.GetToken().Position
		line := w.lines[pos.Line-1]
		var below []string
		for _, n := range names {
			below = append(below, line[:len(line)-len(strings.TrimLeft(line, " "))]+"- "+yamlText(n))
		}
		w.list = append(w.list, replacement{pos.Line, 1, 0, "", strings.Join(below, "\n")})
		return
	}
	if _, plain := sheet.(*ast.SequenceNode); list == nil && !plain && !v.IsFlowStyle && first != nil {
		w.list = append(w.list, replacement{first.GetToken().Position.Line, 1, 0, "", strings.Repeat(" ", indent) + "ignore columns: " + yamlList(names)})
	}
}
