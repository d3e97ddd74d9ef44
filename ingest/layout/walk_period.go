package layout

import (
	"fmt"
	"strconv"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// fixedPeriod reads the period that holds for the whole sheet, when the layout gives it a title, a cell or a word.
func (w *walk) fixedPeriod() bool {
	from := w.t.period
	switch {
	case from.sheet != nil:
		text, ok := from.sheet.capture(w.p.grid.Name)
		if !ok {
			w.x.at(w.p, 1, 1, "no-period", "want a sheet's name as %q, found %q", from.sheet.text, w.p.grid.Name)
			return false
		}
		return w.readFixed(text, w.p.grid.Name, 1, 1)
	case from.file != nil:
		name := w.x.pages.book.Name()
		text, ok := from.file.capture(name)
		if !ok {
			w.x.at(w.p, 1, 1, "no-period", "want a file's name as %q, which says the period, found %q", from.file.text, name)
			return false
		}
		return w.readFixed(text, name, 1, 1)
	case len(from.title) > 0:
		p, rows, ok := w.periodPage()
		if !ok {
			return false
		}
		var wanted []string
		for _, title := range from.title {
			if text, row, col, ok := p.capture(title, rows); ok {
				return w.readFixedOn(p, text, p.text(row, col), row, col)
			}
			wanted = append(wanted, strconv.Quote(title.text))
		}
		w.x.at(p, 1, 1, "no-period", "want a title as %s above the header, found none", strings.Join(wanted, " or "))
		return false
	case from.row > 0:
		p, _, ok := w.periodPage()
		if !ok {
			return false
		}
		row, col := p.anchor(from.row, from.col)
		c := p.cell(row, col)
		if c.Kind == sheet.Date && from.text.text == "{period}" {
			return w.readFixedOn(p, c.Time.Format("2006-01-02"), c.Text, row, col)
		}
		text, ok := from.text.capture(c.Text)
		if !ok {
			w.x.at(p, row, col, "no-period", "want the period as %q, found %q", from.text.text, clipped(c.Text))
			return false
		}
		return w.readFixedOn(p, text, c.Text, row, col)
	case from.fixed == noDraftPeriod:
		w.x.at(w.p, 1, 1, "no-period", `want the period in the layout under "period: fixed", found %s, which a draft writes where it found none`, from.fixed)
		return false
	default:
		w.period = from.fixed
		w.x.otherPeriod(w.t, w.p, w.c.headerRow)
		return true
	}
}

// periodPage is the sheet that says the period, and how many of its rows may: the table's own above the header, or the top
// of another.
func (w *walk) periodPage() (p *page, rows int, ok bool) {
	on := w.t.period.on
	if on == nil {
		return w.p, w.c.headerRow - 1, true
	}
	names := w.x.pages.matching(*on)
	if len(names) == 0 {
		w.x.add(kpi.Problem{Code: "missing-sheet", Message: fmt.Sprintf("want a sheet %q, which says the period, found %s", on.text, quoted(w.x.pages.names()))})
		return nil, 0, false
	}
	p, err := w.x.pages.page(names[0])
	if err != nil {
		w.x.refused(names[0], err)
		return nil, 0, false
	}
	return p, depth, true
}

func (w *walk) readFixed(text, shown string, row, col int) bool {
	return w.readFixedOn(w.p, text, shown, row, col)
}

func (w *walk) readFixedOn(p *page, text, shown string, row, col int) bool {
	period, _, err := w.t.markedPeriod(text)
	if err != nil {
		w.x.at(p, row, col, "not-a-period", "%v in %q", err, clipped(shown))
		return false
	}
	w.period = period
	one := pairs{}
	one.note(text, period, row, col)
	errs := w.x.errors()
	one.check(w.x, w.t, p)
	return w.x.errors() == errs
}

// rowPeriod reads the row's period, and checks it against its first and last day where the sheet gives them.
func (w *walk) rowPeriod(f *figures) bool {
	if w.c.period == 0 && len(w.c.periods) == 0 {
		return true
	}
	row, col := f.row, 0
	var p kpi.Period
	var m kpi.Mark
	var err error
	if len(w.c.periods) > 0 {
		col = w.c.periods[0].col
		p, m, err = w.textPeriod(w.joinedPeriod(row))
	} else {
		row, col = w.p.anchor(row, w.c.period)
		if c := w.cell(f.row, w.c.period); c.Kind == sheet.Date {
			p, m, err = w.t.cellPeriod(c)
		} else {
			text := strings.TrimSpace(c.Text)
			if text != "" { // a blank under a year row is no word for the whole year
				text = strings.TrimSpace(text + " " + w.year)
			}
			p, m, err = w.textPeriod(text)
		}
	}
	if err != nil {
		w.notAPeriod(row, col, err)
		return false
	}
	switch {
	case len(w.c.periods) == 0:
		w.c.pairs.note(w.cell(f.row, w.c.period).Text, p, row, col)
	case w.t.period.joined == "{"+w.c.periods[0].name+"}": // several columns say which it is
		w.c.pairs.note(w.cell(f.row, col).Text, p, row, col)
	}
	f.period, f.marks = p, f.marks|m
	return w.turnOfYear(f, row, col, p) && w.day(f.row, w.c.first, "first", p, p.First) && w.day(f.row, w.c.last, "last", p, p.Last)
}

// notAPeriod complains about a row's period in the words of the sheet: below a year row the year is no part of them.
func (w *walk) notAPeriod(row, col int, err error) {
	said := w.p.cell(row, col)
	switch {
	case blank(said) && len(w.c.periods) == 0:
		w.x.each(w.p, row, col, "not-a-period", "%v; where the one above holds for this row too, name the column under \"carry down\"", err)
	case w.year != "":
		w.x.each(w.p, row, col, "not-a-period", "want a part of the year %q that stands above it, or a row with nothing but the next year, as 2017 or 2016/17, found %q", clipped(w.year), clipped(strings.TrimSpace(said.Text)))
	default:
		w.x.each(w.p, row, col, "not-a-period", "%v", err)
	}
}

// periodAnswer is what a text says.
type periodAnswer struct {
	period kpi.Period
	marks  kpi.Mark
	err    error
}

// textPeriod reads a text that many rows may have, once.
func (w *walk) textPeriod(text string) (kpi.Period, kpi.Mark, error) {
	a, known := w.periods[text]
	if !known {
		a.period, a.marks, a.err = w.t.markedPeriod(w.t.day(text))
		if w.periods == nil || len(w.periods) >= mostTexts {
			w.periods = map[string]periodAnswer{}
		}
		w.periods[text] = a
	}
	return a.period, a.marks, a.err
}

// mostTexts is how many texts are remembered: timestamps by the second are many.
const mostTexts = 50_000

func (w *walk) day(row, col int, which string, p kpi.Period, want kpi.Date) bool {
	if col == 0 {
		return true
	}
	c := w.p.cell(w.p.anchor(row, col))
	found := strings.TrimSpace(c.Text)
	d, err := readDate(found)
	if c.Kind == sheet.Date {
		d, err = kpi.DateOf(c.Time.Date()), nil
	}
	if err != nil || d != want {
		w.x.at(w.p, row, col, "period-mismatch", "want %s, the %s day of %s, found %q", want, which, p, clipped(found))
		return false
	}
	return true
}
