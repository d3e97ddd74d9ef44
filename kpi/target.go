package kpi

import (
	"math"
	"slices"
	"strings"

	"planwatch/kpi/stats"
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
	level, why := a.targetLevel(ind, t)
	switch {
	case plan.elsewhere(a.Area) && (t.Base != nil || t.Kind == TargetLevel && ind.Measure == Count):
		v.Reason = a.say("target.why.whole")
		return v
	case why != "":
		v.Reason = why
		return v
	case a.Latest == nil:
		v.Level, v.Reason = &level, a.say("target.why.no-figure")
		return v
	}
	v.Level = &level
	value, why := a.targetValue(plan, ind, t)
	if why != "" {
		v.Reason = why
		return v
	}
	v.Held, v.Capable = &value, a.capable(ind, t, level)
	switch early := t.By != nil && t.By.Last > a.Latest.Period.Last; {
	case early && asAt != 0 && t.By.Last <= asAt: // a path leads no further, and an earlier figure is no answer
		v.Reason = a.say("target.why.overdue", "by", t.By.In(a.words))
		return v
	case early:
		return onPath(ind, a, t, v, level, value)
	}
	v.State = metOrNot(ind, t, value, level)
	if t.Each != nil && v.State == TargetMet {
		return inEachArea(plan, ind, a, t, v, data, asAt)
	}
	return v
}

// metOrNot says whether a value is at the level, of what is to be held as it is, or at least at it, of anything else.
func metOrNot(ind Indicator, t Target, value, level float64) TargetState {
	met := reached(ind.Direction, value, level)
	if t.Kind == TargetLevel && ind.Direction == Maintain {
		met = same(ind, value, level)
	}
	if met {
		return TargetMet
	}
	return TargetNotMet
}

// targetValue is the figure that is held against the target: the latest, or for a change of a count from a longer base
// period the latest figures that make up one as long. Shares and values as given are as high in a month as in a year.
// Where a change is asked for, no break may lie between the two.
func (a *Assessment) targetValue(plan *Plan, ind Indicator, t Target) (float64, string) {
	if t.Kind != TargetChange || t.BasePeriod == nil {
		return a.Latest.Value, ""
	}
	w := *a.Latest
	if ind.Measure == Count {
		var why string
		if w, why = a.windowLike(ind, *t.BasePeriod); why != "" {
			return 0, a.say("target.why.base", "base", t.BasePeriod.In(a.words))
		}
	}
	if b, walled := a.wall(plan, *t.BasePeriod, w.Period); walled {
		return 0, a.say("target.why.break", "month", a.words.Month(b.At.Time()))
	}
	return w.Value, ""
}

// capable says whether the figures, as they vary now, would always, never or sometimes reach the level that is asked for
// in the end. It needs limits in the target's own unit: not where the target is of a longer span than the figures.
func (a *Assessment) capable(ind Indicator, t Target, level float64) stats.Assurance {
	p := a.Latest
	judged := a.Trend.LimitsPoints > 0 && (t.Kind != TargetChange || t.BasePeriod == nil || ind.Measure != Count || t.BasePeriod.Kind == p.Period.Kind)
	if !judged {
		return stats.NoAssurance
	}
	limits, d := stats.Limits{Mean: p.Mean, Lower: p.Lower, Upper: p.Upper}, chartDirection(ind.Direction, stats.ChartXmR)
	out := stats.Capable(limits, level, d)
	for _, f := range a.otherSeasons() {
		other := stats.Limits{Mean: float64(p.Mean * f), Lower: float64(p.Lower * f), Upper: float64(p.Upper * f)}
		if stats.Capable(other, level, d) != out {
			return stats.HitAndMiss
		}
	}
	return out
}

