package reports

import (
	"cmp"
	"slices"
	"strings"

	"planwatch/kpi"
)

// Chapter is a part of a document that is about the indicators themselves rather than their figures.
type Chapter struct {
	ID    string // unique in a Pack, letters, digits and hyphens
	Title string
	Text  []string
	Sheet string // the worksheet's name, where a table is one
	Table *Table
	Specs []Specification
}

// Specification is everything that is laid down about one indicator, with the checklist of its review.
type Specification struct {
	Indicator *Indicator
	Facts     []Fact
	Checklist Table
}

// review writes the chapters of the indicator review pack.
func (b *builder) review(p *Pack) {
	b.purposeChapter(p)
	b.coverageChapter(p)
	b.changesChapter(p)
	b.specificationChapter(p)
	b.glossaryChapter(p)
	b.ledgerChapter(p)
	b.asksChapter(p)
	b.recommendationChapter(p)
	b.appendixChapter(p)
}

func (b *builder) purposeChapter(p *Pack) {
	c := Chapter{ID: "purpose", Title: b.say("review.purpose.title")}
	if r := b.Plan.Review; r != nil {
		c.Text = append(c.Text, b.say("review.purpose.group", "group", r.Group, "purpose", r.Purpose))
		for n, q := range r.Questions {
			c.Text = append(c.Text, b.say("review.purpose.question", "n", itoa(n+1), "question", b.cited(q.Text, q.Line)))
		}
		c.Text = append(c.Text, b.sentence("review.purpose.source", "source", r.Source.Title))
	} else {
		c.Text = append(c.Text, b.say("review.purpose.no-group"))
	}
	if len(b.Members) > 0 {
		c.Text = append(c.Text, b.say("review.purpose.members", "list", strings.Join(b.Members, "; ")))
	}
	c.Text = append(c.Text, b.say("review.purpose.about"))
	p.Chapters = append(p.Chapters, c)
}

// openTerms are the terms of an indicator that nobody has defined.
func (b *builder) openTerms(ind kpi.Indicator) []string {
	var out []string
	for _, id := range ind.Terms {
		if t, ok := b.Plan.Term(id); !ok || t.Awaited != "" {
			out = append(out, cmp.Or(t.Name, string(id)))
		}
	}
	return out
}

func (b *builder) changesChapter(p *Pack) {
	c := Chapter{ID: "changes", Title: b.say("review.changes.title"), Sheet: b.say("review.changes.sheet")}
	list := slices.Clone(b.Plan.Changes)
	slices.SortStableFunc(list, func(x, y kpi.ChangeRecord) int { return int(y.Date) - int(x.Date) })
	if len(list) == 0 {
		c.Text = []string{b.say("review.changes.none")}
	} else {
		c.Table = &Table{ID: "changes", Caption: b.say("review.changes.caption"), Columns: b.columns("review.changes.date", "table.indicator", "review.changes.what", "review.changes.was", "review.changes.is", "table.why")}
		for _, r := range list {
			c.Table.Rows = append(c.Table.Rows, texts(r.Date.In(b.w), string(r.Indicator), r.What.In(b.w), noneOr(r.Was), noneOr(r.Is), r.Because))
		}
	}
	for _, s := range p.Sections {
		for _, e := range s.Ended {
			c.Text = append(c.Text, b.say("review.changes.ended", "id", e.ID, "name", e.Name, "state", e.State)+" "+strings.Join(e.Text, " "))
		}
	}
	p.Chapters = append(p.Chapters, c)
}

// texts makes a row of words.
func texts(words ...string) []Figure {
	out := make([]Figure, 0, len(words))
	for _, w := range words {
		out = append(out, text(w))
	}
	return out
}

func (b *builder) specificationChapter(p *Pack) {
	c := Chapter{ID: "specifications", Title: b.say("review.checklist.title"), Sheet: b.say("review.checklist.sheet")}
	c.Table = &Table{ID: "checklist", Caption: b.say("review.checklist.caption"), Columns: b.columns("table.indicator", "table.name", "table.question", "table.answer", "table.why")}
	for _, x := range b.assessed {
		spec := Specification{Indicator: x.shown, Facts: b.specFacts(x)}
		spec.Checklist = Table{ID: "checklist-" + x.ind.Slug, Caption: b.say("review.checklist.caption-one", "id", string(x.ind.ID)), Columns: b.columns("table.question", "table.answer", "table.why")}
		for _, q := range b.checklist(x) {
			row := b.row(q)
			spec.Checklist.Rows = append(spec.Checklist.Rows, row)
			c.Table.Rows = append(c.Table.Rows, append(texts(string(x.ind.ID), x.ind.Name), row...))
		}
		c.Specs = append(c.Specs, spec)
	}
	p.Chapters = append(p.Chapters, c)
}

