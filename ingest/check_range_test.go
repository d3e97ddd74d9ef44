package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/kpi"
)

func TestCheckUnits(t *testing.T) {
	six := []float64{500, 510, 490, 505, 495, 500}
	a, b := months("hours", "A", "2024-01", six...), months("hours", "B", "2024-01", six...)
	both := append(append([]string{}, a...), b...)
	wants := "S1: warning: want t.hours of Ashford in 2024-07 in the unit that it had, about 500 in its last 6 values, found 50,000, some 100 times it; in all 2 areas alike: is it another unit? [unit-suspect]"
	runChecks(t, []checkCase{
		{name: "a hundredfold in all areas", held: both, give: []string{"hours A 2024-07 50000", "hours B 2024-07 51000"}, wants: wants},
		{name: "in one of two areas", held: both, give: []string{"hours A 2024-07 50000", "hours B 2024-07 510"}},
		{name: "by different powers", held: both, give: []string{"hours A 2024-07 50000", "hours B 2024-07 5100"}},
		{name: "a tenth", held: a, give: []string{"hours A 2024-07 50"}, wants: "S1: warning: want t.hours of Ashford in 2024-07 in the unit that it had, about 500 in its last 6 values, found 50, some 1/10 of it: is it another unit? [unit-suspect]"},
		{name: "within a fifth of tenfold", held: a, give: []string{"hours A 2024-07 6000"}, wants: "S1: warning: want t.hours of Ashford in 2024-07 in the unit that it had, about 500 in its last 6 values, found 6,000, some 10 times it: is it another unit? [unit-suspect]"},
		{name: "further off", held: a, give: []string{"hours A 2024-07 6001"}},
		{name: "five values are too few", held: a[:5], give: []string{"hours A 2024-06 5000"}},
		{name: "small counts jump", held: months("crimes", "A", "2024-01", 3, 3, 4, 3, 2, 3), give: []string{"crimes A 2024-07 30"}},
		{name: "larger ones do not", held: months("crimes", "A", "2024-01", 10, 10, 10, 10, 10, 10), give: []string{"crimes A 2024-07 100"}, wants: "S1: warning: want t.crimes of Ashford in 2024-07 in the unit that it had, about 10 in its last 6 values, found 100, some 10 times it: is it another unit? [unit-suspect]"},
	})
}

func TestCheckFarOutside(t *testing.T) {
	// Moving ranges of 10 make a deviation of 8.9, so that the last five (100, 110, 100, 110, 100) reach to 100 ± 44.3; a
	// quarter beyond what has been is 75 to 137.5. The wider of the two holds on each side.
	steady := []float64{110, 100, 110, 100, 110, 100, 110, 100, 110, 100, 110, 100}
	held := months("crimes", "A", "2024-01", steady...)
	far := func(v string) string {
		return "S1: warning: want t.crimes of Ashford in 2025-01 in its usual range, 50 to 150, found " + v + " [far-outside]"
	}
	small := make([]float64, 12)
	for i := range small {
		small[i] = 19
	}
	runChecks(t, []checkCase{
		{name: "on the limits", held: held, give: []string{"crimes A 2025-01 150"}},
		{name: "above", held: held, give: []string{"crimes A 2025-01 151"}, wants: far("151")},
		{name: "below", held: held, give: []string{"crimes A 2025-01 49"}, wants: far("49")},
		{name: "eleven values are too few", held: held[1:], give: []string{"crimes A 2025-01 700"}},
		{name: "values that are not known do not count", held: append(append([]string{}, held[1:]...), "crimes A 2023-12 [x]"), give: []string{"crimes A 2025-01 700"}},
		{name: "small counts", held: months("crimes", "A", "2024-01", small...), give: []string{"crimes A 2025-01 70"}},
		{name: "another area", held: held, give: []string{"crimes B 2025-01 700"}},
		{name: "a break before it", held: months("broken", "A", "2024-01", steady...), give: []string{"broken A 2025-01 700"}},
		{name: "grades", held: months("grade", "A", "2024-01", 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2), give: []string{"grade A 2025-01 3"}},
		{name: "rolling years", held: rolling(24), give: []string{"crimes A YE_2025-01 5000"}},
		{name: "as it holds", held: append(append([]string{}, held...), "crimes A 2025-01 151"), give: []string{"crimes A 2025-01 151"}},
	})
}

// TestDoubtOfABreakdown: a figure of a breakdown is named with it, and does not keep a change of unit of the whole from
// being seen.
func TestDoubtOfABreakdown(t *testing.T) {
	steady := []float64{500, 510, 490, 505, 495, 500, 500, 510, 490, 505, 495, 500}
	held, now := give("2024-12-31", months("hours", "A", "2024-01", steady...)...), give("2026-12-31", "hours A 2025-01 50000")
	broken := func(r kpi.Return, values ...float64) kpi.Return {
		for i, o := range r.Observations[:len(values)] {
			o.Breakdown, o.Value = "paid=yes", values[i]
			r.Observations = append(r.Observations, o)
		}
		return r
	}
	checks := ingest.Checks{Plan: checkPlan(), Held: broken(held, steady...).Observations}
	got := said(checks.Batch([]kpi.Return{broken(now, 900)})[0])
	for _, want := range []string{
		"want t.hours of Ashford in 2025-01 in the unit that it had, about 500 in its last 12 values, found 50,000, some 100 times it: is it another unit? [unit-suspect]",
		"want t.hours of Ashford in 2025-01 (paid=yes) in its usual range,",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %s\nfound\n%s", want, got)
		}
	}
}

func rolling(n int) []string {
	var out []string
	end := kpi.DateOf(2024, 12, 31)
	for i := range n {
		out = append(out, fmt.Sprintf("crimes A %s %d", strings.ReplaceAll(kpi.PeriodEnding(kpi.Rolling12, end.AddMonths(-i)).String(), " ", "_"), 1000+i%2))
	}
	return out
}

// TestFarOutsideIsCounted wants no more than twenty lines of a sheet that is wrong all over.
func TestFarOutsideIsCounted(t *testing.T) {
	var held, now []string
	for i := range 25 {
		series := fmt.Sprint("hours", i)
		held = append(held, months(series, "A", "2024-01", 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11)...)
		now = append(now, fmt.Sprintf("%s A 2025-01 %d", series, 50))
	}
	checks := ingest.Checks{Plan: checkPlan(), Held: give("2024-12-31", held...).Observations}
	got := checks.Batch([]kpi.Return{give("2026-12-31", now...)})[0]
	if n := len(got.Problems); n != 21 {
		t.Fatalf("found %d problems, want 20 and one that counts the others", n)
	}
	if last := got.Problems[20].String(); last != "r.csv: warning: 5 figures far outside their usual ranges besides [far-outside]" {
		t.Errorf("the last says %s", last)
	}
}
