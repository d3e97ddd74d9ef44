package stats

import (
	"math"
	"slices"
)

// smoother is local regression of degree 1 over rows 1, 2 … n (Cleveland 1979): at each place a straight line through
// the nearest width rows, near ones weighing more.
type smoother struct {
	ys    []float64
	ws    []float64 // further weights of the rows; nil for none
	width int
	// Room for the weights and terms of one place, used again at the next.
	w, terms []float64
}

// smooth gives the smoothed value of every row.
func (s *smoother) smooth() []float64 {
	n := len(s.ys)
	out := make([]float64, n)
	if n < 2 {
		copy(out, s.ys)
		return out
	}
	half, left := (s.width+1)/2, 1
	for i := 1; i <= n; i++ {
		if s.width < n && i > half && left+s.width-1 < n {
			left++
		}
		v, ok := s.at(float64(i), left, min(n, left+s.width-1))
		if !ok {
			v = s.ys[i-1]
		}
		out[i-1] = v
	}
	return out
}

// at is the value at x of the line through rows left to right; x may lie outside the rows. It is false when no row
// there has weight.
func (s *smoother) at(x float64, left, right int) (float64, bool) {
	n := len(s.ys)
	h := max(x-float64(left), float64(right)-x)
	if s.width > n {
		h += float64((s.width - n) / 2)
	}
	size := right - left + 1
	s.w, s.terms = slices.Grow(s.w[:0], size)[:size], slices.Grow(s.terms[:0], size)[:size]
	w, terms := s.w, s.terms
	for k := range w {
		w[k] = tricube(math.Abs(float64(left+k)-x), h)
		if s.ws != nil {
			w[k] = float64(w[k] * s.ws[left+k-1])
		}
	}
	total := sum(w)
	if !(total > 0) {
		return 0, false
	}
	for k := range w {
		w[k] /= total
	}
	if h > 0 {
		tilt(w, terms, left, x, float64(n-1))
	}
	for k := range w {
		terms[k] = float64(w[k] * s.ys[left+k-1])
	}
	return sum(terms), true
}

// tilt turns the weights of a mean into those of a straight line's value at x, unless all weight is in one place. It
// uses terms as room.
func tilt(w, terms []float64, left int, x, span float64) {
	for k := range w {
		terms[k] = float64(w[k] * float64(left+k))
	}
	centre := sum(terms)
	for k := range w {
		d := float64(left+k) - centre
		terms[k] = float64(float64(w[k]*d) * d)
	}
	spread := sum(terms)
	if math.Sqrt(spread) <= float64(.001*span) {
		return
	}
	slope := (x - centre) / spread
	for k := range w {
		w[k] = float64(w[k] * (float64(slope*(float64(left+k)-centre)) + 1))
	}
}

// tricube is the weight of a row at a distance, of which h is the largest.
func tricube(distance, h float64) float64 {
	switch {
	case distance > float64(.999*h):
		return 0
	case distance <= float64(.001*h):
		return 1
	}
	return cube(1 - cube(distance/h))
}
