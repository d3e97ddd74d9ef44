package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Why a job runs.
const (
	whyDue     = "due"
	whyMissed  = "missed" // it was due while the program was off, asleep or its clock wrong
	whyArrived = "arrived"
	whyByHand  = "by hand"
	whyStarted = "started" // with the program
	whyBack    = "inbox is back"
	whyChanged = "something changed" // by hand
)

const (
	// longestSleep is how long the runner sleeps at most before it looks at the clock again, which somebody may have set.
	longestSleep = 30 * time.Second
	// punctual is how late a run may be and still be called due rather than missed.
	punctual = 2 * time.Minute
	// clockStep is how far a clock must go back to be called wrong; corrections of a second or two are everyday.
	clockStep = time.Minute
)

// runner starts jobs when they are due. One rule covers the ordinary case and all others: of a job's times due since
// the last that was seen to, the newest is run, once. So a night that the machine slept through is made up once, and so
// is one that a wrong clock jumped over.
//
// The loop is ours, and only the reading of timetables is the cron library's: the library's own loop forgets what was
// due while it was off, and stands still for a day when the clock is set back by one.
type runner struct {
	office *office
	jobs   []job
	going  sync.WaitGroup
	report func(runRecord) // called after each run is on record

	mu    sync.Mutex
	state map[string]*jobState
	seen  time.Time // the clock when it was last looked at
	ended bool      // no run begins any more
}

// jobState is where a job stands.
type jobState struct {
	due     time.Time // the last time due that was seen to
	running bool
	wanted  string // it is to run once more when it has ended: why
}

func newRunner(o *office, jobs []job) *runner {
	return &runner{office: o, jobs: jobs, state: map[string]*jobState{}, report: func(runRecord) {}}
}

// begin comes before loop: it sets every job's last time due from the record. A job that is not on record has missed
// nothing.
func (r *runner) begin() {
	r.seen = r.office.clock()
	for _, j := range r.jobs {
		due := r.office.journal.lastDue(j.name)
		if due.IsZero() || due.After(r.seen) {
			due = r.seen
		}
		r.state[j.name] = &jobState{due: due}
	}
}

// loop runs until the context ends, and then waits for the jobs that go on.
func (r *runner) loop(ctx context.Context) {
	for ctx.Err() == nil {
		r.turn(ctx)
		sleep := time.NewTimer(r.untilNext())
		select {
		case <-ctx.Done():
		case <-sleep.C:
		}
		sleep.Stop()
	}
	r.mu.Lock()
	r.ended = true
	r.mu.Unlock()
	r.going.Wait()
}

// turn looks at the clock and starts what is due.
func (r *runner) turn(ctx context.Context) {
	now := r.office.clock()
	r.watchClock(now)
	for _, j := range r.jobs {
		r.mu.Lock()
		s := r.state[j.name]
		due, ok := r.office.timetable(j).latest(s.due, now)
		if ok {
			s.due = due
		}
		r.mu.Unlock()
		if !ok {
			continue
		}
		why := whyDue
		if now.Sub(due) > punctual {
			why = whyMissed
		}
		r.start(ctx, j, due, why)
	}
}

// watchClock notices a clock that went back. Nothing then waits until the old time has come again: every job is due
// next by the clock as it is.
func (r *runner) watchClock(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Before(r.seen.Add(-clockStep)) {
		r.office.clockWentBack(r.seen, now)
		for _, s := range r.state {
			if s.due.After(now) {
				s.due = now
			}
		}
	}
	r.seen = now
}

// untilNext is how long to sleep.
func (r *runner) untilNext() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	now, sleep := r.office.clock(), longestSleep
	for _, j := range r.jobs {
		if next := r.office.timetable(j).next(r.state[j.name].due); !next.IsZero() {
			sleep = min(sleep, next.Sub(now))
		}
	}
	return max(sleep, time.Millisecond)
}

// want asks for a job now. When it is running already it runs once more afterwards: what is new may have come too late
// for the run that goes on.
func (r *runner) want(ctx context.Context, name, why string) {
	for _, j := range r.jobs {
		if j.name == name {
			r.start(ctx, j, r.office.clock(), why)
		}
	}
}

