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

// onPath judges a target whose date is still to come, along the path that the plan states, or along a straight line from
// its base, which is then said to be assumed.
func onPath(ind Indicator, a *Assessment, t Target, v TargetVerdict, level float64) TargetVerdict {
	now := a.Latest.Period.Last
	v.Final = &level
	if years := float64(t.By.Last-now) / 365.25; years > 0 {
		needed := (level - a.Latest.Value) / years
		v.Needed = &needed
	}
	path := waypoints(t, level)
	if now < path[0].day || len(path) < 2 {
		v.Reason = fmt.Sprintf("it is due in %s and has no base to draw a path from", t.By.Words())
		if len(path) > 1 {
			v.Reason = "the latest figure is from before the path begins"
		}
		return v
	}
	due := path.at(now)
	if t.Path == PathStepped {
		due = path.at(max(path[0].day, lastYearEnd(now)))
	}
	v.Level, v.State = &due, TargetOffPath
	if reached(ind.Direction, a.Latest.Value, due) {
		v.State = TargetOnPath
	}
	if t.Path == 0 {
		a.note("path-assumed", "The plan does not say how the target is to be reached until "+t.By.Words()+". A straight line from "+t.BasePeriod.Words()+" is assumed.")
	}
	return v
}

// waypoint is a level that is due on a day.
type waypoint struct {
	day   Date
	level float64
}

type route []waypoint

// waypoints lists where a path begins, what is due on the way, and the target itself.
func waypoints(t Target, level float64) route {
	var out route
	if t.BasePeriod != nil && t.Base != nil {
		out = append(out, waypoint{t.BasePeriod.Last, *t.Base})
	}
	for _, p := range t.Points {
		out = append(out, waypoint{p.By.Last, p.Level})
	}
	return append(out, waypoint{t.By.Last, level})
}

// at is the level on a day, on the straight line between the two waypoints around it.
func (r route) at(day Date) float64 {
	for i := 1; i < len(r); i++ {
		if a, b := r[i-1], r[i]; day <= b.day {
			return a.level + (b.level-a.level)*float64(day-a.day)/float64(b.day-a.day)
		}
	}
	return r[len(r)-1].level
}

// lastYearEnd is the last day of the newest financial year that has ended by a day.
func lastYearEnd(d Date) Date {
	if year := PeriodContaining(FinancialYear, d); year.Last == d {
		return d
	}
	return PeriodContaining(FinancialYear, d).First - 1
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
