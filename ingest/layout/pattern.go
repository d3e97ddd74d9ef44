package layout

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is a text as a layout gives it: `*` stands for any run of characters, and {period} or {date} for the part
// that is wanted. It must fit the whole text; case, spaces and note references do not count.
type pattern struct {
	text  string
	holes string // "period", "date" or ""
	re    *regexp.Regexp
}

var patternHole = regexp.MustCompile(`\{[^}]*\}`)

// holes lists what stands in braces in a text.
func holes(text string) []string {
	var out []string
	for _, h := range patternHole.FindAllString(text, -1) {
		out = append(out, h[1:len(h)-1])
	}
	return out
}

// newPattern reads a pattern that may hold one of the named holes. The message says what is wrong with it, or is "".
func newPattern(text string, holes ...string) (p pattern, wrong string) {
	p.text = text
	rest := fold(text)
	if rest == "" {
		return p, "want a text, found none"
	}
	var re strings.Builder
	re.WriteString("^")
	for rest != "" {
		if loc := patternHole.FindStringIndex(rest); loc != nil && loc[0] == 0 {
			name := rest[1 : loc[1]-1]
			if wrong = p.open(name, holes); wrong != "" {
				return p, wrong
			}
			re.WriteString("(.+?)")
			rest = rest[loc[1]:]
			continue
		}
		if rest[0] == '*' {
			if strings.HasSuffix(re.String(), "(.+?)") {
				return p, fmt.Sprintf("want a text between {%s} and * in %q: where would it end?", p.holes, text)
			}
			re.WriteString(".*?")
			rest = rest[1:]
			continue
		}
		n := strings.IndexAny(rest[1:], "*{") + 1
		if n == 0 {
			n = len(rest)
		}
		re.WriteString(regexp.QuoteMeta(rest[:n]))
		rest = rest[n:]
	}
	re.WriteString("$")
	compiled, err := regexp.Compile(re.String())
	if err != nil { // too long for the engine, or not UTF-8
		return p, fmt.Sprintf("want a plain text with * for any characters, found %q", text)
	}
	p.re = compiled
	return p, ""
}

// open notes a hole of the pattern.
func (p *pattern) open(name string, holes []string) string {
	for _, h := range holes {
		if name == h && p.holes == "" {
			p.holes = h
			return ""
		}
	}
	switch {
	case len(holes) == 0:
		return fmt.Sprintf("want a text with * for any characters, found {%s} in %q", name, p.text)
	case p.holes != "":
		return fmt.Sprintf("want {%s} once, found another {%s} in %q", p.holes, name, p.text)
	default:
		return fmt.Sprintf("want {%s}, found {%s} in %q", strings.Join(holes, "} or {"), name, p.text)
	}
}

// fits says whether the whole text is as the pattern says.
func (p pattern) fits(found string) bool {
	_, ok := p.capture(found)
	return ok
}

// capture gives what stands in the pattern's hole, in lower case, note digits still glued on; "" without a hole.
func (p pattern) capture(found string) (string, bool) {
	f := fold(found)
	m := p.re.FindStringSubmatch(f)
	if m == nil && p.holes == "" {
		m = p.re.FindStringSubmatch(unglued(f))
	}
	if m == nil {
		return "", false
	}
	if p.holes == "" {
		return "", true
	}
	return strings.TrimSpace(m[1]), true
}

// sheetPattern says which sheets are meant: a name, in which case and spaces at the ends do not count, or a pattern.
type sheetPattern struct{ pattern }
