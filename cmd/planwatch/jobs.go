package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the clock in London, also on a machine without time zones

	"github.com/robfig/cron/v3"
)

// job is one thing that Planwatch does by itself: an ordinary function, the same for `planwatch run` and for
// `planwatch serve`. Each may be done again at any time without harm.
type job struct {
	name string
	when string // its timetable unless the config says another
	what string
	run  func(ctx context.Context, o *office) (outcome, error)
	then string // the job that follows at once when this one changed something
}

// outcome is what a job says of its work.
type outcome struct {
	changed bool   // something is new, so that the next job has work
	words   string // a short sentence
	files   []fileRecord
}

// jobTable lists the jobs in the order in which figures go through them. The times keep clear of 1 to 2 in the night,
// an hour that is not there or there twice when the clocks change.
func jobTable() []job {
	return []job{
		{"fetch", "45 5 * * *", "fetch returns from web addresses", fetchAll, "load"},
		{"inbox", "*/5 * * * *", "look what lies in the inbox", lookIntoInbox, "load"},
		{"load", "*/15 * * * *", "load what lies in the inbox", loadInbox, "assess"},
		{"assess", "0 6 * * *", "assess every indicator, see what is late", assessAll, "publish"},
		{"publish", "30 6 * * *", "write packs and site when something has changed", publishAll, ""},
		{"backup", "15 2 * * *", "copy the database, the plan and the layouts", backUp, ""},
		{"tidy", "45 2 * * *", "remove what is older than it has to be", tidyUp, ""},
	}
}

func jobNames() []string { return keyNames(jobTable(), func(j job) string { return j.name }) }

// jobNamed finds a job.
func jobNamed(name string) (job, bool) {
	for _, j := range jobTable() {
		if j.name == name {
			return j, true
		}
	}
	return job{}, false
}

// london is where the timetables' clock hangs.
var london = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // it is embedded
	}
	return l
}()

// timetable says when a job is due.
type timetable struct {
	text     string
	schedule cron.Schedule // nil: never
}

// parseTimetable reads a cron expression of five fields, one of cron's words such as @daily, or off.
func parseTimetable(s string) (timetable, error) {
	s = strings.TrimSpace(s)
	if s == "off" || s == "false" { // YAML's older readers take off for false
		return timetable{text: "off"}, nil
	}
	if strings.Contains(s, "TZ=") {
		return timetable{}, fmt.Errorf("want five fields by the clock in London, found a time zone in %q", s)
	}
	schedule, err := cron.ParseStandard(s)
	if err != nil {
		return timetable{}, fmt.Errorf("want minute, hour, day, month and day of the week such as \"30 6 * * *\", or off, found %q (%s)", s, cronWords(err))
	}
	t := timetable{s, schedule}
	if t.next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return timetable{}, fmt.Errorf("want a day that comes, found %q, which never does", s)
	}
	return t, nil
}

// cronWords is the library's complaint without the expression, which the message has already.
func cronWords(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	said, _, _ := strings.Cut(err.Error(), ": [")
	return said
}

// everyHour is the bit by which the library marks a field that was written as *.
const everyHour = 1 << 63

// next is the first time after a moment at which the job is due; the zero time for never.
//
// The nights on which the clocks change are where a plain cron does a job twice or not at all. Here a job with hours of
// its own is due once for each of them: at an hour that is left out, when the clock has jumped over it; at an hour that
// comes twice, the first time. A job for every hour goes on by elapsed time.
func (t timetable) next(after time.Time) time.Time {
	spec, ok := t.schedule.(*cron.SpecSchedule)
	switch {
	case t.schedule == nil:
		return time.Time{}
	case !ok: // @every
		return t.schedule.Next(after)
	}
	by := *spec
	if spec.Hour&everyHour != 0 {
		by.Location = london
		return by.Next(after.In(london))
	}
	by.Location = time.UTC
	for wall := wallClock(after); ; {
		if wall = by.Next(wall); wall.IsZero() {
			return wall
		}
		if at := whenWall(wall); at.After(after) {
			return at
		}
	}
}

// wallClock is what the clock in London shows, written as a time in UTC.
func wallClock(t time.Time) time.Time {
	l := t.In(london)
	return time.Date(l.Year(), l.Month(), l.Day(), l.Hour(), l.Minute(), l.Second(), 0, time.UTC)
}

// whenWall is the first moment at which the clock in London shows it, or jumps over it.
func whenWall(wall time.Time) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, london)
	from, to := t.ZoneBounds()
	switch shown := wallClock(t); {
	case shown.After(wall):
		return from
	case shown.Before(wall):
		return to
	}
	if before := t.Add(-time.Hour); wallClock(before).Equal(wall) {
		return before
	}
	return t
}

// latest is the newest time due after one moment and not after another; ok is false when there is none. However long
// ago the first moment is, it looks at few: what was missed is made up once.
func (t timetable) latest(after, until time.Time) (due time.Time, ok bool) {
	for _, back := range []time.Duration{time.Hour, 25 * time.Hour, 32 * 24 * time.Hour, 367 * 24 * time.Hour} {
		if from := until.Add(-back); from.After(after) {
			if due, ok = t.walk(from, until); ok {
				return due, true
			}
		}
	}
	return t.walk(after, until)
}

func (t timetable) walk(after, until time.Time) (due time.Time, ok bool) {
	for next := t.next(after); !next.IsZero() && !next.After(until); next = t.next(next) {
		due, ok = next, true
	}
	return due, ok
}
