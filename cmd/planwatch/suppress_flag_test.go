package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestUnsuppressed holds that staff see what everybody else does not, and are told what that means.
func TestUnsuppressed(t *testing.T) {
	w := newWorld(t, 6)
	w.edition(t, "2025-10-15", nil)
	traced := func(args ...string) (traceDocument, string) {
		c := exec.Command(os.Args[0], append([]string{"trace", "deaths", "-C", w.dir, "--area", "Bogmoor", "--period", "2025-06", "--json"}, args...)...)
		c.Env = append(os.Environ(), asProgram+"=1")
		var warned strings.Builder
		c.Stderr = &warned
		out, err := c.Output()
		if err != nil {
			t.Fatal(err, warned.String())
		}
		var doc traceDocument
		if err := json.Unmarshal(out, &doc); err != nil {
			t.Fatal(err)
		}
		return doc, warned.String()
	}
	if doc, warned := traced(); doc.Value != nil || doc.Cells[0].Text != "" || doc.Cells[0].State != "suppressed" || warned != "" {
		t.Errorf("a small figure is shown: %+v %q", doc, warned)
	}
	doc, warned := traced("--unsuppressed")
	if doc.Value == nil || *doc.Value != 2 || doc.Cells[0].Text != "2" || !strings.Contains(warned, "Not for publication") {
		t.Errorf("staff do not see it, or are not warned: %+v %q", doc, warned)
	}
	in := string(output(t, "assess", "deaths", "-C", w.dir, "--area", "Clayton"))
	for _, want := range []string{"2 figures are suppressed because they are small.", "so that small ones can't be worked out"} {
		if !strings.Contains(strings.Join(strings.Fields(in), " "), want) {
			t.Errorf("want %q in:\n%s", want, in)
		}
	}
}
