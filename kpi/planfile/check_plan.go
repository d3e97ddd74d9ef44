package planfile

// checkPlan checks plan.yaml's own parts.
func (f *folder) checkPlan() {
	p := &f.plan
	if p.ID.known() && !slugForm.MatchString(p.ID.Value) {
		f.add(badID, p.ID.place, "want a plan's id in small letters, digits and hyphens, found %q", p.ID.Value)
	}
	f.citation(p.Document)
	if refer(f, unknownArea, p.Area, "an area", areasYAML, f.known.areas) && f.known.areas[p.Area.Value].Role.Value != "force" {
		f.add(unknownArea, p.Area.place, "want the area of the force, found %s, whose role is %q", p.Area.Value, f.known.areas[p.Area.Value].Role.Value)
	}
	for _, s := range p.Sections {
		f.line(s.Line)
		for _, o := range s.Objectives {
			f.line(o.Line)
		}
	}
}

// checkCoverage finds objectives that no indicator serves and terms that no indicator uses. Neither is a mistake: a
// plan may promise what nobody counts, but then it should be known.
func (f *folder) checkCoverage() {
	served, used := map[string]bool{}, map[string]bool{}
	for _, file := range f.indicators {
		for _, ind := range file.Indicators {
			served[ind.Objective.Value] = true
			for _, t := range ind.Terms {
				used[t.Value] = true
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
			if o.ID.known() && !served[o.ID.Value] {
				f.add(idleObjective, o.ID.place, "no indicator shows whether %s is met: %q", o.ID.Value, shorten(o.Text.Value))
			}
		}
	}
	for _, t := range f.glossary.Terms {
		if t.ID.known() && !used[t.ID.Value] {
			f.add(unusedTerm, t.ID.place, "no indicator uses the term %q", t.ID.Value)
		}
	}
}
