package layout

import (
	"fmt"
	"slices"

	"planwatch/kpi"
)

// Result is what a layout finds in a file. Places and problems give sheet and cell; the caller, who knows the file,
// fills in its name and hash.
type Result struct {
	Observations []kpi.Observation
	Unassigned   []kpi.Observation // what rows of no area say, as of kpi.NotAssigned; several rows may say it of one period
	Edition      *kpi.Date         // nil when the file gives none
	EditionFrom  string            // in words, where it stands
	Problems     kpi.Problems
	Shape        Shape // where things stand in it
	Failed       error // why the machine could not read it, which one of the problems says too; nil when it could
}

// Extract reads the observations of a file. Everything that is wrong is collected; when one of the problems is an
// error the observations are incomplete and must not be kept.
func (l *Layout) Extract(pages *Pages, plan *kpi.Plan) Result {
	x := &extraction{
		complaints: newComplaints(), plan: plan, pages: pages, ids: seriesIDs(plan),
		areas: map[tableArea]areaAnswer{}, seen: map[kpi.Key]int{}, tablesOn: map[string]int{}, recordsOn: map[string]bool{},
		uses: map[kpi.SeriesID]kpi.SeriesUse{}, tables: l.tables, fits: l.fits, cells: map[cellAt]int{},
	}
	var out Result
	sheets := make([][]string, len(l.tables))
	for i, t := range l.tables {
		sheets[i] = x.sheets(t)
		for _, name := range sheets[i] {
			x.tablesOn[name]++
			x.recordsOn[name] = x.recordsOn[name] || t.records != nil
		}
	}
	out.Edition, out.EditionFrom = x.edition(l)
	for i, t := range l.tables {
		x.table(i, t, sheets[i])
	}
	out.Shape = Shape{Layout: l.Name, Sheets: x.shapes()}
	wrong := l.Check(plan)
	if len(x.observations) == 0 && x.errors() == 0 && len(wrong) == 0 {
		x.add(kpi.Problem{Code: "no-figures", Message: "want figures, found none where the layout " + l.Name + " looks for them"})
	}
	out.Observations, out.Unassigned = x.observations, x.unassigned
	out.Problems, out.Failed = append(wrong, x.done()...), x.failed
	return out
}

// extraction is one file being read by one layout.
type extraction struct {
	complaints
	plan         *kpi.Plan
	pages        *Pages
	ids          []string // of the plan's series, for messages
	areas        map[tableArea]areaAnswer
	observations []kpi.Observation
	unassigned   []kpi.Observation
	seen         map[kpi.Key]int // index into observations
	tablesOn     map[string]int  // how many tables read a sheet
	recordsOn    map[string]bool // whether one of them is of records
	uses         map[kpi.SeriesID]kpi.SeriesUse
	shape        []*SheetShape
	tables       []*table
	fits         []condition
	failed       error          // of the machine
	nameDoubted  bool           // by a table of a fixed period
	cells        map[cellAt]int // index into observations
}

// cellAt is a cell of the file.
type cellAt struct{ sheet, cell string }

// shapes are where the tables stand that were found.
func (x *extraction) shapes() (out []SheetShape) {
	for _, s := range x.shape {
		out = append(out, *s)
	}
	return out
}

// sheets gives the sheets that a table stands on, in the order of the layout; each that is wanted must be there.
func (x *extraction) sheets(t *table) []string {
	var out []string
	seen := map[string]bool{}
	for _, want := range t.sheets {
		names := x.pages.matching(want)
		if len(names) > 0 && len(t.texts)+len(t.without) > 0 {
			names = x.saying(t, want, names)
		} else if len(names) == 0 && !t.optional {
			x.add(kpi.Problem{Code: "missing-sheet", Message: fmt.Sprintf("want a sheet %q, found %s%s",
				want.text, quoted(x.pages.names()), kpi.DidYouMean(want.text, x.pages.names()))})
		}
		for _, name := range names {
			if !seen[name] {
				seen[name] = true
				out = append(out, name)
			}
		}
	}
	return out
}

