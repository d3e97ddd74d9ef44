package store

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

// threeEditions revise, suppress, leave out and add figures.
func threeEditions() []kpi.Return {
	return []kpi.Return{
		give("feb.xlsx#bbb", "2026-02-10", "a.n K 2025-12 3", "a.n K 2026-01 5[p]", "b.n K 2026-01 50"),
		give("mar.xlsx#ccc", "2026-03-10", "a.n K 2025-12 4[r]", "a.n K 2026-01 5", "a.n K 2026-02 [c]"),
		give("apr.xlsx#aaa", "2026-04-10", "a.n K 2026-01 [x]", "a.n K 2026-02 6", "a.n K 2026-03 7", "b.n K 2026-01 50"),
	}
}

var threeHold = []string{
	"a.n K 2025-12 4[r] <mar.xlsx", "a.n K 2026-01 [x] <apr.xlsx", "a.n K 2026-02 6 <apr.xlsx", "a.n K 2026-03 7 <apr.xlsx",
	"b.n K 2026-01 50 <apr.xlsx",
}

func TestEditionsInEveryOrder(t *testing.T) {
	e := threeEditions()
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		s := open(t)
		for _, i := range order {
			if k := keep(t, s, clock, e[i])[0]; len(k.Warnings) > 0 {
				t.Errorf("order %v: %v", order, k.Warnings)
			}
		}
		wantHolds(t, s, Query{}, threeHold...)
		s = open(t) // and in one call
		keep(t, s, clock, e[order[0]], e[order[1]], e[order[2]])
		wantHolds(t, s, Query{}, threeHold...)
		if got, want := numbers(t, s), "apr.xlsx feb.xlsx mar.xlsx"; got != want {
			t.Errorf("order %v in one call: loads are %s, want %s, as their hashes sort", order, got, want)
		}
	}
}

