package workbook

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"planwatch/reports"
)

// line is one cell of text in column A: a label in bold and what it says.
type line struct {
	label, text string
}

func (l line) String() string {
	if l.label == "" {
		return l.text
	}
	return l.label + ": " + l.text
}

// lines writes lines from a row on, wrapped in a column of so many digits, and gives the first free row.
func (w *writer) lines(sheet string, row int, all []line, digits float64) int {
	for _, l := range all {
		w.try(w.file.SetRowHeight(sheet, row, l.height(digits)))
		w.put(sheet, 1, row, l.String(), w.wrapped)
		if l.label != "" {
			run := excelize.Font{Size: textSize, Family: family, Color: ink}
			bold := run
			bold.Bold = true
			w.try(w.file.SetCellRichText(sheet, cellName(1, row), []excelize.RichTextRun{
				{Text: l.label + ":", Font: &bold}, {Text: " " + l.text, Font: &run},
			}))
		}
		row++
	}
	return row
}

// factLine is a Fact as a line: its note follows as a sentence of its own.
func factLine(f reports.Fact) line {
	return line{f.Label, sentences(f.Text, f.Note)}
}

// sentences joins parts, each but the last closed with a full stop and each begun with a capital.
func sentences(parts ...string) string {
	var out string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" {
			continue
		}
		if out != "" {
			out = closed(out) + " "
		}
		if !onTheWeb(p) {
			p = upperFirst(p)
		}
		out += p
	}
	return out
}

// closed gives a sentence its full stop, unless it ends with a sign that closes it.
func closed(s string) string {
	for _, end := range []string{".", "!", "?", ":", ".”", ".)"} {
		if strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + "."
}

func upperFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}
