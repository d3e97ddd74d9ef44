package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/kpi/stats"
	"planwatch/reports"
)

// minFixed is the fewest rows that --fix takes, as in the reference (statistics 1.1).
const minFixed = 12

// spcOptions are the flags of spc, as typed.
type spcOptions struct {
	direction  string
	target     float64
	hasTarget  bool
	rebase     []string
	until      []string
	fix        int
	hasFix     bool
	unscreened bool
	json       bool
	svg        string
}

func newSpc() *cobra.Command {
	var o spcOptions
	cmd := &cobra.Command{
		Use:   "spc FILE|-",
		Short: "Chart any series: process limits and what is out of the ordinary",
		Long: `Put an XmR chart ("Making Data Count" rules) on any series, without a workspace.

FILE is a CSV with the columns period and value, one row a period in any order; "-" reads standard input. An empty value
is missing. Absent periods are noted, not filled in: rows on either side of one are neighbours. Where the kind of period
changes, limits start again. A stretch of under 13 rows has limits on trial, and nothing is
concluded from them.

Of a level that is to be held (--direction maintain), any special cause is a concern. A target is set against the limits,
not against the latest value: it says whether the process, as it is, can be relied on to meet it. Under maintain and
contextual no side of a target is better, so it is drawn and not judged.`,
		Example: `  planwatch spc burglary.csv --direction reduce --target 1000
  planwatch spc burglary.csv --rebase 2023-04,2024-10 --json
  planwatch spc burglary.csv --fix 24 --svg burglary.svg
  planwatch spc - --svg - <calls.csv >calls.svg`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.hasTarget, o.hasFix = cmd.Flags().Changed("target"), cmd.Flags().Changed("fix") || cmd.Flags().Changed(formerFix)
			return runSpc(cmd, args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.direction, "direction", "contextual", "which `way` is better: increase, reduce, maintain (a level to be held) or contextual (neither)")
	f.Float64Var(&o.target, "target", 0, "target `N`, in the unit of the values, for the assurance")
	f.StringSliceVar(&o.rebase, "rebase", nil, "start new limits at each `DATE` or period (repeatable, or with commas)")
	f.IntVar(&o.fix, "fix", 0, "compute limits from the first `N` rows since the start or rebase, 12 or more")
	f.StringSliceVar(&o.until, "baseline-until", nil, "compute limits from rows up to and including this `period`")
	f.BoolVar(&o.unscreened, "no-screen", false, "keep moving ranges that are far larger than the others")
	f.StringVar(&o.svg, "svg", "", "draw the chart into this `FILE`, which ends in .svg (-: print the drawing and nothing else)")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.IntVar(&o.fix, formerFix, 0, "what --fix was called")
	f.BoolVar(&o.unscreened, formerNoScreen, false, "what --no-screen was called")
	for _, name := range []string{formerFix, formerNoScreen} {
		f.Lookup(name).Hidden = true
	}
	return cmd
}

// What two flags were called before: taken without a word, so that scripts keep working.
const (
	formerFix      = "fix-after"
	formerNoScreen = "no-screening"
)

func runSpc(cmd *cobra.Command, file string, o spcOptions) error {
	options, err := o.chart()
	if err != nil {
		return err
	}
	rebase, err := periodFlag("--rebase", o.rebase...)
	if err != nil {
		return err
	}
	until, err := periodFlag("--baseline-until", o.until...)
	if err != nil {
		return err
	}
	rows, err := readSpc(cmd.InOrStdin(), file)
	if err != nil {
		return refused(err)
	}
	notes := spcGaps(rows)
	c := reports.Control{Name: "Series from standard input", Source: "standard input", Options: options, Gaps: len(notes)}
	if file != "-" {
		c.Source = filepath.Base(file)
		c.Name = strings.TrimSuffix(c.Source, filepath.Ext(c.Source))
	}
	c.Options.Rebase, notes = spcGroups(rows, rebase, notes)
	for _, p := range until {
		c.Options.Baseline = []stats.Window{{To: spcUntil(rows, p)}}
	}
	for _, r := range rows {
		c.Periods, c.Values = append(c.Periods, r.period), append(c.Values, r.value)
	}
	c.Decimals = reports.DecimalsOf(c.Values)
	c.XmR = stats.NewXmR(c.Values, c.Options)
	return o.print(cmd.OutOrStdout(), c, append(notes, spcNotes(c)...))
}

// spcNotes are the doubts about the chart itself.
func spcNotes(c reports.Control) []string {
	var notes []string
	for _, n := range c.XmR.Notes {
		notes = append(notes, n.Text(func(row int) string { return c.Periods[row].String() }))
	}
	if why := reports.NoSideBetter(c.Options.Direction); c.Options.Target != nil && why != "" {
		notes = append(notes, "no assurance: "+why)
	}
	return notes
}

// spcDirections are the words of --direction; the last two are those of earlier editions.
var spcDirections = map[string]stats.Direction{
	"increase": stats.Increase, "reduce": stats.Decrease, "maintain": stats.Maintain, "contextual": stats.Neutral,
	"decrease": stats.Decrease, "neutral": stats.Neutral,
}

// chart checks the flags and turns them into chart options.
func (o spcOptions) chart() (stats.Options, error) {
	direction, ok := spcDirections[o.direction]
	var none stats.Options
	switch {
	case !ok:
		return none, usage("--direction: want increase, reduce, maintain or contextual, found %q", o.direction)
	case o.hasFix && o.fix < minFixed:
		return none, usage("--fix: want %d rows or more, found %d", minFixed, o.fix)
	case o.hasFix && len(o.until) > 0:
		return none, usage("--fix and --baseline-until: want one of them, found both")
	case len(o.until) > 1:
		return none, usage("--baseline-until: want one period, found %d", len(o.until))
	case math.IsNaN(o.target) || math.IsInf(o.target, 0):
		return none, usage("--target: want a number, found %v", o.target)
	case o.svg != "" && o.svg != "-" && !strings.EqualFold(filepath.Ext(o.svg), ".svg"):
		return none, usage("--svg: want a file that ends in .svg, or - for standard output, found %q", o.svg)
	case o.svg == "-" && o.json:
		return none, usage("--svg - and --json: want one of them on standard output, found both")
	}
	c := stats.Options{Direction: direction, FixAfter: o.fix, Unscreened: o.unscreened}
	if o.hasTarget {
		c.Target = &o.target
	}
	return c, nil
}

// periodFlag reads the periods that a flag names.
func periodFlag(flag string, texts ...string) ([]kpi.Period, error) {
	var out []kpi.Period
	for _, text := range texts {
		p, err := kpi.ParsePeriod(text)
		if err != nil {
			return nil, usage("%s: %w", flag, err)
		}
		out = append(out, p)
	}
	return out, nil
}

// spcGaps notes the periods that are absent. Points in time have no length: there a step half as long again as the
// usual one is a gap.
func spcGaps(rows []spcRow) []string {
	steps := map[kpi.Date]int{}
	usual := kpi.Date(0)
	for i := 1; i < len(rows); i++ {
		d := rows[i].period.First - rows[i-1].period.First
		steps[d]++
		if n := steps[usual]; steps[d] > n || steps[d] == n && d < usual {
			usual = d
		}
	}
	notes := []string{}
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1].period, rows[i].period
		gap := b.First > a.Last+1
		if a.Kind.Months() == 0 && b.Kind.Months() == 0 {
			gap = 2*(b.First-a.First) > 3*usual
		}
		if gap {
			notes = append(notes, fmt.Sprintf("nothing between %s and %s: charted as neighbours", a, b))
		}
	}
	return notes
}

