package planfile

import (
	"sort"

	"planwatch/kpi"
)

// build makes the plan from the shapes. What was wrong has been said; here a word that can't be read leaves its field
// empty.
func (f *folder) build() *kpi.Plan {
	p := &kpi.Plan{
		ID: f.plan.ID.Value, Title: f.plan.Title.Value, Short: f.plan.Short.Value, Body: f.plan.Body.Value,
		Force: f.plan.Force.Value, Notices: texts(f.plan.Notices), Document: citation(f.plan.Document),
		Area: kpi.AreaCode(f.plan.Area.Value),
	}
	order := map[string]int{}
	for i, s := range f.plan.Sections {
		order[s.ID.Value] = i
		p.Sections = append(p.Sections, section(s))
	}
	files := append([]indicatorsShape(nil), f.indicators...)
	sort.SliceStable(files, func(i, j int) bool { return order[files[i].Section.Value] < order[files[j].Section.Value] })
	for _, file := range files {
		for _, ind := range file.Indicators {
			p.Indicators = append(p.Indicators, indicator(file, ind))
		}
	}
	for _, t := range f.glossary.Terms {
		p.Terms = append(p.Terms, kpi.Term{
			ID: kpi.TermID(t.ID.Value), Name: t.Name.Value, Definition: t.Definition.Value, Formula: t.Formula.Value,
			Source: citation(t.Source), Checked: t.Checked.Value,
		})
	}
	for _, a := range f.areas.Areas {
		p.Areas = append(p.Areas, kpi.Area{
			Code: kpi.AreaCode(a.Code.Value), Name: a.Name.Value, Aliases: texts(a.Aliases), Role: a.Role.Value, Parent: kpi.AreaCode(a.Parent.Value),
		})
	}
	for _, g := range f.groups.Groups {
		p.Groups = append(p.Groups, kpi.Group{ID: g.ID.Value, Name: g.Name.Value, Areas: words[kpi.AreaCode](g.Areas), Note: g.Note.Value, Source: citation(g.Source)})
	}
	f.buildSources(p)
	return p
}

// buildSources makes sources, breaks and events.
func (f *folder) buildSources(p *kpi.Plan) {
	for _, s := range f.sources.Sources {
		source := kpi.Source{
			ID: kpi.SourceID(s.ID.Value), Name: s.Name.Value, Publisher: s.Publisher.Value, Address: s.Address.Value,
			Licence: s.Licence.Value, Notice: s.Notice.Value, Note: s.Note.Value,
		}
		source.Provenance, _ = kpi.ParseProvenance(s.Provenance.Value)
		for _, x := range s.Series {
			source.Series = append(source.Series, kpi.SeriesInfo{ID: kpi.SeriesID(x.ID.Value), Name: x.Name.Value, Unit: x.Unit.Value, Note: x.Note.Value})
		}
		p.Sources = append(p.Sources, source)
	}
	for _, b := range f.breaks.Breaks {
		at, _ := kpi.ParseDate(b.At.Value)
		p.Breaks = append(p.Breaks, kpi.Break{Series: words[kpi.SeriesID](b.Series), Areas: words[kpi.AreaCode](b.Areas), At: at, What: b.What.Value, Source: citation(b.Source)})
	}
	for _, e := range f.events.Events {
		event := kpi.Event{Name: e.Name.Value, Sections: words[kpi.SectionID](e.Sections), Source: citation(e.Source)}
		event.First, _ = kpi.ParseDate(e.First.Value)
		if e.Last.known() {
			event.Last, _ = kpi.ParseDate(e.Last.Value)
		}
		p.Events = append(p.Events, event)
	}
}

func section(s sectionShape) kpi.Section {
	out := kpi.Section{ID: kpi.SectionID(s.ID.Value), Slug: s.Slug.Value, Title: s.Title.Value, Line: int(s.Line.Value), Note: s.Note.Value}
	for _, o := range s.Objectives {
		out.Objectives = append(out.Objectives, kpi.Objective{ID: kpi.ObjectiveID(o.ID.Value), Text: o.Text.Value, Line: int(o.Line.Value)})
	}
	return out
}

func indicator(file indicatorsShape, s indicatorShape) kpi.Indicator {
	out := kpi.Indicator{
		ID: kpi.IndicatorID(s.ID.Value), Slug: s.Slug.Value, Section: kpi.SectionID(file.Section.Value), Objective: kpi.ObjectiveID(s.Objective.Value),
		Question: s.Question.Value, Name: s.Name.Value, Promise: s.Promise.Value, Line: int(s.Line.Value), Unit: s.Unit.Value,
		Decimals: int(s.Decimals.Value), Awaits: s.Awaits.Value, Terms: words[kpi.TermID](s.Terms), Counts: s.Counts.Value, Caveat: s.Caveat.Value,
		Owner: s.Owner.Value, Approval: s.Approval.Value, Context: s.Context.Value,
	}
	if !s.Approval.known() {
		out.Approval = file.Approval.Value
	}
	out.Measure, _ = kpi.ParseMeasure(s.Measure.Value)
	out.Direction, _ = kpi.ParseDirection(s.Direction.Value)
	for _, in := range s.Inputs {
		out.Inputs = append(out.Inputs, kpi.Input{Value: kpi.SeriesID(in.Value.Value), Denominator: kpi.SeriesID(in.Denominator.Value)})
	}
	if s.Rate.given() {
		out.Rate = &kpi.Rate{Population: kpi.SeriesID(s.Rate.Population.Value), Per: s.Rate.Per.Value, Unit: s.Rate.Unit.Value}
	}
	for _, b := range s.Baselines {
		out.Baselines = append(out.Baselines, baseline(b))
	}
	for _, t := range s.Targets {
		out.Targets = append(out.Targets, target(t))
	}
	return out
}

func baseline(s baselineShape) kpi.Baseline {
	out := kpi.Baseline{
		Value: s.Value.pointer(), Numerator: s.Numerator.pointer(), Denominator: s.Denominator.pointer(),
		Series: kpi.SeriesID(s.Series.Value), Source: kpi.SourceID(s.Source.Value), Why: s.Why.Value,
	}
	out.Trust, _ = kpi.ParseTrust(s.Trust.Value)
	if s.Period.known() {
		out.Period, _ = kpi.ParsePeriod(s.Period.Value)
	}
	return out
}

func target(s targetShape) kpi.Target {
	out := kpi.Target{
		Threshold: s.Threshold.Value, Share: s.Share.pointer(), Change: s.Change.pointer(), BasePeriod: periodPointer(s.BasePeriod),
		Base: s.Base.pointer(), Level: s.Level.pointer(), By: periodPointer(s.By), Quote: s.Quote.Value, Line: int(s.Line.Value), Judged: s.Judged.Value,
	}
	out.Kind, _ = kpi.ParseTargetKind(s.Kind.Value)
	return out
}

func periodPointer(w word) *kpi.Period {
	if !w.known() {
		return nil
	}
	p, err := kpi.ParsePeriod(w.Value)
	if err != nil {
		return nil
	}
	return &p
}

func citation(s citationShape) kpi.Citation {
	return kpi.Citation{Title: s.Title.Value, Address: s.Address.Value, Note: s.Note.Value}
}

func texts(list []text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}

func words[T ~string](list []word) []T {
	var out []T
	for _, w := range list {
		out = append(out, T(w.Value))
	}
	return out
}
