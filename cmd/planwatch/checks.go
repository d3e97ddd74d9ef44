package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/inbox"
	"planwatch/kpi"
)

// checkReturns holds returns against the plan, against what holds and against each other before they are kept. It is the
// one way for planwatch load, for its dry run and for the inbox. Today is only asked for whether a return came in time.
func (space *workspace) checkReturns(ctx context.Context, s *store.Store, plan *kpi.Plan, returns []kpi.Return, today kpi.Date) ([]kpi.Return, error) {
	checks := ingest.Checks{Plan: plan, Today: today, Expect: map[string]ingest.Expectation{}}
	for _, e := range space.config.Expect {
		checks.Expect[e.Layout] = ingest.Expectation{Every: e.Every, Within: e.Within}
	}
	series := map[kpi.SeriesID]bool{}
	for _, r := range returns {
		for i := range r.Observations {
			series[r.Observations[i].Series] = true
		}
	}
	if len(series) > 0 {
		var err error
		if checks.Held, err = s.Observations(ctx, store.Query{Series: slices.Sorted(maps.Keys(series))}); err != nil {
			return nil, err
		}
	}
	return checks.Batch(returns), nil
}

// today is the day by the clock in London.
func today() kpi.Date { return kpi.DateOf(now().In(london).Date()) }

// acceptReasons pairs --accept with --because: a reason for each code, or one for all.
func acceptReasons(codes, because []string) (map[string]string, error) {
	if len(codes) == 0 && len(because) == 0 {
		return nil, nil
	}
	switch {
	case len(codes) == 0:
		return nil, usage("--because wants the code of the warning that it is about: --accept CODE")
	case len(because) == 0:
		return nil, usage("accepting a warning needs a reason: --accept %s --because \"…\"", codes[0])
	case len(because) != 1 && len(because) != len(codes):
		return nil, usage("want a --because for each --accept, or one for all, found %s for %s", countOf(len(because), "reason", "reasons"), countOf(len(codes), "code", "codes"))
	}
	reasons := map[string]string{}
	for i, code := range codes {
		code = strings.Trim(code, "[] ") // as it is printed behind a message
		if err := acceptable(code); err != nil {
			return nil, err
		}
		reasons[code] = strings.TrimSpace(because[min(i, len(because)-1)])
		if reasons[code] == "" {
			return nil, usage("accepting a warning needs a reason: --accept %s --because \"…\"", code)
		}
	}
	return reasons, nil
}

// acceptable wants the code of a warning: an error is mended, never accepted.
func acceptable(code string) error {
	warnings := ingest.WarningCodes()
	switch {
	case slices.Contains(warnings, code):
		return nil
	case slices.Contains(inbox.Codes(), code):
		return usage("--accept: %q is an error, which can't be accepted: %s", code, inbox.Advice(code))
	}
	return usage("--accept: there is no warning %q; there are: %s%s", code, strings.Join(warnings, ", "), kpi.DidYouMean(code, warnings))
}

// acceptIn records why warnings of the loads were accepted. It is done after the loads are kept: stopped in between, the
// same command does the rest, since a file that is there already is no reason not to accept what it was warned of.
func acceptIn(ctx context.Context, s *store.Store, results []loaded, reasons map[string]string) error {
	for i := range results {
		l := &results[i]
		if l.kept == nil || len(l.errors()) > 0 || len(reasons) == 0 {
			continue
		}
		l.reasons = reasons
		var err error
		if l.accepted, err = s.Accept(ctx, l.kept.Load.Number, reasons, now()); err != nil {
			return err
		}
	}
	return nil
}

// nothingAccepted names the codes that no file was warned with, so that a slip is noticed.
func nothingAccepted(results []loaded, reasons map[string]string) error {
	var errs []error
	for _, code := range slices.Sorted(maps.Keys(reasons)) {
		if !slices.ContainsFunc(results, func(l loaded) bool { return slices.Contains(l.accepted, code) }) {
			errs = append(errs, fmt.Errorf("nothing new to accept: no file was warned with [%s], or it was accepted for that reason before", code))
		}
	}
	return errors.Join(errs...)
}

// noticeWarnings hangs up a notice of what was doubted in a return that was loaded, for a person to look at.
func (o *office) noticeWarnings(plan *kpi.Plan, l loaded) {
	if l.kept == nil || l.kept.Already || len(l.errors()) > 0 {
		return
	}
	warnings := l.warnings()
	if len(warnings) == 0 {
		return
	}
	first := warnings[0]
	first.Severity = kpi.Error // the sentence says already that it is a warning
	text := fmt.Sprintf("%s is loaded, with %s: %s", l.ret.File, countOf(len(warnings), "warning", "warnings"), sentence(first.String()))
	if len(warnings) > 1 {
		text = fmt.Sprintf("%s is loaded, with %d warnings, the first: %s", l.ret.File, len(warnings), sentence(first.String()))
	}
	if notice := noticeAt(plan, l.ret, first); notice != "" {
		text += " " + sentence(notice)
	}
	o.board.event(kindWarning, notice{
		Subject: l.ret.SHA256, Text: text,
		Do: fmt.Sprintf("%s planwatch status --load %d lists all; when it is in order, accept it with its reason: planwatch load FILE --accept %s --because \"…\".", inbox.Advice(first.Code), l.kept.Load.Number, first.Code),
	})
}

// noticeAt is what has to stand with the figure that a problem is about: that it is invented.
func noticeAt(plan *kpi.Plan, r kpi.Return, p kpi.Problem) string {
	for i := range r.Observations {
		if at := r.Observations[i].Place; p.Cell != "" && at.Sheet == p.Sheet && at.Cell == p.Cell {
			_, source, _ := plan.Series(r.Observations[i].Series)
			return source.Notice
		}
	}
	return ""
}
