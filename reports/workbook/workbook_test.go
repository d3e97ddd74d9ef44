package workbook

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"planwatch/reports"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestGolden holds every cell of the small Pack's workbook: worksheet!cell = what it shows.
func TestGolden(t *testing.T) {
	o := open(t, written(t))
	var b strings.Builder
	for _, sheet := range o.GetSheetList() {
		rows, err := o.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, s := range row {
				if s != "" {
					fmt.Fprintf(&b, "%s!%s = %s\n", sheet, cellName(c+1, r+1), s)
				}
			}
		}
		b.WriteString("\n")
	}
	file := filepath.Join("testdata", "panel.golden.txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for n := range max(len(got), len(expected)) {
		if n >= len(got) || n >= len(expected) || got[n] != expected[n] {
			t.Fatalf("%s:%d differs (go test -update writes it anew); found from there\n%s", file, n+1, strings.Join(got[min(n, len(got)):min(n+10, len(got))], "\n"))
		}
	}
}

func TestSameBytes(t *testing.T) {
	first, second := written(t), written(t)
	if !bytes.Equal(first, second) {
		t.Error("the same Pack gave other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("want the list of types first, found %s", z.File[0].Name)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s: want the time %s, found %s", f.Name, epoch, f.Modified)
		}
	}
	core := open(t, first).parts["docProps/core.xml"]
	for _, want := range []string{">2025-12-31T00:00:00Z</dcterms:created>", ">2025-12-31T00:00:00Z</dcterms:modified>", "<dc:language>en-GB</dc:language>", "Panel performance pack: Example Police and Crime Plan 2025-29"} {
		if !strings.Contains(core, want) {
			t.Errorf("docProps/core.xml: want %s, found %s", want, core)
		}
	}
}

