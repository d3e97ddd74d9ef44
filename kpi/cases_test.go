package kpi_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
)

const caseFolder = "testdata/cases"

// TestCases runs the case files: what an assessment says, as an analyst writes it down. The folder's README explains them.
func TestCases(t *testing.T) {
	for file, cases := range allCases(t) {
		t.Run(file, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, c.check)
			}
		})
	}
}

// allCases reads every case file, by its name without the ending.
func allCases(t *testing.T) map[string][]*oneCase {
	t.Helper()
	files, err := filepath.Glob(caseFolder + "/*.case")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files in %s: %v", caseFolder, err)
	}
	out := map[string][]*oneCase{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, problems := readCases(filepath.Base(file), string(content))
		for _, p := range problems {
			t.Errorf("%s/%s", caseFolder, p)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".case")] = cases
	}
	return out
}

// given are the keys that make a case, wanted those of what must come out.
var given, wanted = joined(givenPlan, givenKinds), joined(wantedOfAll, wantedKinds)

func joined[T any](a, b map[string]T) map[string]T {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// oneCase is a plan of one indicator with its figures, and what must come out.
type oneCase struct {
	at           string // file:line
	name         string
	plan         kpi.Plan
	ind          kpi.Indicator
	observations []kpi.Observation
	asAt         kpi.Date
	area         kpi.AreaCode // that is assessed: E1, the plan's own, unless the case names another
	wants        []want
}

// want is one thing that must come out. Of is what follows the key's own words: the code in "says small-base".
type want struct{ at, key, of, value string }

func newCase(at, name string) *oneCase {
	c := &oneCase{at: at, name: name, area: "E1"}
	c.ind = kpi.Indicator{ID: "P1.1a", Measure: kpi.Count, Unit: "offences", Inputs: []kpi.Input{{Value: "s.value"}}}
	c.plan.Sources = []kpi.Source{{ID: "s", Provenance: kpi.PublishedFigures, Series: []kpi.SeriesInfo{{ID: "s.value"}, {ID: "s.of"}}}}
	return c
}

// readCases reads the cases of a file, and everything that is wrong with it: each complaint begins with file and line.
func readCases(file, text string) (cases []*oneCase, problems []string) {
	var names []string
	for _, l := range caseLines(file, text) {
		if l.key == "case" {
			if slices.Contains(names, l.value) {
				problems = append(problems, fmt.Sprintf("%s: there is a case %q before", l.at, l.value))
			}
			names = append(names, l.value)
			cases = append(cases, newCase(l.at, l.value))
			continue
		}
		if len(cases) == 0 {
			problems = append(problems, fmt.Sprintf("%s: want a case first, found %q", l.at, l.key))
			continue
		}
		if err := cases[len(cases)-1].read(l); err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", l.at, err))
		}
	}
	for _, c := range cases {
		if len(c.wants) == 0 {
			problems = append(problems, fmt.Sprintf("%s: the case %q expects nothing", c.at, c.name))
		}
	}
	return cases, problems
}

type caseLine struct{ at, key, value string }

// caseLines cuts a file into keys and values. A line that begins with a blank goes on with the one before.
func caseLines(file, text string) []caseLine {
	var out []caseLine
	for n, line := range strings.Split(text, "\n") {
		said := strings.TrimSpace(line)
		switch {
		case said == "" || said[0] == '#':
		case line[0] == ' ' && len(out) > 0:
			out[len(out)-1].value += " " + said
		default:
			key, value, _ := strings.Cut(said, ":")
			out = append(out, caseLine{fmt.Sprintf("%s:%d", file, n+1), key, strings.TrimSpace(value)})
		}
	}
	return out
}

// read takes one line: of the plan and its figures at once, of what must come out later.
func (c *oneCase) read(l caseLine) error {
	if set, of, ok := find(given, l.key); ok {
		return set(c, of, l.value)
	}
	if _, of, ok := find(wanted, l.key); ok {
		c.wants = append(c.wants, want{l.at, strings.TrimSpace(strings.TrimSuffix(l.key, of)), of, l.value})
		return nil
	}
	return fmt.Errorf("want a key that the README explains, found %q", l.key)
}

