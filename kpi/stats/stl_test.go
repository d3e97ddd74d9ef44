package stats

import "testing"

type stlCase struct {
	ID       string    `json:"id"`
	Y        []float64 `json:"y"`
	Period   int       `json:"period"`
	Window   int       `json:"seasonal_window"`
	Robust   bool      `json:"robust"`
	Trend    []float64 `json:"trend"`
	Seasonal []float64 `json:"seasonal"`
	Resid    []float64 `json:"resid"`
	FS       float64   `json:"strength_seasonal"`
	FT       float64   `json:"strength_trend"`
}

func (c stlCase) check(t *testing.T) {
	d, err := Decompose(c.Y, STLOptions{Period: c.Period, Seasonal: c.Window, Robust: c.Robust})
	if err != nil {
		t.Fatal(err)
	}
	var scale float64
	for _, y := range c.Y {
		scale = max(scale, y, -y)
	}
	within(t, "trend", d.Trend, c.Trend, scale)
	within(t, "season", d.Seasonal, c.Seasonal, scale)
	within(t, "remainder", d.Remainder, c.Resid, scale)
	equal(t, "seasonal strength", d.SeasonalStrength(), &c.FS)
	equal(t, "trend strength", d.TrendStrength(), &c.FT)
}

func TestSTLReference(t *testing.T) {
	var file struct {
		STL []stlCase `json:"stl"`
	}
	readReference(t, "trend_reference.json", &file)
	for _, c := range file.STL {
		t.Run(c.ID, c.check)
	}
	if len(file.STL) != 6 {
		t.Errorf("%d cases, want 6", len(file.STL))
	}
}
