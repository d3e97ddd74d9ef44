package stats

import (
	"math"
	"slices"
)

// TheilSen is the slope of a series that a few wild values cannot move: the median of the slopes of all pairs (Theil
// 1950; Sen 1968).
type TheilSen struct {
	N         int     // values
	Slope     float64 // per period, or per year when seasonal; NaN for fewer than 2 values
	Intercept float64 // at row 0: the median value less the slope to the median row; NaN when seasonal
	Interval          // of the slope (Sen 1968, as scipy.stats.theilslopes); NaN when seasonal
}

// NewTheilSen fits a series in order of time, at its true positions: a missing value is skipped, and the rows on either
// side of it stay two apart. Rows count from 0. A constant series has the slope 0; with 0 or 1 values nothing is
// defined. All pairs are compared, so that the work grows with the square of the length.
func NewTheilSen(ys []float64, level float64) TheilSen {
	at, v := present(ys)
	t := TheilSen{N: len(v), Slope: math.NaN(), Intercept: math.NaN(), Interval: noInterval}
	slopes := pairSlopes(at, v)
	if len(slopes) == 0 {
		return t
	}
	t.Slope = middle(slopes)
	rows := make([]float64, len(at))
	for i, r := range at {
		rows[i] = float64(r)
	}
	t.Intercept = finiteOr(median(v) - float64(t.Slope*median(rows)))
	ties, _ := tieTerms(v)
	n, pairs, z := float64(len(v)), float64(len(slopes)), zOf(level)
	sigma := math.Sqrt((float64(float64(n*(n-1))*(float64(2*n)+5)) - ties) / 18)
	half := float64(z * sigma)
	if math.IsNaN(half) {
		return t
	}
	lower := int(max(math.RoundToEven((pairs-half)/2)-1, 0))
	upper := int(min(math.RoundToEven((pairs+half)/2), pairs-1))
	t.Interval = Interval{slopes[lower], slopes[upper]}
	return t
}

// NewSeasonalTheilSen is the median of the slopes between values of the same season, per year (Hirsch, Slack and Smith
// 1982), at true positions. perYear is the number of seasons; the first value is of the first. It is not defined where
// no season has 2 values, and 0 for a constant series.
func NewSeasonalTheilSen(ys []float64, perYear int) TheilSen {
	t := TheilSen{Slope: math.NaN(), Intercept: math.NaN(), Interval: noInterval}
	var slopes []float64
	for _, season := range seasons(ys, perYear) {
		at, v := present(season)
		t.N += len(v)
		slopes = append(slopes, pairSlopes(at, v)...)
	}
	slices.Sort(slopes)
	if len(slopes) > 0 {
		t.Slope = middle(slopes)
	}
	return t
}

// pairSlopes is the slope between every two rows, sorted; ones too steep for the machine are left out.
func pairSlopes(at []int, v []float64) []float64 {
	var out []float64
	for i := range v {
		for j := range i {
			if s := (v[i] - v[j]) / float64(at[i]-at[j]); finite(s) {
				out = append(out, s)
			}
		}
	}
	slices.Sort(out)
	return out
}

// middle is the median of sorted values, of which there is at least one.
func middle(s []float64) float64 {
	half := len(s) / 2
	if len(s)%2 == 1 {
		return s[half]
	}
	return finiteOr((s[half-1] + s[half]) / 2)
}