// find finds a key, or one whose words a key begins with: "figures from" for "figures from 2024-04".
func find[T any](keys map[string]T, key string) (found T, of string, ok bool) {
	if found, ok = keys[key]; ok {
		return found, "", true
	}
	for _, first := range []string{"figures from ", "figures in ", "figures of ", "says ", "part ", "window "} {
		if of, begins := strings.CutPrefix(key, first); begins {
			found, ok = keys[first]
			return found, of, ok
		}
	}
	return found, "", false
}

func (c *oneCase) assess() kpi.Assessment {
	return kpi.Assess(&c.plan, c.ind, c.area, kpi.NewData(c.shown()), c.asAt)
}

func (c *oneCase) check(t *testing.T) {
	a := c.assess()
	for _, w := range c.wants {
		say, _, _ := find(wanted, strings.TrimSpace(w.key+" "+w.of))
		if got := strings.Join(strings.Fields(say(c, a, w)), " "); got != w.value {
			t.Errorf("%s/%s: it says\n%s", caseFolder, w.at, pasteable(strings.TrimSpace(w.key+" "+w.of), got))
		}
	}
}

// pasteable writes a key and what was said as a case file has it.
func pasteable(key, said string) string {
	line, out := key+":", ""
	for _, word := range strings.Fields(said) {
		if len(line)+1+len(word) > 118 {
			out, line = out+line+"\n", " "
		}
		line += " " + word
	}
	return out + line
}

// TestCaseReadme holds that the README explains every key, and no other.
func TestCaseReadme(t *testing.T) {
	content, err := os.ReadFile(caseFolder + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	explained := []string{"case"}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9 -]+?)(?: [A-Z].*?)?:`").FindAllStringSubmatch(string(content), -1) {
		explained = append(explained, m[1])
	}
	known := []string{"case"}
	for k := range given {
		known = append(known, strings.TrimSpace(k))
	}
	for k := range wanted {
		known = append(known, strings.TrimSpace(k))
	}
	slices.Sort(known)
	slices.Sort(explained)
	if known, explained = slices.Compact(known), slices.Compact(explained); !slices.Equal(known, explained) {
		t.Errorf("keys are %q, the README explains %q", known, explained)
	}
}

// TestCasesComplain holds that a mistake in a case file is found and has its line.
func TestCasesComplain(t *testing.T) {
	for text, want := range map[string]string{
		"case: a\nfigures from 2024-01: 1 2\n":                     `f.case:1: the case "a" expects nothing`,
		"case: a\ntrend: x\n\ncase: a\ntrend: x":                   `f.case:4: there is a case "a" before`,
		"trend: x":                                                 `f.case:1: want a case first`,
		"case: a\ntrends: x\ntrend: x":                             `f.case:2: want a key that the README explains, found "trends"`,
		"case: a\ntrend: x\nfigures from 2024-01: 1 b":             `f.case:3: want a figure, found "b"`,
		"case: a\ntrend: x\nfigures from never: 1":                 `f.case:3: want a period`,
		"case: a\ntrend: x\ndirection: sideways":                   `f.case:3: want a direction (increase, `,
		"case: a\ntrend: x\nmeasure: length":                       `f.case:3: want a measure (count, `,
		"case: a\ntrend: x\nbaseline: 2024/25":                     `f.case:3: want a period and a value`,
		"case: a\ntrend: x\nbaseline: 2024/25 = 3 (dubious)":       `f.case:3: want a trust (agreed, `,
		"case: a\ntrend: x\ntarget: twice":                         `f.case:3: want a target`,
		"case: a\ntrend: x\ntarget: change -5 from 2024/25 = many": `f.case:3: want a figure, found "many"`,
	} {
		if _, problems := readCases("f.case", text); len(problems) != 1 || !strings.HasPrefix(problems[0], want) {
			t.Errorf("%q: %q, want %s", text, problems, want)
		}
	}
}

// TestCasesFail holds that a case fails when something else comes out, and prints what does.
func TestCasesFail(t *testing.T) {
	cases, problems := readCases("f.case", "case: a\nfigures from 2024-01: 1\nnote: missing\nno note: no-baseline\nnotes: none\nwords: nothing\n of it")
	if len(cases) != 1 || len(problems) > 0 {
		t.Fatal(problems)
	}
	a := cases[0].assess()
	for _, w := range cases[0].wants {
		if got := wanted[w.key](cases[0], a, w); got == w.value || got == "" {
			t.Errorf("%s: said %q", w.key, got)
		}
	}
}
