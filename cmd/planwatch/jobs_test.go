package main

import (
	"strings"
	"testing"
	"time"
)

// at reads a moment such as "2026-03-29 01:30 GMT" by the clock in London; the zone tells the two hours of an autumn
// night apart.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.Parse("2006-01-02 15:04 -0700", strings.NewReplacer("GMT", "+0000", "BST", "+0100").Replace(s))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTimetable follows timetables over ordinary days and over both nights on which the clocks change.
func TestTimetable(t *testing.T) {
	for _, c := range []struct {
		name, cron, from string
		want             []string // the times due that follow
	}{
		{"daily", "30 6 * * *", "2026-01-10 06:30 GMT", []string{"2026-01-11 06:30 GMT", "2026-01-12 06:30 GMT"}},
		{"in summer by the clock, not by the sun", "30 6 * * *", "2026-07-10 00:00 BST", []string{"2026-07-10 06:30 BST"}},
		{"over the night without 1 to 2", "30 6 * * *", "2026-03-28 12:00 GMT", []string{"2026-03-29 06:30 BST", "2026-03-30 06:30 BST"}},
		{"in the hour that is left out: when the clock has jumped", "30 1 * * *", "2026-03-28 01:30 GMT", []string{"2026-03-29 02:00 BST", "2026-03-30 01:30 BST"}},
		{"twice in the hour that is left out: once", "15,45 1 * * *", "2026-03-28 01:45 GMT", []string{"2026-03-29 02:00 BST", "2026-03-30 01:15 BST"}},
		{"in the hour that comes twice: the first time only", "30 1 * * *", "2026-10-24 01:30 BST", []string{"2026-10-25 01:30 BST", "2026-10-26 01:30 GMT"}},
		{"between the two", "30 1 * * *", "2026-10-25 01:45 BST", []string{"2026-10-26 01:30 GMT"}},
		{"every half hour goes on by elapsed time in spring", "*/30 * * * *", "2026-03-29 00:15 GMT", []string{"2026-03-29 00:30 GMT", "2026-03-29 02:00 BST", "2026-03-29 02:30 BST"}},
		{"and in autumn", "*/30 * * * *", "2026-10-25 01:15 BST", []string{"2026-10-25 01:30 BST", "2026-10-25 01:00 GMT", "2026-10-25 01:30 GMT", "2026-10-25 02:00 GMT"}},
		{"first of the month", "0 6 1 * *", "2026-11-25 09:00 GMT", []string{"2026-12-01 06:00 GMT", "2027-01-01 06:00 GMT"}},
		{"weekdays", "0 6 * * 1-5", "2026-11-27 09:00 GMT", []string{"2026-11-30 06:00 GMT"}},
		{"a word", "@daily", "2026-11-27 09:00 GMT", []string{"2026-11-28 00:00 GMT"}},
		{"29 February", "0 6 29 2 *", "2026-11-27 09:00 GMT", []string{"2028-02-29 06:00 GMT"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			table, err := parseTimetable(c.cron)
			if err != nil {
				t.Fatal(err)
			}
			next := at(t, c.from)
			for _, want := range c.want {
				if next = table.next(next); !next.Equal(at(t, want)) {
					t.Fatalf("due at %s, want %s", clockWords(next), want)
				}
			}
		})
	}
}

// TestTimetableCounts goes minute by minute through both days of change: 23 and 25 hours of quarters, and one daily run.
func TestTimetableCounts(t *testing.T) {
	for _, c := range []struct {
		day, next string
		hours     int
	}{{"2026-03-29 00:00 GMT", "2026-03-30 00:00 BST", 23}, {"2026-10-25 00:00 BST", "2026-10-26 00:00 GMT", 25}} {
		from, to := at(t, c.day).Add(-time.Second), at(t, c.next).Add(-time.Second)
		for cron, want := range map[string]int{"*/15 * * * *": 4 * c.hours, "0 1 * * *": 1, "59 1 * * *": 1, "0 2 * * *": 1, "0 */2 * * *": 12, "0 0,1,2 * * *": 3} {
			if cron == "0 0,1,2 * * *" && c.hours == 23 {
				want = 2 // 1 o'clock is when the clock has jumped to 2, where it is due anyway
			}
			table, err := parseTimetable(cron)
			if err != nil {
				t.Fatal(err)
			}
			got := 0
			for next := table.next(from); !next.After(to); next = table.next(next) {
				got++
			}
			if got != want {
				t.Errorf("%s on %s: due %d times, want %d", cron, c.day, got, want)
			}
		}
	}
}

// TestLatest finds the newest time due of however long ago.
func TestLatest(t *testing.T) {
	for _, c := range []struct{ cron, after, until, want string }{
		{"30 6 * * *", "2026-01-10 06:30 GMT", "2026-01-10 06:31 GMT", ""},
		{"30 6 * * *", "2026-01-10 06:30 GMT", "2026-01-11 06:30 GMT", "2026-01-11 06:30 GMT"},
		{"30 6 * * *", "2026-01-10 06:30 GMT", "2026-01-15 12:00 GMT", "2026-01-15 06:30 GMT"},
		{"* * * * *", "1990-01-10 06:30 GMT", "2026-01-15 12:00 GMT", "2026-01-15 12:00 GMT"},
		{"0 6 1 4 *", "2000-01-10 06:30 GMT", "2026-01-15 12:00 GMT", "2025-04-01 06:00 BST"},
		{"0 6 29 2 *", "2000-01-10 06:30 GMT", "2026-01-15 12:00 GMT", "2024-02-29 06:00 GMT"},
		{"off", "2000-01-10 06:30 GMT", "2026-01-15 12:00 GMT", ""},
	} {
		table, err := parseTimetable(c.cron)
		if err != nil {
			t.Fatal(err)
		}
		due, ok := table.latest(at(t, c.after), at(t, c.until))
		if ok != (c.want != "") || ok && !due.Equal(at(t, c.want)) {
			t.Errorf("%s after %s until %s: %s, want %q", c.cron, c.after, c.until, clockWords(due), c.want)
		}
	}
}

// TestBadTimetable says in a sentence what is wrong.
func TestBadTimetable(t *testing.T) {
	for cron, want := range map[string]string{
		"":                             `want minute, hour, day, month and day of the week such as "30 6 * * *", or off, found "" (empty spec string)`,
		"6:30":                         `want minute, hour, day, month and day of the week such as "30 6 * * *", or off, found "6:30" (expected exactly 5 fields, found 1)`,
		"0 30 6 * * *":                 `want minute, hour, day, month and day of the week such as "30 6 * * *", or off, found "0 30 6 * * *" (expected exactly 5 fields, found 6)`,
		"61 * * * *":                   `want minute, hour, day, month and day of the week such as "30 6 * * *", or off, found "61 * * * *" (end of range (61) above maximum (59): 61)`,
		"0 6 31 2 *":                   `want a day that comes, found "0 6 31 2 *", which never does`,
		"CRON_TZ=Asia/Tokyo 0 6 * * *": `want five fields by the clock in London, found a time zone in "CRON_TZ=Asia/Tokyo 0 6 * * *"`,
	} {
		if _, err := parseTimetable(cron); err == nil || err.Error() != want {
			t.Errorf("%q\n got: %v\nwant: %s", cron, err, want)
		}
	}
}
