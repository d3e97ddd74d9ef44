package site

import (
	"fmt"
	"strings"

	"planwatch/reports"
)

// paperStyle puts the notices and the page number at the foot of every printed page, in browsers that can: what
// stands there can't be written in HTML.
func paperStyle(p *reports.Pack) string {
	notices := strings.Join(append([]string{p.Short}, p.Notices...), " · ")
	return "@page{size:A4;margin:14mm 15mm 20mm;" +
		"@bottom-left{width:85%;font:8pt Arial,Helvetica,sans-serif;vertical-align:top;padding-top:4mm;content:" + cssString(notices) + "}" +
		"@bottom-right{width:15%;font:8pt Arial,Helvetica,sans-serif;vertical-align:top;padding-top:4mm;content:counter(page)}}\n"
}

// cssString writes a text as a CSS string: everything but letters, digits and spaces by its number, so that no text
// can end the string, the rule or the style element.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == ' ', r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "\\%06x", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
