package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

const (
	// seasonalYears is how many full years a season is computed from at least.
	seasonalYears = 3
	// seasonalEnough is the seasonal strength from which a series is adjusted (R's forecast package, nsdiffs).
	seasonalEnough = 0.64
	// seasonalChance is how probable seasons may be by chance for a series to be adjusted. On three years STL alone
	// finds a strength of 0.64 in 79 of 100 series of pure noise.
	seasonalChance = 0.01
)

// Basis says how a series with seasons is to be compared.
type Basis uint8

// The bases. SameSeasonBasis, the zero value: too little is known, so a month is compared with the same month last year
// and the words are that the pattern may be seasonal.
const (
	SameSeasonBasis Basis = iota
	AsItIs                // the season is too weak to matter
	SeasonallyAdjusted
)

// String is "same month last year", "as it is" or "seasonally adjusted".
func (b Basis) String() string {
	return [...]string{"same month last year", "as it is", "seasonally adjusted"}[b]
}

// Adjustment is a series made ready for XmR.
type Adjustment struct {
	Basis Basis
	// Values are divided by their season's factor when Basis is SeasonallyAdjusted, and as they were otherwise.
	Values []float64
	// Factors are one for each season, the first that of row 0: 1.1 is a tenth above the year. They multiply to 1. Nil
	// unless adjusted.
	Factors []float64
	// Strength is the seasonal strength of the fitted rows; NaN when not computed.
	Strength float64
	// From and To are the rows that the factors come from: From up to, but not including, To.
	From, To int
	Chance   float64 // probability of seasons as different by chance; NaN when not computed
	Err      error   // why not, when Basis is SameSeasonBasis
}

// Deseason takes the season out of a series of amounts above 0, as the adjusted values need it: per-day rates of counts
// (PerDay), in order of time.
//
// Factors come from the rows before fitted alone: give the first row after the last complete financial year, so that
// they move once a year and no state is kept. They need three full years without a gap, ending there; older rows before
// a gap are left alone. The fit is an STL of the logs, robust when there are wild values. Strength under 0.64 leaves
// the series as it is, and so do seasons that chance explains (1%). The factors are the means of each season about
// STL's trend, the same every year: three or four Januaries are too few to see one season turn into another, and a
// season that follows them would swallow the noise that the limits are made of.
//
// Missing values stay missing. No value, a constant series, a value of 0 or less in the fitted rows (ErrNotPositive),
// too few years (ErrShort), a gap in the last three (ErrMissing), no seasons (ErrPeriod) and rolling totals
// (ErrRolling) are not adjusted.
func (s Series) Deseason(fitted int) Adjustment {
	a := Adjustment{Values: s.Values, Strength: math.NaN(), Chance: math.NaN()}
	a.From, a.To, a.Err = s.fitWindow(fitted)
	if a.Err != nil {
		return a
	}
	logs := make([]float64, 0, a.To-a.From)
	for _, y := range s.Values[a.From:a.To] {
		if !(y > 0) {
			a.Err = ErrNotPositive
			return a
		}
		logs = append(logs, math.Log(y))
	}
	fit, err := fitSeason(logs, s.PerYear)
	if a.Strength, a.Chance, a.Err = fit.strength, fit.p, err; err != nil {
		return a
	}
	if a.Basis = AsItIs; !(fit.strength >= seasonalEnough) || fit.p > seasonalChance {
		return a
	}
	a.Basis = SeasonallyAdjusted
	a.Factors = make([]float64, s.PerYear)
	for j, v := range fit.logs {
		a.Factors[(a.From+j)%s.PerYear] = math.Exp(v)
	}
	a.Values = make([]float64, len(s.Values))
	for i, y := range s.Values {
		a.Values[i] = finiteOr(y / a.Factors[i%s.PerYear])
	}
	return a
}

// fitWindow finds the rows to fit: those before fitted, after the last gap.
func (s Series) fitWindow(fitted int) (from, to int, err error) {
	to = max(0, min(fitted, len(s.Values)))
	for i, y := range s.Values[:to] {
		if !finite(y) {
			from = i + 1
		}
	}
	switch need := seasonalYears * s.PerYear; {
	case s.Rolling:
		err = ErrRolling
	case s.PerYear < 2:
		err = ErrPeriod
	case to < need:
		err = ErrShort
	case to-from < need:
		err = ErrMissing
	}
	return from, to, err
}

// season is what a fit says: the logs of the factors, adding up to 0, and whether they are there at all.
type season struct {
	logs     []float64
	strength float64
	p        float64 // probability of seasons as different by chance
}

// fitSeason finds the seasons of logs. Wild values (beyond six times the median remainder) count for nothing in the
// trend, the seasons and the test.
func fitSeason(logs []float64, perYear int) (season, error) {
	var weights []float64
	for robust := false; ; robust = true {
		d, err := Decompose(logs, STLOptions{Period: perYear, Robust: robust})
		if err != nil {
			return season{strength: math.NaN(), p: math.NaN()}, err
		}
		rest := make([]float64, len(logs))
		for i, y := range logs {
			rest[i] = y - d.Trend[i]
		}
		means := seasonMeans(rest, weights, perYear)
		for i := range rest {
			rest[i] -= means[i%perYear]
		}
		next := bisquare(rest)
		if robust || slices.Min(next) > 0 {
			s := season{logs: means, strength: d.SeasonalStrength()}
			s.p = stableSeason(means, rest, next, perYear)
			return s, nil
		}
		weights = next
	}
}

// seasonMeans is the weighted mean of each season, less the mean of them all; nil weights are equal.
func seasonMeans(rest, weights []float64, perYear int) []float64 {
	if weights == nil {
		weights = slices.Repeat([]float64{1}, len(rest))
	}
	means := make([]float64, perYear)
	for j := range means {
		var terms, counts []float64
		for i := j; i < len(rest); i += perYear {
			terms, counts = append(terms, float64(weights[i]*rest[i])), append(counts, weights[i])
		}
		if total := sum(counts); total > 0 {
			means[j] = sum(terms) / total
		}
	}
	all := mean(means)
	for j := range means {
		means[j] -= all
	}
	return means
}

// stableSeason is the probability of seasons that differ so much by chance: the F test of one-way analysis of variance
// that X-11 has used for stable seasonality (Lothian and Morry 1978), without values of no weight. 1 when nothing
// varies.
func stableSeason(means, rest, weights []float64, perYear int) float64 {
	var between, within []float64
	for i, r := range rest {
		if weights[i] > 0 {
			m := means[i%perYear]
			between, within = append(between, float64(m*m)), append(within, float64(r*r))
		}
	}
	among, left := float64(perYear-1), float64(len(within)-perYear)
	f := sum(between) / among / (sum(within) / left)
	switch {
	case left < 1 || math.IsNaN(f):
		return 1
	case math.IsInf(f, 0):
		return 0
	}
	return distuv.F{D1: among, D2: left}.Survival(f)
}
