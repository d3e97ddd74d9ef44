package reports

import (
	"fmt"
	"math"
	"strings"

	"planwatch/kpi"
)

// indicator assesses one indicator and writes down everything that is shown of it.
func (b *builder) indicator(ind kpi.Indicator, s kpi.Section) *Indicator {
	a := kpi.Assess(b.Plan, ind, b.Area, b.Data, b.AsAt)
	out := &Indicator{
		ID: string(ind.ID), Slug: ind.Slug, Question: ind.Question, Name: ind.Name, Unit: ind.Unit,
		Section: s.Title, SectionSlug: s.Slug, ObjectiveID: string(ind.Objective), Objective: b.promise(ind),
		Place: fmt.Sprintf("line %d of the source", ind.Line), Approval: ind.Approval, Caveat: ind.Caveat,
		Answer: Words(ind, a), Trend: trendVerdict(a), Target: targetVerdict(a),
	}
	if a.Latest != nil {
		out.Latest = full(ind, *a.Latest, shortUnit(ind.Unit)) + ", " + a.Latest.Period.String()
		if ind.Measure != kpi.Grade && ind.Measure != kpi.Milestone { // words are no heights
			out.Chart = b.chart(ind, a)
			out.Spark = spark(ind, a)
		}
		out.Data = dataTable(ind, a)
		out.Rows = b.rows(ind, a)
	}
	out.Facts = b.facts(ind, a)
	out.Areas = b.areas(ind)
	out.Comparison = b.comparison(ind, a)
	out.Context = b.context(ind, a)
	for _, n := range a.Notes {
		out.Notes = append(out.Notes, n.Text)
	}
	out.Definition = b.definition(ind)
	out.Parts, out.Windows, out.Disparity = partsTable(ind, a), windowsTable(ind, a), disparityTable(ind, a)
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

// shortUnit is the unit where there is little room: only signs stand with the figure.
func shortUnit(unit string) string {
	switch {
	case unit == "%":
		return unit
	case unit == thousands, strings.HasPrefix(unit, "£ m"): // "£80,321" of £80,321 thousand would be another sum
		return unit
	case strings.HasPrefix(unit, "£"):
		return "£"
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
		return "I will: " + o.Text
	}
	return ""
}

func trendVerdict(a kpi.Assessment) Verdict {
	v := Verdict{Word: a.Trend.Word(), Tone: toneOf(a.Trend.Kind)}
	if a.Trend.Kind == kpi.TrendCannotJudge {
		v.Reason = a.Trend.Reason
	} else {
		v.Reason = trendReason(a)
	}
	return v
}

func targetVerdict(a kpi.Assessment) Verdict {
	switch a.Target.State {
	case kpi.NoTarget:
		return Verdict{Word: "no target", Tone: Unjudged}
	case kpi.TargetCannotJudge:
		return Verdict{Word: "cannot judge", Reason: a.Target.Reason, Tone: Unjudged}
	case kpi.TargetMet, kpi.TargetOnPath:
		return Verdict{Word: a.Target.String(), Tone: Improvement}
	default:
		return Verdict{Word: a.Target.String(), Tone: Concern}
	}
}

// facts is the strip of numbers at the head of a page.
func (b *builder) facts(ind kpi.Indicator, a kpi.Assessment) []Fact {
	out := []Fact{b.baselineFact(ind, a)}
	if ind.Measure == kpi.Compound {
		out = append(out, Fact{"Latest figure", "None of its own", b.Plan.Words.Say("parts.sentence", "parts", a.Whole)})
	} else if a.Latest == nil {
		out = append(out, Fact{"Latest figure", "None", upperFirst(a.Trend.Reason) + "."})
	} else {
		f := Fact{"Latest figure", full(ind, *a.Latest, ind.Unit), a.Latest.Period.Words()}
		out = append(out, f)
		if a.NoRate != "" {
			out = append(out, Fact{"Rate", "Cannot judge", upperFirst(a.NoRate) + "."})
		}
		if a.Rate != nil {
			out = append(out, Fact{"Rate", withUnit(format(*a.Rate, 1), ind.Rate.Unit), upperFirst(a.Latest.Period.Words()) + ", over the population at " + a.RateOf})
		}
	}
	out = append(out, changeFact(ind, a))
	out = append(out, Fact{"Direction wanted", directionWords(ind), ind.Context})
	v := trendVerdict(a)
	out = append(out, Fact{"Trend", upperFirst(v.Word), upperFirst(v.Reason) + "." + limitsWords(a) + judgedBy(a)})
	out = append(out, overrideFact(b.Plan, a)...)
	return append(out, b.targetFact(ind, a))
}

func (b *builder) baselineFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	base := a.Baseline
	if base == nil {
		return Fact{"Baseline", "Not set", "There is no baseline record for this indicator."}
	}
	value, ok := base.Known()
	if !ok {
		return Fact{"Baseline", "Not set", base.Why}
	}
	source, _ := b.Plan.Source(base.Source)
	note := fmt.Sprintf("%s. Trust: %s. Source: %s. %s", upperFirst(base.Period.Words()), base.Trust, source.Name, base.Why)
	if a.Provenance != kpi.IllustrativeFigures { // otherwise the notice stands with the figures
		note += " " + b.noticeOf(*base)
	}
	return Fact{"Baseline", valueText(ind, value), strings.TrimSpace(note)}
}

func changeFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	if a.Change == nil {
		why := "There is no baseline to compare with."
		for _, n := range a.Notes {
			if n.NotCompared() {
				why = n.Text
			}
		}
		if a.Latest == nil {
			why = "There is no figure to compare."
		}
		return Fact{"Change since baseline", "None given", why}
	}
	c := *a.Change
	words := strings.TrimSuffix(strings.TrimSuffix(difference(ind, c), " than"), " as")
	return Fact{"Change since baseline", upperFirst(words), "Compares " + valueText(ind, c.Value) + " " + when(c.Window) + " with the baseline. A difference between two figures is not by itself a change: see the trend."}
}

func directionWords(ind kpi.Indicator) string {
	switch ind.Direction {
	case kpi.Increase:
		return "Up"
	case kpi.Reduce:
		return "Down"
	case kpi.Maintain:
		return "Hold steady"
	case kpi.Contextual:
		return "Neither: for context"
	default:
		return "None: a milestone"
	}
}

// limitsWords says what the limits were computed from.
func limitsWords(a kpi.Assessment) string {
	t := a.Trend
	if t.LimitsPoints == 0 {
		return ""
	}
	why := "the first points since the figures began or changed"
	if t.BaselineLimits {
		why = "up to the end of the baseline period"
	}
	return fmt.Sprintf(" Limits come from %d points, %s to %s (%s).", t.LimitsPoints, t.LimitsFrom, t.LimitsTo, why)
}

// judgedBy says why the figures were judged as they were; "" when they were not.
func judgedBy(a kpi.Assessment) string {
	if a.Trend.Tested == nil || a.Trend.LimitsPoints == 0 {
		return ""
	}
	return " " + chartWhy(a.Catalogue(), a.Trend.Tested.Choice)
}

func (b *builder) targetFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	v := targetVerdict(a)
	if a.Target.State == kpi.NoTarget {
		return Fact{"Target", "None set", "The plan sets no target for this."}
	}
	t := a.Target.Target
	note := "“" + t.Quote + "”"
	if t.Line > 0 {
		note += fmt.Sprintf(" (line %d of the source)", t.Line)
	}
	word := upperFirst(v.Word)
	if v.Reason != "" {
		word += ": " + v.Reason
	}
	word += pathWords(ind, a)
	if said := capableWords(a); said != "" {
		word += ". " + said
	}
	return Fact{"Target", word, note}
}

// pathWords says what is due now of a target that is still to come, and what would still reach it.
func pathWords(ind kpi.Indicator, a kpi.Assessment) string {
	v := a.Target
	if v.Final == nil || v.Needed == nil || a.Latest == nil {
		return ""
	}
	s := ""
	if v.State == kpi.TargetOnPath || v.State == kpi.TargetOffPath {
		s = ". Due now: " + valueText(ind, *v.Level)
	}
	if reached := *v.Needed == 0 || (*v.Needed < 0) != (ind.Direction == kpi.Reduce); reached {
		return s + ". The latest figure is already at the level that is due by " + v.Target.By.Words()
	}
	way := "a rise of "
	if *v.Needed < 0 {
		way = "a fall of "
	}
	return s + ". To reach " + valueText(ind, *v.Final) + " by " + v.Target.By.Words() + " takes " + way + format(math.Abs(*v.Needed), max(ind.Decimals, 1)) + " a year from here"
}

// definition is what counts, how it is measured, and who owns it.
func (b *builder) definition(ind kpi.Indicator) []Fact {
	out := []Fact{
		{"What it counts", ind.Counts, ""},
		{"What it leaves out", ind.Excludes, ""},
		{"Technical name", ind.Technical, ""},
		{"Measure", measureWords(b.Plan.Words, ind), strings.TrimSpace(madeOf(ind) + " " + methodWords(b.Plan.Words, ind))},
		{"Unit", ind.Unit, ""},
		b.codesFact(ind),
		{"Broken down by", strings.Join(ind.Breakdowns, "; "), ""},
		{"Compared with", b.comparatorWords(ind), ""},
		{"Could mislead by", ind.Perverse, b.counterWords(ind)},
		{"Comes from", ind.System, ""},
		{"Published by", ind.Publisher, ""},
		{"How often", frequencyWords(ind), ""},
		{"Owner", ind.Owner, ""},
		{"State", ind.Life.String(), ind.Awaits},
		{"Approval", ind.Approval, ""},
	}
	var kept []Fact
	for _, f := range out {
		if f.Text != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
