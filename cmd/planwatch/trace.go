package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/reports"
)

type traceOptions struct {
	timeFlags
	period, area string
	json         bool
}

func newTrace(space *workspaceFlag) *cobra.Command {
	var o traceOptions
	c := &cobra.Command{
		Use:   "trace ID|SERIES",
		Short: "Follow a figure back to its cells",
		Long: `Trace says which cells of which files a figure was computed from: file!sheet!cell, one a line.
Without --period it is the latest figure. A period that the indicator's series do not have as such is
put together from the shorter periods in it. The figures of a series that no indicator uses, or of one of several, are
followed by the id of the series.

Figures that the plan hides because they are small, and those from which they could be worked out, are hidden
here too; staff see them with --unsuppressed.`,
		Example: "  planwatch trace P1.4a --period \"YE 2018-03\"\n  planwatch trace recorded-crime --period 2024/25 --json\n  planwatch trace ho-prc.robbery --period \"2024/25 Q4\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTrace(cmd, space, o, args[0])
		},
	}
	o.register(c)
	o.registerUnsuppressed(c)
	c.Flags().StringVar(&o.period, "period", "", "`period` in any usual spelling (default: the latest)")
	c.Flags().StringVar(&o.area, "area", "", "ONS `code` or name of the area (default: the force)")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

type traceDocument struct {
	Indicator   kpi.IndicatorID `json:"indicator"`
	Area        kpi.AreaCode    `json:"area"`
	Period      string          `json:"period"`
	Value       *float64        `json:"value"`
	Numerator   *float64        `json:"numerator"`
	Denominator *float64        `json:"denominator"`
	Unit        string          `json:"unit"`
	Notice      *string         `json:"notice"`
	Cells       []cellJSON      `json:"cells"`
}

type cellJSON struct {
	File      string       `json:"file"`
	SHA256    string       `json:"sha256"`
	Load      int          `json:"load"`
	Sheet     string       `json:"sheet"`
	Cell      string       `json:"cell"`
	Text      string       `json:"text"`
	Value     *float64     `json:"value"`
	State     string       `json:"state"`
	Series    kpi.SeriesID `json:"series"`
	Read      string       `json:"read"`
	Release   *string      `json:"release"`
	Publisher *string      `json:"publisher"`
	Where     *string      `json:"where"`
	Accepted  []string     `json:"accepted"` // why warnings about the cell were accepted, each with its code
}

