package kpi_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// The tests of this file measure how often an indicator in which nothing changes is said to have changed, by all that
// Assess does: days of months, seasons, the chart that is chosen, limits up to the end of a baseline year, and new levels.
// Seeds are fixed.
//
// The table of section 1.8 of the statistics' rules ("last point flagged") is of limits that come from all points. That is
// so of 24 points. Later ones are judged about the mean of the first 24, or of those up to the end of the baseline, which
// is itself uncertain: limits that stay where they are see a change of one standard deviation three times as often, and
// call 4 of 100 unchanging series changed, as the field's own tool does when its limits are fixed (fix_after_n_points:
// 4.0% of 40,000 series of 36 and of 60 points fixed after 24, 3.0% fixed after 48).
const (
	fixedXmR = 4.0
	fixedC   = 4.8 // of small counts, of 8,000 series
	// A season no higher than the noise is seldom clear on three years, and then it is not taken out.
	fixedWeak = 8
)

// unchanging is a kind of series without a change, and the share of its answers that may be another than "no clear
// change", in per cent: the table's, and that of limits that were fixed before.
type unchanging struct {
	name         string
	table, fixed float64
	measure      kpi.Measure
	kind         kpi.PeriodKind
	seasons      float64 // how high a season is, against the noise
	draw         func(r *rand.Rand) func(i int, p kpi.Period) (value, of float64)
}

var unchangingMonths = []unchanging{
	{"counts of 300 a month", 1.6, fixedXmR, kpi.Count, kpi.Month, 0, each(counts(300))},
	{"counts of 3 a month", 2.4, fixedC, kpi.Count, kpi.Month, 0, each(counts(3))},
	{"half an event a month", 9.7, 9.7, kpi.Count, kpi.Month, 0, each(counts(0.5))},
	{"30% of 30 to 600", 3.3, fixedXmR, kpi.Percentage, kpi.Month, 0, each(shares(30, 600))},
	{"30% of 1,000 to 3,000", 3.3, fixedXmR, kpi.Percentage, kpi.Month, 0, each(shares(1000, 3000))},
	{"a value as given", 1.6, fixedXmR, kpi.Given, kpi.Month, 0, each(noise)},
	{"1,000 a month, season 1x noise", 4.8, fixedWeak, kpi.Count, kpi.Month, 1, seasonal(1)},
	{"1,000 a month, season 2x noise", 16, 16, kpi.Count, kpi.Month, 2, seasonal(2)},
	{"1,000 a month, season 4x noise", 32, 32, kpi.Count, kpi.Month, 4, seasonal(4)},
}

// each draws every figure for itself.
func each(draw func(*rand.Rand, int, kpi.Period) (float64, float64)) func(*rand.Rand) func(int, kpi.Period) (float64, float64) {
	return func(r *rand.Rand) func(int, kpi.Period) (float64, float64) {
		return func(i int, p kpi.Period) (float64, float64) { return draw(r, i, p) }
	}
}

func counts(mean float64) func(*rand.Rand, int, kpi.Period) (float64, float64) {
	return func(r *rand.Rand, _ int, p kpi.Period) (float64, float64) {
		return poisson(r, mean*float64(p.Days())*12/365.25), 0
	}
}

func shares(from, to int) func(*rand.Rand, int, kpi.Period) (float64, float64) {
	return func(r *rand.Rand, _ int, _ kpi.Period) (float64, float64) {
		n := from + r.IntN(to-from+1)
		k := 0.0
		for range n {
			if r.Float64() < 0.3 {
				k++
			}
		}
		return k, float64(n)
	}
}

func noise(r *rand.Rand, _ int, _ kpi.Period) (float64, float64) { return 50 + r.NormFloat64(), 0 }

// seasonal is a season of random phase, so many times as high as the noise.
func seasonal(times float64) func(*rand.Rand) func(int, kpi.Period) (float64, float64) {
	return func(r *rand.Rand) func(int, kpi.Period) (float64, float64) {
		phase := 12 * r.Float64()
		return func(i int, p kpi.Period) (float64, float64) {
			wave := times * math.Sin(2*math.Pi*(float64(i)+phase)/12)
			return math.Round((1000 + 30*(wave+r.NormFloat64())) * float64(p.Days()) * 12 / 365.25), 0
		}
	}
}

// poisson draws a count: by multiplying uniform numbers (Knuth), which is exact, and of many from the normal curve.
func poisson(r *rand.Rand, mean float64) (n float64) {
	if mean > 100 {
		return math.Round(mean + math.Sqrt(mean)*r.NormFloat64())
	}
	limit, product := math.Exp(-mean), r.Float64()
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}

// answer draws one series of so many points and assesses it, with the financial year before the last for a baseline.
func (u unchanging) answer(r *rand.Rand, n int) kpi.Assessment {
	ind := kpi.Indicator{ID: "P1.1a", Measure: u.measure, Direction: kpi.Reduce, Inputs: []kpi.Input{{Value: "s.value", Denominator: "s.of"}}}
	plan := kpi.Plan{Sources: []kpi.Source{{ID: "s", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{{ID: "s.value"}, {ID: "s.of"}}}}}
	var observations []kpi.Observation
	p, draw := kpi.PeriodFrom(u.kind, kpi.DateOf(2000, 4, 1)), u.draw(r)
	for i := range n {
		value, of := draw(i, p)
		observations = append(observations, kpi.Observation{Key: kpi.Key{Series: "s.value", Area: "E1", Period: p}, Value: value, Outturn: true})
		if u.measure == kpi.Percentage {
			observations = append(observations, kpi.Observation{Key: kpi.Key{Series: "s.of", Area: "E1", Period: p}, Value: of, Outturn: true})
		}
		p = p.Next()
	}
	base, before := 100.0, kpi.PeriodFrom(kpi.FinancialYear, p.First.AddMonths(-24))
	ind.Baselines = []kpi.Baseline{{Value: &base, Period: before, Trust: kpi.Agreed}}
	return kpi.Assess(&plan, ind, "E1", kpi.NewData(observations), 0)
}

