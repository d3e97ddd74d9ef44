package store

import (
	"context"
	"testing"
	"time"

	"planwatch/kpi"
)

func wantNewest(t *testing.T, s *Store, want time.Time) {
	t.Helper()
	if got, err := s.Newest(context.Background()); err != nil || !got.Equal(want) {
		t.Errorf("the newest recorded time is %v, %v; want %v", got, err, want)
	}
}

// A clock that went back does not put a load or a withdrawal into a past that was published already.
func TestClockThatWentBack(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	wantNewest(t, s, time.Time{})
	keep(t, s, hours(5), give("a", "2026-03-01", "a.n K 2026-01 1"))
	wantNewest(t, s, hours(5))
	if k := keep(t, s, hours(5), give("b", "2026-03-01", "a.n L 2026-01 2"))[0]; len(k.Warnings) > 0 {
		t.Errorf("at the very same time: %v", k.Warnings)
	}

	k := keep(t, s, hours(3), give("c", "2026-04-01", "a.n K 2026-01 3"), give("d", "2026-04-01", "a.n L 2026-01 4"))
	const want = "c: warning: the clock says 2026-06-01T12:00:00Z, and the last load was at 2026-06-01T14:00:00Z: recorded as of " +
		"2026-06-01T14:00:00Z, so that what was known before stays as it was; set the clock [clock-went-back]"
	step := hours(5).Add(time.Microsecond)
	for i := range k {
		if !k[i].Load.LoadedAt.Equal(step) || len(k[i].Warnings) != 1 {
			t.Errorf("kept as %+v, want it at %v with a warning", k[i], step)
		}
	}
	if k[0].Warnings.Error() != want {
		t.Errorf("warned:\n%v\nwant:\n%s", k[0].Warnings, want)
	}
	if p, err := s.Problems(ctx, k[0].Load.Number); err != nil || p.Error() != want {
		t.Errorf("kept with the load: %v, %v", p, err)
	}
	wantNewest(t, s, step)
	wantHolds(t, s, Query{KnownAt: hours(5)}, "a.n K 2026-01 1 <a", "a.n L 2026-01 2 <b")
	if k := keep(t, s, hours(3), give("a", "2026-03-01", "a.n K 2026-01 1"))[0]; !k.Already || len(k.Warnings) > 0 {
		t.Errorf("what is there already is %+v", k)
	}

	if err := s.Withdraw(ctx, 1, "test", hours(1)); err != nil {
		t.Fatal(err)
	}
	wantNewest(t, s, step.Add(time.Microsecond))
	wantHolds(t, s, Query{KnownAt: hours(5)}, "a.n K 2026-01 1 <a", "a.n L 2026-01 2 <b")
	k = keep(t, s, hours(1), give("e", "2026-05-01", "a.n K 2026-01 5"))
	if w := k[0].Warnings; len(w) != 1 || w[0].Severity != kpi.Warning || w[0].Message != "the clock says 2026-06-01T10:00:00Z, and the last withdrawal was at "+
		"2026-06-01T14:00:00Z: recorded as of 2026-06-01T14:00:00Z, so that what was known before stays as it was; set the clock" {
		t.Errorf("warned: %v", w)
	}
	if k := keep(t, s, hours(6), give("f", "2026-05-01", "a.n K 2026-02 5"))[0]; len(k.Warnings) > 0 || !k.Load.LoadedAt.Equal(hours(6)) {
		t.Errorf("with a clock that is right again: %+v", k)
	}

	p := Publication{At: hours(8), What: "site", Place: "public", SHA256: "ab", Edition: "0.2.0"}
	if _, err := s.RecordPublication(ctx, p, nil, nil); err != nil {
		t.Fatal(err)
	}
	if k := keep(t, s, hours(7), give("g", "2026-05-01", "a.n K 2026-03 5"))[0]; len(k.Warnings) != 1 || !k.Load.LoadedAt.After(hours(8)) {
		t.Errorf("a load before a publication is %+v", k)
	}
}
