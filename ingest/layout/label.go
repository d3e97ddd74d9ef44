package layout

import (
	"regexp"
	"strings"

	"planwatch/kpi"
)

var (
	// noteMarks are references to notes that stand in brackets: "[note 3]", "(notes 1, 2)", "[x]", "[12]".
	noteMarks = regexp.MustCompile(`(?i)\s*(?:\[(?:notes?\b[^\]]*|[a-z]|\d{1,2}(?:\s*,\s*\d{1,2})*)\]|\(notes?\s[^)]*\))`)
	// gluedDigits are references to notes that were superscripts in the sheet and are plain digits in its text:
	// "Lancashire8", "Residential burglary5,6", "(excluding fraud3)", "Stalking and harassment 4".
	gluedDigits = regexp.MustCompile(`([\p{L})\]])\s?\d{1,2}(?:\s?,\s?\d{1,2})*(\)|$)`)

	punctuation = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "‐", "-", "‑", "-", "–", "-", "—", "-", "−", "-",
		"’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00ad", "", "\u200b", "", "\ufeff", "",
		"⁰", "", "¹", "", "²", "", "³", "", "⁴", "", "⁵", "", "⁶", "", "⁷", "", "⁸", "", "⁹", "")
)

// fold makes two spellings of one label equal: case, line breaks, doubled and trailing spaces, dashes and quotation
// marks, superscripts and bracketed note references do not count.
func fold(s string) string {
	s = noteMarks.ReplaceAllString(punctuation.Replace(s), "")
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// unglued is a folded label without the note digits at its end or before a closing bracket. A label may end in digits
// of its own ("Crimes closed as outcome 15"), so this form only ever stands for what a layout declares without digits.
func unglued(folded string) string { return gluedDigits.ReplaceAllString(folded, "$1$2") }

// sameLabel says whether a text of the sheet is the declared label, perhaps with note references.
func sameLabel(found, declared string) bool {
	f, d := fold(found), fold(declared)
	return d != "" && (f == d || unglued(f) == d)
}

// labels finds what is declared under a label; where a text could be two labels, the exact one holds.
type labels[T any] struct {
	names    []string // as declared, for messages
	byKey    map[string]T
	patterns []patternLabel[T] // those with a *
}

// patternLabel is a label of which a part drifts: "Council tax requirement (total of lines *)".
type patternLabel[T any] struct {
	pattern pattern
	value   T
}

// add declares a name and says whether it is new.
func (l *labels[T]) add(name string, value T) bool {
	if l.byKey == nil {
		l.byKey = map[string]T{}
	}
	if _, twice := l.byKey[fold(name)]; twice {
		return false
	}
	l.names = append(l.names, name)
	l.byKey[fold(name)] = value
	if strings.Contains(name, "*") {
		if p, wrong := newPattern(name); wrong == "" {
			l.patterns = append(l.patterns, patternLabel[T]{p, value})
		}
	}
	return true
}

func (l *labels[T]) find(found string) (T, bool) {
	f := fold(found)
	if v, ok := l.byKey[f]; ok {
		return v, true
	}
	if v, ok := l.byKey[unglued(f)]; ok {
		return v, true
	}
	for _, p := range l.patterns {
		if p.pattern.fits(found) {
			return p.value, true
		}
	}
	var none T
	return none, false
}

// nearest is `; nearest is "x"` for a message, or "".
func (l *labels[T]) nearest(found string) string {
	return kpi.DidYouMean(unglued(fold(found)), l.names)
}
