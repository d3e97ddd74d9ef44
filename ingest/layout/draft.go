package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"planwatch/kpi"
)

// Draft is a first layout for a file that no layout knows: a guess with its reasons, to be read and put right by a
// person. Its YAML always parses. What it names and the plan lacks is in Sources and Areas, and as lines to paste in a
// comment at its end.
type Draft struct {
	YAML     string
	Series   []kpi.SeriesInfo // made up, all of the source new-source
	Areas    []kpi.Area       // that the plan does not list
	Figures  int              // that it reads as it stands, once the plan has these
	Problems kpi.Problems     // errors that it gives as it stands
}

// DraftOptions say what is drafted.
type DraftOptions struct {
	File  string // its name
	Sheet string // only this one; "": all that have a table
}

// mostTables is how many sheets one draft describes.
const mostTables = 40

// NewDraft drafts a layout for a file. The areas and series are those of the plan where they can be told.
func NewDraft(pages *Pages, plan *kpi.Plan, o DraftOptions) Draft {
	d := &drafter{pages: pages, plan: plan, o: o, namer: newNamer(plan)}
	d.sheets()
	for _, t := range d.tables {
		d.addAreas(t.area.missing)
		if t.area.fixed.Code == thisArea {
			d.addAreas([]kpi.Area{t.area.fixed})
		}
	}
	d.findEdition()
	d.try()
	out := Draft{YAML: d.yaml()}
	out.Series, out.Areas = d.namer.made, d.areas
	l, problems := Read("draft.yaml", []byte(out.YAML))
	if l == nil {
		// A text of the file that YAML or a pattern cannot hold: what is left is a layout to be written by hand.
		d.tables = nil
		out.YAML = d.skeleton(problems)
		out.Series, out.Areas = d.namer.made, d.areas
		l, _ = Read("draft.yaml", []byte(out.YAML))
	}
	if l != nil {
		r := l.Extract(pages, d.extended())
		out.Figures, out.Problems = len(r.Observations), r.Problems.Errors()
	}
	return out
}

// drafter drafts one file.
type drafter struct {
	pages   *Pages
	plan    *kpi.Plan
	o       DraftOptions
	namer   *namer
	tables  []*draftTable
	areas   []kpi.Area
	without []string // sheets in which no table was found
	hidden  []string
	edition draftEdition
}

// sheets drafts the tables of every sheet that is not hidden.
func (d *drafter) sheets() {
	for _, name := range d.pages.names() {
		if d.o.Sheet != "" && name != d.o.Sheet {
			continue
		}
		p, whole, err := d.look(name)
		switch {
		case err != nil:
			d.without = append(d.without, name)
			continue
		case p.grid.Hidden && d.o.Sheet == "":
			d.hidden = append(d.hidden, name)
			continue
		}
		s := sketchOf(p, d.plan, whole)
		if s == nil || len(d.tables) >= mostTables || d.o.Sheet == "" && noTable.MatchString(plainText(name)) {
			d.without = append(d.without, name)
			continue
		}
		d.tables = append(d.tables, s.tables(d.namer, d.o.File)...)
	}
}

// noTable is the name of a sheet that lists the others or explains them.
var noTable = regexp.MustCompile(`(?i)^(index|contents?|cover([ _-]?sheet)?|front page|notes?|metadata|definitions|read ?me)$`)

// look reads the rows of a sheet that a draft needs.
func (d *drafter) look(name string) (*page, bool, error) {
	grid, err := d.pages.book.Head(name, draftRows+1)
	if err != nil {
		return nil, false, err
	}
	if grid.Rows > draftRows {
		return newPage(grid), false, nil
	}
	p, err := d.pages.page(name)
	return p, true, err
}

// addAreas notes areas that the plan lacks, each once.
func (d *drafter) addAreas(areas []kpi.Area) {
	for _, a := range areas {
		if !slices.ContainsFunc(d.areas, func(b kpi.Area) bool { return a.Code == b.Code }) {
			d.areas = append(d.areas, a)
		}
	}
}

// extended is the plan with what the draft makes up.
func (d *drafter) extended() *kpi.Plan { return extendedPlan(d.plan, d.namer.made, d.areas) }

