package site

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"planwatch/reports"
)

// TestDocumentAlone holds that the document refers to nothing outside itself, and that its policy names the hash of
// the one style sheet in it.
func TestDocumentAlone(t *testing.T) {
	content, err := Document(smallPack())
	if err != nil {
		t.Fatal(err)
	}
	page := parsePage(t, "document.html", content)
	page.each(func(n *html.Node) {
		for _, key := range []string{"href", "src"} {
			if to, ok := attr(n, key); ok && !strings.HasPrefix(to, "#") && (n.Data != "a" || !web(to)) {
				t.Errorf("%s refers to %s", n.Data, to)
			}
		}
	})
	if n := len(page.all("script")); n > 0 {
		t.Errorf("holds %d scripts", n)
	}
	styles := page.all("style")
	if len(styles) != 1 {
		t.Fatalf("want one style sheet, found %d", len(styles))
	}
	sum := sha256.Sum256([]byte(styles[0].FirstChild.Data))
	hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	if policy := documentPolicy(styles[0].FirstChild.Data); !strings.Contains(policy, hash) {
		t.Errorf("policy %s lacks %s", policy, hash)
	}
	if !strings.Contains(html.UnescapeString(string(content)), hash) {
		t.Errorf("the document's policy lacks %s", hash)
	}
	if strings.Contains(styles[0].FirstChild.Data, "url(") {
		t.Error("the style sheet loads a file")
	}
}

// TestTerms links a term once in each part of a page, however it is written.
func TestTerms(t *testing.T) {
	l := newLinker([]reports.Term{{ID: "ksi", Name: "Killed or seriously injured (KSI)"}, {ID: "outcome", Name: "Crime outcome / outcome type"}, {ID: "b", Name: "Burglary"}},
		func(id string) string { return "#" + id })
	cases := []struct{ in, want string }{
		{"KSI & more", `<a class="govuk-link" href="#ksi">KSI</a> &amp; more`},
		{"killed or seriously injured", "killed or seriously injured"},
		{"all outcome types", `all <a class="govuk-link" href="#outcome">outcome types</a>`},
		{"burglaryish", "burglaryish"},
		{"<b>Burglary</b>", `&lt;b&gt;<a class="govuk-link" href="#b">Burglary</a>&lt;/b&gt;`},
	}
	for _, c := range cases {
		if got := string(l.HTML(c.in)); got != c.want {
			t.Errorf("HTML(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	if got := string(newLinker(nil, nil).HTML("a < b")); got != "a &lt; b" {
		t.Errorf("without terms: %s", got)
	}
}
