package reports

import (
	"cmp"
	"fmt"
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
	c := Chapter{ID: "purpose", Title: "Purpose and questions"}
	if r := b.Plan.Review; r != nil {
		c.Text = append(c.Text, r.Group+": "+r.Purpose)
		for n, q := range r.Questions {
			line := ""
			if q.Line > 0 {
				line = fmt.Sprintf(" (line %d of the source)", q.Line)
			}
			c.Text = append(c.Text, fmt.Sprintf("Question %d: “%s”%s", n+1, q.Text, line))
		}
		c.Text = append(c.Text, sentence("Source:", r.Source.Title))
	} else {
		c.Text = append(c.Text, "The plan's files name no group that reviews the indicators (review in plan.yaml).")
	}
	if len(b.Members) > 0 {
		c.Text = append(c.Text, "Members: "+strings.Join(b.Members, "; ")+".")
	}
	c.Text = append(c.Text, "The pack is about the indicators, not about what their figures say: whether each is clear, defined, has an honest baseline and can be measured. What a rule can answer is answered by a rule; the rest is marked “for the subgroup”.")
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
	c := Chapter{ID: "changes", Title: "Register of changes", Sheet: "Changes"}
	list := slices.Clone(b.Plan.Changes)
	slices.SortStableFunc(list, func(x, y kpi.ChangeRecord) int { return int(y.Date) - int(x.Date) })
	if len(list) == 0 {
		c.Text = []string{"No change of a published indicator is on record. Every later change of a definition, baseline or target must be entered with its reason."}
	} else {
		c.Table = &Table{ID: "changes", Caption: "Changes of indicators, the newest first", Columns: []Column{{"Date", false, 0}, {"Indicator", false, 0}, {"What", false, 0}, {"Was", false, 0}, {"Is", false, 0}, {"Why", false, 0}}}
		for _, r := range list {
			c.Table.Rows = append(c.Table.Rows, texts(r.Date.Words(), string(r.Indicator), r.What.String(), cmp.Or(r.Was, "[z]"), cmp.Or(r.Is, "[z]"), r.Because))
		}
	}
	for _, s := range p.Sections {
		for _, e := range s.Ended {
			c.Text = append(c.Text, fmt.Sprintf("%s %s is %s. %s", e.ID, e.Name, e.State, strings.Join(e.Text, " ")))
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
	c := Chapter{ID: "specifications", Title: "Each indicator: specification and checklist", Sheet: "Checklist"}
	c.Table = &Table{ID: "checklist", Caption: "The checklist, indicator by indicator", Columns: []Column{{"Indicator", false, 0}, {"Name", false, 0}, {"Question", false, 0}, {"Answer", false, 0}, {"Why", false, 0}}}
	for _, x := range b.assessed {
		spec := Specification{Indicator: x.shown, Facts: b.specFacts(x)}
		spec.Checklist = Table{ID: "checklist-" + x.ind.Slug, Caption: "Checklist of " + string(x.ind.ID), Columns: []Column{{"Question", false, 0}, {"Answer", false, 0}, {"Why", false, 0}}}
		for _, q := range b.checklist(x) {
			spec.Checklist.Rows = append(spec.Checklist.Rows, texts(q[0], q[1], q[2]))
			c.Table.Rows = append(c.Table.Rows, texts(string(x.ind.ID), x.ind.Name, q[0], q[1], q[2]))
		}
		c.Specs = append(c.Specs, spec)
	}
	p.Chapters = append(p.Chapters, c)
}

func (b *builder) specFacts(x assessed) []Fact {
	out := []Fact{{"Promise", x.shown.Objective, x.shown.Place}}
	out = append(out, x.shown.Definition...)
	out = append(out, b.baselineFact(x.ind, x.a))
	for _, t := range x.ind.Targets {
		scope := "Target"
		if t.National {
			scope = "National target"
		}
		out = append(out, Fact{scope, upperFirst(t.Words(x.ind.Unit)), "“" + t.Quote + "”" + either(t.Judged, " It is the one that is judged.", "")})
	}
	out = append(out, Fact{"What it does not tell you", x.ind.Caveat, ""})
	return out
}

func (b *builder) glossaryChapter(p *Pack) {
	t := &Table{ID: "terms", Caption: "Terms with reading age", Columns: []Column{{"Term", false, 0}, {"Also called", false, 0}, {"Definition", false, 0}, {"Reading age", true, 0}, {"Checked against its source", false, 0}, {"Source", false, 0}}}
	var open []string
	terms := slices.Clone(b.Plan.Terms)
	slices.SortStableFunc(terms, func(x, y kpi.Term) int { return cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)) })
	for _, term := range terms {
		age := text("[z]")
		if term.Awaited != "" {
			open = append(open, term.Name)
		} else {
			years, _ := kpi.ReadingAge(term.Definition, b.Plan.TermNames())
			age = number(years, 0)
		}
		t.Rows = append(t.Rows, append(texts(term.Name, cmp.Or(strings.Join(term.Aliases, ", "), "[z]"), term.Definition), age, text(term.Checked), text(term.Source.Title)))
	}
	c := Chapter{
		ID: "terms", Title: "Glossary, with reading age and open terms", Sheet: "Terms", Table: t,
		Text: []string{"The reading age is the Flesch-Kincaid grade plus five, counted from spelling: good for comparing, no better than a year or so. Defined terms are left out of it."},
	}
	if len(open) > 0 {
		c.Text = append(c.Text, "Open terms, which nobody has defined: "+strings.Join(open, "; ")+".")
	}
	p.Chapters = append(p.Chapters, c)
}

