package stats

import (
	"math"
	"slices"
)

// exactKendall is the longest series whose exact probability is computed; the work grows with the cube of it.
const exactKendall = 200

// MannKendall is a test for a steady rise or fall, of any shape: how many of all pairs of values rise less how many
// fall (Mann 1945; Kendall 1975). It takes neighbouring values as independent; where a high value tends to be followed
// by another, P is too small.
type MannKendall struct {
	N   int // values
	S   float64
	Var float64 // of S when nothing changes, with ties taken into account
	Z   float64 // S less its sign, in standard deviations; above 0 when it rises
	P   float64 // two-sided, from Z; 1 when nothing can be said
	// TauB is Kendall's tau-b, from -1 to 1; NaN for fewer than 2 values, a constant series, and seasons.
	TauB float64
	// PPlain is P without the correction for continuity, as in scipy.stats.kendalltau; NaN for a constant series.
	PPlain float64
	// PExact is the exact two-sided probability; NaN with ties, over 200 values, and for seasons.
	PExact float64
}

// NewMannKendall tests a series in order of time. Missing values are skipped. Fewer than 2 values, or constant ones: S
// is 0 and P is 1.
func NewMannKendall(ys []float64) MannKendall {
	_, v := present(ys)
	m := MannKendall{N: len(v), TauB: math.NaN(), PExact: math.NaN()}
	var score int
	for i, a := range v {
		for _, b := range v[i+1:] {
			score += order(a, b)
		}
	}
	m.S = float64(score)
	ties, pairs := tieTerms(v)
	n := float64(len(v))
	all := float64(float64(n*(n-1)) / 2)
	m.Var = (float64(float64(n*(n-1))*(float64(2*n)+5)) - ties) / 18
	if all > pairs {
		m.TauB = m.S / (math.Sqrt(all) * math.Sqrt(all-pairs))
	}
	if pairs == 0 && len(v) > 1 && len(v) <= exactKendall {
		m.PExact = exactP(len(v), score)
	}
	m.conclude()
	return m
}

// NewSeasonalMannKendall adds the tests of each season, such as all Januaries, so that a season cannot pass for a trend
// or hide one (Hirsch, Slack and Smith 1982). perYear is the number of seasons; the first value is of the first. With
// no season (perYear under 1), no season of 2 values, or constant ones, S is 0 and P is 1.
func NewSeasonalMannKendall(ys []float64, perYear int) MannKendall {
	m := MannKendall{TauB: math.NaN(), PExact: math.NaN()}
	for _, season := range seasons(ys, perYear) {
		one := NewMannKendall(season)
		m.N, m.S, m.Var = m.N+one.N, m.S+one.S, m.Var+one.Var
	}
	m.conclude()
	return m
}

// conclude computes what follows from S and its variance.
func (m *MannKendall) conclude() {
	m.P, m.PPlain = 1, math.NaN()
	if !(m.Var > 0) {
		return
	}
	sigma := math.Sqrt(m.Var)
	if m.S != 0 {
		m.Z = (m.S - math.Copysign(1, m.S)) / sigma
	}
	m.P, m.PPlain = twoSided(m.Z), twoSided(m.S/sigma)
}

// twoSided is the probability of a normal deviate as far from 0 as z, on either side.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

func order(a, b float64) int {
	switch {
	case b > a:
		return 1
	case b < a:
		return -1
	}
	return 0
}

// tieTerms gives the sum of t(t-1)(2t+5) and of t(t-1)/2 over groups of t equal values.
func tieTerms(v []float64) (variance, pairs float64) {
	s := slices.Sorted(slices.Values(v))
	for first := 0; first < len(s); {
		last := first
		for last < len(s) && s[last] == s[first] {
			last++
		}
		t := float64(last - first)
		variance += float64(float64(t*(t-1)) * (float64(2*t) + 5))
		pairs += float64(float64(t*(t-1)) / 2)
		first = last
	}
	return variance, pairs
}

// seasons deals the rows out to their seasons, in order of time. None for perYear under 1.
func seasons(ys []float64, perYear int) [][]float64 {
	if perYear < 1 {
		return nil
	}
	out := make([][]float64, min(perYear, len(ys)))
	for i, y := range ys {
		out[i%perYear] = append(out[i%perYear], y)
	}
	return out
}

// exactP is the share of all orders of n different values whose score is at least as far from 0: the number of
// inversions of a random order, one more value at a time (Kendall 1938).
func exactP(n, score int) float64 {
	most := n * (n - 1) / 2
	fewer := (most - max(score, -score)) / 2 // pairs of the rarer kind
	if 2*fewer == most {
		return 1
	}
	share, next := make([]float64, fewer+1), make([]float64, fewer+1)
	share[0] = 1
	for k := 2; k <= n; k++ {
		var window float64
		for i := range min(fewer, k*(k-1)/2) + 1 {
			// Shares rise up to the middle, so that taking the oldest out loses no digits where they count.
			window += share[i]
			if i >= k {
				window -= share[i-k]
			}
			next[i] = max(0, window) / float64(k)
		}
		share, next = next, share
	}
	return min(1, 2*sum(share))
}
