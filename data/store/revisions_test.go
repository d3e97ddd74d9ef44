package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

func revisions(t *testing.T, s *Store, areas []kpi.AreaCode, known time.Time) string {
	t.Helper()
	list, err := s.Revisions(context.Background(), areas, known)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range list {
		fmt.Fprintf(&b, "%s: %s <%s!%s %s → %s <%s!%s %s\n", keyText(r.New.Key),
			figureText(&r.Old), r.OldLoad.File, r.Old.Place.Cell, r.OldKnownSince().Format(time.DateTime),
			figureText(&r.New), r.NewLoad.File, r.New.Place.Cell, r.KnownSince().Format(time.DateTime))
	}
	return b.String()
}

func TestRevisions(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	if got := revisions(t, s, nil, time.Time{}); got != "" {
		t.Errorf("revisions of nothing: %s", got)
	}
	keep(t, s, clock, give("jan.csv", "2026-02-01", "a.n K 2026-01 10", "a.n L 2026-01 5", "a.n K 2025-12 9"))
	keep(t, s, hours(1), give("feb.csv", "2026-03-01", "a.n K 2026-01 12", "a.n L 2026-01 5[r]", "a.n K 2026-02 7"))
	keep(t, s, hours(2), give("mar.csv", "2026-06-20", "a.n K 2026-01 12", "a.n L 2026-01 [x]"))
	keep(t, s, hours(3), give("may.csv", "2026-05-01", "a.n K 2026-01 13"))

	// The order is that of editions, not of loading; a mark alone, and a figure that is the same again, are no revisions.
	// A value is known from its load on, or from its edition's day where that is later.
	k1 := "a.n K 2026-01: 10 <jan.csv!S1 2026-06-01 09:00:00 → 12 <feb.csv!S1 2026-06-01 10:00:00"
	k2 := "a.n K 2026-01: 12 <feb.csv!S1 2026-06-01 10:00:00 → 13 <may.csv!S1 2026-06-01 12:00:00"
	k3 := "a.n K 2026-01: 13 <may.csv!S1 2026-06-01 12:00:00 → 12 <mar.csv!S1 2026-06-20 00:00:00"
	l1 := "a.n L 2026-01: 5 <feb.csv!S2 2026-06-01 10:00:00 → [x] (not available) <mar.csv!S2 2026-06-20 00:00:00"
	check := func(name, got string, want ...string) {
		t.Helper()
		w := lines(want...)
		if len(want) == 0 {
			w = ""
		}
		if got != w {
			t.Errorf("%s:\n%swant:\n%s", name, got, w)
		}
	}
	check("all", revisions(t, s, nil, time.Time{}), k1, k2, k3, l1)
	check("of L", revisions(t, s, []kpi.AreaCode{"L"}, time.Time{}), l1)
	check("known before the edition of June", revisions(t, s, nil, hours(24)), k1, k2)
	check("known before May was loaded", revisions(t, s, nil, hours(1)), k1)
	if err := s.Withdraw(ctx, 4, "a slip", hours(5)); err != nil {
		t.Fatal(err)
	}
	check("without May", revisions(t, s, nil, time.Time{}), k1, l1)
}

// What binary fractions add to a sum in one edition is no revision in the next; the last digit that was written is.
func TestRevisionsOfSums(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("jan.csv", "2026-02-01", "a.n K 2026-01 2942.8700000000003", "a.n L 2026-01 0.1"))
	keep(t, s, hours(1), give("feb.csv", "2026-03-01", "a.n K 2026-01 2942.87", "a.n L 2026-01 0.10000001"))
	if got := revisions(t, s, nil, time.Time{}); strings.Contains(got, "K 2026") || !strings.Contains(got, "L 2026") {
		t.Errorf("want the revision of L alone, found\n%s", got)
	}
}
