package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// trial is a runner over jobs of the test, under a fake clock that moves when everything sleeps.
type trial struct {
	*runner
	dir    string
	offset atomic.Int64 // what somebody has set the clock by
}

func newTrial(t *testing.T, tables map[string]string, jobs ...job) *trial {
	t.Helper()
	dir := t.TempDir()
	c := defaultConfig()
	for name, text := range tables {
		table, err := parseTimetable(text)
		if err != nil {
			t.Fatal(err)
		}
		c.Jobs[name] = table
	}
	if err := os.MkdirAll(filepath.Join(dir, stateName), 0o755); err != nil {
		t.Fatal(err)
	}
	o, err := openOffice(&workspace{dir: dir, config: c}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	tr := &trial{runner: newRunner(o, jobs), dir: dir}
	o.clock = func() time.Time { return time.Now().Add(time.Duration(tr.offset.Load())).UTC().Round(0) }
	return tr
}

// during lets a runner run for a while of fake time, and stops it. Each time is another start of the program.
func (tr *trial) during(d time.Duration) {
	tr.runner = newRunner(tr.office, tr.jobs)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	tr.begin()
	go func() { tr.loop(ctx); close(done) }()
	time.Sleep(d)
	stop()
	<-done
}

// runs are all on record, as "job why result due".
func (tr *trial) runs(t *testing.T) []string {
	t.Helper()
	var out []string
	err := eachRun(filepath.Join(tr.dir, stateName, journalName), func(r runRecord) {
		out = append(out, fmt.Sprintf("%s %s %s %s", r.Job, r.Why, r.Result, clockWords(r.Due)))
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantRuns(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("runs on record:\n got %q\nwant %q", got, want)
	}
}

func works(context.Context, *office) (outcome, error) { return outcome{changed: true}, nil }

// The fake clock begins at midnight of 1 January 2000.

func TestMissedRunIsMadeUpOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"publish": "30 6 * * *"}, job{name: "publish", run: works})
		tr.during(8 * time.Hour)
		time.Sleep(72*time.Hour + 30*time.Minute) // off over three mornings
		again := newTrial(t, map[string]string{"publish": "30 6 * * *"}, job{name: "publish", run: works})
		again.office.journal, again.dir = tr.office.journal, tr.dir
		again.during(24 * time.Hour)
		wantRuns(t, tr.runs(t), "publish due done 1 January 2000 06:30 GMT", "publish missed done 4 January 2000 06:30 GMT", "publish due done 5 January 2000 06:30 GMT")
	})
}

// A first start has missed nothing.
func TestFirstStartMakesNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(7 * time.Hour)
		tr := newTrial(t, map[string]string{"publish": "30 6 * * *"}, job{name: "publish", run: works})
		tr.during(time.Hour)
		wantRuns(t, tr.runs(t))
	})
}

// In 2000 the clocks changed on 26 March and 29 October.
func TestNightsOfChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"backup": "30 1 * * *"}, job{name: "backup", run: works})
		time.Sleep(time.Until(time.Date(2000, 3, 25, 12, 0, 0, 0, time.UTC)))
		tr.during(48 * time.Hour)
		time.Sleep(time.Until(time.Date(2000, 10, 28, 12, 0, 0, 0, time.UTC)))
		tr.during(48 * time.Hour)
		wantRuns(t, tr.runs(t),
			"backup due done 26 March 2000 02:00 BST", "backup due done 27 March 2000 01:30 BST",
			"backup missed done 28 October 2000 01:30 BST", "backup due done 29 October 2000 01:30 BST", "backup due done 30 October 2000 01:30 GMT")
	})
}

func TestOverlongJobIsSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"load": "* * * * *"}, job{name: "load", run: func(context.Context, *office) (outcome, error) {
			time.Sleep(150 * time.Second)
			return outcome{}, nil
		}})
		tr.during(4*time.Minute + 10*time.Second)
		wantRuns(t, tr.runs(t),
			"load due skipped 1 January 2000 00:02 GMT", "load due skipped 1 January 2000 00:03 GMT", "load due nothing 1 January 2000 00:01 GMT",
			"load due nothing 1 January 2000 00:04 GMT")
	})
}

