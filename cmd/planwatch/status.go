package main

import (
	"fmt"
	"io"
	"log/slog"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"planwatch/kpi"
)

type statusOptions struct {
	series, json bool
	load         int
}

func newStatus(space *workspaceFlag) *cobra.Command {
	var o statusOptions
	c := &cobra.Command{
		Use:   "status",
		Short: "Show what is loaded",
		Long: `Status lists the loads, with their edition and whether they are withdrawn, counts what has data and what has none,
and says which jobs ran last and what needs a person.

It says which returns the config expects (expect) and how late they are, by the clock; and which indicators are
missing for a publication: those whose latest figure is older at the reporting date, the end of the newest loaded
period, than how often they come allows. The clock has no part in that. --series lists every series: its last
period, the next, and when that is due. --load lists what was doubted in one load.`,
		Example: "  planwatch status\n  planwatch status --series\n  planwatch status --load 12\n  planwatch status --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStatus(cmd, space, o)
		},
	}
	c.Flags().BoolVar(&o.series, "series", false, "list every series with its last and next period, and all that is missing")
	c.Flags().IntVar(&o.load, "load", 0, "list the warnings of the load of this `number`, and which were accepted")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

type statusDocument struct {
	Plan       string       `json:"plan"`
	AsAt       *string      `json:"as_at"`
	Indicators int          `json:"indicators"`
	WithData   int          `json:"with_data"`
	Loads      []statusLoad `json:"loads"`
	Runs       []runRecord  `json:"runs"`    // the last of each job
	Notices    []notice     `json:"notices"` // what needs a person

	Returns []statusReturn  `json:"returns"` // that the config expects
	Series  []statusSeries  `json:"series"`  // that have figures, by return
	Missing []statusMissing `json:"missing"` // for a publication as at the reporting date

	full bool // print all
}

type statusLoad struct {
	Load         int     `json:"load"`
	File         string  `json:"file"`
	SHA256       string  `json:"sha256"`
	Layout       string  `json:"layout"`
	Edition      string  `json:"edition"`
	EditionFrom  string  `json:"edition_from"`
	LoadedAt     string  `json:"loaded_at"`
	Observations int     `json:"observations"`
	Withdrawn    *string `json:"withdrawn"` // the reason
}

func runStatus(cmd *cobra.Command, f *workspaceFlag, o statusOptions) error {
	if cmd.Flags().Changed("load") {
		return runStatusLoad(cmd, f, o)
	}
	// No figure is printed, and one that is hidden is not missing.
	r, err := read(cmd.Context(), f, "", timeFlags{unsuppressed: true})
	if err != nil {
		return err
	}
	doc := statusDocument{Plan: r.plan.Title, Indicators: len(r.plan.Computed()), Loads: []statusLoad{}, Runs: []runRecord{}, Notices: []notice{}}
	if r.asAt != 0 {
		doc.AsAt = text(r.asAt.String())
	}
	for _, ind := range r.plan.Computed() {
		if a := kpi.Assess(r.plan, ind, r.area, r.data, r.asAt); a.Latest != nil {
			doc.WithData++
		}
	}
	for _, l := range r.loads {
		j := statusLoad{l.Number, l.File, l.SHA256, l.Layout, l.Edition.String(), l.EditionFrom, l.LoadedAt.Format(time.RFC3339), l.Observations, nil}
		if l.Withdrawn != nil {
			j.Withdrawn = &l.Withdrawn.Because
		}
		doc.Loads = append(doc.Loads, j)
	}
	if err := doc.remember(r.space, newLog(cmd.ErrOrStderr(), r.space.config)); err != nil {
		return err
	}
	doc.full = o.series
	doc.due(r, today())
	if o.json {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	return printStatus(cmd, doc)
}

// remember adds what the state folder knows.
func (doc *statusDocument) remember(space *workspace, log *slog.Logger) error {
	dir := space.path(stateName)
	j, err := openJournal(dir)
	if err != nil {
		return err
	}
	doc.Runs = append(doc.Runs, j.lastRuns()...)
	doc.Notices = append(doc.Notices, openBoard(dir, log).list()...)
	return nil
}

func printStatus(cmd *cobra.Command, doc statusDocument) error {
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "%s\n%d of %d indicators have figures", doc.Plan, doc.WithData, doc.Indicators)
	if doc.AsAt != nil {
		fmt.Fprintf(out, ", up to %s", *doc.AsAt)
	}
	fmt.Fprintf(out, "\n\n")
	if len(doc.Notices) > 0 {
		fmt.Fprintf(out, "Needs a person:\n\n%s\n", printable(noticesText(doc.Notices)))
	}
	if err := printRuns(out, doc.Runs); err != nil {
		return err
	}
	if len(doc.Loads) == 0 {
		fmt.Fprintln(out, "Nothing is loaded yet: planwatch load FILE…")
		return nil
	}
	if err := printDue(out, doc); err != nil {
		return err
	}
	if doc.full {
		if err := printSeries(out, doc); err != nil {
			return err
		}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LOAD\tFILE\tEDITION\tLOADED\tFIGURES\tLAYOUT\tSTATE")
	for _, l := range doc.Loads {
		state := "in force"
		if l.Withdrawn != nil {
			state = "withdrawn: " + *l.Withdrawn
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%d\t%s\t%s\n", l.Load, l.File, l.Edition, l.LoadedAt[:16], l.Observations, l.Layout, state)
	}
	return w.Flush()
}

// printRuns prints the last run of each job.
func printRuns(out io.Writer, runs []runRecord) error {
	if len(runs) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "JOB\tLAST RUN\tRESULT\tSAYS")
	for _, r := range runs {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.Job, clockWords(r.Ended), r.Result, sentence(r.Words))
	}
	fmt.Fprintln(w)
	return w.Flush()
}
