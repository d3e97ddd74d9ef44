package planfile

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"planwatch/kpi"
)

var update = flag.Bool("update", false, "write the golden files of testdata/bad anew")

// goodPlan is the small plan in testdata/good, as files under plan/.
func goodPlan(t testing.TB) fstest.MapFS {
	t.Helper()
	good := os.DirFS("testdata/good")
	out := fstest.MapFS{}
	err := fs.WalkDir(good, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(good, name)
		out["plan/"+name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGoodPlan(t *testing.T) {
	plan, problems := Read(goodPlan(t), "plan")
	if len(problems) > 0 {
		t.Fatalf("the good plan has problems:\n%v", problems)
	}
	if same, problems := Read(os.DirFS("testdata/good"), "."); len(problems) > 0 || same.ID != plan.ID {
		t.Errorf("read from its own folder the good plan has problems:\n%v", problems)
	}
	if len(plan.Indicators) != 2 || plan.Indicators[0].Approval != "proposed" || plan.Indicators[1].Approval != "agreed" {
		t.Errorf("indicators are %+v", plan.Indicators)
	}
	if v, ok := plan.Indicators[1].Baselines[0].Known(); !ok || v != 80 {
		t.Errorf("the baseline of 80 of 100 is %v, %v", v, ok)
	}
}

// badPlan is the good plan with one file of testdata/bad in it. The file's first line says what it does: "# replaces
// FILE", "# adds FILE" or "# removes FILE".
func badPlan(t testing.TB, path string) fstest.MapFS {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	plan := goodPlan(t)
	first, _, _ := strings.Cut(string(content), "\n")
	var verb, name string
	if f := strings.Fields(first); len(f) == 3 && f[0] == "#" {
		verb, name = f[1], "plan/"+f[2]
	}
	switch _, exists := plan[name]; {
	case verb == "removes" && exists:
		delete(plan, name)
	case verb == "replaces" && exists, verb == "adds" && !exists:
		plan[name] = &fstest.MapFile{Data: content}
	default:
		t.Fatalf("%s: want a first line such as # replaces plan.yaml, found %q", path, first)
	}
	return plan
}

// Every rule has a bad file named after its code, and the golden file beside it lists what Read says of it.
func TestEveryRuleHasABadFile(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules {
		if seen[r.code] {
			t.Errorf("the code %q is declared twice", r.code)
		}
		seen[r.code] = true
		t.Run(r.code, func(t *testing.T) {
			path := filepath.Join("testdata", "bad", r.code+".yaml")
			var published *kpi.Plan
			if r == changedUnsaid { // the only rule that is about two editions of a plan
				published, _ = Read(goodPlan(t), "plan")
			}
			_, problems := ReadAfter(badPlan(t, path), "plan", published)
			found := false
			for _, p := range problems {
				checkAddress(t, p)
				found = found || p.Code == r.code && p.Severity == r.severity
			}
			if !found {
				t.Errorf("the bad file is not complained of by [%s]; it says\n%v", r.code, problems)
			}
			golden(t, filepath.Join("testdata", "bad", r.code+".txt"), problems.Error()+"\n")
		})
	}
	files, _ := filepath.Glob("testdata/bad/*.yaml")
	for _, f := range files {
		if code := strings.TrimSuffix(filepath.Base(f), ".yaml"); !seen[code] {
			t.Errorf("%s is of no rule", f)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: want\n%sfound\n%s", path, want, got)
	}
}

func checkAddress(t testing.TB, p kpi.Problem) {
	t.Helper()
	if p.File == "" || p.Line < 1 || p.Column < 1 || p.Code == "" || p.Message == "" || strings.Contains(p.Message, "\n") {
		t.Errorf("a complaint without an address, code or message of one line: %#v", p)
	}
}
