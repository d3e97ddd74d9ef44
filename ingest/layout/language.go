package layout

import (
	_ "embed"
	"strings"
)

//go:embed doc.go
var docGo string

// Language describes the layout language, as the comment of this package does: for whoever has the program and not its
// source.
func Language() string {
	text, _, _ := strings.Cut(docGo, "\npackage layout")
	_, text, _ = strings.Cut(text, "\n//\n// # ")
	var b strings.Builder
	for _, line := range strings.Split("// # "+text, "\n") {
		line = strings.TrimPrefix(strings.TrimPrefix(line, "//"), " ")
		line = strings.TrimPrefix(line, "# ")
		b.WriteString(strings.ReplaceAll(strings.TrimRight(line, " "), "\t", "    ") + "\n")
	}
	return strings.TrimSpace(b.String())
}
