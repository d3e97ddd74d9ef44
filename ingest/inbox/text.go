package inbox

import (
	"fmt"
	"strings"
	"unicode"
)

// valid makes a name valid UTF-8, for messages.
func valid(name string) string { return strings.ToValidUTF8(name, "\uFFFD") }

// plain makes any text fit for one line of a report: white space becomes a space, and what can't be seen (control
// characters, zero-width spaces, marks that turn the direction of writing) is named. Such a character is often the very
// thing that is wrong with a cell.
func plain(s string) string {
	s = strings.Join(strings.Fields(valid(s)), " ")
	if strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unseen(r) {
			fmt.Fprintf(&b, "[U+%04X]", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unseen(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }

// clipped shortens a text to so many columns.
func clipped(s string, most int) string {
	if columns(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += columnsOf(r); n > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// columns is how wide a text is where every letter has the same width.
func columns(s string) (n int) {
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

// columnsOf knows the marks that stand on the letter before them, and the wide scripts.
func columnsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0xFE30 && r <= 0xFE6F || r >= 0xFF00 && r <= 0xFF60 || r >= 0x1F300 && r <= 0x1FAFF || r >= 0x20000 && r <= 0x3FFFD):
		return 2
	}
	return 1
}

// wrapped breaks a text into lines of at most so many columns, between words where it can.
func wrapped(s string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && columns(line)+1+columns(word) > most {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		for line += word; columns(line) > most; {
			head := broken(line, most)
			lines, line = append(lines, head), line[len(head):]
		}
	}
	return append(lines, line)
}

// broken is as much of a long word as fits.
func broken(s string, most int) string {
	n := 0
	for i, r := range s {
		if n += columnsOf(r); n > most {
			return s[:i]
		}
	}
	return s
}

// thousands writes 1234567 as 1,234,567.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
