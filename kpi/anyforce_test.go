package kpi_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// oneForce is what belongs to one force's plan and not to the program.
var oneForce = regexp.MustCompile(`(?i)west[ -]?midlands|\bWMP\b|E23000014|E0800002[5-9]|E0800003[01]|Birmingham|Coventry|Wolverhampton`)

// Another force is another folder, not another build: nothing about the first one is in the program's texts or pages,
// outside tests and the programs that make the samples.
func TestNothingOfOneForceInTheProgram(t *testing.T) {
	root, looked := os.DirFS(".."), 0
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name == "out" || name == "data/samples" || name == ".git" || d.Name() == "node_modules" || d.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		switch filepath.Ext(name) {
		case ".go":
			looked++
			lookAtLiterals(t, name)
		case ".gohtml", ".sql":
			looked++
			content, err := fs.ReadFile(root, name)
			if found := oneForce.Find(content); err != nil || found != nil {
				t.Errorf("%s says %q (%v)", name, found, err)
			}
		}
		return nil
	})
	if err != nil || looked < 100 {
		t.Errorf("looked at %d files: %v", looked, err)
	}
}

// lookAtLiterals looks at what a file can print; comments may give an example.
func lookAtLiterals(t *testing.T, name string) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, filepath.Join("..", name), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && oneForce.MatchString(lit.Value) {
			t.Errorf("%s: %s", set.Position(lit.Pos()), lit.Value)
		}
		return true
	})
}