// share is how many of the answers that judge say something other than "no clear change", in per cent, and how many
// readers are told that chance alone would make.
func (u unchanging) share(runs, n int, seed uint64) (changed, told float64, judged int) {
	r := rand.New(rand.NewPCG(seed, 18))
	for range runs {
		a := u.answer(r, n)
		told += kpi.LooksAt([]kpi.Assessment{a}).ByChance
		switch a.Trend.Kind {
		case kpi.TrendCannotJudge:
		case kpi.TrendNoChange:
			judged++
		default:
			judged++
			changed++
		}
	}
	of := float64(max(judged, 1))
	return 100 * changed / of, 100 * told / of, judged
}

// withError is a share with two standard errors of itself, as it comes out of so many answers.
func withError(share float64, judged int) float64 {
	return share + 2*math.Sqrt(share*(100-share)/float64(max(judged, 1)))
}

func TestFalseAnswers(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	for i, u := range unchangingMonths {
		for _, n := range []int{24, 36, 60} {
			allowed := u.table
			if n > 24 {
				allowed = u.fixed
			}
			changed, told, judged := u.share(runs, n, uint64(i*100+n))
			t.Logf("%-32s %d points %5.1f%% of %4d (%4.1f), told %4.1f%%", u.name, n, changed, judged, allowed, told)
			if !testing.Short() && changed > withError(allowed, judged) {
				t.Errorf("%s, %d points: %.1f%% of %d are said to have changed, want %.1f%% at most", u.name, n, changed, judged, withError(allowed, judged))
			}
			// A season that is not taken out yet is no chance, and said beside (may-be-seasonal).
			if taken := u.seasons == 0 || u.seasons > 1 && n > 24; !testing.Short() && taken && math.Abs(changed-told) > 2.5 {
				t.Errorf("%s, %d points: %.1f%% are said to have changed, and readers are told %.1f%%", u.name, n, changed, told)
			}
		}
	}
}

// unchangingYears are annual figures that vary by more than chance would make them, as counts of crimes do. Five in a row
// go one way in 2 of the 120 orders that five figures can have.
var unchangingYears = []unchanging{
	{"10,000 a year, by chance alone", 100.0 / 60, 0, kpi.Count, kpi.FinancialYear, 0, each(spread(10000, 0))},
	{"10,000 a year, that vary by 5%", 100.0 / 60, 0, kpi.Count, kpi.FinancialYear, 0, each(spread(10000, 0.05))},
	{"300 a year, that vary by 20%", 100.0 / 60, 0, kpi.Count, kpi.FinancialYear, 0, each(spread(300, 0.2))},
	{"30% of 1,000 to 3,000", 100.0 / 60, 0, kpi.Percentage, kpi.FinancialYear, 0, each(shares(1000, 3000))},
}

// spread is counts about a mean that itself varies from year to year by a share of it.
func spread(mean, by float64) func(*rand.Rand, int, kpi.Period) (float64, float64) {
	return func(r *rand.Rand, _ int, _ kpi.Period) (float64, float64) {
		return poisson(r, mean*math.Exp(by*r.NormFloat64())), 0
	}
}

func TestFalseAnswersOfYears(t *testing.T) {
	runs := 3000
	if testing.Short() {
		runs = 200
	}
	for i, u := range unchangingYears {
		for _, n := range []int{5, 8} {
			changed, _, judged := u.share(runs, n, uint64(i*100+n))
			t.Logf("%-32s %d points %5.2f%% of %4d (%4.2f)", u.name, n, changed, judged, u.table)
			if judged != runs {
				t.Errorf("%s, %d years: %d of %d are judged", u.name, n, judged, runs)
			}
			if !testing.Short() && changed > withError(u.table, judged) {
				t.Errorf("%s, %d years: %.2f%% are said to have changed, want %.2f%% at most", u.name, n, changed, withError(u.table, judged))
			}
		}
	}
}

// TestFalseAnswersCanFail holds that a change is seen in the same way: of series that fall by a tenth in their last year
// most are said to have changed.
func TestFalseAnswersCanFail(t *testing.T) {
	falls := unchanging{"a fall", 0, 0, kpi.Count, kpi.Month, 0, each(func(r *rand.Rand, i int, p kpi.Period) (float64, float64) {
		mean := 300.0
		if i >= 24 {
			mean = 240
		}
		return counts(mean)(r, i, p)
	})}
	if changed, _, judged := falls.share(200, 36, 1); changed < 90 || judged != 200 {
		t.Errorf("of %d series that fall by a fifth %.1f%% are said to have changed", judged, changed)
	}
}

// TestRecentTrendAloneIsNotEnough shows why five annual figures must all go one way besides: counts that vary by more
// than chance have a recent trend far too often.
func TestRecentTrendAloneIsNotEnough(t *testing.T) {
	r, called := rand.New(rand.NewPCG(5, 18)), 0
	for range 500 {
		if years := unchangingYears[1].answer(r, 5).Trend.Years; years.Result != stats.NoSignificantChange {
			called++
		}
	}
	if share := float64(called) / 500; share < 0.33 || share > 0.43 {
		t.Errorf("the recent trend calls %.0f%% of unchanging series a change; years.go says two in five", 100*share)
	}
}
