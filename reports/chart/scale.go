package chart

import (
	"math"
	"strconv"
	"strings"

	"planwatch/reports"
)

// scale is the y axis: from low to high in even steps.
type scale struct {
	low, high, step float64
	decimals        int
	empty           bool // there is nothing to measure
}

// scaleOf fits an axis to the points and to the lines that can be shown. A count starts at 0, and what a line
// says below 0 or above 100 per cent is then not a place on the axis: such a line is left out (see [scale.shows]).
func scaleOf(c reports.Chart) scale {
	low, high := math.Inf(1), math.Inf(-1)
	see := func(v float64) { low, high = min(low, v), max(high, v) }
	for _, p := range c.Points {
		if p.Value != nil {
			see(*p.Value)
		}
	}
	known := low <= high
	for _, l := range c.Lines {
		for i := l.From; i <= l.To; i++ {
			v := l.At(i)
			if v != nil && !(known && (c.FromZero && *v < 0 || c.Percent && *v > 100)) {
				see(*v)
			}
		}
	}
	if low > high {
		return scale{0, 1, 1, 0, true}
	}
	if c.FromZero {
		low = min(low, 0)
	}
	return evenScale(low, high, c)
}

// evenScale rounds outwards to whole steps of 1, 2, 2.5 or 5 times a power of ten: four to seven steps.
func evenScale(low, high float64, c reports.Chart) scale {
	if low == high {
		half := max(math.Abs(high)/10, math.Pow10(-c.Decimals))
		if low != 0 || !c.FromZero {
			low -= half
		}
		high += half
	}
	step := evenStep((high-low)/5, c.Decimals)
	s := scale{low: math.Floor(low/step) * step, high: math.Ceil(high/step) * step, step: step}
	if s.high-high < (s.high-s.low)/40 { // the highest point would touch the top
		s.high += step
	}
	if c.Percent && high <= 100 {
		s.high = min(s.high, 100)
	}
	if low >= 0 {
		s.low = max(s.low, 0)
	}
	s.decimals = decimalsOf(step)
	return s
}

// evenStep is the smallest even step that is at least want; whole numbers when the figures are whole.
func evenStep(want float64, decimals int) float64 {
	power := math.Pow(10, math.Floor(math.Log10(want)))
	for _, f := range []float64{1, 2, 2.5, 5, 10} {
		step := f * power
		if step < want-want*1e-9 || decimals == 0 && step != math.Trunc(step) {
			continue
		}
		return clean(step)
	}
	return 1
}

// clean removes the dust of binary fractions: 0.30000000000000004 is 0.3.
func clean(v float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return out
}

func decimalsOf(step float64) int {
	_, fraction, _ := strings.Cut(strconv.FormatFloat(step, 'f', -1, 64), ".")
	return len(fraction)
}

// shows says whether a level has a place on the axis.
func (s scale) shows(v float64) bool { return v >= s.low && v <= s.high }

// up is how far a value lies above the bottom, as a share of the axis.
func (s scale) up(v float64) float64 { return (v - s.low) / (s.high - s.low) }

// tickWidth is the room that the widest number of the axis takes.
func (s scale) tickWidth(size float64, percent bool) float64 {
	var w float64
	for i := 0; ; i++ {
		v := s.low + float64(i)*s.step
		if v > s.high+s.step/2 {
			return w
		}
		text := grouped(strconv.FormatFloat(math.Abs(v), 'f', s.decimals, 64))
		if v < 0 {
			text = "-" + text
		}
		if percent {
			text += "%"
		}
		w = max(w, regular().width(text, size))
	}
}

// grouped puts commas between thousands, as ECharts writes them.
func grouped(digits string) string {
	whole, fraction, found := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		return whole + "." + fraction
	}
	return whole
}
