package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

type stratum struct {
	Sex, Age, Ethnicity string
	Searches, People    float64
	Rate                *float64 `json:"rate_per_1000"`
	Overall             *float64 `json:"disparity_vs_overall"`
	Ratio               *float64 `json:"ratio_vs_white_same_age_sex"`
	Lower               *float64 `json:"lower95"`
	Upper               *float64 `json:"upper95"`
}

func (s stratum) area() Area { return Area{s.Searches, s.People} }

// TestStandardisedReference holds every number that follows from Ashby's table of 24 strata.
func TestStandardisedReference(t *testing.T) {
	var ref struct {
		OverallRate  float64 `json:"overall_rate_per_1000_published"`
		Strata       []stratum
		Standardised []struct {
			Ethnicity string
			Strata    int
			Observed  *float64
			Expected  *float64 `json:"expected_at_white_rates"`
			Ratio     *float64 `json:"indirectly_standardised_ratio"`
			Lower     *float64 `json:"byar_lower95"`
			Upper     *float64 `json:"byar_upper95"`
			Crude     *float64 `json:"crude_ratio_same_strata"`
			MH        *float64 `json:"mantel_haenszel_rate_ratio"`
			MHLower   *float64 `json:"mh_lower95"`
			MHUpper   *float64 `json:"mh_upper95"`
		}
	}
	readReference(t, "disproportionality_reference.json", &ref)
	white, pairs := map[string]Area{}, map[string][]PairedArea{}
	for _, s := range ref.Strata {
		if s.Ethnicity == "White" {
			white[s.Sex+s.Age] = s.area()
		}
	}
	for _, s := range ref.Strata {
		r := RateRatio(s.area(), white[s.Sex+s.Age], Level95)
		equal(t, "rate", r.Rate*1000, s.Rate)
		equal(t, "overall", r.Rate*1000/ref.OverallRate, s.Overall)
		equal(t, "ratio", r.Value, s.Ratio)
		if s.Ethnicity != "White" {
			equal(t, "lower", r.LogNormal.Lower, s.Lower)
			equal(t, "upper", r.LogNormal.Upper, s.Upper)
			pairs[s.Ethnicity] = append(pairs[s.Ethnicity], PairedArea{s.area(), white[s.Sex+s.Age]})
		}
	}
	for _, c := range ref.Standardised {
		s := Standardise(pairs[c.Ethnicity], Level95)
		if s.Strata != c.Strata || s.Indirect.Method != MethodByar {
			t.Errorf("%s: %d strata by %s, want %d by Byar", c.Ethnicity, s.Strata, s.Indirect.Method, c.Strata)
		}
		equal(t, "observed", s.Observed, c.Observed)
		equal(t, "expected", s.Expected, c.Expected)
		equal(t, "indirect", s.Indirect.Value, c.Ratio)
		equal(t, "indirect lower", s.Indirect.Lower, c.Lower)
		equal(t, "indirect upper", s.Indirect.Upper, c.Upper)
		equal(t, "crude", s.Crude, c.Crude)
		equal(t, "Mantel-Haenszel", s.MantelHaenszel.Value, c.MH)
		equal(t, "Mantel-Haenszel lower", s.MantelHaenszel.Lower, c.MHLower)
		equal(t, "Mantel-Haenszel upper", s.MantelHaenszel.Upper, c.MHUpper)
	}
	if len(ref.Strata) != 24 || len(ref.Standardised) != 3 {
		t.Errorf("%d strata and %d groups, want 24 and 3", len(ref.Strata), len(ref.Standardised))
	}
}

// TestPublishedRatios recovers two ratios that the Home Office published, 4.8 and 6.1, from populations that round to
// the published rates.
func TestPublishedRatios(t *testing.T) {
	for _, c := range []struct {
		area                 string
		a, rate, b, refRate  float64
		ratio, lower, upper1 float64
	}{
		{"West Midlands", 3973, 24.2, 9713, 5.05, 4.8, 4.6, 5.0},
		{"Staffordshire", 177, 20.7, 3511, 3.4, 6.1, 5.2, 7.1},
	} {
		d := NewDisparity(Area{c.a, c.a / c.rate * 1000}, Area{c.b, c.b / c.refRate * 1000}, Level95)
		round := func(x float64) float64 { return math.Round(10*x) / 10 }
		if round(d.Ratio) != c.ratio || round(d.Lower) != c.lower || round(d.Upper) != c.upper1 || d.Method != MethodLogNormal {
			t.Errorf("%s: %.3f [%.3f, %.3f], want %v [%v, %v]", c.area, d.Ratio, d.Lower, d.Upper, c.ratio, c.lower, c.upper1)
		}
	}
}