func runTrace(cmd *cobra.Command, space *workspaceFlag, o traceOptions, name string) error {
	var period kpi.Period
	if o.period != "" {
		var err error
		if period, err = kpi.ParsePeriod(o.period); err != nil {
			return usage("--period: %w", err)
		}
	}
	r, err := read(cmd.Context(), space, o.area, o.timeFlags)
	if err != nil {
		return err
	}
	ind, isSeries := r.seriesAlone(name)
	if !isSeries {
		if ind, err = r.indicator(name); err != nil {
			return r.orSeries(name, err)
		}
	}
	r.warnUnsuppressed(cmd.ErrOrStderr())
	found, ok := kpi.Trace(r.plan, ind, r.area, r.data, r.asAt, period)
	if !ok {
		return refused(fmt.Errorf("%s has no figure for %s in %s; %s", ind.ID, o.periodWords(), areaName(r.plan, r.area), r.spans(ind)))
	}
	doc := traceJSON(r, ind, found)
	if o.json {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	printTrace(cmd, ind, found, doc)
	return nil
}

// seriesAlone is an indicator made of one series, for following its figures; they are never added up. Where a figure has a
// fraction it is shown.
func (r *reading) seriesAlone(id string) (kpi.Indicator, bool) {
	info, _, ok := r.plan.Series(kpi.SeriesID(id))
	if !ok {
		return kpi.Indicator{}, false
	}
	ind := kpi.Indicator{
		ID: kpi.IndicatorID(id), Name: info.Name, Unit: info.Unit, Measure: kpi.Given, Direction: kpi.Contextual,
		Inputs: []kpi.Input{{Value: info.ID}},
	}
	for _, o := range r.data.Series(info.ID, r.area, r.asAt) {
		if o.Value != math.Trunc(o.Value) {
			ind.Decimals = 2
		}
	}
	return ind, true
}

// orSeries is the complaint about a name that is no indicator's: where it is written like a series, about that.
func (r *reading) orSeries(name string, err error) error {
	if source, _, ok := strings.Cut(name, "."); !ok || strings.ContainsAny(source, "0123456789") {
		return err // P1.4z
	}
	var ids []string
	for _, s := range r.plan.Sources {
		for _, i := range s.Series {
			ids = append(ids, string(i.ID))
		}
	}
	return usage("the plan has no series %q%s", name, kpi.DidYouMean(name, ids))
}

// spans says which periods the series of an indicator have.
func (r *reading) spans(ind kpi.Indicator) string {
	var out []string
	for _, in := range ind.Inputs {
		if list := r.data.Series(in.Value, r.area, r.asAt); len(list) > 0 {
			out = append(out, fmt.Sprintf("%s from %s to %s", in.Value, list[0].Period, list[len(list)-1].Period))
		}
	}
	if len(out) == 0 {
		return "nothing is loaded for it"
	}
	return "it has " + strings.Join(out, ", ")
}

func (o traceOptions) periodWords() string {
	if o.period == "" {
		return "any period"
	}
	return o.period
}

func traceJSON(r *reading, ind kpi.Indicator, p kpi.Point) traceDocument {
	doc := traceDocument{Indicator: ind.ID, Area: r.area, Period: p.Period.String(), Unit: ind.Unit, Numerator: p.Numerator, Denominator: p.Denominator, Cells: []cellJSON{}}
	if p.State == kpi.Known {
		doc.Value = &p.Value
	}
	for _, c := range p.Cells {
		_, source, _ := r.plan.Series(c.Series)
		doc.Notice = text(source.Notice)
		j := cellJSON{
			File: c.Place.File, SHA256: c.Place.SHA256, Load: c.Place.Load, Sheet: c.Place.Sheet, Cell: c.Place.Cell, Text: c.Place.Text,
			State: c.State.String(), Series: c.Series, Read: "here", Release: text(c.Place.Release), Publisher: text(c.Place.Publisher), Where: text(c.Place.Where),
			Accepted: []string{},
		}
		if c.State == kpi.Known {
			j.Value = &c.Value
		}
		if c.State != kpi.Suppressed { // a reason may tell what is hidden
			j.Accepted = r.acceptedAt(c.Place)
		}
		if c.Place.Transcribed() {
			j.Read = "transcribed"
		}
		doc.Cells = append(doc.Cells, j)
	}
	return doc
}

// acceptedAt gives why warnings about a cell were accepted.
func (r *reading) acceptedAt(p kpi.Place) []string {
	out := []string{}
	for _, a := range r.accepted {
		if a.Load == p.Load && a.Sheet == p.Sheet && a.Cell == p.Cell {
			out = append(out, fmt.Sprintf("[%s]: %s", a.Code, a.Because))
		}
	}
	return out
}

// printTrace prints the cells alone on standard output, one a line, and what they add up to on standard error, so that
// scripts get addresses and people get both.
func printTrace(cmd *cobra.Command, ind kpi.Indicator, p kpi.Point, doc traceDocument) {
	fmt.Fprintf(cmd.ErrOrStderr(), "%s %s, %s: %s\n", ind.ID, ind.Name, p.Period, reports.PointText(ind, p))
	for i, c := range p.Cells {
		fmt.Fprintln(cmd.OutOrStdout(), c.Place.Address())
		if c.Area == kpi.NotAssigned && strings.HasPrefix(c.Place.Text, "worked out") {
			fmt.Fprintf(cmd.ErrOrStderr(), "  %s\n", c.Place.Text)
		}
		for _, why := range doc.Cells[i].Accepted {
			fmt.Fprintf(cmd.ErrOrStderr(), "  accepted %s\n", why)
		}
		if j := doc.Cells[i]; c.Place.Transcribed() {
			fmt.Fprintf(cmd.ErrOrStderr(), "  transcribed from %s, %s, %s\n", *j.Publisher, c.Place.Release, c.Place.Where)
		}
	}
	if doc.Notice != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), *doc.Notice)
	}
}
