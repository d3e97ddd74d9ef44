package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

// coverage is what an objective has, as the coverage map shows it.
type coverage struct {
	row  []Figure
	gaps int
}

// coverageChapter lists every objective with what it has, those with most gaps first. Words, not colours, say it.
func (b *builder) coverageChapter(p *Pack) {
	var rows []coverage
	covered, total := 0, 0
	for _, s := range b.Plan.Sections {
		for _, o := range s.Objectives {
			c, ok := b.coverageOf(s, o)
			rows = append(rows, c)
			if total++; ok {
				covered++
			}
		}
	}
	slices.SortStableFunc(rows, func(x, y coverage) int { return y.gaps - x.gaps })
	t := &Table{ID: "coverage", Caption: b.say("review.coverage.caption"), Columns: append(b.columns("review.coverage.promise", "review.coverage.text",
		"table.indicators", "review.coverage.baseline", "review.coverage.target", "review.coverage.comparator", "review.coverage.glossary",
		"review.coverage.breakdowns", "review.coverage.data"), b.figures("review.coverage.gaps", 0))}
	for _, r := range rows {
		t.Rows = append(t.Rows, append(r.row, b.whole(r.gaps)))
	}
	text := []string{
		b.say("review.coverage.covered", "n", covered, "total", total),
		b.say("review.coverage.about"),
	}
	for _, s := range b.Plan.Sections {
		if len(s.Objectives) == 0 {
			text = append(text, string(s.ID)+" "+s.Title+": "+s.Note+" "+b.looseWords(s))
		}
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "coverage", Title: b.say("review.coverage.title"), Text: text, Sheet: b.say("review.coverage.sheet"), Table: t})
}

// looseWords names the indicators that hang from a section without an objective.
func (b *builder) looseWords(s kpi.Section) string {
	var ids []string
	for _, i := range b.Plan.Computed() {
		if i.Section == s.ID && i.Objective == "" {
			ids = append(ids, string(i.ID))
		}
	}
	if len(ids) == 0 {
		return b.say("review.coverage.loose-none")
	}
	return b.say("review.coverage.loose", "list", strings.Join(ids, ", "))
}

func (b *builder) coverageOf(s kpi.Section, o kpi.Objective) (coverage, bool) {
	var of []assessed
	for _, x := range b.assessed {
		if x.ind.Objective == o.ID {
			of = append(of, x)
		}
	}
	count := itoa(len(of))
	if len(of) == 0 && o.Reason != "" {
		count = b.say("review.coverage.none-because", "reason", o.Reason)
	}
	c := coverage{row: []Figure{text(string(o.ID)), text(o.Text), text(count)}}
	if len(of) == 0 {
		c.gaps++
	}
	for _, has := range []func(assessed) bool{
		func(x assessed) bool {
			return x.a.Baseline != nil && x.a.Baseline.Trust != kpi.NotSet && x.a.Baseline.Trust != kpi.IllustrativeTrust
		},
		func(x assessed) bool { return len(x.ind.Targets) > 0 },
		func(x assessed) bool { return len(x.ind.Comparators) > 0 },
		func(x assessed) bool { return len(x.ind.Terms) > 0 && len(b.openTerms(x.ind)) == 0 },
		func(x assessed) bool {
			return len(x.ind.Breakdowns) > 0 && !strings.HasPrefix(strings.ToLower(x.ind.Breakdowns[0]), "none")
		},
		func(x assessed) bool { return x.a.Latest != nil && x.a.Provenance != kpi.IllustrativeFigures },
	} {
		n := 0
		for _, x := range of {
			if has(x) {
				n++
			}
		}
		word := b.say("review.coverage.yes")
		switch {
		case n == 0:
			word = b.say("review.coverage.no")
			c.gaps++
		case n < len(of):
			word = b.say("review.coverage.some", "n", n, "total", len(of))
		}
		c.row = append(c.row, text(word))
	}
	return c, len(of) > 0 || o.Reason != ""
}