// TestEmpty holds that a plan without figures, and no plan at all, still give a workbook that keeps the rules.
func TestEmpty(t *testing.T) {
	cases := map[string]*reports.Pack{
		"Cover_sheet Contents": {Title: "Panel performance pack", Plan: "Blank"},
		"Cover_sheet Contents Summary Indicators Notes Definitions": {
			Title: "Panel performance pack", Plan: "Blank", Sections: []reports.Section{{ID: "P11", Loose: []*reports.Indicator{jointCases()}}}, Counts: smallPack().Counts,
		},
	}
	for want, p := range cases {
		book, err := Write(p, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(open(t, book).GetSheetList(), " "); got != want {
			t.Errorf("want worksheets %s, found %s", want, got)
		}
		for _, f := range faults(t, book) {
			t.Error(f)
		}
	}
}

// TestMarksStay holds that a number with a mark stays a number and shows the mark.
func TestMarksStay(t *testing.T) {
	p := smallPack()
	p.Counts.Rows[0][1] = marked(num("1,234"), "[p]")
	book, err := Write(p, asAt)
	if err != nil {
		t.Fatal(err)
	}
	o := open(t, book)
	tables, err := o.GetTables("Summary")
	if err != nil {
		t.Fatal(err)
	}
	var head int
	if _, err := fmt.Sscanf(tables[0].Range, "A%d:", &head); err != nil {
		t.Fatal(err)
	}
	at := cellName(2, head+1)
	if !o.isNumber("Summary", at) || o.raw("Summary", at) != "1234" || o.cell("Summary", at) != "1,234 [p]" {
		t.Errorf("Summary!%s: want the number 1234 shown as 1,234 [p], found %q shown as %q", at, o.raw("Summary", at), o.cell("Summary", at))
	}
}

func TestSheetNames(t *testing.T) {
	w := newWriter(&reports.Pack{})
	cases := []struct{ id, want string }{
		{"P4.1a", "P4.1a"},
		{"p4.1A", "p4.1A_2"},
		{"a/b:c", "a_b_c"},
		{"History", "History_2"},
		{"Notes", "Notes_2"},
		{"", "_2"},
		{"an-indicator-with-a-very-long-id-indeed", "tor-with-a-very-long-id-indeed"},
	}
	for _, c := range cases {
		got := w.sheetName(c.id)
		w.names[&reports.Indicator{}] = got
		if !strings.HasSuffix(got, c.want) || len(got) > 31 {
			t.Errorf("%q: want a worksheet %s, found %s", c.id, c.want, got)
		}
	}
}

func TestTableNames(t *testing.T) {
	for id, want := range map[string]string{"data-home-burglary": "data_home_burglary", "a1": "table_a1", "R": "table_R", "4": "table_4", "": "table_", "P4.1a": "P4_1a"} {
		if got := tableName(id); got != want {
			t.Errorf("%q: want a table %s, found %s", id, want, got)
		}
	}
}

func TestUniqueHeaders(t *testing.T) {
	got := newWriter(&reports.Pack{}).unique([]reports.Column{{Name: "Rate"}, {Name: "rate"}, {Name: ""}, {Name: ""}})
	if want := "Rate|rate (2)|Column|Column (2)"; strings.Join(got, "|") != want {
		t.Errorf("want %s, found %s", want, strings.Join(got, "|"))
	}
}

// TestGather holds that what captions share is said once and what differs stays with its rows.
func TestGather(t *testing.T) {
	table := func(caption string) *reports.Table {
		return &reports.Table{Caption: caption, Columns: []reports.Column{{Name: "Area"}, {Name: "Offences", Numeric: true}}, Rows: [][]reports.Figure{{{Text: "Example"}, num("5")}}}
	}
	from := []*reports.Indicator{
		{ID: "P1", Name: "Burglary", Comparison: table("Burglary in October to December 2025, with similar forces (A, B)")},
		{ID: "P2", Name: "Robbery"},
		{ID: "P3", Name: "Knives", Comparison: table("Knives in December 2025, with similar forces (A, B)")},
	}
	g := newWriter(smallPack()).gather("comparison", from, comparisonOf)
	if want := "with similar forces (A, B)"; g.shared != want {
		t.Errorf("want shared %q, found %q", want, g.shared)
	}
	want := []string{"Indicator Name About Area Figure Figure unit Marks Kind of figures", "P1 Burglary in October to December 2025 Example 5 Offences none none yet", "P3 Knives in December 2025 Example 5 Offences none none yet"}
	got := []string{""}
	for n, c := range g.table.Columns {
		got[0] += map[bool]string{true: " "}[n > 0] + c.Name
	}
	for _, row := range g.table.Rows {
		var words []string
		for _, f := range row {
			words = append(words, f.String())
		}
		got = append(got, strings.Join(words, " "))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("want\n%s\nfound\n%s", strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
}

func TestSentences(t *testing.T) {
	cases := []struct {
		parts []string
		want  string
	}{
		{[]string{"9,230 offences", "2024/25."}, "9,230 offences. 2024/25."},
		{[]string{"Down", ""}, "Down"},
		{[]string{"met", "“by a fifth.”", "then this"}, "Met. “by a fifth.” Then this"},
		{[]string{"", "élan"}, "Élan"},
	}
	for _, c := range cases {
		if got := sentences(c.parts...); got != c.want {
			t.Errorf("%q: want %q, found %q", c.parts, c.want, got)
		}
	}
}

// TestLineCount holds the measure of wrapped text against lines counted by eye in a spreadsheet.
func TestLineCount(t *testing.T) {
	cases := []struct {
		text   string
		digits float64
		want   int
	}{
		{"", 54, 1},
		{"Down", 54, 1},
		{"Note 1: The figures change in April 2023 and are not compared across it.", 54, 2},
		{strings.Repeat("a1", 32), 36, 2},
		{"one two three", 5, 3},
	}
	for _, c := range cases {
		if got := lineCount(c.text, "", c.digits); got != c.want {
			t.Errorf("%q in %g digits: want %d lines, found %d", c.text, c.digits, c.want, got)
		}
	}
}
