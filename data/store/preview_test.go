package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"planwatch/kpi"
)

func TestPreview(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s := openAt(t, path)
	keep(t, s, clock, give("feb", "2026-02-10", "a.n K 2025-12 3", "a.n K 2026-01 5[p]", "a.n K 2025-11 2", "a.n L 2026-01 1"))
	keep(t, s, clock, give("apr", "2026-04-10", "a.n K 2026-03 9"))
	mar := give("mar", "2026-03-10", "a.n K 2026-02 7", "a.n K 2026-03 8", "a.n K 2025-12 [c]", "a.n K 2026-01 5")
	before, err := os.ReadFile(path + ".wal")
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Preview(context.Background(), mar)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path + ".wal")
	if err != nil || string(before) != string(after) {
		t.Errorf("a preview wrote to the store (%v)", err)
	}
	if got, want := show(d.New), lines("a.n K 2026-02 7 <"); got != want {
		t.Errorf("new:\n%s", got)
	}
	if got, want := show(d.Gone), lines("a.n K 2025-11 2 <feb", "a.n L 2026-01 1 <feb"); got != want {
		t.Errorf("gone:\n%s", got)
	}
	changes := ""
	for _, c := range d.Changed {
		changes += show([]kpi.Observation{c.Old, c.New})
	}
	if want := lines("a.n K 2025-12 3 <feb", "a.n K 2025-12 [c] <"); changes != want {
		t.Errorf("changed:\n%s", changes)
	}
	if d.Unchanged != 2 || d.Superseded != 1 || d.Already != nil {
		t.Errorf("%d unchanged, %d superseded, already %v; want 2, 1, nil", d.Unchanged, d.Superseded, d.Already)
	}
	kept := keep(t, s, clock, mar)[0]
	got := fmt.Sprint(kept.New, kept.Changed, kept.Unchanged, kept.Superseded, kept.Gone)
	if want := fmt.Sprint(len(d.New), len(d.Changed), d.Unchanged, d.Superseded, len(d.Gone)); got != want {
		t.Errorf("kept as %s, but the preview said %s", got, want)
	}
	if d, err := s.Preview(context.Background(), mar); err != nil || d.Already == nil || d.Already.Number != 3 || d.Unchanged != 4 {
		t.Errorf("preview of a kept file is %+v, %v", d, err)
	}
}

// Several files may make up one edition: what another file of it has is not gone.
func TestGoneIsOfTheWholeEdition(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("north1", "2026-02-10", "a.n N 2026-01 1"), give("south1", "2026-02-10", "a.n S 2026-01 2"))
	if k := keep(t, s, clock, give("north2", "2026-03-10", "a.n N 2026-01 1"))[0]; k.Gone != 1 {
		t.Errorf("with the first file of an edition %d are gone, want 1 (south)", k.Gone)
	}
	if k := keep(t, s, clock, give("south2", "2026-03-10", "a.n S 2026-01 2"))[0]; k.Gone != 0 {
		t.Errorf("with both files of an edition %d are gone, want 0", k.Gone)
	}
	// Neither another layout, nor a return under the same layout that has other series or periods, has to do with these.
	other := give("other", "2026-04-10", "a.n N 2026-01 1")
	other.Layout = "another"
	for _, r := range []kpi.Return{other, give("apart", "2026-04-20", "x.y N 2026-01 1"), give("later", "2026-04-21", "a.n N 2026-03 1")} {
		if k := keep(t, s, clock, r)[0]; k.Gone != 0 {
			t.Errorf("%s: %d are gone, want 0", r.File, k.Gone)
		}
	}
	if k := keep(t, s, clock, give("north3", "2026-05-10", "a.n N 2026-01 1"))[0]; k.Gone != 1 {
		t.Errorf("after a return of other series %d are gone, want 1 (south)", k.Gone)
	}
}

func TestPreviewOfAReadOnlyStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, s, clock, threeEditions()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := Open(context.Background(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	wantHolds(t, r, Query{}, threeHold...)
	d, err := r.Preview(context.Background(), give("may", "2026-05-10", "a.n K 2026-04 1", "a.n K 2026-03 8", "a.n K 2026-01 2"))
	if err != nil || len(d.New) != 1 || len(d.Changed) != 2 || len(d.Gone) != 2 {
		t.Errorf("preview is %+v, %v", d, err)
	}
	if _, err := r.Keep(context.Background(), threeEditions(), clock); err == nil {
		t.Error("a store open for reading kept a return")
	}
	if err := r.Withdraw(context.Background(), 1, "x", clock); err == nil {
		t.Error("a store open for reading withdrew a load")
	}
	if _, err := Open(context.Background(), path, Options{Wait: -time.Second}); errorText(err) != "the store is busy: "+path+" is held by this very process, for reading; waited 0s" {
		t.Errorf("opened for writing while open for reading: %v", err)
	}
}
