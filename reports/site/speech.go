package site

import (
	"fmt"
	"html/template"
	"strings"

	"planwatch/kpi/words"
	"planwatch/reports"
)

// speech are the functions by which templates speak a language.
func speech(w *words.Catalogue) template.FuncMap {
	return template.FuncMap{
		"say":    w.Say,
		"phrase": func(key string, pairs ...any) template.HTML { return phrase(w, key, pairs) },
		"link": func(address, text string) template.HTML {
			return element(`<a class="govuk-link" href="`+escaped(address)+`">`, text, "</a>")
		},
		"outward": func(address, text string) template.HTML {
			return element(`<a class="govuk-link" href="`+escaped(address)+`" rel="noreferrer">`, text, "</a>")
		},
		"will":   func(s string) template.HTML { return element(`<span class="pw-objective__will">`, s, "</span>") },
		"strong": func(s string) template.HTML { return element("<strong>", s, "</strong>") },
		"pieces": func(t *reports.Table) []reports.Table { return pieces(w, t) },
		"size":   func(n int64) string { return reports.SizeIn(w, n) },
		"lang":   w.Tag,
		"locale": func() string { return strings.ReplaceAll(w.Tag(), "-", "_") },
	}
}

// phrase is a saying in which some of what is filled in is HTML: that stands as it is, everything else is escaped.
func phrase(w *words.Catalogue, key string, pairs []any) template.HTML {
	var put []string
	for i := 1; i < len(pairs); i += 2 {
		if part, ok := pairs[i].(template.HTML); ok {
			place := fmt.Sprintf("\uFFFA%d\uFFFB", i) // no text has these: they are for notes between lines
			put = append(put, place, string(part))
			pairs[i] = place
		}
	}
	said := template.HTMLEscapeString(w.Say(key, pairs...))
	return template.HTML(strings.NewReplacer(put...).Replace(said)) //nolint:gosec // every part is HTML or escaped above
}

// element is a text between two tags.
func element(open template.HTML, text string, end template.HTML) template.HTML {
	return open + escaped(text) + end
}

// escaped is a text as HTML.
func escaped(s string) template.HTML {
	return template.HTML(template.HTMLEscapeString(s)) //nolint:gosec // escaped
}
