package planfile

import (
	"sort"

	"planwatch/kpi"
	catalogue "planwatch/kpi/words"
)

// build makes the plan from the shapes. What was wrong has been said; here a word that can't be read leaves its field
// empty.
func (f *folder) build() *kpi.Plan {
	f.words, _ = catalogue.In(f.plan.Language.Value) // nil, which speaks English, where the plan names none
	p := &kpi.Plan{
		ID: f.plan.ID.Value, Title: f.plan.Title.Value, Short: f.plan.Short.Value, Body: f.plan.Body.Value,
		Force: f.plan.Force.Value, Notices: texts(f.plan.Notices), Document: citation(f.plan.Document),
		Area: kpi.AreaCode(f.plan.Area.Value), Files: f.texts, Words: f.words,
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
			ID: kpi.TermID(t.ID.Value), Name: t.Name.Value, Aliases: texts(t.Aliases), Definition: f.definition(t), Awaited: t.AwaitedFrom.Value,
			Formula: t.Formula.Value, Source: citation(t.Source), Checked: t.Checked.Value,
		})
	}
	for _, a := range f.areas.Areas {
		p.Areas = append(p.Areas, kpi.Area{
			Code: kpi.AreaCode(a.Code.Value), Name: a.Name.Value, Aliases: texts(a.Aliases), Role: a.Role.Value, Parent: kpi.AreaCode(a.Parent.Value),
		})
	}
	for _, g := range f.groups.Groups {
		group := kpi.Group{ID: g.ID.Value, Name: g.Name.Value, Areas: words[kpi.AreaCode](g.Areas), Note: g.Note.Value, Source: citation(g.Source)}
		group.From, _ = date(g.From)
		group.To, _ = date(g.To)
		p.Groups = append(p.Groups, group)
	}
	f.buildSources(p)
	f.buildRegisters(p)
	for i := range p.Indicators {
		if ind := &p.Indicators[i]; ind.Measure == kpi.Grade {
			set, scale, _ := p.CodesNamed(ind.Codes)
			ind.Scale, ind.Cycles = scale.Codes, set.Cycles
		}
	}
	return p
}

// buildSources makes sources, breaks and events.
func (f *folder) buildSources(p *kpi.Plan) {
	for _, s := range f.sources.Sources {
		source := kpi.Source{
			ID: kpi.SourceID(s.ID.Value), Name: s.Name.Value, Publisher: s.Publisher.Value, Address: s.Address.Value,
			Licence: s.Licence.Value, Notice: s.Notice.Value, Note: s.Note.Value, Template: s.Template.Value,
		}
		source.Provenance, _ = kpi.ParseProvenance(s.Provenance.Value)
		for _, x := range s.Series {
			source.Series = append(source.Series, kpi.SeriesInfo{
				ID: kpi.SeriesID(x.ID.Value), Name: x.Name.Value, Unit: x.Unit.Value, Note: x.Note.Value,
				PartOf: kpi.SeriesID(x.PartOf.Value), By: x.By.Value, Tells: words[kpi.SeriesID](x.Tells),
			})
		}
		p.Sources = append(p.Sources, source)
	}
	for _, b := range f.breaks.Breaks {
		at, _ := date(b.At)
		p.Breaks = append(p.Breaks, kpi.Break{Series: words[kpi.SeriesID](b.Series), Areas: words[kpi.AreaCode](b.Areas), At: at, What: b.What.Value, Source: citation(b.Source)})
	}
	for _, e := range f.events.Events {
		event := kpi.Event{Name: e.Name.Value, Sections: words[kpi.SectionID](e.Sections), Source: citation(e.Source)}
		event.First, _ = date(e.First)
		event.Last, _ = date(e.Last)
		p.Events = append(p.Events, event)
	}
}

