package reports

import (
	"fmt"
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
	t := &Table{ID: "coverage", Caption: "What each promise has, most gaps first", Columns: []Column{
		{"Promise", false, 0},
		{"Text", false, 0},
		{"Indicators", false, 0},
		{"Baseline", false, 0},
		{"Target", false, 0},
		{"Comparator", false, 0},
		{"Glossary", false, 0},
		{"Breakdowns", false, 0},
		{"Data loaded", false, 0},
		{"Gaps", true, 0},
	}}
	for _, r := range rows {
		t.Rows = append(t.Rows, append(r.row, number(float64(r.gaps), 0)))
	}
	text := []string{
		fmt.Sprintf("%d of %d promises have an indicator or a stated reason why not.", covered, total),
		"“Yes” means every indicator of the promise has it, “some” that at least one has, “no” that none has. Data counts when it is published or a force's own; illustrative figures do not count.",
	}
	for _, s := range b.Plan.Sections {
		if len(s.Objectives) == 0 {
			text = append(text, string(s.ID)+" "+s.Title+": "+s.Note+" "+b.looseWords(s))
		}
	}
	p.Chapters = append(p.Chapters, Chapter{ID: "coverage", Title: "Coverage map", Text: text, Sheet: "Coverage", Table: t})
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
		return "It has no indicator."
	}
	return "Its indicators hang from the section: " + strings.Join(ids, ", ") + "."
}

func (b *builder) coverageOf(s kpi.Section, o kpi.Objective) (coverage, bool) {
	var of []assessed
	for _, x := range b.assessed {
		if x.ind.Objective == o.ID {
			of = append(of, x)
		}
	}
	count := fmt.Sprint(len(of))
	if len(of) == 0 && o.Reason != "" {
		count = "none: " + o.Reason
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
		word := "yes"
		switch {
		case n == 0:
			word = "no"
			c.gaps++
		case n < len(of):
			word = fmt.Sprintf("some (%d of %d)", n, len(of))
		}
		c.row = append(c.row, text(word))
	}
	return c, len(of) > 0 || o.Reason != ""
}
