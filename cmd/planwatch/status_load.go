package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/kpi"
)

// warningJSON is a warning of a load, with the reason why it was accepted.
type warningJSON struct {
	problemJSON
	AcceptedAt *string `json:"accepted_at"`
}

// runStatusLoad lists what was doubted in one load.
func runStatusLoad(cmd *cobra.Command, f *workspaceFlag, o statusOptions) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	s, err := space.openToRead(cmd.Context())
	if err != nil {
		return err
	}
	if s == nil {
		return refused(fmt.Errorf("there is no load %d: nothing is loaded yet", o.load))
	}
	defer s.Close()
	problems, err := s.Problems(cmd.Context(), o.load)
	if err != nil {
		return err
	}
	loads, err := s.Loads(cmd.Context(), time.Time{})
	if err != nil {
		return err
	}
	if o.load < 1 || o.load > len(loads) {
		return refused(fmt.Errorf("there is no load %d; planwatch status lists the loads", o.load))
	}
	all, err := s.Accepted(cmd.Context(), time.Time{})
	if err != nil {
		return err
	}
	reasons := map[string]store.Acceptance{}
	for _, a := range all {
		if a.Load == o.load {
			reasons[a.Code] = a
		}
	}
	return printWarnings(cmd, o, loads[o.load-1], problems, reasons)
}

func printWarnings(cmd *cobra.Command, o statusOptions, l kpi.Load, problems kpi.Problems, reasons map[string]store.Acceptance) error {
	if o.json {
		out := []warningJSON{}
		for i, j := range problemsJSON(problems) {
			w := warningJSON{problemJSON: j}
			if a, ok := reasons[problems[i].Code]; ok {
				w.Accepted, w.AcceptedAt = &a.Because, text(a.At.Format(time.RFC3339))
			}
			out = append(out, w)
		}
		return printJSON(cmd.OutOrStdout(), map[string]any{"load": l.Number, "file": l.File, "warnings": out})
	}
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "Load %d, %s, edition %s: %s\n", l.Number, l.File, l.Edition, countOf(len(problems), "warning", "warnings"))
	for _, p := range problems {
		fmt.Fprintln(out, " ", p)
		if a, ok := reasons[p.Code]; ok {
			fmt.Fprintf(out, "    accepted on %s: %s\n", a.At.Format(time.DateOnly), a.Because)
		}
	}
	return nil
}
