package sheet

import (
	"math"
	"strconv"
)

// decimal is a number above zero as its decimal digits: 0.d1d2d3… × 10^exponent.
// Spreadsheet programs show 15 significant digits and round those, so that
// 1.005, which is a hair less in binary, becomes 1.01 and not 1.00.
type decimal struct {
	digits   [24]byte
	n        int
	exponent int
}

func decimalOf(v float64) (d decimal) {
	if v == 0 {
		return d
	}
	if v < 1e15 && v == math.Trunc(v) {
		d.n = len(strconv.AppendInt(d.digits[:0], int64(v), 10))
		d.exponent = d.n
		d.trim()
		return d
	}
	var buf [32]byte
	text := strconv.AppendFloat(buf[:0], v, 'e', 14, 64) // d.dddddddddddddde±dd
	d.digits[0] = text[0]
	copy(d.digits[1:15], text[2:16])
	d.n = 15
	e, _ := strconv.Atoi(string(text[17:]))
	d.exponent = e + 1
	d.trim()
	return d
}

func (d *decimal) trim() {
	for d.n > 0 && d.digits[d.n-1] == '0' {
		d.n--
	}
}

// round keeps so many decimals, halves away from zero.
func (d *decimal) round(decimals int) {
	keep := d.exponent + decimals
	if keep >= d.n {
		return
	}
	if keep < 0 {
		d.n = 0
		return
	}
	up := d.digits[keep] >= '5'
	d.n = keep
	for i := keep - 1; up && i >= 0; i-- {
		if d.digits[i] < '9' {
			d.digits[i]++
			up = false
		} else {
			d.n = i // a nine that becomes zero
		}
	}
	if up {
		d.digits[0], d.n = '1', 1
		d.exponent++
	}
	d.trim()
}

// at gives the digit for 10^place: 0 are the units, -1 the tenths.
func (d *decimal) at(place int) byte {
	if i := d.exponent - 1 - place; i >= 0 && i < d.n {
		return d.digits[i]
	}
	return '0'
}

// wholeDigits is how many digits stand before the point; none for 0.5.
func (d *decimal) wholeDigits() int {
	if d.n == 0 {
		return 0
	}
	return max(d.exponent, 0)
}

// appendDigits shows a number by placeholders.
func (s *section) appendDigits(buf []byte, v float64) []byte {
	if s.counts && s.scale == 0 && v < 1e15 && v == math.Trunc(v) {
		return s.appendCount(buf, int64(v))
	}
	d := decimalOf(v)
	d.exponent += 2*s.percents - 3*s.scale
	d.round(s.decimals)
	return s.appendPlaces(buf, &d, 0, len(s.pieces))
}

// appendCount shows a whole number, which most figures are, without more ado.
func (s *section) appendCount(buf []byte, n int64) []byte {
	from := len(buf)
	buf = strconv.AppendInt(buf, n, 10)
	if digits := len(buf) - from; s.grouped && digits > 3 {
		commas := (digits - 1) / 3
		buf = append(buf, ",,,,,"[:commas]...)
		for to, i := len(buf)-1, len(buf)-1-commas; commas > 0; commas-- {
			copy(buf[to-2:to+1], buf[i-2:i+1])
			buf[to-3] = ','
			to, i = to-4, i-3
		}
	}
	return buf
}

// appendPlaces fills the placeholders of pieces[from:to] with a number.
func (s *section) appendPlaces(buf []byte, d *decimal, from, to int) []byte {
	place, started, decimals := s.whole, false, false
	for i := from; i < to; i++ {
		p := &s.pieces[i]
		switch {
		case p.kind == digit && !decimals:
			place--
			if !started {
				started = true
				buf = s.appendExtra(buf, d)
			}
			buf = s.appendWhole(buf, d, place, p.text[0])
		case p.kind == digit:
			place--
			if p.text[0] == '0' || d.n > d.exponent-1-place {
				buf = append(buf, d.at(place))
			} else if p.text[0] == '?' {
				buf = append(buf, ' ')
			}
		case p.kind == point && !decimals:
			if !started {
				buf = s.appendExtra(buf, d)
			}
			buf = append(buf, '.')
			decimals, place = true, 0
		default:
			buf = append(buf, p.text...)
		}
	}
	return buf
}

