package inbox

import (
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// made are the problems of burglary's sheet, and others that have no table.
func made() kpi.Problems {
	return kpi.Problems{
		notANumber("C5"),
		{Sheet: "Burglary", Cell: "B8", Code: "total-differs", Message: "want 566, found 0", Severity: kpi.Warning},
		{Sheet: "Burglary", Cell: "E7", Code: "not-a-number", Message: `want a count of offences, found "\" onload=\"x"`},
		{Sheet: "Burglary", Cell: "C8", Code: "not-whole", Message: `want a whole number, found "0.5"`},
		{Sheet: "Burglary", Cell: "Z99", Code: "not-a-number", Message: "a cell that the sheet has not"},
		{Sheet: "Robbery", Cell: "A1", Code: "missing-header", Message: "a sheet that the file has not"},
		{Code: "no-layout", Message: "want a layout that fits, found none among 3; nearest: " + strings.Repeat("sample-force-return wants a sheet “Robbery”; ", 4)},
		{File: "layouts/force.yaml", Line: 7, Column: 3, Code: "unknown-series", Message: "want a series of the plan's sources"},
		{Line: 12, Code: "damaged", Message: "<b>not bold</b>\u202e\x00\nand on"},
	}
}

func madeReport(t *testing.T) report {
	t.Helper()
	f := drop(t, t.TempDir(), "burglary-<october> 2026.xlsx", burglary(t))
	r := refusalOf(burglary(t), made()...)
	r.SHA256 = sumOf("the golden file must not change with the zip package")
	out := newReport(f, r, []byte(burglary(t)))
	out.Size = "1,234 bytes"
	return out
}

func golden(t *testing.T, name, found string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(found), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != found {
		t.Errorf("%s: want\n%s\nfound\n%s", path, want, found)
	}
}

func TestReportText(t *testing.T) {
	text := madeReport(t).text()
	golden(t, "burglary.txt", text)
	for i, line := range strings.Split(text, "\n") {
		if utf8.RuneCountInString(line) > 100 {
			t.Errorf("line %d: want at most 100 columns, found %d: %s", i+1, utf8.RuneCountInString(line), line)
		}
	}
}

func TestReportOfACSV(t *testing.T) {
	content := "Code,Council,2025/26\nE08000025,Birmingham,41 2O\nE08000026,Coventry,88\n"
	f := drop(t, t.TempDir(), "return.csv", content)
	r := refusalOf(content, kpi.Problem{Sheet: "csv", Cell: "C2", Code: "not-a-number", Message: `want a count, found "41 2O"`})
	r.At = at.AddDate(0, -5, 0) // summer time
	golden(t, "csv.txt", newReport(f, r, []byte(content)).text())
}

func TestReportHTML(t *testing.T) {
	r := madeReport(t)
	page, err := r.html()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "burglary.html", string(page))
	doc := parsed(t, page)
	if found := text(one(t, doc, "h1")); found != "burglary-<october> 2026.xlsx was refused" {
		t.Errorf("want the file's name in the heading, found %q", found)
	}
	if lang := attr(one(t, doc, "html"), "lang"); lang != "en-GB" {
		t.Errorf("want British English, found %q", lang)
	}
	for _, table := range all(doc, "table") {
		here := 0
		for _, td := range all(table, "td") {
			if attr(td, "class") == "here" {
				here++
				if !strings.Contains(text(td), "this cell") {
					t.Errorf("want the cell marked in words, found %q", text(td))
				}
			}
		}
		if here != 1 || len(all(table, "caption")) != 1 {
			t.Errorf("want a caption and one marked cell, found %d", here)
		}
		for _, th := range all(table, "th") {
			if scope := attr(th, "scope"); scope != "row" && scope != "col" {
				t.Errorf("want a scope on each header, found %q", scope)
			}
		}
	}
	if n := len(all(doc, "table")); n != 4 {
		t.Errorf("want four tables, found %d", n)
	}
	wantSameWords(t, r, text(doc))
}

// wantSameWords holds the page to what the plain report says.
func wantSameWords(t *testing.T, r report, page string) {
	t.Helper()
	page = strings.Join(strings.Fields(page), " ")
	say := []string{r.Name, r.Size, r.SHA256, r.When, r.Count, r.More, nothingStored, putBackAgain}
	for _, f := range r.Findings {
		say = append(say, f.Where, f.Sentence(), f.Code, f.Advice)
	}
	for _, s := range say {
		if !strings.Contains(page, strings.Join(strings.Fields(s), " ")) {
			t.Errorf("want %q on the page, found no such words", s)
		}
	}
}