// buildRegisters makes code sets, asks, changes and the review.
func (f *folder) buildRegisters(p *kpi.Plan) {
	for _, s := range f.codes.Sets {
		p.CodeSets = append(p.CodeSets, codeSet(s))
	}
	for _, a := range f.asks.Asks {
		ask := kpi.Ask{
			ID: a.ID.Value, By: a.By.Value, Asked: a.Asked.Value, AskedLine: int(a.AskedLine.Value), Answered: a.Answered.Value,
			AnsweredLine: int(a.AnsweredLine.Value), Evidence: a.Evidence.Value, Indicators: words[kpi.IndicatorID](a.Indicators), Terms: words[kpi.TermID](a.Terms),
		}
		ask.State, _ = kpi.ParseAskState(a.State.Value)
		p.Asks = append(p.Asks, ask)
	}
	for _, c := range f.changes.Changes {
		change := kpi.ChangeRecord{Indicator: kpi.IndicatorID(c.Indicator.Value), Was: c.Was.Value, Is: c.Is.Value, Because: c.Because.Value}
		change.Date, _ = date(c.Date)
		change.From, _ = date(c.From)
		change.What, _ = kpi.ParseChangeKind(c.What.Value)
		if change.What == kpi.ChangedRebase && change.Is == "" {
			change.Is = kpi.Rebase{From: change.From}.Words()
		}
		p.Changes = append(p.Changes, change)
	}
	f.buildOverrides(p)
	if r := f.plan.Review; r.given() {
		p.Review = &kpi.Review{Group: r.Group.Value, Purpose: r.Purpose.Value, Source: citation(r.Source)}
		for _, q := range r.Questions {
			p.Review.Questions = append(p.Review.Questions, kpi.Question{Text: q.Text.Value, Line: int(q.Line.Value)})
		}
	}
}

func codeSet(s codeSetShape) kpi.CodeSet {
	out := kpi.CodeSet{ID: s.ID.Value, Name: s.Name.Value, Version: s.Version.Value, Ordered: s.Ordered.Value, Note: s.Note.Value, Source: citation(s.Source)}
	out.From, _ = date(s.From)
	for _, c := range s.Cycles {
		from, _ := date(c.From)
		out.Cycles = append(out.Cycles, kpi.Cycle{Name: c.Name.Value, From: from})
	}
	for _, c := range s.Codes {
		out.Codes = append(out.Codes, kpi.Code{Code: c.Code.Value, Name: c.Name.Value, Checked: c.Checked.Value})
	}
	for _, x := range s.Selections {
		out.Selections = append(out.Selections, kpi.Selection{ID: x.ID.Value, Name: x.Name.Value, Codes: words[string](x.Codes), Note: x.Note.Value})
	}
	return out
}

// definition is a term's, or from whom it is awaited.
func (f *folder) definition(t termShape) string {
	if t.AwaitedFrom.known() {
		return f.words.Say("term.awaited", "who", t.AwaitedFrom.Value)
	}
	return unbracketed(t.Definition.Value)
}

func section(s sectionShape) kpi.Section {
	out := kpi.Section{ID: kpi.SectionID(s.ID.Value), Slug: s.Slug.Value, Title: s.Title.Value, Line: int(s.Line.Value), Note: s.Note.Value}
	for _, o := range s.Objectives {
		out.Objectives = append(out.Objectives, kpi.Objective{ID: kpi.ObjectiveID(o.ID.Value), Text: o.Text.Value, Line: int(o.Line.Value), Reason: o.Reason.Value})
	}
	return out
}

