package reports

import (
	"math"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// disparitySentences say how many times as often something happens to a group as to the reference, and what that amounts
// to: a ratio alone says nothing of its size. "" when the ratio is withheld.
func (v voice) disparitySentences(ind kpi.Indicator, a kpi.Assessment) string {
	d, of := a.Disparity, ind.Disparity
	if d.Reason != "" {
		return ""
	}
	decimals := max(ind.Decimals, 1)
	s := v.say("sentence.disparity", "ratio", v.format(d.Ratio, decimals), "events", of.Events, "group", of.Group.Name, "reference", of.Reference.Name,
		"when", v.when(d.Period), "lower", v.format(d.Lower, decimals), "upper", v.format(d.Upper, decimals))
	s += " " + v.say("sentence.disparity."+either(d.DifferencePer1000 < 0, "fewer", "more"), "difference", v.format(math.Abs(d.DifferencePer1000), 1),
		"excess", v.format(math.Abs(d.Excess), 0), "events", of.Events, "reference", of.Reference.Name)
	if n := d.NotStated; !math.IsNaN(n.Share.Value) && !math.IsNaN(n.AllGroup) {
		s += " " + v.say("sentence.disparity.not-stated", "share", v.percent(n.Share.Value), "events", of.Events, "low", v.format(n.AllReference, decimals), "high", v.format(n.AllGroup, decimals))
	}
	return s
}

// disparityTable is what a ratio is made of, group beside reference; nil when it is withheld, so that no small count
// shows.
func (v voice) disparityTable(ind kpi.Indicator, a kpi.Assessment) *Table {
	if a.Disparity == nil || a.Disparity.Reason != "" {
		return nil
	}
	d, of := a.Disparity, ind.Disparity
	t := &Table{ID: "disparity-" + ind.Slug, Caption: v.say("disparity.caption", "name", ind.Name, "when", v.when(d.Period)), Columns: []Column{
		v.words("disparity.what"), {of.Group.Name, true, 1}, {of.Reference.Name, true, 1},
	}}
	add := func(what string, group, reference Figure) {
		t.Rows = append(t.Rows, []Figure{text(what), group, reference})
	}
	add(upperFirst(v.say("disparity.events", "events", of.Events)), v.optional(d.Group.Events, 0), v.optional(d.Reference.Events, 0))
	add(v.say("disparity.people", "when", d.Group.PeopleAt.In(v.w)), v.optional(d.Group.People, 0), v.optional(d.Reference.People, 0))
	add(upperFirst(v.say("disparity.rate", "events", of.Events)), v.number(d.RatePer1000, 1), v.number(d.ReferencePer1000, 1))
	if of.Group.Found != "" || of.Reference.Found != "" {
		add(v.say("disparity.found", "events", of.Events), v.estimateText(d.Group.Find), v.estimateText(d.Reference.Find))
	}
	return t
}

// estimateText is a share with its interval: "21.3% (20.1% to 22.6%)".
func (v voice) estimateText(e stats.Estimate) Figure {
	if math.IsNaN(e.Value) {
		return text(kpi.Missing.Shorthand())
	}
	return text(v.say("disparity.interval", "value", v.percent(e.Value), "lower", v.percent(e.Lower), "upper", v.percent(e.Upper)))
}

// percent is a share in per cent with one decimal.
func (v voice) percent(x float64) string { return v.withUnit(v.format(x, 1), "%") }
