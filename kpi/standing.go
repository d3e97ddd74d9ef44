package kpi

import (
	"math"
	"strconv"

	"planwatch/kpi/words"
)

// Standing is where a figure stands among others that are ranked with it: how many there are in all, and how many are
// higher, lower and the same as they are shown.
type Standing struct {
	Of     int // itself among them; 0 when it is not ranked
	Higher int
	Lower  int
	Same   int
}

// standingOf ranks a figure among others. Figures that are the same to so many decimals, as a reader sees them, tie.
func standingOf(value float64, others []float64, decimals int) Standing {
	s := Standing{Of: len(others) + 1}
	shown := func(x float64) float64 { return math.Round(x * math.Pow10(decimals)) }
	for _, o := range others {
		switch a, b := shown(o), shown(value); {
		case a > b:
			s.Higher++
		case a < b:
			s.Lower++
		default:
			s.Same++
		}
	}
	return s
}

// Words is the standing from whichever end is nearer: "the third highest of eight", "the joint lowest of four", "in the
// middle of five", "the same as all others"; "" of a figure that is not ranked.
func (s Standing) Words(w *words.Catalogue) string {
	if s.Of < 2 {
		return ""
	}
	key, nth := "highest", s.Higher+1
	switch {
	case s.Same == s.Of-1:
		return w.Say("standing.same")
	case s.Higher == s.Lower && s.Same == 0:
		return w.Say("standing.middle", "of", numberWord(w, s.Of))
	case s.Lower < s.Higher:
		key, nth = "lowest", s.Lower+1
	}
	if s.Same > 0 {
		key += ".joint"
	}
	of := numberWord(w, s.Of)
	switch ordinal := "ordinal." + strconv.Itoa(nth); {
	case nth == 1:
		return w.Say("standing."+key+".first", "of", of)
	case w.Has(ordinal):
		return w.Say("standing."+key, "nth", w.Say(ordinal), "of", of)
	default:
		return w.Say("standing."+key+".far", "n", strconv.Itoa(nth), "of", of)
	}
}

// numberWord is a small whole number in words, or in figures where the catalogue has no word.
func numberWord(w *words.Catalogue, n int) string {
	if key := "cardinal." + strconv.Itoa(n); w.Has(key) {
		return w.Say(key)
	}
	return strconv.Itoa(n)
}
