package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

// noticeOf is the notice of a baseline that is invented, as a sentence; "" for others.
func (b *builder) noticeOf(base kpi.Baseline) string {
	source, ok := b.Plan.Source(base.Source)
	if !ok || base.Trust != kpi.IllustrativeTrust || source.Notice == "" {
		return ""
	}
	return strings.TrimSuffix(source.Notice, ".") + "."
}

// madeOf says what is counted over what.
func (b *builder) madeOf(ind kpi.Indicator) string {
	switch {
	case ind.Numerator == "":
		return ""
	case ind.Denominator == "":
		return b.sentence("definition.counted", "what", ind.Numerator)
	default:
		return b.say("definition.counted-over", "what", ind.Numerator, "over", strings.TrimSuffix(ind.Denominator, "."))
	}
}

// codesFact prints the codes that a rate counts beside it: their choice is nobody's standard.
func (b *builder) codesFact(ind kpi.Indicator) Fact {
	set, selection, ok := b.Plan.CodesNamed(ind.Codes)
	if !ok || ind.Measure == kpi.Grade {
		return Fact{}
	}
	return Fact{selection.Name, strings.Join(selection.Codes, ", "), b.say("definition.codes", "set", set.Name, "version", set.Version, "date", set.From.In(b.w)) + " " + selection.Note}
}

// suppressFact says which figures are too small to show, and why.
func (b *builder) suppressFact(ind kpi.Indicator) Fact {
	s := ind.Suppress
	if s == nil {
		return Fact{}
	}
	return b.fact("definition.suppressed", b.say("definition.suppressed-from-to", "from", int(s.From), "to", int(s.To)), s.Why)
}

func (b *builder) comparatorWords(ind kpi.Indicator) string {
	var out []string
	for _, c := range ind.Comparators {
		name := b.areaName(kpi.AreaCode(c))
		for _, g := range b.Plan.Groups {
			if g.ID == c {
				name = b.say("group.dated", "group", g.Name, "date", g.From.In(b.w))
			}
		}
		out = append(out, name)
	}
	if len(out) == 0 {
		return ind.NoComparator
	}
	return strings.Join(out, "; ")
}

func (b *builder) counterWords(ind kpi.Indicator) string {
	var out []string
	for _, id := range ind.Counter {
		if other, ok := b.Plan.Indicator(string(id)); ok {
			out = append(out, other.Name+" ("+string(id)+")")
		}
	}
	return b.sentence("definition.counter", "list", strings.Join(out, "; "))
}

func (b *builder) frequencyWords(ind kpi.Indicator) string {
	if ind.Frequency == 0 {
		return ""
	}
	return b.say("definition.frequency-lag", "frequency", ind.Frequency.In(b.w), "n", ind.Lag)
}

// history says what changed of an indicator, the newest first.
func (b *builder) history(ind kpi.Indicator) []string {
	list := slices.Clone(b.Plan.Changes)
	slices.SortStableFunc(list, func(x, y kpi.ChangeRecord) int { return int(y.Date) - int(x.Date) })
	var out []string
	for _, c := range list {
		if c.Indicator == ind.ID {
			out = append(out, b.changeWords(c))
		}
	}
	for _, base := range ind.Baselines {
		if base.RevisedFrom == nil || slices.ContainsFunc(list, func(c kpi.ChangeRecord) bool {
			return c.Indicator == ind.ID && c.What == kpi.ChangedBaseline && c.Date == base.RevisedOn
		}) {
			continue
		}
		value, _ := base.Known()
		out = append(out, b.say("history.restated", "date", base.RevisedOn.In(b.w), "was", b.valueText(ind, *base.RevisedFrom), "is", b.valueText(ind, value))+" "+base.Why)
	}
	return out
}

// changeWords is an entry of the register: "Baseline restated on 1 April 2026: 41.2 became 40.9 because …".
func (b *builder) changeWords(c kpi.ChangeRecord) string {
	did := b.say("history.did-"+c.What.String(), "date", c.Date.In(b.w))
	because := strings.TrimSuffix(c.Because, ".")
	switch {
	case c.Was != "" && c.Is != "":
		return b.say("history.became", "did", did, "was", c.Was, "is", c.Is, "because", lowerFirst(because))
	case c.Is != "":
		return b.say("history.is", "did", did, "is", c.Is, "because", lowerFirst(because))
	default:
		return b.say("history.why", "did", did, "because", because)
	}
}

// ended is an indicator that is kept for its reason only.
func (b *builder) ended(ind kpi.Indicator) Ended {
	out := Ended{ID: string(ind.ID), Slug: ind.Slug, Name: ind.Name, State: ind.Life.In(b.w)}
	for _, s := range []string{b.sentence("ended.asked-by", "who", ind.AskedBy), b.sentence("ended.answer", "answer", ind.Answer), ind.Reason} {
		if s != "" {
			out.Text = append(out.Text, s)
		}
	}
	var successors []string
	for _, id := range ind.Successors {
		if other, ok := b.Plan.Indicator(string(id)); ok {
			successors = append(successors, other.Name+" ("+string(id)+")")
		}
	}
	if s := b.sentence("ended.successors", "list", strings.Join(successors, "; ")); s != "" {
		out.Text = append(out.Text, s)
	}
	return out
}
