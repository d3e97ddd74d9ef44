package kpi

import (
	"slices"
	"strings"

	"planwatch/kpi/words"
)

// Section finds a section by id.
func (p *Plan) Section(id SectionID) (Section, bool) {
	for _, s := range p.Sections {
		if s.ID == id {
			return s, true
		}
	}
	return Section{}, false
}

// Objective finds an objective by id, with its section.
func (p *Plan) Objective(id ObjectiveID) (Objective, Section, bool) {
	for _, s := range p.Sections {
		for _, o := range s.Objectives {
			if o.ID == id {
				return o, s, true
			}
		}
	}
	return Objective{}, Section{}, false
}

// Indicator finds an indicator by id or slug.
func (p *Plan) Indicator(name string) (Indicator, bool) {
	for _, i := range p.Indicators {
		if strings.EqualFold(string(i.ID), name) || i.Slug == name {
			return i, true
		}
	}
	return Indicator{}, false
}

// Computed lists the indicators that figures are set against: all but the withdrawn and declined ones.
func (p *Plan) Computed() []Indicator {
	var out []Indicator
	for _, i := range p.Indicators {
		if i.Computed() {
			out = append(out, i)
		}
	}
	return out
}

// CodesNamed finds a code set, and the selection of it that is meant, by the id of either. The codes are the
// selection's, or all of the set's.
func (p *Plan) CodesNamed(id string) (set CodeSet, selection Selection, ok bool) {
	for _, s := range p.CodeSets {
		if s.ID == id {
			all := Selection{ID: s.ID, Name: s.Name}
			for _, c := range s.Codes {
				all.Codes = append(all.Codes, c.Code)
			}
			return s, all, true
		}
		for _, x := range s.Selections {
			if x.ID == id {
				return s, x, true
			}
		}
	}
	return CodeSet{}, Selection{}, false
}

// Source finds a source by id.
func (p *Plan) Source(id SourceID) (Source, bool) {
	for _, s := range p.Sources {
		if s.ID == id {
			return s, true
		}
	}
	return Source{}, false
}

// Series finds a series by id, with its source.
func (p *Plan) Series(id SeriesID) (SeriesInfo, Source, bool) {
	for _, s := range p.Sources {
		for _, i := range s.Series {
			if i.ID == id {
				return i, s, true
			}
		}
	}
	return SeriesInfo{}, Source{}, false
}

// milestoneWords are the words for a milestone's values, 0 and 1.
var milestoneWords = []string{"Not done", "Done"}

// SeriesUse is what the indicators make of a series.
type SeriesUse struct {
	// Words stand for its values, that of the first being First and the others following one by one: the scale of a
	// grade, the worst first and counted from 1, or "Not done" (0) and "Done" (1). A series of numbers has none.
	Words   []string
	First   float64
	Counted bool // it counts something, so that it is never below 0
	People  bool // it counts the people of an area on a day, such as that of a census
}

// Use says what the indicators and their parts make of a series.
func (p *Plan) Use(id SeriesID) SeriesUse {
	var u SeriesUse
	for _, ind := range p.Indicators {
		u.add(ind, ind.own(), id)
		u.People = u.People || ind.Rate != nil && ind.Rate.Population == id || ind.Disparity.people(id)
		for _, part := range ind.Parts {
			if of, ok := p.PartOf(ind, part); ok && part.Indicator == "" {
				u.add(of, of.Inputs, id)
			}
		}
	}
	return u
}

// add takes up what an indicator makes of a series among its inputs.
func (u *SeriesUse) add(ind Indicator, inputs []Input, id SeriesID) {
	counts := ind.Measure == Count || ind.Measure == Percentage || ind.Measure == Disparity
	for _, in := range inputs {
		u.Counted = u.Counted || in.Denominator == id || in.Sample == id || counts && in.Value == id
		switch {
		case in.Value != id:
		case ind.Measure == Grade:
			u.Words, u.First = ind.Scale, 1
		case ind.Measure == Milestone:
			u.Words, u.First = milestoneWords, 0
		}
	}
}

// Term finds a glossary term by id.
func (p *Plan) Term(id TermID) (Term, bool) {
	for _, t := range p.Terms {
		if t.ID == id {
			return t, true
		}
	}
	return Term{}, false
}

// TermNames lists the names and aliases of the glossary's terms.
func (p *Plan) TermNames() []string {
	var out []string
	for _, t := range p.Terms {
		out = append(append(out, t.Name), t.Aliases...)
	}
	return out
}

// AreaNamed finds an area by ONS code, name or alias, ignoring case. Where a region and a force share a name, the
// force is meant, unless roles are given: then the first area that has one of them.
func (p *Plan) AreaNamed(name string, roles ...string) (Area, bool) {
	want := foldName(name)
	var found *Area
	for i := range p.Areas {
		a := &p.Areas[i]
		if !a.called(want) || len(roles) > 0 && !slices.Contains(roles, a.Role) {
			continue
		}
		if a.Role == "force" || a.Role == "council" || a.Role == "comparator" || len(roles) > 0 {
			return *a, true
		}
		if found == nil {
			found = a
		}
	}
	if found == nil {
		return Area{}, false
	}
	return *found, true
}

func (a *Area) called(folded string) bool {
	if foldName(string(a.Code)) == folded || foldName(a.Name) == folded {
		return true
	}
	for _, alias := range a.Aliases {
		if foldName(alias) == folded {
			return true
		}
	}
	return false
}

// AreaNames lists the names that AreaNamed finds, for messages.
func (p *Plan) AreaNames() []string {
	var out []string
	for _, a := range p.Areas {
		out = append(append(out, a.Name), a.Aliases...)
	}
	return out
}

// Covers says whether the break is one of the series.
func (b Break) Covers(id SeriesID) bool {
	for _, s := range b.Series {
		if s == id {
			return true
		}
		if prefix, ok := strings.CutSuffix(string(s), "*"); ok && strings.HasPrefix(string(id), prefix) {
			return true
		}
	}
	return false
}

// In says whether the break is in an area's figures.
func (b Break) In(area AreaCode) bool {
	for _, a := range b.Areas {
		if a == area {
			return true
		}
	}
	return len(b.Areas) == 0
}

// said is who says so, behind what is said of the break; "" for a break that the figures themselves show.
func (b Break) said(w *words.Catalogue) string {
	if b.Source.Title == "" {
		return ""
	}
	s := " " + w.Say("note.break-source", "source", b.Source.Title)
	if b.Source.Note != "" {
		s += " " + b.Source.Note
	}
	return s
}

// Concerns says whether the event is noted on the charts of a section.
func (e Event) Concerns(id SectionID) bool {
	for _, s := range e.Sections {
		if s == id {
			return true
		}
	}
	return len(e.Sections) == 0
}
