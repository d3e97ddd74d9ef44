package layout

import (
	"fmt"
	"path/filepath"
	"slices"

	"planwatch/kpi"
)

// Drift says what moved in a file since a layout last fitted its kind, and offers the layout with these changes. It is
// never applied by itself: that a header which is like another means the same is for a person to say.
type Drift struct {
	Layout string   `json:"layout"` // the nearest
	Met    int      `json:"met"`    // per cent of what it names that the file has
	Seen   bool     `json:"seen"`   // a return was loaded with it before, so that what moved is known
	Moved  []string `json:"moved"`  // in words
	Diff   string   `json:"diff"`   // of the layout's file; "" when nothing is offered
	Then   string   `json:"then"`   // what becomes of the file with the changed layout
}

// structural are the problems that say that a file is of another shape, and not that a figure in it is wrong.
var structural = []string{
	"no-layout", "missing-sheet", "missing-header", "ambiguous-header", "missing-series", "unknown-series", "not-a-period", "no-period", "unread-column",
}

// Structural says whether problems are about where things stand.
func Structural(problems kpi.Problems) bool {
	return slices.ContainsFunc(problems, func(p kpi.Problem) bool { return slices.Contains(structural, p.Code) })
}

// leastMet is how much of a layout a file must have for it to be called one of its kind that has drifted, in per cent.
const leastMet = 40

// FindDrift says what moved in a file that no layout reads: of the layout that was meant for it, or, where that is nil,
// of the nearest. shapes are where things stood the last time each layout fitted, by its name. It is nil when the file
// is like nothing that is known, or nothing moved.
func FindDrift(pages *Pages, meant *Layout, layouts []*Layout, shapes map[string]*Shape, plan *kpi.Plan) *Drift {
	met := 100
	if meant == nil {
		meant, met = nearestLayout(pages, layouts)
	} else {
		met = meant.met(pages)
	}
	if meant == nil || met < leastMet {
		return nil
	}
	d := &drifting{pages: pages, l: meant, shape: shapes[meant.Name], edits: newEdits()}
	for i, t := range meant.tables {
		d.table(i, t)
	}
	d.conditions()
	if len(d.moved) == 0 {
		return nil
	}
	out := &Drift{Layout: meant.Name, Met: met, Seen: d.shape != nil, Moved: d.moved}
	changed := d.edits.apply(meant.text)
	if changed != string(meant.text) {
		out.Diff = unifiedDiff(meant.fileName(), string(meant.text), changed)
		out.Then = then(pages, changed, plan)
	}
	return out
}

// then says what becomes of the file with the changed layout.
func then(pages *Pages, changed string, plan *kpi.Plan) string {
	l, problems := Read("changed.yaml", []byte(changed))
	if l == nil {
		return "The changed layout does not parse: " + problems[0].Message + "."
	}
	if wants := l.Match(pages); len(wants) > 0 {
		return "With these changes the layout does not fit yet: it wants " + wants[0] + "."
	}
	r := l.Extract(pages, plan)
	if errs := r.Problems.Errors(); len(errs) > 0 {
		return fmt.Sprintf("With these changes %s left, the first: %s", countWords(len(errs), "problem is", "problems are"), errs[0].Message)
	}
	return fmt.Sprintf("With these changes the file loads: %s.", countWords(len(r.Observations), "figure", "figures"))
}

func countWords(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// nearestLayout is the layout of which a file has most.
func nearestLayout(pages *Pages, layouts []*Layout) (best *Layout, most int) {
	for _, l := range layouts {
		if met := l.met(pages); met > most || met == most && best != nil && l.Name < best.Name {
			best, most = l, met
		}
	}
	return best, most
}

// met is how much of what a layout names a file has, in per cent: sheets, and headers on any sheet.
func (l *Layout) met(pages *Pages) int {
	n, have := 0, 0
	for _, t := range l.tables {
		for _, s := range t.sheets {
			if s.text == "csv" || s.text == "parquet" {
				continue // every such file has it
			}
			n++
			if len(pages.matching(s)) > 0 {
				have++
			}
		}
		wanted := t.wanted()
		for _, c := range l.fits {
			for _, h := range c.has {
				if !slices.Contains(wanted, h) {
					wanted = append(wanted, h)
				}
			}
		}
		n += len(wanted)
		best := 0
		for _, name := range pages.names() {
			if p, err := pages.head(name); err == nil {
				_, found := t.bestRow(p, wanted)
				best = max(best, found)
			}
		}
		have += best
	}
	if n == 0 {
		return 0
	}
	return 100 * have / n
}

// wanted lists the headers that a table names.
func (t *table) wanted() []string {
	out := t.columns()
	if t.series.isAcross {
		for _, m := range t.series.all {
			if !m.optional {
				out = append(out, m.label)
			}
		}
	}
	for _, h := range t.header.has {
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// bestRow is the row that is most like a table's header, with how many of its texts it has.
func (t *table) bestRow(p *page, wanted []string) (best, most int) {
	for row := 1; row <= min(p.rows, depth); row++ {
		if p.first(row, 1, p.columns) == "" {
			continue
		}
		said := map[string]bool{} // every way to name a column of the row
		for _, l := range headerLevels(t, p, row) {
			for _, tail := range tails(l) {
				f := fold(tail)
				said[f], said[unglued(f)] = true, true
			}
		}
		n := 0
		for _, name := range wanted {
			if said[fold(name)] {
				n++
			}
		}
		if n > most {
			best, most = row, n
		}
	}
	return best, most
}

func (l *Layout) fileName() string {
	if l.File != "" {
		return filepath.Base(l.File)
	}
	return l.Name + ".yaml"
}
