package words_test

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
	"text/template/parse"

	"planwatch/kpi/words"
)

// TestEverySayingIsUsedAndEveryUseIsThere holds the catalogue against the code and the templates: a string that looks like
// a key is one, what stands in its braces is what its speaker fills in, and nothing in the catalogue is left over.
func TestEverySayingIsUsedAndEveryUseIsThere(t *testing.T) {
	u := uses{t: t, fset: token.NewFileSet(), sayings: map[string][]string{}, seen: map[string]bool{}, groups: map[string]bool{}}
	for _, key := range words.English().Keys() {
		s := words.Saying(key)
		text, _ := words.English().Text(key)
		u.sayings[s] = append(u.sayings[s], text)
		u.groups[key[:strings.IndexByte(key, '.')]] = true
	}
	for _, root := range []string{"..", "../../reports", "../../cmd/planwatch"} {
		u.walk(root)
	}
	for family := range families {
		if !u.seen[family] {
			t.Errorf("nobody says anything that begins with %q: take it out of the families", family)
		}
		for _, key := range members(family) {
			u.literal("families_test.go: "+family, key)
		}
	}
	for s := range u.sayings {
		if !u.seen[s] {
			t.Errorf("nobody says %q: take it out of the catalogue", s)
		}
	}
}

type uses struct {
	t       *testing.T
	fset    *token.FileSet
	sayings map[string][]string // key -> its forms
	seen    map[string]bool
	groups  map[string]bool // first parts of keys
}

func (u uses) walk(root string) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".gohtml"):
			u.template(path)
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			u.code(path)
		}
		return nil
	})
	if err != nil {
		u.t.Fatal(err)
	}
}

var (
	likeAKey   = regexp.MustCompile(`^[a-z-]+\.[A-Za-z0-9.-]*$`)
	fileEnding = regexp.MustCompile(`\.(yaml|html|csv|svg|js|css|xlsx|xml|txt|go|json|zip)$`)
	brace      = regexp.MustCompile(`\{([a-z0-9-]+)\}`)
)

// literal notes a string that is a key or the beginning of some.
func (u uses) literal(at, s string) {
	group, _, _ := strings.Cut(s, ".")
	if !likeAKey.MatchString(s) || !u.groups[group] || fileEnding.MatchString(s) {
		return
	}
	u.seen[s] = true
	_, family := families[s]
	if _, ok := u.sayings[s]; !ok && !family {
		u.t.Errorf("%s: the catalogue has no %q", at, s)
	}
}

// filled holds the names that a speaker fills in against the braces of the saying.
func (u uses) filled(at, key string, names []string) {
	forms, ok := u.sayings[key]
	if !ok {
		return
	}
	wanted := map[string]bool{}
	for _, form := range forms {
		for _, m := range brace.FindAllStringSubmatch(form, -1) {
			wanted[m[1]] = true
		}
	}
	for name := range wanted {
		if !slices.Contains(names, name) {
			u.t.Errorf("%s: %q wants {%s}, which is not filled in", at, key, name)
		}
	}
	for _, name := range names {
		if !wanted[name] && (name != "n" || len(forms) == 1) { // n may only choose the form
			u.t.Errorf("%s: %q has no {%s}", at, key, name)
		}
	}
}

func (u uses) code(path string) {
	file, err := parser.ParseFile(u.fset, path, nil, 0)
	if err != nil {
		u.t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			u.literal(u.fset.Position(n.Pos()).String(), unquoted(n))
		case *ast.CallExpr:
			u.call(n)
		}
		return true
	})
}

// call looks at a call of Say, and at say, which is the short way to it in most packages.
func (u uses) call(c *ast.CallExpr) {
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || len(c.Args) == 0 || f.Sel.Name != "Say" && f.Sel.Name != "say" {
		return
	}
	key := unquoted(c.Args[0])
	if !likeAKey.MatchString(key) { // planwatch doctor says other things
		return
	}
	at := u.fset.Position(c.Pos()).String()
	if _, ok := u.sayings[key]; !ok {
		u.t.Errorf("%s: the catalogue has no %q", at, key)
	}
	var names []string
	for i := 1; i < len(c.Args); i += 2 {
		names = append(names, unquoted(c.Args[i]))
	}
	u.filled(at, key, names)
}

func unquoted(n ast.Node) string {
	if b, ok := n.(*ast.BasicLit); ok && b.Kind == token.STRING {
		s, _ := strconv.Unquote(b.Value)
		return s
	}
	return ""
}

// template looks at every string of a template, and at the calls of its functions say and phrase.
func (u uses) template(path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		u.t.Fatal(err)
	}
	tree := parse.New(path)
	tree.Mode = parse.SkipFuncCheck
	set := map[string]*parse.Tree{}
	if _, err := tree.Parse(string(text), "", "", set); err != nil {
		u.t.Fatal(err)
	}
	for _, one := range set {
		u.node(path, one.Root)
	}
}

func (u uses) node(path string, n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, x := range n.Nodes {
				u.node(path, x)
			}
		}
	case *parse.ActionNode:
		u.pipe(path, n.Pipe)
	case *parse.TemplateNode:
		u.pipe(path, n.Pipe)
	case *parse.IfNode:
		u.branch(path, n.BranchNode)
	case *parse.WithNode:
		u.branch(path, n.BranchNode)
	case *parse.RangeNode:
		u.branch(path, n.BranchNode)
	}
}

func (u uses) branch(path string, n parse.BranchNode) {
	u.pipe(path, n.Pipe)
	u.node(path, n.List)
	u.node(path, n.ElseList)
}

func (u uses) pipe(path string, p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		for _, a := range c.Args {
			switch a := a.(type) {
			case *parse.PipeNode:
				u.pipe(path, a)
			case *parse.StringNode:
				u.literal(path, a.Text)
			}
		}
		if f, ok := c.Args[0].(*parse.IdentifierNode); ok && (f.Ident == "say" || f.Ident == "phrase") {
			u.said(path, c.Args[1:])
		}
	}
}

func (u uses) said(path string, args []parse.Node) {
	key, ok := args[0].(*parse.StringNode)
	if !ok {
		return // begins with a literal all the same: print "mark." .Sign
	}
	if _, ok := u.sayings[key.Text]; !ok {
		u.t.Errorf("%s: the catalogue has no %q", path, key.Text)
	}
	var names []string
	for i := 1; i < len(args); i += 2 {
		if name, ok := args[i].(*parse.StringNode); ok {
			names = append(names, name.Text)
		}
	}
	u.filled(path, key.Text, names)
}
