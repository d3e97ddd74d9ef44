package site

import (
	"bytes"
	"encoding/csv"
	"html"
	"reflect"
	"strings"
	"testing"

	"planwatch/reports"
)

// TestIllustrativeNotice holds that invented figures say so wherever they show.
func TestIllustrativeNotice(t *testing.T) {
	all := pages(t, smallPack())
	shown := map[string]int{"index.html": 1, "sections/neighbourhood-crime.html": 1, "indicators/calls-answered.html": 3}
	for name, times := range shown {
		if got := strings.Count(wordsOf(parsePage(t, name, all[name]).root), invented); got < times {
			t.Errorf("%s: want the notice at least %d times, found %d", name, times, got)
		}
	}
	if n := strings.Count(wordsOf(parsePage(t, "x", all["indicators/home-burglary.html"]).root), invented); n != 0 {
		t.Errorf("the page of published figures has the notice %d times", n)
	}
	// What a search engine shows of the page.
	if described := `<meta name="description" content="` + strings.TrimSuffix(invented, "."); !strings.Contains(html.UnescapeString(string(all["indicators/calls-answered.html"])), described) {
		t.Error("the description of a page of invented figures does not say so")
	}
	for _, name := range []string{"data/calls-answered.csv", "data/all.csv"} {
		for _, r := range records(t, all[name])[1:] {
			if r[14] == illustrative && r[len(r)-1] != invented {
				t.Errorf("%s: a row without the notice: %v", name, r)
			}
		}
	}
}