// A job that is wanted while it runs runs once more, and what follows from it follows.
func TestWantedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(context.Context, *office) (outcome, error) {
			time.Sleep(time.Minute)
			return outcome{changed: true}, nil
		}
		tr := newTrial(t, map[string]string{"load": "off", "assess": "off"}, job{name: "load", run: slow, then: "assess"}, job{name: "assess", run: works})
		ctx, stop := context.WithCancel(context.Background())
		tr.begin()
		go tr.loop(ctx)
		for range 3 {
			tr.want(ctx, "load", whyArrived)
			time.Sleep(10 * time.Second)
		}
		time.Sleep(3 * time.Minute)
		stop()
		synctest.Wait()
		wantRuns(t, tr.runs(t),
			"load arrived done 1 January 2000 00:00 GMT", "assess after load done 1 January 2000 00:01 GMT",
			"load arrived done 1 January 2000 00:01 GMT", "assess after load done 1 January 2000 00:02 GMT")
	})
}

func TestPanicIsRecordedAndTheRunnerLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"assess": "0 6 * * *", "tidy": "0 7 * * *"},
			job{name: "assess", run: func(context.Context, *office) (outcome, error) { panic("no such row") }}, job{name: "tidy", run: works})
		tr.during(8 * time.Hour)
		wantRuns(t, tr.runs(t), "assess due panicked 1 January 2000 06:00 GMT", "tidy due done 1 January 2000 07:00 GMT")
		list := tr.office.board.list()
		if len(list) != 1 || list[0].Text != "The job assess failed: a fault in planwatch: no such row; please report it with the lines that the log has about it." {
			t.Errorf("notices: %+v", list)
		}
	})
}

// A machine that slept, or whose clock is set forward, makes up what was due meanwhile, once.
func TestClockSetForward(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"publish": "30 6 * * *"}, job{name: "publish", run: works})
		go func() { time.Sleep(time.Hour); tr.offset.Store(int64(50 * time.Hour)) }()
		tr.during(2 * time.Hour)
		wantRuns(t, tr.runs(t), "publish missed done 2 January 2000 06:30 GMT")
	})
}

// A clock that goes back by a day does not stop jobs for a day, and it is said.
func TestClockWentBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"load": "0 * * * *"}, job{name: "load", run: works})
		go func() { time.Sleep(90 * time.Minute); tr.offset.Store(int64(-24 * time.Hour)) }()
		tr.during(3*time.Hour + 10*time.Minute)
		wantRuns(t, tr.runs(t), "load due done 1 January 2000 01:00 GMT", "load due done 31 December 1999 02:00 GMT", "load due done 31 December 1999 03:00 GMT")
		list := tr.office.board.list()
		if len(list) != 1 || list[0].Kind != kindClock {
			t.Errorf("notices: %+v", list)
		}
	})
}

// A job that is told to stop is on record as stopped, and the loop ends after it.
func TestStopDuringJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, map[string]string{"load": "0 1 * * *"}, job{name: "load", run: func(ctx context.Context, _ *office) (outcome, error) {
			<-ctx.Done()
			time.Sleep(time.Second) // it puts away what it had
			return outcome{}, ctx.Err()
		}})
		tr.during(61 * time.Minute)
		wantRuns(t, tr.runs(t), "load due stopped 1 January 2000 01:00 GMT")
	})
}

