package layout

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// draftWriter writes YAML, with the reason of each guess behind it or above it.
type draftWriter struct{ b strings.Builder }

// line writes one line; why, where there is one, stands behind it.
func (w *draftWriter) line(indent int, text, why string, args ...any) {
	w.b.WriteString(strings.Repeat("  ", indent) + text)
	if why = plainText(fmt.Sprintf(why, args...)); why != "" {
		w.b.WriteString(" # " + why)
	}
	w.b.WriteByte('\n')
}

// say writes a comment on lines of its own.
func (w *draftWriter) say(indent int, format string, args ...any) {
	words := strings.Fields(plainText(fmt.Sprintf(format, args...)))
	line := ""
	for _, word := range words {
		if line != "" && len(line)+len(word) > 110 {
			w.line(indent, "# "+line, "")
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		w.line(indent, "# "+line, "")
	}
}

// plainText is a text in one line, without what cannot be printed.
func plainText(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

var plainYAML = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_()/.]*([ -][A-Za-z0-9_()/.]+)*$`)

// yamlText writes a text as a YAML scalar: bare where that is safe, else in quotation marks.
func yamlText(s string) string {
	s = plainText(s)
	if plainYAML.MatchString(s) && len(s) < 100 {
		switch strings.ToLower(s) {
		case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		default:
			return s
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// yamlList writes texts as a list in one line.
func yamlList(texts []string) string {
	var out []string
	for _, t := range texts {
		out = append(out, yamlText(t))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// slug is a text as it can be part of an id.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(plainText(s)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	out := b.String()
	if len(out) > 60 {
		out = out[:60]
	}
	return strings.Trim(out, "-")
}
