package workbook

import (
	"slices"
	"strings"

	"planwatch/reports"
)

func areasOf(i *reports.Indicator) *reports.Table      { return i.Areas }
func comparisonOf(i *reports.Indicator) *reports.Table { return i.Comparison }
func windowsOf(i *reports.Indicator) *reports.Table    { return i.Windows }
func partsOf(i *reports.Indicator) *reports.Table      { return i.Parts }

// gathering is one table made of a table that each indicator has: a worksheet holds one table, and in a workbook with a
// worksheet for each nobody would find their way. Columns of words keep their names; the first column of numbers becomes
// Figure and Figure unit, the second Rate and Rate unit, or what they are called. A row without a value in a column has
// [z] there.
type gathering struct {
	head    string      // key of what the first column of each table is
	called  [][2]string // keys of the columns of numbers and of their units
	words   []string    // names of the columns of words, without the first, which heads the row
	numbers int         // how many columns of numbers
	about   bool        // captions differ in more than the indicator's name
	shared  string      // what all captions say after the indicator's name
	table   reports.Table
	widths  []float64 // of its columns, in digits
}

func (w *writer) gather(id string, from []*reports.Indicator, of func(*reports.Indicator) *reports.Table) gathering {
	return w.gatherAs(id, "table.area", [][2]string{{"workbook.figure", "workbook.figure-unit"}, {"workbook.rate", "workbook.rate-unit"}}, from, of)
}

// gatherAs is gather for tables whose rows are not areas; head and called are keys of the catalogue.
func (w *writer) gatherAs(id, head string, called [][2]string, from []*reports.Indicator, of func(*reports.Indicator) *reports.Table) gathering {
	g := gathering{head: head, called: called}
	var with []*reports.Indicator
	for _, i := range from {
		if t := of(i); t != nil && len(t.Rows) > 0 {
			with = append(with, i)
			g.take(t.Columns)
		}
	}
	g.captions(with, of)
	g.table = reports.Table{ID: id}
	g.columns(w)
	for _, i := range with {
		for _, row := range of(i).Rows {
			g.table.Rows = append(g.table.Rows, g.row(w, i, of(i), row))
		}
	}
	return g
}

// take makes room for the columns of a table.
func (g *gathering) take(columns []reports.Column) {
	n := 0
	for k, c := range columns {
		switch {
		case c.Numeric:
			n++
		case k > 0 && !slices.Contains(g.words, c.Name):
			g.words = append(g.words, c.Name)
		}
	}
	g.numbers = max(g.numbers, n)
}

// captions finds what all captions end with, which is said once above the table, and whether more is left of any.
func (g *gathering) captions(with []*reports.Indicator, of func(*reports.Indicator) *reports.Table) {
	for n, i := range with {
		rest := afterName(i, of(i))
		if n == 0 {
			g.shared = rest
		}
		for !strings.HasSuffix(rest, g.shared) {
			_, g.shared, _ = strings.Cut(g.shared, ", ")
		}
	}
	for _, i := range with {
		g.about = g.about || afterName(i, of(i)) != g.shared
	}
}

// afterName is a table's caption without the indicator's name: "in October to December 2025, with similar forces".
func afterName(i *reports.Indicator, t *reports.Table) string {
	return strings.TrimSpace(strings.TrimPrefix(t.Caption, i.Name))
}

// columns gives the table its columns, with their widths.
func (g *gathering) columns(w *writer) {
	add := func(name string, numeric bool, width float64) {
		g.table.Columns = append(g.table.Columns, reports.Column{Name: name, Numeric: numeric})
		g.widths = append(g.widths, width)
	}
	add(w.say("table.indicator"), false, 12)
	add(w.say("table.name"), false, 28)
	if g.about {
		add(w.say("workbook.about"), false, 28)
	}
	add(w.say(g.head), false, 18)
	for n := range g.numbers {
		figure := g.called[min(n, len(g.called)-1)]
		add(w.say(figure[0]), true, 12)
		add(w.say(figure[1]), false, 18)
	}
	for _, name := range g.words {
		add(name, false, 18)
	}
	add(w.say("table.marks"), false, 9)
	add(w.say("workbook.kind"), false, 28)
}

func (g *gathering) row(w *writer, i *reports.Indicator, t *reports.Table, row []reports.Figure) []reports.Figure {
	out := []reports.Figure{text(i.ID), text(i.Name)}
	if g.about {
		about := strings.TrimSuffix(afterName(i, t), g.shared)
		out = append(out, text(strings.TrimRight(about, " ,")))
	}
	out = append(out, row[0])
	pairs, words := filled(2*g.numbers), filled(len(g.words))
	marks, n := "", 0
	for k, c := range t.Columns {
		f := row[k]
		switch {
		case c.Numeric:
			marks += f.Marks
			f.Marks = ""
			pairs[2*n], pairs[2*n+1] = f, text(c.Name)
			n++
		case k > 0:
			words[slices.Index(g.words, c.Name)] = f
		}
	}
	out = append(append(out, pairs...), words...)
	return append(out, text(or(marks, w.say("table.none"))), text(w.figuresWord(i)))
}

func filled(n int) []reports.Figure {
	out := make([]reports.Figure, n)
	for k := range out {
		out[k] = text("[z]")
	}
	return out
}

// gathering writes a gathered table.
func (w *writer) gathering(p page, g gathering) {
	row := w.sheet(p, oneTable, nil)
	if g.shared != "" {
		w.put(p.name, 1, row, closed(w.say("workbook.all-rows", "words", strings.TrimLeft(g.shared, ", "))), w.plain)
		row++
	}
	w.table(p.name, row, g.table, g.widths, "landscape")
}