// Another process that does the job makes a run here skipped, or waits for it when somebody asked for it.
func TestLockedJobIsSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTrial(t, nil, job{name: "load", run: works})
		unlock, _, err := tr.office.lockJob(context.Background(), "load")
		if err != nil {
			t.Fatal(err)
		}
		rec, changed := tr.office.runJob(context.Background(), tr.jobs[0], tr.office.clock(), whyByHand)
		if want := fmt.Sprintf("the last run goes on in planwatch (process %d)", os.Getpid()); rec.Result != runSkipped || rec.Words != want || changed {
			t.Errorf("%+v, want skipped, %q", rec, want)
		}
		var waited string
		tr.office.waiting = func(job, holder string) {
			waited = job + " " + holder
			unlock()
		}
		if rec, _ := tr.office.runJob(context.Background(), tr.jobs[0], tr.office.clock(), whyByHand); rec.Result != runDone {
			t.Errorf("after unlocking: %+v", rec)
		}
		if want := fmt.Sprintf("load planwatch (process %d)", os.Getpid()); waited != want {
			t.Errorf("said it waits for %q, want %q", waited, want)
		}
	})
}

// A failing job's notice goes when the job ends well.
func TestJobNotice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fails := true
		j := job{name: "backup", run: func(context.Context, *office) (outcome, error) {
			if fails {
				return outcome{}, errors.New("the disk is full")
			}
			return outcome{}, nil
		}}
		tr := newTrial(t, nil, j)
		tr.office.runJob(context.Background(), j, tr.office.clock(), whyByHand)
		if list := tr.office.board.list(); len(list) != 1 || list[0].Text != "The job backup failed: the disk is full." {
			t.Errorf("notices: %+v", list)
		}
		fails = false
		tr.office.runJob(context.Background(), j, tr.office.clock(), whyByHand)
		if list := tr.office.board.list(); len(list) != 0 {
			t.Errorf("notices: %+v", list)
		}
	})
}

// A torn line at the end of the record spoils neither itself nor the next.
func TestTornRecord(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, journalName)
	if err := os.WriteFile(path, []byte(`{"job":"load","result":"done"}`+"\n"+`{"job":"assess","res`), 0o644); err != nil {
		t.Fatal(err)
	}
	j, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.add(runRecord{Job: "tidy", Result: runDone}); err != nil {
		t.Fatal(err)
	}
	again, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.lastRuns(); len(got) != 2 || got[0].Job != "load" || got[1].Job != "tidy" {
		t.Errorf("read back: %+v", got)
	}
}

// A full disk is named in the first line of several: a notice shows no other.
func TestPlainly(t *testing.T) {
	err := errors.Join(fmt.Errorf("write a.csv: %w", syscall.ENOSPC), errors.New("write b.csv: later"))
	if got, want := plainly(err), "write a.csv: no space left on device: the disk is full or a size limit is reached\nwrite b.csv: later"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := plainly(errors.New("another reason")); got != "another reason" {
		t.Errorf("got %q", got)
	}
}

// Two processes that add to the record and shorten it lose no run.
func TestTrimLosesNothing(t *testing.T) {
	dir := t.TempDir()
	a, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := openJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	old, young := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var going sync.WaitGroup
	const runs = 200
	going.Go(func() {
		for n := range runs {
			at := old
			if n%2 == 0 {
				at = young
			}
			if err := a.add(runRecord{Job: "load", Result: runDone, Ended: at.Add(time.Duration(n) * time.Second)}); err != nil {
				t.Error(err)
			}
		}
	})
	done := make(chan struct{})
	go func() { going.Wait(); close(done) }()
	for added := false; !added; {
		select {
		case <-done:
			added = true
		default:
		}
		if _, err := b.trim(young); err != nil {
			t.Error(err)
		}
	}
	kept := 0
	if err := eachRun(a.path, func(r runRecord) {
		if !r.Ended.Before(young) {
			kept++
		}
	}); err != nil || kept != runs/2 {
		t.Errorf("%d young runs are left, want %d; %v", kept, runs/2, err)
	}
}

func TestPatience(t *testing.T) {
	var p patience
	start := time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC)
	for _, want := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 16 * time.Minute, 32 * time.Minute, time.Hour, time.Hour} {
		p.note(runFailed, start)
		if got := p.until.Sub(start); got != want {
			t.Errorf("waits %s, want %s", got, want)
		}
	}
	if p.note(runNothing, start); !p.until.IsZero() {
		t.Errorf("after a good run it waits until %s", p.until)
	}
}
