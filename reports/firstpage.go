package reports

import "planwatch/kpi"

// firstPage writes the cover facts, the summary, the counts and what is notable or missing.
func (b *builder) firstPage(p *Pack) {
	p.Facts = []Fact{
		b.fact("cover.plan", b.Plan.Title, b.Plan.Document.Title),
		b.fact("cover.as-at", p.AsAt, b.say("cover.as-at-note")),
		b.fact("cover.known-at", p.KnownAt, b.say("cover.known-at-note")),
		b.fact("cover.area", b.areaName(b.Area), string(b.Area)),
	}
	p.Counts = b.counts(p.Sections)
	p.Notable, p.Ranking = b.notable()
	p.InAreas = b.areaSignals()
	p.Missing = b.unjudged()
	p.Summary = b.summary()
}

// tones are the columns of the counts.
var tones = []Tone{Improvement, Concern, Neutral, Common, Unjudged}

// counts is how many indicators of each section say what, illustrative ones apart.
func (b *builder) counts(sections []Section) Table {
	t := Table{ID: "counts", Caption: b.say("counts.caption"), Columns: b.columns("counts.section")}
	for _, tone := range tones {
		t.Columns = append(t.Columns, b.figures("counts."+string(tone), 0))
	}
	t.Columns = append(t.Columns, b.figures("counts.illustrative", 0), b.figures("counts.all", 0))
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
			row = append(row, b.whole(n[tone]))
		}
		t.Rows = append(t.Rows, append(row, b.whole(illustrative), b.whole(len(s.Indicators()))))
	}
	return t
}

// unjudged lists what can't be judged, with the reason.
func (b *builder) unjudged() []Notable {
	var out []Notable
	for _, x := range b.assessed {
		if x.a.Trend.Kind == kpi.TrendCannotJudge {
			out = append(out, Notable{x.shown, b.closed(x.a.Trend.Reason)})
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
	out := []string{b.say("summary.promises", "n", objectives) + " " +
		b.say("summary.indicators", "n", len(b.assessed), "figures", b.say("summary.figures", "n", real, "judged", judged))}
	if illustrative > 0 {
		out = append(out, b.say("summary.illustrative", "n", illustrative))
	}
	if none > 0 {
		out = append(out, b.say("summary.no-return", "n", none))
	}
	return append(out, b.say("summary.rule"))
}
