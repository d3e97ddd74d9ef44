package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/reports"
)

type assessOptions struct {
	timeFlags
	area    string
	json    bool
	explain bool
}

func newAssess(space *workspaceFlag) *cobra.Command {
	var o assessOptions
	c := &cobra.Command{
		Use:   "assess [ID…]",
		Short: "Say what the figures mean for each indicator",
		Long: `Assess puts each indicator's figures against its baseline and says whether they show more
than ordinary variation. Without an ID (or slug) all indicators of the plan are assessed.

Figures that the plan hides because they are small, and those from which they could be worked out, are hidden
here too; staff see them with --unsuppressed.`,
		Example: "  planwatch assess\n  planwatch assess P4.1a --area NAME\n  planwatch assess P4.1a --explain\n  planwatch assess home-burglary --as-at 2025-12-31 --json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAssess(cmd, space, o, args)
		},
	}
	o.register(c)
	o.registerUnsuppressed(c)
	c.Flags().StringVar(&o.area, "area", "", "ONS `code` or name of the area (default: the force)")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	c.Flags().BoolVar(&o.explain, "explain", false, "print every step from the figures to the words, to work it out again; wants an ID")
	return c
}

// register adds the two dates to a verb's flags.
func (t *timeFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&t.asAt, "as-at", "", "reporting `date`: periods that ended by then (default: the end of the newest loaded period)")
	c.Flags().StringVar(&t.knownAt, "known-at", "", "only editions and loads known by this `time` (default: everything)")
}

func runAssess(cmd *cobra.Command, space *workspaceFlag, o assessOptions, names []string) error {
	r, err := read(cmd.Context(), space, o.area, o.timeFlags)
	if err != nil {
		return err
	}
	indicators, err := r.indicators(names)
	if err != nil {
		return err
	}
	assessments, err := assessArea(cmd.Context(), r.plan, indicators, r.area, r.data, r.asAt)
	if err != nil {
		return err
	}
	r.warnUnsuppressed(cmd.ErrOrStderr())
	out := cmd.OutOrStdout()
	switch {
	case o.explain && o.json:
		return usage("--explain and --json: want one of them, found both")
	case o.explain && len(names) == 0:
		return usage("--explain: want the ID of an indicator, found none")
	case o.explain:
		for i, ind := range indicators {
			if err := printExplained(out, r, ind, assessments[i]); err != nil {
				return err
			}
		}
		return nil
	case o.json:
		return printJSON(out, assessJSON(r, indicators, assessments))
	case len(names) > 0:
		printAssessments(out, r, indicators, assessments)
		return nil
	default:
		return printAssessTable(out, r, indicators, assessments)
	}
}

// printAssessments prints each named indicator in sentences.
func printAssessments(out io.Writer, r *reading, indicators []kpi.Indicator, assessments []kpi.Assessment) {
	for i, ind := range indicators {
		a := assessments[i]
		fmt.Fprintf(out, "%s %s\n%s\n\n", ind.ID, ind.Question, datesLine(r))
		fmt.Fprintln(out, wrap(reports.Words(ind, a), 96, ""))
		if person := reports.OverrideWords(r.plan, a); person != "" {
			fmt.Fprintln(out, wrap(person, 96, ""))
		}
		for _, line := range append(reports.PartLines(a), reports.WindowLines(ind, a)...) {
			fmt.Fprintln(out, "  "+wrap(line, 94, "      "))
		}
		if compared := reports.CompareWords(r.plan, ind, a); len(compared) > 0 {
			fmt.Fprintln(out, wrap(strings.Join(compared, " "), 96, ""))
		}
		for _, n := range a.Notes {
			fmt.Fprintln(out, wrap("Note: "+n.Text, 96, "      "))
		}
		for _, c := range reports.Context(r.plan, ind, a) {
			fmt.Fprintln(out, wrap("Also, not mixed with it: "+c, 96, "      "))
		}
		if a.Latest != nil {
			fmt.Fprintf(out, "\nWhere it comes from: planwatch trace %s --period %q\n", ind.ID, a.Latest.Period.String())
		}
		if i < len(indicators)-1 {
			fmt.Fprintln(out)
		}
	}
}

// datesLine says which area and which two dates an answer is for.
func datesLine(r *reading) string {
	switch {
	case r.asAt == 0 && r.knownAt.IsZero():
		return areaName(r.plan, r.area) + ", nothing is loaded"
	case r.asAt == 0:
		return areaName(r.plan, r.area) + ", nothing was known at: " + knownWords(r)
	}
	return fmt.Sprintf("%s, figures to %s, known at: %s", areaName(r.plan, r.area), r.asAt.Words(), knownWords(r))
}

func knownWords(r *reading) string {
	if r.knownAt.IsZero() {
		return "everything loaded"
	}
	return r.knownAt.Format("2006-01-02T15:04:05Z")
}

func areaName(plan *kpi.Plan, code kpi.AreaCode) string {
	for _, a := range plan.Areas {
		if a.Code == code {
			return a.Name
		}
	}
	if code == kpi.NotAssigned {
		return kpi.NotAssignedName
	}
	return string(code)
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// wrap breaks a text into lines of at most so many letters; every line but the first begins with indent.
func wrap(s string, width int, indent string) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(s) {
		if i > 0 && column+1+len([]rune(word)) > width {
			b.WriteString("\n" + indent)
			column = len(indent)
		} else if i > 0 {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len([]rune(word))
	}
	return b.String()
}
