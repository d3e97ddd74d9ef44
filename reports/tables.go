package reports

import (
	"fmt"
	"slices"

	"planwatch/kpi"
)

// dataTable is the chart's data: one row a period, every cell filled.
func dataTable(ind kpi.Indicator, a kpi.Assessment) Table {
	t := Table{ID: "data-" + ind.Slug, Caption: ind.Name + ", " + unitOf(ind, a), Columns: []Column{{"Period", false, 0}, {upperFirst(unitHeading(ind)), true, ind.Decimals}}}
	pairs, levels := ind.Divided(), levelDecimals(ind, a.Latest.Value)
	switch {
	case ind.PerDay:
		t.Columns = append(t.Columns, Column{"Count", true, 0}, Column{"Days", true, 0})
	case pairs:
		t.Columns = append(t.Columns, Column{"Numerator", true, 0}, Column{"Denominator", true, 0})
	}
	t.Columns = append(t.Columns, Column{"Average", true, levels}, Column{"Lower limit", true, levels}, Column{"Upper limit", true, levels}, Column{"Marks", false, 0}, Column{"What it shows", false, 0})
	for i, p := range shownPoints(a) {
		value := pointFigure(ind, p)
		marks := value.Marks
		value.Marks = ""
		if marks == "" {
			marks = "none"
		}
		row := []Figure{text(p.Period.String()), value}
		if pairs {
			row = append(row, optional(p.Numerator, 0), optional(p.Denominator, 0))
		}
		row = append(row, number(p.Mean, levels), lowerLimit(ind, p.Lower, levels), number(p.Upper, levels), text(marks), text(pointWords(a, p)))
		if i >= len(a.Points) {
			row[len(row)-1] = text(a.Catalogue().Say("point.unfinished"))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shownPoints are the points that are judged, and behind them those of a cohort that are not complete.
func shownPoints(a kpi.Assessment) []kpi.Point {
	out := slices.Clone(a.Points)
	for _, p := range a.Unfinished {
		if len(a.Points) > 0 {
			p.Group = a.Points[len(a.Points)-1].Group // no break stands before them
		}
		out = append(out, p)
	}
	return out
}

func unitHeading(ind kpi.Indicator) string {
	if ind.Unit == "%" {
		return "per cent"
	}
	return ind.Unit
}

// pointWords says what a point shows against its limits.
func pointWords(a kpi.Assessment, p kpi.Point) string {
	switch {
	case p.State != kpi.Known:
		return p.State.String()
	case a.Trend.Kind == kpi.TrendCannotJudge && a.Latest.Period.Kind == kpi.Rolling12:
		return "rolling total: not tested"
	case p.Kind == 0:
		return "not judged: too few points"
	case len(p.Signals) == 0:
		return "ordinary variation"
	default:
		return signalWords(p.Signals[0])
	}
}

// areas is the indicator in each council area that has a figure; nil when none has.
func (b *builder) areas(ind kpi.Indicator) *Table {
	t := &Table{ID: "areas-" + ind.Slug, Caption: ind.Name + " by council area", Columns: []Column{{"Area", false, 0}, {"Period", false, 0}, {upperFirst(unitHeading(ind)), true, ind.Decimals}}}
	if ind.Rate != nil {
		t.Columns = append(t.Columns, Column{upperFirst(ind.Rate.Unit), true, 1})
	}
	t.Columns = append(t.Columns, Column{"Trend", false, 0})
	for _, area := range b.Plan.Areas {
		if area.Role != "council" {
			continue
		}
		a := kpi.Assess(b.Plan, ind, area.Code, b.Data, b.AsAt)
		if a.Latest == nil {
			continue
		}
		row := []Figure{text(area.Name), text(a.Latest.Period.String()), pointFigure(ind, *a.Latest)}
		if ind.Rate != nil {
			row = append(row, optional(a.Rate, 1))
		}
		t.Rows = append(t.Rows, append(row, text(a.Trend.String())))
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// comparison is the latest figure of the similar forces beside the area's own; nil when there is none.
func (b *builder) comparison(ind kpi.Indicator, a kpi.Assessment) *Table {
	if len(a.Compare) == 0 {
		return nil
	}
	caption := ind.Name + " " + when(a.Latest.Period)
	for _, g := range b.Plan.Groups {
		caption += ", with " + lowerFirst(g.Name) + " (" + g.Note + ")"
	}
	t := &Table{ID: "comparison-" + ind.Slug, Caption: caption, Columns: []Column{{"Area", false, 0}, {upperFirst(unitHeading(ind)), true, ind.Decimals}}}
	if ind.Rate != nil {
		t.Columns = append(t.Columns, Column{upperFirst(ind.Rate.Unit), true, 1})
	}
	add := func(name string, value Figure, rate *float64) {
		row := []Figure{text(name), value}
		if ind.Rate != nil {
			row = append(row, optional(rate, 1))
		}
		t.Rows = append(t.Rows, row)
	}
	add(b.areaName(a.Area), pointFigure(ind, *a.Latest), a.Rate)
	for _, c := range a.Compare {
		f := number(c.Value, ind.Decimals)
		f.Marks = c.Marks.Shorthand()
		add(b.areaName(c.Area), f, c.Rate)
	}
	return t
}

// context is the latest figure of the indicator's other series: shown, never mixed with the one assessed.
func (b *builder) context(ind kpi.Indicator, a kpi.Assessment) []Fact {
	var out []Fact
	for _, c := range a.Context {
		out = append(out, Fact{upperFirst(c.Point.Period.Words()), full(ind, c.Point, ind.Unit), seriesWords(b.Plan, c.Input)})
	}
	return out
}

// Context says the same in sentences, for a terminal.
func Context(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) []string {
	var out []string
	for _, c := range a.Context {
		out = append(out, fmt.Sprintf("%s %s: %s.", full(ind, c.Point, ind.Unit), when(c.Point.Period), seriesWords(plan, c.Input)))
	}
	return out
}

// seriesWords names a series with its publication.
func seriesWords(plan *kpi.Plan, in kpi.Input) string {
	info, source, _ := plan.Series(in.Value)
	return fmt.Sprintf("%s (%s, %s)", info.Name, source.Publisher, source.Name)
}
