package layout

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

var update = flag.Bool("update", false, "write what the cases give into their files")

// testPlan is as much of a plan as the cases need.
func testPlan() *kpi.Plan {
	series := func(names ...string) (out []kpi.SeriesInfo) {
		for _, n := range names {
			out = append(out, kpi.SeriesInfo{ID: kpi.SeriesID("test." + n)})
		}
		return out
	}
	return &kpi.Plan{
		Areas: []kpi.Area{
			{Code: "E23000014", Name: "West Midlands", Role: "force", Aliases: []string{"West Midlands Police", "E11000005"}},
			{Code: "E08000025", Name: "Birmingham", Role: "council", Parent: "E23000014"},
			{Code: "E08000026", Name: "Coventry", Role: "council", Parent: "E23000014"},
			{Code: "E08000031", Name: "Wolverhampton", Role: "council", Parent: "E23000014"},
			{Code: "E23000003", Name: "Lancashire", Role: "comparator"},
			{Code: "E23000004", Name: "Merseyside", Role: "comparator"},
			{Code: "E23000034", Name: "City of London", Role: "comparator"},
			{Code: "X-BTP", Name: "British Transport Police", Role: "comparator"},
			{Code: "E12000005", Name: "West Midlands", Role: "region"},
			{Code: "E12000001", Name: "North East", Role: "region"},
			{Code: "K04000001", Name: "England and Wales", Role: "country"},
		},
		Sources: []kpi.Source{{ID: "test", Name: "Test return", Series: series("burglary", "robbery", "homicide", "officers", "satisfied", "funding", "grade", "centre", "trust", "trust-sample")}, {
			ID: "sample", Series: []kpi.SeriesInfo{{ID: "sample.burglary"}},
		}, {
			ID: "office", Template: true, Series: []kpi.SeriesInfo{{ID: "office.share"}},
		}},
		Indicators: []kpi.Indicator{
			{ID: "G", Measure: kpi.Grade, Scale: []string{"Inadequate", "Adequate", "Good"}, Inputs: []kpi.Input{{Value: "test.grade"}}},
			{ID: "M", Measure: kpi.Milestone, Inputs: []kpi.Input{{Value: "test.centre"}}},
		},
	}
}

// A case is a txtar file: layout.yaml, then return.csv or the sheets of a workbook ("Burglary.sheet", cells apart by
// "|", numbers as numbers, "'" before a text that looks like one, "=A1+1" a formula without a result, "0.5%" a
// percentage), "merge" with a range a line ("Burglary!A1:B2"), "hide" with a row or column
// a line ("Burglary!3", "Burglary!C"), and at the end "want".
func runCase(t *testing.T, file string) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := caseResult(t, a)
	for i, f := range a.Files {
		if f.Name != "want" {
			continue
		}
		if *update {
			a.Files[i].Data = []byte(got)
			if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if string(f.Data) != got {
			t.Errorf("%s: want\n%sfound\n%s(go test ./ingest/layout -update writes it)", file, f.Data, got)
		}
		return
	}
	t.Fatalf("%s: no section called want", file)
}

// caseResult is what a case gives, as text: edition, observations, problems.
func caseResult(t *testing.T, a *txtar.Archive) string {
	t.Helper()
	return caseCounted(t, a, countInMemory)
}

