package stats

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoFusedProducts holds every sum of a product to an explicit conversion: Go may otherwise fuse x*y + z into one
// step with one rounding on arm64 and others, and the same input gives other bits there. Products of whole numbers and
// of constants can't be fused.
func TestNoFusedProducts(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	if bad := fused(fset, files); len(bad) > 0 {
		t.Errorf("a product is added without float64(…) around it:\n%s", strings.Join(bad, "\n"))
	}
}

func TestNoFusedProductsCanFail(t *testing.T) {
	const src = `package p
func f(x, y, z float64, n int) (float64, int) {
	z += x * y
	z = x*y - z
	z = z - (x * y) / 2 // divided first: not fused
	z = float64(x*y) + 2*3 + z
	return z + -(x * y), n*n + n
}`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	if bad := fused(fset, []*ast.File{f}); len(bad) != 3 {
		t.Errorf("found %v, want lines 3, 4 and 7", bad)
	}
}

// fused lists the places where a product of floats is an operand of a sum. Imported packages are not looked into; what
// comes from them counts as a float.
func fused(fset *token.FileSet, files []*ast.File) []string {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: blind{}, Error: func(error) {}}
	_, _ = config.Check("stats", fset, files, info)
	product := func(e ast.Expr) bool {
		for {
			switch x := e.(type) {
			case *ast.ParenExpr:
				e = x.X
				continue
			case *ast.UnaryExpr:
				e = x.X
				continue
			case *ast.BinaryExpr:
				if x.Op != token.MUL || info.Types[x].Value != nil {
					return false
				}
				basic, ok := types.Unalias(info.Types[x].Type).(*types.Basic)
				return !ok || basic.Info()&types.IsInteger == 0
			}
			return false
		}
	}
	var bad []string
	see := func(es ...ast.Expr) {
		for _, e := range es {
			if product(e) {
				bad = append(bad, fset.Position(e.Pos()).String())
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.BinaryExpr:
				if x.Op == token.ADD || x.Op == token.SUB {
					see(x.X, x.Y)
				}
			case *ast.AssignStmt:
				if x.Tok == token.ADD_ASSIGN || x.Tok == token.SUB_ASSIGN {
					see(x.Rhs...)
				}
			}
			return true
		})
	}
	return bad
}

// blind imports every package as an empty one.
type blind struct{}

func (blind) Import(path string) (*types.Package, error) {
	return types.NewPackage(path, path[strings.LastIndex(path, "/")+1:]), nil
}
