package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"planwatch/kpi"
)

// A layout that gives its tables a fixed period fits next year's file as well, whose figures would silently be those of the
// year before. The file's name, the sheet's name and what stands above the header often say which they are.

// otherPeriod doubts the fixed period of a table where the file's name, or its sheet, says periods and none of them goes
// with any that the layout fixes.
func (x *extraction) otherPeriod(t *table, p *page, headerRow int) {
	if t.period.fixed == (kpi.Period{}) {
		return
	}
	if name := x.pages.book.Name(); !x.nameDoubted && x.another(t, name) {
		x.nameDoubted = true
		x.onceWarned(kpi.Problem{Code: "other-period", Message: doubted(t, name)})
	}
	found, row, col := "", 0, 0
	see := func(text string, r, c int) (goesWith bool) {
		if text == "" || x.knownText(t, text) || whenPublished.MatchString(text) || len(x.periodsIn(t, text)) == 0 {
			return false
		}
		if x.another(t, text) && found == "" {
			found, row, col = text, r, c
		}
		return !x.another(t, text)
	}
	if see(p.grid.Name, 1, 1) {
		return
	}
	for r := 1; r < headerRow; r++ {
		for c := 1; c <= p.columns; c++ {
			if see(strings.TrimSpace(p.cell(r, c).Text), r, c) {
				return
			}
		}
	}
	if found != "" {
		x.onceWarned(problemAt(p, row, col, "other-period", "%s", doubted(t, found)))
	}
}

func doubted(t *table, found string) string {
	return fmt.Sprintf("want figures of %s, as the layout says under \"period: fixed\", found %q; if the file is of that period, write it into the layout", t.period.fixed, clipped(found))
}

// whenPublished tells a text about the publication, whose date is not the figures'.
var whenPublished = regexp.MustCompile(`(?i)\b(?:published|released?|updated?|issued|extracted|downloaded|printed)\b`)

// knownText says whether the layout gives a text letter by letter: who wrote the period beside it has seen it.
func (x *extraction) knownText(t *table, text string) bool {
	known := func(p pattern) bool { return !strings.Contains(p.text, "*") && p.fits(text) }
	if slices.ContainsFunc(t.sheets, func(s sheetPattern) bool { return known(s.pattern) }) || slices.ContainsFunc(t.texts, known) || t.header.after != nil && known(*t.header.after) {
		return true
	}
	return slices.ContainsFunc(x.fits, func(c condition) bool {
		return known(c.sheet.pattern) || c.text != nil && known(*c.text) || slices.ContainsFunc(c.has, func(h string) bool { return sameLabel(h, text) })
	})
}

// another says whether a text says periods that all lie outside those that the layout fixes.
func (x *extraction) another(t *table, text string) bool {
	said := x.periodsIn(t, text)
	return len(said) > 0 && !slices.ContainsFunc(said, func(p kpi.Period) bool {
		return slices.ContainsFunc(x.tables, func(t *table) bool {
			fixed := t.period.fixed
			return fixed != kpi.Period{} && p.First <= fixed.Last && fixed.First <= p.Last
		})
	})
}

// mostWords is how many words the longest spelling of a period has: "1 April 2010 to 31 March 2011".
const mostWords = 7

var wordOrNumber = regexp.MustCompile(`[A-Za-z]+|[0-9]+`)

// periodsIn finds the periods in a text, which may be a file's name: the longest from each word on, and not those inside it.
// "2010-11" is both the month and the year. A day counts only where a day is fixed: else it is that of a release.
func (x *extraction) periodsIn(t *table, text string) (out []kpi.Period) {
	if len(text) > mostTitle {
		return nil
	}
	text = strings.ReplaceAll(text, "_", " ")
	words := wordOrNumber.FindAllStringIndex(text, -1)
	for i := 0; i < len(words); i++ {
		for n := min(mostWords, len(words)-i); n > 0; n-- {
			said := text[words[i][0]:words[i+n-1][1]]
			p, ok := parsePeriod(said, 0)
			if !ok {
				continue
			}
			if p.Kind != kpi.PointInTime || t.period.fixed.Kind == kpi.PointInTime {
				out = append(out, p)
			}
			if year, isYear := parsePeriod(said, kpi.FinancialYear); isYear {
				out = append(out, year)
			}
			i += n - 1
			break
		}
	}
	return out
}

// mostTitle is how long a title may be; what is longer is a note.
const mostTitle = 300
