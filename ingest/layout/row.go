package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"planwatch/kpi"
)

// which says which area a row means. Where areas share a name, the first row with it means the first role, the next the
// next; a table that has a row for each measure or period counts each of them by itself.
func (w *walk) which(row int, code, name string) areaKey {
	of := areaKey{code: code, name: name, parent: w.text(row, w.c.parent)}
	roles := w.t.area.occurrence
	if code != "" || name == "" || len(roles) == 0 || !w.shared(name, roles) {
		return of
	}
	period := w.text(row, w.c.period) + " " + w.year
	if len(w.c.periods) > 0 {
		period = w.joinedPeriod(row)
	}
	key := strings.Join([]string{fold(name), w.text(row, w.c.series), period}, "\x00")
	if w.named == nil {
		w.named = map[string]int{}
	}
	n := w.named[key]
	w.named[key]++
	of.role = oneMore
	if n < len(roles) {
		of.role = roles[n]
	}
	return of
}

// oneMore is the role of a row with a name that has come as often already as the layout says.
const oneMore = "one more"

// shared says whether areas of several of the roles go by a name.
func (w *walk) shared(name string, roles []string) bool {
	n := 0
	for i, role := range roles {
		if _, ok := areaByName(w.x.plan, name, role); ok && !slices.Contains(roles[:i], role) {
			n++
		}
	}
	return n > 1
}

// yearRow takes in a row that says the year of the months below it and nothing else.
func (w *walk) yearRow(row int) bool {
	if !w.t.period.yearRows {
		return false
	}
	text := w.text(row, w.c.period)
	p, err := readPeriod(text, 0)
	if err != nil || p.Kind != kpi.CalendarYear && p.Kind != kpi.FinancialYear {
		return false
	}
	for _, col := range w.valueColumns() {
		if !blank(w.p.cell(row, col)) {
			return false
		}
	}
	w.year, w.months = text, nil
	return true
}

var someYear = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// otherYear says whether a row without a figure says a year in a way that is no year row: were it left out, the months below
// it would be of the year before.
func (w *walk) otherYear(row int) bool {
	if !w.t.period.yearRows {
		return false
	}
	text := w.text(row, w.c.period)
	_, _, err := w.textPeriod(text)
	return err != nil && someYear.MatchString(text)
}

// monthsOf is what the months under one year are of.
type monthsOf struct {
	area   kpi.AreaCode
	series *measure
}

// turnOfYear complains about a January that follows a December of the same year: the heading means a financial year, or
// the next year's is missing.
func (w *walk) turnOfYear(f *figures, row, col int, p kpi.Period) bool {
	if !w.t.period.yearRows || p.Kind != kpi.Month {
		return true
	}
	of := monthsOf{f.area.Code, f.m}
	before := w.months[of]
	if w.months == nil {
		w.months = map[monthsOf]kpi.Period{}
	}
	w.months[of] = p
	if !januaryAfter(before, p) {
		return true
	}
	w.x.each(w.p, row, col, "not-a-period", "%s", wrongTurn(w.year))
	return false
}

// januaryAfter says whether a month is the January of the year whose December another is.
func januaryAfter(december, p kpi.Period) bool {
	return p.Kind == kpi.Month && december.Kind == kpi.Month && p.First.Month() == time.January && december.First == p.First.AddMonths(11)
}

func wrongTurn(year string) string {
	return fmt.Sprintf("want the months of one year under %q, found a January behind its December; write the year as 2016/17 where it is a financial year, and each year above its own months", clipped(year))
}

// areaRow takes in a row that names the area of those below it and holds no figure. Other headings must be among the rows
// to ignore: an area that is not known must not leave its figures to the one before.
func (w *walk) areaRow(row int) bool {
	if !w.t.area.headings {
		return false
	}
	for _, col := range w.valueColumns() {
		if !blank(w.p.cell(row, col)) {
			return false
		}
	}
	a := w.x.resolve(w.t, w.which(row, "", w.t.area.bare(w.text(row, w.c.name))))
	if a.message != "" {
		w.x.each(w.p, row, w.c.name, a.code, "%s", a.message)
	}
	w.heading = &a
	return true
}

// nextMark reads the mark in the cell behind a figure, where the layout says that it stands there.
func (w *walk) nextMark(row, col int) (kpi.Mark, bool) {
	if w.t.status == nil || !w.t.status.next {
		return 0, true
	}
	found := w.p.text(row, col+1)
	if found == "" || w.isFigureColumn(col+1) {
		return 0, true
	}
	m, ok := w.t.status.words.find(found)
	if !ok {
		w.x.each(w.p, row, col+1, "unknown-status", "want one of %s behind the figure, found %q%s", quoted(w.t.status.words.names), clipped(found), w.t.status.words.nearest(found))
	}
	return m, ok
}

func (w *walk) isFigureColumn(col int) bool {
	return slices.ContainsFunc(w.c.figures, func(f figureColumn) bool { return f.col == col })
}

// sheetUnit reads the unit that a cell says for the whole sheet.
func (w *walk) sheetUnit() bool {
	w.factor = 1
	u := w.t.unit
	if u == nil || u.row == 0 {
		return true
	}
	row, col := w.p.anchor(u.row, u.col)
	found := strings.TrimSpace(w.p.cell(row, col).Text)
	n, ok := u.words.find(found)
	if !ok {
		w.x.at(w.p, row, col, "unit-changed", "want the unit %s, found %q%s", kpi.OneOf(quotes(u.words.names)), clipped(found), u.words.nearest(found))
		return false
	}
	w.factor = n
	return true
}

// inUnit makes a value one of the series' unit, where the sheet or the row says in which it is given.
func (w *walk) inUnit(row int, v *value) {
	if v.code != "" || v.state != kpi.Known {
		return
	}
	if v.sized && w.t.unit != nil {
		*v = badValue("unit-changed", "want a figure in the unit that is given for it, found one that says its own size")
		return
	}
	factor := w.factor
	if col := w.c.unit; col > 0 {
		found := w.text(row, col)
		n, ok := w.t.unit.words.find(found)
		if !ok {
			*v = badValue("unit-changed", "want the unit %s in the column %q, found %q%s", kpi.OneOf(quotes(w.t.unit.words.names)), w.t.unit.column, clipped(found), w.t.unit.words.nearest(found))
			return
		}
		factor = n
	}
	if factor != 0 && factor != 1 {
		v.number = exact(v.number * factor)
	}
}

// exact takes off what binary fractions add: 1.1 × 1000 is 1100.0000000000002 otherwise.
func exact(n float64) float64 {
	m, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		return n
	}
	return m
}

func quotes(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strconv.Quote(w))
	}
	return out
}
