package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// areas is the indicator in each council area that has a figure, with what the figures say beside each other; nil when
// none has.
func (b *builder) areas(ind kpi.Indicator) (*Table, []string) {
	var all []kpi.Assessment
	for _, area := range b.Plan.Areas {
		if area.Role != "council" {
			continue
		}
		if a := kpi.Assess(b.Plan, ind, area.Code, b.Data, b.AsAt); a.Latest != nil {
			all = append(all, a)
			b.inAreas = append(b.inAreas, assessed{ind: ind, a: a})
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	c := kpi.CompareAreas(ind, all)
	t := &Table{ID: "areas-" + ind.Slug, Caption: b.say("table.areas", "name", ind.Name), Columns: append(b.columns("table.area", "table.period"), b.unitColumn(ind))}
	if ind.Rate != nil {
		t.Columns = append(t.Columns, rateColumn(ind))
	}
	t.Columns = append(t.Columns, b.words("table.trend"))
	if c.Of > 0 {
		t.Columns = append(t.Columns, b.words("areas.column"))
	}
	for _, a := range all {
		row := []Figure{text(b.areaName(a.Area)), text(a.Latest.Period.String()), b.pointFigure(ind, *a.Latest)}
		if ind.Rate != nil {
			row = append(row, b.optional(a.Rate, kpi.RateDecimals))
		}
		row = append(row, text(a.Trend.Full(b.w)))
		if c.Of > 0 {
			row = append(row, text(b.positionWord(c.Positions[a.Area])))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, b.areaWords(ind, c)
}

// positionWord is where an area lies in a funnel, [z] when it has no place in it.
func (v voice) positionWord(p stats.Position) string {
	if p == stats.NotPlaced {
		return kpi.NotApplicable.Shorthand()
	}
	return v.say("position." + kpi.PositionKey(p))
}

// areaWords says what the areas have in common, and how many are further from it than chance explains.
func (v voice) areaWords(ind kpi.Indicator, c kpi.AreaComparison) []string {
	if c.Of == 0 {
		return nil
	}
	out := []string{v.say("areas.pooled", "n", c.Of, "pooled", v.rankedText(ind, c.By, perUnit(ind, c.By, c.Pooled)))}
	if c.Outside == 0 {
		return append(out, v.say("areas.none-outside"))
	}
	if c.Outside == c.Of {
		out = append(out, v.say("areas.all-outside"))
	} else {
		out = append(out, v.say("areas.outside", "n", c.Outside))
	}
	if c.Narrow {
		out = append(out, v.say("areas.narrow"))
	}
	return append(out, v.say("funnel.causes"))
}

// comparison is the latest figure of each area that the indicator is compared with, beside the area's own; nil when there
// is none.
func (b *builder) comparison(ind kpi.Indicator, a kpi.Assessment) *Table {
	if a.Latest == nil {
		return nil
	}
	caption := b.say("table.comparison", "name", ind.Name, "when", b.when(a.Latest.Period))
	t := &Table{ID: "comparison-" + ind.Slug, Columns: []Column{b.words("table.area"), b.unitColumn(ind)}}
	if ind.Rate != nil {
		t.Columns = append(t.Columns, rateColumn(ind))
	}
	add := func(name string, value Figure, rate *float64) {
		row := []Figure{text(name), value}
		if ind.Rate != nil {
			row = append(row, b.optional(rate, kpi.RateDecimals))
		}
		t.Rows = append(t.Rows, row)
	}
	var shown []kpi.AreaCode
	for _, c := range a.Comparisons {
		if c.Group != "" && len(c.Figures) > 0 {
			caption += ", " + b.say("table.comparison-group", "group", lowerFirst(c.Name), "note", c.Note)
		}
		for _, f := range c.Figures {
			if slices.Contains(shown, f.Area) {
				continue
			}
			if len(shown) == 0 {
				add(b.areaName(a.Area), b.pointFigure(ind, *a.Latest), a.Rate)
			}
			shown = append(shown, f.Area)
			name, value := b.areaName(f.Area), b.number(f.Value, ind.Decimals)
			value.Marks = f.Marks.Shorthand()
			if word := b.placeWord(ind, f.Value); word != "" {
				value.Text, value.Number = word, nil
			}
			if f.Period != a.Latest.Period {
				name = b.say("comparison.in-period", "area", name, "period", f.Period.String())
			}
			add(name, value, f.Rate)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	t.Caption = caption
	return t
}

// CompareWords says where an area stands among each group that it is compared with, in sentences; nil without any.
func CompareWords(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) []string {
	var out []string
	for _, c := range a.Comparisons {
		out = append(out, voice{plan.Words}.compareWords(plan, ind, a, c)...)
	}
	return out
}

func (v voice) compareWords(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment, c kpi.Comparison) []string {
	if c.By == kpi.NotRanked {
		if c.Group == "" { // a country beside it explains itself
			return nil
		}
		return []string{v.say("comparison.not-ranked", "group", c.Name, "why", c.Reason)}
	}
	own := a.Latest.Value
	if c.By == kpi.ByRate {
		own = *a.Rate
	}
	out := []string{
		v.say("comparison.standing", "group", c.Name, "value", v.rankedText(ind, c.By, own), "when", v.when(a.Latest.Period), "area", areaNamed(plan, a.Area), "standing", c.Standing.Words(v.w)),
		v.say("comparison.range", "n", c.Others, "lowest", v.rankedBare(ind, c.By, c.Lowest), "highest", v.rankedBare(ind, c.By, c.Highest), "median", v.rankedBare(ind, c.By, c.Median)),
	}
	out = append(out, v.funnelWords(plan, ind, a, c)...)
	for _, f := range c.Figures {
		if f.Period != a.Latest.Period {
			out = append(out, v.say("comparison.other-period", "area", areaNamed(plan, f.Area), "period", f.Period.In(v.w)))
		}
	}
	if len(c.Without) > 0 {
		out = append(out, v.say("comparison.without", "areas", v.areaNames(plan, c.Without)))
	}
	return out
}

// funnelWords says whether chance explains how far an area is from the others, and what a difference does not say.
func (v voice) funnelWords(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment, c kpi.Comparison) []string {
	f := c.Funnel
	if f.Position == stats.NotPlaced {
		return nil
	}
	out := []string{v.say("funnel."+f.Key(), "pooled", v.rankedBare(ind, c.By, perUnit(ind, c.By, f.Pooled)), "area", areaNamed(plan, a.Area))}
	if f.Position == stats.Alike {
		return out
	}
	if f.Narrow() {
		out = append(out, v.say("funnel.narrow", "percent", v.format(max(100*f.Spread, 0.1), 1)+"%"))
	}
	switch {
	case f.Outside == f.Of:
		out = append(out, v.say("funnel.others-all"))
	case f.Outside > 0:
		out = append(out, v.say("funnel.others-too", "n", f.Outside, "of", f.Of))
	}
	return append(out, v.say("funnel.causes"))
}

// rankedText is a number that is ranked, with its unit: the rate of a count, or the value.
func (v voice) rankedText(ind kpi.Indicator, by kpi.Ranking, x float64) string {
	if by == kpi.ByRate {
		return v.withUnit(v.format(x, kpi.RateDecimals), ind.Rate.Unit)
	}
	return v.valueText(ind, x)
}

// rankedBare is the same without the unit, where a sentence has just told it; a sign stays.
func (v voice) rankedBare(ind kpi.Indicator, by kpi.Ranking, x float64) string {
	if by == kpi.ByRate {
		return v.format(x, kpi.RateDecimals)
	}
	return v.bareText(ind, x)
}

// perUnit turns what areas have in common, a share of what they are of, into the indicator's unit.
func perUnit(ind kpi.Indicator, by kpi.Ranking, pooled float64) float64 {
	if by == kpi.ByRate {
		return pooled * ind.Rate.Per
	}
	return 100 * pooled
}

func areaNamed(plan *kpi.Plan, code kpi.AreaCode) string {
	for _, a := range plan.Areas {
		if a.Code == code {
			return a.Name
		}
	}
	return string(code)
}

// areaNames names areas one after the other.
func (v voice) areaNames(plan *kpi.Plan, codes []kpi.AreaCode) string {
	var names []string
	for _, c := range codes {
		names = append(names, areaNamed(plan, c))
	}
	if n := len(names); n > 1 {
		return v.say("list.and", "first", strings.Join(names[:n-1], ", "), "last", names[n-1])
	}
	return strings.Join(names, "")
}
