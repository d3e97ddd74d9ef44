package store

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"planwatch/kpi"
)

func TestRecordPublication(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s := openAt(t, path)
	keep(t, s, clock, threeEditions()...)
	site := Publication{
		At: hours(1), What: "site", Place: "public", AsAt: kpi.DateOf(2026, 4, 30), KnownAt: hours(1).Add(99 * time.Nanosecond),
		SHA256: "ab", Edition: "0.2.0",
	}
	record := func(want bool, p Publication, loads ...int) {
		t.Helper()
		if got, err := s.RecordPublication(ctx, p, loads, nil); got != want || err != nil {
			t.Errorf("recorded %+v: %t, %v; want %t", p, got, err, want)
		}
	}
	but := func(change func(*Publication)) Publication {
		p := site
		change(&p)
		return p
	}
	record(true, site, 3, 1, 3)
	record(false, but(func(p *Publication) { p.At = hours(2) }), 1, 3)
	record(true, but(func(p *Publication) { p.What = "panel" }), 1)
	record(true, but(func(p *Publication) { p.Place = "elsewhere" }))
	record(false, site, 1, 3) // the newest of its kind and place, though not the newest
	record(true, but(func(p *Publication) { p.SHA256 = "cd" }), 1, 3)
	record(true, site, 1, 3) // back again
	record(true, site, 1, 2, 3)
	record(true, but(func(p *Publication) { p.AsAt = 0 }), 1, 2, 3)
	record(true, but(func(p *Publication) { p.KnownAt = time.Time{} }), 1, 2, 3)
	record(true, but(func(p *Publication) { p.Edition = "0.3.0" }), 1, 2, 3)

	if _, err := s.RecordPublication(ctx, but(func(p *Publication) { p.SHA256 = "ef" }), []int{1, 9}, nil); !errors.Is(err, ErrNoLoad) ||
		errorText(err) != "there is no load 9 for a publication to rest on" {
		t.Errorf("resting on a load that is not there: %v", err)
	}
	for _, p := range []Publication{{}, {What: "site", SHA256: "ab"}, {SHA256: "ab", At: clock}} {
		if _, err := s.RecordPublication(ctx, p, nil, nil); err == nil {
			t.Errorf("recorded %+v", p)
		}
	}
	made, err := s.PublicationsMade(ctx)
	if err != nil || len(made) != 9 {
		t.Fatalf("%d publications, %v; want 9", len(made), err)
	}
	want := site
	want.Number, want.Loads, want.KnownAt = 1, []int{1, 3}, hours(1)
	if !reflect.DeepEqual(made[0], want) {
		t.Errorf("the first is %+v, want %+v", made[0], want)
	}
	if p := made[2]; p.Number != 3 || p.Place != "elsewhere" || p.Loads != nil {
		t.Errorf("the third is %+v", p)
	}
	if p := made[7]; p.KnownAt != (time.Time{}) || made[6].AsAt != 0 {
		t.Errorf("without dates they are %+v and %+v", made[6], p)
	}

	// From the file again, and for reading only.
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if again, err := r.PublicationsMade(ctx); err != nil || !reflect.DeepEqual(again, made) {
		t.Errorf("from the file: %+v, %v; want %+v", again, err, made)
	}
	if _, err := r.RecordPublication(ctx, site, nil, nil); !errors.Is(err, errReadOnly) {
		t.Errorf("recorded in a store that is open for reading: %v", err)
	}
}

// inUse is the numbers of the loads that figures come from which hold, as a publisher finds them.
func inUse(t *testing.T, s *Store, known time.Time) (loads []int) {
	t.Helper()
	for _, o := range holds(t, s, Query{KnownAt: known}) {
		loads = append(loads, o.Place.Load)
	}
	slices.Sort(loads)
	return slices.Compact(loads)
}

func TestWhatLoadsAreNeededFor(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	keep(t, s, hours(0), give("jan", "2026-02-01", "a.n K 2026-01 1", "a.n L 2026-01 1")) // 1
	keep(t, s, hours(1), give("feb", "2026-03-01", "a.n K 2026-01 2", "a.n K 2026-02 2")) // 2: of 1, L goes on holding
	keep(t, s, hours(2), give("mar", "2026-04-01", "a.n K 2026-01 3", "a.n K 2026-02 3")) // 3: nothing of 2 holds
	keep(t, s, hours(3), give("empty", "2026-04-01"))                                     // 4: nothing at all
	keep(t, s, hours(4), give("ahead", "2026-07-01", "a.n L 2026-01 9"))                  // 5: nothing of 1 holds, from July on
	in := func(known time.Time, want ...int) {
		t.Helper()
		if got := inUse(t, s, known); !reflect.DeepEqual(got, want) {
			t.Errorf("in use at %v: %v; want %v", known, got, want)
		}
	}
	unneeded := func(want ...int) {
		t.Helper()
		loads, err := s.Unneeded(ctx)
		var got []int
		for _, l := range loads {
			got = append(got, l.Number)
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("unneeded are %v, %v; want %v", got, err, want)
		}
	}
	in(hours(-1))
	in(hours(0), 1)
	in(hours(1), 1, 2)
	in(hours(2), 1, 3)
	in(hours(4), 1, 3) // the edition of July is not known yet
	in(time.Time{}, 3, 5)
	unneeded(1, 2, 4)

	p := Publication{At: hours(5), What: "site", Place: "public", KnownAt: hours(1), SHA256: "ab", Edition: "0.2.0"}
	if _, err := s.RecordPublication(ctx, p, []int{1, 2}, nil); err != nil {
		t.Fatal(err)
	}
	unneeded(4)
	if err := s.Withdraw(ctx, 5, "too early", hours(6)); err != nil {
		t.Fatal(err)
	}
	in(time.Time{}, 1, 3)
	in(hours(5), 1, 3)
	unneeded(4, 5)
}
