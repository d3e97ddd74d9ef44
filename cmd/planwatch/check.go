package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"planwatch/kpi"
)

func newCheck(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Check the config, the plan's files and the layouts",
		Long:  "Check reads planwatch.yaml, every file of the plan and every layout, and lists all mistakes with file, line and column.",
		Args:  cobra.NoArgs,
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
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func runCheck(cmd *cobra.Command, f *workspaceFlag, asJSON bool) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	plan, problems := space.checkPlan()
	_, found := space.layouts()
	problems = append(problems, found...)
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

func places(problems kpi.Problems) []placeJSON {
	out := []placeJSON{}
	for _, p := range problems {
		out = append(out, placeJSON{p.File, p.Line, p.Column, p.Code, p.Message})
	}
	return out
}
