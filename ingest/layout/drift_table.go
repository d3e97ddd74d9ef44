package layout

import (
	"fmt"
	"slices"
	"strings"
)

// drifting is one file being held against the layout that used to read it.
type drifting struct {
	pages *Pages
	l     *Layout
	shape *Shape
	edits *edits
	moved []string
	taken []string // sheets that stand for one that is missing
}

// say notes a movement, each once.
func (d *drifting) say(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(d.moved, s) {
		d.moved = append(d.moved, s)
	}
}

// table looks for a table on its sheets, or on the one that is most like the one that is gone.
func (d *drifting) table(i int, t *table) {
	for _, want := range t.sheets {
		names := d.pages.matching(want)
		if len(names) == 0 {
			if name := d.renamedSheet(t, want); name != "" {
				names = []string{name}
			}
		}
		for _, name := range names {
			look := d.pages.page
			if t.records != nil {
				look = d.pages.head // a list of records may be long, and its rows say nothing here
			}
			if p, err := look(name); err == nil {
				d.sheet(i, t, p)
			}
		}
	}
}

// renamedSheet is the sheet that holds what a missing one held.
func (d *drifting) renamedSheet(t *table, want sheetPattern) string {
	wanted := t.wanted()
	best, most := "", 0
	for _, name := range d.pages.names() {
		p, err := d.pages.head(name)
		if err != nil || d.claimed(name) {
			continue
		}
		_, n := t.bestRow(p, wanted)
		if like := alike(name, want.text); n*2 >= len(wanted) && 100*n+int(like*100) > most {
			best, most = name, 100*n+int(like*100)
		}
	}
	if best == "" {
		d.say("The sheet %s is gone, and no other sheet has most of its headers.", tick(want.text))
		return ""
	}
	if !slices.Contains(d.taken, best) {
		d.taken = append(d.taken, best)
	}
	d.say("The sheet %s is gone; the sheet %s has %d of its %d headers, so it was renamed, most likely.", tick(want.text), tick(best), most/100, len(wanted))
	d.edits.rename("sheet", want.text, plainText(best))
	return best
}

// likelyRow is the row with the cell that is most like one of the headers, where none of them is there as it was.
func likelyRow(p *page, wanted []string) (best int) {
	most := 0.0
	s := sketch{p: p, columns: min(p.columns, 100)}
	for row := 1; row <= min(p.rows, depth/2); row++ {
		if len(s.shown(row)) < 2 {
			continue // a title, which may speak of the same
		}
		for col := 1; col <= min(p.columns, 100); col++ {
			c := p.cell(row, col)
			if blank(c) {
				continue
			}
			for _, name := range wanted {
				if len(c.Text) > len(name)+len(name)/4 {
					continue // a title that speaks of it
				}
				if like := alike(name, c.Text); like >= likely && like > most {
					best, most = row, like
				}
			}
		}
	}
	return best
}

// claimed says whether a sheet is one that the layout names.
func (d *drifting) claimed(name string) bool {
	for _, t := range d.l.tables {
		for _, s := range t.sheets {
			if s.fits(name) {
				return true
			}
		}
	}
	return false
}

// sheet holds one table on one sheet against what the layout says, and against where it stood last time.
func (d *drifting) sheet(i int, t *table, p *page) {
	wanted := t.wanted()
	row, found := t.bestRow(p, wanted)
	if found == 0 {
		row = likelyRow(p, wanted)
	}
	if row == 0 {
		d.say("On the sheet %s none of the headers is found: %s.", tick(p.grid.Name), ticks(wanted))
		return
	}
	h := &heads{d: d, t: t, p: p, row: row, levels: headerLevels(t, p, row), was: d.shape.of(i, p.grid.Name)}
	if h.was != nil && h.was.HeaderRow != row {
		d.say("On the sheet %s the header was in row %d and is in row %d now.", tick(p.grid.Name), h.was.HeaderRow, row)
	}
	h.depth()
	h.match(wanted)
	h.renamed()
	h.added()
	h.labels()
	h.periods()
}

// tick puts a name of the sheet into backticks, as the reports do.
func tick(s string) string { return "`" + clipped(s) + "`" }

func ticks(names []string) string {
	var out []string
	for i, n := range names {
		if i == 6 {
			out = append(out, fmt.Sprintf("and %d more", len(names)-i))
			break
		}
		out = append(out, tick(n))
	}
	return strings.Join(out, ", ")
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
