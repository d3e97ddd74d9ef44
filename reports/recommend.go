package reports

import (
	"cmp"
	"fmt"
	"strings"

	"planwatch/kpi"
)

// finding is something that the review found, with what it suggests to the subgroup.
type finding struct{ recommendation, found string }

// recommendationChapter suggests what the subgroup may recommend, each from a finding of this pack.
func (b *builder) recommendationChapter(p *Pack) {
	c := Chapter{ID: "recommendations", Title: "Suggested recommendations", Sheet: "Recommendations"}
	t := &Table{ID: "recommendations", Caption: "Suggested recommendations, each from a finding above", Columns: []Column{{"Number", true, 0}, {"Recommendation", false, 0}, {"Finding", false, 0}}}
	for n, f := range b.findings() {
		t.Rows = append(t.Rows, append([]Figure{number(float64(n+1), 0)}, texts(f.recommendation, f.found)...))
	}
	if len(t.Rows) == 0 {
		c.Text = []string{"Nothing above calls for a recommendation."}
	} else {
		c.Text, c.Table = []string{"They are suggestions made by rule: the subgroup decides."}, t
	}
	p.Chapters = append(p.Chapters, c)
}

func (b *builder) findings() []finding {
	var out []finding
	add := func(ids []string, recommendation, what string) {
		if len(ids) > 0 {
			out = append(out, finding{recommendation, fmt.Sprintf("%s: %s.", what, strings.Join(ids, ", "))})
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
		"Ask the Commissioner to confirm or amend the list of indicators.", "Indicators that are proposed and not confirmed")
	add(b.awaitedTerms(), "Ask for a plain definition of each open term.", "Terms that nobody has defined")
	add(with(func(x assessed) bool {
		return hasTarget(x.ind, func(t kpi.Target) bool { return t.Kind == kpi.TargetShare && t.Share == nil })
	}),
		"Ask the Commissioner which share must meet each service level.", "Targets with a threshold and no required share")
	add(with(func(x assessed) bool {
		return hasTarget(x.ind, func(t kpi.Target) bool { return t.Kind == kpi.TargetChange && !t.National && t.BasePeriod == nil })
	}),
		"Ask the Commissioner for the base year of each target that is a change.", "Targets with no base year")
	add(with(func(x assessed) bool { return x.a.Baseline != nil && x.a.Baseline.Trust == kpi.Published }),
		"Agree with the Commissioner which published figures are the baselines.", "Baselines that are published and not agreed")
	add(with(func(x assessed) bool { return x.a.Baseline == nil || x.a.Baseline.Trust == kpi.NotSet }),
		"Ask for a baseline, or for the reason why there can be none.", "Indicators without a baseline")
	add(with(func(x assessed) bool { return x.a.Latest == nil || x.a.Provenance == kpi.IllustrativeFigures }),
		"Ask for the returns that would bring these figures.", "Indicators for which no return was received")
	add(with(func(x assessed) bool {
		return b.isMeasurable(x)[1] == answerNo && x.a.Latest != nil && x.a.Provenance != kpi.IllustrativeFigures
	}),
		"Ask why figures come less often or later than promised.", "Indicators whose newest figure is older than promised")
	add(b.oldGroups(), "Ask which forces are the most similar ones now.", "Groups for comparison that are over three years old")
	add(b.openAsks(), "Ask again, or close the ask with a reason.", "Asks that are open or done in part only")
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
			out = append(out, t.Name+" (from "+t.Awaited+")")
		}
	}
	return out
}

func (b *builder) oldGroups() []string {
	var out []string
	for _, g := range b.Plan.Groups {
		if g.From != 0 && b.AsAt-cmp.Or(g.To, g.From) > 3*366 {
			out = append(out, g.Name+", as of "+g.From.Words())
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
