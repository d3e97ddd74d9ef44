package store

import (
	"context"
	"testing"
	"time"

	"planwatch/kpi"
)

func TestHistory(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("mar.csv", "2026-04-01", "a.n K 2026-01 12", "a.n K 2026-02 [c]", "b.n K 2026-01 1"))
	keep(t, s, hours(1), give("jan.csv", "2026-02-01", "a.n K 2026-01 10", "a.n K/ethnicity=Black 2026-01 3"))
	keep(t, s, hours(2), give("feb.csv", "2026-03-01", "a.n K 2026-01 10[r]"))
	check := func(known time.Time, series []kpi.SeriesID, want string) {
		t.Helper()
		list, err := s.History(context.Background(), series, known)
		if err != nil {
			t.Fatal(err)
		}
		var plain []kpi.Observation
		for _, i := range list {
			plain = append(plain, i.Observation)
			if i.Edition == 0 {
				t.Errorf("%v has no edition", i.Key)
			}
		}
		if got := show(plain); got != want {
			t.Errorf("history:\n%swant:\n%s", got, want)
		}
	}
	first := []string{"a.n K 2026-01 10 <jan.csv", "a.n K/ethnicity=Black 2026-01 3 <jan.csv"}
	last := []string{"a.n K 2026-01 12 <mar.csv", "a.n K 2026-02 [c] <mar.csv"}
	check(time.Time{}, []kpi.SeriesID{"a.n"}, lines(append(first, last...)...))
	check(clock, []kpi.SeriesID{"a.n"}, lines(last...))
	check(time.Time{}, nil, "")
}
