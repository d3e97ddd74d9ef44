package site

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"planwatch/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

func pages(t *testing.T, p *reports.Pack) map[string][]byte {
	t.Helper()
	files, err := Pages(p, Options{Contact: "office@example.org"})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for i, f := range files {
		if i > 0 && files[i-1].Name >= f.Name {
			t.Errorf("%s does not come after %s", f.Name, files[i-1].Name)
		}
		out[f.Name] = f.Content
	}
	return out
}

// eachPage parses every HTML file of the small site, and the document.
func eachPage(t *testing.T, p *reports.Pack, f func(t *testing.T, page parsed)) {
	t.Helper()
	all := pages(t, p)
	doc, err := Document(p)
	if err != nil {
		t.Fatal(err)
	}
	all["document.html"] = doc
	for name, content := range all {
		if strings.HasSuffix(name, ".html") {
			t.Run(name, func(t *testing.T) { f(t, parsePage(t, name, content)) })
		}
	}
}

// TestGolden compares the text of every page with what was read and found good.
func TestGolden(t *testing.T) {
	eachPage(t, smallPack(), func(t *testing.T, page parsed) {
		golden(t, strings.ReplaceAll(strings.TrimSuffix(page.name, ".html"), "/", "-")+".txt", page.dump())
	})
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s", file, got)
	}
}

func TestSameBytes(t *testing.T) {
	first, second := pages(t, smallPack()), pages(t, smallPack())
	for name, content := range first {
		if !bytes.Equal(content, second[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	a, err := Document(smallPack())
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Document(smallPack())
	if !bytes.Equal(a, b) {
		t.Error("the document differs between two runs")
	}
}

// TestLinks follows every link and reference: each leads to a file of the site, to a place in it that exists, or out
// to the web.
func TestLinks(t *testing.T) {
	all := pages(t, smallPack())
	ids := map[string]map[string]bool{}
	for name, content := range all {
		if strings.HasSuffix(name, ".html") {
			ids[name] = idsOf(parsePage(t, name, content))
		}
	}
	for name, content := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, fault := range brokenLinks(parsePage(t, name, content), all, ids) {
			t.Error(fault)
		}
	}
}

func brokenLinks(p parsed, all map[string][]byte, ids map[string]map[string]bool) []string {
	var out []string
	p.each(func(n *html.Node) {
		for _, key := range []string{"href", "src"} {
			to, ok := attr(n, key)
			if !ok || to == "data:," || n.Data == "a" && web(to) {
				continue
			}
			file, anchor, _ := strings.Cut(to, "#")
			target := p.name
			if file != "" {
				target = path.Join(path.Dir(p.name), file)
			}
			if _, found := all[target]; !found || strings.Contains(file, ":") || strings.HasPrefix(file, "/") {
				out = append(out, fmt.Sprintf("%s: %s leads nowhere", p.name, to))
			} else if anchor != "" && !ids[target][anchor] {
				out = append(out, fmt.Sprintf("%s: %s leads to no place of that page", p.name, to))
			}
		}
	})
	return out
}

func idsOf(p parsed) map[string]bool {
	out := map[string]bool{}
	p.each(func(n *html.Node) {
		if id, ok := attr(n, "id"); ok {
			out[id] = true
		}
	})
	return out
}

// TestStructure holds what every page and the document owe to a reader with a screen reader, and to the policy.
func TestStructure(t *testing.T) {
	titles := map[string]string{}
	eachPage(t, smallPack(), func(t *testing.T, page parsed) {
		for _, fault := range structureFaults(page) {
			t.Error(fault)
		}
		title := wordsOf(page.all("title")[0])
		if other, ok := titles[title]; ok && page.name != "document.html" && other != "document.html" {
			t.Errorf("has the title of %s: %q", other, title)
		}
		titles[title] = page.name
	})
}

func structureFaults(p parsed) []string {
	out := append(idFaults(p), headingFaults(p)...)
	out = append(out, policyFaults(p)...)
	for _, tag := range []string{"main", "h1", "title"} {
		n := 0
		for _, e := range p.all(tag) {
			if !inside(e, "svg") {
				n++
			}
		}
		if n != 1 {
			out = append(out, fmt.Sprintf("want one %s, found %d", tag, n))
		}
	}
	if lang, _ := attr(p.all("html")[0], "lang"); lang != "en-GB" {
		out = append(out, "want lang en-GB, found "+lang)
	}
	text := wordsOf(p.root)
	for _, notice := range smallPack().Notices {
		if !strings.Contains(text, notice) {
			out = append(out, "lacks the notice "+notice)
		}
	}
	if first := p.all("a")[0]; wordsOf(first) != "Skip to main content" {
		out = append(out, "the first link does not skip to the content")
	}
	return append(out, leftovers(text)...)
}

// leftovers are traces of a template that went wrong.
func leftovers(text string) []string {
	var out []string
	for _, s := range []string{"ZgotmplZ", "<no value>", "%!", "{{", "<nil>"} {
		if strings.Contains(text, s) {
			out = append(out, "holds "+s)
		}
	}
	return out
}

// idFaults are ids that stand twice, and references to ids that stand nowhere.
func idFaults(p parsed) []string {
	var out []string
	seen := map[string]bool{}
	p.each(func(n *html.Node) {
		if id, ok := attr(n, "id"); ok {
			if seen[id] {
				out = append(out, "the id "+id+" stands twice")
			}
			seen[id] = true
		}
	})
	p.each(func(n *html.Node) {
		for _, key := range []string{"aria-labelledby", "aria-describedby", "data-option"} {
			value, _ := attr(n, key)
			for _, id := range strings.Fields(value) {
				if !seen[id] {
					out = append(out, key+" names "+id+", which stands nowhere")
				}
			}
		}
		if href, ok := attr(n, "href"); ok && strings.HasPrefix(href, "#") && !seen[href[1:]] {
			out = append(out, "a link leads to "+href+", which stands nowhere")
		}
	})
	return out
}

// headingFaults are headings that skip a level.
func headingFaults(p parsed) []string {
	var out []string
	level := 0
	p.each(func(n *html.Node) {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			return
		}
		l := int(n.Data[1] - '0')
		if l > level+1 {
			out = append(out, fmt.Sprintf("%s %q follows level %d", n.Data, wordsOf(n), level))
		}
		level = l
	})
	return out
}

// policyFaults are what the strict policy would block, and a policy that is missing or lax.
func policyFaults(p parsed) []string {
	var out []string
	policy := ""
	p.each(func(n *html.Node) {
		if equiv, _ := attr(n, "http-equiv"); equiv == "Content-Security-Policy" {
			policy, _ = attr(n, "content")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				out = append(out, fmt.Sprintf("%s has an inline %s", n.Data, a.Key))
			}
		}
		kind, _ := attr(n, "type")
		_, outside := attr(n, "src")
		if n.Data == "script" && !outside && kind != "application/json" {
			out = append(out, "holds an inline script")
		}
		if n.Data == "style" && p.name != "document.html" {
			out = append(out, "holds an inline style sheet")
		}
	})
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
		out = append(out, "want a strict policy, found "+policy)
	}
	return out
}

