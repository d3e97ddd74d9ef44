package layout

import (
	"regexp"
	"strings"

	"planwatch/kpi"
)

// pairs notes periods written as "2010-11", which is November 2010 as it stands and more often means the financial year.
// What stands beside it decides: "2012-13" can only be a year, "2010-03" only a month.
type pairs struct {
	doubtful, year, month pairAt
}

type pairAt struct {
	text     string
	row, col int
}

var dashedPair = regexp.MustCompile(`^\d{4}-\d{2}$`)

// note takes in a period as it is written in a cell.
func (p *pairs) note(text string, read kpi.Period, row, col int) {
	if len(text) > 3*len("2010-11") {
		return
	}
	text = strings.TrimSpace(punctuation.Replace(text))
	if !dashedPair.MatchString(text) {
		return
	}
	to := &p.year
	if read.Kind == kpi.Month {
		if to = &p.month; text[5:] == pad2((read.First.Year()+1)%100) {
			to = &p.doubtful
		}
	}
	if to.text == "" {
		*to = pairAt{text, row, col}
	}
}

func pad2(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

// check complains about texts that may be a month or a year where the layout does not say which, and nothing beside them
// does. Columns with the first and last day say it too.
func (p *pairs) check(x *extraction, t *table, on *page) {
	d := p.doubtful
	if d.text == "" || t.period.kind != 0 || t.period.first != "" || t.period.last != "" || p.month.text != "" && p.year.text == "" {
		return
	}
	beside := ""
	if p.year.text != "" {
		beside = ", and beside " + p.year.text + " it is the year"
	}
	x.at(on, d.row, d.col, "not-a-period", `want "kind: month" or "kind: financial year" under period in the layout, found %q, which may be either%s`, d.text, beside)
}
