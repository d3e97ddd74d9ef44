package layout

import (
	"maps"
	"slices"
	"strings"
)

// write writes the table as an item of the list of tables.
func (t *draftTable) write(w *draftWriter) {
	s := t.s
	if s.p.grid.Name == "csv" || s.p.grid.Name == "parquet" {
		w.line(1, "- sheet: "+yamlText(s.p.grid.Name), "the one sheet of such a file")
	} else {
		w.line(1, "- sheet: "+yamlText(sheetText(s.p.grid.Name)), "rows %d to %d hold figures", s.first, s.last)
	}
	t.header(w)
	t.area.write(w, 2)
	t.period.write(w, 2)
	t.writeSeries(w)
	in := t.figures
	if t.value != nil {
		in = []*profile{t.value}
	}
	s.markers(w, 2, in)
	s.marks(w, 2, in, t.way == "periods")
	s.unit(w, 2)
	s.hidden(w, 2, in)
	s.rows(w, 2, t.area, t.period, t.carry)
	if t.way == "records" {
		return
	}
	if ignore := s.ignoredColumns(in); len(ignore) > 0 {
		w.line(2, "ignore columns:", "numbers that are not taken for figures: codes, changes, parts of dates")
		for _, name := range ignore {
			w.line(3, "- "+yamlText(name), "")
		}
	}
}

// sheetText is the pattern for one sheet.
func sheetText(name string) string {
	if _, wrong := newPattern(plainText(name)); wrong != "" || strings.Contains(name, "*") {
		return "*"
	}
	return plainText(name)
}

// header writes which row is the header: the one with most of the texts that name a part.
func (t *draftTable) header(w *draftWriter) {
	s := t.s
	row, has := s.hasRow()
	if len(has) == 0 {
		return
	}
	w.line(2, "header:", "row %d, below %d rows of titles", row, s.top-1)
	w.line(3, "has: "+yamlList(has), "")
	if n := row - s.top; n > 0 {
		w.line(3, "above: "+digit(n), "further header rows above it")
	}
	if n := s.bottom - row; n > 0 {
		w.line(3, "below: "+digit(n), "further header rows below it")
	}
}

func digit(n int) string { return string(rune('0' + min(n, 9))) }

// hasRow picks the header row to know the table by, and texts of it that are likely to stay: those of columns with a
// part to play, never periods.
func (s *sketch) hasRow() (best int, has []string) {
	most := 0
	for row := s.top; row <= s.bottom; row++ {
		var parts, figures []string
		for col := 1; col <= s.columns; col++ {
			c := s.p.cell(row, col)
			text := withoutNotes(plainText(c.Text))
			if blank(c) || isFigure(c) || len(text) > 150 || fold(text) == "" || slices.Contains(parts, text) || slices.Contains(figures, text) {
				continue
			}
			if _, err := readPeriod(text, 0); err == nil {
				continue
			}
			switch s.cols[col].plays {
			case codePart, namePart, periodPart, labelPart:
				parts = append(parts, text)
			case figurePart:
				figures = append(figures, text)
			}
		}
		score := len(figures)
		if len(parts) > 0 {
			score = 1000 * len(parts)
		} else {
			parts = figures
		}
		if score > most {
			best, has, most = row, parts[:min(len(parts), 6)], score
		}
	}
	return best, has
}

// inRow says whether a header row holds a text.
func (s *sketch) inRow(row int, text string) bool {
	for col := 1; col <= s.columns && row > 0; col++ {
		if sameLabel(s.p.cell(row, col).Text, text) {
			return true
		}
	}
	return false
}

func (t *draftTable) writeSeries(w *draftWriter) {
	if t.way == "records" {
		t.writeRecords(w)
		return
	}
	w.line(2, "series:", "%s", t.also)
	if t.key == "labels" {
		w.line(3, "column: "+yamlText(t.column.name), "%d different texts name the measures", len(t.column.texts.list))
	}
	writeMeasures(w, 3, t.key, t.series)
	if t.way == "value" {
		w.line(2, "value: "+yamlText(t.value.name), "the only column of figures")
	}
}

// writeRecords writes a table of which each row is a record.
func (t *draftTable) writeRecords(w *draftWriter) {
	w.line(2, "records:", "")
	if t.value == nil {
		w.line(3, "count: true", "no column holds figures: each row counts as one")
	} else {
		w.line(3, "sum: "+yamlText(t.value.name), "rows of one area and period differ in more than one column, so the figures are added up")
	}
	if t.by != nil {
		w.say(3, "To break figures down by the %d texts of a column: by: {%s: %s}", len(t.by.texts.list), yamlText(t.by.name), yamlText(t.by.name))
	}
	w.line(2, "series:", "")
	m := t.series[0]
	if m.whole {
		w.line(3, "count: true", "every value is a whole number")
	}
	w.line(3, "where:", "")
	w.line(4, string(m.id)+": all", "%s", m.why)
	for _, id := range slices.Sorted(maps.Keys(t.parts)) {
		w.line(4, id+": {"+yamlText(t.by.name)+": "+yamlText(t.parts[id][0])+"}", "CHECK: the same words as %s", t.parts[id][1])
	}
}
