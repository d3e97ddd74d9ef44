package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"planwatch/kpi"
	"planwatch/reports"
)

// assessed is what the job assess remembers: what its answers rested on, and the answers.
type assessed struct {
	Basis   string            `json:"basis"`
	Answers map[string]string `json:"answers"` // by indicator, the trend and target in words
}

const assessedName = "assessed.json"

// assessAll is the job assess: it works out every answer, says in the log which have changed, and which returns are
// late. Its result is new when what it rests on is: the loads, the plan, the config or the program.
func assessAll(ctx context.Context, o *office) (outcome, error) {
	stamp := o.storeStamp()
	r, err := o.space.read(ctx, "", 0, time.Time{})
	if err != nil {
		return outcome{}, err
	}
	o.mu.Lock()
	o.assessed = stamp
	o.mu.Unlock()
	o.noticeLate(r)
	basis, err := r.basis()
	if err != nil {
		return outcome{}, err
	}
	var before assessed
	o.readState(assessedName, &before)
	is := assessed{Basis: basis, Answers: map[string]string{}}
	changed := 0
	for _, ind := range r.plan.Computed() {
		a := kpi.Assess(r.plan, ind, r.area, r.data, r.asAt)
		value, period := reports.LatestText(ind, a)
		if a.Provenance == kpi.IllustrativeFigures {
			_, source, _ := r.plan.Series(a.Input.Value)
			value += " (" + source.Notice + ")"
		}
		is.Answers[string(ind.ID)] = fmt.Sprintf("%s, %s: %s; %s", value, period, a.Trend, dash(a.Target.String()))
		if was, ok := before.Answers[string(ind.ID)]; ok && was != is.Answers[string(ind.ID)] {
			changed++
			o.log.Info("answer changed", "indicator", string(ind.ID), "was", was, "is", is.Answers[string(ind.ID)])
		}
	}
	if err := o.keepState(assessedName, is); err != nil {
		return outcome{}, err
	}
	return outcome{
		changed: basis != before.Basis,
		words:   fmt.Sprintf("%s, %d changed, %s", countOf(len(is.Answers), "answer", "answers"), changed, figuresTo(r.asAt)),
	}, nil
}

// basis is a fingerprint of all that answers and publications rest on. The same basis gives the same bytes.
func (r *reading) basis() (string, error) {
	h := sha256.New()
	e := json.NewEncoder(h)
	c := r.space.config
	if err := e.Encode([]any{version, newDrawings(r.space).program, r.asAt, r.area, c.Notices, c.BaseURL, r.loads, r.accepted, c.RevisionBound}); err != nil {
		return "", fmt.Errorf("take the fingerprint: %w", err)
	}
	files, err := entriesBelow("", r.space.path(c.Plan))
	if err != nil {
		return "", fmt.Errorf("take the fingerprint: %w", err)
	}
	for _, f := range files {
		sum, _, err := hashFile(f.path)
		if err == nil {
			err = e.Encode([]string{f.Name, sum})
		}
		if err != nil {
			return "", fmt.Errorf("take the fingerprint: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// noticeLate hangs up a notice for each return that is expected and has not come.
func (o *office) noticeLate(r *reading) {
	today := kpi.DateOf(o.clock().In(london).Date())
	var list []notice
	for _, e := range o.space.config.Expect {
		period, late := e.late(r.newest, today)
		if !late {
			continue
		}
		due := period.Last + kpi.Date(e.Within)
		n := notice{
			Subject: e.Layout + " " + period.String(),
			Text:    fmt.Sprintf("The return %s for %s is late: it was due on %s.", e.Layout, period.Words(), due.Words()),
			Do:      "Ask for it, and put it into the inbox when it comes.",
		}
		if _, ever := r.newest[e.Layout]; !ever {
			n.Text += " None has come so far."
		}
		list = append(list, n)
	}
	o.board.set(kindLate, list)
}

// late gives the first period whose return should have come by today and has not; newest are the newest periods that
// there are figures for, by layout. Where none has ever come, the latest that should have is meant.
func (e expected) late(newest map[string]kpi.Period, today kpi.Date) (kpi.Period, bool) {
	ended := today - kpi.Date(e.Within) // what ended before this day should be here
	last := kpi.PeriodContaining(e.Every, ended)
	if last.Last >= ended {
		last = kpi.PeriodContaining(e.Every, last.First-1)
	}
	got, ever := newest[e.Layout]
	if !ever {
		return last, true
	}
	next := kpi.PeriodContaining(e.Every, got.Last+1)
	return next, next.Last <= last.Last
}
