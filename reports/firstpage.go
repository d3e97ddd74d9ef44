package reports

import (
	"fmt"
	"strings"

	"planwatch/kpi"
)

// mostNotable is how many things the first page names.
const mostNotable = 5

// firstPage writes the cover facts, the summary, the counts and what is notable or missing.
func (b *builder) firstPage(p *Pack) {
	p.Facts = []Fact{
		{"Plan", b.Plan.Title, b.Plan.Document.Title},
		{"Figures to", p.AsAt, "Periods that ended by this day."},
		{"As known at", p.KnownAt, "Editions and loads known by then."},
		{"Area", b.areaName(b.Area), string(b.Area)},
	}
	p.Counts = b.counts(p.Sections)
	p.Notable = b.notable()
	p.Missing = b.unjudged()
	p.Summary = b.summary()
}

var tones = []struct {
	tone Tone
	word string
}{{Improvement, "Improving"}, {Concern, "Worsening"}, {Neutral, "Unusual or changed level"}, {Common, "No clear change"}, {Unjudged, "Cannot judge"}}

// counts is how many indicators of each section say what, illustrative ones apart.
func (b *builder) counts(sections []Section) Table {
	t := Table{ID: "counts", Caption: "What the indicators say, by section (illustrative figures are counted apart)", Columns: []Column{{"Section", false, 0}}}
	for _, tone := range tones {
		t.Columns = append(t.Columns, Column{tone.word, true, 0})
	}
	t.Columns = append(t.Columns, Column{"Illustrative only", true, 0}, Column{"All", true, 0})
	for _, s := range sections {
		n := map[Tone]int{}
		illustrative := 0
		for _, i := range s.Indicators() {
			if i.Notice != "" {
				illustrative++
			} else {
				n[i.Trend.Tone]++
			}
		}
		row := []Figure{text(s.ID + " " + s.Title)}
		for _, tone := range tones {
			row = append(row, number(float64(n[tone.tone]), 0))
		}
		t.Rows = append(t.Rows, append(row, number(float64(illustrative), 0), number(float64(len(s.Indicators())), 0)))
	}
	return t
}

// notable names what changed: by turns what gets worse and what gets better, then missed targets and changed levels.
// Illustrative figures are never news, and neither are old ones.
func (b *builder) notable() []Notable {
	worse, better, rest := []Notable{}, []Notable{}, []Notable{}
	for _, x := range b.assessed {
		n := Notable{x.shown, strings.TrimSpace(x.shown.Answer + " " + x.shown.Override)}
		for _, note := range x.a.Notes {
			if note.Code == "two-ways" {
				n.Text += " " + note.Text
			}
		}
		switch {
		case x.shown.Notice != "" || noted(x.a, "old"):
		case x.a.Trend.Kind == kpi.TrendWorsening:
			worse = append(worse, n)
		case x.a.Trend.Kind == kpi.TrendImproving:
			better = append(better, n)
		case x.a.Target.State == kpi.TargetNotMet || x.a.Target.State == kpi.TargetOffPath || x.shown.Trend.Tone == Neutral:
			rest = append(rest, n)
		}
	}
	var out []Notable
	for len(worse)+len(better) > 0 {
		for _, list := range []*[]Notable{&worse, &better} {
			if len(*list) > 0 {
				out, *list = append(out, (*list)[0]), (*list)[1:]
			}
		}
	}
	out = append(out, rest...)
	return out[:min(len(out), mostNotable)]
}

func noted(a kpi.Assessment, code string) bool {
	for _, n := range a.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

// unjudged lists what can't be judged, with the reason.
func (b *builder) unjudged() []Notable {
	var out []Notable
	for _, x := range b.assessed {
		if x.a.Trend.Kind == kpi.TrendCannotJudge {
			out = append(out, Notable{x.shown, upperFirst(x.a.Trend.Reason) + "."})
		}
	}
	return out
}

func (b *builder) summary() []string {
	var real, judged, illustrative, none int
	for _, x := range b.assessed {
		switch {
		case x.a.Latest == nil && x.a.Provenance == 0:
			none++
		case x.a.Provenance == kpi.IllustrativeFigures:
			illustrative++
		default:
			real++
			if x.a.Trend.Kind != kpi.TrendCannotJudge {
				judged++
			}
		}
	}
	objectives := 0
	for _, s := range b.Plan.Sections {
		objectives += len(s.Objectives)
	}
	out := []string{fmt.Sprintf("The plan makes %s. Here %s set against them: %s on real figures, and the trend of %d of these can be judged.", countOf(objectives, "promise", "promises"),
		countOf(len(b.assessed), "indicator is", "indicators are"), countOf(real, "rests", "rest"), judged)}
	if illustrative > 0 {
		out = append(out, countOf(illustrative, "indicator shows", "indicators show")+" illustrative figures, which are invented to show how a return would look. They say nothing about any police force.")
	}
	if none > 0 {
		out = append(out, "For "+countOf(none, "indicator", "indicators")+" no return has been received.")
	}
	return append(out, "A change is called a change only when it is more than ordinary variation. Where something can't be judged, the reason is given.")
}
