package reports

import (
	"math"
	"slices"
	"strings"

	"planwatch/kpi"
)

// facts is the strip of numbers at the head of a page.
func (b *builder) facts(ind kpi.Indicator, a kpi.Assessment) []Fact {
	out := []Fact{b.baselineFact(ind, a)}
	if ind.Measure == kpi.Compound {
		out = append(out, b.fact("indicator.latest", b.say("indicator.latest-parts"), b.say("parts.sentence", "parts", a.Whole)))
	} else if a.Latest == nil {
		out = append(out, b.fact("indicator.latest", b.say("indicator.latest-none"), b.closed(a.Trend.Reason)))
	} else {
		out = append(out, b.fact("indicator.latest", b.full(ind, *a.Latest, ind.Unit), a.Latest.Period.In(b.w)))
		if a.NoRate != "" {
			out = append(out, b.fact("indicator.rate", b.say("indicator.rate-none"), b.closed(a.NoRate)))
		}
		if a.Rate != nil {
			out = append(out, b.fact("indicator.rate", b.withUnit(b.format(*a.Rate, 1), ind.Rate.Unit),
				upperFirst(b.say("indicator.rate-of", "period", a.Latest.Period.In(b.w), "population", a.RateOf))))
		}
	}
	out = append(out, b.changeFact(ind, a))
	out = append(out, b.fact("indicator.direction", b.directionWords(ind), ind.Context))
	v := b.trendVerdict(a)
	out = append(out, b.fact("indicator.trend", upperFirst(v.Word), joined(b.closed(v.Reason), b.limitsWords(a), b.judgedBy(a))))
	out = append(out, overrideFact(b.Plan, a)...)
	return append(out, b.targetFact(ind, a))
}

// joined puts sentences after each other.
func joined(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// closed makes a sentence of a reason.
func (b *builder) closed(reason string) string {
	return b.say("sentence.closed", "words", upperFirst(reason))
}

func (b *builder) baselineFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	base := a.Baseline
	if base == nil {
		return b.fact("indicator.baseline", b.say("indicator.baseline-none"), b.say("indicator.baseline-no-record"))
	}
	value, ok := base.Known()
	if !ok {
		return b.fact("indicator.baseline", b.say("indicator.baseline-none"), base.Why)
	}
	source, _ := b.Plan.Source(base.Source)
	note := b.say("indicator.baseline-note", "period", upperFirst(base.Period.In(b.w)), "trust", base.Trust.In(b.w), "source", source.Name) + " " + base.Why
	if a.Provenance != kpi.IllustrativeFigures { // otherwise the notice stands with the figures
		note += " " + b.noticeOf(*base)
	}
	return b.fact("indicator.baseline", b.valueText(ind, value), strings.TrimSpace(note))
}

func (b *builder) changeFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	if a.Change == nil {
		why := b.say("indicator.change-no-baseline")
		for _, n := range a.Notes {
			if n.NotCompared() {
				why = n.Text
			}
		}
		if a.Latest == nil {
			why = b.say("indicator.change-no-figure")
		}
		return b.fact("indicator.change", b.say("indicator.change-none"), why)
	}
	c := *a.Change
	return b.fact("indicator.change", upperFirst(b.difference(ind, c)), b.say("indicator.change-note", "figure", b.valueText(ind, c.Value), "when", b.when(c.Window)))
}

func (b *builder) directionWords(ind kpi.Indicator) string {
	switch ind.Direction {
	case kpi.Increase:
		return b.say("indicator.direction-up")
	case kpi.Reduce:
		return b.say("indicator.direction-down")
	case kpi.Maintain:
		return b.say("indicator.direction-steady")
	case kpi.Contextual:
		return b.say("indicator.direction-context")
	default:
		return b.say("indicator.direction-milestone")
	}
}

// limitsWords says what the limits were computed from.
func (v voice) limitsWords(a kpi.Assessment) string {
	t := a.Trend
	key := "indicator.limits-first"
	switch {
	case t.LimitsPoints == 0:
		return ""
	case t.BaselineLimits:
		key = "indicator.limits-baseline"
	}
	return v.say(key, "n", t.LimitsPoints, "first", t.LimitsFrom.String(), "last", t.LimitsTo.String())
}

// judgedBy says why the figures were judged as they were; "" when they were not.
func (b *builder) judgedBy(a kpi.Assessment) string {
	if a.Trend.Tested == nil || a.Trend.LimitsPoints == 0 {
		return ""
	}
	return b.chartWhy(a.Trend.Tested.Choice)
}

func (b *builder) targetFact(ind kpi.Indicator, a kpi.Assessment) Fact {
	v := b.targetVerdict(a)
	if a.Target.State == kpi.NoTarget {
		return b.fact("indicator.target", b.say("indicator.target-none"), b.say("indicator.target-no-record"))
	}
	t := a.Target.Target
	word := upperFirst(v.Word)
	if v.Reason != "" {
		word = b.say("verdict.why", "verdict", word, "why", v.Reason)
	}
	parts := append([]string{word}, b.pathWords(ind, a)...)
	if said := b.capableWords(a); said != "" {
		parts = append(parts, said)
	}
	return b.fact("indicator.target", strings.Join(parts, ". "), b.cited(t.Quote, t.Line))
}

// pathWords says what is due now of a target that is still to come, and what would still reach it.
func (b *builder) pathWords(ind kpi.Indicator, a kpi.Assessment) []string {
	v := a.Target
	if v.Final == nil || v.Needed == nil || a.Latest == nil {
		return nil
	}
	var out []string
	if v.State == kpi.TargetOnPath || v.State == kpi.TargetOffPath {
		out = append(out, b.say("indicator.path-due", "level", b.valueText(ind, *v.Level)))
	}
	by := v.Target.By.In(b.w)
	if reached := *v.Needed == 0 || (*v.Needed < 0) != (ind.Direction == kpi.Reduce); reached {
		return append(out, b.say("indicator.path-reached", "date", by))
	}
	key := "indicator.path-rise"
	if *v.Needed < 0 {
		key = "indicator.path-fall"
	}
	return append(out, b.say(key, "level", b.valueText(ind, *v.Final), "date", by, "size", b.format(math.Abs(*v.Needed), max(ind.Decimals, 1))))
}
