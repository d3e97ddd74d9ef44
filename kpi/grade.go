package kpi

// Cycle is a round of inspections with questions of its own. Grades of two cycles can't be compared: the inspectorate
// itself says so.
type Cycle struct {
	Name string
	From Date // its first day; it ends where the next begins
}

// cycleOf gives the cycle that a day lies in; false before the first and without any. Cycles are in order of time.
func (i Indicator) cycleOf(day Date) (Cycle, bool) {
	for n := len(i.Cycles) - 1; n >= 0; n-- {
		if i.Cycles[n].From <= day {
			return i.Cycles[n], true
		}
	}
	return Cycle{}, false
}

// judgeGrade compares the latest grade with the one before it, when both are of one inspection cycle. A grade is a
// judgement that somebody has made, so there is no noise to allow for; and nothing is averaged, because the steps of a
// scale have no size.
func judgeGrade(plan *Plan, ind Indicator, a *Assessment) {
	say := plan.Words.Say
	cycle, ok := ind.cycleOf(a.Latest.Period.Last)
	if !ok {
		a.Trend.Reason = say("trend.why.grade")
		return
	}
	before := gradeBefore(a)
	if before == nil {
		a.Trend.Reason = say("trend.grade.first", "cycle", cycle.Name)
		return
	}
	was, now := ind.gradeWord(before.Value), ind.gradeWord(a.Latest.Value)
	if other, known := ind.cycleOf(before.Period.Last); !known || other != cycle || walled(a, before) {
		a.Trend.Reason = say("trend.grade.other-cycle", "was", was, "when", before.Period.In(plan.Words), "cycle", cycle.Name)
		return
	}
	a.Trend.Kind = gradeTrend(ind.Direction, a.Latest.Value-before.Value)
	key := "trend.grade.changed"
	if a.Latest.Value == before.Value {
		key = "trend.grade.same"
	}
	a.Trend.Because = say(key, "was", was, "now", now, "when", before.Period.In(plan.Words), "cycle", cycle.Name)
}

// gradeBefore is the last known grade before the latest; nil when there is none.
func gradeBefore(a *Assessment) *Point {
	for i := len(a.Points) - 1; i >= 0; i-- {
		if p := &a.Points[i]; p.State == Known && p.Period.Last < a.Latest.Period.Last {
			return p
		}
	}
	return nil
}

// walled says whether the plan records a break between a point and the latest.
func walled(a *Assessment, p *Point) bool { return p.Group != a.Latest.Group }

func gradeTrend(d Direction, step float64) TrendKind {
	switch {
	case step == 0:
		return TrendNoChange
	case d == Maintain:
		return TrendWorsening
	case d == Contextual && step > 0:
		return TrendHigher
	case d == Contextual:
		return TrendLower
	case (step > 0) == (d != Reduce):
		return TrendImproving
	default:
		return TrendWorsening
	}
}

// gradeWord is the grade that a value stands for: the first of the scale is 1. A value between two grades is none.
func (i Indicator) gradeWord(value float64) string {
	if n := int(value) - 1; n >= 0 && n < len(i.Scale) && value == float64(int(value)) {
		return i.Scale[n]
	}
	return amount(nil, Observation{Value: value}) // no word: a digit or two, alike in all languages
}
