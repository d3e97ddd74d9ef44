package layout

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"planwatch/ingest/sheet"
)

// drafted checks a draft of a file: it parses, and drafting again gives the same.
func drafted(t *testing.T, name string, content []byte) Draft {
	t.Helper()
	book, err := sheet.Open(name, content, sheet.Limits{})
	if err != nil {
		t.Skip(err)
	}
	d := NewDraft(countedPages(NewPages(book)), testPlan(), DraftOptions{File: name})
	if _, problems := Read("draft.yaml", []byte(d.YAML)); len(problems) > 0 {
		t.Fatalf("the draft does not parse: %v\n%s", problems, d.YAML)
	}
	if again := NewDraft(countedPages(NewPages(book)), testPlan(), DraftOptions{File: name}); again.YAML != d.YAML {
		t.Fatal("drafted twice, found different layouts")
	}
	return d
}

// Every return of the cases has a draft that parses.
func TestDraftOfCases(t *testing.T) {
	for _, dir := range []string{"good", "bad"} {
		for _, file := range cases(t, dir) {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
				a, err := txtar.ParseFile(file)
				must(t, err)
				if name, content := caseFile(t, a); content != nil {
					drafted(t, name, content)
				}
			})
		}
	}
}

// What a draft recognises: each file is drafted into a layout of which these lines are part.
func TestDraftRecognises(t *testing.T) {
	for _, c := range []struct {
		what, csv string
		lines     []string
		figures   int
	}{
		{
			"periods across, a column of labels, marks and markers",
			"Return\nReleased on 19 July 2026\n\nMeasure,Area code,Apr 2026,May 2026p\nBurglary,E23000014,5,6p\nRobbery,E23000014,..,2\nBurglary,E08000025,1,2\nRobbery,E08000025,3,4\n\nNotes follow\n",
			[]string{"across: true", "kind: month", "column: Measure", "Burglary: test.burglary", `"..": missing`, "marks: {p: provisional, r: revised}", `text: "Released on {date}"`, "end: blank row"},
			8,
		},
		{
			"a year and its quarter in two columns",
			"FY,Quarter,Force,n\n2024/25,1,West Midlands,5\n2024/25,2,West Midlands,6\n2024/25,3,West Midlands,7\n",
			[]string{`columns: "{FY} Q{Quarter}"`, "name: Force"},
			3,
		},
		{
			"the period of a title, totals, a code beside the name",
			"Homicide in the year ending March 2018\nCode,Area,Homicide,Robbery\nE23000014,West Midlands,4,50\nE23000003,Lancashire,5,60\n,Total,9,110\n",
			[]string{`title: "Homicide in {period}"`, "code: Code", "comparator: comparator", "- Total "},
			4,
		},
		{
			"a value in its own column",
			"Area,Month,Measure,Value\nBirmingham,2025-04,Burglary,5\nBirmingham,2025-04,Homicide,1\nBirmingham,2025-05,Burglary,4\nBirmingham,2025-05,Homicide,0\n",
			[]string{"column: Measure", "value: Value", "column: Month"},
			4,
		},
		{
			"records",
			"Date,Type,Outcome\n2026-04-01T10:00:00,Person,Arrest\n2026-04-02T11:00:00,Vehicle,None\n2026-05-02T11:00:00,Vehicle,None\n",
			[]string{"records:", "count: true", "zone: as written"},
			2,
		},
		{
			"a unit in a cell",
			"Funding by area,£000\nArea,Year,Funding\nBirmingham,2024/25,5\nCoventry,2024/25,6\n",
			[]string{"cell: B1", `words: {"£000": 1000}`},
			2,
		},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := drafted(t, "return.csv", []byte(c.csv))
			for _, line := range c.lines {
				if !strings.Contains(d.YAML, line) {
					t.Errorf("want the line %s in\n%s", line, d.YAML)
				}
			}
			if len(d.Problems) > 0 || d.Figures != c.figures {
				t.Errorf("want %d figures without a problem, found %d, %v\n%s", c.figures, d.Figures, d.Problems, d.YAML)
			}
		})
	}
}

// FuzzDraft: whatever a small table holds, its draft is a layout that parses.
func FuzzDraft(f *testing.F) {
	f.Add("a,b\n1,2\n3,4\n")
	f.Add("Area,Apr 2025,May 2025\nWest Midlands,5,6\nBirmingham,*,x\n,Total,5,7\n\nnotes,\nE23000014,,5")
	f.Add("Title: {x} *\nPublished: 19 July 2018\n\"a \"\"b\"\" # c: d\",- e,'f\n1,2p,3\nn/a,[c],-1\n")
	f.Add("Date,Type\n2020-01-01,a\n2020-01-02,b\n")
	f.Add("true,null,~,\\\n1,2,3,4\n5,6,7,8\n")
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) > 4000 {
			return
		}
		drafted(t, "return.csv", []byte(content))
	})
}