func (b *builder) specFacts(x assessed) []Fact {
	out := []Fact{b.fact("review.facts.promise", x.shown.Objective, x.shown.Place)}
	out = append(out, x.shown.Definition...)
	out = append(out, b.baselineFact(x.ind, x.a))
	for _, t := range x.ind.Targets {
		scope, quote := "review.facts.target", b.quoted(t.Quote)
		if t.National {
			scope = "review.facts.national-target"
		}
		if t.Judged {
			quote += " " + b.say("review.facts.judged")
		}
		out = append(out, b.fact(scope, upperFirst(t.In(b.w, x.ind.Unit)), quote))
	}
	out = append(out, b.fact("review.facts.caveat", x.ind.Caveat, ""))
	return out
}

func (b *builder) glossaryChapter(p *Pack) {
	t := &Table{ID: "terms", Caption: b.say("review.terms.caption"), Columns: append(append(b.columns("review.terms.term", "review.terms.aliases", "review.terms.definition"), b.figures("review.terms.age", 0)), b.columns("review.terms.checked", "table.source")...)}
	var open []string
	terms := slices.Clone(b.Plan.Terms)
	slices.SortStableFunc(terms, func(x, y kpi.Term) int { return cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)) })
	for _, term := range terms {
		age := text(noneOr(""))
		if term.Awaited != "" {
			open = append(open, term.Name)
		} else {
			years, _ := kpi.ReadingAge(term.Definition, b.Plan.TermNames())
			age = b.number(years, 0)
		}
		t.Rows = append(t.Rows, append(texts(term.Name, noneOr(strings.Join(term.Aliases, ", ")), term.Definition), age, text(kpi.CheckedIn(b.w, term.Checked)), text(term.Source.Title)))
	}
	c := Chapter{
		ID: "terms", Title: b.say("review.terms.title"), Sheet: b.say("review.terms.sheet"), Table: t,
		Text: []string{b.say("review.terms.about")},
	}
	if len(open) > 0 {
		c.Text = append(c.Text, b.say("review.terms.open", "list", strings.Join(open, "; ")))
	}
	p.Chapters = append(p.Chapters, c)
}

// ledgerChapter is every baseline record, claims included, with how far it can be trusted.
func (b *builder) ledgerChapter(p *Pack) {
	t := &Table{ID: "ledger", Caption: b.say("review.ledger.caption"), Columns: b.columns("table.indicator", "review.ledger.used", "review.ledger.figure", "table.period", "review.ledger.trust", "table.source", "review.ledger.taken", "table.why")}
	trust := map[kpi.Trust]int{}
	for _, x := range b.assessed {
		for n, base := range x.ind.Baselines {
			if n == 0 {
				trust[base.Trust]++
			}
			source, _ := b.Plan.Source(base.Source)
			figure, period, taken := noneOr(""), noneOr(""), b.say("review.ledger.extracted", "date", b.dateOr(base.Extracted))
			if base.Trust == kpi.NotSet {
				taken = noneOr("")
			}
			if v, ok := base.Known(); ok {
				figure = b.valueText(x.ind, v)
			}
			if base.Period.Kind != 0 {
				period = base.Period.String()
			}
			if base.RevisedFrom != nil {
				taken += "; " + b.say("review.ledger.revised", "date", base.RevisedOn.In(b.w), "was", b.valueText(x.ind, *base.RevisedFrom))
			}
			used := "review.ledger.compared"
			if n > 0 {
				used = "review.ledger.recorded"
			}
			t.Rows = append(t.Rows, texts(string(x.ind.ID)+" "+x.ind.Name, b.say(used), figure, period, b.withNotice(base.Trust.In(b.w), base), noneOr(source.Name), taken, base.Why))
		}
	}
	var counts []string
	for _, k := range []kpi.Trust{kpi.Agreed, kpi.Published, kpi.IllustrativeTrust, kpi.NotSet} {
		counts = append(counts, b.say("review.ledger.count", "n", itoa(trust[k]), "trust", k.In(b.w)))
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "ledger", Title: b.say("review.ledger.title"), Sheet: b.say("review.ledger.sheet"), Table: t, Text: []string{b.say("review.ledger.about", "list", strings.Join(counts, ", "))}})
}

