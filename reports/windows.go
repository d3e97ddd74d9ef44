package reports

import (
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/words"
)

// windowsTable is an indicator's figures taken together over the spans that readers ask for, each beside the same span a
// year earlier. A span with a hole has no total, and says which periods are missing. It is nil where it would say no more
// than the latest figure.
func windowsTable(ind kpi.Indicator, a kpi.Assessment) *Table {
	list := windowsOf(ind, a)
	if len(list) == 0 {
		return nil
	}
	w := a.Catalogue()
	t := &Table{ID: "windows-" + ind.Slug, Caption: w.Say("windows.caption", "name", ind.Name), Columns: []Column{
		{w.Say("windows.span"), false, 0},
		{w.Say("windows.period"), false, 0},
		{upperFirst(unitHeading(ind)), true, ind.Decimals},
		{w.Say("windows.before"), true, ind.Decimals},
		{w.Say("windows.missing"), false, 0},
	}}
	for _, x := range list {
		before := text(kpi.NotApplicable.Shorthand())
		if x.Before != nil && x.Wall == nil {
			before = windowFigure(ind, *x.Before)
		}
		t.Rows = append(t.Rows, []Figure{text(upperFirst(w.Say("window." + x.Name.Key()))), text(x.In(w)), windowFigure(ind, x), before, text(windowDoubt(w, x))})
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

func windowFigure(ind kpi.Indicator, x kpi.Window) Figure {
	if !x.Known {
		return text(kpi.Missing.Shorthand())
	}
	f := number(x.Value, ind.Decimals)
	f.Marks = x.Marks.Shorthand()
	return f
}

// windowDoubt says why a span has no total, and why it is not put beside the year before.
func windowDoubt(w *words.Catalogue, x kpi.Window) string {
	var out []string
	if !x.Known {
		out = append(out, missingWords(w, "windows.hole", x))
	}
	switch {
	case x.Before == nil:
		out = append(out, w.Say("windows.no-before"))
	case x.Wall != nil:
		out = append(out, w.Say("windows.wall", "month", w.Month(x.Wall.At.Time())))
	case !x.Before.Known:
		out = append(out, missingWords(w, "windows.hole-before", *x.Before))
	}
	if len(out) == 0 {
		return w.Say("windows.nothing")
	}
	return strings.Join(out, " ")
}

func missingWords(w *words.Catalogue, key string, x kpi.Window) string {
	return w.Say(key, "when", strings.Join(x.MissingIn(w), ", "))
}

// WindowLines are the same in lines for a terminal.
func WindowLines(ind kpi.Indicator, a kpi.Assessment) []string {
	w := a.Catalogue()
	var out []string
	for _, x := range windowsOf(ind, a) {
		figure := w.Say("windows.no-total")
		if x.Known {
			figure = valueText(ind, x.Value)
		}
		before := ""
		if x.Before != nil && x.Before.Known && x.Wall == nil {
			before = w.Say("windows.line-before", "value", valueText(ind, x.Before.Value))
		}
		doubt := ""
		if d := windowDoubt(w, x); d != w.Say("windows.nothing") {
			doubt = " " + d
		}
		out = append(out, w.Say("windows.line", "span", upperFirst(w.Say("window."+x.Name.Key())), "period", x.In(w), "value", figure, "before", before)+doubt)
	}
	return out
}
