package planfile

import (
	"planwatch/kpi"
	catalogue "planwatch/kpi/words"
)

// checkPlan checks plan.yaml's own parts.
func (f *folder) checkPlan() {
	p := &f.plan
	if p.ID.known() && !slugForm.MatchString(p.ID.Value) {
		f.add(badID, p.ID.place, "want a plan's id in small letters, digits and hyphens, found %q", p.ID.Value)
	}
	if _, err := catalogue.In(p.Language.Value); p.Language.known() && err != nil {
		f.add(unknownLanguage, p.Language.place, "%s", err)
	}
	if refer(f, unknownArea, p.Area, "an area", areasYAML, f.known.areas) && f.known.areas[p.Area.Value].Role.Value != "force" {
		f.add(unknownArea, p.Area.place, "want the area of the force, found %s, whose role is %q", p.Area.Value, f.known.areas[p.Area.Value].Role.Value)
	}
}

// checkCoverage finds objectives that no indicator serves and that do not say why, and terms that nothing uses. An
// indicator that was withdrawn or declined serves nothing.
func (f *folder) checkCoverage() {
	served, used := map[string]bool{}, f.usedTerms()
	for _, file := range f.indicators {
		for _, ind := range file.Indicators {
			if life, _ := kpi.ParseLife(ind.Life.Value); !life.Ended() {
				served[ind.Objective.Value] = true
			}
		}
	}
	for name := range f.broken {
		if name != planYAML && name != glossaryYAML {
			return // an indicator that could not be read may serve or use any of them
		}
	}
	for _, s := range f.plan.Sections {
		for _, o := range s.Objectives {
			if o.ID.known() && !served[o.ID.Value] && !o.Reason.known() {
				f.add(idleObjective, o.ID.place, `want an indicator that shows whether %s is met, or "reason" that says why there is none: %q`, o.ID.Value, shorten(o.Text.Value))
			}
		}
	}
	for _, t := range f.glossary.Terms {
		if t.ID.known() && !used[t.ID.Value] {
			f.add(unusedTerm, t.ID.place, "want a term that an indicator, another term or an ask uses; nothing uses %q", t.ID.Value)
		}
	}
}
