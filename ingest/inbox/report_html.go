package inbox

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

//go:embed report.css
var reportStyle string

//go:embed report.tmpl
var reportTemplate string

var reportPage = template.Must(template.New("report").Parse(reportTemplate))

// html prints the report as one page that needs nothing else. What stands in a spreadsheet reaches it through the
// template's escaping only; and should that ever fail, the page's policy allows its own style sheet, known by its hash,
// and neither scripts nor anything from elsewhere.
func (r report) html() ([]byte, error) {
	style := strings.ReplaceAll(reportStyle, "\r\n", "\n") // a browser hashes what it parsed
	sum := sha256.Sum256([]byte(style))
	var b bytes.Buffer
	err := reportPage.Execute(&b, struct {
		report
		Policy, NothingStored, Next, HiddenCell string
		Style                                   template.CSS
	}{
		report:        r,
		Policy:        "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		NothingStored: nothingStored, Next: putBackAgain, HiddenCell: hiddenCell,
		Style: template.CSS(style), //nolint:gosec // our own style sheet
	})
	if err != nil {
		return nil, fmt.Errorf("lay out the report: %w", err)
	}
	return b.Bytes(), nil
}

// Sentence is the message as it stands by itself, and not behind a colon as a warning's does.
func (f finding) Sentence() string {
	first, size := utf8.DecodeRuneInString(f.Message)
	if size == 0 || f.Warning {
		return f.Message
	}
	return strings.ToUpper(string(first)) + f.Message[size:]
}
