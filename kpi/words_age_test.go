package kpi_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
	"planwatch/kpi/words"
	"planwatch/reports"
)

// answerAge is the age under which the words of an assessment must be readable.
const answerAge = 12

// shippedPlan is the plan of the demo.
func shippedPlan(t *testing.T) *kpi.Plan {
	t.Helper()
	plan, problems := planfile.Read(os.DirFS("../data/plans"), "west-midlands-2025-29")
	if len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	return plan
}

// definedFor are the words that a reader of an indicator can look up, or has just read above its answer.
func definedFor(plan *kpi.Plan, ind kpi.Indicator) []string {
	out := append(plan.TermNames(), ind.Unit, ind.Name)
	out = append(out, ind.Scale...)
	if d := ind.Disparity; d != nil {
		out = append(out, d.Events, d.Group.Name, d.Reference.Name, "population") // what it is put over is above its answer
	}
	return out
}

// tooHard complains of an answer that is too hard to read.
func tooHard(t *testing.T, of, said string, defined []string) {
	t.Helper()
	if age, long := kpi.ReadingAge(said, defined); age >= answerAge {
		t.Errorf("%s has a reading age of %.1f, want under %d; long words are %v:\n%s", of, age, answerAge, long, said)
	}
}

func TestReadingAgeOfCases(t *testing.T) {
	plan, read := shippedPlan(t), 0
	for _, cases := range allCases(t) {
		for _, c := range cases {
			tooHard(t, c.at+" "+c.name, reports.Words(c.ind, c.assess()), definedFor(plan, c.ind))
			read++
		}
	}
	if read < 100 {
		t.Errorf("read the words of %d cases", read)
	}
}

// TestReadingAgeOfTheDemo reads what the demo says of every indicator of its plan.
func TestReadingAgeOfTheDemo(t *testing.T) {
	plan := shippedPlan(t)
	data, asAt := kpi.NewData(demoFigures(t, plan)), kpi.DateOf(2026, 3, 31)
	judged := 0
	for _, ind := range plan.Computed() {
		a := kpi.Assess(plan, ind, plan.Area, data, asAt)
		if a.Latest != nil {
			judged++
		}
		tooHard(t, string(ind.ID), reports.Words(ind, a), definedFor(plan, ind))
	}
	if judged < 40 {
		t.Errorf("only %d indicators have figures", judged)
	}
}

// demoFigures are the figures of the samples.
func demoFigures(t *testing.T, plan *kpi.Plan) []kpi.Observation {
	t.Helper()
	var layouts []*layout.Layout
	for _, file := range globbed(t, "../data/layouts/*.yaml") {
		l, problems := layout.Read(filepath.Base(file), contentOf(t, file))
		if l == nil {
			t.Fatal(problems)
		}
		layouts = append(layouts, l)
	}
	var out []kpi.Observation
	for _, file := range slices.Concat(globbed(t, "../data/samples/published/*.csv"), globbed(t, "../data/samples/illustrative/*.xlsx")) {
		r := ingest.Read(filepath.Base(file), contentOf(t, file), layouts, plan, ingest.Options{})
		if r.Refused() {
			t.Fatal(r.Problems)
		}
		out = append(out, r.Observations...)
	}
	return out
}

func globbed(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	return files
}

func contentOf(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestReadingAgeCanFail holds that a hard answer is seen.
func TestReadingAgeCanFail(t *testing.T) {
	if age, _ := kpi.ReadingAge("The proportion demonstrated an appreciable deterioration relative to established expectations.", nil); age < answerAge {
		t.Errorf("a hard sentence has a reading age of %.1f", age)
	}
}

// banned are words that the catalogue never says: of feeling, of praise and blame, those that make a number large or
// small, and "significant", which means one thing to a statistician and another to everybody else. "Only" is let be said
// of how many figures there are.
var banned = strings.Fields(`
	significant significantly insignificant alarming alarmingly dramatic dramatically pleasing pleased sadly unfortunately
	fortunately encouraging disappointing worrying worryingly shocking soaring soared plummeted plunged surged skyrocketed
	slashed crisis excellent great terrible poor impressive remarkable striking huge massive sharp sharply strong strongly
	robust merely mere just even very extremely failure proves proven obviously clearly sorry hopefully luckily`)

// bannedIn lists the banned words that a text says.
func bannedIn(said string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(said), func(r rune) bool {
		return (r < 'a' || r > 'z') && r != '\''
	}), func(w string) bool { return !slices.Contains(banned, w) })
}

func TestBannedWords(t *testing.T) {
	for _, key := range words.English().Keys() {
		if found := bannedIn(words.English().Say(key)); len(found) > 0 {
			t.Errorf("%s says %q: %s", key, found, words.English().Say(key))
		}
	}
	if found := bannedIn("Sadly, the rise is (very) significant."); !slices.Equal(found, []string{"sadly", "very", "significant"}) {
		t.Errorf("found %q", found)
	}
}
