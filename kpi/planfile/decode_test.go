package planfile

import (
	"maps"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// What one file says of itself, for files whose other mistakes do not matter. Each case lists the complaints that the
// file must have, by address and words.
func TestComplaintsHavePlaces(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"the very first character": {"- a\n", []string{"plan/plan.yaml:1:1: the file wants keys and values of a plan, found a list [wrong-type]"}},
		"an empty file":            {"", []string{`plan/plan.yaml:1:1: want a plan with "title", found none [missing-key]`}},
		"comments only":            {"# nothing\n", []string{`plan/plan.yaml:1:1: want a plan with "sections", found none [missing-key]`}},
		"the first key":            {"sectoins: x\n", []string{`plan/plan.yaml:1:1: want a key of a plan, found "sectoins"; nearest is "sections" [unknown-key]`}},
		"after a byte order mark":  {"\ufeffsectoins: x\n", []string{`plan/plan.yaml:1:1: want a key of a plan, found "sectoins"; nearest is "sections" [unknown-key]`}},
		"Windows line ends":        {"id: x\r\ntitle: [a]\r\n", []string{`plan/plan.yaml:2:8: "title" wants text, found a list [wrong-type]`}},
		"letters with accents":     {"title: {é: é, x: y}\n", []string{`plan/plan.yaml:1:8: "title" wants text, found keys and values [wrong-type]`}},
		"in a folded text":         {"title: >-\n  a\n  b\nbody: 3\n", []string{`plan/plan.yaml:4:7: "body" wants text, found the number 3 [wrong-type]`}},
		"a null where text is":     {"title:\nbody: ~\n", []string{`want a plan with "title", found none`, `want a plan with "body", found none`}},
		"an empty list":            {"sections: []\n", []string{`want a plan with "sections", found none`}},
		"an empty item":            {"notices:\n  -\n  - x\n", []string{`plan/plan.yaml:2:4: "notices" wants a value after every -, found nothing [wrong-type]`}},
		"an octal number":          {"sections:\n  - line: 010\n", []string{`plan/plan.yaml:2:11: "line" wants a number such as 12.5, found the number 010 [wrong-type]`}},
		"a number with a mark":     {"sections:\n  - line: 1_000\n", []string{`found the number 1_000 [wrong-type]`}},
		"a negative line":          {"sections:\n  - line: -4\n", []string{`plan/plan.yaml:2:11: "line" wants a whole number from 1 to 1000000, found -4 [bad-number]`}},
		"a merge key":              {"<<: {title: x}\n", []string{"plan/plan.yaml:1:1: want plain YAML, found a merge key (<<)"}},
		"a tag":                    {"title: !!str x\n", []string{"plan/plan.yaml:1:8: want plain YAML, found a tag (!)"}},
		"a second document":        {"id: x\n---\nid: y\n", []string{"plan/plan.yaml:3:1: want one document in a file, found a second one [unsupported-yaml]"}},
		"a tab":                    {"id: x\nsections:\n\t- id: y\n", []string{"[not-yaml]"}},
		"an open bracket":          {"notices: [a\n", []string{"plan/plan.yaml:1:10: want YAML: "}},
		"not UTF-8":                {"id: x\ntitle: \xff\n", []string{"plan/plan.yaml:2:8: want text in UTF-8, found a byte that is not [not-yaml]"}},
		"a control character":      {"id: x\ntitle: \x07\n", []string{"plan/plan.yaml:2:8: want text, found a control character [not-yaml]"}},
		"an escaped one":           {"id: x\ntitle: \"\\u0007\"\n", []string{`plan/plan.yaml:2:8: "title" wants text, found a control character in it [wrong-type]`}},
		"brackets upon brackets":   {"id: " + strings.Repeat("[", 100), []string{"plan/plan.yaml:1:65: want brackets nested less deeply [not-yaml]"}},
		"a long line":              {"id: x\ntitle: " + strings.Repeat("a", 20_000), []string{"plan/plan.yaml:2:1: want lines of at most 10,000 bytes [not-yaml]"}},
		"a large file":             {strings.Repeat("# x\n", 600_000), []string{"plan/plan.yaml:1:1: want a plan file of at most 2 MB [not-yaml]"}},
	} {
		t.Run(name, func(t *testing.T) {
			plan := goodPlan(t)
			plan["plan/plan.yaml"] = &fstest.MapFile{Data: []byte(c.content)}
			_, problems := Read(plan, "plan")
			all := problems.Error()
			for _, p := range problems {
				checkAddress(t, p)
			}
			for _, w := range c.want {
				if !strings.Contains(all, w) {
					t.Errorf("want %q among\n%s", w, all)
				}
			}
		})
	}
}

// A file that can't be read as YAML says so once; nothing is said to be missing that it may define.
func TestBrokenFilesDoNotCascade(t *testing.T) {
	for _, name := range []string{"plan.yaml", "sources.yaml", "glossary.yaml", "areas.yaml"} {
		plan := goodPlan(t)
		plan["plan/"+name] = &fstest.MapFile{Data: []byte("a: [\n")}
		_, problems := Read(plan, "plan")
		if len(problems) != 1 || problems[0].Code != notYAML.code {
			t.Errorf("with %s broken, want one complaint, found\n%v", name, problems)
		}
	}
}

// A folder that is not there is a missing plan.yaml, with its path.
func TestNoSuchFolder(t *testing.T) {
	plan, problems := Read(os.DirFS("testdata"), "nowhere")
	if plan == nil || len(problems) == 0 || problems[0].File != "nowhere/plan.yaml" || problems[0].Code != missingFile.code {
		t.Errorf("found %v, %v", plan, problems)
	}
}

// FuzzRead puts any bytes in the place of one of the good plan's files. Read must not panic, and every complaint must
// point to a line that the file has.
func FuzzRead(f *testing.F) {
	names := []string{"plan.yaml", "areas.yaml", "sources.yaml", "glossary.yaml", "groups.yaml", "breaks.yaml", "events.yaml", "indicators/p1.yaml", "indicators/p2.yaml"}
	good := goodPlan(f)
	for i, name := range names {
		f.Add(i, good["plan/"+name].Data)
	}
	for _, s := range []string{"", "a", "- - - -", "? x\n: y\n", "a: &b [*b]\n", "{a: {b: {c: }}}", "a: |\n", "--- !x\n...\n", "\"\\x", "%YAML 1.2\n---\na: b\n", "<<: *a"} {
		f.Add(0, []byte(s))
		f.Add(8, []byte("indicators:\n  - "+s))
	}
	f.Fuzz(func(t *testing.T, which int, content []byte) {
		if which < 0 || which >= len(names) {
			return
		}
		plan := maps.Clone(good)
		plan["plan/"+names[which]] = &fstest.MapFile{Data: content}
		_, problems := Read(plan, "plan")
		for _, p := range problems {
			checkAddress(t, p)
			file := plan[p.File]
			if file == nil {
				t.Errorf("a complaint about a file that is not there: %v", p)
			} else if lines := 1 + strings.Count(string(file.Data), "\n") + strings.Count(string(file.Data), "\r"); p.Line > lines {
				t.Errorf("%s has %d lines: %v", path.Base(p.File), lines, p)
			}
		}
	})
}
