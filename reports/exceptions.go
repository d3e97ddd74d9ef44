package reports

import (
	"math"
	"slices"
	"strings"

	"planwatch/kpi"
)

// mostNotable is how many things the first page names.
const mostNotable = 5

// notable names the exceptions that come first, and says how they were ranked and how many there are.
func (b *builder) notable() ([]Notable, []string) {
	all := assessmentsOf(b.assessed)
	found := kpi.Exceptions(all)
	var out []Notable
	for _, e := range found[:min(len(found), mostNotable)] {
		x := b.assessed[e.At]
		n := Notable{x.shown, joined(x.shown.Answer, x.shown.Override)}
		for _, note := range x.a.Notes {
			if note.Code == "two-ways" {
				n.Text += " " + note.Text
			}
		}
		out = append(out, n)
	}
	return out, b.rankingWords(found, len(out), kpi.LooksAt(all))
}

// Ranking says by what rule the exceptions among assessments are ranked, and how many there are, of which so many are
// named.
func Ranking(plan *kpi.Plan, all []kpi.Assessment, named int) []string {
	return voice{plan.Words}.rankingWords(kpi.Exceptions(all), named, kpi.LooksAt(all))
}

// StandsOut says in a few words why an assessment is an exception: its trend with the reason, or its target.
func StandsOut(ind kpi.Indicator, a kpi.Assessment) string {
	v := voice{a.Catalogue()}
	switch a.Trend.Kind {
	case kpi.TrendImproving, kpi.TrendWorsening, kpi.TrendHigher, kpi.TrendLower, kpi.TrendLate:
		return a.Trend.In(a.Catalogue()) + ", " + v.trendReason(a)
	}
	if s := v.targetSentences(ind, a); len(s) > 0 && (a.Target.State == kpi.TargetNotMet || a.Target.State == kpi.TargetOffPath) {
		return s[0]
	}
	return a.Trend.In(a.Catalogue())
}

func assessmentsOf(all []assessed) []kpi.Assessment {
	out := make([]kpi.Assessment, len(all))
	for i, x := range all {
		out[i] = x.a
	}
	return out
}

// rankingWords say the rule, how many of the exceptions are named, and how many trends chance alone would flag.
func (v voice) rankingWords(found []kpi.Exception, shown int, l kpi.Looks) []string {
	if len(found) == 0 {
		return nil
	}
	out := []string{v.say("exceptions.rule")}
	if shown < len(found) {
		out = append(out, v.say("exceptions.some", "shown", shown, "all", len(found)))
	}
	if l.Looked > 0 {
		out = append(out, v.say("exceptions.looks", "n", l.Looked, "flagged", l.Flagged), v.chanceWords(l))
	}
	return out
}

// chanceWords say how many of those looked at would stand out by chance alone.
func (v voice) chanceWords(l kpi.Looks) string {
	n := int(math.Round(l.ByChance))
	if n == 0 {
		return v.say("looks.no-chance", "looked", l.Looked)
	}
	return v.say("looks.chance", "n", n, "looked", l.Looked)
}

// areaSignals lists what stands out in council areas, from the assessments that the tables of areas were made of.
func (b *builder) areaSignals() AreaSignals {
	shown := map[kpi.IndicatorID]*Indicator{}
	for _, x := range b.assessed {
		shown[x.ind.ID] = x.shown
	}
	var out AreaSignals
	for _, x := range b.inAreas {
		if kpi.Signalled(x.a) {
			out.Signals = append(out.Signals, AreaSignal{
				Indicator: shown[x.ind.ID], Area: b.areaName(x.a.Area), Trend: b.trendVerdict(x.a), Text: b.areaSignalText(x.ind, x.a),
			})
		}
	}
	out.Words = AreaLooks(b.Plan, assessmentsOf(b.inAreas))
	return out
}

// areaSignalText is an area's latest figure and what its trend shows.
func (v voice) areaSignalText(ind kpi.Indicator, a kpi.Assessment) string {
	return strings.Join(append([]string{v.figureSentence(ind, *a.Latest)}, v.trendSentences(a)...), " ")
}

// AreaLooks says how many trends of council areas were judged, how many stand out, and how many would by chance alone;
// nil when no area has a real figure.
func AreaLooks(plan *kpi.Plan, all []kpi.Assessment) []string {
	known := func(a kpi.Assessment) bool { return a.Latest != nil && a.Provenance != kpi.IllustrativeFigures }
	l := kpi.LooksAt(all)
	switch {
	case !slices.ContainsFunc(all, known):
		return nil
	case l.Looked == 0:
		return []string{(voice{plan.Words}).say("areas.none-judged")}
	}
	indicators := map[kpi.IndicatorID]bool{}
	for i := range all {
		if kpi.LooksAt(all[i:i+1]).Looked > 0 {
			indicators[all[i].Indicator] = true
		}
	}
	v := voice{plan.Words}
	return []string{v.say("areas.looked", "n", l.Looked, "indicators", len(indicators), "flagged", l.Flagged), v.chanceWords(l)}
}
