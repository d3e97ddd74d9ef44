package store

import (
	"math"
	"math/big"
)

// Values are added up exactly, so that neither the order of rows nor that of DuckDB's threads changes a bit of the sum: a
// float64 is a whole number times a power of two; whole numbers of one power are added as such; the powers are put together
// and rounded once, at the end.

// scaleStep is how far apart the powers are: 53 bits of a float64 and up to 7 of this still fit an int64, and the usual
// amounts of one column share a few powers.
const scaleStep = 8

// wholes gives v, which is finite, as mantissa × 2^scale, exactly.
func wholes(v float64) (scale int16, mantissa int64) {
	if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
		return 0, int64(v)
	}
	fraction, exponent := math.Frexp(v)
	whole, power := int64(math.Ldexp(fraction, 53)), exponent-53
	over := ((power % scaleStep) + scaleStep) % scaleStep
	return int16(power - over), whole << over
}

// scaled is total × 2^scale.
type scaled struct {
	scale int16
	total *big.Int
}

// wholeSum adds up whole numbers of several scales, the smallest first.
type wholeSum struct {
	least int16
	exact big.Int
}

func (s *wholeSum) begin(p scaled) {
	s.least = p.scale
	s.exact.Set(p.total)
}

func (s *wholeSum) add(p scaled) {
	var shifted big.Int
	s.exact.Add(&s.exact, shifted.Lsh(p.total, uint(p.scale-s.least)))
}

// total is the sum, rounded once to the nearest float64.
func (s *wholeSum) total() float64 {
	if s.exact.IsInt64() && s.least == 0 {
		if n := s.exact.Int64(); n > -1<<53 && n < 1<<53 {
			return float64(n)
		}
	}
	var f big.Float
	f.SetInt(&s.exact) // as many bits as it takes
	f.SetMantExp(&f, int(s.least))
	v, _ := f.Float64()
	return v
}