// spcGroups gives the rows that start new limits: where the kind of period changes, and of each rebase the first row that
// starts with it, lies in it, or holds its first day. It adds to the notes what it did.
func spcGroups(rows []spcRow, rebase []kpi.Period, notes []string) ([]int, []string) {
	var starts []int
	for i := 1; i < len(rows); i++ {
		if a, b := rows[i-1].period, rows[i].period; a.Kind != b.Kind {
			starts = append(starts, i)
			notes = append(notes, fmt.Sprintf("%s (%s) is followed by %s (%s): a change of kind is a break, limits start again", a, a.Kind, b, b.Kind))
		}
	}
	for _, p := range rebase {
		i := slices.IndexFunc(rows, func(r spcRow) bool { return r.period.First == p.First || r.period.Within(p) })
		if i < 0 {
			i = slices.IndexFunc(rows, func(r spcRow) bool { return r.period.First < p.First && p.First <= r.period.Last })
			if i > 0 {
				notes = append(notes, fmt.Sprintf("%s begins within %s: the new limits hold from there on", p, rows[i].period))
			}
		}
		switch {
		case i < 0:
			notes = append(notes, fmt.Sprintf("no row is of %s: rebase ignored", p))
			continue
		case i == 0:
			notes = append(notes, fmt.Sprintf("%s is where the series begins: there are no limits before it", p))
		}
		starts = append(starts, i)
	}
	return starts, notes
}

// spcUntil counts the rows that end by the end of a period.
func spcUntil(rows []spcRow, p kpi.Period) int {
	n := slices.IndexFunc(rows, func(r spcRow) bool { return r.period.Last > p.Last })
	if n < 0 {
		return len(rows)
	}
	return n
}
