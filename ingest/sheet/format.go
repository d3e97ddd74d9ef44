package sheet

import (
	"bytes"
	"math"
)

// numberFormat is a parsed number format such as `#,##0.0;-#,##0.0;"-"`: up to
// three sections for numbers (above zero, below, zero, or by conditions of
// their own) and one for text, which is not used here.
type numberFormat struct {
	sections []section
	dates    bool // a section shows a date or a time
}

type sectionKind uint8

const (
	showsLiteral  sectionKind = iota // nothing of the number
	showsGeneral                     // as many digits as fit
	showsDigits                      // 0 # ?
	showsExponent                    // 0.00E+00
	showsFraction                    // # ?/?
	showsTime                        // hh:mm: a time of day, no date
	showsElapsed                     // [h]:mm: a length of time
	showsDate                        // at least a day, month or year
)

// section is one part of a format, and when it holds.
type section struct {
	kind     sectionKind
	pieces   []piece
	test     string // "<", ">=", …; empty without a condition of its own
	operand  float64
	whole    int  // digits asked for before the point
	decimals int  // and after it; of a second, in times
	grouped  bool // thousands are set apart
	percents int
	scale    int  // powers of a thousand to divide by
	half     bool // hours run to 12
	padded   bool // has spaces that only align
	counts   bool // as "0" or "#,##0": a whole number is shown by its digits alone
}

type pieceKind uint8

const (
	literal      pieceKind = iota
	digit                  // placeholder 0, # or ?
	point                  // decimal point
	percent                // %
	exponentSign           // E+ or E-
	slash                  // of a fraction
	general                // the word General
	year
	month
	minute
	day
	hour
	second
	fractions // of a second
	halfDay   // AM/PM
	elapsed   // [h], [m], [s]: text says which
)

// piece is a literal, a placeholder or a part of a date.
type piece struct {
	kind pieceKind
	text string // a literal's text; otherwise as written, in lower case
	n    int    // how often the letter stands there
}

// parseFormat reads a format code. Every code gives some format: what is not
// understood is shown as it is written, as spreadsheet programs do.
func parseFormat(code string) *numberFormat {
	f := &numberFormat{}
	if code == "" {
		return f
	}
	for _, part := range splitSections(code) {
		s, text := parseSection(part)
		if text {
			break // always the last; a number under it alone is shown as General
		}
		f.sections = append(f.sections, s)
		f.dates = f.dates || s.kind >= showsTime
	}
	if len(f.sections) > 3 {
		f.sections = f.sections[:3]
	}
	return f
}

// splitSections cuts at semicolons outside quotes and brackets.
func splitSections(code string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"':
			i = closing(code, i, '"')
		case '[':
			i = closing(code, i, ']')
		case ';':
			parts = append(parts, code[from:i])
			from = i + 1
		}
	}
	return append(parts, code[min(from, len(code)):])
}

// closing finds the mark that ends what starts at i, or the end of the code.
func closing(code string, i int, mark byte) int {
	for j := i + 1; j < len(code); j++ {
		if code[j] == mark {
			return j
		}
	}
	return len(code)
}

// pick chooses the section for a number, and says whether a minus sign must be
// put before it: the section for numbers below zero writes its own.
func (f *numberFormat) pick(v float64) (s *section, minus bool) {
	n := len(f.sections)
	switch {
	case n == 0:
		return &generalSection, v < 0
	case n == 1 && f.sections[0].test == "":
		return &f.sections[0], v < 0
	}
	for i := range f.sections {
		s = &f.sections[i]
		if s.test != "" {
			if s.holds(v) {
				return s, v < 0 && !(s.operand <= 0 && s.test[0] == '<')
			}
			continue
		}
		switch {
		case i == 0 && (v > 0 || v == 0 && n == 2):
			return s, false
		case i == 1 && v < 0 && (n == 3 || f.sections[0].test == ""):
			return s, false
		case i == n-1 && i > 0:
			return s, v < 0
		}
	}
	return s, v < 0
}

func (s *section) holds(v float64) bool {
	switch s.test {
	case "<":
		return v < s.operand
	case "<=":
		return v <= s.operand
	case ">":
		return v > s.operand
	case ">=":
		return v >= s.operand
	case "<>":
		return v != s.operand
	default:
		return v == s.operand
	}
}

// appendNumber appends what a sheet shows for a number.
func (f *numberFormat) appendNumber(buf []byte, v float64) []byte {
	if len(f.sections) == 0 {
		return appendGeneral(buf, v)
	}
	s, minus := f.pick(v)
	from := len(buf)
	if minus {
		buf = append(buf, '-')
	}
	v = math.Abs(v)
	switch s.kind {
	case showsDigits:
		buf = s.appendDigits(buf, v)
	case showsExponent:
		buf = s.appendExponent(buf, v)
	case showsFraction:
		buf = s.appendFraction(buf, v)
	case showsTime, showsElapsed, showsDate:
		buf = s.appendTime(buf, int64(math.Round(math.Min(v, lastDay+1)*dayMillis)), false)
	default:
		for _, p := range s.pieces {
			if p.kind == general {
				buf = appendGeneral(buf, v)
			} else {
				buf = append(buf, p.text...)
			}
		}
	}
	if s.padded {
		buf = append(buf[:from], bytes.Trim(buf[from:], " ")...)
	}
	return buf
}

// appendDate appends what a sheet shows for a date of so many milliseconds
// since 1970.
func (f *numberFormat) appendDate(buf []byte, millis int64) []byte {
	s := &section{}
	if len(f.sections) > 0 {
		s, _ = f.pick(float64(millis)/dayMillis - epoch1900)
	}
	if s.kind < showsTime { // a date cell that carries its type in another way
		s = &plainDate.sections[0]
		if millis%dayMillis != 0 {
			s = &plainDateTime.sections[0]
		}
	}
	from := len(buf)
	buf = s.appendTime(buf, millis, true)
	if s.padded {
		buf = append(buf[:from], bytes.Trim(buf[from:], " ")...)
	}
	return buf
}

var (
	generalSection = section{kind: showsGeneral, pieces: []piece{{kind: general}}}
	plainDate      = parseFormat("dd/mm/yyyy")
	plainDateTime  = parseFormat("dd/mm/yyyy hh:mm:ss")
)
