package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

// windowsTable is an indicator's figures taken together over the spans that readers ask for, each beside the same span a
// year earlier. A span with a hole has no total, and says which periods are missing. It is nil where it would say no more
// than the latest figure.
func (v voice) windowsTable(ind kpi.Indicator, a kpi.Assessment) *Table {
	list := windowsOf(ind, a)
	if len(list) == 0 {
		return nil
	}
	t := &Table{ID: "windows-" + ind.Slug, Caption: v.say("windows.caption", "name", ind.Name), Columns: append(
		v.columns("windows.span", "windows.period"), v.unitColumn(ind), v.figures("windows.before", ind.Decimals))}
	doubts := slices.ContainsFunc(list, func(x kpi.Window) bool { return v.windowDoubt(x) != v.say("windows.nothing") })
	if doubts {
		t.Columns = append(t.Columns, v.words("windows.missing"))
	}
	for _, x := range list {
		before := text(kpi.NotApplicable.Shorthand())
		if x.Before != nil && x.Wall == nil {
			before = v.windowFigure(ind, *x.Before)
		}
		row := []Figure{text(upperFirst(v.say("window." + x.Name.Key()))), text(x.In(v.w)), v.windowFigure(ind, x), before}
		if doubts {
			row = append(row, text(v.windowDoubt(x)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// windowsOf are the windows that are worth a table: more than one, or one with a year before.
func windowsOf(ind kpi.Indicator, a kpi.Assessment) []kpi.Window {
	switch ind.Measure {
	case kpi.Grade, kpi.Milestone, kpi.Compound, kpi.Disparity:
		return nil
	}
	list := kpi.Windows(ind, a)
	if len(list) == 1 && (list[0].Before == nil || !list[0].Before.Known) {
		return nil
	}
	return list
}

func (v voice) windowFigure(ind kpi.Indicator, x kpi.Window) Figure {
	if !x.Known {
		return text(kpi.Missing.Shorthand())
	}
	f := v.number(x.Value, ind.Decimals)
	f.Marks = x.Marks.Shorthand()
	return f
}

// windowDoubt says why a span has no total, and why it is not put beside the year before.
func (v voice) windowDoubt(x kpi.Window) string {
	var out []string
	if !x.Known {
		out = append(out, v.missingWords("windows.hole", x))
	}
	if before := v.beforeDoubt(x); before != "" {
		out = append(out, before)
	}
	if len(out) == 0 {
		return v.say("windows.nothing")
	}
	return strings.Join(out, " ")
}

// beforeDoubt says why a span is not put beside the year before; "" when it is.
func (v voice) beforeDoubt(x kpi.Window) string {
	switch {
	case x.Before == nil:
		return v.say("windows.no-before")
	case x.Wall != nil:
		return v.say("windows.wall", "month", v.w.Month(x.Wall.At.Time()))
	case !x.Before.Known:
		return v.missingWords("windows.hole-before", *x.Before)
	default:
		return ""
	}
}

// missingWords says what a span without a total lacks: periods, or anything to divide by.
func (v voice) missingWords(key string, x kpi.Window) string {
	if len(x.Missing) == 0 {
		return v.say(key + "-none")
	}
	return v.say(key, "when", strings.Join(x.MissingIn(v.w), ", "))
}

// WindowLines are the same in lines for a terminal.
func WindowLines(ind kpi.Indicator, a kpi.Assessment) []string {
	v := voice{a.Catalogue()}
	var out []string
	for _, x := range windowsOf(ind, a) {
		figure := v.missingWords("windows.line-hole", x)
		if x.Known {
			figure = v.valueText(ind, x.Value)
		}
		before := ""
		if x.Before != nil && x.Before.Known && x.Wall == nil {
			before = v.say("windows.line-before", "value", v.valueText(ind, x.Before.Value))
		}
		doubt := v.beforeDoubt(x)
		if doubt != "" {
			doubt = " " + doubt
		}
		out = append(out, v.say("windows.line", "span", upperFirst(v.say("window."+x.Name.Key())), "period", x.In(v.w), "value", figure, "before", before)+doubt)
	}
	return out
}
