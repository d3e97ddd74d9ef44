package layout

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"

	"planwatch/ingest/sheet"
)

func mustRead(t testing.TB, text string) *Layout {
	t.Helper()
	l, problems := Read("layout.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

const monthly = `
layout: NAME
fits:
  - sheet: csv
  - sheet: csv
    row: [code, HEADER]
edition: none
tables:
  - sheet: csv
    area: {code: code}
    period: {across: true, kind: month}
    series: {fixed: test.burglary}
`

func named(t testing.TB, name, header string) *Layout {
	return mustRead(t, strings.NewReplacer("NAME", name, "HEADER", header).Replace(monthly))
}

func pagesOf(t testing.TB, content string) *Pages {
	t.Helper()
	book, err := sheet.Open("return.csv", []byte(content), sheet.Limits{})
	must(t, err)
	return NewPages(book)
}

func TestFind(t *testing.T) {
	a, b, c := named(t, "a-one", "Apr 2025"), named(t, "b-two", "May 2025"), named(t, "c-three", "Jun 2025")
	workbook := mustRead(t, strings.ReplaceAll(strings.ReplaceAll(monthly, "csv", "Burglary"), "NAME", "d-four"))
	all := []*Layout{workbook, c, b, a}

	if l, problems := Find(pagesOf(t, "code,Apr 2025\n"), all); l != a || len(problems) > 0 {
		t.Errorf("want the one that fits, found %v, %v", l, problems)
	}
	for _, c := range []struct {
		content, want string
		layouts       []*Layout
	}{
		{"code,Apr 2025,May 2025\n", ": want one layout that fits, found 2: a-one, b-two; name the one that is meant, or make their fits stricter [ambiguous-layout]", all},
		{"code,Jul 2025\n", `: want a layout that fits, found none among 4; nearest: a-one wants "Apr 2025" in a row of sheet "csv" | ` +
			`b-two wants "May 2025" in a row of sheet "csv" | c-three wants "Jun 2025" in a row of sheet "csv"; a new kind of return needs a layout of its own: planwatch inspect FILE --draft writes a first one [no-layout]`, all},
		{"code,Jul 2025\n", `: want a layout that fits, found none among 1; nearest: d-four wants a sheet "Burglary" (the file has "csv"); a new kind of return needs a layout of its own: planwatch inspect FILE --draft writes a first one [no-layout]`, all[:1]},
		{"code,Jul 2025\n", ": want a layout that fits, found no layout at all [no-layout]", nil},
	} {
		l, problems := Find(pagesOf(t, c.content), c.layouts)
		if got := problems.Error(); l != nil || got != c.want {
			t.Errorf("%q:\nwant  %s\nfound %s", c.content, c.want, got)
		}
	}
}

// A damaged sheet is told from one that is not there, whether it is needed to choose a layout or to read the figures.
func TestDamagedSheet(t *testing.T) {
	x := excelize.NewFile()
	must(t, x.SetSheetName("Sheet1", "Burglary"))
	must(t, x.SetCellValue("Burglary", "A1", "code"))
	var whole bytes.Buffer
	must(t, x.Write(&whole))
	book, err := sheet.Open("return.xlsx", withPart(t, whole.Bytes(), "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row"), sheet.Limits{})
	must(t, err)
	pages := NewPages(book)
	l := mustRead(t, strings.NewReplacer("csv", "Burglary", "NAME", "burglary").Replace(monthly))
	if _, problems := Find(pages, []*Layout{l}); !strings.Contains(problems.Error(), "[damaged]") {
		t.Errorf("choosing a layout: %v", problems)
	}
	if r := l.Extract(pages, testPlan()); !strings.Contains(r.Problems.Error(), "[damaged]") {
		t.Errorf("reading: %v", r.Problems)
	}
}

// withPart replaces one part of a zip.
func withPart(t *testing.T, content []byte, name, text string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		w, err := z.Create(f.Name)
		must(t, err)
		r, err := f.Open()
		must(t, err)
		old, err := io.ReadAll(r)
		must(t, err)
		if f.Name == name {
			old = []byte(text)
		}
		_, err = w.Write(old)
		must(t, err)
	}
	must(t, z.Close())
	return out.Bytes()
}

// Too many problems of one kind are counted, not listed.
func TestManyProblems(t *testing.T) {
	content := "code,Apr 2025\n" + strings.Repeat("E23000014,many\n", most+7)
	r := named(t, "many", "Apr 2025").Extract(pagesOf(t, content), testPlan())
	if n := len(r.Problems); n != most {
		t.Fatalf("want %d problems, found %d", most, n)
	}
	if last := r.Problems[most-1].Message; !strings.HasSuffix(last, "(and in 7 more cells)") {
		t.Errorf("the last says %q", last)
	}
}

// The example of the package doc is a case of its own, so that it stays true.
func TestDocExample(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	must(t, err)
	a, err := txtar.ParseFile("testdata/good/example.txtar")
	must(t, err)
	for _, line := range strings.Split(strings.TrimSpace(string(section(a, "layout.yaml"))), "\n") {
		if !strings.Contains(string(doc), "//\t"+line+"\n") {
			t.Errorf("doc.go does not have the line %q of testdata/good/example.txtar", line)
		}
	}
}
