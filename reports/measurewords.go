package reports

import (
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/words"
)

// measureWords says how an indicator's figure comes about.
func measureWords(w *words.Catalogue, ind kpi.Indicator) string {
	switch {
	case ind.Measure == kpi.Grade:
		return w.Say("measure.grade", "scale", strings.Join(ind.Scale, ", "))
	case ind.Measure == kpi.Disparity && ind.Disparity != nil:
		return w.Say("measure.disparity", "group", ind.Disparity.Group.Name, "reference", ind.Disparity.Reference.Name)
	case ind.PerDay:
		return w.Say("measure.per-day")
	case ind.Measure == kpi.Count && ind.Rate != nil:
		return w.Say("measure.rate", "unit", ind.Rate.Unit)
	default:
		return w.Say("measure." + ind.Measure.String())
	}
}

// methodWords says which of the two methods a share of outcomes has, or which cycles grades belong to.
func methodWords(w *words.Catalogue, ind kpi.Indicator) string {
	if ind.Method != 0 {
		return w.Say("measure." + ind.Method.String())
	}
	var cycles []string
	for _, c := range ind.Cycles {
		cycles = append(cycles, c.Name)
	}
	if len(cycles) == 0 {
		return ""
	}
	return w.Say("measure.cycles", "cycles", strings.Join(cycles, ", "))
}