// running says whether a run of the job goes on.
func (r *runner) running(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.state[name]
	return s != nil && s.running
}

// start runs a job beside everything else, unless its last run still goes on.
func (r *runner) start(ctx context.Context, j job, due time.Time, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.state[j.name]
	scheduled := why == whyDue || why == whyMissed
	switch {
	case ctx.Err() != nil || r.ended:
		return
	case s.running && !scheduled:
		s.wanted = why
		return
	case s.running:
		now := r.office.clock()
		r.office.record(runRecord{Job: j.name, Due: due, Started: now, Ended: now, Why: why, Result: runSkipped, Words: "the last run goes on"})
		return
	}
	s.running = true
	r.going.Go(func() { r.perform(ctx, j, due, why) })
}

// perform does one run and what follows from it.
func (r *runner) perform(ctx context.Context, j job, due time.Time, why string) {
	rec, changed := r.office.runJob(ctx, j, due, why)
	r.mu.Lock()
	s := r.state[j.name]
	s.running = false
	again := s.wanted
	s.wanted = ""
	r.mu.Unlock()
	r.report(rec)
	if changed && j.then != "" {
		r.want(ctx, j.then, "after "+j.name)
	}
	if again != "" {
		r.want(ctx, j.name, again)
	}
}

// runJob does one run of a job, whatever becomes of it, and puts it on record. It never panics.
func (o *office) runJob(ctx context.Context, j job, due time.Time, why string) (rec runRecord, changed bool) {
	rec = runRecord{Job: j.name, Due: due, Started: o.clock(), Why: why}
	unlock, holder, err := o.lockJob(ctx, j.name)
	switch {
	case err != nil:
		rec.Result, rec.Words = runFailed, err.Error()
	case unlock == nil:
		rec.Result, rec.Words = runSkipped, "the last run goes on in "+holder
	default:
		defer unlock()
		o.log.Debug("job begins", "job", j.name, "why", why)
		out, err := guarded(ctx, o, j)
		rec.Words, rec.Files, changed = out.words, out.files, out.changed
		rec.Result = resultOf(ctx, out, err)
		if err != nil {
			rec.Words = plainly(err)
		}
	}
	rec.Ended = o.clock()
	o.record(rec)
	return rec, changed
}

// plainly is an error with the system's words for a full disk put into a sentence that says what it means.
func plainly(err error) string {
	text := err.Error()
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
	first, rest, more := strings.Cut(text, "\n")
	if full && !strings.Contains(text, "the disk is full") {
		first += ": the disk is full or a size limit is reached" // a notice shows the first line of several
	}
	if more {
		return first + "\n" + rest
	}
	return first
}

func resultOf(ctx context.Context, out outcome, err error) string {
	var fault panicError
	switch {
	case errors.As(err, &fault):
		return runPanicked
	case err != nil && ctx.Err() != nil:
		return runStopped
	case err != nil:
		return runFailed
	case out.changed || len(out.files) > 0:
		return runDone
	}
	return runNothing
}

// panicError is a fault of the program in a job.
type panicError struct {
	value any
	stack []byte
}

func (e panicError) Error() string {
	return fmt.Sprintf("a fault in planwatch: %v; please report it with the lines that the log has about it", e.value)
}

// guarded calls a job and turns a panic into an error.
func guarded(ctx context.Context, o *office, j job) (out outcome, err error) {
	defer func() {
		if v := recover(); v != nil {
			fault := panicError{v, debug.Stack()}
			o.log.Error("panic in a job", "job", j.name, "panic", fmt.Sprint(v), "stack", string(fault.stack))
			err = fault
		}
	}()
	out, err = j.run(ctx, o)
	var fault panicError
	if errors.As(err, &fault) { // in a goroutine of the job
		o.log.Error("panic in a job", "job", j.name, "panic", fmt.Sprint(fault.value), "stack", string(fault.stack))
	}
	return out, err
}
