package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"planwatch/kpi"
)

// statusReturn is a return that the config expects.
type statusReturn struct {
	Layout   string  `json:"layout"`
	Last     *string `json:"last"`      // the newest period that came; null: none ever
	Next     string  `json:"next"`      // the period that comes next
	Due      string  `json:"due"`       // the day by which it should come
	DaysLate int     `json:"days_late"` // by the clock, which has a say in nothing else here; 0: not late
}

// statusSeries is a series that has figures.
type statusSeries struct {
	Series     kpi.SeriesID      `json:"series"`
	Indicators []kpi.IndicatorID `json:"indicators"`
	Layout     string            `json:"layout"` // of the return that brought the newest period
	File       string            `json:"file"`
	Last       string            `json:"last"`
	Kind       string            `json:"kind"`
	Next       *string           `json:"next"` // null: nothing says when another one comes
	Due        *string           `json:"due"`
	DaysLate   int               `json:"days_late"`
}

// statusMissing is an indicator whose latest figure is older at the reporting date than it should be.
type statusMissing struct {
	Indicator kpi.IndicatorID `json:"indicator"`
	Name      string          `json:"name"`
	Latest    string          `json:"latest"`
	Expected  string          `json:"expected"` // how often, and how long after a period's end
	DaysOver  int             `json:"days_over"`
	Layout    string          `json:"layout"` // of the return that brought the latest figure
	Awaits    *string         `json:"awaits"`
}

// due fills in what is expected, of returns, of series and for the publication.
func (doc *statusDocument) due(r *reading, today kpi.Date) {
	layouts := map[int]string{}
	for _, l := range r.loads {
		layouts[l.Number] = l.Layout
	}
	doc.Returns, doc.Series, doc.Missing = []statusReturn{}, []statusSeries{}, []statusMissing{}
	for _, e := range r.space.config.Expect {
		doc.Returns = append(doc.Returns, dueReturn(e, r.newest, today))
	}
	used := usedBy(r.plan)
	for id, newest := range r.newestOf {
		layout := layouts[newest.Place.Load]
		s := statusSeries{
			Series: id, Indicators: append([]kpi.IndicatorID{}, used[id]...), Layout: layout, File: newest.Place.File,
			Last: newest.Period.String(), Kind: newest.Period.Kind.String(),
		}
		if next, due, ok := r.nextOf(newest.Period, layout, used[id]); ok {
			s.Next, s.Due = text(next.String()), text(due.String())
			s.DaysLate = max(0, int(today-due))
		}
		doc.Series = append(doc.Series, s)
	}
	slices.SortFunc(doc.Series, func(a, b statusSeries) int {
		return cmp.Or(cmp.Compare(a.Layout, b.Layout), cmp.Compare(a.Series, b.Series))
	})
	for _, ind := range r.plan.Computed() {
		if m, ok := r.missing(ind); ok {
			m.Layout = layouts[m.load]
			doc.Missing = append(doc.Missing, m.statusMissing)
		}
	}
}

// dueReturn is where an expected return stands.
func dueReturn(e expected, newest map[string]kpi.Period, today kpi.Date) statusReturn {
	period, late := e.late(newest, today)
	due := period.Last + kpi.Date(e.Within)
	out := statusReturn{Layout: e.Layout, Next: period.String(), Due: due.String()}
	if got, ever := newest[e.Layout]; ever {
		out.Last = text(got.String())
	}
	if late {
		out.DaysLate = int(today - due)
	}
	return out
}

