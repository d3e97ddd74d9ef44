package kpi_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi/words"
	"planwatch/reports"
)

// saidByCases are the beginnings of keys that the cases must say: every branch of the sentences, and every reason why
// nothing can be said.
var saidByCases = []string{"sentence.", "when.", "figure.", "run.", "baseline.plain", "baseline.illustrative", "baseline.claimed", "change.p", "trend.", "target.why.", "target.capable.", "target-name."}

// saidElsewhere are those that no case can say, with where they are said.
var saidElsewhere = map[string]string{
	"sentence.closed":                "pages: it closes a phrase",
	"figure.rolling-12-months":       "tables: rolling years are never tested",
	"trend.why.too-few-rebased.one":  "two figures are",
	"trend.why.too-few-waits.one":    "two figures are",
	"sentence.wait.outside.low":      "no wait is below the lower limit of waits, which is 0",
	"sentence.wait.two-of-three.low": "nor close to it",
	"target.why.no-base-figure":      "a plan file with a base year and no figure does not pass its check",
	"target.why.no-size":             "nor one with a change of no size",
	"target.why.no-level":            "nor one with a level that is none",
}

var reMark = regexp.MustCompile(`⟦([^⟧]+)⟧`)

// marked is English in which every saying ends with its own key.
func marked(t *testing.T) *words.Catalogue {
	t.Helper()
	var b strings.Builder
	for _, key := range words.English().Keys() {
		b.WriteString(key + " = " + words.English().Say(key) + " ⟦" + key + "⟧\n")
	}
	c, err := words.Parse("en", b.String())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEverySentenceIsSaid holds that the cases reach every branch of what an assessment says.
func TestEverySentenceIsSaid(t *testing.T) {
	said := map[string]bool{}
	catalogue := marked(t)
	for _, cases := range allCases(t) {
		for _, c := range cases {
			c.plan.Words = catalogue
			a := c.assess()
			for _, m := range reMark.FindAllStringSubmatch(reports.Words(c.ind, a)+a.Trend.In(catalogue)+a.Target.String(), -1) {
				said[m[1]] = true
			}
			c.plan.Words = nil
		}
	}
	for _, key := range words.English().Keys() {
		wanted := slices.ContainsFunc(saidByCases, func(begin string) bool { return strings.HasPrefix(key, begin) })
		// A run of one is never told: seven are the fewest. The form is there for languages that need it.
		wanted = wanted && !(strings.HasPrefix(key, "run.") && strings.HasSuffix(key, ".one"))
		_, elsewhere := saidElsewhere[key]
		switch {
		case said[key] && elsewhere:
			t.Errorf("%s is said by a case, and on the list of what none can say", key)
		case wanted && !said[key] && !elsewhere:
			t.Errorf("no case says %s = %s", key, words.English().Say(key))
		}
	}
	for key := range saidElsewhere {
		if !words.English().Has(key) {
			t.Errorf("the list of what no case can say has %s, which is no key", key)
		}
	}
}
