package reports

import (
	"math"
	"strings"

	"planwatch/kpi"
)

// targetSentences say where the figures stand against the target, what would still reach it, and whether they can.
func (v voice) targetSentences(ind kpi.Indicator, a kpi.Assessment) []string {
	t := a.Target
	switch {
	case t.State == kpi.NoTarget, a.Latest == nil && t.Level != nil, a.Latest == nil && ind.Measure == kpi.Milestone:
		return nil // without a figure: that was said
	case t.State == kpi.TargetCannotJudge:
		return []string{v.say("sentence.target.cannot-judge", "why", t.Reason)}
	case t.Reason != "":
		return []string{v.say("sentence.target.not-met-why", "target", v.targetName(ind, a), "why", t.Reason)}
	}
	out := []string{v.say("sentence.target."+strings.ReplaceAll(t.String(), " ", "-"), "target", v.targetName(ind, a))}
	return append(out, v.neededSentence(ind, a), v.capableWords(a))
}

// targetName is "target", "target of 90%" or "national target of 90% by 2026/27".
func (v voice) targetName(ind kpi.Indicator, a kpi.Assessment) string {
	t := a.Target
	level := t.Level
	if t.Final != nil {
		level = t.Final
	}
	of := either(t.Target.National, "national", "own")
	switch {
	case level == nil || ind.Measure == kpi.Milestone:
		return v.say("target-name." + of)
	case t.Final != nil:
		return v.say("target-name."+of+".of.by", "level", v.readText(ind, *level), "by", t.Target.By.In(v.w))
	default:
		return v.say("target-name."+of+".of", "level", v.readText(ind, *level))
	}
}

// neededSentence says how far the figures would have to go each year to reach a target that is still to come, or that
// they are there before its date; "" when no path leads to it.
func (v voice) neededSentence(ind kpi.Indicator, a kpi.Assessment) string {
	t := a.Target
	switch {
	case t.Needed == nil:
		return ""
	case *t.Needed == 0 || (*t.Needed < 0) != (ind.Direction == kpi.Reduce):
		return v.say("sentence.target.early")
	}
	by, decimals := math.Abs(*t.Needed), max(ind.Decimals, 1)
	size := v.format(by, decimals)
	switch {
	case ind.Unit == "%":
		size = v.points(by, decimals)
	case by >= 10:
		size = v.format(by, 0)
	}
	return v.say("sentence.target.needed."+either(*t.Needed > 0, "rise", "fall"), "size", size)
}
