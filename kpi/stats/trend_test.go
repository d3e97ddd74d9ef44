package stats

import (
	"math"
	"testing"
)

type kendallCase struct {
	ID          string     `json:"id"`
	Y           []*float64 `json:"y"`
	N           int        `json:"n"`
	S           *float64   `json:"S"`
	Var         *float64   `json:"var_S"`
	Z           *float64   `json:"z"`
	P           *float64   `json:"p_normal"`
	Tau         *float64   `json:"tau_b"`
	PAsymptotic *float64   `json:"scipy_kendall_p_asymptotic"`
	PExact      *float64   `json:"scipy_kendall_p_exact"`
	Slope       *float64   `json:"theil_sen_slope"`
	Intercept   *float64   `json:"theil_sen_intercept"`
	Lower       *float64   `json:"theil_sen_lo95"`
	Upper       *float64   `json:"theil_sen_hi95"`
	Seasonal    *struct {
		S     *float64 `json:"S"`
		Var   *float64 `json:"var"`
		Z     *float64 `json:"z"`
		P     *float64 `json:"p"`
		Slope *float64 `json:"slope_per_year"`
	} `json:"seasonal12"`
}

func (c kendallCase) check(t *testing.T) {
	ys := floats(c.Y)
	m, s := NewMannKendall(ys), NewTheilSen(ys, Level95)
	if m.N != c.N || s.N != c.N {
		t.Errorf("%d and %d values, want %d", m.N, s.N, c.N)
	}
	equal(t, "S", m.S, c.S)
	equal(t, "variance", m.Var, c.Var)
	equal(t, "z", m.Z, c.Z)
	equal(t, "P", m.P, c.P)
	equal(t, "tau", m.TauB, c.Tau)
	equal(t, "plain P", m.PPlain, c.PAsymptotic)
	equal(t, "exact P", m.PExact, c.PExact)
	equal(t, "slope", s.Slope, c.Slope)
	equal(t, "intercept", s.Intercept, c.Intercept)
	equal(t, "lower", s.Lower, c.Lower)
	equal(t, "upper", s.Upper, c.Upper)
	if c.Seasonal == nil {
		return
	}
	m, s = NewSeasonalMannKendall(ys, 12), NewSeasonalTheilSen(ys, 12)
	equal(t, "seasonal S", m.S, c.Seasonal.S)
	equal(t, "seasonal variance", m.Var, c.Seasonal.Var)
	equal(t, "seasonal z", m.Z, c.Seasonal.Z)
	equal(t, "seasonal P", m.P, c.Seasonal.P)
	equal(t, "seasonal slope", s.Slope, c.Seasonal.Slope)
}

func TestMannKendallReference(t *testing.T) {
	var file struct {
		Cases []kendallCase `json:"mann_kendall"`
	}
	readReference(t, "trend_reference.json", &file)
	for _, c := range file.Cases {
		t.Run(c.ID, c.check)
	}
	if len(file.Cases) != 22 {
		t.Errorf("%d cases, want 22", len(file.Cases))
	}
}

type recentCase struct {
	ID          string    `json:"id"`
	Numerators  []float64 `json:"numerators"`
	Denominator []float64 `json:"denominators"`
	Value       []float64 `json:"value"`
	Lower       []float64 `json:"lower95"`
	Upper       []float64 `json:"upper95"`
	ChiSq       *float64  `json:"chi2"`
	Critical    float64   `json:"critical"`
	Slope       *float64  `json:"slope"`
	SlopeSE     *float64  `json:"slope_se"`
	Logit       *float64  `json:"logit_slope"`
	LeftOut     []float64 `json:"loo_slopes"`
	LogitOut    []float64 `json:"loo_logit_slopes"`
	Steady      bool      `json:"outlier_guard_ok"`
	Result      string    `json:"result"`
}

func (c recentCase) compare(t *testing.T, got RecentTrend, slope *float64, leftOut []float64) {
	t.Helper()
	equal(t, "chi-squared", got.ChiSq, c.ChiSq)
	equal(t, "slope", got.Slope, slope)
	within(t, "slopes without a year", got.LeftOut, leftOut, math.Abs(got.Slope))
	words := map[Recent]string{
		Increasing: "increasing", Decreasing: "decreasing", NoSignificantChange: "no_significant_change",
		CannotBeCalculated: "cannot_be_calculated",
	}
	if got.Steady != c.Steady || words[got.Result] != c.Result {
		t.Errorf("%s: steady %v, %s; want %v, %s", c.ID, got.Steady, got.Result, c.Steady, c.Result)
	}
	if c.Critical != 0 && math.Abs(c.Critical-recentCritical) > 1e-9 {
		t.Errorf("critical value %v, want %v", recentCritical, c.Critical)
	}
}

func TestRecentTrendReference(t *testing.T) {
	var file struct {
		Proportions []recentCase `json:"fingertips_trend_proportion"`
		Values      []recentCase `json:"fingertips_trend_weighted"`
	}
	readReference(t, "trend_reference.json", &file)
	for _, c := range file.Proportions {
		t.Run(c.ID, func(t *testing.T) {
			c.compare(t, RecentProportions(c.Numerators, c.Denominator), c.Logit, c.LogitOut)
		})
	}
	for _, c := range file.Values {
		t.Run(c.ID, func(t *testing.T) {
			var intervals []Interval
			for i := range c.Value {
				intervals = append(intervals, Interval{c.Lower[i], c.Upper[i]})
			}
			got := RecentValues(c.Value, intervals)
			c.compare(t, got, c.Slope, c.LeftOut)
			equal(t, "standard error", got.SlopeSE, c.SlopeSE)
		})
	}
	if len(file.Proportions) != 9 || len(file.Values) != 8 {
		t.Errorf("%d and %d cases, want 9 and 8", len(file.Proportions), len(file.Values))
	}
}