// withNotice is what is said of a baseline, with its notice where it is invented.
func (b *builder) withNotice(said string, base kpi.Baseline) string {
	if notice := b.noticeOf(base); notice != "" {
		return said + ": " + notice
	}
	return said
}

func (b *builder) dateOr(d kpi.Date) string {
	if d == 0 {
		return unknownOr("")
	}
	return d.In(b.w)
}

func (b *builder) asksChapter(p *Pack) {
	c := Chapter{ID: "asks", Title: b.say("review.asks.title"), Sheet: b.say("review.asks.sheet")}
	if len(b.Plan.Asks) == 0 {
		c.Text = []string{b.say("review.asks.none")}
		p.Chapters = append(p.Chapters, c)
		return
	}
	c.Table = &Table{ID: "asks", Caption: b.say("review.asks.caption"), Columns: b.columns("review.asks.ask", "review.asks.by", "review.asks.state", "review.asks.asked", "review.asks.answered", "review.asks.evidence", "table.indicators")}
	states := map[kpi.AskState]int{}
	for _, a := range b.Plan.Asks {
		states[a.State]++
		var ids []string
		for _, id := range a.Indicators {
			ids = append(ids, string(id))
		}
		c.Table.Rows = append(c.Table.Rows, texts(a.ID, a.By, a.State.In(b.w), b.asked(a.Asked, a.AskedLine), b.asked(a.Answered, a.AnsweredLine), a.Evidence, noneOr(strings.Join(ids, ", "))))
	}
	c.Text = []string{b.say("review.asks.count", "n", len(b.Plan.Asks), "done", states[kpi.AskDone], "partly", states[kpi.AskPartly], "open", states[kpi.AskOpen], "declined", states[kpi.AskDeclined])}
	p.Chapters = append(p.Chapters, c)
}

// asked is what was asked or answered with its line, where anything was.
func (b *builder) asked(s string, line int) string {
	switch {
	case s == "":
		return unknownOr("")
	case line > 0:
		return b.say("review.asks.quote", "words", s, "line", itoa(line))
	default:
		return b.quoted(s)
	}
}

func (b *builder) appendixChapter(p *Pack) {
	columns := b.columns("table.indicator", "table.question", "review.appendix.technical", "review.appendix.measure", "review.appendix.numerator",
		"review.appendix.denominator", "review.appendix.unit", "review.appendix.direction", "review.appendix.target", "review.appendix.baseline",
		"review.appendix.owner", "review.appendix.system", "review.appendix.publisher", "review.appendix.frequency")
	columns = append(append(columns, b.figures("review.appendix.lag", 0)), b.columns("review.appendix.state", "review.appendix.approval")...)
	t := &Table{ID: "specification", Caption: b.say("review.appendix.caption"), Columns: columns}
	for _, x := range b.assessed {
		var targets []string
		for _, target := range x.ind.Targets {
			targets = append(targets, target.In(b.w, x.ind.Unit))
		}
		baseline := b.say("review.appendix.no-baseline")
		if x.a.Baseline != nil {
			baseline = b.withNotice(x.a.Baseline.In(b.w), *x.a.Baseline)
		}
		t.Rows = append(t.Rows, append(texts(string(x.ind.ID), x.ind.Question, unknownOr(x.ind.Technical), x.ind.Measure.In(b.w), unknownOr(x.ind.Numerator), noneOr(x.ind.Denominator), x.ind.Unit, x.ind.Direction.In(b.w),
			cmp.Or(strings.Join(targets, "; "), b.say("table.none")), baseline, kpi.OwnerIn(b.w, x.ind.Owner), x.ind.System, x.ind.Publisher, x.ind.Frequency.In(b.w)),
			b.whole(x.ind.Lag), text(x.ind.Life.In(b.w)), text(x.ind.Approval)))
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "specification", Title: b.say("review.appendix.title"), Sheet: b.say("review.appendix.sheet"), Table: t})
}
