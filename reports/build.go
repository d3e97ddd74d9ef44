package reports

import (
	"strings"
	"time"

	"planwatch/kpi"
)

// Source of everything that Build needs: all of it is given, nothing is looked up.
type Input struct {
	Plan    *kpi.Plan
	Data    *kpi.Data
	Loads   []kpi.Load
	Area    kpi.AreaCode // of the assessments: the force, unless another is asked for
	AsAt    kpi.Date
	KnownAt time.Time // zero: everything loaded
	Notices []string  // instead of the plan's own, when not nil
	Edition string    // of the program
	Members []string  // of the group that reviews the indicators
}

// The kinds of pack.
const (
	Site  = "site"
	Panel = "panel"
	// Review is the indicator review pack: about the indicators, not their figures.
	Review = "review"
)

// Build makes a Pack: every indicator of the plan is assessed for the area, and every number in it becomes text here
// and nowhere else.
func Build(kind string, in Input) *Pack {
	b := builder{Input: in, voice: voice{in.Plan.Words}, files: map[kpi.SourceID]map[string]kpi.Observation{}}
	p := &Pack{
		Kind: kind, Plan: in.Plan.Title, PlanID: in.Plan.ID, Short: in.Plan.Short, Body: in.Plan.Body, Edition: in.Edition,
		Notices: in.Plan.Notices, AsAt: b.asAt(), KnownAt: b.knownAt(), Words: b.w,
	}
	if in.Notices != nil {
		p.Notices = in.Notices
	}
	p.Title = b.say("pack.title-" + kind)
	for _, s := range in.Plan.Sections {
		p.Sections = append(p.Sections, b.section(s))
	}
	b.firstPage(p)
	p.Glossary = b.glossary()
	p.Sources = b.sources()
	p.Methods = b.methods()
	if kind == Review {
		b.review(p)
	}
	return p
}

func (b *builder) asAt() string {
	if b.AsAt == 0 {
		return b.say("pack.nothing-loaded")
	}
	return b.AsAt.In(b.w)
}

func (b *builder) knownAt() string {
	if b.KnownAt.IsZero() {
		return b.say("pack.everything-loaded")
	}
	at := b.KnownAt.UTC()
	return b.say("date.moment", "day", b.w.Date(at), "time", at.Format("15:04"))
}

// builder carries what the parts of a Pack share.
type builder struct {
	Input
	voice
	assessed []assessed
	inAreas  []assessed                                  // every indicator in every council area that has a figure of it
	files    map[kpi.SourceID]map[string]kpi.Observation // source, SHA-256 -> one observation of that file
}

// assessed is an indicator with what it is shown as.
type assessed struct {
	ind   kpi.Indicator
	a     kpi.Assessment
	shown *Indicator
}

func (b *builder) section(s kpi.Section) Section {
	out := Section{ID: string(s.ID), Slug: s.Slug, Title: s.Title, Note: s.Note}
	for _, o := range s.Objectives {
		shown := Objective{ID: string(o.ID), Text: o.Text, Place: b.place(o.Line)}
		for _, ind := range b.Plan.Computed() {
			if ind.Objective == o.ID {
				shown.Indicators = append(shown.Indicators, b.indicator(ind, s))
			}
		}
		out.Objectives = append(out.Objectives, shown)
	}
	for _, ind := range b.Plan.Indicators {
		switch {
		case ind.Section == s.ID && ind.Life.Ended():
			out.Ended = append(out.Ended, b.ended(ind))
		case ind.Section == s.ID && ind.Objective == "":
			out.Loose = append(out.Loose, b.indicator(ind, s))
		}
	}
	return out
}

func (b *builder) glossary() []Term {
	var out []Term
	for _, t := range b.Plan.Terms {
		out = append(out, b.term(t))
	}
	return out
}

func (b *builder) term(t kpi.Term) Term {
	return Term{string(t.ID), t.Name, t.Definition, t.Formula, t.Source.Title, t.Source.Address, kpi.CheckedIn(b.w, t.Checked), strings.Join(t.Aliases, ", ")}
}

// areaName is the name of an area of the plan, or its code.
func (b *builder) areaName(code kpi.AreaCode) string {
	for _, a := range b.Plan.Areas {
		if a.Code == code {
			return a.Name
		}
	}
	return string(code)
}
