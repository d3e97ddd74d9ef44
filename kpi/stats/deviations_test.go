package stats

import (
	"math"
	"slices"
	"testing"
)

// The tests of this file are the deliberate deviations of the package's doc, one each, with what the reference says.

func hasNote(x XmR, code NoteCode) bool {
	return slices.ContainsFunc(x.Notes, func(n Note) bool { return n.Code == code })
}

// rules counts the points that carry each label.
func rules(x XmR) map[Rule]int {
	n := map[Rule]int{}
	for _, p := range x.Points {
		n[p.Label.Rule]++
	}
	return n
}

func checkNoLimits(t *testing.T, x XmR) {
	t.Helper()
	for i, p := range x.Points {
		if p.Defined() || !math.IsNaN(p.Lower) || !math.IsNaN(p.NearLower) || !math.IsNaN(p.NearUpper) {
			t.Errorf("point %d has limits %+v", i, p.Limits)
		}
	}
}

// checkRefLimits says what the reference has, so that a test shows both sides.
func checkRefLimits(t *testing.T, c refCase, lower, upper float64) {
	t.Helper()
	for _, p := range c.Points {
		if !same(float(p.Lower), lower) || !same(float(p.Upper), upper) {
			t.Errorf("%s: the reference has %v to %v, want %v to %v", c.ID, float(p.Lower), float(p.Upper), lower, upper)
		}
	}
}

func TestDeviation1OneValue(t *testing.T) {
	c := referenceCase(t, "tgt_undefined_limits")
	if got := deref(c.Result.Assurance); got != "inconsistent" {
		t.Errorf("the reference says %q, want inconsistent", got)
	}
	x := c.chart()
	checkNoLimits(t, x)
	if x.Assurance != NoAssurance || x.Variation != (Variation{}) || !hasNote(x, OneValue) {
		t.Errorf("assurance %q, variation %q, notes %v", x.Assurance, x.Variation, x.Notes)
	}
	if x.Points[0].Mean != 10 || x.Points[0].Kind != CommonCause {
		t.Errorf("point %+v", x.Points[0])
	}
	if got, want := x.Notes[0].String(), "not enough data: one value from row 1 on"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
	x = referenceCase(t, "rebase_single_point_group").chart() // a group of one, behind one that is long enough
	if last := x.Points[x.Last]; last.Mean != 70 || last.Defined() || !x.Trial || x.Assurance != NoAssurance {
		t.Errorf("last point %+v, trial %v, assurance %q", last, x.Trial, x.Assurance)
	}
}

func TestDeviation2Constant(t *testing.T) {
	c := referenceCase(t, "constant_noscreen")
	checkRefLimits(t, c, 42, 42)
	if got := deref(c.Result.Assurance); got != "inconsistent" {
		t.Errorf("the reference says %q, want inconsistent", got)
	}
	values, o := c.series()
	for _, o.Unscreened = range []bool{true, false} {
		x := NewXmR(values, o)
		checkNoLimits(t, x)
		if x.Points[0].Mean != 42 || rules(x)[RuleNone] != 24 || !hasNote(x, NoVariation) {
			t.Errorf("mean %v, rules %v, notes %v", x.Points[0].Mean, rules(x), x.Notes)
		}
		if x.Variation != (Variation{Kind: CommonCause}) || x.Assurance != NoAssurance || x.Trial {
			t.Errorf("variation %q, assurance %q, trial %v", x.Variation, x.Assurance, x.Trial)
		}
	}
}

func TestDeviation3ScreeningLeavesZero(t *testing.T) {
	fives := slices.Repeat([]float64{5}, 24)
	fives[12] = 6
	// The reference keeps the 21 ranges of 0, so that both limits are the mean, 121/24, and all points are outside.
	collapsed := limitsAround(mean(fives), 0)
	for i, y := range fives {
		if !collapsed.outside(y, collapsed.side(y)) {
			t.Errorf("point %d is not outside limits that collapsed on %v", i, collapsed.Mean)
		}
	}
	x := NewXmR(fives, Options{Direction: Increase})
	if n := rules(x); n[Outside] != 1 || !has(x.Points[12], Outside) || !hasNote(x, FellBack) {
		t.Errorf("rules %v, notes %v; want one point outside", n, x.Notes)
	}
	c := referenceCase(t, "near_constant_noscreen") // the same series, unscreened: what we fall back to
	for i, p := range x.Points {
		comparePoint(t, p, fives[i], x.Groups[0], c.Points[i])
	}
}