// appendExtra shows the digits for which there is no placeholder.
func (s *section) appendExtra(buf []byte, d *decimal) []byte {
	for place := d.wholeDigits() - 1; place >= s.whole; place-- {
		buf = s.appendWhole(buf, d, place, '0')
	}
	return buf
}

// appendWhole shows one digit before the point, with the comma after it.
func (s *section) appendWhole(buf []byte, d *decimal, place int, placeholder byte) []byte {
	switch {
	case placeholder == '0' || place < d.wholeDigits():
		buf = append(buf, d.at(place))
	case placeholder == '?':
		return append(buf, ' ')
	default:
		return buf
	}
	if s.grouped && place > 0 && place%3 == 0 {
		buf = append(buf, ',')
	}
	return buf
}

// appendExponent shows a number as 1.23E+04. With several placeholders before
// the point the exponent is a multiple of their number.
func (s *section) appendExponent(buf []byte, v float64) []byte {
	d := decimalOf(v)
	exponent := 0
	if d.n > 0 {
		step := max(s.whole, 1)
		exponent = int(math.Floor(float64(d.exponent-1)/float64(step))) * step
		d.exponent -= exponent
		d.round(s.decimals)
		if d.exponent > step { // 9.99 became 10.0
			d.exponent -= step
			exponent += step
		}
	}
	sign := 0
	for s.pieces[sign].kind != exponentSign {
		sign++
	}
	buf = append(s.appendPlaces(buf, &d, 0, sign), 'E')
	if exponent < 0 {
		buf = append(buf, '-')
	} else if s.pieces[sign].text == "+" {
		buf = append(buf, '+')
	}
	places := 0
	for _, p := range s.pieces[sign+1:] {
		if p.kind == digit {
			places++
		}
	}
	text := strconv.Itoa(max(exponent, -exponent))
	for i := len(text); i < places; i++ {
		buf = append(buf, '0')
	}
	buf = append(buf, text...)
	for _, p := range s.pieces[sign+1:] {
		if p.kind != digit {
			buf = append(buf, p.text...)
		}
	}
	return buf
}

// appendFraction shows a number as 2 1/3: with so many parts as the format
// fixes, or with the best of at most as many digits as it has placeholders.
func (s *section) appendFraction(buf []byte, v float64) []byte {
	slashAt, under := 0, 0
	for s.pieces[slashAt].kind != slash {
		slashAt++
	}
	for _, p := range s.pieces[slashAt+1:] {
		if p.kind == digit {
			under++
		}
	}
	over := slashAt // the placeholders just before the slash are the numerator's
	for over > 0 && s.pieces[over-1].kind == digit {
		over--
	}
	mixed := false
	for _, p := range s.pieces[:over] {
		mixed = mixed || p.kind == digit
	}
	whole := 0.0
	if mixed {
		whole, v = math.Modf(v)
	}
	parts := s.pieces[slashAt].n
	count := math.Round(v * float64(parts))
	if parts == 0 {
		count, parts = bestFraction(v, under)
	}
	if mixed && int(count) == parts {
		whole, count = whole+1, 0
	}
	if mixed && (whole > 0 || count == 0) {
		buf = strconv.AppendFloat(buf, whole, 'f', -1, 64)
		if count == 0 {
			return buf
		}
		buf = append(buf, ' ')
	}
	buf = strconv.AppendFloat(buf, count, 'f', -1, 64)
	return strconv.AppendInt(append(buf, '/'), int64(parts), 10)
}

// bestFraction finds count/parts nearest to v, parts of at most so many digits
// (four, whatever the format says).
func bestFraction(v float64, digits int) (count float64, parts int) {
	count, parts = math.Round(v), 1
	best := math.Abs(v - count)
	for p := 2; p < int(tenTo[min(digits, 4)]) && best > 0; p++ {
		c := math.Round(v * float64(p))
		if off := math.Abs(v - c/float64(p)); off < best {
			count, parts, best = c, p, off
		}
	}
	return count, parts
}
