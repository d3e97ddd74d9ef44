package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/kpi"
)

type revisionsOptions struct {
	timeFlags
	area, since string
	json        bool
}

func newRevisions(space *workspaceFlag) *cobra.Command {
	var o revisionsOptions
	c := &cobra.Command{
		Use:   "revisions",
		Short: "List figures that a later edition changed",
		Long: `Revisions lists every figure that a later edition gave differently, with the old and the new value and since when
each was known: from its load on, and not before the day of its edition. A figure that was revised twice is
there twice. One that moved by more than revision_bound of the config is flagged, and so is its indicator.

Values that the plan hides because they are small, and those from which they could be worked out, are hidden
here too; staff see them with --unsuppressed.`,
		Example: "  planwatch revisions\n  planwatch revisions --since 2026-01-31 --area NAME\n  planwatch revisions --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runRevisions(cmd, space, o)
		},
	}
	c.Flags().StringVar(&o.area, "area", "", "ONS `code` or name of an area (default: all areas)")
	c.Flags().StringVar(&o.since, "since", "", "only what became known after this `date`")
	c.Flags().StringVar(&o.knownAt, "known-at", "", "only editions and loads known by this `time` (default: everything)")
	o.registerUnsuppressed(c)
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

type revisionsDocument struct {
	Bound     float64           `json:"bound"`     // per cent
	Flagged   []kpi.IndicatorID `json:"flagged"`   // indicators with a revision over the bound
	Revisions []revisionJSON    `json:"revisions"` // by indicator, series, area and period
}

type revisionJSON struct {
	Indicators []kpi.IndicatorID `json:"indicators"`
	Series     kpi.SeriesID      `json:"series"`
	Area       kpi.AreaCode      `json:"area"`
	Period     string            `json:"period"`
	Kind       string            `json:"kind"`
	Old        revisedJSON       `json:"old"`
	New        revisedJSON       `json:"new"`
	Percent    *float64          `json:"percent"` // null: one of the two is not known, or it was 0
	Over       bool              `json:"over"`    // the bound
	Notice     *string           `json:"notice"`  // what has to stand with the figures: that they are invented
}

type revisedJSON struct {
	Value      *float64 `json:"value"`
	State      string   `json:"state"`
	KnownSince string   `json:"known_since"`
	Edition    string   `json:"edition"`
	Load       int      `json:"load"`
	File       string   `json:"file"`
	Sheet      string   `json:"sheet"`
	Cell       string   `json:"cell"`
}

