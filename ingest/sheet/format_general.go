package sheet

import (
	"math"
	"strconv"
)

// generalWidth is how many characters the format General gives a number, its
// sign not counted.
const generalWidth = 11

// appendGeneral shows a number without a format: as many digits as fit eleven
// characters, then with an exponent. 72.21163012392755 is shown as 72.21163012,
// and 2016400000000 as 2.0164E+12.
func appendGeneral(buf []byte, v float64) []byte {
	if v == math.Trunc(v) && math.Abs(v) < 1e11 {
		return strconv.AppendInt(buf, int64(v), 10)
	}
	if v < 0 {
		buf, v = append(buf, '-'), -v
	}
	from := len(buf)
	if v >= 1e-4 && v < 1e11 {
		buf = strconv.AppendFloat(buf, v, 'f', -1, 64)
		if len(buf)-from <= generalWidth {
			return buf
		}
		d := decimalOf(v)
		d.round(max(generalWidth-1-max(d.exponent, 1), 0))
		if d.exponent <= generalWidth {
			return d.appendPlain(buf[:from])
		}
		buf = buf[:from]
	}
	return appendScientific(buf, v)
}

// appendPlain writes the digits without an exponent.
func (d *decimal) appendPlain(buf []byte) []byte {
	if d.exponent <= 0 {
		buf = append(buf, '0')
	}
	for place := d.exponent - 1; place >= 0; place-- {
		buf = append(buf, d.at(place))
	}
	if d.n > d.exponent {
		buf = append(buf, '.')
		for place := -1; place >= d.exponent-d.n; place-- {
			buf = append(buf, d.at(place))
		}
	}
	return buf
}

// appendScientific writes 1.23457E+11, its digits cut to the width.
func appendScientific(buf []byte, v float64) []byte {
	d := decimalOf(v)
	decimals := 5
	if d.exponent > 100 || d.exponent <= -99 {
		decimals = 4 // an exponent of three digits
	}
	exponent := d.exponent - 1
	d.exponent = 1
	d.round(decimals)
	if d.exponent > 1 {
		d.exponent = 1
		exponent++
	}
	buf = append(d.appendPlain(buf), 'E')
	sign := byte('+')
	if exponent < 0 {
		sign, exponent = '-', -exponent
	}
	buf = append(buf, sign)
	if exponent < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exponent), 10)
}
