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
	t := assessTable{r: r}
	w := tabwriter.NewWriter(&t.text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nID\tINDICATOR\tLATEST\tPERIOD\tBASELINE\tCHANGE\tTREND\tTARGET\tNOTES")
	section := kpi.SectionID("")
	for i, ind := range indicators {
		if s, ok := r.plan.Section(ind.Section); ok && ind.Section != section {
			// All cells, so that the columns go on below it.
			fmt.Fprintf(w, "%s\t%s\t\t\t\t\t\t\t\n", s.ID, strings.ToUpper(s.Title))
		}
		section = ind.Section
		t.row(w, ind, assessments[i])
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	fmt.Fprintln(out, datesLine(r))
	for line := range strings.Lines(t.text.String()) {
		fmt.Fprintln(out, strings.TrimRight(line, " \n"))
	}
	slices.Sort(t.notices)
	for _, notice := range slices.Compact(t.notices) {
		fmt.Fprintf(out, "\n* %s\n", notice)
	}
	if len(t.persons) > 0 {
		fmt.Fprintln(out, "\n† The table has what the rules say. "+strings.Join(t.persons, " "))
	}
	printExceptions(out, r, indicators, assessments)
	fmt.Fprintln(out, "\nOne in full: planwatch assess ID; every step to it: planwatch assess ID --explain.")
	fmt.Fprintln(out, "Where a figure comes from: planwatch trace ID --period PERIOD.")
	return nil
}

// assessTable is the table, and what stands below it.
type assessTable struct {
	r       *reading
	text    strings.Builder
	notices []string // of illustrative figures and baselines
	persons []string // what persons have judged
}

func (t *assessTable) row(w io.Writer, ind kpi.Indicator, a kpi.Assessment) {
	mark := ""
	if a.Provenance == kpi.IllustrativeFigures {
		mark = " *"
		t.notices = append(t.notices, t.r.plan.Notice(a))
	}
	if b := a.Baseline; b != nil && b.Trust == kpi.IllustrativeTrust {
		source, _ := t.r.plan.Source(b.Source)
		t.notices = append(t.notices, source.Notice)
	}
	person := reports.PersonText(t.r.plan, a)
	if person != "" {
		t.persons = append(t.persons, string(ind.ID)+": "+person+".")
		person = " †"
	}
	value, period := reports.LatestText(ind, a)
	baseline, change := reports.ChangeText(ind, a)
	fmt.Fprintf(w, "%s\t%s%s\t%s\t%s\t%s\t%s\t%s%s\t%s\t%s\n", ind.ID, cut(ind.Name, mostName-len(mark)), mark, value, period, baseline, change, trendWord(a), person, targetWord(a), notesText(a))
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