func TestDeviation4OnTheMean(t *testing.T) {
	c := referenceCase(t, "constant_tenths")
	checkRefLimits(t, c, 0.1, 0.1)
	values, _ := c.series()
	var plain float64
	for _, y := range values {
		plain += y
	}
	if plain/24 == 0.1 {
		t.Error("a plain sum is exact here; the case shows nothing")
	}
	if got := mean(values); got != 0.1 {
		t.Errorf("mean %v, want 0.1", got)
	}
	x := c.chart()
	checkNoLimits(t, x) // 2
	for i, p := range x.Points {
		if p.Mean != 0.1 || p.Side != NoSide || p.Label != (Signal{}) || c.Points[i].Cause != "Common Cause" {
			t.Errorf("point %d: %+v", i, p)
		}
	}
	for _, at := range []struct {
		y, mean float64
		want    Side
	}{
		{100 + 0.9e-7, 100, NoSide},
		{100 + 1.1e-7, 100, High},
		{100 - 1.1e-7, 100, Low},
		{0.9e-9, 0, NoSide},
		{-1.1e-9, 0, Low},
		{math.NaN(), 0, NoSide},
		{1, math.NaN(), NoSide},
	} {
		l := limitsAround(at.mean, 0)
		if got := l.side(at.y); got != at.want || l.outside(at.y, got) != (at.want != NoSide) && !math.IsNaN(at.mean) {
			t.Errorf("%v against a mean of %v: side %q, outside %v", at.y, at.mean, got, l.outside(at.y, got))
		}
	}
}

func TestDeviation5MissingInsideATrend(t *testing.T) {
	c := referenceCase(t, "na_in_trend")
	if !c.PackageError || c.Points != nil {
		t.Error("the reference is expected to fail")
	}
	values, _ := c.series()
	x := c.chart()
	if n := rules(x); n[RuleNone] != len(values) || len(x.Runs) != 0 {
		t.Errorf("rules %v, runs %v; want none", n, x.Runs)
	}
	// 21 values add to 1035; the 19 ranges between neighbours add to 68 and none is screened out.
	want := limitsAround(1035.0/21, 68.0/19)
	if got := x.Points[0].Limits; !same(got.Mean, want.Mean) || !same(got.Upper, want.Upper) || !same(got.NearLower, want.NearLower) {
		t.Errorf("limits %+v, want %+v", got, want)
	}
	values[15] = 47 // with the value there it is a trend of 8
	if x = NewXmR(values, Options{}); x.Runs[0] != (Run{Trend, High, 12, 19}) {
		t.Errorf("runs %v", x.Runs)
	}
	near := []bool{true, false, true, true}
	sides := []Side{High, NoSide, High, High} // NoSide is what a missing value has
	if got := twoOfThree(sides, near); slices.Contains(got, true) {
		t.Errorf("two of three across a missing value: %v", got)
	}
	if got := shifts([]Side{High, High, High, NoSide, High, High, High, High}); len(got) != 0 {
		t.Errorf("a shift across a missing value: %v", got)
	}
}

func TestDeviation6MissingLast(t *testing.T) {
	// Seven in a row above the mean, then nothing yet: the reference's variation is that of the missing point.
	values := []float64{48, 52, 48, 52, 48, 52, 48, 52, 48, 52, 48, 52, 48, 53, 54, 53, 54, 53, 54, 53}
	whole := NewXmR(values, Options{Direction: Increase})
	if got := whole.Variation.String(); got != "improvement-high" {
		t.Fatalf("variation %q", got)
	}
	x := NewXmR(append(values, math.NaN()), Options{Direction: Increase})
	if x.Variation != whole.Variation || x.Last != 19 || !hasNote(x, LastMissing) {
		t.Errorf("variation %q, last %d, notes %v", x.Variation, x.Last, x.Notes)
	}
	missing := x.Points[20]
	if refKind(missing) != "common_cause" || missing.Side != NoSide || !missing.Defined() {
		t.Errorf("missing point %+v", missing)
	}
	if got, want := x.Notes[0].String(), "the latest value is missing: judged on row 20"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
	c := referenceCase(t, "na_last")
	if x := c.chart(); c.Result.Variation != "common_cause" || x.Variation.String() != "common" || !hasNote(x, LastMissing) {
		t.Errorf("na_last: %q, notes %v", x.Variation, x.Notes)
	}
	// An empty row must not settle trial limits: 12 values and one row to come are still 12.
	if x := NewXmR(append(values[:12:12], math.NaN()), Options{}); !x.Trial {
		t.Error("twelve values and a missing one are judged")
	}
}

func TestDeviation7AbsentRows(t *testing.T) {
	rising := []float64{50, 52, 49, 51, 50, 48, 40, 41, 42, 43, 44, 45, 46, 50}
	if x := NewXmR(rising, Options{}); rules(x)[Trend] == 0 {
		t.Error("the reference's answer, rows that are absent taken as neighbours, is a trend")
	}
	filled := slices.Insert(slices.Clone(rising), 9, math.NaN()) // a month without a return between 42 and 43
	x := NewXmR(filled, Options{})
	if n := rules(x); n[Trend] != 0 {
		t.Errorf("rules %v across a gap that the caller filled", n)
	}
	if got, want := x.Groups[0].Values, 14; got != want {
		t.Errorf("%d values, want %d", got, want)
	}
}

