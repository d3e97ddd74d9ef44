package workbook

import "planwatch/reports"

const coverWidth = 76.0 // digits: an A4 page, upright, at full size

// marks are the shorthands that stand in a cell in place of a figure or beside one, with the keys of what they mean.
var marks = []struct{ sign, key string }{
	{"[x]", "workbook.mark-missing"}, {"[c]", "mark.suppressed"}, {"[z]", "mark.not-applicable"}, {"[p]", "mark.provisional"}, {"[r]", "mark.revised"},
}

// meanings are the marks with what they mean.
func (w *writer) meanings() []line {
	var out []line
	for _, m := range marks {
		out = append(out, line{m.sign, w.say(m.key)})
	}
	return out
}

// coverSheet is the first worksheet: what this is, how far it reaches, and what its marks mean. It has no table.
func (w *writer) coverSheet() {
	w.try(w.file.SetSheetName("Sheet1", w.cover))
	w.put(w.cover, 1, 1, w.pack.Title+": "+w.pack.Plan, w.title)
	w.try(w.file.SetRowHeight(w.cover, 1, titleHeight))
	row := 2
	part := func(heading string, of []line) {
		if len(of) == 0 {
			return
		}
		w.put(w.cover, 1, row, heading, w.heading)
		w.try(w.file.SetRowHeight(w.cover, row, headingHeight))
		row = w.lines(w.cover, row+1, of, coverWidth)
	}
	row = w.lines(w.cover, row, plainLines(w.pack.Notices), coverWidth)
	row = w.lines(w.cover, row, w.invention(), coverWidth)
	var facts []line
	for _, f := range w.pack.Facts {
		facts = append(facts, factLine(f))
	}
	part(w.say("workbook.about-this"), facts)
	part(w.say("workbook.says"), plainLines(w.pack.Summary))
	part(w.say("workbook.how"), w.howToUse())
	part(w.say("workbook.marks"), w.meanings())
	part(w.say("workbook.made-with"), plainLines([]string{"Planwatch " + w.pack.Edition}))
	w.widths(w.cover, []float64{coverWidth})
	w.paper(w.cover, "portrait", 0)
}

// howToUse says where things are; a pack about the indicators themselves has neither charts nor figures.
func (w *writer) howToUse() []line {
	var out []line
	for _, what := range w.things() {
		out = append(out, line{w.say("workbook.how-label." + what), w.say("workbook.how-text." + what)})
	}
	return out
}

// things are what there is to say of how to use the workbook, by the ends of their keys.
func (w *writer) things() []string {
	if len(w.pack.Chapters) > 0 {
		return []string{"contents", "words"}
	}
	return []string{"contents", "charts", "notes", "sources"}
}

func plainLines(of []string) []line {
	var out []line
	for _, s := range of {
		out = append(out, line{"", s})
	}
	return out
}

// invention says once for each notice how many indicators carry it.
func (w *writer) invention() []line {
	count := map[string]int{}
	var order []string
	for _, i := range all(w.pack) {
		if i.Notice == "" {
			continue
		}
		if count[i.Notice] == 0 {
			order = append(order, i.Notice)
		}
		count[i.Notice]++
	}
	var out []line
	for _, n := range order {
		out = append(out, line{n, w.say("workbook.marked", "n", count[n])})
	}
	return out
}

// contents lists the worksheets, each with a link.
func (w *writer) contents(pages []page) {
	g := page{name: w.list, title: w.say("workbook.title.contents")}
	t := reports.Table{ID: "contents", Columns: w.columns("workbook.contents.sheet", "workbook.contents.holds")}
	for _, p := range pages {
		t.Rows = append(t.Rows, []reports.Figure{text(p.name), text(p.title)})
	}
	row := w.sheet(g, oneTable, nil)
	if len(pages) == 0 {
		t.Rows = append(t.Rows, []reports.Figure{text(w.say("table.none")), text(w.say("workbook.contents.nothing"))})
	}
	head := w.table(g.name, row, t, []float64{18, 92}, "portrait")
	for n, p := range pages {
		w.put(g.name, 1, head+1+n, p.name, w.cellLink)
		w.leadTo(g.name, 1, head+1+n, p.name)
	}
}

// What worksheets hold, in words, by their keys.
const (
	oneTable = "workbook.one-table"
	oneChart = "workbook.one-chart"
)
