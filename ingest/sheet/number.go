package sheet

import "strconv"

// tenTo are the powers of ten that a float64 holds exactly.
var tenTo = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// parseNumber reads a number as XML writes it: sign, digits, point, exponent.
// Nothing else is a number here: no "NaN", no hexadecimal, no separators.
//
// Up to 15 digits and no exponent take a short way: such digits are exact as an
// integer, the power of ten is exact, and the one division rounds correctly.
func parseNumber(raw []byte) (float64, bool) {
	for len(raw) > 0 && isSpace(raw[0]) {
		raw = raw[1:]
	}
	for len(raw) > 0 && isSpace(raw[len(raw)-1]) {
		raw = raw[:len(raw)-1]
	}
	i, negative := 0, false
	if len(raw) > 0 && (raw[0] == '-' || raw[0] == '+') {
		negative = raw[0] == '-'
		i = 1
	}
	mantissa, digits, decimals, point := int64(0), 0, 0, false
	for ; i < len(raw); i++ {
		c := raw[i]
		if c == '.' && !point {
			point = true
			continue
		}
		if c < '0' || c > '9' || digits == 15 {
			return parseLongNumber(raw)
		}
		mantissa = mantissa*10 + int64(c-'0')
		digits++
		if point {
			decimals++
		}
	}
	if digits == 0 {
		return 0, false
	}
	v := float64(mantissa)
	if decimals > 0 {
		v /= tenTo[decimals]
	}
	if negative && v != 0 { // there is no minus zero in a sheet
		v = -v
	}
	return v, true
}

// parseLongNumber takes the long way, after making sure that strconv sees
// nothing that only Go calls a number.
func parseLongNumber(raw []byte) (float64, bool) {
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9', c == '.':
		case c == '-' || c == '+' || c == 'e' || c == 'E':
			if c|0x20 == 'e' && i == 0 {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil { // out of range gives an infinity, which no cell holds
		return 0, false
	}
	return v, true
}

// isPlainNumber says whether a text is a number that nobody could mean as a
// code: digits, perhaps a minus and decimals. Leading zeros ("001101"), signs,
// exponents and more digits than a number holds exactly are for codes.
func isPlainNumber(raw []byte) bool {
	if len(raw) > 0 && raw[0] == '-' {
		raw = raw[1:]
	}
	digits := 0
	for digits < len(raw) && raw[digits] >= '0' && raw[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 15 || digits > 1 && raw[0] == '0' {
		return false
	}
	raw = raw[digits:]
	if len(raw) == 0 {
		return true
	}
	if raw[0] != '.' || len(raw) == 1 || len(raw) > 30 {
		return false
	}
	for _, c := range raw[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
