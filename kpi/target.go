package kpi

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// judgeTarget says where an indicator stands against the target that is judged. A part that the plan leaves out makes
// it "cannot judge", with the reason.
func judgeTarget(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) TargetVerdict {
	t, ok := judgedTarget(ind)
	if !ok {
		return TargetVerdict{}
	}
	v := TargetVerdict{State: TargetCannotJudge, Target: t}
	if t.Kind == TargetMilestone {
		return judgeMilestone(a, t, v)
	}
	level, why := targetLevel(ind, t)
	switch {
	case why != "":
		v.Reason = why
		return v
	case a.Latest == nil:
		v.Level, v.Reason = &level, "no figure"
		return v
	}
	v.Level = &level
	latest := a.Latest.Value
	if t.By != nil && t.By.Last > a.Latest.Period.Last {
		return onPath(ind, a, t, v, level)
	}
	v.State = TargetNotMet
	if held := t.Kind == TargetLevel && ind.Direction == Maintain; held && same(ind, latest, level) || !held && reached(ind.Direction, latest, level) {
		v.State = TargetMet
	}
	if t.Each != nil && v.State == TargetMet {
		return inEachArea(plan, ind, a, t, v, data, asAt)
	}
	return v
}

// judgedTarget is the target that is judged: the one that says so, else the first.
func judgedTarget(ind Indicator) (Target, bool) {
	for _, t := range ind.Targets {
		if t.Judged {
			return t, true
		}
	}
	if len(ind.Targets) == 0 {
		return Target{}, false
	}
	return ind.Targets[0], true
}

// judgeMilestone says whether it is done, or was not by its date.
func judgeMilestone(a *Assessment, t Target, v TargetVerdict) TargetVerdict {
	switch {
	case a.Latest == nil:
		v.Reason = "no figure"
	case a.Trend.Kind == TrendDone:
		v.State = TargetMet
	case t.By == nil:
		v.Reason = "no date is set"
	case a.Trend.Kind == TrendLate:
		v.State = TargetNotMet
	default:
		v.Reason = "it is due by " + t.By.Words()
	}
	return v
}

// inEachArea is the second test of a floor, which has passed the first: so many in each council area.
func inEachArea(plan *Plan, ind Indicator, a *Assessment, t Target, v TargetVerdict, data *Data, asAt Date) TargetVerdict {
	var unknown, short []string
	for _, area := range plan.Areas {
		if area.Role != "council" {
			continue
		}
		switch p := latestKnown(points(ind, a.Input, data, area.Code, asAt)); {
		case p == nil || p.Period != a.Latest.Period:
			unknown = append(unknown, area.Name)
		case p.Value < *t.Each:
			short = append(short, area.Name)
		}
	}
	switch {
	case len(short) > 0:
		v.State, v.Reason = TargetNotMet, "too few in "+strings.Join(short, ", ")
	case len(unknown) > 0:
		v.State, v.Reason = TargetCannotJudge, "no figure for "+strings.Join(unknown, ", ")
	}
	return v
}

// targetLevel is the level that a target asks for, or why that is not known.
func targetLevel(ind Indicator, t Target) (float64, string) {
	switch t.Kind {
	case TargetGrade:
		if i := slices.Index(ind.Scale, t.Grade); i >= 0 {
			return float64(i + 1), ""
		}
		return 0, "grade not set"
	case TargetShare:
		if t.Share == nil {
			return 0, "required share not set"
		}
		return *t.Share, ""
	case TargetChange:
		if t.BasePeriod == nil {
			return 0, "base year not set"
		}
		if t.Base == nil {
			return 0, "no figure for the base year"
		}
		if t.Change == nil {
			return 0, "size of the change not set"
		}
		return *t.Base * (1 + *t.Change/100), ""
	default:
		if t.Level == nil {
			return 0, "level not set"
		}
		return *t.Level, ""
	}
}

// onPath judges a target whose date is still to come, along a straight line from its base period to that date.
func onPath(ind Indicator, a *Assessment, t Target, v TargetVerdict, level float64) TargetVerdict {
	if t.BasePeriod == nil || t.Base == nil {
		v.Reason = fmt.Sprintf("it is due in %s and has no base to draw a path from", t.By.Words())
		return v
	}
	from, to, now := float64(t.BasePeriod.Last), float64(t.By.Last), float64(a.Latest.Period.Last)
	due := *t.Base + (level-*t.Base)*(now-from)/(to-from)
	v.Level, v.State = &due, TargetOffPath
	if reached(ind.Direction, a.Latest.Value, due) {
		v.State = TargetOnPath
	}
	return v
}

// same says whether two values are one as the indicator shows them: a level that is to be held is neither passed nor
// missed by a fraction that nobody sees.
func same(ind Indicator, a, b float64) bool { return math.Abs(a-b) < math.Pow10(-ind.Decimals)/2 }

// reached says whether a value is at the level or on the wanted side of it.
func reached(d Direction, value, level float64) bool {
	if d == Reduce {
		return value <= level
	}
	return value >= level
}
