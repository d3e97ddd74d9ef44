package reports

import (
	"slices"

	"planwatch/kpi"
)

// dataTable is the chart's data: one row a period, every cell filled.
func (b *builder) dataTable(ind kpi.Indicator, a kpi.Assessment) Table {
	t := Table{ID: "data-" + ind.Slug, Caption: b.say("table.data", "name", ind.Name, "unit", b.unitOf(ind, a)), Columns: []Column{b.words("table.period"), b.unitColumn(ind)}}
	pairs, levels := ind.Divided(), levelDecimals(ind, a.Latest.Value)
	switch {
	case ind.PerDay:
		t.Columns = append(t.Columns, b.figures("table.count", 0), b.figures("table.days", 0))
	case pairs:
		t.Columns = append(t.Columns, b.figures("table.numerator", 0), b.figures("table.denominator", 0))
	}
	t.Columns = append(t.Columns, b.figures("table.average", levels), b.figures("table.lower-limit", levels), b.figures("table.upper-limit", levels), b.words("table.marks"), b.words("table.shows"))
	for i, p := range shownPoints(a) {
		value := b.pointFigure(ind, p)
		marks := value.Marks
		value.Marks = ""
		if marks == "" {
			marks = b.say("table.none")
		}
		row := []Figure{text(p.Period.String()), value}
		if pairs {
			row = append(row, b.optional(p.Numerator, 0), b.optional(p.Denominator, 0))
		}
		row = append(row, b.number(p.Mean, levels), b.lowerLimit(ind, p.Lower, levels), b.number(p.Upper, levels), text(marks), text(b.pointWords(a, p)))
		if i >= len(a.Points) {
			row[len(row)-1] = text(b.say("point.unfinished"))
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

// unitHeading is the unit as a heading writes it.
func (v voice) unitHeading(ind kpi.Indicator) string {
	if ind.Unit == "%" {
		return v.say("unit.per-cent")
	}
	return ind.Unit
}

// unitColumn is the column of an indicator's values, rateColumn that of its rate.
func (v voice) unitColumn(ind kpi.Indicator) Column {
	return Column{upperFirst(v.unitHeading(ind)), true, ind.Decimals}
}

func rateColumn(ind kpi.Indicator) Column { return Column{upperFirst(ind.Rate.Unit), true, 1} }

// pointWords says what a point shows against its limits.
func (b *builder) pointWords(a kpi.Assessment, p kpi.Point) string {
	switch {
	case p.State != kpi.Known:
		return p.State.In(b.w)
	case a.Trend.Kind == kpi.TrendCannotJudge && a.Latest.Period.Kind == kpi.Rolling12:
		return b.say("table.shows-rolling")
	case p.Kind == 0:
		return b.say("table.shows-few")
	case len(p.Signals) == 0:
		return b.say("table.shows-ordinary")
	default:
		return b.signalWords(p.Signals[0])
	}
}

// context is the latest figure of the indicator's other series: shown, never mixed with the one assessed.
func (b *builder) context(ind kpi.Indicator, a kpi.Assessment) []Fact {
	var out []Fact
	for _, c := range a.Context {
		out = append(out, Fact{upperFirst(c.Point.Period.In(b.w)), b.full(ind, c.Point, ind.Unit), b.seriesWords(b.Plan, c.Input)})
	}
	return out
}

// Context says the same in sentences, for a terminal.
func Context(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) []string {
	v := voice{plan.Words}
	var out []string
	for _, c := range a.Context {
		out = append(out, v.say("context.sentence", "figure", v.full(ind, c.Point, ind.Unit), "when", v.when(c.Point.Period), "series", v.seriesWords(plan, c.Input)))
	}
	return out
}

// seriesWords names a series with its publication.
func (v voice) seriesWords(plan *kpi.Plan, in kpi.Input) string {
	info, source, _ := plan.Series(in.Value)
	return v.say("context.series", "series", info.Name, "publisher", source.Publisher, "source", source.Name)
}
