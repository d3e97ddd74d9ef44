package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseSection reads one section; text says that it is the one for text.
func parseSection(code string) (s section, text bool) {
	code = usersOwn(code)
	for len(code) > 0 {
		used, isText := s.take(code)
		text = text || isText
		code = code[used:]
	}
	s.classify()
	return s, text
}

// usersOwn gives British patterns for "the user's long date" and "the user's
// time", which Excel keeps as languages that do not exist; the pattern that
// follows them in the file is only a stand-in.
func usersOwn(code string) string {
	upper := strings.ToUpper(code)
	switch {
	case strings.Contains(upper, "[$-F800]"), strings.Contains(upper, "[$-X-SYSDATE]"):
		return "dd mmmm yyyy"
	case strings.Contains(upper, "[$-F400]"), strings.Contains(upper, "[$-X-SYSTIME]"):
		return "hh:mm:ss"
	}
	return code
}

// take reads one piece from the start of code and says how long it is.
func (s *section) take(code string) (used int, text bool) {
	c := code[0]
	switch lower := c | 0x20; {
	case c == '"':
		end := closing(code, 0, '"')
		s.literal(code[1:end])
		return min(end+1, len(code)), false
	case c == '\\' || c == '_' || c == '*':
		return s.takeEscaped(code), false
	case c == '[':
		end := closing(code, 0, ']')
		s.takeBracket(code[1:end])
		return min(end+1, len(code)), false
	case c == '0' || c == '#' || c == '?':
		s.add(digit, code[:1], 1)
		return 1, false
	case c == '%':
		s.add(percent, "%", 1)
		return 1, false
	case c == '@':
		return 1, true
	case c == '.' || c == ',' || c == '/':
		return s.takeMark(code), false
	case lower == 'e' && len(code) > 1 && (code[1] == '+' || code[1] == '-'):
		s.add(exponentSign, code[1:2], 1)
		return 2, false
	case lower == 'a' || lower == 'g':
		return s.takeWord(code), false
	case strings.IndexByte("ymdhse", lower) >= 0 && c >= 'A':
		return s.takeLetters(code, lower), false
	}
	_, size := utf8.DecodeRuneInString(code)
	s.literal(code[:size])
	return size, false
}

func (s *section) add(kind pieceKind, text string, n int) {
	s.pieces = append(s.pieces, piece{kind, text, n})
}

func (s *section) literal(text string) { s.add(literal, text, 1) }

// takeEscaped reads "\x" (x itself), "_x" (a space as wide as x) and "*x" (x as
// often as the column is wide, so nothing here).
func (s *section) takeEscaped(code string) int {
	_, size := utf8.DecodeRuneInString(code[1:])
	switch code[0] {
	case '\\':
		s.literal(code[1 : 1+size])
	case '_':
		s.padded = true
		s.literal(" ")
	default:
		s.padded = true
	}
	return 1 + size
}

// takeBracket reads what stood in brackets: a length of time, a condition, a
// currency sign. Colours and languages show nothing.
func (s *section) takeBracket(inside string) {
	lower := strings.ToLower(inside)
	switch {
	case lower == "":
	case strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		s.add(elapsed, lower[:1], len(lower))
	case lower[0] == '$':
		sign, _, _ := strings.Cut(inside[1:], "-")
		s.literal(sign)
	case strings.IndexByte("<>=", lower[0]) >= 0:
		number := strings.TrimLeft(lower, "<>=")
		if v, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil {
			s.test, s.operand = lower[:len(lower)-len(number)], v
		}
	}
}

// takeMark reads a point, comma or slash. A point after seconds starts their
// fractions; a slash before a number starts a fraction of that many parts.
func (s *section) takeMark(code string) int {
	last := piece{}
	if n := len(s.pieces); n > 0 {
		last = s.pieces[n-1]
	}
	switch {
	case code[0] == '.' && (last.kind == second || last.kind == elapsed && last.text == "s"):
		n := 1
		for n < len(code) && code[n] == '0' {
			n++
		}
		if n > 1 {
			s.add(fractions, code[:n], n-1)
			return n
		}
		s.literal(".")
	case code[0] == '.':
		s.add(point, ".", 1)
	case code[0] == ',' && last.kind == digit:
		s.pieces[len(s.pieces)-1].n++ // commas after the placeholder, and one
	case code[0] == '/' && last.kind == digit:
		n := 1
		for n < len(code) && n < 6 && code[n] >= '0' && code[n] <= '9' {
			n++
		}
		parts, _ := strconv.Atoi(code[1:n])
		if parts == 0 {
			n = 1
		}
		s.add(slash, "/", parts)
		return n
	default:
		s.literal(code[:1])
	}
	return 1
}

