package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"planwatch/data"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
	"planwatch/kpi/words"
	"planwatch/reports"
	"planwatch/reports/chart"
	"planwatch/reports/site"
	"planwatch/reports/workbook"
)

// bracketed is a catalogue in which every saying of English stands in brackets: ⟦improving⟧. Signs of numbers and the
// language's own name are left out.
func bracketed(t *testing.T) *words.Catalogue {
	t.Helper()
	var b strings.Builder
	for _, key := range words.English().Keys() {
		if text, _ := words.English().Text(key); !strings.HasPrefix(key, "number.") && key != "language.tag" {
			fmt.Fprintf(&b, "%s = ⟦%s⟧\n", key, text)
		}
	}
	c, err := words.Parse("cy", b.String())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// invented gives every series of a plan some years of figures for all its areas, with gaps, marks and a jump, so that
// much of what can be said is.
func invented(plan *kpi.Plan) *kpi.Data {
	var out []kpi.Observation
	n := 0
	for _, s := range plan.Sources {
		for _, series := range s.Series {
			n++
			for _, area := range plan.Areas {
				out = append(out, figures(series.ID, area.Code, n)...)
			}
		}
	}
	return kpi.NewData(out)
}

func figures(series kpi.SeriesID, area kpi.AreaCode, n int) []kpi.Observation {
	kind := []kpi.PeriodKind{kpi.Month, kpi.Quarter, kpi.FinancialYear, kpi.Rolling12, kpi.PointInTime}[n%5]
	var out []kpi.Observation
	p := kpi.PeriodContaining(kpi.Quarter, kpi.DateOf(2019, 4, 1))
	p = kpi.PeriodFrom(kind, p.First)
	for i := 0; p.Last <= kpi.DateOf(2026, 3, 31); i++ {
		o := kpi.Observation{Key: kpi.Key{Series: series, Area: area, Period: p}, Value: float64(40 + (i*7+n)%9 + 30*(i/24)), Outturn: true}
		o.Place = kpi.Place{File: "f.xlsx", SHA256: strings.Repeat("0", 64), Load: 1, Sheet: "S", Cell: "A1"}
		switch {
		case i%17 == 5:
			o.Value, o.State = 0, kpi.Missing
		case i%19 == 7:
			o.Value, o.State = 0, kpi.Suppressed
		case i%11 == 3:
			o.Marks = kpi.Provisional
		case i%13 == 4:
			o.Place.Publisher, o.Place.Release = "P", "R"
		}
		out = append(out, o)
		if kind == kpi.PointInTime {
			p = kpi.PeriodFrom(kind, p.First.AddMonths(3))
		} else {
			p = p.Next()
		}
	}
	return out
}

// readBack are the names by which the layout return-to-fill-in reads a return again: they stay as they are.
var readBack = []string{
	"Instructions", "Figures", "Lists", "Date of this return", "Indicator", "Area code", "Area", "Period", "Value", "Out of", "If none, why",
	"Status", "Series", "Series of Out of", "final", "provisional", "revised", "Done", "Not done",
}

// said is all that readers see of a file, in order: a text each.
type said struct {
	file  string
	texts []string
}

// TestNothingIsSaidOutsideTheCatalogue builds the site, the packs and the return to fill in of a whole plan with a
// language in which every saying stands in brackets, and finds letters outside of them that are not the plan's own.
func TestNothingIsSaidOutsideTheCatalogue(t *testing.T) {
	lang := bracketed(t)
	own := newOwnWords()
	plan, problems := planfile.Read(data.Files, "plans/example")
	if len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	own.of(reflect.ValueOf(*plan))
	plan.Words = lang
	for i := range plan.Terms {
		if plan.Terms[i].Awaited != "" {
			plan.Terms[i].Definition = lang.Say("term.awaited", "who", plan.Terms[i].Awaited)
		}
	}
	all := everything(t, plan)
	found := map[string]string{}
	for _, s := range all {
		outside, depth := outsideBrackets(s.texts)
		if depth != 0 {
			t.Errorf("%s: brackets do not close", s.file)
		}
		for _, text := range outside {
			if strings.HasPrefix(s.file, "fill-in") && slices.Contains(readBack, text) {
				continue
			}
			if rest := own.without(text); rest != "" && found[rest] == "" {
				found[rest] = fmt.Sprintf("%s: %q stands outside the catalogue, in %q", s.file, rest, text)
			}
		}
	}
	for _, complaint := range found {
		t.Error(complaint)
	}
	if len(all) < 50 {
		t.Errorf("only %d files were looked at", len(all))
	}
}

// everything makes all that readers see of a plan.
func everything(t *testing.T, plan *kpi.Plan) []said {
	t.Helper()
	in := reports.Input{Plan: plan, Data: invented(plan), Area: plan.Area, AsAt: kpi.DateOf(2026, 3, 31), Edition: "0", Members: []string{"M"}}
	in.Loads = []kpi.Load{{Number: 1, Edition: kpi.DateOf(2026, 4, 1)}}
	var out []said
	full := reports.Build(reports.Site, in)
	drawAll(t, full)
	files, err := site.Pages(full, site.Options{BaseURL: "https://x.example/", Reports: []site.Report{{
		Kind: "panel", Title: full.Title, Format: "html", File: "reports/panel.html", AsAt: full.AsAt, KnownAt: full.KnownAt, Size: 1, SHA256: checksum([]byte("x")), Content: []byte("x"),
	}}})
	must(t, err)
	for _, f := range files {
		switch path.Ext(f.Name) {
		case ".html":
			if f.Name != "reports/panel.html" {
				out = append(out, said{f.Name, htmlTexts(t, f.Content)})
			}
		case ".svg", ".xml":
			out = append(out, said{f.Name, xmlTexts(t, f.Content)})
		}
	}
	for _, kind := range []string{reports.Panel, reports.Review} {
		p := reports.Build(kind, in)
		drawAll(t, p)
		page, err := site.Document(p)
		must(t, err)
		out = append(out, said{kind + ".html", htmlTexts(t, page)})
		book, err := workbook.Write(p, in.AsAt)
		must(t, err)
		out = append(out, bookTexts(t, kind+".xlsx", book)...)
	}
	fill, err := workbook.WriteFillIn(reports.BuildFillIn(plan, kpi.PeriodContaining(kpi.FinancialYear, in.AsAt)))
	must(t, err)
	return append(out, bookTexts(t, "fill-in.xlsx", fill)...)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// drawAll draws the first charts of a pack; all would take a minute.
func drawAll(t *testing.T, p *reports.Pack) {
	t.Helper()
	d, err := chart.NewDrawer()
	must(t, err)
	n := 0
	for _, s := range p.Sections {
		for _, i := range s.Indicators() {
			if i.Spark != nil {
				i.Spark.SVG = chart.Spark(*i.Spark)
			}
			if n++; i.Chart != nil && n%3 == 1 {
				must(t, d.Draw(i.Chart))
			}
		}
	}
}

// htmlTexts are the texts of a page, with those attributes that are shown or read out.
func htmlTexts(t *testing.T, page []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	must(t, err)
	var out []string
	var block strings.Builder // what an inline element says belongs to the sentence around it
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			block.WriteString(n.Data)
		} else if n.Namespace == "svg" {
			block.WriteString(" ") // lines of one text stand in elements of their own
		} else if !slices.Contains([]string{"a", "span", "strong", "code"}, n.Data) {
			out = append(out, block.String())
			block.Reset()
		}
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
		}
		for _, shown := range []string{"title", "alt", "aria-label", "aria-description", "data-label"} {
			out = append(out, attrs[shown])
		}
		if n.Data == "meta" && (attrs["name"] == "description" || slices.Contains([]string{"og:title", "og:description", "og:image:alt", "og:site_name"}, attrs["property"])) {
			out = append(out, attrs["content"])
		}
		if n.Data == "script" || n.Data == "style" {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return append(out, block.String())
}

// xmlTexts are the texts of a drawing or a feed, without its addresses.
func xmlTexts(t *testing.T, content []byte) []string {
	t.Helper()
	var out []string
	drawing := bytes.HasPrefix(content, []byte("<svg"))
	d := xml.NewDecoder(bytes.NewReader(content))
	var open []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if drawing { // lines of one text stand in elements of their own
				return []string{strings.Join(out, " ")}
			}
			return out
		}
		must(t, err)
		switch x := token.(type) {
		case xml.StartElement:
			open = append(open, x.Name.Local)
			for _, a := range x.Attr {
				if shown := a.Name.Local; shown == "descr" || shown == "prompt" || shown == "promptTitle" || shown == "error" || shown == "errorTitle" {
					out = append(out, a.Value)
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if n := len(open); n > 0 && !slices.Contains([]string{"id", "loc", "updated", "f", "formula1", "formula2", "sqref", "formatCode"}, open[n-1]) {
				out = append(out, string(x))
			}
		}
	}
}

var sheetNames = regexp.MustCompile(`<sheet name="([^"]*)"`)

// bookTexts are the texts of a workbook: of its cells, its charts, the names of its worksheets, what it says of a cell.
func bookTexts(t *testing.T, name string, book []byte) []said {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must(t, err)
	var out []said
	for _, f := range in.File {
		folder := path.Dir(f.Name)
		if f.Name != "xl/workbook.xml" && f.Name != "xl/sharedStrings.xml" && folder != "xl/charts" && folder != "xl/drawings" && folder != "xl/worksheets" {
			continue
		}
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		if f.Name == "xl/workbook.xml" {
			s := said{file: name + "!" + f.Name}
			for _, m := range sheetNames.FindAllSubmatch(content, -1) {
				s.texts = append(s.texts, string(m[1]))
			}
			out = append(out, s)
			continue
		}
		out = append(out, said{name + "!" + f.Name, xmlTexts(t, content)})
	}
	return out
}

// outsideBrackets are the pieces of texts outside of brackets, and how many brackets are left open. A saying may be
// broken into lines, and may have others in it.
func outsideBrackets(texts []string) (outside []string, depth int) {
	for _, text := range texts {
		var b strings.Builder
		for _, r := range text {
			switch {
			case r == '⟦':
				depth++
				b.WriteByte(' ')
			case r == '⟧':
				depth--
			case depth == 0:
				b.WriteRune(r)
			}
		}
		if strings.ContainsFunc(b.String(), unicode.IsLetter) {
			outside = append(outside, b.String())
		}
	}
	return outside, depth
}