func TestDeviation8ShortGroup(t *testing.T) {
	c := referenceCase(t, "n12_short_flag")
	if c.Result.Variation != "common_cause" {
		t.Errorf("the reference says %q, want common_cause", c.Result.Variation)
	}
	x := c.chart()
	if !x.Trial || x.Variation.String() != "" || !x.Points[11].Defined() || !hasNote(x, TrialLimits) {
		t.Errorf("12 rows: trial %v, variation %q, notes %v", x.Trial, x.Variation, x.Notes)
	}
	x = referenceCase(t, "n13_no_short_flag").chart()
	if x.Trial || x.Variation.String() != "common" || len(x.Notes) != 0 {
		t.Errorf("13 rows: trial %v, variation %q, notes %v", x.Trial, x.Variation, x.Notes)
	}
	// A rule that fires in a short group shows on its point, and nothing is concluded from it.
	x = NewXmR([]float64{1, 2, 3, 4, 5, 6, 7}, Options{Direction: Increase})
	if !has(x.Points[6], Trend) || x.Points[6].Kind != Improvement || x.Variation != (Variation{}) {
		t.Errorf("7 rising rows: rules %v, variation %q", rules(x), x.Variation)
	}
	// 13 rows of which 11 hold values count as 13, as in the reference, and a note says what they rest on.
	x = referenceCase(t, "rand_0033_spiky").chart()
	if x.Trial || !hasNote(x, FewValues) {
		t.Errorf("13 rows, 11 values: trial %v, notes %v", x.Trial, x.Notes)
	}
}

func TestDeviation9EveryRuleIsKept(t *testing.T) {
	c := referenceCase(t, "outlier_inside_trend")
	x := c.chart()
	var both int
	for i, p := range x.Points {
		if has(p, Outside) && has(p, Trend) {
			both++
			if p.Label != (Signal{Outside, High}) || c.Points[i].Cause != "Above UCL" || p.Fired[1] != (Signal{Trend, High}) {
				t.Errorf("point %d: label %v, fired %v", i, p.Label, p.Fired)
			}
		}
		if len(p.Fired) > 0 && p.Fired[0] != p.Label {
			t.Errorf("point %d: label %v is not the first of %v", i, p.Label, p.Fired)
		}
	}
	if both != 1 {
		t.Errorf("%d points outside and in a trend, want 1", both)
	}
	// A falling trend above the mean is low, although the shift it is also part of is high.
	falling := []float64{19, 18, 17, 16, 15, 14, 13}
	fired, _ := fire(falling, falling, limitsAround(10, 5))
	if want := []Signal{{Trend, Low}, {Shift, High}}; !slices.Equal(fired[6], want) {
		t.Errorf("fired %v, want %v", fired[6], want)
	}
}

func TestDeviation10Ties(t *testing.T) {
	x := referenceCase(t, "trend_with_tie").chart()
	if rules(x)[Trend] != 0 {
		t.Error("a repeat did not break the trend")
	}
	at7 := func(values ...float64) []Signal { // of the seventh row, without limits
		ys := append([]float64{1, 2, 3, 4, 5, 6, 7}, values...)
		fired, _ := fire(ys, ys, limitsAround(math.NaN(), math.NaN()))
		return fired[6]
	}
	// A peak that two trends share belongs to the later one, as in the reference.
	if got, want := at7(6, 5, 4, 3, 2, 1), []Signal{{Trend, Low}, {Trend, High}}; !slices.Equal(got, want) {
		t.Errorf("shared peak: %v, want %v", got, want)
	}
	// So does the end of a rise that drops and rises again: the reference takes the step out of it.
	if got, want := at7(1, 2, 3, 4, 5, 6, 7), []Signal{{Trend, Low}, {Trend, High}}; !slices.Equal(got, want) {
		t.Errorf("saw tooth: %v, want %v", got, want)
	}
	// Where that step is a tie the reference says "Decreasing" of a point that only ever rose.
	if got, want := at7(7, 8, 9, 10, 11, 12, 13), []Signal{{Trend, High}}; !slices.Equal(got, want) {
		t.Errorf("two rises that meet in a tie: %v, want %v", got, want)
	}
}

func TestDeviation11Infinite(t *testing.T) {
	values := []float64{52, 47, 55, math.Inf(1), 51, 46, 54, 50, 48, 53, math.Inf(-1), 47, 52, 49}
	missing := slices.Clone(values)
	missing[3], missing[10] = math.NaN(), math.NaN()
	got, want := NewXmR(values, Options{}), NewXmR(missing, Options{})
	if got.Points[0].Limits != want.Points[0].Limits || !hasNote(got, NotFinite) {
		t.Errorf("limits %+v, want %+v; notes %v", got.Points[0].Limits, want.Points[0].Limits, got.Notes)
	}
}
