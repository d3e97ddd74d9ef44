package stats

import (
	"errors"
	"math"
)

// Why a method refuses a series. A caller matches them with errors.Is and has words of its own.
var (
	ErrRolling     = errors.New("rolling totals are not tested")
	ErrPeriod      = errors.New("no number of periods in a year")
	ErrShort       = errors.New("too few values")
	ErrMissing     = errors.New("missing values")
	ErrNotPositive = errors.New("values that are not above zero")
	ErrWindow      = errors.New("smoothing windows that do not fit the period")
	ErrShape       = errors.New("columns of different lengths")
	ErrConstant    = errors.New("values that do not vary")
)

// Series is what is known about one line of a chart: its values in order of time, one for each period, evenly spaced.
// A missing value is NaN; an infinite one counts as missing. The unit is the caller's.
type Series struct {
	Values []float64
	// PerYear is how many periods make a year: 12 for months, 4 for quarters, 1 for years, 0 when there is no season.
	PerYear int
	// Rolling says that neighbouring values share periods, as "the twelve months to" do. Such values carry most of
	// their noise on to the next one, so that 64 of 100 unchanging series look changed; no test takes them.
	Rolling bool
}

// XmR charts the series, and refuses rolling totals with ErrRolling. What NewXmR says of shapes holds here too.
func (s Series) XmR(o Options) (XmR, error) {
	if s.Rolling {
		return XmR{}, ErrRolling
	}
	return NewXmR(s.Values, o), nil
}

// RunChart tests the series for runs about its median, and refuses rolling totals with ErrRolling.
func (s Series) RunChart() (Chart, error) {
	if s.Rolling {
		return Chart{}, ErrRolling
	}
	return NewChart(ChartRun, s.Values, nil, ChartOptions{})
}

// Trend tests the series for a steady rise or fall: seasonal when it has 2 periods a year or more and 2 years of them,
// plain otherwise. It refuses rolling totals with ErrRolling. The slope is per period when plain, per year when
// seasonal.
func (s Series) Trend(level float64) (MannKendall, TheilSen, error) {
	switch {
	case s.Rolling:
		return MannKendall{}, TheilSen{}, ErrRolling
	case s.PerYear > 1 && len(s.Values) >= 2*s.PerYear:
		return NewSeasonalMannKendall(s.Values, s.PerYear), NewSeasonalTheilSen(s.Values, s.PerYear), nil
	}
	return NewMannKendall(s.Values), NewTheilSen(s.Values, level), nil
}

// PerDay divides each value by the days of its period, so that February is not lower for being short. A missing value,
// and days of 0 or fewer, or none given, make a missing one. The result has the length of values.
func PerDay(values []float64, days []int) []float64 {
	out := make([]float64, len(values))
	for i := range out {
		out[i] = math.NaN()
		if i < len(days) && days[i] > 0 && finite(values[i]) {
			out[i] = values[i] / float64(days[i])
		}
	}
	return out
}

// SameSeason gives each value divided by the one a year before it: 1.05 is five per cent more. It is NaN in the first
// year, where either value is missing, and where the earlier one is 0. Give per-day rates. The interval of such a
// quotient is RateRatio's, with the days as population.
func SameSeason(values []float64, perYear int) []float64 {
	out := make([]float64, len(values))
	for i := range out {
		out[i] = math.NaN()
		if perYear > 0 && i >= perYear && finite(values[i]) && values[i-perYear] != 0 {
			out[i] = finiteOr(values[i] / values[i-perYear])
		}
	}
	return out
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// finiteOr is x, or NaN when it is infinite.
func finiteOr(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return x
}

// present lists the rows that hold a value, and their values.
func present(values []float64) (rows []int, ys []float64) {
	for i, y := range values {
		if finite(y) {
			rows, ys = append(rows, i), append(ys, y)
		}
	}
	return rows, ys
}
