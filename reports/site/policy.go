package site

import (
	"crypto/sha256"
	"encoding/base64"
)

// sitePolicy allows the site's own scripts, styles and pictures and nothing else: no inline script or style, no other
// host, no form. frame-ancestors can't stand in a meta tag; a server sends it as a header.
const sitePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

// documentPolicy allows exactly one style sheet, known by its hash, and no script at all.
func documentPolicy(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"
}
