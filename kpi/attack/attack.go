// Package attack plays a reader who wants to know a figure that is not shown. It is for tests alone: it puts together
// everything that was published, as ranges and sums, and says which hidden figures only one whole number fits.
//
// It knows nothing of how figures are hidden. What it does is what a patient reader with a spreadsheet could do: linear
// algebra (Gauss-Jordan elimination of all sums at once), and narrowing each figure by the ranges of the others in a sum
// until nothing moves any more.
package attack

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Table is what was published: figures by name, and what is known of sums of them.
type Table struct {
	low, high map[string]float64
	whole     map[string]bool
	sums      []sum
	ratios    []ratio
}

// sum says that figures, each times something, come to between low and high.
type sum struct {
	times     map[string]float64
	low, high float64
}

// ratio says that per × part ÷ whole lies between low and high.
type ratio struct {
	part, whole    string
	per, low, high float64
}

// New is an empty table.
func New() *Table {
	return &Table{low: map[string]float64{}, high: map[string]float64{}, whole: map[string]bool{}}
}

// Range is what a reader knows of one figure: that it is a whole number from low to high. Said twice, both hold.
func (t *Table) Range(name string, low, high float64) {
	if !t.whole[name] {
		t.low[name], t.high[name], t.whole[name] = math.Inf(-1), math.Inf(1), true
	}
	t.low[name], t.high[name] = max(t.low[name], low), min(t.high[name], high)
}

// Shown is a figure that is printed.
func (t *Table) Shown(name string, value float64) { t.Range(name, value, value) }

// Knows says whether anything was said of a figure.
func (t *Table) Knows(name string) bool { return t.whole[name] }

// Adds says that parts add up to a total.
func (t *Table) Adds(total string, parts ...string) { t.Between(0, 0, []string{total}, parts) }

// Between says that plus less minus comes to between low and high, as a mean that was rounded does.
func (t *Table) Between(low, high float64, minus, plus []string) {
	s := sum{map[string]float64{}, low, high}
	for _, p := range plus {
		s.times[p]++
	}
	for _, p := range minus {
		s.times[p]--
	}
	for name := range s.times {
		t.Range(name, 0, math.Inf(1))
	}
	t.sums = append(t.sums, s)
}

// Ratio says that per × part ÷ whole was printed as a number between low and high.
func (t *Table) Ratio(part, whole string, per, low, high float64) {
	t.Range(part, 0, math.Inf(1))
	t.Range(whole, 0, math.Inf(1))
	t.ratios = append(t.ratios, ratio{part, whole, per, low, high})
}

// Solve narrows every figure as far as it goes. It is an error when nothing fits: then the table does not describe what
// was published, and says nothing about it.
func (t *Table) Solve() error {
	for round := 0; round < 20; round++ {
		before := t.width()
		sums := append(slices.Clone(t.sums), t.reduced()...)
		for n := 0; n < 50 && t.narrow(sums); n++ {
		}
		for name := range t.low {
			if t.low[name] > t.high[name]+slack {
				return fmt.Errorf("nothing fits %s: at least %g and at most %g", name, t.low[name], t.high[name])
			}
		}
		if t.width() == before {
			return nil
		}
	}
	return nil
}

// Told lists what names of those given can be only one number, in order, with it.
func (t *Table) Told(names []string) []string {
	var out []string
	for _, n := range names {
		if t.whole[n] && t.high[n]-t.low[n] < 0.5 {
			out = append(out, fmt.Sprintf("%s = %g", n, t.low[n]))
		}
	}
	slices.Sort(out)
	return out
}

// slack is what adding up in floating point may lose.
const slack = 1e-6

// width is a fingerprint of how much is still open.
func (t *Table) width() [2]float64 {
	var w [2]float64
	for _, name := range slices.Sorted(maps.Keys(t.low)) {
		if d := t.high[name] - t.low[name]; math.IsInf(d, 0) {
			w[0]++
		} else {
			w[1] += d
		}
	}
	return w
}

// narrow bounds every figure by the others of each sum and ratio; it says whether anything moved.
func (t *Table) narrow(sums []sum) bool {
	moved := false
	for _, s := range sums {
		for name, k := range s.times {
			low, high := s.low, s.high
			for other, m := range s.times {
				if other != name {
					a, b := m*t.low[other], m*t.high[other]
					low, high = low-max(a, b), high-min(a, b)
				}
			}
			a, b := low/k, high/k
			moved = t.tighten(name, min(a, b), max(a, b)) || moved
		}
	}
	for _, r := range t.ratios {
		moved = t.tighten(r.part, r.low*t.low[r.whole]/r.per, r.high*t.high[r.whole]/r.per) || moved
		if r.low > 0 {
			moved = t.tighten(r.whole, r.per*t.low[r.part]/r.high, r.per*t.high[r.part]/r.low) || moved
		}
	}
	return moved
}

// tighten takes a range in, to whole numbers.
func (t *Table) tighten(name string, low, high float64) bool {
	low, high = math.Ceil(low-slack), math.Floor(high+slack)
	moved := false
	if low > t.low[name] {
		t.low[name], moved = low, true
	}
	if high < t.high[name] {
		t.high[name], moved = high, true
	}
	return moved
}