func extendedPlan(plan *kpi.Plan, series []kpi.SeriesInfo, areas []kpi.Area) *kpi.Plan {
	out := *plan
	out.Areas = append(slices.Clone(plan.Areas), areas...)
	out.Sources = append(slices.Clone(plan.Sources), kpi.Source{ID: newSource, Name: "New source", Provenance: kpi.PublishedFigures, Series: series})
	return &out
}

// try reads each table by itself. Where some of them load and others do not, the others are written as comments: what
// stands in a draft should load.
func (d *drafter) try() {
	plan := d.extended()
	for _, t := range d.tables {
		l, problems := Read("draft.yaml", []byte(d.alone(t)))
		if l == nil {
			t.problems = problems
			continue
		}
		r := l.Extract(d.pages, plan)
		t.read, t.problems = len(r.Observations), r.Problems.Errors()
		if t.read == 0 && len(t.problems) == 0 {
			t.problems = r.Problems
		}
	}
}

// alone is the draft of one table only.
func (d *drafter) alone(t *draftTable) string {
	w := &draftWriter{}
	w.line(0, "layout: draft", "")
	w.line(0, "fits:", "")
	w.line(1, "- sheet: "+yamlText(sheetText(t.s.p.grid.Name)), "")
	w.line(0, "edition: none", "")
	w.line(0, "tables:", "")
	t.write(w)
	return w.b.String()
}

// good lists the tables that load; when none does, all.
func (d *drafter) good() (good, rest []*draftTable) {
	for _, t := range d.tables {
		if len(t.problems) == 0 && t.read > 0 {
			good = append(good, t)
		} else {
			rest = append(rest, t)
		}
	}
	if len(good) == 0 {
		return d.tables, nil
	}
	return good, rest
}

// skeleton is the layout of a file of which nothing could be told.
func (d *drafter) skeleton(problems kpi.Problems) string {
	d.namer.made = []kpi.SeriesInfo{{ID: newSource + ".value", Name: "Value"}}
	w := &draftWriter{}
	w.say(0, "No table was recognised in %s. This layout parses, and says nothing yet: the description of layouts says what may stand in it.", d.o.File)
	for i, p := range problems {
		if i < 5 {
			w.say(0, "A draft was given up: %s", p.Message)
		}
	}
	w.line(0, "", "")
	w.line(0, "layout: "+d.name(), "")
	w.line(0, "fits:", "")
	w.line(1, "- sheet: \"*\"", "CHECK: any file fits; name a sheet and a text on it")
	w.line(0, "edition: none", "")
	w.line(0, "tables:", "")
	w.line(1, "- sheet: \"*\"", "")
	w.line(2, "header: {has: [Area, Value]}", "CHECK: made up")
	draftArea{}.fixedOf(d).write(w, 2)
	draftPeriod{line: `fixed: "1950"`, why: "CHECK: no period was found; write it here"}.write(w, 2)
	w.line(2, "series: {across: {Value: "+newSource+".value}}", "CHECK: made up")
	d.paste(w)
	return w.b.String()
}

func (a draftArea) fixedOf(d *drafter) draftArea {
	s := &sketch{plan: d.plan}
	a.fixed, a.why = s.fixedArea("")
	if a.fixed.Code == thisArea {
		d.addAreas([]kpi.Area{a.fixed})
	}
	return a
}

// name is the layout's name, made of the file's.
func (d *drafter) name() string {
	if name := slug(strings.TrimSuffix(d.o.File, extension(d.o.File))); name != "" {
		return name
	}
	return "draft"
}

// problemWords says what is wrong with a table, each kind once with its first place.
func problemWords(problems kpi.Problems) (out []string) {
	n := map[string]int{}
	for _, p := range problems {
		n[p.Code]++
	}
	for _, p := range problems {
		if n[p.Code] > 0 {
			more := ""
			if n[p.Code] > 1 {
				more = fmt.Sprintf(" (and %d more of the kind)", n[p.Code]-1)
			}
			place := strings.TrimSpace(strings.Trim(p.Sheet+"!"+p.Cell, "!"))
			out = append(out, clipped(strings.TrimPrefix(place+": "+p.Message, ": "))+more+" ["+p.Code+"]")
			n[p.Code] = 0
		}
	}
	return out[:min(len(out), 6)]
}
