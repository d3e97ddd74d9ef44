package layout

import (
	"fmt"
	"regexp"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

func unreadHeaders(c *columns) []string {
	var out []string
	for _, col := range c.unread {
		if s := c.headerText[col]; s != "" {
			out = append(out, s)
		}
	}
	return out
}

// columnLetters are what a spreadsheet calls a column.
var columnLetters = regexp.MustCompile(`^[A-Z]{1,3}$`)

// missingHeader complains about headers that a sheet lacks: at the header row, or at the row that is nearest to one.
func (x *extraction) missingHeader(p *page, row int, lacking []string, candidates ...string) {
	var there []string
	for col := 1; row > 0 && col <= p.columns; col++ {
		if c := p.cell(row, col); !blank(c) {
			there = append(there, clipped(c.Text))
		}
	}
	if len(candidates) == 0 {
		candidates = there
	}
	near := ""
	if len(lacking) == 1 {
		near = kpi.DidYouMean(lacking[0], candidates)
		if columnLetters.MatchString(lacking[0]) {
			near = fmt.Sprintf("; a column without a header is called \"column %s\"", lacking[0])
		}
	}
	for _, c := range candidates {
		if len(lacking) == 1 && strings.HasPrefix(fold(c), fold(lacking[0])+" / ") {
			near = fmt.Sprintf("; with what stands below it the column is called %q", c)
			break
		}
	}
	found := "nothing of it near the top of the sheet"
	if row > 0 {
		found = quoted(there)
	}
	x.at(p, max(row, 1), 1, "missing-header", "want the header %s, found %s%s", quoted(lacking), found, near)
}

func (x *extraction) ambiguousHeader(p *page, row int, header string, cols []int) {
	var names []string
	for _, col := range cols {
		names = append(names, sheet.ColumnName(col))
	}
	hint := fmt.Sprintf("name it with the heading above it, as \"heading / %s\"", header)
	if first, second := anchorAt(p, row, cols[0]), anchorAt(p, row, cols[1]); first == second {
		hint = "it is a heading over all of them: say with \"below\" under header how many header rows stand below it"
	}
	x.at(p, row, cols[0], "ambiguous-header", "want one column %q, found it in columns %s; %s", header, strings.Join(names, ", "), hint)
}

func anchorAt(p *page, row, col int) [2]int {
	r, c := p.anchor(row, col)
	return [2]int{r, c}
}
