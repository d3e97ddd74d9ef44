package reports

import (
	"strings"

	"planwatch/kpi"
)

// indicator assesses one indicator and writes down everything that is shown of it.
func (b *builder) indicator(ind kpi.Indicator, s kpi.Section) *Indicator {
	a := kpi.Assess(b.Plan, ind, b.Area, b.Data, b.AsAt)
	out := &Indicator{
		ID: string(ind.ID), Slug: ind.Slug, Question: ind.Question, Name: ind.Name, Unit: ind.Unit,
		Section: s.Title, SectionSlug: s.Slug, ObjectiveID: string(ind.Objective), Objective: b.promise(ind),
		Place: b.place(ind.Line), Approval: ind.Approval, Caveat: ind.Caveat,
		Answer: Words(ind, a), Trend: b.trendVerdict(a), Target: b.targetVerdict(a),
	}
	if a.Latest != nil {
		out.Latest = b.say("indicator.latest-short", "figure", b.full(ind, *a.Latest, shortUnit(ind.Unit)), "period", a.Latest.Period.String())
		if ind.Measure != kpi.Grade && ind.Measure != kpi.Milestone { // words are no heights
			out.Chart = b.chart(ind, a)
			out.Spark = b.spark(ind, a)
		}
		out.Data = b.dataTable(ind, a)
		out.Rows = b.rows(ind, a)
	}
	out.Facts = b.facts(ind, a)
	out.Areas, out.AreaWords = b.areas(ind)
	out.Comparison, out.CompareWords = b.comparison(ind, a), CompareWords(b.Plan, ind, a)
	out.Context = b.context(ind, a)
	for _, n := range a.Notes {
		out.Notes = append(out.Notes, n.Text)
	}
	out.Definition = b.definition(ind)
	out.Parts, out.Windows, out.Disparity = b.partsTable(ind, a), b.windowsTable(ind, a), b.disparityTable(ind, a)
	out.Override, out.Person = OverrideWords(b.Plan, a), PersonText(b.Plan, a)
	out.History = b.history(ind)
	for _, id := range ind.Terms {
		if t, ok := b.Plan.Term(id); ok {
			out.Terms = append(out.Terms, b.term(t))
		}
	}
	b.origin(out, a)
	b.assessed = append(b.assessed, assessed{ind, a, out})
	return out
}

// place says where in the source something stands.
func (b *builder) place(line int) string { return b.say("source.line", "line", itoa(line)) }

// shortUnit is the unit where there is little room: only signs stand with the figure.
func shortUnit(unit string) string {
	switch {
	case unit == "%":
		return unit
	case unit == "£", strings.HasPrefix(unit, "£ a "), strings.HasPrefix(unit, "£ per "):
		return "£"
	case strings.HasPrefix(unit, "£"): // "£80,321" of £80,321 thousand would be another sum
		return unit
	default:
		return ""
	}
}

// promise is what the indicator rests on, in the plan's words.
func (b *builder) promise(ind kpi.Indicator) string {
	if ind.Promise != "" {
		return ind.Promise
	}
	if o, _, ok := b.Plan.Objective(ind.Objective); ok {
		return b.say("objective.promise", "text", o.Text)
	}
	return ""
}

func (b *builder) trendVerdict(a kpi.Assessment) Verdict {
	v := Verdict{Word: a.Trend.In(b.w), Tone: toneOf(a.Trend.Kind)}
	if a.Trend.Kind == kpi.TrendCannotJudge {
		v.Reason = a.Trend.Reason
	} else {
		v.Reason = b.trendReason(a)
	}
	return v
}

func (b *builder) targetVerdict(a kpi.Assessment) Verdict {
	v := Verdict{Word: a.Target.State.In(b.w), Tone: Concern}
	switch a.Target.State {
	case kpi.NoTarget:
		v.Tone, v.None = Unjudged, true
	case kpi.TargetCannotJudge:
		v.Tone, v.Reason = Unjudged, a.Target.Reason
	case kpi.TargetMet, kpi.TargetOnPath:
		v.Tone = Improvement
	}
	return v
}

// definition is what counts, how it is measured, and who owns it.
func (b *builder) definition(ind kpi.Indicator) []Fact {
	out := []Fact{
		b.fact("definition.counts", ind.Counts, ""),
		b.fact("definition.excludes", ind.Excludes, ""),
		b.fact("definition.technical", ind.Technical, ""),
		b.fact("definition.measure", b.measureWords(ind), joined(b.madeOf(ind), b.methodWords(ind))),
		b.fact("definition.unit", ind.Unit, ""),
		b.codesFact(ind),
		b.suppressFact(ind),
		b.fact("definition.breakdowns", strings.Join(ind.Breakdowns, "; "), ""),
		b.fact("definition.comparators", b.comparatorWords(ind), ""),
		b.fact("definition.perverse", ind.Perverse, b.counterWords(ind)),
		b.fact("definition.system", ind.System, ""),
		b.fact("definition.publisher", ind.Publisher, ""),
		b.fact("definition.frequency", b.frequencyWords(ind), ""),
		b.fact("definition.owner", kpi.OwnerIn(b.w, ind.Owner), ""),
		b.fact("definition.state", ind.Life.In(b.w), ind.Awaits),
		b.fact("definition.approval", ind.Approval, ""),
	}
	var kept []Fact
	for _, f := range out {
		if f.Text != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
