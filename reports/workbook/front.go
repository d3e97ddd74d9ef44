package workbook

import (
	"planwatch/reports"
)

const (
	coverSheet = "Cover_sheet"
	coverWidth = 76.0 // digits: an A4 page, upright, at full size
)

// marks are the shorthands that stand in a cell in place of a figure or beside one.
var marks = []line{
	{"[x]", "not available: the figure is not known (it is not zero)."},
	{"[c]", "suppressed: the figure is known but not shown, so that nobody can be recognised."},
	{"[z]", "not applicable: there is no such figure here, for instance no limits where too few figures are known."},
	{"[p]", "provisional: the publisher may still change it."},
	{"[r]", "revised since it was first published."},
}

// cover is the first worksheet: what this is, how far it reaches, and what its marks mean. It has no table.
func (w *writer) cover() {
	w.try(w.file.SetSheetName("Sheet1", coverSheet))
	w.put(coverSheet, 1, 1, w.pack.Title+": "+w.pack.Plan, w.title)
	w.try(w.file.SetRowHeight(coverSheet, 1, titleHeight))
	row := 2
	part := func(heading string, of []line) {
		if len(of) == 0 {
			return
		}
		w.put(coverSheet, 1, row, heading, w.heading)
		w.try(w.file.SetRowHeight(coverSheet, row, headingHeight))
		row = w.lines(coverSheet, row+1, of, coverWidth)
	}
	row = w.lines(coverSheet, row, plainLines(w.pack.Notices), coverWidth)
	row = w.lines(coverSheet, row, invention(w.pack), coverWidth)
	var facts []line
	for _, f := range w.pack.Facts {
		facts = append(facts, factLine(f))
	}
	part("About this workbook", facts)
	part("What the indicators say", plainLines(w.pack.Summary))
	part("How to use it", w.howToUse())
	part("Marks in place of a figure, or beside one", marks)
	part("Made with", plainLines([]string{"Planwatch " + w.pack.Edition}))
	w.widths(coverSheet, []float64{coverWidth})
	w.paper(coverSheet, "portrait", 0)
}

// howToUse says where things are; a pack about the indicators themselves has neither charts nor figures.
func (w *writer) howToUse() []line {
	contents := line{"Contents", "every worksheet is listed in the worksheet Contents, with a link."}
	if len(w.pack.Chapters) > 0 {
		return []line{contents, {"Words", "what each chapter says in sentences is in the worksheet Words; each table has a worksheet of its own."}}
	}
	return []line{
		contents,
		{"Charts", "each indicator that has figures has a worksheet with its chart and the same figures in a table. The charts are ordinary charts that can be copied and restyled; the worksheet Chart_data has the numbers that they draw."},
		{"Notes", "doubts about figures stand with the indicator and in the worksheet Notes."},
		{"Sources", "where each figure comes from is in the worksheets Definitions and Sources."},
	}
}

func plainLines(of []string) []line {
	var out []line
	for _, s := range of {
		out = append(out, line{"", s})
	}
	return out
}

// invention says once for each notice how many indicators carry it.
func invention(p *reports.Pack) []line {
	count := map[string]int{}
	var order []string
	for _, i := range all(p) {
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
		what := "1 indicator is marked so, wherever it shows."
		if count[n] > 1 {
			what = itoa(count[n]) + " indicators are marked so, wherever they show."
		}
		out = append(out, line{n, what})
	}
	return out
}

// contents lists the worksheets, each with a link.
func (w *writer) contents(pages []page) {
	g := page{name: "Contents", title: "Contents"}
	t := reports.Table{ID: "contents", Columns: []reports.Column{{Name: "Worksheet"}, {Name: "What it holds"}}}
	for _, p := range pages {
		t.Rows = append(t.Rows, []reports.Figure{text(p.name), text(p.title)})
	}
	row := w.sheet(g, oneTable, nil)
	if len(pages) == 0 {
		t.Rows = append(t.Rows, []reports.Figure{text("none"), text("There is nothing to show: no plan and no figures.")})
	}
	head := w.table(g.name, row, t, []float64{18, 92}, "portrait")
	for n, p := range pages {
		w.put(g.name, 1, head+1+n, p.name, w.cellLink)
		w.leadTo(g.name, 1, head+1+n, p.name)
	}
}

const (
	oneTable = "This worksheet contains one table."
	oneChart = "This worksheet contains one table and one chart."
)
