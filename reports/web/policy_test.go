package web

import (
	"strings"
	"testing"
)

func TestPagePolicy(t *testing.T) {
	meta := func(content string) string {
		return `<head><meta http-equiv="Content-Security-Policy" content="` + content + `"></head><body>`
	}
	cases := map[string]struct{ page, want string }{
		"as written":             {meta("default-src 'self'"), "default-src 'self'; " + framing},
		"escaped":                {meta("default-src &#39;self&#39;; style-src &#39;sha256-ab&#43;c=&#39;"), "default-src 'self'; style-src 'sha256-ab+c='; " + framing},
		"ends with a semicolon":  {meta("default-src 'self';"), "default-src 'self'; " + framing},
		"over several lines":     {meta("default-src\n 'self';\r\n\timg-src data:"), "default-src 'self'; img-src data:; " + framing},
		"other order and quotes": {`<META content='default-src x' http-equiv=content-security-policy>`, "default-src x; " + framing},
		"frames allowed":         {meta("frame-ancestors *; default-src 'self'"), "default-src 'self'; " + framing},
		"none":                   {`<head><meta name="description" content="default-src *"></head>`, nothing},
		"empty":                  {meta(" ; "), nothing},
		"two policies":           {meta("default-src *, script-src *"), nothing},
		"not for a header":       {meta("default-src&#0;*"), nothing},
		"not ASCII":              {meta("default-src é"), nothing},
		"in the body":            {"<head></head><body>" + meta("default-src *"), nothing},
	}
	for name, c := range cases {
		if got := pagePolicy([]byte(c.page)); got != c.want {
			t.Errorf("%s: want %q, found %q", name, c.want, got)
		}
	}
}

// FuzzPolicy holds that whatever stands in a page, the header is one line of printable ASCII, one policy, and forbids
// frames.
func FuzzPolicy(f *testing.F) {
	f.Add(htmlPage("x"))
	f.Add("<meta http-equiv='content-security-policy' content='a\r\nb: c'>")
	f.Fuzz(func(t *testing.T, page string) {
		got := pagePolicy([]byte(page))
		if !strings.HasSuffix(got, framing) || strings.Contains(got, ",") ||
			strings.ContainsFunc(got, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q gives %q", page, got)
		}
	})
}
