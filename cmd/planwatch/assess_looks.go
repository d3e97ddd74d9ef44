package main

import (
	"fmt"
	"io"
	"strings"

	"planwatch/kpi"
	"planwatch/reports"
)

// printExceptions lists what stands out of a whole plan, ranked, and below it what stands out in council areas, each with
// how many chance alone would flag. Of another area than the plan's own there are no areas below.
func printExceptions(out io.Writer, r *reading, indicators []kpi.Indicator, assessments []kpi.Assessment) {
	found := kpi.Exceptions(assessments)
	if len(found) > 0 {
		fmt.Fprintln(out, "\nWhat stands out")
	}
	for n, e := range found {
		ind, a := indicators[e.At], assessments[e.At]
		fmt.Fprintf(out, "%3d  %s %s: %s\n", n+1, ind.ID, ind.Name, reports.StandsOut(ind, a))
	}
	if said := reports.Ranking(r.plan, assessments, len(found)); len(said) > 0 {
		fmt.Fprintln(out, wrap(strings.Join(said, " "), 96, ""))
	}
	if r.area != r.plan.Area {
		return
	}
	areas, signals := inAreas(r, indicators)
	said := reports.AreaLooks(r.plan, areas)
	if len(said) == 0 {
		return
	}
	fmt.Fprintln(out, "\nWhat stands out in council areas")
	for _, s := range signals {
		fmt.Fprintln(out, "     "+s)
	}
	fmt.Fprintln(out, wrap(strings.Join(said, " "), 96, ""))
}

// inAreas assesses every indicator in every council area, and names those that are flagged.
func inAreas(r *reading, indicators []kpi.Indicator) (all []kpi.Assessment, signals []string) {
	for _, ind := range indicators {
		for _, area := range r.plan.Areas {
			if area.Role != "council" {
				continue
			}
			a := kpi.Assess(r.plan, ind, area.Code, r.data, r.asAt)
			all = append(all, a)
			if kpi.Signalled(a) {
				signals = append(signals, fmt.Sprintf("%s %s, %s: %s", ind.ID, ind.Name, area.Name, reports.StandsOut(ind, a)))
			}
		}
	}
	return all, signals
}
