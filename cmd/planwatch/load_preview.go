package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/kpi"
)

// previewLines is how many figures of a kind (new, changed, missing) a dry run names of each file, unless all are asked for.
const previewLines = 20

// seriesPreview is what loading would do to one series.
type seriesPreview struct {
	Series    string `json:"series"`
	First     string `json:"first"` // period of the return
	Last      string `json:"last"`
	Areas     int    `json:"areas"`
	New       int    `json:"new"`
	Changed   int    `json:"changed"`
	Unchanged int    `json:"unchanged"`
	Missing   int    `json:"missing"`
	NoFigure  int    `json:"no_figure"` // of the return: missing, suppressed or not applicable

	first, last kpi.Period
	areas       map[kpi.AreaCode]bool
}

// figurePreview is what loading would do to one figure.
type figurePreview struct {
	Change    string   `json:"change"` // new, changed or missing
	Series    string   `json:"series"`
	Area      string   `json:"area"`
	Breakdown string   `json:"breakdown"`
	Period    string   `json:"period"`
	Value     *float64 `json:"value"`
	State     string   `json:"state"`
	Was       *float64 `json:"was"` // null unless changed, or when it was not known
	Sheet     string   `json:"sheet"`
	Cell      string   `json:"cell"`
}

// previewReturns says what loading would do, and does nothing.
func previewReturns(cmd *cobra.Command, space *workspace, plan *kpi.Plan, o loadOptions, returns []kpi.Return, shapes *shapeBook) error {
	s, err := space.openStore(cmd.Context())
	if err != nil {
		return err
	}
	defer s.Close()
	if returns, err = space.checkReturns(cmd.Context(), s, plan, returns, today()); err != nil {
		return err
	}
	doc := loadDocument{Files: []loadJSON{}}
	var errs kpi.Problems
	for _, r := range returns {
		j := loadedJSON(r)
		d := store.Diff{Refused: kpi.Problems(r.Problems).Errors()}
		if !r.Refused() {
			if d, err = s.Preview(cmd.Context(), r); err != nil {
				return err
			}
			j.preview(r, d, o.all)
		}
		errs = append(errs, d.Refused...)
		j.Drift = shapes.drift(r.SHA256)
		if !o.json {
			printPreview(cmd, plan, o, r, d)
			printDrift(cmd.OutOrStdout(), j.Drift)
		}
		doc.Files = append(doc.Files, j)
	}
	return finishLoad(cmd, o, doc, errs, slices.ContainsFunc(returns, func(r kpi.Return) bool { return r.Failed != nil }))
}

// preview takes what would become of a return into its JSON.
func (j *loadJSON) preview(r kpi.Return, d store.Diff, all bool) {
	j.Problems = append(j.Problems, problemsJSON(append(d.Warnings, d.Refused...))...)
	j.Observations, j.New, j.Changed, j.Unchanged, j.Missing = len(r.Observations), len(d.New), len(d.Changed), d.Unchanged, len(d.Gone)
	j.Series = bySeries(r, d)
	if !all {
		return
	}
	for _, o := range d.New {
		j.Figures = append(j.Figures, figureOf("new", o, nil))
	}
	for _, c := range d.Changed {
		j.Figures = append(j.Figures, figureOf("changed", c.New, valueOrNull(c.Old)))
	}
	for _, o := range d.Gone {
		j.Figures = append(j.Figures, figureOf("missing", o, nil))
	}
}

func figureOf(change string, o kpi.Observation, was *float64) figurePreview {
	return figurePreview{
		change, string(o.Series), string(o.Area), o.Breakdown, o.Period.String(), valueOrNull(o), o.State.String(), was, o.Place.Sheet, o.Place.Cell,
	}
}

// valueOrNull is an observation's value, nil when it has none.
func valueOrNull(o kpi.Observation) *float64 {
	if o.State != kpi.Known {
		return nil
	}
	return &o.Value
}

// bySeries adds up what would become of a return's figures, in the order of the series' names.
func bySeries(r kpi.Return, d store.Diff) []seriesPreview {
	by := map[kpi.SeriesID]*seriesPreview{}
	for _, o := range r.Observations {
		t := by[o.Series]
		if t == nil {
			t = &seriesPreview{Series: string(o.Series), first: o.Period, last: o.Period, areas: map[kpi.AreaCode]bool{}}
			by[o.Series] = t
		}
		t.add(o)
	}
	for _, o := range d.New {
		by[o.Series].New++
	}
	for _, c := range d.Changed {
		by[c.New.Series].Changed++
	}
	for _, o := range d.Gone {
		if t := by[o.Series]; t != nil {
			t.Missing++
		}
	}
	var out []seriesPreview
	for _, t := range by {
		t.First, t.Last, t.Areas = t.first.String(), t.last.String(), len(t.areas)
		t.Unchanged -= t.New + t.Changed
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b seriesPreview) int { return cmp.Compare(a.Series, b.Series) })
	return out
}

