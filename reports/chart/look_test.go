package chart

import (
	command "flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"planwatch/reports"
)

var look = command.String("look", "", "folder to write the drawings of all test charts to, to look at")

// TestLook writes drawings, options and sparklines for whoever changes the look of charts:
//
//	go test ./reports/chart -run Look -look /some/folder
func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("needs -look FOLDER: for eyes, not for machines")
	}
	d := drawer(t)
	var sparks strings.Builder
	for _, c := range cases() {
		if err := d.Draw(&c); err != nil {
			t.Fatal(err)
		}
		sparks.Write(Spark(reports.Spark{ID: "spark-" + c.ID, Alt: c.Title, Points: c.Points}))
		sparks.WriteString(" " + c.ID + "<br>\n")
		for name, content := range map[string][]byte{c.ID + ".svg": c.SVG, c.ID + "-narrow.svg": c.Narrow, c.ID + ".json": c.Option} {
			if err := os.WriteFile(filepath.Join(*look, name), content, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(*look, "sparks.html"), []byte(sparks.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func drawer(t testing.TB) *Drawer {
	t.Helper()
	d, err := NewDrawer()
	if err != nil {
		t.Fatal(err)
	}
	return d
}
