package main

import (
	"encoding/json"
	"io"
	"math"

	"planwatch/kpi"
	"planwatch/reports"
)

// printJSON writes one JSON document, indented, without escaping what HTML would need.
func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

type assessDocument struct {
	AsAt        *string          `json:"as_at"`    // null: nothing is loaded
	KnownAt     *string          `json:"known_at"` // null: everything loaded
	Assessments []assessmentJSON `json:"assessments"`
}

type assessmentJSON struct {
	Indicator   kpi.IndicatorID `json:"indicator"`
	Slug        string          `json:"slug"`
	Area        kpi.AreaCode    `json:"area"`
	Period      *string         `json:"period"`
	Kind        *string         `json:"kind"`
	Value       *float64        `json:"value"`
	Rate        *float64        `json:"rate"`
	RateUnit    *string         `json:"rate_unit"`
	Numerator   *float64        `json:"numerator"`
	Denominator *float64        `json:"denominator"`
	Unit        string          `json:"unit"`
	Marks       string          `json:"marks"`
	Series      *kpi.SeriesID   `json:"series"`
	Provenance  *string         `json:"provenance"`
	Notice      *string         `json:"notice"`
	Baseline    *baselineJSON   `json:"baseline"`
	Change      *changeJSON     `json:"change"`
	Trend       string          `json:"trend"`
	Limits      *limitsJSON     `json:"limits"`
	Target      *string         `json:"target"`
	Capability  *string         `json:"capability"` // of reaching the target as the figures vary: pass, fail, hit-and-miss
	Path        *pathJSON       `json:"path"`
	Windows     []windowJSON    `json:"windows"`
	Words       string          `json:"words"`
	Notes       []string        `json:"notes"`
	Context     []contextJSON   `json:"context"`
	kindsJSON
	comparedJSON
}

type baselineJSON struct {
	Value  *float64     `json:"value"`
	Period *string      `json:"period"`
	Source kpi.SourceID `json:"source"`
	Trust  string       `json:"trust"`
	Why    string       `json:"why"`
}

type changeJSON struct {
	Period     string   `json:"period"`
	Value      float64  `json:"value"`
	Difference float64  `json:"difference"`
	Percent    *float64 `json:"percent"`
	// What chance alone could have made of it, at 95%: of the per cent, or of the percentage points.
	Lower *float64 `json:"lower"`
	Upper *float64 `json:"upper"`
}

// limitsJSON is what the limits of the latest point are and what they were computed from.
type limitsJSON struct {
	Mean   *float64 `json:"mean"`
	Lower  *float64 `json:"lower"`
	Upper  *float64 `json:"upper"`
	From   string   `json:"from"`
	To     string   `json:"to"`
	Points int      `json:"points"`
	Chart  string   `json:"chart"` // XmR, p, p′, c, g
	PerDay bool     `json:"per_day"`
	Season bool     `json:"seasonally_adjusted"`
}

// pathJSON is what a target asks for that is still to come.
type pathJSON struct {
	Due    *float64 `json:"due"` // now; null when no path is stated and none can be assumed
	Final  float64  `json:"final"`
	By     string   `json:"by"`
	Needed *float64 `json:"needed_per_year"` // change a year that would still reach it
}

// windowJSON is a span of figures taken together, beside the same span a year earlier.
type windowJSON struct {
	Name    string   `json:"name"`
	First   string   `json:"first_day"`
	Last    string   `json:"last_day"`
	Value   *float64 `json:"value"` // null with a hole
	Missing []string `json:"missing"`
	Before  *float64 `json:"year_before"` // null with a hole, or across a break
}

type contextJSON struct {
	Series     kpi.SeriesID `json:"series"`
	Period     string       `json:"period"`
	Value      float64      `json:"value"`
	Provenance string       `json:"provenance"`
}

