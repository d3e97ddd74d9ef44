package stats

import (
	"math"
	"slices"
)

// Sum adds values up with Neumaier's compensation (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation
// endlicher Summen"): the rounding error of every step is kept and added at the end, so that 24 times 0.1 is 2.4. The
// zero Sum is ready to use.
type Sum struct{ total, lost float64 }

// Add adds x. What rounding loses is found by Knuth's six operations (The Art of Computer Programming 2, 4.2.2), which
// give Neumaier's bits without asking which of the two is larger: seasonal adjustment adds up little else, and that
// question cannot be foreseen by a processor.
func (s *Sum) Add(x float64) {
	t := s.total + x
	added := t - s.total
	s.lost += (s.total - (t - added)) + (x - added)
	s.total = t
}

// Total is the sum so far: 0 for no values, and not finite when the values are too large to add.
func (s *Sum) Total() float64 { return s.total + s.lost }

// sum is the Sum of xs.
func sum(xs []float64) float64 {
	var total, lost float64 // of a Sum, where the compiler keeps them at hand
	for _, x := range xs {
		t := total + x
		added := t - total
		lost += (total - (t - added)) + (x - added)
		total = t
	}
	return total + lost
}

// sumAnyOrder is the sum of rows that have no order of their own, such as areas: the same bits however they come.
func sumAnyOrder(xs []float64) float64 { return sum(slices.Sorted(slices.Values(xs))) }

// mean is the arithmetic mean, NaN for no values. A second pass adds back what dividing lost, as R's mean does; the
// values and the first mean go into one compensated sum, so that their differences are not rounded either.
func mean(xs []float64) float64 {
	n := float64(len(xs))
	first := sum(xs) / n
	if len(xs) == 0 || math.IsInf(first, 0) || math.IsNaN(first) {
		return math.NaN()
	}
	rest := make([]float64, 0, 2*len(xs))
	for _, x := range xs {
		rest = append(rest, x, -first)
	}
	return first + sum(rest)/n
}
