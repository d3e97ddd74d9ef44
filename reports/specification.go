package reports

import (
	"fmt"
	"slices"
	"strings"

	"planwatch/kpi"
)

// sentence puts a beginning and its rest together; "" when there is no rest.
func sentence(begin, rest string) string {
	if rest == "" {
		return ""
	}
	return begin + " " + strings.TrimSuffix(rest, ".") + "."
}

// noticeOf is the notice of a baseline that is invented, as a sentence; "" for others.
func (b *builder) noticeOf(base kpi.Baseline) string {
	source, ok := b.Plan.Source(base.Source)
	if !ok || base.Trust != kpi.IllustrativeTrust || source.Notice == "" {
		return ""
	}
	return strings.TrimSuffix(source.Notice, ".") + "."
}

// madeOf says what is counted over what.
func madeOf(ind kpi.Indicator) string {
	switch {
	case ind.Numerator == "":
		return ""
	case ind.Denominator == "":
		return sentence("Counted:", ind.Numerator)
	default:
		return sentence("Counted:", ind.Numerator+", over: "+ind.Denominator)
	}
}

// codesFact prints the codes that a rate counts beside it: their choice is nobody's standard.
func (b *builder) codesFact(ind kpi.Indicator) Fact {
	set, selection, ok := b.Plan.CodesNamed(ind.Codes)
	if !ok || ind.Measure == kpi.Grade {
		return Fact{}
	}
	return Fact{selection.Name, strings.Join(selection.Codes, ", "), fmt.Sprintf("%s, %s, from %s. %s", set.Name, set.Version, set.From.Words(), selection.Note)}
}

func (b *builder) comparatorWords(ind kpi.Indicator) string {
	var out []string
	for _, c := range ind.Comparators {
		name := b.areaName(kpi.AreaCode(c))
		for _, g := range b.Plan.Groups {
			if g.ID == c {
				name = g.Name + ", as of " + g.From.Words()
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
			out = append(out, fmt.Sprintf("%s (%s)", other.Name, id))
		}
	}
	return sentence("Read it beside", strings.Join(out, "; "))
}

func frequencyWords(ind kpi.Indicator) string {
	if ind.Frequency == 0 {
		return ""
	}
	return fmt.Sprintf("%s; a figure is expected %s after its period", ind.Frequency, countOf(ind.Lag, "day", "days"))
}

// history says what changed of an indicator, the newest first.
func (b *builder) history(ind kpi.Indicator) []string {
	list := slices.Clone(b.Plan.Changes)
	slices.SortStableFunc(list, func(x, y kpi.ChangeRecord) int { return int(y.Date) - int(x.Date) })
	var out []string
	for _, c := range list {
		if c.Indicator == ind.ID {
			out = append(out, changeWords(c))
		}
	}
	for _, base := range ind.Baselines {
		if base.RevisedFrom == nil || slices.ContainsFunc(list, func(c kpi.ChangeRecord) bool {
			return c.Indicator == ind.ID && c.What == kpi.ChangedBaseline && c.Date == base.RevisedOn
		}) {
			continue
		}
		value, _ := base.Known()
		out = append(out, fmt.Sprintf("Baseline restated on %s: %s became %s. %s", base.RevisedOn.Words(), valueText(ind, *base.RevisedFrom), valueText(ind, value), base.Why))
	}
	return out
}

var changeVerbs = map[kpi.ChangeKind]string{
	kpi.ChangedNew: "Added", kpi.ChangedWithdrawn: "Withdrawn", kpi.ChangedWording: "Reworded", kpi.ChangedDefinition: "Definition changed",
	kpi.ChangedBaseline: "Baseline restated", kpi.ChangedTarget: "Target changed", kpi.ChangedRebase: "Limits renewed",
}

// changeWords is an entry of the register: "Baseline restated on 1 April 2026: 41.2 became 40.9 because …".
func changeWords(c kpi.ChangeRecord) string {
	s := changeVerbs[c.What] + " on " + c.Date.Words() + ": "
	because := strings.TrimSuffix(c.Because, ".") + "."
	switch {
	case c.Was != "" && c.Is != "":
		return s + c.Was + " became " + c.Is + " because " + lowerFirst(because)
	case c.Is != "":
		return s + c.Is + ", because " + lowerFirst(because)
	default:
		return s + because
	}
}

// ended is an indicator that is kept for its reason only.
func (b *builder) ended(ind kpi.Indicator) Ended {
	out := Ended{ID: string(ind.ID), Slug: ind.Slug, Name: ind.Name, State: ind.Life.String()}
	for _, s := range []string{sentence("Asked for by", ind.AskedBy), sentence("The answer was:", ind.Answer), ind.Reason} {
		if s != "" {
			out.Text = append(out.Text, s)
		}
	}
	var successors []string
	for _, id := range ind.Successors {
		if other, ok := b.Plan.Indicator(string(id)); ok {
			successors = append(successors, fmt.Sprintf("%s (%s)", other.Name, id))
		}
	}
	if s := sentence("In its place:", strings.Join(successors, "; ")); s != "" {
		out.Text = append(out.Text, s)
	}
	return out
}
