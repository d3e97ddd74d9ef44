package layout

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// value is what a cell says about one figure. Code and message are set when it says nothing that can be used.
type value struct {
	number        float64
	state         kpi.State
	marks         kpi.Mark
	sized         bool // it says its own size, as "£1.2m" does
	code, message string
}

func badValue(code, format string, args ...any) value {
	return value{code: code, message: fmt.Sprintf(format, args...)}
}

var (
	plainNumber   = regexp.MustCompile(`^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$`)
	groupedNumber = regexp.MustCompile(`^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[-+]?\d{1,3}(?: \d{3})+(?:\.\d+)?$`)
	smallNumber   = regexp.MustCompile(`(?i)^[\[<>≤~*]|\b(?:fewer|less|under|below)\b`) // what publications write for one
	noteBehind    = regexp.MustCompile(`(?i)\s*\[notes?\b[^\]]*\]$`)
	separators    = strings.NewReplacer(",", "", " ", "")
)

// value reads one cell of figures.
func (t *table) readValue(c sheet.Cell, m *measure) value {
	if c.Uncalculated {
		return badValue("not-calculated", "want %s, found a formula without a saved result; open the file in a spreadsheet program and save it", m.wants())
	}
	if blank(c) {
		return value{state: kpi.Missing}
	}
	switch c.Kind {
	case sheet.Number:
		if state, ok := t.markers.sentinel(c.Number); ok {
			return value{state: state}
		}
		return m.checked(c.Number, strings.HasSuffix(strings.TrimSpace(c.Text), "%"), true, c.Text, 0)
	case sheet.Text:
		return t.readText(strings.TrimSpace(c.Text), m)
	default:
		return badValue("not-a-number", "want %s, found %q, a cell of kind %s", m.wants(), c.Text, c.Kind)
	}
}

// readText reads a figure that is kept as text: a marker, a number with separators or a per cent sign, with marks.
func (t *table) readText(text string, m *measure) value {
	bare, marked := noteBehind.ReplaceAllString(text, ""), kpi.Mark(0)
	for {
		if state, ok := t.markers.find(bare); ok {
			return value{state: state, marks: marked}
		}
		if n, ok := parseAmount(bare); ok && !m.count {
			v := m.checked(n, false, false, text, marked)
			v.sized = sizeBehind.MatchString(bare)
			return v
		}
		if n, percent, ok := parseNumber(bare); ok {
			if state, ok := t.markers.sentinel(n); ok {
				return value{state: state, marks: marked}
			}
			return m.checked(n, percent, false, text, marked)
		}
		shorter, more := t.marks.bracketed(bare)
		if more == 0 {
			shorter, more = t.marks.glued(bare)
		}
		if more == 0 || marked&more == more {
			break
		}
		bare, marked = shorter, marked|more
	}
	hint := ""
	if short := len([]rune(text)) <= 3 && !strings.ContainsAny(text, "0123456789"); short || smallNumber.MatchString(text) {
		hint = "; if it is a marker, declare it under markers"
	}
	return badValue("not-a-number", "want %s, found %q%s", m.wants(), text, hint)
}

// amount is a sum of money, or a number with a word for its size: "£1,495,975.00", "-£1.2m", "(£3k)", "1.2 million".
var amount = regexp.MustCompile(`^(\(?)([-+]?)(£?) ?([-+]?[\d.,][\d., ]*?) ?(bn|m|k|billion|million|thousand)?(\)?)$`)

// sizeBehind is a word for the size, behind an amount.
var sizeBehind = regexp.MustCompile(`(?i)\d ?(?:bn|m|k|billion|million|thousand)\)?$`)

var sizes = map[string]float64{"": 1, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}

// parseAmount reads a sum of money in pounds, and a number with a word for its size. A letter alone for the size, and
// brackets for what is owed, are read with a pound sign only: elsewhere they are marks.
func parseAmount(s string) (float64, bool) {
	m := amount.FindStringSubmatch(strings.ToLower(s))
	if m == nil || m[3] == "" && (m[1] != "" || len(m[5]) < 3) || (m[1] == "") != (m[6] == "") {
		return 0, false
	}
	n, percent, ok := parseNumber(m[2] + strings.TrimSpace(m[4]))
	if !ok || percent {
		return 0, false
	}
	n = exact(n * sizes[m[5]])
	if m[1] != "" {
		n = -n
	}
	return n, true
}