// The page runs nothing, fetches nothing, and its policy fits its style sheet.
func TestReportIsHarmless(t *testing.T) {
	page, err := madeReport(t).html()
	if err != nil {
		t.Fatal(err)
	}
	doc := parsed(t, page)
	for _, tag := range []string{"script", "img", "link", "iframe", "object", "form", "a", "b", "svg", "base"} {
		if n := len(all(doc, tag)); n > 0 {
			t.Errorf("want no <%s>, found %d", tag, n)
		}
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" || a.Key == "style" {
				t.Errorf("want no attribute %s, found %q", a.Key, a.Val)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	sum := sha256.Sum256([]byte(one(t, doc, "style").FirstChild.Data))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	for _, m := range all(doc, "meta") {
		if attr(m, "http-equiv") == "Content-Security-Policy" {
			if !strings.HasPrefix(attr(m, "content"), policy) {
				t.Errorf("want the policy %q, found %q", policy, attr(m, "content"))
			}
			return
		}
	}
	t.Error("want a policy, found none")
}

// A file with thousands of problems gives a report that can be read, and is read once for each sheet.
func TestReportOfMany(t *testing.T) {
	var content strings.Builder
	var problems kpi.Problems
	for i := range 20_000 {
		fmt.Fprintf(&content, "a,b,c,d,%d\n", i)
		problems = append(problems, kpi.Problem{Sheet: "csv", Cell: sheet.CellName(i+1, 5), Code: "not-whole", Message: "no"})
	}
	dir := t.TempDir()
	path := mustQuarantine(t, dir, drop(t, t.TempDir(), "many.csv", content.String()), refusalOf(content.String(), problems...))
	page, err := os.ReadFile(filepath.Join(path, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(all(parsed(t, page), "table")); n != 200 || !strings.Contains(string(page), "19,800 more are not listed") {
		t.Errorf("want 200 tables and how many more, found %d", n)
	}
	entries, err := Quarantined(dir)
	if err != nil || entries[0].Problems != 20_000 {
		t.Errorf("want 20,000 problems, found %+v, %v", entries, err)
	}
}

// A file that can't be opened as a spreadsheet still gets its report.
func TestReportOfAnything(t *testing.T) {
	for _, content := range []string{"", "%PDF-1.7", "PK\x03\x04rubbish", "\xff\xfe"} {
		dir := mustQuarantine(t, t.TempDir(), drop(t, t.TempDir(), "x.xlsx", content), refusalOf(content, notANumber("A1")))
		text, err := os.ReadFile(filepath.Join(dir, "report.txt"))
		if err != nil || !strings.Contains(string(text), "[not-a-number]") {
			t.Errorf("%q: want a report, found %s, %v", content, text, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("one two", 5)
	f.Add("e\u0301\u202e\x00\xff ぁ漢字"+strings.Repeat("x", 300), 100)
	f.Fuzz(func(t *testing.T, s string, most int) {
		most = 2 + most&0xff
		s = plain(s)
		if !utf8.ValidString(s) || strings.ContainsFunc(s, unseen) {
			t.Errorf("want text that can be seen, found %q", s)
		}
		for _, line := range wrapped(s, most) {
			if columns(line) > most {
				t.Errorf("want at most %d columns, found %q", most, line)
			}
		}
		if joined := strings.Join(wrapped(s, most), ""); strings.ReplaceAll(joined, " ", "") != strings.ReplaceAll(s, " ", "") {
			t.Errorf("want %q, found %q", s, joined)
		}
		if c := clipped(s, most); columns(c) > most {
			t.Errorf("want at most %d columns, found %q", most, c)
		}
	})
}

func parsed(t *testing.T, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func all(n *html.Node, tag string) (out []*html.Node) {
	if n.Type == html.ElementNode && n.Data == tag {
		out = append(out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, all(c, tag)...)
	}
	return out
}

func one(t *testing.T, n *html.Node, tag string) *html.Node {
	t.Helper()
	found := all(n, tag)
	if len(found) != 1 {
		t.Fatalf("want one <%s>, found %d", tag, len(found))
	}
	return found[0]
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var out string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out += text(c)
	}
	return out
}
