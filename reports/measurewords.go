package reports

import (
	"strings"

	"planwatch/kpi"
)

// measureWords says how an indicator's figure comes about.
func (v voice) measureWords(ind kpi.Indicator) string {
	switch {
	case ind.Measure == kpi.Grade:
		return v.say("measure.grade", "scale", strings.Join(ind.Scale, ", "))
	case ind.Measure == kpi.Disparity && ind.Disparity != nil:
		return v.say("measure.disparity", "group", ind.Disparity.Group.Name, "reference", ind.Disparity.Reference.Name)
	case ind.PerDay:
		return v.say("measure.per-day")
	case ind.Measure == kpi.Count && ind.Rate != nil:
		return v.say("measure.rate", "unit", ind.Rate.Unit)
	default:
		return v.say("measure." + ind.Measure.String())
	}
}

// methodWords says which of the two methods a share of outcomes has, or which cycles grades belong to.
func (v voice) methodWords(ind kpi.Indicator) string {
	if ind.Method != 0 {
		return v.say("measure." + ind.Method.String())
	}
	var cycles []string
	for _, c := range ind.Cycles {
		cycles = append(cycles, c.Name)
	}
	if len(cycles) == 0 {
		return ""
	}
	return v.say("measure.cycles", "cycles", strings.Join(cycles, ", "))
}