// add takes a figure of the return; all count as unchanged until those that would be new or changed are known.
func (t *seriesPreview) add(o kpi.Observation) {
	if o.Period.First < t.first.First {
		t.first = o.Period
	}
	if o.Period.Last > t.last.Last {
		t.last = o.Period
	}
	t.areas[o.Area] = true
	t.Unchanged++
	if o.State != kpi.Known {
		t.NoFigure++
	}
}

func printPreview(cmd *cobra.Command, plan *kpi.Plan, o loadOptions, r kpi.Return, d store.Diff) {
	out := cmd.OutOrStdout()
	switch {
	case len(d.Refused) > 0:
		printLoaded(cmd, loaded{ret: r, kept: &store.Kept{Refused: d.Refused[len(kpi.Problems(r.Problems).Errors()):]}})
		return
	case d.Already != nil:
		fmt.Fprintf(out, "%s: already loaded as load %d, would change nothing\n", r.File, d.Already.Number)
		return
	}
	fmt.Fprintf(out, "%s: would be edition %s (%s): %d new, %d changed, %d unchanged, %d missing\n", r.File, r.Edition, r.EditionFrom, len(d.New), len(d.Changed), d.Unchanged, len(d.Gone))
	printSeriesPreview(out, bySeries(r, d))
	most := previewLines
	if o.all {
		most = len(r.Observations) + len(d.Gone)
	}
	w := previewWriter{out, plan, most}
	w.list("new", len(d.New), func(i int) string { return w.figure(d.New[i]) + " = " + valueWords(d.New[i]) + inCell(d.New[i]) })
	w.list("changed", len(d.Changed), func(i int) string {
		c := d.Changed[i]
		return w.figure(c.New) + ", " + valueWords(c.Old) + " → " + valueWords(c.New) + inCell(c.New)
	})
	w.list("missing", len(d.Gone), func(i int) string { return w.figure(d.Gone[i]) + " (stays as it is)" })
	for _, p := range append(kpi.Problems(r.Problems).Warnings(), d.Warnings...) {
		fmt.Fprintln(out, " ", p)
	}
}

// printSeriesPreview prints a line for each series: which periods, how many areas, what would become of the figures.
func printSeriesPreview(out io.Writer, list []seriesPreview) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "  SERIES\tFROM\tTO\tAREAS\tNEW\tCHANGED\tUNCHANGED\tMISSING\tWITHOUT A FIGURE")
	for _, s := range list {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\n", s.Series, s.First, s.Last, s.Areas, s.New, s.Changed, s.Unchanged, s.Missing, s.NoFigure)
	}
	w.Flush()
}

// previewWriter names figures, at most so many of a kind.
type previewWriter struct {
	out  io.Writer
	plan *kpi.Plan
	most int
}

// list names figures of one kind. Where there are too many it takes some from all over, so that each series, area and
// period has its chance: a column that is read as another shows in any of its rows.
func (w previewWriter) list(kind string, n int, line func(int) string) {
	shown := min(n, w.most)
	for k := range shown {
		i := k
		if shown > 1 {
			i = k * (n - 1) / (shown - 1)
		}
		fmt.Fprintf(w.out, "  %s: %s\n", kind, line(i))
	}
	if shown < n {
		fmt.Fprintf(w.out, "  … %d of %d %s, taken from all over; --all names every one\n", shown, n, kind)
	}
}

// figure says which figure it is: the series as layouts call it, the area by name and code, since a region and a force
// may share a name.
func (w previewWriter) figure(o kpi.Observation) string {
	words := fmt.Sprintf("%s, %s %s, %s", o.Series, areaName(w.plan, o.Area), o.Area, o.Period)
	if o.Breakdown != "" {
		words += ", " + o.Breakdown
	}
	return words
}

// inCell is the cell that a figure stands in.
func inCell(o kpi.Observation) string {
	return fmt.Sprintf(" (%s!%s)", o.Place.Sheet, o.Place.Cell)
}

// keyWords says which figure it is in one word after the other.
func keyWords(k kpi.Key) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", k.Series, k.Area, k.Period, k.Breakdown))
}

// valueWords is what a figure is to Planwatch, with what its cell shows where that is something else.
func valueWords(o kpi.Observation) string {
	if o.State != kpi.Known {
		return strings.TrimSpace(o.State.Shorthand() + " " + shownAs(o, ""))
	}
	n := fmt.Sprint(o.Value)
	return strings.TrimSpace(n + o.Marks.Shorthand() + " " + shownAs(o, n))
}

func shownAs(o kpi.Observation, n string) string {
	shown := oneLine(o.Place.Text)
	if shown == "" || strings.ReplaceAll(shown, ",", "") == n {
		return ""
	}
	return fmt.Sprintf("shown as %q", clip(shown, 30))
}
