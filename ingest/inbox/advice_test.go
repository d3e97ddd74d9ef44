package inbox

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// giving are the packages that give problems to a return.
var giving = []string{"../../ingest", "../layout", "../sheet", "../../data/store"}

// TestAdvice walks the source for every code that a return can get, in whatever way it is given.
func TestAdvice(t *testing.T) {
	found := map[string]string{} // where, by code
	for _, dir := range giving {
		if _, err := os.Stat(dir); err != nil {
			t.Skip("the source is not here")
		}
		w := codeWalk{t: t, set: token.NewFileSet(), at: map[string]int{}, found: found}
		w.read(dir)
		w.walk()
	}
	for code, where := range found {
		if advice[code] == "" {
			t.Errorf("%s gives the code %q: want a sentence in advice.go that says what to do, found none", where, code)
		}
	}
	// What the walk must find, or it has gone blind: each is given in another way.
	for _, code := range []string{"not-a-number", "no-area", "encrypted", "future-period", "period-twice", "total-differs", "merged-value", "same-edition", "part-above-whole", "far-outside", "gap"} {
		if found[code] == "" {
			t.Errorf("want %q among the codes found in the source, found %d others", code, len(found))
		}
	}
}

func TestAdviceIsSentences(t *testing.T) {
	for code, says := range advice {
		if first := []rune(says)[0]; !unicode.IsUpper(first) || !strings.HasSuffix(says, ".") || strings.Contains(says, "  ") {
			t.Errorf("%s: want sentences, found %q", code, says)
		}
	}
	if adviceOn("nobody-gives-this") == "" {
		t.Error("want a word on any code, found none")
	}
}

// codeWalk finds codes in the source of one package.
type codeWalk struct {
	t     *testing.T
	set   *token.FileSet
	files []*ast.File
	at    map[string]int // which argument of a function is called code, by the function's name
	found map[string]string
}

func (w *codeWalk) read(dir string) {
	paths, _ := fs.Glob(os.DirFS(dir), "*.go")
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(w.set, filepath.Join(dir, path), nil, parser.SkipObjectResolution)
		if err != nil {
			w.t.Fatal(err)
		}
		w.files = append(w.files, file)
	}
}

func (w *codeWalk) walk() {
	for _, file := range w.files {
		ast.Inspect(file, w.functions)
	}
	for _, file := range w.files {
		ast.Inspect(file, w.codes)
	}
}

// functions notes the functions that take a code: declared, or kept in a variable.
func (w *codeWalk) functions(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		// The reader of layouts complains about the layout file itself; no return is read by such a one.
		if n.Recv == nil || n.Name.Name != "complain" {
			w.function(n.Name.Name, n.Type)
		}
	case *ast.AssignStmt:
		for i, value := range n.Rhs {
			name, named := n.Lhs[min(i, len(n.Lhs)-1)].(*ast.Ident)
			if f, ok := value.(*ast.FuncLit); ok && named {
				w.function(name.Name, f.Type)
			}
		}
	}
	return true
}

func (w *codeWalk) function(name string, f *ast.FuncType) {
	i := 0
	for _, field := range f.Params.List {
		for _, param := range field.Names {
			if param.Name == "code" && isString(field.Type) {
				w.at[name] = i
			}
			i++
		}
	}
}

func isString(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "string"
}

// codes finds what is given as a code: as a field or a variable of that name, as an argument, in a table of codes.
func (w *codeWalk) codes(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if isCode(n.Key) {
			w.give(n.Value)
		}
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			if isCode(to) && i < len(n.Rhs) {
				w.give(n.Rhs[i])
			}
		}
	case *ast.ValueSpec:
		if n.Names[0].Name == "codes" && len(n.Values) == 1 {
			for _, entry := range n.Values[0].(*ast.CompositeLit).Elts {
				w.give(entry.(*ast.KeyValueExpr).Value)
			}
		}
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			if name = f.Sel.Name; name == "complain" {
				return true // the reader of layouts
			}
		}
		if i, ok := w.at[name]; ok && i < len(n.Args) {
			w.give(n.Args[i])
		}
	}
	return true
}

func isCode(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "code" || e.Name == "Code"
	case *ast.SelectorExpr:
		return e.Sel.Name == "code" || e.Sel.Name == "Code"
	}
	return false
}

// give notes a code that is written out; one that is passed on is found where it comes from.
func (w *codeWalk) give(e ast.Expr) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	code, err := strconv.Unquote(lit.Value)
	if err != nil || code == "" || strings.ContainsFunc(code, func(r rune) bool { return r != '-' && !unicode.IsLower(r) }) {
		return // "formatCode", a pattern of an area's code: not one of ours
	}
	w.found[code] = w.set.Position(lit.Pos()).String()
}

// codeRow is a line of the README's table of checks.
var codeRow = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\|")

// TestReadmeHasEveryCode holds the README's table of what a load checks against the advice, which the test above holds
// against the source; and its warnings against those that can be accepted.
func TestReadmeHasEveryCode(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Skip("the README is not here")
	}
	_, table, found := strings.Cut(string(readme), "### What a load checks")
	if !found {
		t.Fatal("want the heading \"What a load checks\" in README.md, found none")
	}
	table, _, _ = strings.Cut(table, "\n### ")
	listed := map[string]string{}
	for _, m := range codeRow.FindAllStringSubmatch(table, -1) {
		if listed[m[1]] != "" {
			t.Errorf("README.md has %q twice", m[1])
		}
		listed[m[1]] = m[2]
	}
	warnings := warningsInSource(t)
	for code := range advice {
		says := listed[code]
		switch {
		case says == "":
			t.Errorf("want the code %q in README.md's table of checks, found none", code)
		case strings.HasPrefix(says, "warning") != slices.Contains(warnings, code):
			t.Errorf("README.md calls %q %q; ingest/codes.go has it among the warnings: %t", code, says, slices.Contains(warnings, code))
		}
	}
	for code := range listed {
		if advice[code] == "" {
			t.Errorf("README.md has the code %q, which nothing gives", code)
		}
	}
}

// warningsInSource reads the list in ingest/codes.go: this package may not import the one that imports it.
func warningsInSource(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../codes.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && s != "slices" {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}
