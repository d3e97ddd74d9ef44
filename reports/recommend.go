package reports

import (
	"cmp"
	"strings"

	"planwatch/kpi"
)

// finding is something that the review found, with what it suggests to the subgroup.
type finding struct{ recommendation, found string }

// recommendationChapter suggests what the subgroup may recommend, each from a finding of this pack.
func (b *builder) recommendationChapter(p *Pack) {
	c := Chapter{ID: "recommendations", Title: b.say("review.recommend.title"), Sheet: b.say("review.recommend.sheet")}
	t := &Table{ID: "recommendations", Caption: b.say("review.recommend.caption"), Columns: append([]Column{b.figures("review.recommend.number", 0)}, b.columns("review.recommend.recommendation", "review.recommend.finding")...)}
	for n, f := range b.findings() {
		t.Rows = append(t.Rows, append([]Figure{b.whole(n + 1)}, texts(f.recommendation, f.found)...))
	}
	if len(t.Rows) == 0 {
		c.Text = []string{b.say("review.recommend.nothing")}
	} else {
		c.Text, c.Table = []string{b.say("review.recommend.by-rule")}, t
	}
	p.Chapters = append(p.Chapters, c)
}

func (b *builder) findings() []finding {
	var out []finding
	add := func(ids []string, recommendation, what string) {
		if len(ids) > 0 {
			out = append(out, finding{b.say(recommendation), b.say(what, "list", strings.Join(ids, ", "))})
		}
	}
	with := func(is func(assessed) bool) []string {
		var ids []string
		for _, x := range b.assessed {
			if is(x) {
				ids = append(ids, string(x.ind.ID))
			}
		}
		return ids
	}
	add(with(func(x assessed) bool { return strings.HasPrefix(x.ind.Approval, "proposed") }),
		"review.recommend.confirm", "review.recommend.confirm-found")
	add(b.awaitedTerms(), "review.recommend.define", "review.recommend.define-found")
	add(with(func(x assessed) bool {
		return hasTarget(x.ind, func(t kpi.Target) bool { return t.Kind == kpi.TargetShare && t.Share == nil })
	}),
		"review.recommend.share", "review.recommend.share-found")
	add(with(func(x assessed) bool {
		return hasTarget(x.ind, func(t kpi.Target) bool { return t.Kind == kpi.TargetChange && !t.National && t.BasePeriod == nil })
	}),
		"review.recommend.base", "review.recommend.base-found")
	add(with(func(x assessed) bool { return x.a.Baseline != nil && x.a.Baseline.Trust == kpi.Published }),
		"review.recommend.agree", "review.recommend.agree-found")
	add(with(func(x assessed) bool { return x.a.Baseline == nil || x.a.Baseline.Trust == kpi.NotSet }),
		"review.recommend.baseline", "review.recommend.baseline-found")
	add(with(func(x assessed) bool { return x.a.Latest == nil || x.a.Provenance == kpi.IllustrativeFigures }),
		"review.recommend.return", "review.recommend.return-found")
	add(with(func(x assessed) bool {
		return b.isMeasurable(x).answer == answerNo && x.a.Latest != nil && x.a.Provenance != kpi.IllustrativeFigures
	}),
		"review.recommend.late", "review.recommend.late-found")
	add(b.oldGroups(), "review.recommend.groups", "review.recommend.groups-found")
	add(b.openAsks(), "review.recommend.asks", "review.recommend.asks-found")
	return out
}

func hasTarget(ind kpi.Indicator, is func(kpi.Target) bool) bool {
	for _, t := range ind.Targets {
		if is(t) {
			return true
		}
	}
	return false
}

func (b *builder) awaitedTerms() []string {
	var out []string
	for _, t := range b.Plan.Terms {
		if t.Awaited != "" {
			out = append(out, b.say("review.recommend.term-from", "term", t.Name, "who", t.Awaited))
		}
	}
	return out
}

func (b *builder) oldGroups() []string {
	var out []string
	for _, g := range b.Plan.Groups {
		if g.From != 0 && b.AsAt-cmp.Or(g.To, g.From) > 3*366 {
			out = append(out, b.say("group.dated", "group", g.Name, "date", g.From.In(b.w)))
		}
	}
	return out
}

func (b *builder) openAsks() []string {
	var out []string
	for _, a := range b.Plan.Asks {
		if a.State == kpi.AskOpen || a.State == kpi.AskPartly {
			out = append(out, a.ID)
		}
	}
	return out
}
