package web

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// A policy in a meta tag can't say who may put the page into a frame, so that part is ours.
const (
	framing = "frame-ancestors 'none'"
	nothing = "default-src 'none'; " + framing
	// A drawing that is opened by itself is a document: its styles stand in it, and nothing else may act.
	drawing = "default-src 'none'; style-src 'unsafe-inline'; sandbox; " + framing
)

func noPolicy([]byte) string      { return nothing }
func drawingPolicy([]byte) string { return drawing }

var (
	metaTag  = regexp.MustCompile(`(?i)<meta\s[^>]*>`)
	isPolicy = regexp.MustCompile(`(?i)\shttp-equiv\s*=\s*["']?content-security-policy["'\s/>]`)
	policyOf = regexp.MustCompile(`(?i)\scontent\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)

// pagePolicy gives a page's own policy, from its meta tag, as a header. A page without one, or with one that a header
// can't carry, may load nothing.
func pagePolicy(page []byte) string {
	head, _, _ := bytes.Cut(page, []byte("<body"))
	for _, tag := range metaTag.FindAll(head, -1) {
		if !isPolicy.Match(tag) {
			continue
		}
		if m := policyOf.FindSubmatch(tag); m != nil {
			return headerPolicy(html.UnescapeString(string(m[1]) + string(m[2])))
		}
	}
	return nothing
}

// headerPolicy puts a policy's directives on one line. A frame-ancestors of the page's own is left out: in a meta tag
// it means nothing, but of two in a header the first would count. A comma would begin another policy.
func headerPolicy(policy string) string {
	if strings.ContainsFunc(policy, func(r rune) bool { return r == ',' || r > '~' || r < ' ' && !strings.ContainsRune("\t\n\r\f", r) }) {
		return nothing
	}
	var out []string
	for directive := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(directive)
		if len(words) > 0 && !strings.EqualFold(words[0], "frame-ancestors") {
			out = append(out, strings.Join(words, " "))
		}
	}
	if len(out) == 0 {
		return nothing
	}
	return strings.Join(append(out, framing), "; ")
}
