package planfile

import (
	"regexp"
	"strings"

	"planwatch/kpi"
)

// index is what can be referred to, by id; each id leads to where it was first defined.
type index struct {
	sections   map[string]place
	objectives map[string]objectiveRef
	sources    map[string]*sourceShape
	series     map[string]*sourceShape
	terms      map[string]place
	areas      map[string]*areaShape
	indicators map[string]*indicatorShape // by id in small letters
	groups     map[string]place
	codes      map[string]*codeSetShape // sets and their selections
	names      map[string]place         // names and aliases of terms, in small letters
}

type objectiveRef struct {
	place
	section string
}

// The forms of ids. Slugs and ids of sources, series and terms stand in addresses and on command lines.
var (
	slugForm   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	numberForm = regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)
	seriesForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$`)
	// areaForm is an ONS code (a letter for the country and eight digits), or a code of the plan's own for a body that
	// ONS gives none, such as X-BTP for the British Transport Police.
	areaForm = regexp.MustCompile(`^([EWSNKJLM][0-9]{8}|X-[A-Z0-9]+(-[A-Z0-9]+)*)$`)
)

// makeIndex files every definition by its id and complains of ids of the wrong form and of second definitions.
func (f *folder) makeIndex() {
	f.known = index{
		sections: map[string]place{}, objectives: map[string]objectiveRef{}, sources: map[string]*sourceShape{},
		series: map[string]*sourceShape{}, terms: map[string]place{}, areas: map[string]*areaShape{},
		indicators: map[string]*indicatorShape{}, groups: map[string]place{}, codes: map[string]*codeSetShape{}, names: map[string]place{},
	}
	slugs := map[string]place{}
	for i := range f.plan.Sections {
		s := &f.plan.Sections[i]
		if f.fresh(s.ID, numberForm, "P4", f.known.sections[s.ID.Value]) {
			f.known.sections[s.ID.Value] = s.ID.place
		}
		f.slug(s.Slug, slugs)
		for _, o := range s.Objectives {
			if f.fresh(o.ID, numberForm, "P4.1", f.known.objectives[o.ID.Value].place) {
				f.known.objectives[o.ID.Value] = objectiveRef{o.ID.place, s.ID.Value}
			}
		}
	}
	for i := range f.sources.Sources {
		f.indexSource(&f.sources.Sources[i])
	}
	for _, t := range f.glossary.Terms {
		if f.fresh(t.ID, slugForm, "recorded-crime", f.known.terms[t.ID.Value]) {
			f.known.terms[t.ID.Value] = t.ID.place
		}
	}
	for i := range f.areas.Areas {
		f.indexArea(&f.areas.Areas[i])
	}
	f.indexIndicators()
	f.indexCodes()
	f.indexRegisters()
}

func (f *folder) indexSource(s *sourceShape) {
	var first place
	if old := f.known.sources[s.ID.Value]; old != nil {
		first = old.ID.place
	}
	if f.fresh(s.ID, slugForm, "ho-prc", first) {
		f.known.sources[s.ID.Value] = s
	}
	for _, series := range s.Series {
		first = place{}
		if old := f.known.series[series.ID.Value]; old != nil {
			first = old.place
		}
		if !f.fresh(series.ID, seriesForm, "ho-prc.total", first) {
			continue
		}
		f.known.series[series.ID.Value] = s
		if slugForm.MatchString(s.ID.Value) && seriesForm.MatchString(series.ID.Value) && !strings.HasPrefix(series.ID.Value, s.ID.Value+".") {
			f.add(badID, series.ID.place, "want a series of source %q, such as %s.total, found %q", s.ID.Value, s.ID.Value, series.ID.Value)
		}
	}
}

func (f *folder) indexArea(a *areaShape) {
	if !a.Code.known() {
		return
	}
	if !areaForm.MatchString(a.Code.Value) {
		f.add(badAreaCode, a.Code.place, "want an ONS code such as E23000001 (or X- and a name for a body that has none), found %q", a.Code.Value)
	}
	if a.Code.Value == string(kpi.NotAssigned) {
		f.add(badAreaCode, a.Code.place, "want another code than %s, which stands for what belongs to the force and to none of its areas", kpi.NotAssigned)
	}
	if old := f.known.areas[a.Code.Value]; old != nil {
		f.add(duplicateID, a.Code.place, "want an area once, found %q again: it is at %s", a.Code.Value, old.place)
		return
	}
	f.known.areas[a.Code.Value] = a
}

// indexIndicators checks the indicators' own names. Ids are compared without case, as commands take them.
func (f *folder) indexIndicators() {
	slugs := map[string]place{}
	for i := range f.indicators {
		for j := range f.indicators[i].Indicators {
			ind := &f.indicators[i].Indicators[j]
			key := strings.ToLower(ind.ID.Value)
			var first place
			if old := f.known.indicators[key]; old != nil {
				first = old.ID.place
			}
			if f.fresh(ind.ID, numberForm, "P4.1a", first) {
				f.known.indicators[key] = ind
			}
			f.slug(ind.Slug, slugs)
		}
	}
	for _, g := range f.groups.Groups {
		if f.fresh(g.ID, slugForm, "most-similar", f.known.groups[g.ID.Value]) {
			f.known.groups[g.ID.Value] = g.ID.place
		}
	}
}

// indexCodes files code sets and selections, which share their ids.
func (f *folder) indexCodes() {
	places := map[string]place{}
	for i := range f.codes.Sets {
		set := &f.codes.Sets[i]
		ids := []word{set.ID}
		for _, s := range set.Selections {
			ids = append(ids, s.ID)
		}
		for _, id := range ids {
			if f.fresh(id, slugForm, "crime-outcomes", places[id.Value]) {
				places[id.Value], f.known.codes[id.Value] = id.place, set
			}
		}
	}
}

// indexRegisters wants an ask's id once.
func (f *folder) indexRegisters() {
	asks := map[string]place{}
	for _, a := range f.asks.Asks {
		if f.fresh(a.ID, slugForm, "glossary", asks[a.ID.Value]) {
			asks[a.ID.Value] = a.ID.place
		}
	}
}

// fresh says whether an id stands for the first time, and complains of a second one and of one of the wrong form. (The
// latter is filed all the same, so that what refers to it is not complained of too.) first is where the id stood before.
func (f *folder) fresh(id word, form *regexp.Regexp, example string, first place) bool {
	switch {
	case !id.known():
		return false
	case first.given():
		f.add(duplicateID, id.place, "want an id once, found %q again: it is at %s", id.Value, first)
		return false
	case !form.MatchString(id.Value):
		f.add(badID, id.place, "want an id such as %s, found %q", example, id.Value)
	}
	return true
}

func (f *folder) slug(s word, slugs map[string]place) {
	switch first := slugs[s.Value]; {
	case !s.known():
	case !slugForm.MatchString(s.Value):
		f.add(badID, s.place, "want a slug of small letters, digits and hyphens such as home-burglary, found %q", s.Value)
	case first.given():
		f.add(duplicateSlug, s.place, "want a slug once, found %q again: it is at %s", s.Value, first)
	default:
		slugs[s.Value] = s.place
	}
}
