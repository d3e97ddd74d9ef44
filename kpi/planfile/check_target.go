package planfile

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

// checkTargets checks each target and that one at most is judged. Parts that the plan leaves out are null and are no
// mistake: the answer is then "cannot judge", with the reason.
func (f *folder) checkTargets(ind *indicatorShape) {
	var judged place
	for i := range ind.Targets {
		t := &ind.Targets[i]
		f.checkTarget(ind, t)
		if t.Judged.Value && judged.given() {
			f.add(twoJudged, t.Judged.place, "want one target that is judged, found a second one: the first is at %s", judged)
		}
		if t.Judged.Value {
			judged = t.Judged.place
		}
	}
	if len(ind.Targets) > 0 && ind.Direction.Value == kpi.Contextual.String() {
		f.add(contextualTarget, ind.Targets[0].place, "want no target: a contextual indicator is never better or worse")
	}
}

func (f *folder) checkTarget(ind *indicatorShape, t *targetShape) {
	f.period(t.By, "by")
	f.period(t.BasePeriod, "base_period")
	if t.Share.known() && (t.Share.Value < 0 || t.Share.Value > 100) {
		f.add(badShare, t.Share.place, `"share" wants a percentage from 0 to 100, found %s`, plain(t.Share.Value))
	}
	kind, ok := kpi.ParseTargetKind(t.Kind.Value)
	if !ok {
		return
	}
	f.checkTargetParts(t, kind)
	f.checkTargetMeasure(ind, t, kind)
	if t.Base.known() && !t.BasePeriod.known() {
		f.add(badTarget, t.Base.place, `want the "base_period" that the base is of, found none`)
	}
	f.checkPath(t, kind)
}

// checkPath wants a path that leads somewhere, by points that follow each other.
func (f *folder) checkPath(t *targetShape, kind kpi.TargetKind) {
	byPoints := t.Path.Value == kpi.PathPoints.String()
	switch {
	case t.Path.known() && (kind == kpi.TargetGrade || kind == kpi.TargetMilestone):
		f.add(badTarget, t.Path.place, "want no path to a target of a %s", kind)
	case t.Path.known() && !t.By.known():
		f.add(badTarget, t.Path.place, `want "by" where the path ends, found none`)
	case t.Path.known() && !byPoints && !t.Base.known():
		f.add(badTarget, t.Path.place, `want "base_period" and "base" where the path begins, found none`)
	case byPoints != (len(t.Points) > 0):
		f.add(badTarget, t.place, "want points with path: points and with no other, found %d", len(t.Points))
	}
	before, _ := kpi.ParsePeriod(t.BasePeriod.Value)
	for _, p := range t.Points {
		at, err := kpi.ParsePeriod(p.By.Value)
		if err != nil {
			continue
		}
		if end, err := kpi.ParsePeriod(t.By.Value); at.Last <= before.Last || err == nil && at.Last >= end.Last {
			f.add(badTarget, p.By.place, "want points in order, between the base period and the date of the target, found %q", p.By.Value)
		}
		before = at
	}
}

// checkTargetMeasure wants a target that the indicator's measure can meet.
func (f *folder) checkTargetMeasure(ind *indicatorShape, t *targetShape, kind kpi.TargetKind) {
	measure, ok := kpi.ParseMeasure(ind.Measure.Value)
	if !ok {
		return
	}
	percent := measure == kpi.Percentage || measure == kpi.Given && ind.Unit.Value == "%"
	switch {
	case kind == kpi.TargetShare && !percent:
		f.add(badTarget, t.Kind.place, "want an indicator that is a percentage for a target of a share, found measure %q", measure)
	case measure == kpi.Compound:
		f.add(badTarget, t.Kind.place, "want no target of a compound: each of its parts has its own")
	case (kind == kpi.TargetGrade) != (measure == kpi.Grade):
		f.add(badTarget, t.Kind.place, "want a target of kind grade for an indicator that is a grade and for no other, found %q for measure %q", kind, measure)
	case (kind == kpi.TargetMilestone) != (measure == kpi.Milestone):
		f.add(badTarget, t.Kind.place, "want a target of kind milestone for an indicator that is a milestone and for no other, found %q for measure %q", kind, measure)
	case kind == kpi.TargetGrade && t.Grade.known():
		f.checkGrade(ind, t)
	case kind == kpi.TargetChange && t.Change.known() && (ind.Direction.Value == kpi.Reduce.String() && t.Change.Value > 0 || ind.Direction.Value == kpi.Increase.String() && t.Change.Value < 0):
		f.add(badTarget, t.Change.place, "want a change in the direction of the indicator, which is to %s, found %s%%", ind.Direction.Value, plain(t.Change.Value))
	}
}

// checkGrade wants a grade of the indicator's scale.
func (f *folder) checkGrade(ind *indicatorShape, t *targetShape) {
	set := f.known.codes[ind.Codes.Value]
	if set == nil {
		return
	}
	var grades []string
	for _, c := range set.Codes {
		grades = append(grades, c.Code.Value)
	}
	if !slices.Contains(grades, t.Grade.Value) {
		f.add(badTarget, t.Grade.place, "want a grade of %s (%s), found %q%s", set.ID.Value, strings.Join(grades, ", "), t.Grade.Value, kpi.DidYouMean(t.Grade.Value, grades))
	}
}

// checkTargetParts complains of parts that belong to another kind of target.
func (f *folder) checkTargetParts(t *targetShape, kind kpi.TargetKind) {
	type part struct {
		key   string
		at    place
		known bool
		of    kpi.TargetKind
		or    kpi.TargetKind
	}
	for _, p := range []part{
		{"threshold", t.Threshold.place, t.Threshold.known(), kpi.TargetShare, 0},
		{"share", t.Share.place, t.Share.known(), kpi.TargetShare, 0},
		{"change", t.Change.place, t.Change.known(), kpi.TargetChange, 0},
		{"base_period", t.BasePeriod.place, t.BasePeriod.known() && !t.Path.known(), kpi.TargetChange, 0},
		{"base", t.Base.place, t.Base.known() && !t.Path.known(), kpi.TargetChange, 0},
		{"level", t.Level.place, t.Level.known(), kpi.TargetLevel, kpi.TargetFloor},
		{"each", t.Each.place, t.Each.known(), kpi.TargetFloor, 0},
		{"grade", t.Grade.place, t.Grade.known(), kpi.TargetGrade, 0},
	} {
		if p.known && p.of != kind && p.or != kind {
			f.add(badTarget, p.at, "want the parts of a target of a %s (%s), found %q", t.Kind.Value, strings.Join(targetParts[kind], ", "), p.key)
		}
	}
}

var targetParts = map[kpi.TargetKind][]string{
	kpi.TargetShare:     {"threshold", "share", "by"},
	kpi.TargetChange:    {"change", "base_period", "base", "by"},
	kpi.TargetLevel:     {"level", "by"},
	kpi.TargetFloor:     {"level", "each", "by"},
	kpi.TargetGrade:     {"grade", "by"},
	kpi.TargetMilestone: {"by"},
}