// saying gives those of the sheets on which all of the table's texts stand: a publication may move a table to another
// sheet, but it keeps its title.
func (x *extraction) saying(t *table, want sheetPattern, names []string) []string {
	var out []string
	for _, name := range names {
		p, err := x.pages.head(name)
		if err != nil { // whether it is the one can't be known; that it can't be read is said when it is read
			out = append(out, name)
			continue
		}
		if !slices.ContainsFunc(t.texts, func(text pattern) bool { return !p.says(text) }) && !slices.ContainsFunc(t.without, p.says) {
			out = append(out, name)
		}
	}
	if len(out) == 0 && !t.optional {
		wanted := ""
		for _, text := range t.texts {
			wanted += fmt.Sprintf(" that says %q", text.text)
		}
		for _, text := range t.without {
			wanted += fmt.Sprintf(" that does not say %q", text.text)
		}
		x.add(kpi.Problem{Code: "missing-sheet", Message: fmt.Sprintf("want a sheet %q%s near its top, found none among %s", want.text, wanted, quoted(names))})
	}
	return out
}

// table reads a table on each of its sheets.
func (x *extraction) table(i int, t *table, names []string) {
	labels := map[*measure]bool{}
	if len(names) == 0 {
		return
	}
	whole := true
	for _, name := range names {
		if t.records != nil {
			whole = x.records(t, name) && whole
			continue
		}
		p, err := x.pages.page(name)
		if err != nil {
			x.refused(name, err)
			whole = false
			continue
		}
		c, ok := x.columns(t, p)
		if !ok {
			whole = false
			continue
		}
		shape := shapeOf(i, t, p, c)
		x.shape = append(x.shape, shape)
		w := &walk{x: x, t: t, p: p, c: c, labels: labels, sums: newSums(), shape: shape}
		if !w.fixedPeriod() || !w.sheetUnit() {
			whole = false
			continue
		}
		w.rows()
	}
	if !whole {
		return
	}
	for _, m := range t.series.all {
		if t.series.column != "" && !labels[m] && !m.optional {
			x.add(kpi.Problem{
				Sheet: names[0], Code: "missing-series", Severity: kpi.Warning,
				Message: fmt.Sprintf("want rows of %q, found none: nothing new for %s", m.label, m.series),
			})
		}
	}
}

// Check says which series and areas of the layout the plan does not know, each with its line.
func (l *Layout) Check(plan *kpi.Plan) kpi.Problems {
	var out kpi.Problems
	ids := seriesIDs(plan)
	complain := func(at place, code, format string, args ...any) {
		out = append(out, kpi.Problem{File: l.File, Line: at.line, Column: at.column, Code: code, Message: fmt.Sprintf(format, args...)})
	}
	for _, t := range l.tables {
		for _, m := range t.series.all {
			if _, _, ok := plan.Series(m.series); !ok {
				complain(m.at, "unknown-series", "want a series of the plan's sources, found %q%s", m.series, kpi.DidYouMean(string(m.series), ids))
			}
		}
		if code := t.area.fixed; code != "" {
			if _, ok := areaByCode(plan, string(code)); !ok {
				complain(t.area.at, "unknown-area", "want the code of an area of the plan, found %q", code)
			}
		}
	}
	out = distinct(out)
	out.Sort()
	return out
}

// Series lists the series of the plan that the layout can read, each once, in order: those that it names, or, where a
// file names them, all or all that are filled in by hand.
func (l *Layout) Series(plan *kpi.Plan) (ids []kpi.SeriesID, any bool) {
	for _, t := range l.tables {
		if len(t.series.all) == 0 {
			any = any || !t.series.byHand
			for _, s := range plan.Sources {
				for _, i := range s.Series {
					if t.series.byHand && s.Template {
						ids = append(ids, i.ID)
					}
				}
			}
		}
		for _, m := range t.series.all {
			ids = append(ids, m.series)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), any
}

func seriesIDs(plan *kpi.Plan) []string {
	var out []string
	for _, s := range plan.Sources {
		for _, i := range s.Series {
			out = append(out, string(i.ID))
		}
	}
	return out
}