func numbers(t *testing.T, s *Store) string {
	loads, err := s.Loads(context.Background(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, l := range loads {
		names = append(names, l.File)
	}
	return strings.Join(names, " ")
}

func TestKnownAt(t *testing.T) {
	s := open(t)
	e := threeEditions()
	day := func(d kpi.Date, hour int) time.Time { return d.Time().Add(time.Duration(hour) * time.Hour) }
	feb, mar, apr := e[0].Edition, e[1].Edition, e[2].Edition
	keep(t, s, day(feb, 9), e[0])
	keep(t, s, day(apr, 9), e[2])
	keep(t, s, day(apr, 12), e[1])                                                      // the middle one comes last
	if err := s.Withdraw(context.Background(), 2, " typo ", day(apr, 15)); err != nil { // April's
		t.Fatal(err)
	}
	asOfFeb := []string{"a.n K 2025-12 3 <feb.xlsx", "a.n K 2026-01 5[p] <feb.xlsx", "b.n K 2026-01 50 <feb.xlsx"}
	asOfApr9 := []string{
		"a.n K 2025-12 3 <feb.xlsx", "a.n K 2026-01 [x] <apr.xlsx", "a.n K 2026-02 6 <apr.xlsx", "a.n K 2026-03 7 <apr.xlsx",
		"b.n K 2026-01 50 <apr.xlsx",
	}
	withdrawn := []string{
		"a.n K 2025-12 4[r] <mar.xlsx", "a.n K 2026-01 5 <mar.xlsx", "a.n K 2026-02 [c] <mar.xlsx", "b.n K 2026-01 50 <feb.xlsx",
	}
	wantHolds(t, s, Query{KnownAt: day(feb, 8)})
	wantHolds(t, s, Query{KnownAt: day(feb, 9)}, asOfFeb...)
	wantHolds(t, s, Query{KnownAt: day(mar, 23)}, asOfFeb...) // March's edition is out but not loaded
	wantHolds(t, s, Query{KnownAt: day(apr, 9)}, asOfApr9...)
	wantHolds(t, s, Query{KnownAt: day(apr, 12)}, threeHold...)
	wantHolds(t, s, Query{KnownAt: day(apr, 15).Add(-time.Microsecond)}, threeHold...)
	wantHolds(t, s, Query{KnownAt: day(apr, 15)}, withdrawn...)
	wantHolds(t, s, Query{KnownAt: day(apr, 15).In(time.FixedZone("east", 12*3600))}, withdrawn...)
	wantHolds(t, s, Query{}, withdrawn...)

	for known, want := range map[time.Time]string{
		day(feb, 8): "none", day(feb, 9): "2026-01-31", day(apr, 12): "2026-03-31", day(apr, 15): "2026-02-28", {}: "2026-02-28",
	} {
		got, ok, err := s.NewestPeriodEnd(context.Background(), known)
		if err != nil || ok != (want != "none") || ok && got.String() != want {
			t.Errorf("newest period known at %v ends %v, %v, %v; want %s", known, got, ok, err, want)
		}
	}
	for known, want := range map[time.Time][]bool{day(feb, 8): nil, day(apr, 9): {false, false}, {}: {false, true, false}} {
		loads, err := s.Loads(context.Background(), known)
		var got []bool
		for _, l := range loads {
			got = append(got, l.Withdrawn != nil)
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("loads known at %v: withdrawn %v, %v; want %v", known, got, err, want)
		}
	}
}

// An edition that is dated later than the moment asked about was not known then, though it was loaded.
func TestKnownAtEditionOfTheFuture(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("ahead", "2026-06-02", "a.n K 2026-01 5"))
	wantHolds(t, s, Query{KnownAt: hours(1)})
	wantHolds(t, s, Query{KnownAt: hours(15)}, "a.n K 2026-01 5 <ahead") // midnight after
}

func TestEditionsOfAFigure(t *testing.T) {
	s := open(t)
	e := threeEditions()
	for hour, i := range []int{2, 0, 1} {
		keep(t, s, hours(hour), e[i])
	}
	if err := s.Withdraw(context.Background(), 1, "typo", hours(5)); err != nil {
		t.Fatal(err)
	}
	key := figure("a.n K 2026-01 0").Key
	for known, want := range map[time.Time]string{
		{}:       "5[p] <feb.xlsx;5 <mar.xlsx;[x] <apr.xlsx withdrawn: typo;",
		hours(4): "5[p] <feb.xlsx;5 <mar.xlsx;[x] <apr.xlsx;",
		hours(1): "5[p] <feb.xlsx;[x] <apr.xlsx;",
		hours(0): "[x] <apr.xlsx;",
	} {
		editions, err := s.Editions(context.Background(), key, known)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range editions {
			got += strings.TrimPrefix(strings.TrimSpace(show([]kpi.Observation{e.Observation})), "a.n K 2026-01 ")
			if e.Load.Withdrawn != nil {
				got += " withdrawn: " + e.Load.Withdrawn.Because
			}
			got += ";"
		}
		if got != want {
			t.Errorf("known at %v: %s, want %s", known, got, want)
		}
	}
}

func TestForecastsDoNotMoveTheNewestPeriod(t *testing.T) {
	s := open(t)
	r := give("budget", "2026-03-01", "a.n K 2026-01 5", "a.n K 2027-01 6")
	r.Observations[1].Outturn = false
	keep(t, s, clock, r)
	if got, ok, err := s.NewestPeriodEnd(context.Background(), time.Time{}); err != nil || !ok || got.String() != "2026-01-31" {
		t.Errorf("newest period ends %v, %v, %v", got, ok, err)
	}
}

func TestWithdraw(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	e := threeEditions()
	keep(t, s, clock, e[0])
	keep(t, s, clock, e[1])
	before := holds(t, s, Query{})
	for _, c := range []struct {
		load    int
		because string
		want    string
		noLoad  bool
	}{
		{3, "x", "there is no load 3 to withdraw", true},
		{2, " ", "withdraw load 2: want a reason, found none", false},
		{2, "sent by mistake", "", false},
		{2, "again", `load 2 was withdrawn already, at 2026-06-01T10:00:00Z, because "sent by mistake"`, true},
	} {
		err := s.Withdraw(ctx, c.load, c.because, hours(1))
		if got := errorText(err); got != c.want || errors.Is(err, ErrNoLoad) != c.noLoad {
			t.Errorf("withdraw %d %q: %q, want %q", c.load, c.because, got, c.want)
		}
	}
	wantHolds(t, s, Query{}, "a.n K 2025-12 3 <feb.xlsx", "a.n K 2026-01 5[p] <feb.xlsx", "b.n K 2026-01 50 <feb.xlsx")
	if got := holds(t, s, Query{KnownAt: hours(0)}); !reflect.DeepEqual(got, before) {
		t.Errorf("before its withdrawal there held:\n%s\nwant:\n%s", show(got), show(before))
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