func runRevisions(cmd *cobra.Command, space *workspaceFlag, o revisionsOptions) error {
	var since kpi.Date
	if o.since != "" {
		var err error
		if since, err = kpi.ParseDate(o.since); err != nil {
			return usage("--since: %w", err)
		}
	}
	r, err := read(cmd.Context(), space, o.area, o.timeFlags)
	if err != nil {
		return err
	}
	r.warnUnsuppressed(cmd.ErrOrStderr())
	var list []store.Revision
	for _, v := range r.revisions {
		if (o.area == "" || v.New.Area == r.area) && (since == 0 || !v.KnownSince().Before((since + 1).Time())) {
			list = append(list, v)
		}
	}
	doc := r.revisionsDocument(list)
	if o.json {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	return printRevisions(cmd.OutOrStdout(), r, doc, o)
}

// usedBy says which indicators rest on each series.
func usedBy(plan *kpi.Plan) map[kpi.SeriesID][]kpi.IndicatorID {
	out := map[kpi.SeriesID][]kpi.IndicatorID{}
	for _, ind := range plan.Computed() {
		for _, in := range ind.AllInputs() {
			for _, id := range []kpi.SeriesID{in.Value, in.Denominator, in.Sample} {
				if id != "" && !slices.Contains(out[id], ind.ID) {
					out[id] = append(out[id], ind.ID)
				}
			}
		}
		if ind.Rate != nil && !slices.Contains(out[ind.Rate.Population], ind.ID) {
			out[ind.Rate.Population] = append(out[ind.Rate.Population], ind.ID)
		}
	}
	return out
}

func (r *reading) revisionsDocument(list []store.Revision) revisionsDocument {
	doc := revisionsDocument{Bound: r.space.config.RevisionBound, Flagged: []kpi.IndicatorID{}, Revisions: []revisionJSON{}}
	used := usedBy(r.plan)
	order := map[kpi.IndicatorID]int{}
	for i, ind := range r.plan.Computed() {
		order[ind.ID] = i + 1
	}
	first := func(v store.Revision) int { // the place of its first indicator; those of none come last
		if ids := used[v.New.Series]; len(ids) > 0 {
			return order[ids[0]]
		}
		return len(order) + 1
	}
	slices.SortStableFunc(list, func(a, b store.Revision) int { return cmp.Compare(first(a), first(b)) })
	for _, v := range list {
		j := revisionJSON{
			Indicators: append([]kpi.IndicatorID{}, used[v.New.Series]...), Series: v.New.Series, Area: v.New.Area,
			Period: v.New.Period.String(), Kind: v.New.Period.Kind.String(), Over: v.Beyond(doc.Bound),
			Old: revised(v.Old, v.OldLoad, v.OldKnownSince()), New: revised(v.New, v.NewLoad, v.KnownSince()),
		}
		if p, ok := v.Percent(); ok {
			j.Percent = &p
		}
		_, source, _ := r.plan.Series(v.New.Series)
		j.Notice = text(source.Notice)
		if j.Over {
			doc.Flagged = append(doc.Flagged, j.Indicators...)
		}
		doc.Revisions = append(doc.Revisions, j)
	}
	slices.SortFunc(doc.Flagged, func(a, b kpi.IndicatorID) int { return cmp.Compare(order[a], order[b]) })
	doc.Flagged = slices.Compact(doc.Flagged)
	return doc
}

func revised(o kpi.Observation, l kpi.Load, since time.Time) revisedJSON {
	j := revisedJSON{State: o.State.String(), KnownSince: since.Format(time.RFC3339), Edition: l.Edition.String(), Load: l.Number, File: l.File, Sheet: o.Place.Sheet, Cell: o.Place.Cell}
	if o.State == kpi.Known {
		j.Value = &o.Value
	}
	return j
}

func printRevisions(out io.Writer, r *reading, doc revisionsDocument, o revisionsOptions) error {
	if len(doc.Revisions) == 0 {
		what := "No figure was revised"
		if o.since != "" {
			what += " after " + o.since
		}
		fmt.Fprintln(out, what+".")
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "INDICATOR\tSERIES\tAREA\tPERIOD\tOLD\tKNOWN SINCE\tNEW\tKNOWN SINCE\tCHANGE\tLOADS")
	over := 0
	var notices []string
	for _, v := range doc.Revisions {
		series := string(v.Series)
		if v.Notice != nil {
			series += " *"
			if !slices.Contains(notices, *v.Notice) {
				notices = append(notices, *v.Notice)
			}
		}
		ids := make([]string, len(v.Indicators))
		for i, id := range v.Indicators {
			ids[i] = string(id)
		}
		change := percentWords(v.Percent)
		if v.Over {
			over++
			change += fmt.Sprintf(", over %g%%", doc.Bound)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d %s → %d %s\n", dash(strings.Join(ids, " ")), series, areaName(r.plan, v.Area), v.Period,
			revisedWords(v.Old), v.Old.KnownSince[:10], revisedWords(v.New), v.New.KnownSince[:10], change, v.Old.Load, v.Old.File, v.New.Load, v.New.File)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s, %d over %g%%", countOf(len(doc.Revisions), "revision", "revisions"), over, doc.Bound)
	if len(doc.Flagged) > 0 {
		ids := make([]string, len(doc.Flagged))
		for i, id := range doc.Flagged {
			ids[i] = string(id)
		}
		fmt.Fprintf(out, ": look at %s", strings.Join(ids, ", "))
	}
	fmt.Fprintln(out)
	for _, notice := range notices {
		fmt.Fprintf(out, "\n* %s\n", notice)
	}
	return nil
}

func revisedWords(j revisedJSON) string {
	if j.Value == nil {
		return j.State
	}
	return strconv.FormatFloat(*j.Value, 'f', -1, 64)
}

// percentWords is a change in per cent with its sign and one decimal.
func percentWords(p *float64) string {
	if p == nil {
		return "-"
	}
	return fmt.Sprintf("%+.1f%%", *p)
}
