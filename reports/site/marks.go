package site

import (
	"strings"

	"planwatch/reports"
)

// mark is a shorthand of a table with its meaning.
type mark struct{ Sign, Meaning string }

// marks are those that tables use in place of a figure or beside one.
var marks = []mark{
	{"[x]", "not available: the figure is not known. It is not zero."},
	{"[c]", "suppressed: the figure is known but not shown, so that nobody can be recognised."},
	{"[z]", "not applicable: there is no such figure here, for instance no limits where too few figures are known."},
	{"[p]", "provisional: the publisher may still change it."},
	{"[r]", "revised since it was first published."},
}

// marksIn lists the marks that a table uses, for the lines that explain them.
func marksIn(t reports.Table) []mark {
	var out []mark
	for _, m := range marks {
		if uses(t, m.Sign) {
			out = append(out, m)
		}
	}
	return out
}

func uses(t reports.Table, sign string) bool {
	for _, row := range t.Rows {
		for _, f := range row {
			if strings.Contains(f.Text, sign) || strings.Contains(f.Marks, sign) {
				return true
			}
		}
	}
	return false
}
