package planfile

import "strings"

// checkLists checks the files that hold lists: glossary, areas, groups, sources, breaks and events.
func (f *folder) checkLists() {
	f.checkTerms()
	f.checkAreas()
	for _, g := range f.groups.Groups {
		f.inOrder(g.From, g.To, "a group")
		for _, a := range g.Areas {
			refer(f, unknownArea, a, "an area", areasYAML, f.known.areas)
		}
	}
	for _, s := range f.sources.Sources {
		if s.Provenance.Value == illustrative && !s.Notice.known() {
			f.add(noNotice, s.place, `want a "notice" that stands wherever a figure of this illustrative source shows, found none`)
		}
	}
	for i := range f.breaks.Breaks {
		f.checkBreak(&f.breaks.Breaks[i])
	}
	for _, e := range f.events.Events {
		for _, s := range e.Sections {
			refer(f, unknownSection, s, "a section", planYAML, f.known.sections)
		}
		f.inOrder(e.First, e.Last, "an event")
	}
}

func (f *folder) checkTerms() {
	for _, t := range f.glossary.Terms {
		for _, name := range append([]text{t.Name}, t.Aliases...) {
			f.unshared(name, f.known.names)
		}
		if t.Definition.known() == t.AwaitedFrom.known() {
			f.add(noDefinition, t.place, `want "definition", or "awaited_from" with the name of who would have to give it, found %s`, neitherOrBoth(t.Definition.known()))
		}
	}
}

func neitherOrBoth(both bool) string {
	if both {
		return "both"
	}
	return "neither"
}

// checkAreas wants names that lead to one area each. A region or country may share its name with a force: figures say
// which of the two ranks they are for.
func (f *folder) checkAreas() {
	narrow, wide := map[string]place{}, map[string]place{}
	for _, a := range f.areas.Areas {
		refer(f, unknownArea, a.Parent, "an area", areasYAML, f.known.areas)
		names := narrow
		if a.Role.Value == "region" || a.Role.Value == "country" {
			names = wide
		}
		for _, name := range append([]text{a.Name}, a.Aliases...) {
			f.unshared(name, names)
		}
	}
}

// unshared complains of a name that stands for two things.
func (f *folder) unshared(name text, names map[string]place) {
	if !name.known() {
		return
	}
	key := strings.ToLower(name.Value)
	if first := names[key]; first.given() {
		f.add(duplicateName, name.place, "want a name of its own, found %q again: it is at %s", name.Value, first)
		return
	}
	names[key] = name.place
}

// checkBreak wants series that exist; "ho-prc.*" stands for all of a source and needs one at least.
func (f *folder) checkBreak(b *breakShape) {
	for _, a := range b.Areas {
		refer(f, unknownArea, a, "an area", areasYAML, f.known.areas)
	}
	for _, s := range b.Series {
		prefix, pattern := strings.CutSuffix(s.Value, "*")
		if !pattern {
			refer(f, unknownSeries, s, "a series", sourcesYAML, f.known.series)
		} else if !f.anySeries(prefix) && !f.broken[sourcesYAML] {
			f.add(unknownSeries, s.place, "want series of %s that begin with %q, found none", sourcesYAML, prefix)
		}
	}
}

func (f *folder) anySeries(prefix string) bool {
	for id := range f.known.series {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}
