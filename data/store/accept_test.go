package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

// doubted is a return with a warning on its first cell and one on the file.
func doubted(file, edition string, figures ...string) kpi.Return {
	r := give(file, edition, figures...)
	r.Problems = []kpi.Problem{
		{File: file, Sheet: "Table", Cell: "S1", Code: "far-outside", Message: "want 1 to 9, found 90", Severity: kpi.Warning},
		{File: file, Code: "gap", Message: "want February", Severity: kpi.Warning},
	}
	return r
}

func accepted(t *testing.T, s *Store, known time.Time) string {
	t.Helper()
	list, err := s.Accepted(context.Background(), known)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range list {
		fmt.Fprintf(&b, "%d %s!%s %s: %s (%s)\n", a.Load, a.Sheet, a.Cell, a.Code, a.Because, a.At.Format(time.TimeOnly))
	}
	return b.String()
}

func TestAccept(t *testing.T) {
	ctx := context.Background()
	s := open(t)
	keep(t, s, clock, doubted("a.csv", "2026-04-01", "a.n K 2026-03 90"))
	keep(t, s, hours(1), give("b.csv", "2026-05-01", "a.n K 2026-04 8"))
	accept := func(load int, reasons map[string]string, at time.Time, want ...string) {
		t.Helper()
		got, err := s.Accept(ctx, load, reasons, at)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("accepted %v of %v, %v; want %v", got, reasons, err, want)
		}
	}
	accept(1, map[string]string{"far-outside": " a new way of counting ", "late-return": "a holiday"}, hours(2), "far-outside")
	if got, want := accepted(t, s, time.Time{}), "1 Table!S1 far-outside: a new way of counting (11:00:00)\n"; got != want {
		t.Errorf("accepted:\n%swant:\n%s", got, want)
	}

	// The same again records nothing, another reason does, and the newest holds. What was known before stays.
	accept(1, map[string]string{"far-outside": "a new way of counting"}, hours(3))
	accept(1, map[string]string{"far-outside": "a backlog was cleared", "gap": "nothing happened"}, hours(4), "far-outside", "gap")
	if got, want := accepted(t, s, time.Time{}), lines(
		"1 Table!S1 far-outside: a backlog was cleared (13:00:00)", "1 ! gap: nothing happened (13:00:00)"); got != want {
		t.Errorf("accepted:\n%swant:\n%s", got, want)
	}
	if got, want := accepted(t, s, hours(3)), "1 Table!S1 far-outside: a new way of counting (11:00:00)\n"; got != want {
		t.Errorf("accepted by then:\n%swant:\n%s", got, want)
	}

	// Loads without such a warning, and loads that are not there, have nothing to accept.
	accept(2, map[string]string{"gap": "why not"}, hours(5))
	accept(9, map[string]string{"gap": "why not"}, hours(5))
	if _, err := s.Accept(ctx, 1, map[string]string{"gap": " "}, hours(5)); err == nil {
		t.Error("accepted without a reason")
	}
	if _, err := s.Accept(ctx, 1, map[string]string{"gap": "x"}, time.Time{}); err == nil {
		t.Error("accepted without a time")
	}

	// A clock that went back is not believed, as with loads.
	accept(1, map[string]string{"gap": "the office was closed"}, clock, "gap")
	if newest, err := s.Newest(ctx); err != nil || !newest.After(hours(4)) {
		t.Errorf("the newest time is %s, %v", newest, err)
	}
}

func TestAcceptedIsCounted(t *testing.T) {
	ctx := context.Background()
	path := t.TempDir() + "/store.duckdb"
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, s, clock, doubted("a.csv", "2026-04-01", "a.n K 2026-03 90"))
	if _, err := s.Accept(ctx, 1, map[string]string{"gap": "closed"}, hours(7)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := Verify(ctx, path)
	if err != nil || c.Accepted != 1 || c.Problems != 2 || !c.Newest.Equal(hours(7)) {
		t.Errorf("contents: %+v, %v", c, err)
	}
}
