package layout

import (
	"strings"
	"testing"

	"planwatch/ingest/sheet"
)

const fixedLayout = `layout: fixed
fits: [{sheet: csv}]
edition: none
tables:
  - {sheet: csv, area: {name: Area}, period: {fixed: PERIOD}, series: {across: {n: test.burglary}}, ignore columns: [m]}
  - {sheet: csv, area: {name: Area}, period: {fixed: 2010-06-30}, series: {across: {m: test.robbery}}, ignore columns: [n]}
`

// TestOtherPeriodInName: a file's name may say the period, also glued to a word, a day that is that of a release, or numbers
// that are no period at all.
func TestOtherPeriodInName(t *testing.T) {
	for _, c := range []struct {
		fixed, name string
		doubted     bool
	}{
		{"2024/25", "burglary-2024-25.csv", false},
		{"2024/25", "burglary-2025-26.csv", true},
		{"2024/25", "Burglary_2025_to_2026.csv", false}, // not said clearly enough: part of 2025 is in 2024/25
		{"2024/25", "burglary YE March 2025.csv", false},
		{"2024/25", "burglary_YE_March_2026.csv", true},
		{"2024/25", "mid2026.csv", true},
		{"2024/25", "mid2010 and 2031.csv", false},  // of another table
		{"2024/25", "sent-on-2026-07-18.csv", true}, // of the day that the other table fixes
		{"2024/25", "burglary-v2-17.csv", false},
		{"2010/11", "burglary-2010-11.csv", false},
		{"2010-11", "burglary-2010-11.csv", false},
		{"2025-02", "burglary-2025-03.csv", true},
		{"2025-02", "burglary.csv", false},
	} {
		l := mustRead(t, strings.Replace(fixedLayout, "PERIOD", c.fixed, 1))
		book, err := sheet.Open(c.name, []byte("Area,n,m\nBirmingham,5,6\n"), sheet.Limits{})
		must(t, err)
		got := problemText(l.Extract(NewPages(book), testPlan()))
		if doubted := strings.Contains(got, "[other-period]"); doubted != c.doubted || doubted && strings.Contains(got, "\n") {
			t.Errorf("%s of %s: found %q, want doubt: %t", c.name, c.fixed, got, c.doubted)
		}
	}
}
