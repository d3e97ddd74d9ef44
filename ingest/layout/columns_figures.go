package layout

import (
	"slices"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// figureColumn decides whether a column holds values: its header is a declared measure, or a period.
func (x *extraction) figureColumn(t *table, p *page, c *columns, col int, levels []string) {
	switch {
	case t.ignoresColumn(levels):
		return
	case t.period.across && t.series.isAcross:
		if f, ok := t.bothAcross(levels); ok {
			f.col = col
			for _, level := range levels {
				c.pairs.note(level, f.period, c.below-1, col)
			}
			c.figures = append(c.figures, f)
			return
		}
	case t.period.across:
		period, m, err := t.acrossPeriod(p.cell(p.anchor(c.below-1, col)), levels)
		if err == nil {
			c.pairs.note(lowestText(levels), period, c.below-1, col)
			c.figures = append(c.figures, figureColumn{col: col, period: period, marks: m})
			return
		}
	case t.series.isAcross:
		for _, tail := range tails(levels) {
			if m, ok := t.series.across.find(tail); ok {
				c.figures = append(c.figures, figureColumn{col: col, m: m})
				return
			}
		}
	}
	if t.ignoresOthers() {
		return
	}
	c.unread = append(c.unread, col)
	c.headerText[col] = strings.Join(levels, " / ")
}

func lowestText(levels []string) string {
	if len(levels) == 0 {
		return ""
	}
	return levels[len(levels)-1]
}

// bothAcross finds the measure and the period in the levels of one header: one of them says the measure, the others
// the period.
func (t *table) bothAcross(levels []string) (figureColumn, bool) {
	for i, level := range levels {
		m, ok := t.series.across.find(level)
		if !ok {
			continue
		}
		if period, marks, err := t.headerPeriod(slices.Delete(slices.Clone(levels), i, i+1)); err == nil {
			return figureColumn{m: m, period: period, marks: marks}, true
		}
	}
	return figureColumn{}, false
}

// acrossPeriod reads a period from a header: from its lowest cell when that is a date, else from its texts.
func (t *table) acrossPeriod(lowest sheet.Cell, levels []string) (kpi.Period, kpi.Mark, error) {
	if lowest.Kind == sheet.Date {
		return t.cellPeriod(lowest)
	}
	return t.headerPeriod(levels)
}

func (t *table) ignoresColumn(levels []string) bool {
	for _, ignore := range t.ignoreColumns {
		if ignore.text == allOthers {
			continue
		}
		for _, tail := range tails(levels) {
			if ignore.fits(tail) {
				return true
			}
		}
	}
	return false
}

// allOthers, among the columns that are not wanted, stands for all that have no part to play.
const allOthers = "*"

func (t *table) ignoresOthers() bool {
	return slices.ContainsFunc(t.ignoreColumns, func(p pattern) bool { return p.text == allOthers })
}

// turnOfYear complains where a January follows the December of the same year under one heading.
func (x *extraction) turnOfYear(p *page, c *columns, levels [][]string) {
	for i := 1; i < len(c.figures); i++ {
		before, f := c.figures[i-1], c.figures[i]
		l := levels[f.col]
		if f.m == before.m && januaryAfter(before.period, f.period) && len(l) > 1 && !strings.ContainsAny(lowestText(l), "0123456789") {
			x.at(p, c.below-1, f.col, "not-a-period", "%s", wrongTurn(strings.Join(l[:len(l)-1], " / ")))
		}
	}
}

// measuresPresent complains about measures without a column, or with two, and about a table without any period.
func (x *extraction) measuresPresent(t *table, p *page, c *columns, levels [][]string) {
	if t.period.across && len(c.figures) == 0 {
		x.at(p, c.headerRow, 1, "missing-header", "want periods in the header, found %s", quoted(headers(levels)))
	}
	x.turnOfYear(p, c, levels)
	if !t.series.isAcross {
		return
	}
	byMeasure := map[*measure][]int{}
	for _, f := range c.figures {
		byMeasure[f.m] = append(byMeasure[f.m], f.col)
	}
	for _, m := range t.series.all {
		switch found := byMeasure[m]; {
		case len(found) > 1 && !t.period.across:
			x.ambiguousHeader(p, c.headerRow, m.label, found)
			c.figures = slices.DeleteFunc(c.figures, func(f figureColumn) bool { return f.m == m })
		case len(found) == 0 && !m.optional:
			x.missingHeader(p, c.headerRow, []string{m.label}, unreadHeaders(c)...)
		}
	}
}