// parseNumber reads "303,343", "303 343", "-1.5" or "69%".
func parseNumber(s string) (n float64, percent, ok bool) {
	s = strings.TrimSpace(plainSpaces(punctuation.Replace(s)))
	if rest, found := strings.CutSuffix(s, "%"); found {
		s, percent = strings.TrimSpace(rest), true
	}
	if !plainNumber.MatchString(s) {
		if !groupedNumber.MatchString(s) {
			return 0, false, false
		}
		s = separators.Replace(s)
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, percent, err == nil
}

// plainSpaces makes one of every kind of space: thousands may be parted by a thin one.
func plainSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}

func (m *measure) wants() string {
	if m.count {
		return "a count"
	}
	return "a number"
}

// checked says whether a number may be a value of the measure. A number cell that shows "69%" holds 0.69 and means 69,
// as the text "69%" does; a count is never a percentage.
func (m *measure) checked(n float64, percent, fraction bool, shown string, marked kpi.Mark) value {
	shown = strings.TrimSpace(shown)
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		return badValue("not-a-number", "want %s, found %q", m.wants(), shown)
	case percent && m.count:
		return badValue("not-a-number", "want a count, found a percentage, %q", shown)
	case percent && fraction:
		n, _ = strconv.ParseFloat(strconv.FormatFloat(n*100, 'g', 15, 64), 64) // 0.69 × 100 is 68.99999999999999 otherwise
	}
	if n < 0 && !m.negative {
		return badValue("negative-count", "want %s of 0 or more, found %q", m.wants(), shown)
	}
	if m.count && n != math.Trunc(n) {
		// A sum that a spreadsheet kept may miss the whole number by the last bits of its mantissa.
		whole := math.Round(n)
		if math.Abs(n-whole) > 1e-9*math.Max(1, math.Abs(n)) {
			return badValue("not-whole", "want a whole number, found %q", strconv.FormatFloat(n, 'g', -1, 64))
		}
		n = whole
	}
	if n == 0 {
		n = 0 // not -0
	}
	return value{number: n, marks: marked}
}

// markerText is how markers are compared: trimmed, in lower case, with plain dashes.
func markerText(s string) string {
	s = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-", "…", "...", "\u00a0", " ").Replace(s)
	return strings.ToLower(strings.TrimSpace(s))
}

// find looks for a text marker. A number cell that only shows "-" for 0 is 0 and never looked up here.
func (ms markers) find(text string) (kpi.State, bool) {
	text = markerText(text)
	for _, m := range ms {
		if m.text == text {
			return m.state, true
		}
	}
	return 0, false
}

// sentinel looks for a marker that is itself a number, such as -1.
func (ms markers) sentinel(n float64) (kpi.State, bool) {
	for _, m := range ms {
		if v, _, ok := parseNumber(m.text); ok && v == n {
			return m.state, true
		}
	}
	return 0, false
}

// bracketed takes marks in brackets off the end of a text: "303 [p]", "303 (r)".
func (ms marks) bracketed(s string) (string, kpi.Mark) {
	var found kpi.Mark
	for changed := true; changed; {
		changed = false
		s = strings.TrimSpace(s)
		for _, m := range ms {
			for _, form := range [...]string{"[" + m.text + "]", "(" + m.text + ")"} {
				if n := len(s) - len(form); n > 0 && strings.EqualFold(s[n:], form) {
					s, changed = strings.TrimSpace(s[:n]), true
					found |= m.mark
				}
			}
		}
	}
	return s, found
}

// glued takes one mark without brackets off the end of a text: "303p", "303 r".
func (ms marks) glued(s string) (string, kpi.Mark) {
	s = strings.TrimSpace(s)
	for _, m := range ms {
		if n := len(s) - len(m.text); n > 0 && strings.EqualFold(s[n:], m.text) {
			return strings.TrimSpace(s[:n]), m.mark
		}
	}
	return s, 0
}
