package layout

import (
	"fmt"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// labels looks at the column of measures: which of its texts are not known, and what they were called.
func (h *heads) labels() {
	from := &h.t.series
	if from.column == "" || len(from.labels.names) == 0 {
		return
	}
	cols := columnsNamed(from.column, h.levels)
	if len(cols) != 1 {
		return
	}
	there := map[*measure]bool{}
	var strange counted
	first := map[string]string{}
	for row := h.row + h.t.header.below + 1; row <= h.p.rows; row++ {
		text := h.p.text(row, cols[0])
		if text == "" && h.t.rows.blankEnds && h.p.first(row, 1, h.p.columns) == "" || anyFits(h.t.rows.end, h.p.first(row, 1, h.p.columns)) {
			break
		}
		if m, ok := from.labels.find(text); ok {
			there[m] = true
		} else if text != "" && h.figures(row) {
			strange.add(text)
			if first[text] == "" {
				first[text] = cellOf(row, cols[0])
			}
		}
	}
	for _, text := range strange.list {
		h.strangeLabel(text, first[text], there)
	}
	for _, m := range from.all {
		if !there[m] && !m.optional && (h.was == nil || h.was.Labels[m.label] != "") {
			where := ""
			if h.was != nil && h.was.Labels[m.label] != "" {
				where = " (it was " + h.was.Labels[m.label] + ")"
			}
			h.d.say("No row of %s is there%s.", tick(m.label), where)
		}
	}
}

// strangeLabel finds the declared label that is missing and most like a text that is not known.
func (h *heads) strangeLabel(text, cell string, there map[*measure]bool) {
	var best *measure
	most := 0.0
	nearest, near := "", 0.0
	for _, m := range h.t.series.all {
		like := alike(text, m.label)
		if like > near {
			nearest, near = m.label, like
		}
		if like > most && !there[m] {
			best, most = m, like
		}
	}
	switch {
	case best != nil && most >= likely:
		there[best] = true
		h.d.say("%s in %s is not known; nearest is %s (%d%% alike), which is not there any more.", tick(text), cell, tick(best.label), int(min(most, 0.99)*100))
		h.d.edits.also[best.label] = withoutNotes(plainText(text))
	case near >= likely:
		h.d.say("%s in %s is not known; nearest is %s (%d%% alike), which is there too: it is a new measure, most likely.", tick(text), cell, tick(nearest), int(min(near, 0.99)*100))
	default:
		h.d.say("%s in %s is not known, and no label of the layout is like it: it is a new measure, most likely.", tick(text), cell)
	}
}

// figures says whether a row holds a number.
func (h *heads) figures(row int) bool {
	for col := 1; col <= h.p.columns; col++ {
		if c := h.p.cell(row, col); c.Kind == sheet.Number || c.Numeric {
			return true
		}
	}
	return false
}

// periods looks at where the periods come from: whether they are still there, and of the kind that the layout says.
func (h *heads) periods() {
	from := h.t.period
	kinds := map[kpi.PeriodKind]int{}
	switch {
	case len(from.title) > 0:
		h.title()
		return
	case from.kind == 0:
		return
	case from.across:
		for col := 1; col < len(h.levels); col++ {
			h.kind(kinds, h.levels[col], h.p.cell(h.p.anchor(h.row+h.t.header.below, col)))
		}
	case from.column != "":
		for _, col := range columnsNamed(from.column, h.levels) {
			for row := h.row + h.t.header.below + 1; row <= min(h.p.rows, h.row+40); row++ {
				c := h.p.cell(h.p.anchor(row, col))
				h.kind(kinds, []string{c.Text}, c)
			}
		}
	}
	if kinds[from.kind] > 0 {
		return
	}
	for k, n := range kinds {
		if n > 1 && len(kinds) == 1 {
			h.d.say("The periods are of the kind %s now; they were of the kind %s.", k, from.kind)
			h.d.edits.rename("kind", from.kind.String(), k.String())
		}
	}
}

// kind counts what a text is a period of: the layout's kind where it can be that.
func (h *heads) kind(kinds map[kpi.PeriodKind]int, levels []string, c sheet.Cell) {
	if _, _, err := h.t.acrossPeriod(c, levels); err == nil && len(levels) > 0 {
		kinds[h.t.period.kind]++
		return
	}
	as := table{marks: h.t.marks}
	if p, _, err := as.acrossPeriod(c, levels); err == nil {
		kinds[p.Kind]++
	}
}

// title looks for the title that holds the period, where the layout's is not found.
func (h *heads) title() {
	if h.t.period.on != nil {
		return // it stands on another sheet
	}
	for _, want := range h.t.period.title {
		if text, _, _, ok := h.p.capture(want, h.row-1); ok {
			if _, _, err := h.t.markedPeriod(text); err == nil {
				return
			}
		}
	}
	want := h.t.period.title[0]
	for row := 1; row < h.row; row++ {
		for col := 1; col <= h.p.columns; col++ {
			made, p, ok := periodPattern(h.p.cell(row, col).Text)
			if !ok {
				continue
			}
			h.d.say("No title reads %s; %s in %s holds a period, %s.", tick(want.text), tick(h.p.text(row, col)), cellOf(row, col), p)
			h.d.edits.rename("title", want.text, made)
			return
		}
	}
	h.d.say("No title reads %s.", tick(want.text))
}

// conditions looks at what the layout wants of a file of its kind and the file has not: a text near the top.
func (d *drifting) conditions() {
	for _, c := range d.l.fits {
		if c.text == nil || c.miss(d.pages) == "" {
			continue
		}
		names := append(d.pages.matching(c.sheet), d.taken...)
		for _, name := range names {
			p, err := d.pages.head(name)
			if err != nil {
				continue
			}
			if _, lacking := p.findRow(c.has, 1); len(lacking) > 0 || c.missOn(p, name) == "" {
				continue
			}
			if text, cell := d.nearestText(p, c.text.text); text != "" {
				d.say("The text %s is not near the top of %s; nearest is %s in %s.", tick(c.text.text), tick(name), tick(text), cell)
				d.edits.rename("text", c.text.text, loosened(c.text.text, text))
				break
			}
		}
	}
}

// nearestText is the cell near the top that is most like a text.
func (d *drifting) nearestText(p *page, want string) (text, cell string) {
	most := 0.4
	for row := 1; row <= min(p.rows, depth); row++ {
		for col := 1; col <= p.columns; col++ {
			c := p.cell(row, col)
			if blank(c) || len(c.Text) > 1000 {
				continue
			}
			if like := alike(strings.ReplaceAll(want, "*", " "), c.Text); like > most {
				text, cell, most = plainText(c.Text), cellOf(row, col), like
			}
		}
	}
	return text, cell
}

// loosened is a pattern without those of its parts that a text does not have; or the text itself.
func loosened(pattern, text string) string {
	rest, kept := fold(text), []string{}
	for _, part := range strings.Split(pattern, "*") {
		f := fold(part)
		if i := strings.Index(rest, f); f != "" && i >= 0 {
			kept = append(kept, strings.TrimSpace(part))
			rest = rest[i+len(f):]
		}
	}
	made := fmt.Sprintf("*%s*", strings.Join(kept, "*"))
	if p, wrong := newPattern(made); len(kept) > 0 && wrong == "" && p.fits(text) {
		return made
	}
	return datedWords.ReplaceAllString(patternText(text), "*")
}
