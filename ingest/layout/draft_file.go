package layout

import (
	"regexp"
	"slices"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// yaml writes the whole layout.
func (d *drafter) yaml() string {
	if len(d.tables) == 0 {
		return d.skeleton(nil)
	}
	good, rest := d.good()
	w := &draftWriter{}
	d.head(w, good, rest)
	w.line(0, "layout: "+d.name(), "")
	w.line(0, "about: "+yamlText(good[0].about), "CHECK: the first title")
	w.line(0, "", "")
	d.fits(w, good)
	d.edition.write(w)
	w.line(0, "", "")
	w.line(0, "tables:", "")
	for i, t := range good {
		if i > 0 {
			w.line(0, "", "")
		}
		t.write(w)
	}
	for _, t := range rest {
		d.aside(w, t)
	}
	d.paste(w)
	return w.b.String()
}

// head says what the draft is and how far it goes.
func (d *drafter) head(w *draftWriter, good, rest []*draftTable) {
	w.say(0, "A draft for %s, made from what stands in it. Every guess has its reason behind it; those that say CHECK can be wrong without anybody noticing, so read them first.", d.o.File)
	figures := 0
	var wrong []string
	for _, t := range good {
		figures += t.read
		wrong = append(wrong, problemWords(t.problems)...)
	}
	if len(wrong) == 0 {
		w.say(0, "As it stands it reads %d figures, once the plan has what is listed at the end of this file (if anything is).", figures)
	} else {
		w.say(0, "As it stands it does not load yet:")
		for _, p := range wrong {
			w.line(0, "#   "+plainText(p), "")
		}
	}
	if len(rest) > 0 {
		w.say(0, "%d further tables do not load yet and stand below as comments.", len(rest))
	}
	if len(d.without) > 0 && d.o.Sheet == "" {
		w.say(0, "Sheets without a table that was recognised: %s.", strings.Join(d.without, ", "))
	}
	if len(d.hidden) > 0 {
		w.say(0, "Hidden sheets are left out: %s.", strings.Join(d.hidden, ", "))
	}
	w.line(0, "", "")
}

// fits writes by what the next file of the kind is known: the sheets of the tables and texts of their headers.
func (d *drafter) fits(w *draftWriter, good []*draftTable) {
	w.line(0, "fits:", "by these the next file of the kind is known; make them stricter where another kind has them too")
	seen := map[string]bool{}
	for _, t := range good {
		name := sheetText(t.s.p.grid.Name)
		if seen[name] || len(seen) >= 6 {
			continue
		}
		seen[name] = true
		w.line(1, "- sheet: "+yamlText(name), "")
		row, has := t.s.hasRow()
		for _, m := range t.series[:min(len(t.series), 3)] {
			if t.key == "across" && t.area.fixed.Code == "" && t.s.inRow(row, m.label) && !slices.Contains(has, m.label) {
				has = append(has, m.label)
			}
		}
		if len(has) > 0 {
			w.line(2, "row: "+yamlList(has), "")
		}
	}
	w.line(0, "", "")
}

// aside writes a table that does not load as a comment, with what is wrong with it.
func (d *drafter) aside(w *draftWriter, t *draftTable) {
	w.line(0, "", "")
	w.say(1, "The table of sheet %s is left out because it does not load yet:", t.s.p.grid.Name)
	for _, p := range problemWords(t.problems) {
		w.line(1, "#   "+plainText(p), "")
	}
	own := &draftWriter{}
	t.write(own)
	for _, line := range strings.Split(strings.TrimRight(own.b.String(), "\n"), "\n") {
		w.line(1, "# "+strings.TrimPrefix(line, "  "), "")
	}
}

// paste writes what the plan lacks as lines to paste into its files.
func (d *drafter) paste(w *draftWriter) {
	made := d.namer.made
	if len(made) > 0 {
		w.line(0, "", "")
		w.say(0, "The plan has no such series yet. Paste these lines at the end of its sources.yaml, without the # in front, and give the source its name, its publisher and its own id:")
		w.line(0, "#", "")
		own := &draftWriter{}
		own.line(1, "- id: "+newSource, "")
		own.line(2, "name: "+yamlText("New source ("+d.o.File+")"), "")
		own.line(2, "publisher: "+yamlText("Publisher of "+d.o.File), "")
		own.line(2, "provenance: published", "")
		own.line(2, "series:", "")
		for _, s := range made {
			own.line(3, "- id: "+string(s.ID), "")
			own.line(4, "name: "+yamlText(nonEmpty(s.Name, string(s.ID))), "")
			own.line(4, "unit: number", "")
		}
		w.commented(own)
	}
	if len(d.areas) == 0 {
		return
	}
	w.line(0, "", "")
	w.say(0, "The plan has no such areas yet. Paste these lines at the end of its areas.yaml, without the # in front, or name the rows under ignore:")
	w.line(0, "#", "")
	own := &draftWriter{}
	for _, a := range d.areas {
		own.line(1, "- code: "+string(a.Code), "")
		own.line(2, "name: "+yamlText(nonEmpty(a.Name, string(a.Code))), "")
		if len(a.Aliases) > 0 {
			own.line(2, "aliases: "+yamlList(a.Aliases), "")
		}
		own.line(2, "role: "+a.Role, "")
	}
	w.commented(own)
}

func nonEmpty(s, other string) string {
	if plainText(s) == "" {
		return other
	}
	return s
}

// commented writes lines behind "# ".
func (w *draftWriter) commented(own *draftWriter) {
	for _, line := range strings.Split(strings.TrimRight(own.b.String(), "\n"), "\n") {
		w.line(0, "# "+line, "")
	}
}

// draftEdition is where the date of the return stands.
type draftEdition struct{ sheet, cell, text, why string }

var editionWords = regexp.MustCompile(`(?i)\b(published|released|release date|publication date|date of publication|as at|updated|date of this return)\b`)

// findEdition looks for a date by "published", "released" or "as at" above the tables, or on a sheet without one. One
// that lies before the end of a period that is reported cannot be it.
func (d *drafter) findEdition() {
	var newest kpi.Date
	for _, t := range d.tables {
		newest = max(newest, t.period.last)
	}
	for _, name := range d.pages.names() {
		p, err := d.pages.head(name)
		if err != nil || p.grid.Hidden {
			continue
		}
		limit := min(p.rows, 20)
		for _, t := range d.tables {
			if t.s.p.grid.Name == name {
				limit = min(limit, t.s.top-1)
			}
		}
		if e, ok := editionOn(p, name, limit, newest); ok {
			d.edition = e
			return
		}
	}
}

func editionOn(p *page, name string, limit int, newest kpi.Date) (draftEdition, bool) {
	sheetName := sheetText(name)
	for row := 1; row <= limit; row++ {
		for col := 1; col <= min(p.columns, 20); col++ {
			c := p.cell(row, col)
			at := editionWords.FindStringIndex(c.Text)
			if at == nil || sheetName == "*" {
				continue
			}
			text := plainText(c.Text)
			if i := dateFrom(text); i > 0 {
				made := text[:i] + "{date}"
				if e := (&editionAt{}); setText(e, made) {
					if date, err := e.read(c); err == nil && date >= newest {
						return draftEdition{sheetName, "", made, "it reads " + date.String()}, true
					}
				}
			}
			next := p.cell(row, col+1)
			if date, err := (&editionAt{text: wholeDate}).read(next); err == nil && date >= newest {
				return draftEdition{sheetName, sheet.CellName(row, col+1), "", "it stands beside " + clipped(text)}, true
			}
		}
	}
	return draftEdition{}, false
}

var wholeDate, _ = newPattern("{date}", "date")

func setText(e *editionAt, made string) bool {
	p, wrong := newPattern(made, "date")
	e.text = p
	return wrong == "" && p.holes == "date"
}

// dateFrom is where the date at the end of a text begins, or 0.
func dateFrom(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i-1] == ' ' {
			if _, err := readDate(text[i:]); err == nil {
				return i
			}
		}
	}
	return 0
}

func (e draftEdition) write(w *draftWriter) {
	if e.sheet == "" {
		w.line(0, "edition: none", "no date stands by published, released or as at: the last day of the newest period is taken")
		return
	}
	w.line(0, "edition:", "%s", e.why)
	w.line(1, "sheet: "+yamlText(e.sheet), "")
	if e.cell != "" {
		w.line(1, "cell: "+e.cell, "")
		return
	}
	w.line(1, "text: "+yamlText(e.text), "")
}