// nextOf is the period that comes after a series' newest, and the day by which it should be here: by what the config
// expects of its return, else by the shortest lag of the indicators that rest on it. Rolling years and points in time
// come as often as those indicators do.
func (r *reading) nextOf(last kpi.Period, layout string, used []kpi.IndicatorID) (next kpi.Period, due kpi.Date, ok bool) {
	lag, step := -1, 0
	for _, id := range used {
		ind, _ := r.plan.Indicator(string(id))
		if lag < 0 || ind.Lag < lag {
			lag = ind.Lag
		}
		if m := frequencyMonths(ind.Frequency); m > 0 && (step == 0 || m < step) {
			step = m
		}
	}
	for _, e := range r.space.config.Expect {
		if e.Layout == layout && e.Every == last.Kind {
			lag = e.Within
		}
	}
	if lag < 0 {
		return next, 0, false
	}
	switch last.Kind {
	case kpi.Rolling12, kpi.PointInTime:
		if step == 0 {
			return next, 0, false
		}
		end := last.Last.AddMonths(step)
		if last.Kind == kpi.Rolling12 {
			next = kpi.PeriodEnding(kpi.Rolling12, end)
		} else {
			next = kpi.Period{Kind: kpi.PointInTime, First: end, Last: end}
		}
	default:
		next = last.Next()
	}
	return next, next.Last + kpi.Date(lag), true
}

func frequencyMonths(f kpi.Frequency) int {
	switch f {
	case kpi.Monthly:
		return 1
	case kpi.Quarterly:
		return 3
	case kpi.SixMonthly:
		return 6
	case kpi.Annual:
		return 12
	default:
		return 0
	}
}

type missingFigure struct {
	statusMissing
	load int
}

// missing says whether an indicator's latest figure is older at the reporting date than how often it comes, and how long
// after a period's end, allow. Of an indicator that never had a figure nothing is missing this month that was not missing
// before: those are counted elsewhere. The clock has no part in it.
func (r *reading) missing(ind kpi.Indicator) (missingFigure, bool) {
	a := kpi.Assess(r.plan, ind, r.area, r.data, r.asAt)
	if a.Latest == nil || ind.Frequency.Days() == 0 {
		return missingFigure{}, false
	}
	over := int(r.asAt-a.Latest.Period.Last) - ind.Frequency.Days() - ind.Lag
	if over <= 0 {
		return missingFigure{}, false
	}
	m := missingFigure{statusMissing: statusMissing{
		Indicator: ind.ID, Name: ind.Name, Latest: a.Latest.Period.String(), DaysOver: over, Awaits: text(ind.Awaits),
		Expected: fmt.Sprintf("%s, %s after its period", ind.Frequency, countOf(ind.Lag, "day", "days")),
	}}
	if len(a.Latest.Cells) > 0 {
		m.load = a.Latest.Cells[0].Place.Load
	}
	return m, true
}

// printDue prints the returns that are expected, and what is missing for the publication.
func printDue(out io.Writer, doc statusDocument) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if len(doc.Returns) > 0 {
		fmt.Fprintln(w, "RETURN\tLAST\tNEXT\tDUE\tLATE TODAY")
		for _, s := range doc.Returns {
			last := "none so far"
			if s.Last != nil {
				last = *s.Last
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", s.Layout, last, s.Next, s.Due, daysWords(s.DaysLate))
		}
		fmt.Fprintln(w)
	}
	if len(doc.Missing) > 0 {
		fmt.Fprintf(w, "Missing for a publication of figures to %s:\n", *doc.AsAt)
		fmt.Fprintln(w, "INDICATOR\tNAME\tLATEST\tEXPECTED\tOVER BY\tRETURN")
		for i, m := range doc.Missing {
			if i == missingLines && !doc.full {
				fmt.Fprintf(w, "… and %d more: planwatch status --series\n", len(doc.Missing)-i)
				break
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", m.Indicator, m.Name, m.Latest, m.Expected, daysWords(m.DaysOver), m.Layout)
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// missingLines is how many indicators the short output names.
const missingLines = 10

// printSeries prints every series under its return.
func printSeries(out io.Writer, doc statusDocument) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "RETURN\tSERIES\tLAST\tNEXT\tDUE\tLATE TODAY\tFILE")
	for _, s := range doc.Series {
		next, due, late := "-", "-", "-"
		if s.Next != nil {
			next, due, late = *s.Next, *s.Due, daysWords(s.DaysLate)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Layout, s.Series, s.Last, next, due, late, s.File)
	}
	fmt.Fprintln(w)
	return w.Flush()
}

func daysWords(n int) string {
	if n <= 0 {
		return "-"
	}
	return countOf(n, "day", "days")
}
