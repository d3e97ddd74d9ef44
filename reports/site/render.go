package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"

	"planwatch/kpi/words"
)

//go:embed templates/*.gohtml
var templateFiles embed.FS

// pageTemplates are the pages; each is parsed together with the layout and the partials. Nothing is laid out with these:
// a layouter does so with copies that speak its language.
var pageTemplates = parse("home", "section", "indicator", "glossary", "sources", "methods", "accessibility", "missing", "reports")

// documentTemplate has a layout of its own.
var documentTemplate = template.Must(partials().ParseFS(templateFiles, "templates/document*.gohtml"))

func partials() *template.Template {
	return template.Must(template.New("").Funcs(speech(nil)).Funcs(template.FuncMap{
		"svg": svg, "option": option, "upper": upper, "web": web, "marks": marksIn, "short": shortHash,
	}).ParseFS(templateFiles, "templates/partial_*.gohtml"))
}

func parse(names ...string) map[string]*template.Template {
	out := map[string]*template.Template{}
	for _, name := range names {
		out[name] = template.Must(partials().ParseFS(templateFiles, "templates/layout.gohtml", "templates/page_"+name+".gohtml"))
	}
	return out
}

// layouter lays out pages in one language. Each template is made ready once: finding out how to escape takes longer than
// laying out a page.
type layouter struct {
	words *words.Catalogue
	ready map[string]*template.Template
}

func newLayouter(w *words.Catalogue) *layouter {
	return &layouter{w, map[string]*template.Template{}}
}

func (l *layouter) page(name string, p page) ([]byte, error) {
	return l.lay(pageTemplates[name], name, "layout", p)
}

func (l *layouter) document(p page) ([]byte, error) {
	return l.lay(documentTemplate, "document", "document", p)
}

// lay lays out a page by one of the templates that are parsed together.
func (l *layouter) lay(parsed *template.Template, name, part string, p page) ([]byte, error) {
	t, ok := l.ready[name]
	if !ok {
		var err error
		if t, err = parsed.Clone(); err != nil {
			return nil, fmt.Errorf("lay out %s: %w", p.Name, err)
		}
		t.Funcs(speech(l.words))
		l.ready[name] = t
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, part, p); err != nil {
		return nil, fmt.Errorf("lay out %s: %w", p.Name, err)
	}
	return b.Bytes(), utf8Fault(p.Name, b.Bytes())
}

// utf8Fault refuses a page in which a text was cut in the middle of a letter.
func utf8Fault(name string, content []byte) error {
	for at := 0; at < len(content); {
		r, n := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && n == 1 {
			return fmt.Errorf("site: %s: want UTF-8, found the byte %#x in %q [not-utf8]", name, content[at], content[max(0, at-40):min(len(content), at+40)])
		}
		at += n
	}
	return nil
}

// upper sets the first letter of a word in capitals.
func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// web says whether an address can be a link: only the web's own schemes are.
func web(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// shortHash is the start of a SHA-256, enough to tell files apart.
func shortHash(sha string) string {
	if len(sha) > 12 {
		return sha[:12]
	}
	return sha
}
