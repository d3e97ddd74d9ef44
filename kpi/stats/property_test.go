package stats

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// wander makes series of whole numbers, so that shifting and scaling by whole numbers is exact: noise around a level,
// with steps, slopes, ties and missing values.
func wander(r *rand.Rand) []float64 {
	ys := make([]float64, 1+r.IntN(60))
	level, slope := 500, r.IntN(5)-2
	for i := range ys {
		level += slope
		if r.IntN(20) == 0 {
			level += r.IntN(80) - 40
		}
		ys[i] = float64(level + r.IntN(21) - 10)
		if r.IntN(15) == 0 {
			ys[i] = math.NaN()
		}
	}
	return ys
}

func wanderOptions(r *rand.Rand, n int) Options {
	o := Options{Direction: Direction(r.IntN(4)), Unscreened: r.IntN(3) == 0, FixAfter: r.IntN(2) * 12}
	for range r.IntN(3) {
		o.Rebase = append(o.Rebase, r.IntN(n))
	}
	if r.IntN(3) == 0 {
		o.Baseline = []Window{{r.IntN(n), n}}
	}
	target := float64(400 + r.IntN(200))
	o.Target = &target
	return o
}

func mapped(ys []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(ys))
	for i, y := range ys {
		out[i] = f(y)
	}
	return out
}

// sameFlags compares everything but the limits.
func sameFlags(a, b XmR) bool {
	return a.Variation == b.Variation && a.Trial == b.Trial && slices.Equal(a.Runs, b.Runs) &&
		slices.EqualFunc(a.Points, b.Points, func(p, q Point) bool {
			return p.Side == q.Side && p.Label == q.Label && p.Kind == q.Kind && slices.Equal(p.Fired, q.Fired)
		})
}

func sameLimits(a, b XmR, f func(float64) float64) bool {
	return slices.EqualFunc(a.Points, b.Points, func(p, q Point) bool {
		return same(f(p.Mean), q.Mean) && same(f(p.Lower), q.Lower) && same(f(p.Upper), q.Upper) &&
			same(f(p.NearLower), q.NearLower) && same(f(p.NearUpper), q.NearUpper)
	})
}

func TestShiftAndScale(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		ys := wander(r)
		o := wanderOptions(r, len(ys))
		x := NewXmR(ys, o)
		for name, f := range map[string]func(float64) float64{
			"shifted": func(y float64) float64 { return y + 4096 },
			"scaled":  func(y float64) float64 { return y * 1024 },
			"shrunk":  func(y float64) float64 { return y / 1024 },
		} {
			o, target := o, f(*o.Target)
			o.Target = &target
			moved := NewXmR(mapped(ys, f), o)
			if !sameFlags(x, moved) || !sameLimits(x, moved, f) || x.Assurance != moved.Assurance {
				t.Fatalf("%s: differs for %v, %+v", name, ys, o)
			}
		}
	}
}

func TestMirror(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	mirror := map[Direction]Direction{Neutral: Neutral, Maintain: Maintain, Increase: Decrease, Decrease: Increase}
	for range 3000 {
		ys := wander(r)
		o := wanderOptions(r, len(ys))
		x := NewXmR(ys, o)
		target := -*o.Target
		o.Direction, o.Target = mirror[o.Direction], &target
		m := NewXmR(mapped(ys, func(y float64) float64 { return -y }), o)
		if m.Assurance != x.Assurance || m.Variation != (Variation{x.Variation.Kind, -x.Variation.Side}) {
			t.Fatalf("%v: %s, %s; mirrored %s, %s", ys, x.Variation, x.Assurance, m.Variation, m.Assurance)
		}
		for i, p := range x.Points {
			q := m.Points[i]
			if q.Label != (Signal{p.Label.Rule, -p.Label.Side}) || q.Kind != p.Kind || len(q.Fired) != len(p.Fired) {
				t.Fatalf("%v: point %d is %v, mirrored %v", ys, i, p, q)
			}
			if !same(q.Mean, -p.Mean) || !same(q.Lower, -p.Upper) || !same(q.NearUpper, -p.NearLower) {
				t.Fatalf("%v: limits %+v, mirrored %+v", ys, p.Limits, q.Limits)
			}
		}
	}
}

func TestMissingPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		ys := wander(r)
		o := Options{Direction: Increase, Unscreened: true}
		x := NewXmR(ys, o)
		longer := NewXmR(append(slices.Clone(ys), math.NaN()), o)
		longer.Points = longer.Points[:len(ys)]
		if !sameFlags(x, longer) || !sameLimits(x, longer, func(y float64) float64 { return y }) {
			t.Fatalf("appending a missing value changes %v", ys)
		}
		at := r.IntN(len(ys))
		cut := NewXmR(slices.Insert(slices.Clone(ys), at, math.NaN()), o)
		if longest(cut, Trend) > longest(x, Trend) {
			t.Fatalf("a missing value at %d lengthens a trend of %v", at, ys)
		}
		if longest(cut, Shift) > longest(x, Shift) { // the mean stays the same
			t.Fatalf("a missing value at %d lengthens a shift of %v", at, ys)
		}
	}
}

func longest(x XmR, rule Rule) int {
	var n int
	for _, r := range x.Runs {
		if r.Rule == rule {
			n = max(n, r.Len())
		}
	}
	return n
}

// TestSameBits keeps the bits of every limit of the reference series: a compiler that fuses a multiplication and an
// addition (arm64, or amd64 at GOAMD64=v3) must not move one of them.
func TestSameBits(t *testing.T) {
	h := fnv.New64a()
	for _, c := range loadReference(t) {
		for _, p := range c.chart().Points {
			for _, v := range []float64{p.Mean, p.Lower, p.Upper, p.NearLower, p.NearUpper} {
				if math.IsNaN(v) {
					v = 0 // the bits of NaN are the machine's business
				}
				_ = binary.Write(h, binary.LittleEndian, math.Float64bits(v))
			}
		}
	}
	if got, want := fmt.Sprintf("%016x", h.Sum64()), "3fbfc684320265aa"; got != want {
		t.Errorf("limits hash to %s, want %s", got, want)
	}
}

func FuzzXmR(f *testing.F) {
	f.Add([]byte{}, uint8(0), uint8(0), uint8(0))
	f.Add(binary.LittleEndian.AppendUint64(nil, math.Float64bits(math.Inf(1))), uint8(1), uint8(1), uint8(0))
	for _, ys := range [][]float64{
		{5, 5, 5, 5, 6, 5, 5, 5},
		{1, 2, 3, 4, 5, 6, 7, 8, math.NaN(), 9},
		{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, 5e-324},
	} {
		var raw []byte
		for _, y := range ys {
			raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(y))
		}
		f.Add(raw, uint8(2), uint8(3), uint8(7))
	}
	f.Fuzz(func(t *testing.T, raw []byte, direction, rebase, fix uint8) {
		ys := make([]float64, len(raw)/8)
		for i := range ys {
			ys[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
		}
		o := Options{
			Direction: Direction(direction % 3), Unscreened: direction > 127, Target: new(float64),
			Rebase: []int{int(rebase), int(rebase) - 200}, FixAfter: int(fix) - 100,
		}
		if fix%2 == 1 {
			o.Baseline = []Window{{int(fix) - 10, int(rebase)}}
		}
		checkSound(t, ys, NewXmR(ys, o))
	})
}

// checkSound holds a chart of any values to what is true of every chart.
func checkSound(t *testing.T, ys []float64, x XmR) {
	t.Helper()
	if len(x.Points) != len(ys) {
		t.Fatalf("%d points for %d values", len(x.Points), len(ys))
	}
	for i, p := range x.Points {
		if math.IsInf(p.Mean, 0) || math.IsInf(p.Lower, 0) || math.IsInf(p.Upper, 0) {
			t.Errorf("point %d: infinite limits %+v", i, p.Limits)
		}
		if p.Defined() && !(p.Lower <= p.NearLower && p.NearLower <= p.Mean && p.Mean <= p.NearUpper && p.NearUpper <= p.Upper) {
			t.Errorf("point %d: limits out of order %+v", i, p.Limits)
		}
		missing := math.IsNaN(ys[i]) || math.IsInf(ys[i], 0)
		if missing && (p.Side != NoSide || p.Fired != nil) {
			t.Errorf("point %d is missing and fires %v", i, p.Fired)
		}
		if (p.Label == Signal{}) != (p.Kind == CommonCause) || (p.Label == Signal{}) != (p.Fired == nil) {
			t.Errorf("point %d: label %v, kind %v, fired %v", i, p.Label, p.Kind, p.Fired)
		}
	}
	for _, r := range x.Runs {
		if r.Len() < runLength || r.First < 0 || r.Last >= len(ys) || x.Points[r.First].Group != x.Points[r.Last].Group {
			t.Errorf("run %+v", r)
		}
	}
	for _, n := range x.Notes {
		if n.String() == "" || n.String() == string(n.Code) {
			t.Errorf("note %+v has no words", n)
		}
	}
}
