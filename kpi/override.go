package kpi

import (
	"strings"

	"planwatch/kpi/words"
)

// Override is a person's judgement of an indicator, where somebody who knows more than the figures disagrees with the
// rules. It replaces nothing: it is printed beside what the rules said, with the author, the day and the reason.
type Override struct {
	Indicator IndicatorID
	Area      AreaCode // "" for the plan's own area
	Made      Date
	From      Date // the first reporting date that it is for; the day on which it was made unless the plan says otherwise
	Until     Date // the last
	Trend     string
	Target    string
	Author    string
	Because   string
}

// overrideOf finds the override of an indicator that holds at a reporting date; nil for none. Without a reporting date
// the end of the latest figure's period is taken.
func (p *Plan) overrideOf(ind Indicator, a *Assessment, asAt Date) *Override {
	if asAt == 0 && a.Latest != nil {
		asAt = a.Latest.Period.Last
	}
	for i, o := range p.Overrides {
		if !strings.EqualFold(string(o.Indicator), string(ind.ID)) || o.Area != a.Area && (o.Area != "" || a.Area != p.Area) {
			continue
		}
		if o.From <= asAt && asAt <= o.Until {
			return &p.Overrides[i]
		}
	}
	return nil
}

// overrideTrends are the words that an override may give for a trend, by what they mean.
var overrideTrends = []TrendKind{TrendImproving, TrendWorsening, TrendHigher, TrendLower, TrendNoChange, TrendDone, TrendNotDone, TrendLate, TrendCannotJudge}

// OverrideTrend is the kind of trend that an override's word stands for.
func OverrideTrend(word string) (TrendKind, bool) {
	for _, k := range overrideTrends {
		if (Trend{Kind: k}).Word() == word {
			return k, true
		}
	}
	return 0, false
}

// OverrideTrendNames lists the words, for messages.
func OverrideTrendNames() []string {
	var out []string
	for _, k := range overrideTrends {
		out = append(out, Trend{Kind: k}.Word())
	}
	return out
}

// overrideTargets are the words that an override may give for a target.
var overrideTargets = []TargetState{TargetMet, TargetNotMet, TargetOnPath, TargetOffPath, TargetCannotJudge}

// OverrideTargetNames lists the words, for messages.
func OverrideTargetNames() []string {
	var out []string
	for _, s := range overrideTargets {
		out = append(out, strings.TrimSuffix(TargetVerdict{State: s}.String(), ": "))
	}
	return out
}

// Words is the override in a sentence that says whose it is: "A person's judgement, not that of the rules: improving
// (the rules say: no clear change). Jo Bloggs, head of performance, on 20 April 2026: …"
func (o Override) Words(plan *Plan, a Assessment) string {
	say := plan.Words.Say
	var parts []string
	if o.Trend != "" {
		parts = append(parts, say("override.trend", "word", o.TrendIn(plan.Words), "rules", a.Trend.In(plan.Words)))
	}
	if o.Target != "" {
		parts = append(parts, say("override.target", "word", o.TargetIn(plan.Words), "rules", a.Target.Full(plan.Words)))
	}
	return say("override.said", "what", strings.Join(parts, "; "), "author", o.Author, "date", o.Made.In(plan.Words), "because", strings.TrimSuffix(o.Because, "."))
}

// TrendIn is the word for the trend in a language.
func (o Override) TrendIn(w *words.Catalogue) string {
	k, _ := OverrideTrend(o.Trend)
	return Trend{Kind: k}.In(w)
}

// TargetIn is the word for the target in a language.
func (o Override) TargetIn(w *words.Catalogue) string {
	for i, name := range OverrideTargetNames() {
		if name == o.Target {
			return overrideTargets[i].In(w)
		}
	}
	return o.Target
}
