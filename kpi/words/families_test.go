package words_test

import (
	"strconv"
	"strings"

	"planwatch/kpi"
)

// families are beginnings of keys that code goes on with a word of a list: every word has its saying.
var families = map[string][]string{
	"date.short-":                  months(),
	"date.month-":                  months(),
	"kind.":                        kpi.PeriodKindNames(),
	"figure.":                      kpi.PeriodKindNames(),
	"run.":                         add(kpi.PeriodKindNames(), "rolling 12 months", "wait"),
	"unit.each-":                   add(kpi.PeriodKindNames(), "point in time"),
	"window.":                      names(kpi.LatestPeriod, kpi.LatestQuarter, kpi.YearToDate, kpi.RollingYear, kpi.LastYear),
	"state.":                       names(kpi.Known, kpi.Missing, kpi.Suppressed, kpi.NotApplicable),
	"provenance.":                  kpi.ProvenanceNames(),
	"trust.":                       kpi.TrustNames(),
	"direction.":                   kpi.DirectionNames(),
	"measure-word.":                kpi.MeasureNames(),
	"measure.":                     {"count", "percentage", "ratio", "given", "milestone", "compound", "assigned", "cohort"},
	"whole.":                       {"improving", "worsening", "unusual", "levelled", "steady", "unsure", "missed"},
	"whole.first.":                 {"improving", "worsening", "unusual", "levelled", "steady", "unsure", "missed"},
	"target.":                      {"none", "cannot-judge", "met", "not-met", "on-path", "off-path"},
	"sentence.disparity.":          {"more", "fewer"},
	"frequency.":                   kpi.FrequencyNames(),
	"life.":                        kpi.LifeNames(),
	"owner.":                       {"force", "partnership", "OPCC", "national"},
	"checked.":                     {"yes", "partly", "no"},
	"ask.":                         kpi.AskStateNames(),
	"change.":                      add(kpi.ChangeKindNames(), "", "same", "more", "fewer", "higher", "lower"),
	"history.did-":                 kpi.ChangeKindNames(),
	"counts.":                      {"improvement", "concern", "neutral", "common", "unjudged"},
	"pack.title-":                  {"site", "panel", "review"},
	"workbook.how-label.":          {"contents", "words", "charts", "notes", "sources"},
	"workbook.how-text.":           {"contents", "words", "charts", "notes", "sources"},
	"fill-in.how.":                 fillInSteps,
	"fill-in.how-text.":            fillInSteps,
	"trend.":                       {"cannot-judge", "improving", "worsening", "higher", "lower", "no-change", "done", "not-done", "late"},
	"windows.hole":                 {"", "-none"},
	"windows.hole-before":          {"", "-none"},
	"windows.line-hole":            {"", "-none"},
	"when.":                        {"in", "at"},
	"chart.why.":                   {"no-values", "amount", "no-denominators", "above-whole", "rare", "large-denominators", "small-denominators", "even-rate", "uneven-rate", "few-of-rate", "small-counts", "counts"},
	"target.capable.":              {"pass", "fail", "hit-and-miss"},
	"signal.":                      rules,
	"sentence.":                    rules,
	"sentence.wait.":               rules,
	"reason.wait.":                 rules,
	"sentence.years.":              {"high", "low", "none", "chance.high", "chance.low"},
	"reason.years.":                {"high", "low", "none", "chance.high", "chance.low"},
	"sentence.changed-level.":      {"high", "low"},
	"sentence.change.":             {"same", "more", "fewer", "higher", "lower"},
	"sentence.milestone.":          {"done", "not-done"},
	"sentence.wait.changed-level.": {"high", "low"},
	"sentence.per-day.":            {"trend.high", "trend.low"},
	"sentence.that.":               {"outside.high", "outside.low", "ordinary"},
	"sentence.target.needed.":      {"rise", "fall"},
	"target-name.":                 {"own", "own.of", "own.of.by", "national", "national.of", "national.of.by"},
	"cardinal.":                    {"2", "3", "4", "5", "6", "7", "8", "9", "10"},
	"ordinal.":                     {"2", "3", "4", "5", "6", "7", "8", "9", "10"},
	"standing.":                    {"highest", "highest.first", "highest.far", "highest.joint", "highest.joint.first", "highest.joint.far", "lowest", "lowest.first", "lowest.far", "lowest.joint", "lowest.joint.first", "lowest.joint.far"},
	"funnel.":                      positions,
	"position.":                    positions,
	"sentence.target.":             {"met", "not-met", "on-path", "off-path"},
}

var (
	rules       = []string{"outside.high", "outside.low", "trend.high", "trend.low", "two-of-three.high", "two-of-three.low", "shift.high", "shift.low"}
	positions   = []string{"far-below", "below", "alike", "above", "far-above"}
	fillInSteps = []string{"where", "no-figure", "lists", "out-of", "period", "status", "corrections", "sending"}
)

func months() []string {
	var out []string
	for m := range 12 {
		out = append(out, strconv.Itoa(m+1))
	}
	return out
}

// names are the words of values, as keys write them.
func names[T interface{ String() string }](values ...T) []string {
	var out []string
	for _, v := range values {
		out = append(out, v.String())
	}
	return out
}

// add is a list without one word and with others.
func add(list []string, without string, more ...string) []string {
	var out []string
	for _, s := range append(list, more...) {
		if s != without {
			out = append(out, s)
		}
	}
	return out
}

// members are the keys of a family.
func members(family string) []string {
	var out []string
	for _, word := range families[family] {
		out = append(out, family+strings.ReplaceAll(word, " ", "-"))
	}
	return out
}
