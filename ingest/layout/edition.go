package layout

import (
	"fmt"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// edition looks for the edition date on the sheet that the layout names, or on those that its tables stand on. Where it
// stands on several it must be the same on all.
func (x *extraction) edition(l *Layout) (date *kpi.Date, from string) {
	e := l.edition
	if e == nil {
		return nil, ""
	}
	for _, name := range x.pages.names() {
		if e.sheet != nil && !e.sheet.fits(name) || e.sheet == nil && x.tablesOn[name] == 0 {
			continue
		}
		p, err := x.editionPage(name)
		if err != nil {
			x.refused(name, err)
			continue
		}
		c, row, col, ok := e.find(p)
		if !ok {
			continue
		}
		found, err := e.read(c)
		switch {
		case err != nil:
			x.at(p, row, col, "not-a-date", "want a date such as 19 July 2018, found %q", clipped(c.Text))
		case date == nil:
			date, from = &found, fmt.Sprintf("%s!%s: %q", name, sheet.CellName(row, col), clipped(c.Text))
		case *date != found:
			x.at(p, row, col, "edition-differs", "want the edition date %s of %s, found %s", *date, from, found)
		}
	}
	if date == nil && x.errors() == 0 {
		x.add(kpi.Problem{Code: "no-edition", Severity: kpi.Warning, Message: "want the edition date " + e.wanted() + ", found none"})
	}
	return date, from
}

// editionPage is the whole sheet, or the top of one that is read record by record.
func (x *extraction) editionPage(name string) (*page, error) {
	if x.recordsOn[name] {
		return x.pages.head(name)
	}
	return x.pages.page(name)
}

// find gives the cell that holds the edition date of a sheet.
func (e *editionAt) find(p *page) (c sheet.Cell, row, col int, ok bool) {
	if e.row > 0 {
		row, col = p.anchor(e.row, e.col)
		c = p.cell(row, col)
		_, ok = e.text.capture(c.Text)
		return c, row, col, ok
	}
	_, row, col, ok = p.capture(e.text, depth)
	if ok {
		c = p.cell(row, col)
	}
	return c, row, col, ok
}

// wanted says where the date should be, and as what.
func (e *editionAt) wanted() string {
	where, as := "", fmt.Sprintf("as %q", e.text.text)
	if e.row > 0 {
		where = "in " + sheet.CellName(e.row, e.col)
		if e.sheet != nil {
			where += " of the sheet " + e.sheet.text
		}
		if e.text.text == "{date}" {
			return where
		}
	}
	return strings.TrimSpace(where + " " + as)
}

func (e *editionAt) read(c sheet.Cell) (kpi.Date, error) {
	if c.Kind == sheet.Date {
		return kpi.DateOf(c.Time.Date()), nil
	}
	text, _ := e.text.capture(c.Text)
	return readDate(text)
}
