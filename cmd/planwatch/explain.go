package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"planwatch/kpi"
	"planwatch/reports"
)

// printExplained prints every step from observations to words.
func printExplained(out io.Writer, r *reading, ind kpi.Indicator, a kpi.Assessment) error {
	fmt.Fprintf(out, "%s %s\n%s\n", ind.ID, ind.Question, datesLine(r))
	for i, s := range reports.Explain(r.plan, ind, a) {
		fmt.Fprintf(out, "\n%d. %s\n", i+1, s.Title)
		for _, line := range s.Lines {
			fmt.Fprintln(out, "   "+wrap(line, 96, "   "))
		}
		if len(s.Rows) == 0 {
			continue
		}
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "   "+strings.ToUpper(strings.Join(s.Columns, "\t")))
		for _, row := range s.Rows {
			fmt.Fprintln(w, "   "+strings.Join(row, "\t"))
		}
		if err := w.Flush(); err != nil {
			return fmt.Errorf("print the steps: %w", err)
		}
	}
	return nil
}
