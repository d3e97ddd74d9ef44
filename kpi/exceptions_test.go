package kpi

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi/stats"
)

// judgedAs makes an assessment whose latest figure is so many limit widths from its mean, as a rule and a kind have it.
func judgedAs(id IndicatorID, kind TrendKind, rule stats.Rule, widths float64) Assessment {
	a := Assessment{Indicator: id, Provenance: PublishedFigures, Latest: &Point{Mean: 100, Lower: 90, Upper: 110, Value: 100 + 10*widths}}
	a.Trend = Trend{Kind: kind, Tested: &Tested{Chart: stats.ChartXmR}}
	if rule != 0 {
		a.Trend.Signals = []stats.Signal{{Rule: rule}}
	}
	return a
}

// TestExceptions holds the order of exceptions: each group below is in the order in which they must come out.
func TestExceptions(t *testing.T) {
	missed := judgedAs("target not met, trend ordinary", TrendNoChange, 0, 0.2)
	missed.Target.State = TargetNotMet
	late := Assessment{Indicator: "late milestone", Provenance: PublishedFigures, Latest: &Point{}, Trend: Trend{Kind: TrendLate}}
	noLimits := judgedAs("rare events, no limits among the counts", TrendWorsening, stats.Outside, 0)
	noLimits.Latest.Mean, noLimits.Latest.Lower, noLimits.Latest.Upper = math.NaN(), math.NaN(), math.NaN()
	want := []Assessment{
		judgedAs("far outside, better", TrendImproving, stats.Outside, -2.5),
		judgedAs("outside, worse", TrendWorsening, stats.Outside, 1.52),
		judgedAs("outside as far to a reader, neither", TrendHigher, stats.Outside, 1.54),
		judgedAs("outside as far to a reader, better", TrendImproving, stats.Outside, 1.53),
		judgedAs("just outside", TrendWorsening, stats.Outside, 1.02),
		noLimits,
		judgedAs("far in a run, better", TrendImproving, stats.Shift, 0.9),
		judgedAs("near in a run, worse", TrendWorsening, stats.Trend, 0.2),
		judgedAs("near in a run, worse, listed later", TrendWorsening, stats.TwoOfThree, 0.2),
		missed, late,
		judgedAs("level changed a while ago", TrendChangedLevel, stats.Shift, 0.9),
	}
	ordinary := judgedAs("ordinary", TrendNoChange, 0, 0.2)
	invented := judgedAs("invented", TrendWorsening, stats.Outside, 9)
	invented.Provenance = IllustrativeFigures
	old := judgedAs("old", TrendWorsening, stats.Outside, 9)
	old.note("old", "long past")
	onPaper := judgedAs("target missed by an invented baseline", TrendNoChange, 0, 0.2)
	onPaper.Target.State, onPaper.Baseline = TargetOffPath, &Baseline{Trust: IllustrativeTrust}
	// Those outside come in last and backwards; what ties comes in as it must come out.
	outside := slices.Clone(want[:6])
	slices.Reverse(outside)
	given := slices.Concat([]Assessment{ordinary, invented, old, onPaper}, want[6:], outside)
	var got []string
	for _, e := range Exceptions(given) {
		got = append(got, string(given[e.At].Indicator))
	}
	var names []string
	for _, a := range want {
		names = append(names, string(a.Indicator))
	}
	if strings.Join(got, "\n") != strings.Join(names, "\n") {
		t.Errorf("want\n%s\nfound\n%s", strings.Join(names, "\n"), strings.Join(got, "\n"))
	}
}

// TestLooks counts what was looked at, what was flagged, and what chance alone would flag.
func TestLooks(t *testing.T) {
	with := func(chart stats.ChartKind, adjusted bool, a Assessment) Assessment {
		a.Trend.Tested = &Tested{Chart: chart, Adjusted: adjusted}
		return a
	}
	ordinary, flagged := judgedAs("a", TrendNoChange, 0, 0.2), judgedAs("b", TrendWorsening, stats.Outside, 1.2)
	years := judgedAs("c", TrendImproving, 0, 0)
	years.Trend.Years = &stats.RecentTrend{}
	grade := judgedAs("d", TrendImproving, 0, 0)
	grade.Trend.Tested = nil
	cannot := judgedAs("e", TrendCannotJudge, 0, 0)
	invented := flagged
	invented.Provenance = IllustrativeFigures
	for _, c := range []struct {
		name string
		all  []Assessment
		want string
	}{
		{"none", nil, "0 of 0, 0.000 by chance"},
		{"a hundred XmR charts", slices.Repeat([]Assessment{ordinary}, 100), "0 of 100, 2.000 by chance"},
		{"of each chart", []Assessment{with(stats.ChartC, false, flagged), with(stats.ChartG, false, ordinary), with(stats.ChartPPrime, false, ordinary), with(stats.ChartXmR, true, flagged)}, "2 of 4, 0.080 by chance"},
		{"five years one way", []Assessment{years}, "1 of 1, 0.017 by chance"},
		{"a changed level is a flag that has stayed", []Assessment{judgedAs("f", TrendChangedLevel, stats.Shift, 0.9)}, "1 of 1, 0.020 by chance"},
		{"grades, what can't be judged and invented figures are not looked at", []Assessment{grade, cannot, invented}, "0 of 0, 0.000 by chance"},
	} {
		l := LooksAt(c.all)
		if got := fmt.Sprintf("%d of %d, %.3f by chance", l.Flagged, l.Looked, l.ByChance); got != c.want {
			t.Errorf("%s: want %s, found %s", c.name, c.want, got)
		}
	}
}
