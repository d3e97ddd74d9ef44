package site

import (
	"fmt"
	"html/template"
	"strings"

	"planwatch/reports"
)

// Document is the Pack as one HTML file that needs nothing else: styles and drawings are in it, there is no script,
// and its policy allows that one style sheet only. It is made to be read on a screen and printed on A4.
func Document(p *reports.Pack) ([]byte, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	css, err := assets.ReadFile(documentStyle)
	if err != nil {
		return nil, err
	}
	// A browser hashes what it parsed, and parsing turns CR LF into LF.
	text := strings.ReplaceAll(string(css), "\r\n", "\n") + paperStyle(p)
	if strings.Contains(strings.ToLower(text), "</style") {
		return nil, fmt.Errorf("document: the style sheet would end its own element [bad-style]")
	}
	return newLayouter(p.Words).document(page{
		Pack: p, Document: true, Name: "document", Title: p.Title, Policy: documentPolicy(text),
		Description: p.Words.Say("document.description", "title", p.Title, "plan", p.Plan, "date", p.AsAt),
		CSS:         template.CSS(text), //nolint:gosec // our own style sheet
	})
}