func windowsJSON(ind kpi.Indicator, a kpi.Assessment) []windowJSON {
	out := []windowJSON{}
	for _, w := range kpi.Windows(ind, a) {
		j := windowJSON{Name: w.Name.String(), First: w.First.String(), Last: w.Last.String(), Missing: []string{}}
		for _, p := range w.Missing {
			j.Missing = append(j.Missing, p.String())
		}
		if w.Known {
			j.Value = &w.Value
		}
		if w.Before != nil && w.Before.Known && w.Wall == nil {
			j.Before = &w.Before.Value
		}
		out = append(out, j)
	}
	return out
}

func assessJSON(r *reading, indicators []kpi.Indicator, assessments []kpi.Assessment) assessDocument {
	doc := assessDocument{Assessments: []assessmentJSON{}}
	if r.asAt != 0 {
		doc.AsAt = text(r.asAt.String())
	}
	if !r.knownAt.IsZero() {
		known := knownWords(r)
		doc.KnownAt = &known
	}
	for i, ind := range indicators {
		doc.Assessments = append(doc.Assessments, oneJSON(r.plan, ind, assessments[i]))
	}
	return doc
}

func oneJSON(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) assessmentJSON {
	j := assessmentJSON{
		Indicator: ind.ID, Slug: ind.Slug, Area: a.Area, Unit: ind.Unit, Trend: a.Trend.String(), Words: reports.Words(ind, a),
		Target: text(a.Target.String()), Notes: []string{}, Context: []contextJSON{},
	}
	for _, n := range a.Notes {
		j.Notes = append(j.Notes, n.Text)
	}
	if v := a.Target; v.Final != nil {
		j.Path = &pathJSON{Final: *v.Final, By: v.Target.By.String(), Needed: v.Needed}
		if v.State == kpi.TargetOnPath || v.State == kpi.TargetOffPath {
			j.Path.Due = v.Level
		}
	}
	j.Capability = text(a.Target.Capable.String())
	j.Windows, j.kindsJSON = windowsJSON(ind, a), assessKinds(a)
	j.comparedJSON = comparedJSON{comparisonsJSON(plan, ind, a)}
	if a.Provenance != 0 {
		j.Provenance, j.Notice = text(a.Provenance.String()), text(plan.Notice(a))
	}
	if p := a.Latest; p != nil {
		j.Period, j.Kind, j.Value = text(p.Period.String()), text(p.Period.Kind.String()), &p.Value
		j.Numerator, j.Denominator, j.Marks = p.Numerator, p.Denominator, p.Marks.Shorthand()
		j.Series = &a.Input.Value
	}
	if a.Rate != nil {
		j.Rate, j.RateUnit = a.Rate, &ind.Rate.Unit
	}
	if b := a.Baseline; b != nil {
		j.Baseline = &baselineJSON{Period: text(b.Period.String()), Source: b.Source, Trust: b.Trust.String(), Why: b.Why}
		if v, ok := b.Known(); ok {
			j.Baseline.Value = &v
		}
	}
	if c := a.Change; c != nil {
		j.Change = &changeJSON{Period: c.Window.String(), Value: c.Value, Difference: c.Difference, Percent: c.Percent}
		if c.Interval != nil {
			j.Change.Lower, j.Change.Upper = &c.Interval.Lower, &c.Interval.Upper
		}
	}
	if t := a.Trend; t.LimitsPoints > 0 {
		j.Limits = &limitsJSON{known(a.Latest.Mean), known(a.Latest.Lower), known(a.Latest.Upper), t.LimitsFrom.String(), t.LimitsTo.String(), t.LimitsPoints, t.Tested.Chart.String(), t.Tested.PerDay, t.Tested.Adjusted}
	}
	for _, c := range a.Context {
		_, source, _ := plan.Series(c.Input.Value)
		j.Context = append(j.Context, contextJSON{c.Input.Value, c.Point.Period.String(), c.Point.Value, source.Provenance.String()})
	}
	return j
}

// text is nil for the empty string, so that JSON says null for what is not known.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// known is nil for a number that is not defined.
func known(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}