func TestDisparityIsWithheld(t *testing.T) {
	nan := math.NaN()
	group, reference := Area{120, 15000}, Area{2100, 480000}
	for _, c := range []struct {
		group, reference Area
		want             Reason
	}{
		{group, reference, ReasonNone},
		{Area{120, nan}, reference, ReasonNoPopulation},
		{Area{120, 0}, reference, ReasonNoPopulation},
		{Area{nan, nan}, reference, ReasonNoPopulation},
		{group, Area{2100, nan}, ReasonNoPopulation},
		{group, Area{2100, math.Inf(1)}, ReasonNoPopulation},
		{Area{nan, 15000}, reference, ReasonNoEvents},
		{Area{-1, 15000}, reference, ReasonNoEvents},
		{Area{9, 15000}, reference, ReasonFewEvents},
		{Area{0, 15000}, reference, ReasonFewEvents},
		{Area{10, 15000}, reference, ReasonNone},
		{Area{120, 999}, reference, ReasonFewPeople},
		{Area{120, 1000}, reference, ReasonNone},
		{group, Area{30, 999}, ReasonFewPeople},
		{group, Area{9, 480000}, ReasonSmallReference},
	} {
		d := NewDisparity(c.group, c.reference, Level95)
		if d.Reason != c.want || math.IsNaN(d.Ratio) != (c.want != ReasonNone) || math.IsNaN(d.Excess) != (c.want != ReasonNone) {
			t.Errorf("%v against %v: %+v, want %q", c.group, c.reference, d, c.want)
		}
	}
	if got := ReasonNoPopulation.String(); got != "no population" {
		t.Errorf("%q", got)
	}
	d := NewDisparity(group, reference, Level95)
	if !same(d.DifferencePer1000, 3.625) || !same(d.Excess, 54.375) || !same(d.RatePer1000, 8) {
		t.Errorf("%+v, want 3.625 per 1,000 more and 54.375 in excess", d)
	}
}

func TestNotStated(t *testing.T) {
	group, reference := Area{120, 15000}, Area{2100, 480000}
	n := NewNotStated(2500, 280, group, reference, Level95)
	if !same(n.Share.Value, 11.2) || !same(n.AllReference, 120.0/15000/(2380.0/480000)) || !same(n.AllGroup, 400.0/15000/(2100.0/480000)) {
		t.Errorf("%+v", n)
	}
	if n = NewNotStated(2500, 280, Area{9, 15000}, reference, Level95); !math.IsNaN(n.AllGroup) || math.IsNaN(n.Share.Value) {
		t.Errorf("a group of 9 events must not show through: %+v", n)
	}
	if n = NewNotStated(100, 200, group, reference, Level95); n.Share.Defined() || !math.IsNaN(n.AllGroup) {
		t.Errorf("more not stated than there are: %+v", n)
	}
	if e := FindRate(25, 100, Level95); e.Value != 25 || e.Method != MethodWilson {
		t.Errorf("%+v", e)
	}
	if e := FindRate(3, 9, Level95); e.Defined() {
		t.Errorf("9 searches: %+v", e)
	}
}

// TestRowsHaveNoOrder: areas and strata may come in any order, and every bit stays.
func TestRowsHaveNoOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		areas, strata := make([]Area, 2+r.IntN(30)), make([]PairedArea, 2+r.IntN(30))
		draw := func() Area { return Area{1000 * r.Float64(), 1000 + 1e5*r.Float64()} }
		for i := range areas {
			areas[i] = draw()
		}
		for i := range strata {
			strata[i] = PairedArea{draw(), draw()}
		}
		pooled, s := Pool(areas), Standardise(strata, Level95)
		r.Shuffle(len(areas), func(i, j int) { areas[i], areas[j] = areas[j], areas[i] })
		r.Shuffle(len(strata), func(i, j int) { strata[i], strata[j] = strata[j], strata[i] })
		if Pool(areas) != pooled || Standardise(strata, Level95) != s {
			t.Fatal("order matters")
		}
	}
}

// TestRatioMirrors: group and reference exchanged turn the ratio and its limits over.
func TestRatioMirrors(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 300 {
		a, b := Area{float64(1 + r.IntN(400)), float64(1000 + r.IntN(90000))}, Area{float64(1 + r.IntN(400)), float64(1000 + r.IntN(90000))}
		one, other := RateRatio(a, b, Level95), RateRatio(b, a, Level95)
		for _, p := range [][2]float64{
			{one.Value, other.Value},
			{one.LogNormal.Lower, other.LogNormal.Upper},
			{one.Katz.Upper, other.Katz.Lower},
			{one.Exact.Lower, other.Exact.Upper},
			{one.Exact.Upper, other.Exact.Lower},
		} {
			if !same(p[0], 1/p[1]) {
				t.Fatalf("%v against %v: %v and %v", a, b, one, other)
			}
		}
		if math.Abs(one.P-other.P) > 1e-9 {
			t.Fatalf("%v against %v: P %v and %v", a, b, one.P, other.P)
		}
	}
}
