package stats

import (
	"math"
	"slices"
)

// STLOptions say how a series is decomposed. Windows are odd numbers of values; 0 takes statsmodels' defaults.
type STLOptions struct {
	Period   int // values in a year: 12 for months
	Seasonal int // years that a season is smoothed over: 7
	Trend    int // values that the trend is smoothed over: the next odd number from 1.5·Period/(1-1.5/Seasonal)
	LowPass  int // the next odd number above Period
	// Robust gives wild values little weight: 15 rounds of weighting and 2 passes in each, in place of none and 5.
	Robust bool
}

// STL is a series taken apart: for each value Trend + Seasonal + Remainder is the value again.
type STL struct {
	Trend, Seasonal, Remainder []float64
	Weights                    []float64 // how much each value counted: 1, less when it is wild and Robust was asked for
}

// Decompose takes a series apart into trend, season and remainder by repeated local regression (Cleveland, Cleveland,
// McRae and Terpenning 1990, "STL: A seasonal-trend decomposition procedure based on loess"), with straight lines
// everywhere and every value computed, as statsmodels' STL does and R's stl when asked. Values are in order of time and
// none may be missing (ErrMissing). It wants more than two years (ErrShort) and windows that are odd, at least 3, and
// longer than the period for trend and low pass (ErrWindow). A constant series has that trend and no season.
func Decompose(ys []float64, o STLOptions) (STL, error) {
	if err := o.fill(); err != nil {
		return STL{}, err
	}
	switch rows, _ := present(ys); {
	case len(rows) < len(ys):
		return STL{}, ErrMissing
	case len(ys) <= 2*o.Period:
		return STL{}, ErrShort
	}
	n := len(ys)
	d := STL{Trend: make([]float64, n), Seasonal: make([]float64, n), Remainder: make([]float64, n), Weights: slices.Repeat([]float64{1}, n)}
	passes, rounds := 5, 0
	if o.Robust {
		passes, rounds = 2, 15
	}
	var weights []float64
	for round := 0; ; round++ {
		for range passes {
			d.pass(ys, weights, o)
		}
		for i, y := range ys {
			d.Remainder[i] = y - d.Seasonal[i] - d.Trend[i]
		}
		if round == rounds {
			break
		}
		weights = bisquare(d.Remainder)
		d.Weights = weights
	}
	for i := range ys {
		if !finite(d.Remainder[i]) {
			return STL{}, ErrWindow // values too large to compute with
		}
	}
	return d, nil
}

// fill puts the defaults in and checks the windows.
func (o *STLOptions) fill() error {
	if o.Period < 2 {
		return ErrPeriod
	}
	if o.Seasonal == 0 {
		o.Seasonal = 7
	}
	if o.Seasonal < 3 {
		return ErrWindow
	}
	if o.Trend == 0 {
		o.Trend = int(math.Ceil(1.5 * float64(o.Period) / (1 - 1.5/float64(o.Seasonal))))
		o.Trend += 1 - o.Trend%2
	}
	if o.LowPass == 0 {
		o.LowPass = o.Period + 1 + o.Period%2
	}
	if o.Seasonal%2 == 0 || o.Trend%2 == 0 || o.LowPass%2 == 0 || o.Trend <= o.Period || o.LowPass <= o.Period {
		return ErrWindow
	}
	return nil
}

// pass is one pass of the inner loop: seasons from the values without trend, then the trend from those without season.
func (d *STL) pass(ys, weights []float64, o STLOptions) {
	n := len(ys)
	rest := make([]float64, n)
	for i, y := range ys {
		rest[i] = y - d.Trend[i]
	}
	cycle := cycles(rest, weights, o)
	low := average(average(average(cycle, o.Period), o.Period), 3)
	low = (&smoother{ys: low, width: o.LowPass}).smooth()
	for i, y := range ys {
		d.Seasonal[i] = cycle[o.Period+i] - low[i]
		rest[i] = y - d.Seasonal[i]
	}
	d.Trend = (&smoother{ys: rest, ws: weights, width: o.Trend}).smooth()
}

// cycles smooths each season by itself, all Januaries, and goes one year beyond either end.
func cycles(rest, weights []float64, o STLOptions) []float64 {
	out := make([]float64, len(rest)+2*o.Period)
	for j := range o.Period {
		s := smoother{width: o.Seasonal}
		for i := j; i < len(rest); i += o.Period {
			s.ys = append(s.ys, rest[i])
			if weights != nil {
				s.ws = append(s.ws, weights[i])
			}
		}
		k := len(s.ys)
		mid := s.smooth()
		before, ok := s.at(0, 1, min(o.Seasonal, k))
		if !ok {
			before = mid[0]
		}
		after, ok := s.at(float64(k+1), max(1, k-o.Seasonal+1), k)
		if !ok {
			after = mid[k-1]
		}
		out[j], out[(k+1)*o.Period+j] = before, after
		for m, v := range mid {
			out[(m+1)*o.Period+j] = v
		}
	}
	return out
}

// average is the moving average over width values, each window added up by itself.
func average(xs []float64, width int) []float64 {
	out := make([]float64, len(xs)-width+1)
	for i := range out {
		out[i] = sum(xs[i:i+width]) / float64(width)
	}
	return out
}

// bisquare weighs values by their remainders: none for one beyond six times the median.
func bisquare(remainder []float64) []float64 {
	size := make([]float64, len(remainder))
	for i, r := range remainder {
		size[i] = math.Abs(r)
	}
	limit := float64(6 * median(size))
	out := make([]float64, len(size))
	for i, r := range size {
		switch {
		case limit == 0 || r <= float64(.001*limit):
			out[i] = 1
		case r <= float64(.999*limit):
			q := r / limit
			u := 1 - float64(q*q)
			out[i] = float64(u * u)
		}
	}
	return out
}

// SeasonalStrength is 1 less the variance of the remainder in that of season and remainder together, and 0 at least
// (Wang, Smith and Hyndman 2006): near 1, the season explains nearly all that the trend does not. NaN when both are
// nothing but rounding.
func (d STL) SeasonalStrength() float64 { return d.strength(d.Seasonal) }

// TrendStrength is the same of the trend.
func (d STL) TrendStrength() float64 { return d.strength(d.Trend) }

func (d STL) strength(part []float64) float64 {
	both := make([]float64, len(part))
	var scale float64
	for i := range part {
		both[i] = part[i] + d.Remainder[i]
		scale = max(scale, math.Abs(d.Trend[i]), math.Abs(both[i]))
	}
	of := variance(both)
	if !(math.Sqrt(of) > float64(noRange*scale)) {
		return math.NaN()
	}
	return max(0, 1-variance(d.Remainder)/of)
}

// variance is the mean square distance from the mean, NaN for no values.
func variance(xs []float64) float64 {
	m := mean(xs)
	squares := make([]float64, len(xs))
	for i, x := range xs {
		squares[i] = float64((x - m) * (x - m))
	}
	return mean(squares)
}
