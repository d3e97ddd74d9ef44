package kpi

import (
	"fmt"
	"math"
	"strings"
)

// answersAddUp notes that the shares of all answers to a survey's question do not come to 100% in the latest period.
// That is no mistake: each is rounded, or some people gave no answer. The shares are used as published.
func answersAddUp(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) {
	if len(ind.Answers) == 0 || a.Latest == nil {
		return
	}
	var total Sum
	total.Add(a.Latest.Value)
	for _, id := range ind.Answers {
		share, ok := knownIn(data.Series(id, a.Area, asAt), a.Latest.Period)
		if !ok {
			a.note("answers", plan.Words.Say("note.answers.unknown"))
			return
		}
		total.Add(share)
	}
	// Shares are published with a decimal or two: less than a hundredth is the machine's.
	if sum := math.Round(100*total.Total()) / 100; sum != 100 {
		a.note("answers", plan.Words.Say("note.answers.sum", "sum", percentText(sum)))
	}
}

// knownIn is the known value of a period.
func knownIn(list []Observation, p Period) (float64, bool) {
	for _, o := range list {
		if o.Period == p && o.State == Known {
			return o.Value, true
		}
	}
	return 0, false
}

// percentText writes a share that was published with a decimal or two as it was: 99.2%, 100.1%, 99.25%.
func percentText(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".") + "%"
}
