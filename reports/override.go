package reports

import (
	"strings"

	"planwatch/kpi"
)

// overrideFact is what a person says beside the rules, as a fact of its own; none without one.
func overrideFact(plan *kpi.Plan, a kpi.Assessment) []Fact {
	if a.Override == nil {
		return nil
	}
	return []Fact{{plan.Words.Say("override.label"), upperFirst(personWords(plan, *a.Override)), plan.Words.Say("override.by", "author", a.Override.Author, "date", a.Override.Made.In(plan.Words))}}
}

// OverrideWords is a person's judgement with author, day and reason, beside what the rules said; "" without one.
func OverrideWords(plan *kpi.Plan, a kpi.Assessment) string {
	if a.Override == nil {
		return ""
	}
	return a.Override.Words(plan, a)
}

// PersonText is a person's judgement in a few words, for a list: "A person says: improving"; "" without one.
func PersonText(plan *kpi.Plan, a kpi.Assessment) string {
	if a.Override == nil {
		return ""
	}
	return plan.Words.Say("override.short", "word", personWords(plan, *a.Override))
}

func personWords(plan *kpi.Plan, o kpi.Override) string {
	var out []string
	if o.Trend != "" {
		out = append(out, o.TrendIn(plan.Words))
	}
	if o.Target != "" {
		out = append(out, plan.Words.Say("override.target-word", "word", o.TargetIn(plan.Words)))
	}
	return strings.Join(out, ", ")
}