// takeWord reads "General", "AM/PM" and "A/P"; "g" alone is an era, not shown.
func (s *section) takeWord(code string) int {
	for _, word := range []struct {
		text string
		kind pieceKind
	}{{"General", general}, {"AM/PM", halfDay}, {"A/P", halfDay}} {
		if len(code) >= len(word.text) && strings.EqualFold(code[:len(word.text)], word.text) {
			s.add(word.kind, code[:len(word.text)], 1)
			return len(word.text)
		}
	}
	if code[0]|0x20 != 'g' {
		s.literal(code[:1])
	}
	return 1
}

// takeLetters reads a run of the letters of dates.
func (s *section) takeLetters(code string, letter byte) int {
	n := 1
	for n < len(code) && code[n]|0x20 == letter && code[n] >= 'A' {
		n++
	}
	kind := map[byte]pieceKind{
		'y': year, 'e': year, 'm': month, 'd': day, 'h': hour, 's': second,
	}[letter]
	if letter == 'e' {
		n = 1 // a year of an era, shown in full
	}
	s.add(kind, code[:n], n)
	if letter == 'e' {
		s.pieces[len(s.pieces)-1].n = 4
	}
	return n
}

// classify works out what the section shows and counts its placeholders.
func (s *section) classify() {
	has := [elapsed + 1]bool{}
	for _, p := range s.pieces {
		has[p.kind] = true
	}
	s.tellMinutes()
	calendar := has[year] || has[day]
	for _, p := range s.pieces {
		calendar = calendar || p.kind == month
	}
	switch {
	case calendar:
		s.kind = showsDate
	case has[elapsed]:
		s.kind = showsElapsed
	case has[month] || has[hour] || has[second] || has[halfDay]:
		s.kind = showsTime
	case has[exponentSign] && has[digit]:
		s.kind = showsExponent
	case has[slash]:
		s.kind = showsFraction
	case has[digit]:
		s.kind = showsDigits
	case has[general]:
		s.kind = showsGeneral
	}
	s.half = has[halfDay]
	s.counts = s.kind == showsDigits && s.countsOnly()
	if s.kind >= showsTime {
		for _, p := range s.pieces {
			if p.kind == fractions {
				s.decimals = min(p.n, 3)
			}
		}
		return
	}
	s.countDigits()
}

// tellMinutes finds the m that mean minutes: those after hours or before
// seconds.
func (s *section) tellMinutes() {
	isPart := func(k pieceKind) bool { return k >= year && k != halfDay }
	before := piece{}
	for i := range s.pieces {
		p := &s.pieces[i]
		if !isPart(p.kind) {
			continue
		}
		if p.kind == month && p.n <= 2 {
			afterHours := before.kind == hour || before.kind == elapsed && before.text == "h"
			if afterHours || s.nextPart(i, isPart).kind == second {
				p.kind = minute
			}
		}
		before = *p
	}
}

func (s *section) nextPart(i int, isPart func(pieceKind) bool) piece {
	for _, p := range s.pieces[i+1:] {
		if isPart(p.kind) {
			return p
		}
	}
	return piece{}
}

// countDigits counts placeholders. A comma between two of them groups
// thousands; commas after the last one before the point, or after the last of
// all, each divide by 1,000.
func (s *section) countDigits() {
	number, afterPoint := true, false
	commas := 0 // after the placeholder before
	for i := range s.pieces {
		switch p := &s.pieces[i]; {
		case p.kind == digit && number:
			s.padded = s.padded || p.text == "?"
			s.grouped = s.grouped || commas > 0 && !afterPoint
			commas = p.n - 1
			if afterPoint {
				s.decimals++
			} else {
				s.whole++
			}
		case p.kind == point && number && !afterPoint:
			s.scale, commas, afterPoint = commas, 0, true
		case p.kind == exponentSign || p.kind == slash:
			number = false
		case p.kind == percent:
			s.percents++
		}
	}
	s.scale += commas
}

// countsOnly says whether a section is any # and one last 0, and nothing else.
func (s *section) countsOnly() bool {
	for i, p := range s.pieces {
		if last := i == len(s.pieces)-1; p.kind != digit || p.text != "#" && !last || last && p.text != "0" {
			return false
		}
	}
	return true
}