func indicator(file indicatorsShape, s indicatorShape) kpi.Indicator {
	out := kpi.Indicator{
		ID: kpi.IndicatorID(s.ID.Value), Slug: s.Slug.Value, Section: kpi.SectionID(file.Section.Value), Objective: kpi.ObjectiveID(s.Objective.Value),
		Question: s.Question.Value, Name: s.Name.Value, Promise: s.Promise.Value, Line: int(s.Line.Value), Unit: s.Unit.Value,
		Decimals: int(s.Decimals.Value), Awaits: s.Awaits.Value, Terms: words[kpi.TermID](s.Terms),
		Counts: unbracketed(s.Counts.Value), Excludes: unbracketed(s.Excludes.Value), Caveat: unbracketed(s.Caveat.Value), Perverse: unbracketed(s.Perverse.Value),
		Owner: s.Owner.Value, Approval: s.Approval.Value, Context: s.Context.Value, Technical: s.Technical.Value,
		Numerator: s.Counted.Value, Denominator: s.Over.Value, Codes: s.Codes.Value, Breakdowns: texts(s.Breakdowns),
		Comparators: words[string](s.Comparators), NoComparator: s.NoComparator.Value, Counter: words[kpi.IndicatorID](s.Counter),
		System: s.System.Value, Publisher: s.Publisher.Value, Lag: int(s.Lag.Value), Reason: s.Reason.Value,
		Successors: words[kpi.IndicatorID](s.Successors), AskedBy: s.AskedBy.Value, Answer: s.Answer.Value,
	}
	out.Frequency, _ = kpi.ParseFrequency(s.Frequency.Value)
	out.Life, _ = kpi.ParseLife(s.Life.Value)
	if !s.Approval.known() {
		out.Approval = file.Approval.Value
	}
	out.Measure, _ = kpi.ParseMeasure(s.Measure.Value)
	out.Direction, _ = kpi.ParseDirection(s.Direction.Value)
	for _, in := range s.Inputs {
		out.Inputs = append(out.Inputs, kpi.Input{Value: kpi.SeriesID(in.Value.Value), Denominator: kpi.SeriesID(in.Denominator.Value), Sample: kpi.SeriesID(in.Sample.Value), Stated: kpi.SeriesID(in.Stated.Value)})
	}
	for _, x := range s.Parts {
		out.Parts = append(out.Parts, part(x, out.Measure))
	}
	buildKind(&out, s)
	if s.Rate.given() {
		out.Rate = &kpi.Rate{Population: kpi.SeriesID(s.Rate.Population.Value), Per: s.Rate.Per.Value, Unit: s.Rate.Unit.Value}
	}
	out.Suppress = suppress(s.Suppress)
	for _, b := range s.Baselines {
		out.Baselines = append(out.Baselines, baseline(b, out.Measure, out.PerDay))
	}
	for _, t := range s.Targets {
		out.Targets = append(out.Targets, target(t))
	}
	return out
}

func baseline(s baselineShape, measure kpi.Measure, perDay bool) kpi.Baseline {
	out := kpi.Baseline{
		Value: s.Value.pointer(), Numerator: s.Numerator.pointer(), Denominator: s.Denominator.pointer(),
		Series: kpi.SeriesID(s.Series.Value), Source: kpi.SourceID(s.Source.Value), Why: s.Why.Value, RevisedFrom: s.RevisedFrom.pointer(),
	}
	out.Extracted, _ = date(s.Extracted)
	out.RevisedOn, _ = date(s.RevisedOn)
	out.Trust, _ = kpi.ParseTrust(s.Trust.Value)
	if s.Period.known() {
		out.Period, _ = kpi.ParsePeriod(s.Period.Value)
	}
	out.Plain = measure == kpi.Ratio || perDay
	if perDay && out.Numerator != nil && out.Period.Kind != 0 {
		days := float64(out.Period.Days())
		out.Denominator = &days
	}
	return out
}

func target(s targetShape) kpi.Target {
	out := kpi.Target{
		Threshold: s.Threshold.Value, Share: s.Share.pointer(), Change: s.Change.pointer(), BasePeriod: periodPointer(s.BasePeriod),
		Base: s.Base.pointer(), Level: s.Level.pointer(), By: periodPointer(s.By), Quote: s.Quote.Value, Line: int(s.Line.Value), Judged: s.Judged.Value,
		Each: s.Each.pointer(), Grade: s.Grade.Value, National: s.Scope.Value == "national",
	}
	out.Kind, _ = kpi.ParseTargetKind(s.Kind.Value)
	out.Path, _ = kpi.ParsePathKind(s.Path.Value)
	for _, p := range s.Points {
		if by := periodPointer(p.By); by != nil {
			out.Points = append(out.Points, kpi.PathPoint{By: *by, Level: p.Level.Value})
		}
	}
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
