package layout

import (
	"slices"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// walk goes down the rows of one table on one sheet.
type walk struct {
	x      *extraction
	t      *table
	p      *page
	c      columns
	period kpi.Period // one for the whole sheet; zero when rows or columns have their own
	labels map[*measure]bool
	sums   sums

	periods map[string]periodAnswer // by what a cell says
	above   map[int]sheet.Cell      // of columns that are carried down: the last cell that was filled
	named   map[string]int          // how many rows a name had, where areas share one
	year    string                  // the year row above
	months  map[monthsOf]kpi.Period // by what the months below it are of: the one before
	heading *areaAnswer             // the row above that names an area
	factor  float64                 // of the sheet's unit
	shape   *SheetShape

	namesakes namesakes
}

// figures are the values of one row: what they are of, before the column has its say.
type figures struct {
	row    int
	area   kpi.Area
	m      *measure
	period kpi.Period
	marks  kpi.Mark
	place  kpi.Place // publisher, release and where, of a transcribed value
}

// rows reads every row from the header to the table's end.
func (w *walk) rows() {
	started := false
	row := w.c.below
	for ; row <= w.p.rows; row++ {
		first := w.p.first(row, w.c.left, w.c.right)
		if first == "" {
			if started && w.t.rows.blankEnds {
				break
			}
			continue
		}
		if anyFits(w.t.rows.end, first) || anyFits(w.t.rows.end, w.p.first(row, 1, w.c.right)) {
			break
		}
		started = true
		w.row(row, first)
	}
	w.afterEnd(row + 1)
	w.unread(row)
	w.sums.check(w)
	w.c.pairs.check(w.x, w.t, w.p)
	w.namesakes.check(w)
}

// row reads one row, unless it is one of those that are no figures of an area.
func (w *walk) row(row int, first string) {
	w.carryDown(row)
	texts := []string{first, w.p.first(row, 1, w.c.right), w.text(row, w.c.code), w.text(row, w.c.name)}
	rules := w.t.rows
	if len(rules.only) > 0 && !anyFits(rules.only, append(texts, w.text(row, w.c.series))...) {
		return
	}
	if anyFits(rules.ignore, texts...) {
		w.namesakes.beside(w.x.plan, w.text(row, w.c.name))
		return
	}
	if w.yearRow(row) || rules.skipBlank && w.text(row, w.c.value) == "" && !w.otherYear(row) || w.areaRow(row) {
		return
	}
	kind, rule := detailRow, totalRule{}
	if anyFits(rules.unassigned, texts...) {
		kind = unassignedRow
	}
	for _, t := range rules.totals {
		if anyFits([]pattern{t.text}, texts...) {
			kind, rule = totalRow, t
		}
	}
	f, ok := figures{row: row, m: w.t.series.fixed, period: w.period}, true
	_, f.marks = w.t.marks.bracketed(w.text(row, w.c.name)) // "Hampshire (R)": all figures of the row
	if kind == detailRow {
		var skip bool
		if f.area, skip, ok = w.area(row); skip {
			return
		}
	}
	ok = w.measure(&f) && ok
	ok = w.rowPeriod(&f) && ok
	ok = w.status(&f) && ok
	ok = w.source(&f) && ok
	if !ok {
		return
	}
	if w.c.value > 0 {
		w.figure(f, w.c.value, kind, rule)
		w.beside(row)
		return
	}
	for _, col := range w.c.figures {
		g := f
		if col.m != nil {
			g.m = col.m
		}
		if w.t.period.across {
			g.period, g.marks = col.period, g.marks|col.marks
		}
		if m, ok := w.nextMark(row, col.col); ok {
			g.marks |= m
			w.figure(g, col.col, kind, rule)
		}
	}
}

func (w *walk) text(row, col int) string {
	if col == 0 {
		return ""
	}
	return strings.TrimSpace(w.cell(row, col).Text)
}

// cell is what shows at a place; in a column that is carried down a blank cell shows what stands above it.
func (w *walk) cell(row, col int) sheet.Cell {
	c := w.p.cell(w.p.anchor(row, col))
	if !slices.Contains(w.c.carried, col) {
		return c
	}
	if blank(c) {
		return w.above[col]
	}
	if w.above == nil {
		w.above = map[int]sheet.Cell{}
	}
	w.above[col] = c
	return c
}

// carryDown takes in what a row says for those below it, also when the row itself is left out: the year of a block may stand
// beside its total only.
func (w *walk) carryDown(row int) {
	for _, col := range w.c.carried {
		if col > 0 {
			w.cell(row, col)
		}
	}
}

// anyFits says whether one of the patterns fits one of the texts that is not empty.
func anyFits(patterns []pattern, texts ...string) bool {
	for _, p := range patterns {
		for _, t := range texts {
			if t != "" && p.fits(t) {
				return true
			}
		}
	}
	return false
}

func (w *walk) area(row int) (area kpi.Area, skip, ok bool) {
	if w.t.area.headings {
		if w.heading == nil {
			w.x.each(w.p, row, w.c.name, "no-area", "want a row with nothing but an area above this one, found none")
			return kpi.Area{}, false, false
		}
		return w.heading.area, w.heading.skip, w.heading.message == ""
	}
	code, name := w.text(row, w.c.code), w.text(row, w.c.name)
	bare, _ := w.t.marks.bracketed(name)
	of := w.which(row, code, w.t.area.bare(bare))
	a := w.x.resolve(w.t, of)
	w.namesakes.note(w.x.plan, w.t, of, a, row)
	if a.message != "" {
		col := w.c.code
		if code == "" && w.c.name > 0 {
			col = w.c.name
		}
		w.x.each(w.p, row, col, a.code, "%s", a.message)
		return kpi.Area{}, false, false
	}
	return a.area, a.skip, true
}

// measure finds the row's series by its label or id.
func (w *walk) measure(f *figures) bool {
	if w.c.series == 0 {
		return true
	}
	row, col := w.p.anchor(f.row, w.c.series)
	found := w.text(f.row, w.c.series)
	from := &w.t.series
	if len(from.labels.names) > 0 {
		m, ok := from.labels.find(found)
		if !ok {
			w.x.each(w.p, row, col, "unknown-series", "want a measure that the layout declares, found %q%s", clipped(found), from.labels.nearest(found))
			return false
		}
		w.labels[m] = true
		if w.shape != nil && w.shape.Labels[m.label] == "" {
			w.shape.Labels[m.label] = sheet.CellName(row, col)
		}
		f.m = m
		return true
	}
	if found == "" {
		w.x.at(w.p, f.row, w.c.series, "unknown-series", "want a series in the column %q, found nothing: no value belongs into this row", from.column)
		return false
	}
	_, source, ok := w.x.plan.Series(kpi.SeriesID(found))
	if ok && from.byHand && !source.Template {
		w.x.each(w.p, row, col, "unknown-series", "want a series that is filled in by hand (of a source that says template: true), found %q of %s", clipped(found), source.Name)
		return false
	}
	if !ok {
		w.x.each(w.p, row, col, "unknown-series", "want a series of the plan's sources, found %q%s", clipped(found), kpi.DidYouMean(found, w.x.ids))
		return false
	}
	m := from.defaults
	m.series = kpi.SeriesID(found)
	f.m = &m
	return true
}
