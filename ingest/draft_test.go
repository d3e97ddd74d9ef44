package ingest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

// draftOf drafts a layout for a file, against the shipped plan.
func draftOf(t testing.TB, file string, content []byte, plan *kpi.Plan) (layout.Draft, error) {
	t.Helper()
	book, done, err := ingest.Open(file, content, ingest.Options{})
	if err != nil {
		return layout.Draft{}, err
	}
	defer done()
	pages := layout.NewPages(book)
	pages.CountWith(count)
	return layout.NewDraft(pages, plan, layout.DraftOptions{File: file}), nil
}

// Drafts of the plainer real files load without an edit, once the lines that they suggest for the plan are pasted.
// The number is that of the figures they read.
var loadFromDraft = []struct {
	file    string
	figures int
}{
	{"pfa-population-mid2024.csv", 43},
	{"lad-crime-population-2024-25.csv", 28},
	{"domviolence.csv", 18},
	{"ho-prc-west-midlands-quarterly-2012-2025.csv", 495},
	{"ho-outcomes-west-midlands-2024-25.csv", 32},
	{"fingertips-indicator-upload-template.xlsx", 21},
	{"mps-borough-monthly-2018-20.xlsx", 48708},
	{"nhse-rtt-timeseries.xlsx", 3648},
	{"ho-workforce-30sep2015.ods", 710},
	{"ho-workforce-sep2016.ods", 715},
	{"ho-workforce-sep2018.ods", 989},
	{"ons-pfa-tables-ye-mar2019.xlsx", 5375},
	{"2017-09-west-midlands-stop-and-search.csv", 1},
}

func TestDraftsLoad(t *testing.T) {
	for _, c := range loadFromDraft {
		t.Run(c.file, func(t *testing.T) {
			path := filepath.Join(corpus, "real", c.file)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Skip("the real files are not here (../shared/corpus/real)")
			}
			d, err := draftOf(t, c.file, content, shippedPlan(t))
			if err != nil {
				t.Fatal(err)
			}
			plan := pasted(t, d.YAML)
			l, problems := layout.Read("draft.yaml", []byte(d.YAML))
			if l == nil {
				t.Fatal(problems)
			}
			if problems := l.Check(plan); len(problems) > 0 {
				t.Fatalf("the plan with what the draft suggests: %v", problems)
			}
			r := ingest.Read(c.file, content, []*layout.Layout{l}, plan, ingest.Options{Count: count})
			if r.Refused() || len(r.Observations) != c.figures {
				t.Errorf("want %d figures, found %d, refused: %v\n%v", c.figures, len(r.Observations), r.Refused(), kpi.Problems(r.Problems).Errors())
			}
		})
	}
}

// pasted is the shipped plan with the lines that a draft suggests at the end of its files, as its reader would paste
// them.
func pasted(t *testing.T, draft string) *kpi.Plan {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	if err := os.CopyFS(dir, os.DirFS("../data/plans/west-midlands-2025-29")); err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(draft, "\n\n") {
		for _, name := range []string{"sources.yaml", "areas.yaml"} {
			if strings.Contains(part, "at the end of its "+name) || strings.Contains(part, "end of its "+name) {
				_, lines, _ := strings.Cut(part, "\n#\n")
				lines = strings.ReplaceAll("\n"+strings.TrimSpace(lines), "\n# ", "\n")
				appendTo(t, filepath.Join(dir, name), lines+"\n")
			}
		}
	}
	plan, problems := planfile.Read(os.DirFS(filepath.Dir(dir)), "plan")
	if errs := problems.Errors(); len(errs) > 0 {
		t.Fatal(errs)
	}
	return plan
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever a real file holds, its draft is a layout without a mistake.
func TestDraftsParse(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(corpus, "*", "*.*"))
	if len(files) == 0 {
		t.Skip("the real files are not here (../shared/corpus)")
	}
	plan := shippedPlan(t)
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil || len(content) > 1<<20 && testing.Short() {
			continue
		}
		d, err := draftOf(t, filepath.Base(file), content, plan)
		if err != nil {
			continue // not read at all
		}
		if _, problems := layout.Read("draft.yaml", []byte(d.YAML)); len(problems) > 0 {
			t.Errorf("%s: %v\n%s", file, problems, d.YAML)
		}
	}
}
