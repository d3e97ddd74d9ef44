package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"planwatch/kpi"
	"planwatch/reports"
)

// printAssessTable prints a line for each indicator, section by section.
func printAssessTable(out io.Writer, r *reading, indicators []kpi.Indicator, assessments []kpi.Assessment) error {
	fmt.Fprintf(out, "%s\n", datesLine(r))
	var notices, persons []string
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nID\tINDICATOR\tLATEST\tPERIOD\tBASELINE\tCHANGE\tTREND\tTARGET\tNOTES")
	section := kpi.SectionID("")
	for i, ind := range indicators {
		a := assessments[i]
		if ind.Section != section {
			section = ind.Section
			if s, ok := r.plan.Section(section); ok {
				// A cell of its own: it does not widen the columns below, and the line above ends no block of them.
				fmt.Fprintf(w, "%s\t%s\t\t\t\t\t\t\t\n", s.ID, strings.ToUpper(s.Title))
			}
		}
		mark := ""
		if a.Provenance == kpi.IllustrativeFigures {
			mark = " *"
			notices = append(notices, r.plan.Notice(a))
		}
		if b := a.Baseline; b != nil && b.Trust == kpi.IllustrativeTrust {
			source, _ := r.plan.Source(b.Source)
			notices = append(notices, source.Notice)
		}
		person := reports.PersonText(r.plan, a)
		if person != "" {
			persons = append(persons, string(ind.ID)+": "+person+".")
			person = " †"
		}
		value, period := reports.LatestText(ind, a)
		baseline, change := reports.ChangeText(ind, a)
		fmt.Fprintf(w, "%s\t%s%s\t%s\t%s\t%s\t%s\t%s%s\t%s\t%s\n", ind.ID, cut(ind.Name, mostName-len(mark)), mark, value, period, baseline, change, trendWord(a), person, targetWord(a), notesText(a))
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(out, strings.TrimRight(line, " \n"))
	}
	slices.Sort(notices)
	for _, notice := range slices.Compact(notices) {
		fmt.Fprintf(out, "\n* %s\n", notice)
	}
	if len(persons) > 0 {
		fmt.Fprintln(out, "\n† The table has what the rules say. "+strings.Join(persons, " "))
	}
	printExceptions(out, r, indicators, assessments)
	fmt.Fprintln(out, "\nOne in full: planwatch assess ID; every step to it: planwatch assess ID --explain.")
	fmt.Fprintln(out, "Where a figure comes from: planwatch trace ID --period PERIOD.")
	return nil
}

// mostName is how many letters of an indicator's name a line has room for.
const mostName = 44

// cut shortens a text that is too long, and shows that.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ,") + "…"
}

// trendWord is the trend in few words; why it can't be judged stands among the notes.
func trendWord(a kpi.Assessment) string {
	if a.Trend.Kind == kpi.TrendChangedLevel {
		return "new level since " + a.Trend.Since.String()
	}
	return a.Trend.Word()
}

func targetWord(a kpi.Assessment) string {
	if a.Target.State == kpi.TargetCannotJudge {
		return "cannot judge"
	}
	return dash(a.Target.String())
}

// notesText is why something can't be judged, and the codes of the notes.
func notesText(a kpi.Assessment) string {
	var out []string
	if a.Trend.Kind == kpi.TrendCannotJudge {
		out = append(out, a.Trend.Reason)
	}
	if a.Target.State == kpi.TargetCannotJudge && a.Latest != nil {
		out = append(out, "target: "+a.Target.Reason)
	}
	var codes []string
	for _, n := range a.Notes {
		if !slices.Contains(quietNotes, n.Code) && !slices.Contains(codes, n.Code) {
			codes = append(codes, n.Code)
		}
	}
	if len(codes) > 0 {
		out = append(out, strings.Join(codes, ", "))
	}
	return dash(strings.Join(out, "; "))
}

// quietNotes are those that another column says already, or that nearly every line would have.
var quietNotes = []string{"illustrative", "provisional", "no-baseline", "transcribed", "awaits"}
