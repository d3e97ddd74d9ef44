package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// minFixed is the fewest rows that --fix-after takes, as in the reference (statistics 1.1).
const minFixed = 12

// spcOptions are the flags of spc, as typed.
type spcOptions struct {
	direction  string
	target     float64
	hasTarget  bool
	rebase     []string
	until      []string
	fixAfter   int
	hasFix     bool
	unscreened bool
	json       bool
}

func newSpc() *cobra.Command {
	var o spcOptions
	cmd := &cobra.Command{
		Use:   "spc FILE|-",
		Short: "Chart any series: process limits and what is out of the ordinary",
		Long: `Put an XmR chart ("Making Data Count" rules) on any series, without a workspace.

FILE is a CSV with the columns period and value, one row a period in any order; "-" reads standard input. An empty value
is missing. Absent periods are noted, not filled in: rows on either side of one are neighbours. Where the kind of period
changes, limits start again. Limits under 13 points are on trial, and nothing is concluded from them.`,
		Example: `  planwatch spc burglary.csv --direction reduce --target 1000
  planwatch spc burglary.csv --rebase 2023-04 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.hasTarget, o.hasFix = cmd.Flags().Changed("target"), cmd.Flags().Changed("fix-after")
			return runSpc(cmd, args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.direction, "direction", "neutral", "which `way` is better: increase, decrease (or reduce), neutral (or contextual)")
	f.Float64Var(&o.target, "target", 0, "target `value`, in the unit of the values, for the assurance")
	f.StringSliceVar(&o.rebase, "rebase", nil, "start new limits at this `period` (repeatable)")
	f.StringSliceVar(&o.until, "baseline-until", nil, "compute limits from rows up to and including this `period`")
	f.IntVar(&o.fixAfter, "fix-after", 0, "compute limits from the first `rows` since the start or rebase, 12 or more")
	f.BoolVar(&o.unscreened, "no-screening", false, "keep moving ranges that are far larger than the others")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func runSpc(cmd *cobra.Command, file string, o spcOptions) error {
	chart, err := o.chart()
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
	chart.Rebase, notes = spcGroups(rows, rebase, notes)
	for _, p := range until {
		chart.Baseline = []stats.Window{{To: spcUntil(rows, p)}}
	}
	values := make([]float64, len(rows))
	for i, r := range rows {
		values[i] = r.value
	}
	x := stats.NewXmR(values, chart)
	for _, n := range x.Notes {
		notes = append(notes, n.Text(func(row int) string { return rows[row].period.String() }))
	}
	if o.json {
		return printJSON(cmd.OutOrStdout(), spcJSON(rows, x, notes))
	}
	return printSpc(cmd.OutOrStdout(), rows, x, notes)
}

// chart checks the flags and turns them into chart options.
func (o spcOptions) chart() (stats.Options, error) {
	direction, ok := map[string]stats.Direction{
		"increase": stats.Increase, "decrease": stats.Decrease, "reduce": stats.Decrease,
		"neutral": stats.Neutral, "contextual": stats.Neutral,
	}[o.direction]
	var none stats.Options
	switch {
	case !ok:
		return none, usage("--direction: want increase, decrease or neutral, found %q", o.direction)
	case o.hasFix && o.fixAfter < minFixed:
		return none, usage("--fix-after: want %d rows or more, found %d", minFixed, o.fixAfter)
	case o.hasFix && len(o.until) > 0:
		return none, usage("--fix-after and --baseline-until: want one of them, found both")
	case len(o.until) > 1:
		return none, usage("--baseline-until: want one period, found %d", len(o.until))
	case math.IsNaN(o.target) || math.IsInf(o.target, 0):
		return none, usage("--target: want a number, found %v", o.target)
	}
	c := stats.Options{Direction: direction, FixAfter: o.fixAfter, Unscreened: o.unscreened}
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

// spcGroups gives the rows that start new limits: where the kind of period changes, and the first row that starts with
// or lies in a rebase period. It adds to the notes what it did.
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
			notes = append(notes, fmt.Sprintf("no row is of %s: rebase ignored", p))
			continue
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

// The JSON of spc, as contracts has it.
type (
	spcDocument struct {
		Points    []spcPoint `json:"points"`
		Variation *string    `json:"variation"`
		Assurance *string    `json:"assurance"`
		Trial     bool       `json:"trial"`
		Notes     []string   `json:"notes"`
	}
	spcPoint struct {
		Period    string   `json:"period"`
		Value     *float64 `json:"value"`
		Group     int      `json:"group"`
		Mean      *float64 `json:"mean"`
		Lower     *float64 `json:"lower"`
		Upper     *float64 `json:"upper"`
		NearLower *float64 `json:"near_lower"`
		NearUpper *float64 `json:"near_upper"`
		Rule      string   `json:"rule"`
		Direction string   `json:"direction"`
		Kind      string   `json:"kind"`
		Fired     []string `json:"fired"` // every rule, "shift high"
	}
)

func spcJSON(rows []spcRow, x stats.XmR, notes []string) spcDocument {
	doc := spcDocument{
		Points: make([]spcPoint, len(rows)), Trial: x.Trial, Notes: notes,
		Variation: text(x.Variation.String()), Assurance: text(x.Assurance.String()),
	}
	for i, p := range x.Points {
		doc.Points[i] = spcPoint{
			Period: rows[i].period.String(), Value: known(rows[i].value), Group: p.Group,
			Mean: known(p.Mean), Lower: known(p.Lower), Upper: known(p.Upper), NearLower: known(p.NearLower), NearUpper: known(p.NearUpper),
			Rule: p.Label.Rule.String(), Direction: p.Label.Side.String(), Kind: p.Kind.String(), Fired: spcFired(p.Fired),
		}
	}
	return doc
}

func spcFired(signals []stats.Signal) []string {
	out := make([]string, len(signals))
	for i, s := range signals {
		out[i] = s.Rule.String() + " " + s.Side.String()
	}
	return out
}

// printSpc prints the chart as a table. Values stand as they were given, limits with one decimal more.
func printSpc(out io.Writer, rows []spcRow, x stats.XmR, notes []string) error {
	decimals := 0
	for _, r := range rows {
		if _, after, ok := strings.Cut(strconv.FormatFloat(r.value, 'f', -1, 64), "."); ok {
			decimals = max(decimals, min(len(after), 6))
		}
	}
	number := func(v float64, decimals int) string {
		if math.IsNaN(v) {
			return kpi.Missing.Shorthand()
		}
		return strconv.FormatFloat(v, 'f', decimals, 64)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "PERIOD\tVALUE\tGROUP\tMEAN\tLOWER\tUPPER\tKIND\tRULES THAT FIRED")
	for i, p := range x.Points {
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\n", rows[i].period, number(rows[i].value, decimals), p.Group,
			number(p.Mean, decimals+1), number(p.Lower, decimals+1), number(p.Upper, decimals+1), p.Kind, strings.Join(spcFired(p.Fired), ", "))
	}
	fmt.Fprintf(w, "\nVariation:\t%s\n", cmp.Or(x.Variation.String(), "not judged"))
	fmt.Fprintf(w, "Assurance:\t%s\n", cmp.Or(x.Assurance.String(), "not judged"))
	for _, n := range notes {
		fmt.Fprintf(w, "Note:\t%s\n", n)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("print the chart: %w", err)
	}
	return nil
}
