package main

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"planwatch/kpi"
)

func texts(list []notice) (out []string) {
	for _, n := range list {
		out = append(out, n.Text)
	}
	return out
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// TestBoard hangs notices up and takes them down, also through a second board over the same file, as another process
// has it.
func TestBoard(t *testing.T) {
	dir := t.TempDir()
	a, b := openBoard(dir, quiet()), openBoard(dir, quiet())
	a.set(kindDisk, []notice{{Subject: "disk", Text: "The disk is nearly full.", Do: "Make room."}})
	b.set(kindLate, []notice{{Subject: "x", Text: "x is late.", Do: "Ask."}, {Subject: "y", Text: "y is late.", Do: "Ask."}})
	b.event(kindRevision, notice{Subject: "z", Text: "z was revised.", Do: "Look."})
	b.event(kindRevision, notice{Subject: "z", Text: "z was revised.", Do: "Look."})
	if got := texts(a.list()); len(got) != 4 {
		t.Fatalf("a has %q, want four", got)
	}
	since := a.list()[1].Since
	b.set(kindLate, []notice{{Subject: "x", Text: "x is late.", Do: "Ask."}})
	if got := a.list(); len(got) != 3 || got[1].Text != "x is late." || !got[1].Since.Equal(since) {
		t.Errorf("after y came a has %+v", got)
	}
	if unknown := a.see([]string{noticeID(kindRevision, "z"), noticeID(kindLate, "x"), "nosuch"}); len(unknown) != 1 || unknown[0] != "nosuch" {
		t.Errorf("unknown: %v", unknown)
	}
	b.set(kindLate, []notice{{Subject: "x", Text: "x is late.", Do: "Ask."}}) // still so, and seen
	if got := texts(b.list()); len(got) != 1 || got[0] != "The disk is nearly full." {
		t.Errorf("after seeing b has %q", got)
	}
	b.event(kindRevision, notice{Subject: "z", Text: "z was revised.", Do: "Look."}) // the same event, and seen
	if got := texts(b.list()); len(got) != 1 {
		t.Errorf("an event that was seen is back: %q", got)
	}
	b.set(kindLate, nil)
	b.set(kindLate, []notice{{Subject: "x", Text: "x is late.", Do: "Ask."}}) // late again: that is new
	if got := texts(a.list()); len(got) != 2 {
		t.Errorf("a second time a has %q", got)
	}
	a.event(kindClock, notice{Subject: "c", Text: "The clock went back.", Do: "Set it."})
	a.tidy(now().Add(eventLife + time.Hour))
	if got := texts(a.list()); len(got) != 2 {
		t.Errorf("after tidying a has %q", got)
	}
}

// TestLate says which return should have come by a day.
func TestLate(t *testing.T) {
	month := func(s string) kpi.Period {
		p, err := kpi.ParsePeriod(s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		every  kpi.PeriodKind
		within int
		newest string // "" for none ever
		today  string
		want   string // "" for not late
	}{
		{kpi.Month, 20, "2026-03", "2026-05-20", ""},
		{kpi.Month, 20, "2026-03", "2026-05-21", "2026-04"},
		{kpi.Month, 20, "2026-01", "2026-05-21", "2026-02"}, // the first that is missing
		{kpi.Month, 20, "", "2026-05-21", "2026-04"},
		{kpi.Month, 20, "2026-04", "2026-05-21", ""},
		{kpi.Quarter, 28, "2025/26 Q3", "2026-04-28", ""},
		{kpi.Quarter, 28, "2025/26 Q3", "2026-04-29", "2025/26 Q4"},
		{kpi.Quarter, 28, "2026-02", "2026-04-29", "2025/26 Q4"}, // months reported so far do not make a quarter
		{kpi.Quarter, 28, "2026-03", "2026-04-29", ""},
		{kpi.FinancialYear, 60, "2024/25", "2026-05-31", "2025/26"},
		{kpi.FinancialYear, 60, "2024/25", "2026-05-30", ""},
	} {
		today, err := kpi.ParseDate(c.today)
		if err != nil {
			t.Fatal(err)
		}
		newest := map[string]kpi.Period{}
		if c.newest != "" {
			newest["x"] = month(c.newest)
		}
		got := ""
		if p, late := (expected{Layout: "x", Every: c.every, Within: c.within}).late(newest, today); late {
			got = p.String()
		}
		if got != c.want {
			t.Errorf("every %s within %d days, newest %q, on %s: late is %q, want %q", c.every, c.within, c.newest, c.today, got, c.want)
		}
	}
}
