package layout

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestBad shows every complaint once: testdata/bad/CODE.txtar, or CODE-more.txtar for a second way to it.
func TestBad(t *testing.T) {
	for _, file := range cases(t, "bad") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

// TestEveryCodeHasABadCase finds the codes in the source, so that a new one cannot be forgotten.
func TestEveryCodeHasABadCase(t *testing.T) {
	shown := map[string]bool{}
	for _, file := range cases(t, "bad") {
		text, err := os.ReadFile(file)
		must(t, err)
		_, want, _ := strings.Cut(string(text), "-- want --")
		for _, m := range regexp.MustCompile(`\[([a-z-]+)\]\n`).FindAllStringSubmatch(want, -1) {
			if strings.HasPrefix(filepath.Base(file), m[1]) {
				shown[m[1]] = true
			}
		}
	}
	codes := codesInSource(t)
	if len(codes) < 40 {
		t.Fatalf("found %d codes in the source: the test no longer sees them", len(codes))
	}
	// The first two are of several layouts, and shown by TestFind; then TestDamagedSheet, TestNotCounted.
	for _, code := range []string{"no-layout", "ambiguous-layout", "damaged", "not-counted"} {
		shown[code] = true
	}
	for code, at := range codes {
		if !shown[code] {
			t.Errorf("%s: no testdata/bad/%s*.txtar shows the code %q", at, code, code)
		}
	}
}

// codesInSource collects the texts that stand where a code stands: in calls that complain, and in Code fields.
func codesInSource(t *testing.T) map[string]string {
	t.Helper()
	argument := map[string]int{"complain": 1, "at": 3, "warn": 3, "each": 3, "problemAt": 3, "badValue": 0}
	files, err := filepath.Glob("*.go")
	must(t, err)
	codes := map[string]string{}
	set := token.NewFileSet()
	note := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil && s != "" {
				codes[s] = set.Position(l.Pos()).String()
			}
		}
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, 0)
		must(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if i, ok := argument[calledName(n)]; ok && i < len(n.Args) {
					note(n.Args[i])
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(k.Name, "code") {
					note(n.Value)
				}
			case *ast.AssignStmt:
				if s, ok := n.Lhs[0].(*ast.SelectorExpr); ok && strings.EqualFold(s.Sel.Name, "code") {
					note(n.Rhs[0])
				}
			}
			return true
		})
	}
	return codes
}

func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