// ledgerChapter is every baseline record, claims included, with how far it can be trusted.
func (b *builder) ledgerChapter(p *Pack) {
	t := &Table{ID: "ledger", Caption: "Every baseline record", Columns: []Column{{"Indicator", false, 0}, {"Used", false, 0}, {"Figure", false, 0}, {"Period", false, 0}, {"Trust", false, 0}, {"Source", false, 0}, {"Extracted, revised", false, 0}, {"Why", false, 0}}}
	trust := map[kpi.Trust]int{}
	for _, x := range b.assessed {
		for n, base := range x.ind.Baselines {
			if n == 0 {
				trust[base.Trust]++
			}
			source, _ := b.Plan.Source(base.Source)
			figure, period, taken := "[z]", "[z]", "extracted on "+dateOr(base.Extracted)
			if base.Trust == kpi.NotSet {
				taken = "[z]"
			}
			if v, ok := base.Known(); ok {
				figure = valueText(x.ind, v)
			}
			if base.Period.Kind != 0 {
				period = base.Period.String()
			}
			if base.RevisedFrom != nil {
				taken += "; revised on " + base.RevisedOn.Words() + " from " + valueText(x.ind, *base.RevisedFrom)
			}
			t.Rows = append(t.Rows, texts(string(x.ind.ID)+" "+x.ind.Name, either(n == 0, "compared with", "recorded only"), figure, period, strings.TrimSuffix(base.Trust.String()+": "+b.noticeOf(base), ": "), cmp.Or(source.Name, "[z]"), taken, base.Why))
		}
	}
	var counts []string
	for _, k := range []kpi.Trust{kpi.Agreed, kpi.Published, kpi.IllustrativeTrust, kpi.NotSet} {
		counts = append(counts, fmt.Sprintf("%d %s", trust[k], k))
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "ledger", Title: "Baseline ledger", Sheet: "Baselines", Table: t, Text: []string{
		"The baselines that figures are compared with: " + strings.Join(counts, ", ") + ". A claim is something that somebody said with no series behind it: it is recorded, with a note where it does not fit other figures, and never compared with.",
	}})
}

func dateOr(d kpi.Date) string {
	if d == 0 {
		return "[x]"
	}
	return d.Words()
}

func (b *builder) asksChapter(p *Pack) {
	c := Chapter{ID: "asks", Title: "What was asked, and what was answered", Sheet: "Asks"}
	if len(b.Plan.Asks) == 0 {
		c.Text = []string{"No ask is on record (asks.yaml)."}
		p.Chapters = append(p.Chapters, c)
		return
	}
	c.Table = &Table{ID: "asks", Caption: "Register of asks and answers", Columns: []Column{{"Ask", false, 0}, {"By", false, 0}, {"State", false, 0}, {"Asked", false, 0}, {"Answered", false, 0}, {"Evidence", false, 0}, {"Indicators", false, 0}}}
	states := map[kpi.AskState]int{}
	for _, a := range b.Plan.Asks {
		states[a.State]++
		var ids []string
		for _, id := range a.Indicators {
			ids = append(ids, string(id))
		}
		c.Table.Rows = append(c.Table.Rows, texts(a.ID, a.By, a.State.String(), quoted(a.Asked, a.AskedLine), quoted(a.Answered, a.AnsweredLine), a.Evidence, cmp.Or(strings.Join(ids, ", "), "[z]")))
	}
	c.Text = []string{fmt.Sprintf("%s: %d done, %d partly, %d open, %d declined.", countOf(len(b.Plan.Asks), "ask", "asks"), states[kpi.AskDone], states[kpi.AskPartly], states[kpi.AskOpen], states[kpi.AskDeclined])}
	p.Chapters = append(p.Chapters, c)
}

// quoted is a quotation with its line.
func quoted(s string, line int) string {
	switch {
	case s == "":
		return "[x]"
	case line > 0:
		return fmt.Sprintf("“%s” (line %d)", s, line)
	default:
		return "“" + s + "”"
	}
}

func (b *builder) appendixChapter(p *Pack) {
	t := &Table{ID: "specification", Caption: "The whole specification", Columns: []Column{
		{"Indicator", false, 0},
		{"Question", false, 0},
		{"Technical name", false, 0},
		{"Measure", false, 0},
		{"Numerator", false, 0},
		{"Denominator", false, 0},
		{"Unit", false, 0},
		{"Direction", false, 0},
		{"Target", false, 0},
		{"Baseline", false, 0},
		{"Owner", false, 0},
		{"System", false, 0},
		{"Publisher", false, 0},
		{"Frequency", false, 0},
		{"Lag in days", true, 0},
		{"State", false, 0},
		{"Approval", false, 0},
	}}
	for _, x := range b.assessed {
		var targets []string
		for _, target := range x.ind.Targets {
			targets = append(targets, target.Words(x.ind.Unit))
		}
		baseline := "no record"
		if x.a.Baseline != nil {
			baseline = strings.TrimSuffix(x.a.Baseline.Words()+": "+b.noticeOf(*x.a.Baseline), ": ")
		}
		t.Rows = append(t.Rows, append(texts(string(x.ind.ID), x.ind.Question, cmp.Or(x.ind.Technical, "[x]"), x.ind.Measure.String(), cmp.Or(x.ind.Numerator, "[x]"), cmp.Or(x.ind.Denominator, "[z]"), x.ind.Unit, x.ind.Direction.String(),
			cmp.Or(strings.Join(targets, "; "), "none"), baseline, x.ind.Owner, x.ind.System, x.ind.Publisher, x.ind.Frequency.String()),
			number(float64(x.ind.Lag), 0), text(x.ind.Life.String()), text(x.ind.Approval)))
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "specification", Title: "Appendix: the whole specification", Sheet: "Specification", Table: t})
}