// TestFaultsAreFound shows that each of the checks above can fail.
func TestFaultsAreFound(t *testing.T) {
	bad := `<html lang="cy"><head><title>x</title></head><body><a href="nowhere.html">a</a><h1 id="a">x</h1><h3 id="a" style="color:red">y</h3><a href="#b">b</a><p aria-labelledby="c" onclick="x()">%!s</p><script>1</script><style>p{}</style></body></html>`
	p := parsePage(t, "bad.html", []byte(bad))
	faults := strings.Join(append(structureFaults(p), brokenLinks(p, nil, nil)...), "\n")
	for _, want := range []string{
		"id a stands twice", "names c, which", "leads to #b", `h3 "y" follows level 1`, "inline style", "inline onclick",
		"inline script", "inline style sheet", "strict policy", "one main", "lang en-GB", "lacks the notice", "does not skip", "holds %!", "nowhere.html leads nowhere",
	} {
		if !strings.Contains(faults, want) {
			t.Errorf("the checks did not find: %s", want)
		}
	}
}

// TestWellFormed parses each page with a second reader of the rules: what a browser had to mend shows as an element
// that the page does not write, or as one that stands elsewhere.
func TestWellFormed(t *testing.T) {
	for name, content := range pages(t, smallPack()) {
		if strings.HasSuffix(name, ".html") {
			if fault := tagFault(content); fault != "" {
				t.Errorf("%s: %s", name, fault)
			}
		}
	}
	for _, bad := range []string{"<p><div></p></div>", "<ul><li></ul>", "</p>", "<p><ul></ul></p>"} {
		if tagFault([]byte(bad)) == "" {
			t.Errorf("did not find the fault in %s", bad)
		}
	}
}

// alone are the elements that have no end.
var alone = map[string]bool{"meta": true, "link": true, "br": true}

// block can't stand in a paragraph: a browser would end the paragraph there.
var block = map[string]bool{"p": true, "div": true, "ul": true, "ol": true, "dl": true, "table": true, "section": true, "h1": true, "h2": true, "h3": true, "details": true, "figure": true, "blockquote": true}

// tagFault says where tags don't nest, "" when they all do.
func tagFault(content []byte) string {
	z := html.NewTokenizer(bytes.NewReader(content))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "left open: " + strings.Join(open, " ")
			}
			return ""
		case html.StartTagToken:
			tag, _ := z.TagName()
			if block[string(tag)] && len(open) > 0 && open[len(open)-1] == "p" {
				return string(tag) + " in a paragraph"
			}
			if !alone[string(tag)] {
				open = append(open, string(tag))
			}
		case html.EndTagToken:
			tag, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(tag) {
				return fmt.Sprintf("</%s> where %v is open", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}
