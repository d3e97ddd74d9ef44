package reports

import (
	"math"
	"strings"

	"planwatch/kpi"
)

// targetSentences say where the figures stand against the target, what would still reach it, and whether they can.
func targetSentences(ind kpi.Indicator, a kpi.Assessment) []string {
	w, v := a.Catalogue(), a.Target
	switch {
	case v.State == kpi.NoTarget, a.Latest == nil && v.Level != nil, a.Latest == nil && ind.Measure == kpi.Milestone:
		return nil // without a figure: that was said
	case v.State == kpi.TargetCannotJudge:
		return []string{w.Say("sentence.target.cannot-judge", "why", v.Reason)}
	case v.Reason != "":
		return []string{w.Say("sentence.target.not-met-why", "target", targetName(ind, a), "why", v.Reason)}
	}
	out := []string{w.Say("sentence.target."+strings.ReplaceAll(v.String(), " ", "-"), "target", targetName(ind, a))}
	return append(out, neededSentence(ind, a), capableWords(a))
}

// targetName is "target", "target of 90%" or "national target of 90% by 2026/27".
func targetName(ind kpi.Indicator, a kpi.Assessment) string {
	w, v := a.Catalogue(), a.Target
	level := v.Level
	if v.Final != nil {
		level = v.Final
	}
	key := "target." + either(v.Target.National, "national", "own")
	if level == nil || ind.Measure == kpi.Milestone {
		return w.Say(key)
	}
	if v.Final != nil {
		return w.Say(key+".of.by", "level", readText(ind, *level), "by", v.Target.By.In(w))
	}
	return w.Say(key+".of", "level", readText(ind, *level))
}

// neededSentence says how far the figures would have to go each year to reach a target that is still to come, or that
// they are there before its date; "" when no path leads to it.
func neededSentence(ind kpi.Indicator, a kpi.Assessment) string {
	v := a.Target
	switch {
	case v.Needed == nil:
		return ""
	case *v.Needed == 0 || (*v.Needed < 0) != (ind.Direction == kpi.Reduce):
		return a.Catalogue().Say("sentence.target.early")
	}
	size := format(math.Abs(*v.Needed), max(ind.Decimals, 1))
	if math.Abs(*v.Needed) >= 10 && ind.Unit != "%" {
		size = format(math.Abs(*v.Needed), 0)
	}
	if ind.Unit == "%" {
		size = a.Catalogue().Say("change.points.other", "size", size)
	}
	return a.Catalogue().Say("sentence.target.needed."+either(*v.Needed > 0, "rise", "fall"), "size", size)
}
