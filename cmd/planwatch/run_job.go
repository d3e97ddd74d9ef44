package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi"
)

func newRun(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "run JOB…",
		Short: "Do a job now that planwatch serve does by itself",
		Long: `Run does one or several jobs now, in the order given, each just as planwatch serve does it, and puts each on
record. The jobs:

` + jobList() + `
When the service is just doing that job, the run waits for it, for at most as long as store_wait in the config, and is
then skipped; that and a failed one end the command with exit code 1. A refused return gives 3 in the end, a web address that
could not be fetched 1, and the jobs after it are done all the same.`,
		Example:   "  planwatch run load assess publish\n  planwatch run backup",
		Args:      cobra.MinimumNArgs(1),
		ValidArgs: jobNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRun(cmd, space, asJSON, args)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func jobList() string {
	var b strings.Builder
	for _, j := range jobTable() {
		fmt.Fprintf(&b, "  %-8s %s\n", j.name, j.what)
	}
	return b.String()
}

type runDocument struct {
	Runs []runRecord `json:"runs"`
}

func runRun(cmd *cobra.Command, f *workspaceFlag, asJSON bool, names []string) error {
	var todo []job
	for _, name := range names {
		j, ok := jobNamed(name)
		if !ok {
			return usage("there is no job %q; there are: %s%s", name, strings.Join(jobNames(), ", "), kpi.DidYouMean(name, jobNames()))
		}
		todo = append(todo, j)
	}
	space, err := f.open()
	if err != nil {
		return err
	}
	o, err := openOffice(space, newLog(cmd.ErrOrStderr(), space.config))
	if err != nil {
		return err
	}
	o.settle = true
	o.waiting = func(job, holder string) {
		fmt.Fprintf(cmd.ErrOrStderr(), "Waiting for %s, which is doing the job %s\n", holder, job)
	}
	doc := runDocument{Runs: []runRecord{}}
	for _, j := range todo {
		rec, _ := o.runJob(cmd.Context(), j, o.clock(), whyByHand)
		doc.Runs = append(doc.Runs, rec)
		if !asJSON {
			printRun(cmd, rec)
		}
		if slices.ContainsFunc(rec.Files, func(f fileRecord) bool { return f.Became == "refused" }) && rec.Result == runDone {
			err = refused(errors.New("a return was refused; the report beside it in quarantine says what to mend"))
		}
		if err == nil && slices.ContainsFunc(rec.Files, func(f fileRecord) bool { return f.Became == "failed" }) {
			err = errors.New("an address could not be fetched; planwatch notices says which, and what to do")
		}
		if rec.Result != runDone && rec.Result != runNothing {
			err = fmt.Errorf("the job %s %s: %s", rec.Job, runWords[rec.Result], rec.Words)
			break
		}
	}
	o.mailNotices(context.WithoutCancel(cmd.Context()))
	if asJSON {
		if said := printJSON(cmd.OutOrStdout(), doc); err == nil {
			err = said
		}
	}
	return err
}

// runWords are results as a sentence has them.
var runWords = map[string]string{
	runDone: "is done", runNothing: "had nothing to do", runFailed: "failed", runPanicked: "failed", runSkipped: "was skipped", runStopped: "was stopped",
}

func printRun(cmd *cobra.Command, r runRecord) {
	fmt.Fprintf(cmd.OutOrStdout(), "%s %s", r.Job, runWords[r.Result])
	if r.Words != "" && !r.bad() {
		fmt.Fprintf(cmd.OutOrStdout(), ": %s", r.Words)
	}
	fmt.Fprintln(cmd.OutOrStdout())
	for _, f := range r.Files {
		from := ""
		if f.From != "" {
			from = ", from " + f.From
		}
		fmt.Fprintf(cmd.OutOrStdout(), "  %s: %s%s\n", f.Name, f.Became, from)
	}
}
