package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"planwatch/data/store"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

// planEdition is the plan as something was published with it.
type planEdition struct {
	plan *kpi.Plan
	made store.Publication // the newest with it
}

// errOldEdition is a plan that was kept when something was published, and that has mistakes by the rules of today.
var errOldEdition = errors.New("can't be read by this edition of the program")

// words say which edition it is.
func (e *planEdition) words() string { return "the plan as published on " + clockWords(e.made.At) }

// publishedPlan is the plan that something was last published with, by a time (zero: ever); nil when there is none.
func (w *workspace) publishedPlan(ctx context.Context, by time.Time) (*planEdition, error) {
	s, err := w.openToRead(ctx)
	if s == nil || err != nil {
		return nil, err
	}
	defer s.Close()
	made, err := s.PublicationsMade(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range slices.Backward(made) {
		if p.Plan == "" || !by.IsZero() && p.At.After(by) {
			continue
		}
		files, err := s.PlanFiles(ctx, p.Plan)
		if err != nil {
			return nil, err
		}
		plan, err := keptPlan(files)
		if err != nil {
			return nil, fmt.Errorf("the plan as published on %s %w: %w", clockWords(p.At), errOldEdition, err)
		}
		return &planEdition{plan, p}, nil
	}
	return nil, nil
}

func keptPlan(files []kpi.PlanFile) (*kpi.Plan, error) {
	folder, err := planfile.Kept(files)
	if err != nil {
		return nil, err
	}
	plan, problems := planfile.Read(folder, ".")
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, errs[0]
	}
	return plan, nil
}

// checkPlanAfter is checkPlan with the plan held against the one that something was last published with: a change of
// what is counted or judged wants a reason. An edition that can't be read is a warning.
func (w *workspace) checkPlanAfter(ctx context.Context) (*kpi.Plan, kpi.Problems) {
	before, err := w.publishedPlan(ctx, time.Time{})
	if err != nil {
		plan, problems := w.checkPlan()
		return plan, append(problems, kpi.Problem{
			File: w.path(w.config.Store), Code: "not-compared", Severity: kpi.Warning,
			Message: "the plan was not compared with the one that was last published: " + err.Error(),
		})
	}
	if before == nil {
		return w.checkPlan()
	}
	return w.readPlan(before.plan)
}

// saysWhy refuses a plan that counts or judges something else than was last published and does not say why.
func (r *reading) saysWhy(ctx context.Context) error {
	before, err := r.space.publishedPlan(ctx, time.Time{})
	switch {
	case errors.Is(err, errOldEdition):
		return nil // that is no reason not to publish; check warns of it
	case err != nil:
		return err
	case before == nil || slices.Equal(before.plan.Files, r.plan.Files):
		return nil
	}
	if _, problems := r.space.readPlan(before.plan); len(problems.Errors()) > 0 {
		return refused(problems.Errors())
	}
	return nil
}

// planAt is the plan that an argument means: a folder of plan files, or a workspace, or the plan as published by a day
// or time. Its words are "" for a folder.
func planAt(ctx context.Context, f *workspaceFlag, arg string) (plan *kpi.Plan, words string, err error) {
	by, notTime := parseTime(arg)
	if isFolder(arg) || notTime != nil {
		plan, err = planIn(arg)
		return plan, "", err
	}
	space, err := f.open()
	if err != nil {
		return nil, "", err
	}
	e, err := space.publishedPlan(ctx, by)
	if err != nil {
		return nil, "", err
	}
	if e == nil {
		return nil, "", refused(fmt.Errorf("nothing was published by %s with its plan on record%s", arg, publishedDays(ctx, space)))
	}
	return e.plan, e.words(), nil
}

// publishedDays says on which days something was published with its plan on record, for messages.
func publishedDays(ctx context.Context, space *workspace) string {
	s, err := space.openToRead(ctx)
	if s == nil || err != nil {
		return ""
	}
	defer s.Close()
	made, err := s.PublicationsMade(ctx)
	if err != nil {
		return ""
	}
	var days []string
	for _, p := range made {
		if p.Plan != "" {
			days = append(days, p.At.Format(time.DateOnly))
		}
	}
	days = slices.Compact(days)
	const most = 6
	switch n := len(days); {
	case n == 0:
		return "; a publication keeps the plan that it was made with from this edition of the program on"
	case n > most:
		return fmt.Sprintf("; that was on %s and %d more days", strings.Join(days[n-most:], ", "), n-most)
	default:
		return "; that was on " + strings.Join(days, ", ")
	}
}
