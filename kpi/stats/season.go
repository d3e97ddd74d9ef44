package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

const (
	// seasonalYears is how many full years a season is computed from at least.
	seasonalYears = 3
	// seasonalEnough is the seasonal strength from which a series is adjusted (R's forecast package, nsdiffs).
	seasonalEnough = 0.64
	// seasonalChance is how probable seasons may be by chance for a series to be adjusted. On three years STL alone
	// finds a strength of 0.64 in 79 of 100 series of pure noise.
	seasonalChance = 0.01
	// wildFactor is how many times the usual distance from its season's median makes a value wild. The mean distance of
	// three or four values from their median is about 0.6 standard deviations, so this is about five of them.
	wildFactor = 8
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

// fitSeason finds the seasons of logs. Wild values count for nothing in the trend, the seasons, their strength and the
// test.
func fitSeason(logs []float64, perYear int) (season, error) {
	none := season{strength: math.NaN(), p: math.NaN()}
	d, err := Decompose(logs, STLOptions{Period: perYear})
	if err != nil {
		return none, err
	}
	rest := without(logs, d.Trend)
	calm := calmRows(rest, perYear)
	if slices.Contains(calm, false) {
		if d, err = Decompose(logs, STLOptions{Period: perYear, Robust: true}); err != nil {
			return none, err
		}
		rest = without(logs, d.Trend)
		calm = calmRows(rest, perYear)
	}
	s := season{logs: middles(rest, calm, perYear, mean)}
	s.strength = d.of(calm).SeasonalStrength()
	s.p = stableSeason(s.logs, about(rest, s.logs), calm)
	return s, nil
}

// calmRows finds the rows that are not wild: within wildFactor times the usual distance from their season's median. The
// usual distance is each season's mean one, and of those the median, so that one wild month does not hide itself.
func calmRows(rest []float64, perYear int) []bool {
	distance := about(rest, middles(rest, nil, perYear, median))
	for i, d := range distance {
		distance[i] = math.Abs(d)
	}
	var usual []float64
	for _, season := range seasons(distance, perYear) {
		usual = append(usual, mean(season))
	}
	limit := float64(wildFactor * median(usual))
	calm := make([]bool, len(rest))
	for i, d := range distance {
		calm[i] = d <= limit
	}
	return calm
}

func without(ys, part []float64) []float64 {
	rest := make([]float64, len(ys))
	for i, y := range ys {
		rest[i] = y - part[i]
	}
	return rest
}

// about gives the distance of each value from its season's middle.
func about(rest, middles []float64) []float64 {
	out := make([]float64, len(rest))
	for i, r := range rest {
		out[i] = r - middles[i%len(middles)]
	}
	return out
}

// middles is the middle of each season, less the mean of them all. Rows that are not calm are left out, unless that
// leaves none; nil is all calm.
func middles(rest []float64, calm []bool, perYear int, middle func([]float64) float64) []float64 {
	out := make([]float64, perYear)
	for j := range out {
		var every, kept []float64
		for i := j; i < len(rest); i += perYear {
			every = append(every, rest[i])
			if calm == nil || calm[i] {
				kept = append(kept, rest[i])
			}
		}
		if len(kept) == 0 {
			kept = every
		}
		out[j] = middle(kept)
	}
	all := mean(out)
	for j := range out {
		out[j] -= all
	}
	return out
}

// of keeps the rows that are calm.
func (d STL) of(calm []bool) STL {
	var kept STL
	for i, c := range calm {
		if c {
			kept.Trend = append(kept.Trend, d.Trend[i])
			kept.Seasonal = append(kept.Seasonal, d.Seasonal[i])
			kept.Remainder = append(kept.Remainder, d.Remainder[i])
		}
	}
	return kept
}

// stableSeason is the probability of seasons that differ so much by chance: the F test of one-way analysis of variance
// that X-11 has used for stable seasonality (Lothian and Morry 1978), of calm rows. 1 when nothing varies.
func stableSeason(means, rest []float64, calm []bool) float64 {
	perYear := len(means)
	var between, within []float64
	for i, r := range rest {
		if calm[i] {
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
	// The tail itself: 1 less the distribution would be rounding from 1e-14 on.
	return mathext.RegIncBeta(left/2, among/2, left/(left+float64(among*f)))
}