func records(t *testing.T, content []byte) [][]string {
	t.Helper()
	out, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDownloads(t *testing.T) {
	all := pages(t, smallPack())
	golden(t, "home-burglary.csv.txt", strings.ReplaceAll(string(all["data/home-burglary.csv"]), "\r\n", "\n"))
	golden(t, "calls-answered.csv.txt", strings.ReplaceAll(string(all["data/calls-answered.csv"]), "\r\n", "\n"))
	if n := len(records(t, all["data/all.csv"])); n != 9 {
		t.Errorf("want a header and 8 figures in all.csv, found %d rows", n)
	}
	if n := len(records(t, all["data/joint-cases.csv"])); n != 1 {
		t.Errorf("want the header alone where there is no figure, found %d rows", n)
	}
	if bytes.Count(all["data/all.csv"], []byte("\n")) != bytes.Count(all["data/all.csv"], []byte("\r\n")) {
		t.Error("a line of all.csv does not end with CR LF")
	}
}

// TestEveryRowField holds that no field of a Row is left out of the downloads.
func TestEveryRowField(t *testing.T) {
	kind := reflect.TypeFor[reports.Row]()
	for f := range kind.NumField() {
		var r reports.Row
		reflect.ValueOf(&r).Elem().Field(f).SetString("sentinel")
		content, err := rowsCSV([]reports.Row{r})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(content, []byte("sentinel")) {
			t.Errorf("the field %s is in no column", kind.Field(f).Name)
		}
	}
}

func TestFormulas(t *testing.T) {
	cases := []struct {
		in     string
		figure bool
		want   string
	}{
		{"=1+1", false, "'=1+1"},
		{"+44", false, "'+44"},
		{"-", false, "'-"},
		{"@x", false, "'@x"},
		{"\tx", false, "'\tx"},
		{"Table P1", false, "Table P1"},
		{"", false, ""},
		{"-12.5", true, "-12.5"},
		{"-12.5", false, "'-12.5"},
		{"-1+cmd", true, "'-1+cmd"},
		{"=1", true, "'=1"},
		{"-", true, "'-"},
	}
	for _, c := range cases {
		if got := safe(c.in, c.figure); got != c.want {
			t.Errorf("safe(%q, %t) = %q, want %q", c.in, c.figure, got, c.want)
		}
	}
}

// TestHostileTexts puts markup into every text of a Pack: none of it becomes markup.
func TestHostileTexts(t *testing.T) {
	const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)></style>javascript:alert(1)`
	p := smallPack()
	poison(reflect.ValueOf(p), attack, map[uintptr]bool{})
	all := pages(t, p)
	doc, err := Document(p)
	if err != nil {
		t.Fatal(err)
	}
	all["document.html"] = doc
	for name, content := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		page := parsePage(t, name, content)
		for _, fault := range policyFaults(page) {
			t.Errorf("%s: %s", name, fault)
		}
		if n := len(page.all("img")); n > 0 {
			t.Errorf("%s: %d pictures got in", name, n)
		}
		for _, a := range page.all("a") {
			if href, _ := attr(a, "href"); strings.HasPrefix(strings.ToLower(href), "javascript:") {
				t.Errorf("%s: a link runs a script", name)
			}
		}
		if name == "index.html" && !strings.Contains(wordsOf(page.root), "<script>alert(1)</script>") {
			t.Error("the attack does not show as text: the test proves nothing")
		}
	}
}

// poison adds a text to every string of a Pack, but for slugs, which are held to a shape, and what is drawn.
func poison(v reflect.Value, attack string, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			poison(v.Elem(), attack, seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			switch v.Type().Field(i).Name {
			case "Slug", "SectionSlug":
			default:
				poison(v.Field(i), attack, seen)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			poison(v.Index(i), attack, seen)
		}
	case reflect.String:
		v.SetString(v.String() + attack)
	}
}

// TestRefused shows each reason why a Pack is not published.
func TestRefused(t *testing.T) {
	cases := []struct {
		code   string
		change func(*reports.Pack)
	}{
		{"bad-slug", func(p *reports.Pack) { p.Sections[0].Slug = "../etc" }},
		{"same-slug", func(p *reports.Pack) { p.Sections[0].Indicators()[1].Slug = "home-burglary" }},
		{"no-notice", func(p *reports.Pack) { p.Sections[0].Indicators()[1].Rows[0].Notice = "" }},
		{"no-notice", func(p *reports.Pack) { p.Sections[0].Indicators()[1].Notice = "" }},
		{"no-notice", func(p *reports.Pack) { p.Sections[0].Indicators()[1].Chart.Notice = "" }},
		{"bad-option", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Chart.Option = []byte("{") }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Chart.SVG = []byte("<svg><script/></svg>") }},
		{"not-utf8", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Answer = "\xa3 a year" }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Chart.Narrow = []byte(`<svg style="x"/>`) }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg/><svg/>`) }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg onload="x"/>`) }},
		{"bad-drawing", func(p *reports.Pack) {
			p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg><use href="https://example.org/x"/></svg>`)
		}},
		{"bad-drawing", func(p *reports.Pack) {
			p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg><path fill="url(https://example.org/x)"/></svg>`)
		}},
		{"bad-drawing", func(p *reports.Pack) {
			p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg><desc><![CDATA[x><script>alert(1)</script>]]></desc></svg>`)
		}},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg><!-- x --></svg>`) }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<svg>`) }},
		{"bad-drawing", func(p *reports.Pack) { p.Sections[0].Indicators()[0].Spark.SVG = []byte(`<?xml version="1.0"?><svg/>`) }},
	}
	for _, c := range cases {
		p := smallPack()
		c.change(p)
		if _, err := Pages(p, Options{}); err == nil || !strings.Contains(err.Error(), "["+c.code+"]") {
			t.Errorf("want [%s], found %v", c.code, err)
		}
		if _, err := Document(p); err == nil {
			t.Errorf("[%s]: the document was written all the same", c.code)
		}
	}
	p := smallPack()
	p.Sections[0].Slug, p.Sections[0].Indicators()[0].Chart.Option = "A", []byte("{")
	if _, err := Pages(p, Options{}); strings.Count(err.Error(), "site: ") != 2 {
		t.Errorf("want both reasons at once, found %v", err)
	}
}
