package stats

import "testing"

type chartCase struct {
	ID          string     `json:"id"`
	Numerator   []*float64 `json:"numerator"`
	Denominator []*float64 `json:"denominator"`
	Charts      map[string]*struct {
		Value   []*float64 `json:"value"`
		Centre  []*float64 `json:"cl"`
		Lower   []*float64 `json:"lcl"`
		Upper   []*float64 `json:"ucl"`
		Lower2  []*float64 `json:"lcl95"`
		Upper2  []*float64 `json:"ucl95"`
		Outside []bool     `json:"sigma_signal"`
		Signal  bool       `json:"runs_signal"`
		Useful  int        `json:"n_useful"`
		Longest int        `json:"longest_run"`
		Max     int        `json:"longest_run_max"`
		Cross   int        `json:"n_crossings"`
		Min     int        `json:"n_crossings_min"`
	} `json:"charts"`
}

var chartKinds = map[string]ChartKind{
	"p": ChartP, "pp": ChartPPrime, "u": ChartU, "up": ChartUPrime, "c": ChartC, "i": ChartI, "ip": ChartIPrime, "run": ChartRun,
	"g": ChartG, "t": ChartT,
}

func (c chartCase) check(t *testing.T) (charts int) {
	for name, want := range c.Charts {
		if want == nil {
			continue // a count per day is no share
		}
		charts++
		chart, err := NewChart(chartKinds[name], floats(c.Numerator), floats(c.Denominator), ChartOptions{})
		if err != nil {
			t.Fatal(err)
		}
		column := func(f func(ChartPoint) float64) []float64 {
			out := make([]float64, len(chart.Points))
			for i, p := range chart.Points {
				out[i] = f(p)
			}
			return out
		}
		equalAll(t, c.ID+" "+name+" value", column(func(p ChartPoint) float64 { return p.Value }), want.Value)
		equalAll(t, c.ID+" "+name+" centre", column(func(p ChartPoint) float64 { return p.Centre }), want.Centre)
		equalAll(t, c.ID+" "+name+" lower", column(func(p ChartPoint) float64 { return p.Lower }), want.Lower)
		equalAll(t, c.ID+" "+name+" upper", column(func(p ChartPoint) float64 { return p.Upper }), want.Upper)
		equalAll(t, c.ID+" "+name+" lower 2", column(func(p ChartPoint) float64 { return p.Lower2 }), want.Lower2)
		equalAll(t, c.ID+" "+name+" upper 2", column(func(p ChartPoint) float64 { return p.Upper2 }), want.Upper2)
		for i, p := range chart.Points {
			if p.Outside != want.Outside[i] {
				t.Errorf("%s %s: row %d outside %v", c.ID, name, i, p.Outside)
			}
		}
		if runs := (RunTest{want.Useful, want.Longest, want.Max, want.Cross, want.Min, want.Signal}); chart.Runs != runs {
			t.Errorf("%s %s: runs %+v, want %+v", c.ID, name, chart.Runs, runs)
		}
	}
	return charts
}

func TestChartsReference(t *testing.T) {
	var cases []chartCase
	readReference(t, "attribute_charts_reference.json", &cases)
	var charts int
	for _, c := range cases {
		charts += c.check(t)
	}
	if len(cases) != 7 || charts != 54 {
		t.Errorf("%d series as %d charts, want 7 as 54", len(cases), charts)
	}
}
