package layout

import (
	"fmt"
	"regexp"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// rowKind says what a row's figures are for.
type rowKind uint8

const (
	detailRow     rowKind = iota // figures of an area
	unassignedRow                // part of the force's figure, of none of its areas
	totalRow                     // checks the others
)

// figure reads one cell.
func (w *walk) figure(f figures, col int, kind rowKind, rule totalRule) {
	c := w.p.cell(f.row, col)
	if w.t.skipHidden && c.Hidden && !w.p.grid.Hidden {
		return
	}
	v := w.value(c, f.m)
	if blank(c) {
		v, c = w.covered(f, col, v)
	}
	w.inUnit(f.row, &v)
	if v.code != "" {
		w.x.at(w.p, f.row, col, v.code, "%s", v.message)
		return
	}
	key := kpi.Key{Series: f.m.series, Area: f.area.Code, Period: f.period}
	w.sums.note(w.t, f, col, key, kind, rule, v)
	if kind == totalRow {
		return
	}
	f.place.Sheet, f.place.Cell, f.place.Text = w.p.grid.Name, sheet.CellName(f.row, col), c.Text
	o := kpi.Observation{
		Key: key, Value: v.number, State: v.state, Marks: f.marks | v.marks, Outturn: f.m.outturn, Place: f.place,
	}
	if kind == unassignedRow {
		o.Area = kpi.NotAssigned
		w.x.unassigned = append(w.x.unassigned, o)
		return
	}
	if before, twice := w.x.seen[key]; twice {
		w.twice(f.row, col, o, w.x.observations[before])
		return
	}
	w.onceOnly(f.row, col, o)
	w.x.seen[key] = len(w.x.observations)
	w.x.observations = append(w.x.observations, o)
}

// onceOnly complains about a cell that two tables of the layout read as figures of different series: one of them stands
// elsewhere.
func (w *walk) onceOnly(row, col int, o kpi.Observation) {
	at := cellAt{o.Place.Sheet, o.Place.Cell}
	before, twice := w.x.cells[at]
	if !twice {
		w.x.cells[at] = len(w.x.observations)
		return
	}
	if b := w.x.observations[before]; b.Series != o.Series {
		w.x.each(w.p, row, col, "read-twice", "want one figure in a cell, found it read as %s and, by another table of the layout, as %s; say in the layout with \"after\" under header above which header each table's own title stands",
			b.Series, o.Series)
	}
}

// covered reads a cell that a merge hides: a marker that is spread over several cells holds for each of them, but one
// number cannot be several figures.
func (w *walk) covered(f figures, col int, v value) (value, sheet.Cell) {
	row, c := w.p.anchor(f.row, col)
	shown := w.p.cell(row, c)
	if row == f.row && c == col || blank(shown) {
		return v, shown
	}
	spread := w.value(shown, f.m)
	if spread.code == "" && spread.state != kpi.Known {
		return spread, shown
	}
	return badValue("merged-value", "want %s of its own, found a merge that shows %q of %s", f.m.wants(), clipped(shown.Text), sheet.CellName(row, c)), shown
}

// twice compares a figure with the one that the file gave for the same key before.
func (w *walk) twice(row, col int, o, before kpi.Observation) {
	at := before.Place.Sheet + "!" + before.Place.Cell
	what := string(o.Series) + " of " + string(o.Area) + " for " + o.Period.String()
	if o.State == before.State && o.Value == before.Value {
		w.x.warn(w.p, row, col, "repeated-figure", "want %s once, found it also in %s, with the same value", what, at)
		return
	}
	w.x.at(w.p, row, col, "period-twice", "want one value of %s, found %q here and %q in %s", what, strings.TrimSpace(o.Place.Text), strings.TrimSpace(before.Place.Text), at)
}

// afterEnd warns when rows below the table's end look like more of it: an end that comes too early loses figures
// without a word. Several tables on one sheet are meant to follow each other.
func (w *walk) afterEnd(from int) {
	if w.x.tablesOn[w.p.grid.Name] > 1 || w.c.code == 0 && w.c.name == 0 {
		return
	}
	for row := from; row <= w.p.rows; row++ {
		a := w.x.lookUp(areaKey{code: w.p.textAt(row, w.c.code), name: w.t.area.bare(w.p.textAt(row, w.c.name))})
		if a.message != "" {
			continue
		}
		for _, col := range w.valueColumns() {
			if c := w.p.cell(row, col); c.Kind == sheet.Number || c.Numeric {
				w.x.warn(w.p, row, col, "rows-after-end", "want no figures below the end of the table in row %d, found %q for %s, which is not read", from-1, clipped(c.Text), a.area.Name)
				return
			}
		}
	}
}

func (w *walk) valueColumns() []int {
	if w.c.value > 0 {
		return []int{w.c.value}
	}
	var out []int
	for _, f := range w.c.figures {
		out = append(out, f.col)
	}
	return out
}

// unread complains about columns that hold numbers and that the layout says nothing of: where periods stand across,
// their header may be a slip of the pen; else they are new.
func (w *walk) unread(end int) {
	for _, col := range w.c.unread {
		head := w.c.headerText[col]
		if !w.numbers(col, end) {
			continue
		}
		switch {
		case w.t.period.across && head != "":
			_, _, err := w.t.headerPeriod([]string{head})
			w.x.at(w.p, w.c.below-1, col, "not-a-period", "%v (a column that is no period: name it under \"ignore columns\"%s)", err, markHint(head))
		case head == "":
			w.x.warn(w.p, w.c.below-1, col, "unread-column", "want a header over this column of numbers, found none; it is not read")
		default:
			w.x.warn(w.p, w.c.below-1, col, "unread-column", "want a column that the layout names, found %q%s; it is not read", clipped(head), w.t.series.across.nearest(head))
		}
	}
}

// letterBehind is what may be a mark that the layout does not declare: "2016/17 (r)".
var letterBehind = regexp.MustCompile(`[\[(]([A-Za-z])[\])]$`)

func markHint(head string) string {
	m := letterBehind.FindStringSubmatch(head)
	if m == nil {
		return ""
	}
	return fmt.Sprintf("; a letter that says provisional or revised: declare %s under \"marks\"", strings.ToLower(m[1]))
}

// numbers says whether a column holds a number or a marker.
func (w *walk) numbers(col, end int) bool {
	for row := w.c.below; row < end; row++ {
		c := w.p.cell(row, col)
		if _, marker := w.t.markers.find(c.Text); marker || c.Kind == sheet.Number || c.Numeric {
			return true
		}
	}
	return false
}
