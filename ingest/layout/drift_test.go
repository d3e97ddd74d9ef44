package layout

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"planwatch/ingest/sheet"
)

// A case of drift is a layout, a return that it reads ("before/NAME.sheet"), a later one ("after/…"), and what is said.
func driftOf(t *testing.T, a *txtar.Archive) (string, *Drift, *Layout) {
	t.Helper()
	l, problems := Read("layout.yaml", section(a, "layout.yaml"))
	if l == nil {
		t.Fatal(problems)
	}
	before := l.Extract(sheetsOf(t, a, "before/"), testPlan())
	if errs := before.Problems.Errors(); len(errs) > 0 {
		t.Fatalf("the return before must load: %v", errs)
	}
	// What is remembered goes through a file.
	kept, err := json.Marshal(before.Shape)
	must(t, err)
	var shape Shape
	must(t, json.Unmarshal(kept, &shape))
	after := sheetsOf(t, a, "after/")
	var meant *Layout
	if _, problems := Find(after, []*Layout{l}); len(problems) == 0 {
		meant = l
	}
	d := FindDrift(after, meant, []*Layout{l}, map[string]*Shape{l.Name: &shape}, testPlan())
	if d == nil {
		t.Fatal("want words on what moved, found none")
	}
	return fmt.Sprintf("%d%% of the layout is met\n%s\n%s\n%s", d.Met, strings.Join(d.Moved, "\n"), d.Diff, d.Then), d, l
}

func sheetsOf(t *testing.T, a *txtar.Archive, prefix string) *Pages {
	t.Helper()
	part := &txtar.Archive{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix); ok {
			part.Files = append(part.Files, txtar.File{Name: name, Data: f.Data})
		}
	}
	name, content := caseFile(t, part)
	book, err := sheet.Open(name, content, sheet.Limits{})
	must(t, err)
	return NewPages(book)
}

func TestDrift(t *testing.T) {
	for _, file := range cases(t, "drift") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			must(t, err)
			got, d, l := driftOf(t, a)
			got = strings.ReplaceAll(strings.TrimRight(got, "\n"), "\n \n", "\n\n") + "\n"
			i := len(a.Files) - 1
			if *update {
				a.Files[i].Data = []byte(got)
				must(t, os.WriteFile(file, txtar.Format(a), 0o644))
			} else if string(a.Files[i].Data) != got {
				t.Errorf("want\n%sfound\n%s", a.Files[i].Data, got)
			}
			if !strings.HasPrefix(d.Then, "With these changes the file loads") {
				t.Error(d.Then)
			}
			patched(t, l.text, d.Diff)
		})
	}
}

// patched applies the diff with patch, where there is one: what is offered must apply.
func patched(t *testing.T, text []byte, diff string) {
	t.Helper()
	if _, err := exec.LookPath("patch"); err != nil {
		return
	}
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "layout.yaml"), text, 0o644))
	c := exec.Command("patch", "layout.yaml")
	c.Dir, c.Stdin = dir, strings.NewReader(diff)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	content, err := os.ReadFile(filepath.Join(dir, "layout.yaml"))
	must(t, err)
	if _, problems := Read("layout.yaml", content); len(problems) > 0 {
		t.Error(problems)
	}
}

// A file that still fits has not drifted, and one that is like nothing known is not said to have.
func TestNoDrift(t *testing.T) {
	a, err := txtar.ParseFile("testdata/drift/pfa-headers.txtar")
	must(t, err)
	l, _ := Read("layout.yaml", section(a, "layout.yaml"))
	if d := FindDrift(sheetsOf(t, a, "before/"), l, nil, nil, testPlan()); d != nil {
		t.Errorf("want nothing, found %v", d.Moved)
	}
	book, err := sheet.Open("x.csv", []byte("a,b\n1,2\n"), sheet.Limits{})
	must(t, err)
	if d := FindDrift(NewPages(book), nil, []*Layout{l}, nil, testPlan()); d != nil {
		t.Errorf("want nothing, found %v", d.Moved)
	}
}
