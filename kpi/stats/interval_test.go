package stats

import (
	"math"
	"testing"
)

type pheFile struct {
	Z95         float64       `json:"z95"`
	Z998        float64       `json:"z998"`
	Proportions []pheEstimate `json:"proportions"`
	Rates       []pheEstimate `json:"rates"`
	Funnels     []struct {
		Kind   string  `json:"kind"`
		Pooled float64 `json:"pooled"`
		Areas  []struct {
			Area         string   `json:"area"`
			X            float64  `json:"x"`
			N            float64  `json:"n"`
			Significance string   `json:"significance"`
			Lower95      *float64 `json:"lower95"`
			Upper95      *float64 `json:"upper95"`
			Lower998     *float64 `json:"lower998"`
			Upper998     *float64 `json:"upper998"`
		} `json:"areas"`
	} `json:"funnels"`
	Ratios []struct {
		GroupEvents         float64  `json:"group_events"`
		GroupPopulation     float64  `json:"group_population"`
		ReferenceEvents     float64  `json:"reference_events"`
		ReferencePopulation float64  `json:"reference_population"`
		GroupRate           float64  `json:"group_rate_per_1000"`
		ReferenceRate       float64  `json:"reference_rate_per_1000"`
		Ratio               *float64 `json:"ratio"`
		Difference          float64  `json:"difference_per_1000"`
		LogLower            *float64 `json:"log_poisson_lower95"`
		LogUpper            *float64 `json:"log_poisson_upper95"`
		KatzLower           *float64 `json:"katz_lower95"`
		KatzUpper           *float64 `json:"katz_upper95"`
		ExactLower          *float64 `json:"exact_lower95"`
		ExactUpper          *float64 `json:"exact_upper95"`
		ExactP              *float64 `json:"exact_p"`
		Expected            float64  `json:"expected_at_reference_rate"`
		Excess              float64  `json:"excess"`
	} `json:"rate_ratios"`
}

type pheEstimate struct {
	Numerator   float64  `json:"numerator"`
	Denominator float64  `json:"denominator"`
	Multiplier  float64  `json:"multiplier"`
	Value       *float64 `json:"value"`
	Lower95     *float64 `json:"lower95"`
	Upper95     *float64 `json:"upper95"`
	Lower998    *float64 `json:"lower998"`
	Upper998    *float64 `json:"upper998"`
	Method      string   `json:"method"`
	ExactLower  *float64 `json:"exact_poisson_lower95"`
	ExactUpper  *float64 `json:"exact_poisson_upper95"`
}

func TestIntervalsReference(t *testing.T) {
	var ref pheFile
	readReference(t, "phe_reference.json", &ref)
	equal(t, "z of 95%", zOf(Level95), &ref.Z95)
	equal(t, "z of 99.8%", zOf(Level998), &ref.Z998)
	check := func(c pheEstimate, f func(x, n, multiplier, level float64) Estimate) {
		t.Helper()
		e, outer := f(c.Numerator, c.Denominator, c.Multiplier, Level95), f(c.Numerator, c.Denominator, c.Multiplier, Level998)
		equal(t, "value", e.Value, c.Value)
		equal(t, "lower 95", e.Lower, c.Lower95)
		equal(t, "upper 95", e.Upper, c.Upper95)
		equal(t, "lower 99.8", outer.Lower, c.Lower998)
		equal(t, "upper 99.8", outer.Upper, c.Upper998)
		if want := map[string]Method{"Wilson": MethodWilson, "Byars": MethodByar, "Exact": MethodExact}[c.Method]; e.Method != want {
			t.Errorf("%v of %v: method %s, want %s", c.Numerator, c.Denominator, e.Method, want)
		}
	}
	for _, c := range ref.Proportions {
		check(c, Proportion)
	}
	for _, c := range ref.Rates {
		check(c, Rate)
		exact := ExactPoisson(c.Numerator, Level95).Times(c.Multiplier / c.Denominator)
		equal(t, "exact lower", exact.Lower, c.ExactLower)
		equal(t, "exact upper", exact.Upper, c.ExactUpper)
	}
	if len(ref.Proportions) != 20 || len(ref.Rates) != 20 {
		t.Errorf("%d proportions and %d rates, want 20 of each", len(ref.Proportions), len(ref.Rates))
	}
}

func TestFunnelsReference(t *testing.T) {
	var ref pheFile
	readReference(t, "phe_reference.json", &ref)
	words := map[Position]string{
		FarBelow: "Low (0.001)", Below: "Low (0.025)", Alike: "Not significant", Above: "High (0.025)", FarAbove: "High (0.001)",
	}
	for _, c := range ref.Funnels {
		var areas []Area
		for _, a := range c.Areas {
			areas = append(areas, Area{a.X, a.N})
		}
		make := RateFunnel
		if c.Kind == "funnel_proportion" {
			make = ProportionFunnel
		}
		f := make(areas, Pool(areas))
		equal(t, "pooled", f.Pooled, &c.Pooled)
		for i, a := range c.Areas {
			p := f.Points[i]
			if got := words[p.Position]; got != a.Significance {
				t.Errorf("%s %s: %s, want %s", c.Kind, a.Area, got, a.Significance)
			}
			equal(t, a.Area+" lower 95", p.Line95.Lower, a.Lower95)
			equal(t, a.Area+" upper 95", p.Line95.Upper, a.Upper95)
			equal(t, a.Area+" lower 99.8", p.Line998.Lower, a.Lower998)
			equal(t, a.Area+" upper 99.8", p.Line998.Upper, a.Upper998)
		}
	}
	if len(ref.Funnels) != 2 {
		t.Errorf("%d funnels, want 2", len(ref.Funnels))
	}
}

func TestRatiosReference(t *testing.T) {
	var ref pheFile
	readReference(t, "phe_reference.json", &ref)
	for _, c := range ref.Ratios {
		group, reference := Area{c.GroupEvents, c.GroupPopulation}, Area{c.ReferenceEvents, c.ReferencePopulation}
		r := RateRatio(group, reference, Level95)
		equal(t, "rate", r.Rate*1000, &c.GroupRate)
		equal(t, "reference rate", r.Reference*1000, &c.ReferenceRate)
		equal(t, "ratio", r.Value, c.Ratio)
		equal(t, "difference", (r.Rate-r.Reference)*1000, &c.Difference)
		equal(t, "log lower", r.LogNormal.Lower, c.LogLower)
		equal(t, "log upper", r.LogNormal.Upper, c.LogUpper)
		equal(t, "Katz lower", r.Katz.Lower, c.KatzLower)
		equal(t, "Katz upper", r.Katz.Upper, c.KatzUpper)
		equal(t, "exact lower", r.Exact.Lower, c.ExactLower)
		equal(t, "exact upper", r.Exact.Upper, c.ExactUpper)
		if p := float(c.ExactP); !(math.Abs(r.P/p-1) <= 1e-9) {
			t.Errorf("exact P of %v and %v is %v, want %v", group, reference, r.P, p)
		}
		equal(t, "expected", r.Expected, &c.Expected)
		equal(t, "excess", r.Excess, &c.Excess)
	}
	if len(ref.Ratios) != 10 {
		t.Errorf("%d ratios, want 10", len(ref.Ratios))
	}
}
