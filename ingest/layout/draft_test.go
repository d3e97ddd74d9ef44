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
			"years across, of which nobody says whether they are financial",
			"Offences by area\n\nArea,2015,2016\nBirmingham,2811,2900\nWest Midlands,6010,9120\n",
			[]string{"across: true", "kind: calendar year", "CHECK: a bare year may be a calendar or a financial year", `as: "year from April {period}"`},
			4,
		},
		{
			"financial years across, of which some read as months",
			"Area,2010-11,2011-12,2012-13\nBirmingham,2811,2900,3000\nWest Midlands,6010,9120,9000\n",
			[]string{"across: true", "kind: financial year", "all are pairs of years that follow each other"},
			6,
		},
		{
			"pairs down a column that may be months",
			"Area,Year,n\nWest Midlands,2009-10,2900\nWest Midlands,2010-11,3000\n",
			[]string{"column: Year", "kind: financial year", "CHECK: each may be a month or a financial year"},
			2,
		},
		{
			"a column of measures without a header, and areas in the first row of several",
			"Area,,2015/16,2016/17\nBirmingham,Robbery,1,2\n,Burglary,3,4\nWest Midlands,Robbery,5,6\n,Burglary,7,8\n",
			[]string{"column: column B", "Robbery: test.robbery", "carry down: [Area]"},
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

// What inspect calls the header is what a draft takes for it.
func TestHeaderRowIsTheDrafts(t *testing.T) {
	for _, c := range []struct {
		csv  string
		want int
	}{
		{"Offences by area\n\nArea,2015/16,2016/17\nBirmingham,1,2\nWest Midlands,5,6\n", 3},
		{"Area,2015,2016\nBirmingham,1950,1999\nWest Midlands,2001,1980\n", 1},
		{",2015,,2016,\nArea,Number,Rate,Number,Rate\nBirmingham,1,2,3,4\nWest Midlands,5,6,7,8\n", 2},
		{"Code,Offence,Group\nOne,Theft,A\nTwo,Arson,B\nThree,Fraud,A\n4,Murder,C\n5,Affray,D\n", 1},
	} {
		book, err := sheet.Open("a.csv", []byte(c.csv), sheet.Limits{})
		must(t, err)
		grid, err := book.Grid("csv")
		must(t, err)
		s := sketchOf(newPage(grid), testPlan(), true)
		if got := HeaderRow(grid); got != c.want || s != nil && s.bottom != got {
			t.Errorf("%q: want the header in row %d, found %d", c.csv, c.want, got)
		}
	}
}

// Columns of figures under one heading, laid out for print: rows are not counted in their stead.
func TestDraftOfASheetForPrint(t *testing.T) {
	d := drafted(t, "print.csv", []byte("Disposals,Age,Age,Age,Gender,Gender\nAshfield,10,20,30,5,6\nBassetlaw,11,21,31,7,8\nMansfield,12,22,32,9,1\n"))
	if strings.Contains(d.YAML, "records:") {
		t.Errorf("want no records, found\n%s", d.YAML)
	}
}
