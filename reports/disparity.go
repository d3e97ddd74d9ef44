package reports

import (
	"math"

	"planwatch/kpi"
	"planwatch/kpi/stats"
	"planwatch/kpi/words"
)

// disparitySentences say how many times as often something happens to a group as to the reference, and what that amounts
// to: a ratio alone says nothing of its size. "" when the ratio is withheld.
func disparitySentences(w *words.Catalogue, ind kpi.Indicator, a kpi.Assessment) string {
	d, of := a.Disparity, ind.Disparity
	if d.Reason != "" {
		return ""
	}
	decimals := max(ind.Decimals, 1)
	s := w.Say("sentence.disparity", "ratio", format(d.Ratio, decimals), "events", of.Events, "group", of.Group.Name, "reference", of.Reference.Name,
		"when", whenIn(w, d.Period), "lower", format(d.Lower, decimals), "upper", format(d.Upper, decimals))
	s += " " + w.Say("sentence.disparity."+either(d.DifferencePer1000 < 0, "fewer", "more"), "difference", format(math.Abs(d.DifferencePer1000), 1),
		"excess", format(math.Abs(d.Excess), 0), "events", of.Events, "reference", of.Reference.Name)
	if n := d.NotStated; !math.IsNaN(n.Share.Value) && !math.IsNaN(n.AllGroup) {
		s += " " + w.Say("sentence.disparity.not-stated", "share", format(n.Share.Value, 1)+"%", "events", of.Events, "low", format(n.AllReference, decimals), "high", format(n.AllGroup, decimals))
	}
	return s
}

// disparityTable is what a ratio is made of, group beside reference; nil when it is withheld, so that no small count
// shows.
func disparityTable(ind kpi.Indicator, a kpi.Assessment) *Table {
	if a.Disparity == nil || a.Disparity.Reason != "" {
		return nil
	}
	w, d, of := a.Catalogue(), a.Disparity, ind.Disparity
	t := &Table{ID: "disparity-" + ind.Slug, Caption: w.Say("disparity.caption", "name", ind.Name, "when", whenIn(w, d.Period)), Columns: []Column{
		{w.Say("disparity.what"), false, 0}, {of.Group.Name, true, 1}, {of.Reference.Name, true, 1},
	}}
	add := func(what string, group, reference Figure) {
		t.Rows = append(t.Rows, []Figure{text(what), group, reference})
	}
	add(upperFirst(w.Say("disparity.events", "events", of.Events)), optional(d.Group.Events, 0), optional(d.Reference.Events, 0))
	add(w.Say("disparity.people", "when", d.Group.PeopleAt.In(w)), optional(d.Group.People, 0), optional(d.Reference.People, 0))
	add(upperFirst(w.Say("disparity.rate", "events", of.Events)), number(d.RatePer1000, 1), number(d.ReferencePer1000, 1))
	if of.Group.Found != "" || of.Reference.Found != "" {
		add(w.Say("disparity.found", "events", of.Events), estimateText(w, d.Group.Find), estimateText(w, d.Reference.Find))
	}
	return t
}

// estimateText is a share with its interval: "21.3% (20.1% to 22.6%)".
func estimateText(w *words.Catalogue, e stats.Estimate) Figure {
	if math.IsNaN(e.Value) {
		return text(kpi.Missing.Shorthand())
	}
	percent := func(x float64) string { return format(x, 1) + "%" }
	return text(w.Say("disparity.interval", "value", percent(e.Value), "lower", percent(e.Lower), "upper", percent(e.Upper)))
}