// otherSeasons are the seasons of a year, each as a multiple of that of the latest figure; none where no season was taken
// out. What a summer month would always reach, a winter month may not.
func (a *Assessment) otherSeasons() []float64 {
	t := a.Trend.Tested
	if t == nil || !t.Adjusted {
		return nil
	}
	first, at := 0, 0
	for i, p := range a.Points {
		if i > 0 && p.Group != a.Points[i-1].Group {
			first = i
		}
		if p.Period == a.Latest.Period {
			at = i - first
		}
	}
	factors := t.Seasons[len(t.Seasons)-1].Factors
	var out []float64
	for _, f := range factors {
		out = append(out, f/factors[at%len(factors)])
	}
	return out
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
		v.Reason = a.say("target.why.no-figure")
	case a.Trend.Kind == TrendDone:
		v.State = TargetMet
	case t.By == nil:
		v.Reason = a.say("target.why.no-date")
	case a.Trend.Kind == TrendLate:
		v.State = TargetNotMet
	default:
		v.Reason = a.say("target.why.due", "by", t.By.In(a.words))
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
		v.State, v.Reason = TargetNotMet, a.say("target.why.too-few-in", "areas", strings.Join(short, ", "))
	case len(unknown) > 0:
		v.State, v.Reason = TargetCannotJudge, a.say("target.why.no-figure-for", "areas", strings.Join(unknown, ", "))
	}
	return v
}

// targetLevel is the level that a target asks for, or why that is not known.
func (a *Assessment) targetLevel(ind Indicator, t Target) (float64, string) {
	switch t.Kind {
	case TargetGrade:
		if i := slices.Index(ind.Scale, t.Grade); i >= 0 {
			return float64(i + 1), ""
		}
		return 0, a.say("target.why.no-grade")
	case TargetShare:
		if t.Share == nil {
			return 0, a.say("target.why.no-share")
		}
		return *t.Share, ""
	case TargetChange:
		if t.BasePeriod == nil {
			return 0, a.say("target.why.no-base-year")
		}
		if t.Base == nil {
			return 0, a.say("target.why.no-base-figure")
		}
		if t.Change == nil {
			return 0, a.say("target.why.no-size")
		}
		if *t.Base == 0 {
			return 0, a.say("target.why.zero-base")
		}
		return *t.Base * (1 + *t.Change/100), ""
	default:
		if t.Level == nil {
			return 0, a.say("target.why.no-level")
		}
		return *t.Level, ""
	}
}

// onPath judges a target whose date is still to come, along the path that the plan states, or along a straight line from
// its base, which is then said to be assumed.
func onPath(ind Indicator, a *Assessment, t Target, v TargetVerdict, level, value float64) TargetVerdict {
	now := a.Latest.Period.Last
	v.Final = &level
	if years := float64(t.By.Last-now) / 365.25; years > 0 {
		needed := (level - value) / years
		v.Needed = &needed
	}
	path := waypoints(t, level)
	v.Path = path
	if now < path[0].Day || len(path) < 2 {
		v.Reason = a.say("target.why.no-path", "by", t.By.In(a.words))
		if len(path) > 1 {
			v.Reason = a.say("target.why.before-path")
		}
		return v
	}
	due := path.at(now)
	if t.Path == PathStepped {
		due = path.at(max(path[0].Day, lastYearEnd(now)))
	}
	v.Level, v.State = &due, TargetOffPath
	if reached(ind.Direction, value, due) {
		v.State = TargetOnPath
	}
	if t.Path == 0 {
		a.note("path-assumed", a.say("note.path-assumed", "by", t.By.In(a.words), "from", t.BasePeriod.In(a.words)))
	}
	return v
}

// Waypoint is a level that is due on a day.
type Waypoint struct {
	Day   Date
	Level float64
}

type route []Waypoint

// waypoints lists where a path begins, what is due on the way, and the target itself.
func waypoints(t Target, level float64) route {
	var out route
	if t.BasePeriod != nil && t.Base != nil {
		out = append(out, Waypoint{t.BasePeriod.Last, *t.Base})
	}
	for _, p := range t.Points {
		out = append(out, Waypoint{p.By.Last, p.Level})
	}
	return append(out, Waypoint{t.By.Last, level})
}

// at is the level on a day, on the straight line between the two waypoints around it.
func (r route) at(day Date) float64 {
	for i := 1; i < len(r); i++ {
		if a, b := r[i-1], r[i]; day <= b.Day {
			return a.Level + (b.Level-a.Level)*float64(day-a.Day)/float64(b.Day-a.Day)
		}
	}
	return r[len(r)-1].Level
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
