package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/words"
)

func newCheck(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the config, the plan's files and the layouts",
		Long: `Check reads planwatch.yaml, every file of the plan and every layout, and lists all mistakes with file, line and
column. Where something has been published, the plan is compared with the one that it was published with: a change of a
definition, baseline or target wants its reason in changes.yaml.`,
		Example: "  planwatch check\n  planwatch check --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runCheck(cmd, space, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type checkDocument struct {
	Objectives int         `json:"objectives"`
	Indicators int         `json:"indicators"`
	Errors     []placeJSON `json:"errors"`
	Warnings   []placeJSON `json:"warnings"`
}

type placeJSON struct {
	File    string `json:"file"`
	Line    *int   `json:"line"` // null: the whole file, or a folder, is meant
	Column  *int   `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func runCheck(cmd *cobra.Command, f *workspaceFlag, asJSON bool) error {
	plan, problems, err := checkAll(cmd.Context(), f)
	if err != nil {
		return err
	}
	doc := checkDocument{Errors: places(problems.Errors()), Warnings: places(problems.Warnings())}
	if plan != nil {
		doc.Indicators = len(plan.Indicators)
		for _, s := range plan.Sections {
			doc.Objectives += len(s.Objectives)
		}
	}
	if asJSON {
		if err := printJSON(cmd.OutOrStdout(), doc); err != nil {
			return err
		}
	} else {
		for _, p := range problems.Warnings() {
			fmt.Fprintln(cmd.OutOrStdout(), p)
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s, %s, %s, %s\n", countOf(doc.Objectives, "objective", "objectives"), countOf(doc.Indicators, "indicator", "indicators"),
			countOf(len(doc.Errors), "error", "errors"), countOf(len(doc.Warnings), "warning", "warnings"))
	}
	if errs := problems.Errors(); len(errs) > 0 {
		return refused(errs)
	}
	return nil
}

// checkAll reads the config and, if that is right, all that it names. The plan is nil when it was not read.
func checkAll(ctx context.Context, f *workspaceFlag) (*kpi.Plan, kpi.Problems, error) {
	space, err := f.open()
	var problems kpi.Problems
	if errors.As(err, &problems) {
		return nil, problems, nil
	} else if err != nil {
		return nil, nil, err
	}
	plan, problems := space.checkPlanAfter(ctx)
	if len(problems.Errors()) == 0 {
		problems = append(problems, space.checkArea(plan)...)
	}
	if plan != nil {
		problems = append(problems, unsaid(plan.Words, filepath.Join(space.path(space.config.Plan), "plan.yaml"))...)
	}
	layouts, found := space.layouts()
	problems = append(problems, found...)
	if len(found.Errors()) == 0 {
		problems = append(problems, space.checkExpect(layouts)...)
	}
	if len(problems.Errors()) == 0 {
		for _, l := range layouts {
			problems = append(problems, foreign(l.Check(plan))...)
		}
		problems = append(problems, unmatched(plan, layouts, filepath.Join(space.path(space.config.Plan), "sources.yaml"))...)
	}
	return plan, problems, nil
}

// unmatched warns of series that no layout reads, and of those that a layout reads and no indicator uses: one warning
// for a plan and one for a layout, since they come in dozens.
func unmatched(plan *kpi.Plan, layouts []*layout.Layout, sources string) kpi.Problems {
	used := map[kpi.SeriesID]bool{}
	for _, ind := range plan.Indicators {
		if ind.Rate != nil {
			used[ind.Rate.Population] = true
		}
		for _, in := range ind.AllInputs() {
			used[in.Value], used[in.Denominator], used[in.Sample], used[in.Stated] = true, true, true, true
		}
	}
	read, all := map[kpi.SeriesID]bool{}, false
	var out kpi.Problems
	for _, l := range layouts {
		ids, any := l.Series(plan)
		all = all || any
		var idle []string
		for _, id := range ids {
			read[id] = true
			if _, _, ok := plan.Series(id); ok && !used[id] {
				idle = append(idle, string(id))
			}
		}
		out = append(out, listed(l.File, "unused-series", "no indicator uses %s that this layout reads: %s", idle)...)
	}
	var unread []string
	for _, s := range plan.Sources {
		for _, i := range s.Series {
			if used[i.ID] && !read[i.ID] && !all {
				unread = append(unread, string(i.ID))
			}
		}
	}
	return append(out, listed(sources, "unread-series", "no layout reads %s that indicators use: %s", unread)...)
}

// listed is one warning about several series; none when there are none.
func listed(file, code, format string, ids []string) kpi.Problems {
	const most = 8
	if len(ids) == 0 {
		return nil
	}
	names := strings.Join(ids[:min(len(ids), most)], ", ")
	if more := len(ids) - most; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return kpi.Problems{{File: file, Line: 1, Column: 1, Code: code, Severity: kpi.Warning, Message: fmt.Sprintf(format, countOf(len(ids), "series", "series"), names)}}
}

// unsaid is one warning about the sayings that the plan's language leaves out.
func unsaid(w *words.Catalogue, planFile string) kpi.Problems {
	missing := w.Missing()
	if len(missing) == 0 {
		return nil
	}
	const most = 8
	names := strings.Join(missing[:min(len(missing), most)], ", ")
	if more := len(missing) - most; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return kpi.Problems{{File: planFile, Line: 1, Column: 1, Code: "missing-words", Severity: kpi.Warning, Message: fmt.Sprintf(
		"the words of %q leave out %s, which readers see in English: %s", w.Language, countOf(len(missing), "saying", "sayings"), names)}}
}

// foreign makes one warning of what a layout names and the plan lacks: a return that is read with it would be refused.
// The shipped layouts are for the shipped plan and may stay beside another one, so it is no error.
func foreign(lacking kpi.Problems) kpi.Problems {
	if len(lacking) == 0 {
		return nil
	}
	first := lacking[0]
	first.Severity = kpi.Warning
	if more := len(lacking) - 1; more > 0 {
		first.Message += fmt.Sprintf(" (and %d more)", more)
	}
	return kpi.Problems{first}
}

func places(problems kpi.Problems) []placeJSON {
	out := []placeJSON{}
	for _, p := range problems {
		j := placeJSON{File: p.File, Code: p.Code, Message: p.Message}
		if p.Line > 0 {
			j.Line, j.Column = &p.Line, &p.Column
		}
		out = append(out, j)
	}
	return out
}

// checkExpect wants the layouts that are expected among those that there are.
func (space *workspace) checkExpect(layouts []*layout.Layout) kpi.Problems {
	names := keyNames(layouts, func(l *layout.Layout) string { return l.Name })
	var out kpi.Problems
	for _, e := range space.config.Expect {
		if !slices.Contains(names, e.Layout) {
			out = append(out, kpi.Problem{
				File: space.path(configName), Line: e.line, Column: e.column, Code: "unknown-layout",
				Message: fmt.Sprintf("expect: want the name of a layout, found %q%s", e.Layout, kpi.DidYouMean(e.Layout, names)),
			})
		}
	}
	return out
}
