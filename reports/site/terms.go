package site

import (
	"html/template"
	"regexp"
	"sort"
	"strings"

	"planwatch/reports"
)

// linker turns plain texts into HTML in which each term is a link to the glossary where it is first used.
type linker struct {
	names   map[string]string // a way of writing a term, in small letters -> the term's id
	pattern *regexp.Regexp    // finds any of the names; nil when there are none
	link    func(id string) string
	used    map[string]bool
}

func newLinker(terms []reports.Term, link func(id string) string) *linker {
	l := &linker{names: map[string]string{}, link: link, used: map[string]bool{}}
	var all []string
	for _, t := range terms {
		for _, name := range spellings(t.Name) {
			if _, ok := l.names[name]; !ok {
				l.names[name] = t.ID
				all = append(all, regexp.QuoteMeta(name))
			}
		}
	}
	if len(all) > 0 {
		// The longest name first, so that "crime outcome type" is not taken for "crime outcome".
		sort.Slice(all, func(i, j int) bool { return len(all[i]) > len(all[j]) || len(all[i]) == len(all[j]) && all[i] < all[j] })
		l.pattern = regexp.MustCompile(`(?i)\b(?:` + strings.Join(all, "|") + `)s?\b`)
	}
	return l
}

// HTML escapes a text and links the terms in it that have not been linked yet.
func (l *linker) HTML(text string) template.HTML {
	var b strings.Builder
	last := 0
	if l.pattern != nil {
		for _, at := range l.pattern.FindAllStringIndex(text, -1) {
			found := text[at[0]:at[1]]
			id := l.id(found)
			if l.used[id] {
				continue
			}
			l.used[id] = true
			b.WriteString(template.HTMLEscapeString(text[last:at[0]]))
			b.WriteString(`<a class="govuk-link" href="` + template.HTMLEscapeString(l.link(id)) + `">` + template.HTMLEscapeString(found) + `</a>`)
			last = at[1]
		}
	}
	b.WriteString(template.HTMLEscapeString(text[last:]))
	return template.HTML(b.String()) //nolint:gosec // every part is escaped above
}

func (l *linker) id(found string) string {
	key := strings.ToLower(found)
	if id, ok := l.names[key]; ok {
		return id
	}
	return l.names[strings.TrimSuffix(key, "s")]
}

// bracketed is a name with another in brackets: "Home Office Counting Rules (HOCR)".
var bracketed = regexp.MustCompile(`^(.+?) \((.+)\)$`)

// spellings are the ways in which a text may write a term, in small letters: "Killed or seriously injured (KSI)" is
// also "KSI", "Crime outcome / outcome type" is either.
func spellings(name string) []string {
	var out []string
	for _, part := range strings.Split(strings.ToLower(name), " / ") {
		if m := bracketed.FindStringSubmatch(part); m != nil {
			out = append(out, m[1], m[2])
		} else {
			out = append(out, part)
		}
	}
	var kept []string
	for _, s := range out {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
