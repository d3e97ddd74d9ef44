package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFalseAlarmShares holds the shares that readers are told against what they are shares of: unchanging series.
func TestFalseAlarmShares(t *testing.T) {
	const runs = 1500
	for _, c := range []struct {
		name     string
		chart    ChartKind
		adjusted bool
		tries    []func(*rand.Rand) (bool, bool)
	}{
		{"XmR", ChartXmR, false, []func(*rand.Rand) (bool, bool){noise(24), noise(36)}},
		{"c", ChartC, false, []func(*rand.Rand) (bool, bool){counts(3)}},
		{"g", ChartG, false, []func(*rand.Rand) (bool, bool){counts(0.5)}},
		{"p", ChartP, false, []func(*rand.Rand) (bool, bool){percentage(30, 600)}},
		{"p′", ChartPPrime, false, []func(*rand.Rand) (bool, bool){percentage(1000, 3000)}},
		{"seasonally adjusted, factors new and old", ChartXmR, true, []func(*rand.Rand) (bool, bool){sine(2, 36, 36), sine(2, 47, 36)}},
	} {
		measured := 0.0
		for i, try := range c.tries {
			last, _ := share(runs, uint64(100+i), try)
			measured += last / float64(len(c.tries))
		}
		told := 100 * FalseAlarms(c.chart, c.adjusted, false)
		if se := math.Sqrt(told * (100 - told) / runs); math.Abs(measured-told) > max(3*se, 0.5) {
			t.Errorf("%s: %.1f of 100 are flagged, and readers are told %.1f", c.name, measured, told)
		}
	}
	if FalseAlarms(ChartRun, false, true) != FalseAlarms(ChartXmR, false, true) {
		t.Error("want a chart that is not in the table to count as XmR")
	}
}

// TestFalseAlarmsOfYears counts the orders of five different figures that all go one way.
func TestFalseAlarmsOfYears(t *testing.T) {
	oneWay, all := 0, 0
	var walk func(left, order []float64)
	walk = func(left, order []float64) {
		if len(left) == 0 {
			all++
			if s := NewMannKendall(order).S; math.Abs(s) == 10 {
				oneWay++
			}
		}
		for i := range left {
			rest := append(append([]float64{}, left[:i]...), left[i+1:]...)
			walk(rest, append(append([]float64{}, order...), left[i]))
		}
	}
	walk([]float64{1, 2, 3, 4, 5}, nil)
	if got := float64(oneWay) / float64(all); math.Abs(got-FalseAlarmsOfYears()) > 1e-12 {
		t.Errorf("%d of %d orders go one way, and readers are told %g", oneWay, all, FalseAlarmsOfYears())
	}
}
