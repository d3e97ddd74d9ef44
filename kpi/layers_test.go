package kpi_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says which of our packages and which heavy dependencies each package may import. Arrows go one way: cells
// become observations, observations assessments, assessments documents. A package that is not here fails.
var layers = map[string][]string{
	"kpi":                   {"kpi/stats", "kpi/words"},
	"kpi/words":             {golangX},
	"kpi/stats":             {gonum},
	"kpi/attack":            {},
	"kpi/planfile":          {"kpi", "kpi/words", yaml},
	"ingest/sheet":          {excelize, golangX, compress},
	"ingest/layout":         {"ingest/sheet", "kpi", yaml},
	"ingest":                {"ingest/sheet", "ingest/layout", "kpi", "kpi/stats"},
	"ingest/inbox":          {"ingest/sheet", "kpi", fsnotify},
	"ingest/inbox/fetch":    {"ingest/inbox"},
	"data/store":            {"kpi", duckdb},
	"reports":               {"kpi", "kpi/stats", "kpi/words"},
	"reports/chart":         {"reports", "kpi", "kpi/words", echarts, goja, golangX},
	"reports/site":          {"reports", "kpi", "kpi/words", golangX},
	"reports/web":           {"kpi/words"},
	"reports/workbook":      {"reports", "kpi", "kpi/words", excelize},
	"data":                  {},
	"data/samples/generate": {"kpi", "data", excelize},
	"cmd/planwatch":         {"*", cobra, progressbar, yaml, cron, prometheus, mail, flock, golangX},
}

const (
	gonum       = "gonum.org/v1/gonum"
	yaml        = "github.com/goccy/go-yaml"
	excelize    = "github.com/xuri/excelize/v2"
	duckdb      = "github.com/duckdb/duckdb-go/v2"
	echarts     = "github.com/go-echarts/go-echarts/v2"
	goja        = "github.com/dop251/goja"
	cobra       = "github.com/spf13/cobra"
	progressbar = "github.com/schollz/progressbar/v3"
	fsnotify    = "github.com/fsnotify/fsnotify"
	cron        = "github.com/robfig/cron/v3"
	prometheus  = "github.com/prometheus/client_golang"
	mail        = "github.com/wneessen/go-mail"
	flock       = "github.com/gofrs/flock"
	golangX     = "golang.org/x/"
	compress    = "github.com/klauspost/compress"
)

// TestLayers reads the imports of every Go file that is not a test, in this process, so that a cached run can't miss
// a new one.
func TestLayers(t *testing.T) {
	root := ".."
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (strings.HasPrefix(name, ".") && path != root || name == "testdata" || name == "node_modules" || path == filepath.Join(root, "out")) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		pkg := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), root+string(filepath.Separator)))
		seen[pkg] = true
		allowed, ok := layers[pkg]
		if !ok {
			t.Errorf("%s: the package %s is not in the table of layers", path, pkg)
			return nil
		}
		for _, wrong := range wrongImports(t, path, allowed) {
			t.Errorf("%s: %s may not import %s", path, pkg, wrong)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range layers {
		if !seen[pkg] {
			t.Errorf("the table of layers names %s, which has no Go files", pkg)
		}
	}
}

// wrongImports lists the imports of a file that its layer does not allow.
func wrongImports(t *testing.T, path string, allowed []string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for _, spec := range f.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if !mayImport(name, allowed) {
			wrong = append(wrong, name)
		}
	}
	return wrong
}

func mayImport(name string, allowed []string) bool {
	if own, ok := strings.CutPrefix(name, "planwatch/"); ok {
		return slices.Contains(allowed, own) || slices.Contains(allowed, "*")
	}
	if !strings.Contains(strings.SplitN(name, "/", 2)[0], ".") {
		return true // the standard library
	}
	for _, a := range allowed {
		if name == a || strings.HasPrefix(name, strings.TrimSuffix(a, "/")+"/") {
			return true
		}
	}
	return false
}

// The test above can fail: an arrow that goes the wrong way is seen.
func TestLayersCanFail(t *testing.T) {
	for _, c := range []struct{ pkg, imports string }{
		{"kpi", "planwatch/data/store"}, {"reports", excelize}, {"ingest/sheet", "planwatch/kpi"}, {"reports/site", "planwatch/reports/chart"},
	} {
		if mayImport(c.imports, layers[c.pkg]) {
			t.Errorf("%s is let import %s", c.pkg, c.imports)
		}
	}
}

// TestTopLevel holds the list of what stands at the top of the project.
func TestTopLevel(t *testing.T) {
	want := []string{"Makefile", "README.md", "cmd", "data", "go.mod", "go.sum", "ingest", "kpi", "reports"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && name != "out" {
			got = append(got, name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the top level holds %v, want %v", got, want)
	}
}
