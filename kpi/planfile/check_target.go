package planfile

import (
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
	f.line(t.Line)
	f.period(t.By, "by")
	f.period(t.BasePeriod, "base_period")
	if t.Share.known() && (t.Share.Value < 0 || t.Share.Value > 100) {
		f.add(badShare, t.Share.place, `"share" wants a percentage from 0 to 100, found %s`, plain(t.Share.Value))
	}
	if !f.oneOf(t.Kind, "kind", kpi.TargetKindNames()) {
		return
	}
	kind, _ := kpi.ParseTargetKind(t.Kind.Value)
	f.checkTargetParts(t, kind)
	if kind == kpi.TargetShare && ind.Measure.known() && ind.Measure.Value != kpi.Percentage.String() {
		f.add(badTarget, t.Kind.place, "want an indicator that is a percentage for a target of a share, found measure %q", ind.Measure.Value)
	}
	if kind == kpi.TargetChange && t.Base.known() && !t.BasePeriod.known() {
		f.add(badTarget, t.Base.place, `want the "base_period" that the base is of, found none`)
	}
}

// checkTargetParts complains of parts that belong to another kind of target.
func (f *folder) checkTargetParts(t *targetShape, kind kpi.TargetKind) {
	type part struct {
		key   string
		at    place
		known bool
		of    kpi.TargetKind
	}
	for _, p := range []part{
		{"threshold", t.Threshold.place, t.Threshold.known(), kpi.TargetShare},
		{"share", t.Share.place, t.Share.known(), kpi.TargetShare},
		{"change", t.Change.place, t.Change.known(), kpi.TargetChange},
		{"base_period", t.BasePeriod.place, t.BasePeriod.known(), kpi.TargetChange},
		{"base", t.Base.place, t.Base.known(), kpi.TargetChange},
		{"level", t.Level.place, t.Level.known(), kpi.TargetLevel},
	} {
		if p.known && p.of != kind {
			f.add(badTarget, p.at, "want the parts of a target of a %s (%s), found %q", t.Kind.Value, strings.Join(targetParts[kind], ", "), p.key)
		}
	}
}

var targetParts = map[kpi.TargetKind][]string{
	kpi.TargetShare:  {"threshold", "share", "by"},
	kpi.TargetChange: {"change", "base_period", "base", "by"},
	kpi.TargetLevel:  {"level", "by"},
}
