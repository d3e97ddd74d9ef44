package layout

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPatternsOfTheREADME looks that the README's table of patterns has its twenty rows, and that each names a case that is
// there and the test that runs it.
func TestPatternsOfTheREADME(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	must(t, err)
	tests, err := filepath.Glob("*_test.go")
	must(t, err)
	var code strings.Builder
	for _, name := range tests {
		b, err := os.ReadFile(name)
		must(t, err)
		code.Write(b)
	}
	rows := regexp.MustCompile("(?m)^\\| (\\d+) \\| [^|]+ \\| `([a-z]+/[a-z-]+\\.txtar)` \\| `(Test[A-Za-z]+)` \\|$").FindAllStringSubmatch(string(text), -1)
	if len(rows) != 20 {
		t.Errorf("want twenty patterns in the README, found %d", len(rows))
	}
	for _, r := range rows {
		if _, err := os.Stat(filepath.Join("testdata", r[2])); err != nil {
			t.Errorf("pattern %s: %v", r[1], err)
		}
		if !strings.Contains(code.String(), "func "+r[3]+"(") {
			t.Errorf("pattern %s: there is no %s", r[1], r[3])
		}
	}
}