// caseCounted is caseResult with records counted by open.
func caseCounted(t *testing.T, a *txtar.Archive, open OpenGrouping) string {
	t.Helper()
	var b strings.Builder
	l, problems := Read("layout.yaml", section(a, "layout.yaml"))
	for _, p := range problems {
		fmt.Fprintln(&b, p)
	}
	if l == nil {
		return b.String()
	}
	name, content := caseFile(t, a)
	if content == nil {
		return b.String() + "no mistake\n"
	}
	book, err := sheet.Open(name, content, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pages := NewPages(book)
	pages.CountWith(open)
	for _, m := range l.Match(pages) {
		fmt.Fprintf(&b, "does not fit: want %s\n", m)
	}
	r := l.Extract(pages, testPlan())
	if r.Edition != nil {
		fmt.Fprintf(&b, "edition %s from %s\n", r.Edition, r.EditionFrom)
	}
	if len(r.Problems.Errors()) == 0 {
		for _, o := range r.Observations {
			fmt.Fprintln(&b, observationText(o))
		}
	}
	for _, p := range r.Problems {
		if p.File == "" {
			p.File = name
		}
		fmt.Fprintln(&b, p)
	}
	return b.String()
}

func observationText(o kpi.Observation) string {
	v := strconv.FormatFloat(o.Value, 'g', -1, 64)
	if o.State != kpi.Known {
		v = o.State.Shorthand()
	}
	area := strings.TrimSuffix(string(o.Area)+" "+o.Breakdown, " ")
	s := fmt.Sprintf("%s!%s %s %s %s (%s) = %s", o.Place.Sheet, o.Place.Cell, o.Series, area, o.Period, o.Period.Kind, v)
	if o.Marks != 0 {
		s += " " + o.Marks.Shorthand()
	}
	if !o.Outturn {
		s += " not outturn"
	}
	if o.Place.Transcribed() {
		s += fmt.Sprintf(" from %s, %s, %s", o.Place.Publisher, o.Place.Release, o.Place.Where)
	}
	return s
}

func section(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// caseFile gives the return of a case: its CSV, or a workbook made from its sheets.
func caseFile(t *testing.T, a *txtar.Archive) (name string, content []byte) {
	t.Helper()
	if csv := section(a, "return.csv"); csv != nil {
		return "return.csv", csv
	}
	x := excelize.NewFile()
	defer x.Close()
	n := 0
	for _, f := range a.Files {
		sheetName, ok := strings.CutSuffix(f.Name, ".sheet")
		if !ok {
			continue
		}
		if n++; n == 1 {
			must(t, x.SetSheetName("Sheet1", sheetName))
		} else if _, err := x.NewSheet(sheetName); err != nil {
			t.Fatal(err)
		}
		fillSheet(t, x, sheetName, string(f.Data))
	}
	if n == 0 {
		return "", nil
	}
	for _, line := range strings.Split(strings.TrimSpace(string(section(a, "merge"))), "\n") {
		if sheetName, cells, ok := strings.Cut(line, "!"); ok {
			from, to, _ := strings.Cut(cells, ":")
			must(t, x.MergeCell(sheetName, from, to))
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(string(section(a, "hide"))), "\n") {
		if sheetName, part, ok := strings.Cut(line, "!"); ok {
			if row, err := strconv.Atoi(part); err == nil {
				must(t, x.SetRowVisible(sheetName, row, false))
			} else {
				must(t, x.SetColVisible(sheetName, part, false))
			}
		}
	}
	var b bytes.Buffer
	must(t, x.Write(&b))
	return "return.xlsx", b.Bytes()
}

func fillSheet(t *testing.T, x *excelize.File, name, text string) {
	t.Helper()
	percent, err := x.NewStyle(&excelize.Style{NumFmt: 10})
	must(t, err)
	for r, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		for c, cell := range strings.Split(line, "|") {
			at := sheet.CellName(r+1, c+1)
			cell = strings.ReplaceAll(strings.TrimSpace(cell), `\n`, "\n")
			if rest, ok := strings.CutSuffix(cell, "%"); ok {
				if v, err := strconv.ParseFloat(rest, 64); err == nil {
					must(t, x.SetCellValue(name, at, v/100))
					must(t, x.SetCellStyle(name, at, at, percent))
					continue
				}
			}
			switch v, err := strconv.ParseFloat(cell, 64); {
			case cell == "":
			case strings.HasPrefix(cell, "="):
				must(t, x.SetCellFormula(name, at, cell[1:]))
			case err == nil:
				must(t, x.SetCellValue(name, at, v))
			default:
				must(t, x.SetCellValue(name, at, strings.TrimPrefix(cell, "'")))
			}
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func cases(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no case in testdata/%s: %v", dir, err)
	}
	return files
}

// TestGood shows what layouts can express: each case is a layout, a return and what comes out of it.
func TestGood(t *testing.T) {
	for _, file := range cases(t, "good") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}
