package inbox

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The reports and the list say where a return was fetched from, also when the address is longer than a line.
func TestFrom(t *testing.T) {
	for _, from := range []string{"https://www.example.org/returns/burglary.csv", "https://www.example.org/" + strings.Repeat("long/", 60) + "burglary.csv"} {
		box, root := t.TempDir(), t.TempDir()
		r := refusalOf("a,b", notANumber("C5"))
		r.From = from
		dir, err := Quarantine(root, drop(t, box, "burglary.csv", "a,b"), r)
		if err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(dir, "report.html"))
		if err != nil || !strings.Contains(string(page), "<dt>From</dt><dd><bdi>"+from+"</bdi></dd>") {
			t.Errorf("want the page to name %s, found %s, %v", from, page, err)
		}
		entries, err := Quarantined(root)
		if err != nil || len(entries) != 1 || entries[0].From != from || entries[0].Problems != 1 || entries[0].First == "" {
			t.Errorf("want one entry from %s, found %+v, %v", from, entries, err)
		}
	}
}
