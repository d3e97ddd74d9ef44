package planfile

import (
	"reflect"
	"testing"
	"testing/fstest"

	"planwatch/kpi"
)

// TestKept reads each shipped plan from its kept files, which is the same plan.
func TestKept(t *testing.T) {
	for _, name := range []string{"west-midlands-2025-29", "example", "blank"} {
		plan := readShipped(t, name)
		if len(plan.Files) < 5 {
			t.Fatalf("%s: %d files", name, len(plan.Files))
		}
		folder, err := Kept(plan.Files)
		if err != nil {
			t.Fatal(err)
		}
		if again, problems := Read(folder, "."); !reflect.DeepEqual(plan, again) {
			t.Errorf("%s: read again it is another plan: %v", name, problems)
		}
	}
}

// TestKeptIsWhatWasRead keeps the text of files that Read reads, and of no others.
func TestKeptIsWhatWasRead(t *testing.T) {
	plan, _ := Read(fstest.MapFS{
		"p/plan.yaml":         {Data: []byte("plan: x\n")},
		"p/notes.txt":         {Data: []byte("mine")},
		"p/indicators/a.yaml": {Data: []byte("section: A\n")},
	}, "p")
	want := []kpi.PlanFile{{Name: "plan.yaml", Text: "plan: x\n"}, {Name: "indicators/a.yaml", Text: "section: A\n"}}
	if !reflect.DeepEqual(plan.Files, want) {
		t.Errorf("kept %v, want %v", plan.Files, want)
	}
}
