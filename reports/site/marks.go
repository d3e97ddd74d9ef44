package site

import (
	"strings"

	"planwatch/reports"
)

// mark is a shorthand of a table with the key of its meaning.
type mark struct{ Sign, Key string }

// marks are those that tables use in place of a figure or beside one, with the keys of what they mean.
var marks = []mark{
	{"[x]", "mark.missing"}, {"[c]", "mark.suppressed"}, {"[z]", "mark.not-applicable"}, {"[p]", "mark.provisional"}, {"[r]", "mark.revised"},
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
