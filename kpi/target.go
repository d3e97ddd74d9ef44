package kpi

import "fmt"

// judgeTarget says where an indicator stands against the target that is judged. A part that the plan leaves out makes
// it "cannot judge", with the reason.
func judgeTarget(ind Indicator, a *Assessment) TargetVerdict {
	var t Target
	for _, x := range ind.Targets {
		if x.Judged || t.Kind == 0 {
			t = x
		}
	}
	if t.Kind == 0 {
		return TargetVerdict{}
	}
	v := TargetVerdict{State: TargetCannotJudge, Target: t}
	level, why := targetLevel(t)
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
	if reached(ind.Direction, latest, level) {
		v.State = TargetMet
	}
	return v
}

// targetLevel is the level that a target asks for, or why that is not known.
func targetLevel(t Target) (float64, string) {
	switch t.Kind {
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

// reached says whether a value is at the level or on the wanted side of it.
func reached(d Direction, value, level float64) bool {
	if d == Reduce {
		return value <= level
	}
	return value >= level
}
