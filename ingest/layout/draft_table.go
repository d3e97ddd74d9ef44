package layout

import (
	"fmt"
	"slices"
	"strings"

	"planwatch/kpi"
)

// draftTable is one table as a draft describes it.
type draftTable struct {
	s        *sketch
	area     draftArea
	period   draftPeriod
	way      string // "periods", "measures", "value" or "records"
	figures  []*profile
	series   []draftMeasure
	key      string // of series: across, labels, fixed or where
	column   *profile
	value    *profile
	also     string // further words on the way
	carry    []string
	about    string
	by       *profile            // of records: what they may be broken down by
	parts    map[string][]string // of records: the texts of by, by series
	problems kpi.Problems
	read     int
}

// tables drafts the tables of one sheet; each area across has one of its own.
func (s *sketch) tables(n *namer, file string) []*draftTable {
	s.parts()
	about := s.about(file)
	if by := s.areasAcross(); by != nil && s.one(codePart) == nil && s.one(namePart) == nil && s.one(periodPart) != nil {
		return s.tablesByArea(n, by, about, file)
	}
	if s.nobodySaysWhat() {
		return nil
	}
	t := &draftTable{s: s, about: about}
	t.area = s.areas(about + " " + s.preamble())
	var names []string
	for _, f := range append(s.playing(figurePart), s.playing(labelPart)...) {
		names = append(names, f.name)
		if f.plays == labelPart && len(f.texts.list) <= mostLabels {
			names = append(names, f.texts.list...)
		}
	}
	n.choose(names[:min(len(names), 200)], about+" "+file)
	t.choose(n, file)
	return []*draftTable{t}
}

// nobodySaysWhat says whether there are columns of figures and none of them has a header of its own: whoever laid the sheet
// out for print did not make a table of it. To count its rows would be nonsense.
func (s *sketch) nobodySaysWhat() bool {
	figures := s.playing(figurePart)
	named := slices.ContainsFunc(figures, func(f *profile) bool { return f.name != "" })
	return len(figures) > 1 && !named && s.acrossPeriods() == nil
}

// tablesByArea makes a table for each area that stands across.
func (s *sketch) tablesByArea(n *namer, by map[*profile]kpi.Area, about, file string) (out []*draftTable) {
	var m draftMeasure
	for _, f := range s.playing(figurePart) {
		a, ok := by[f]
		if !ok {
			continue
		}
		t := &draftTable{s: s, about: about, way: "measures", key: "across", figures: []*profile{f}}
		t.area = draftArea{fixed: a, why: fmt.Sprintf("the header %q is its name: each area across has a table of its own", f.name)}
		t.setPeriod(file)
		if m.id == "" {
			m = n.measureOf("", about, s.playing(figurePart)...)
		}
		m.label = f.name
		t.series = []draftMeasure{m}
		out = append(out, t)
	}
	return out
}

// about is what the sheet is about: its title, else its name, else the file's.
func (s *sketch) about(file string) string {
	for row := 1; row < s.top; row++ {
		if shown := s.shown(row); len(shown) > 1 && fold(shown[0]) == "title:" {
			return tableNumber(shown[1])
		}
	}
	for row := 1; row < s.top; row++ {
		if shown := s.shown(row); len(shown) > 0 && len(strings.Fields(shown[0])) > 2 {
			return tableNumber(shown[0])
		}
	}
	name := s.p.grid.Name
	if name == "csv" || strings.HasPrefix(strings.ToLower(name), "sheet") || name == "parquet" {
		name = strings.TrimSuffix(file, extension(file))
	}
	return name
}

// tableNumber takes "Table 3:" off a title, and what stands behind its first comma or "by": the rest says how it is cut.
func tableNumber(title string) string {
	if first, rest, ok := strings.Cut(title, ":"); ok && len(strings.Fields(first)) <= 2 && strings.TrimSpace(rest) != "" {
		title = rest
	}
	for _, cut := range []string{" by ", ","} {
		if first, _, ok := strings.Cut(title, cut); ok && len(strings.Fields(first)) > 1 {
			title = first
		}
	}
	return plainText(title)
}

func extension(file string) string {
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		return file[i:]
	}
	return ""
}

// preamble is what stands above the header.
func (s *sketch) preamble() string {
	var out []string
	for row := 1; row < s.top; row++ {
		out = append(out, s.shown(row)...)
	}
	text := strings.Join(out, " ")
	return text[:min(len(text), 4000)]
}

func (t *draftTable) setPeriod(file string) {
	if f := t.s.one(periodPart); f != nil {
		t.period = t.s.columnPeriod(f)
		if f.filled*2 < t.s.last-t.s.first+1 && f.periods > 0 {
			t.carry = append(t.carry, f.name)
		}
		return
	}
	t.period = t.s.fixedPeriod(file)
}

// choose decides how the figures stand.
func (t *draftTable) choose(n *namer, file string) {
	s := t.s
	if name := s.one(namePart); s.carried(name) {
		t.carry = append(t.carry, name.name)
	}
	if across := s.acrossPeriods(); across != nil && s.one(periodPart) == nil {
		t.periodsAcross(n, across)
		return
	}
	t.setPeriod(file)
	t.figures = slices.DeleteFunc(s.playing(figurePart), func(f *profile) bool { return f.name == "" })
	switch {
	case len(t.figures) == 0 || s.days() && s.repeats(s.one(codePart), s.one(namePart), s.one(periodPart)) && len(s.playing(labelPart)) == 0:
		t.records(n, nil)
	case len(t.figures) == 1 && s.repeats(s.one(codePart), s.one(namePart), s.one(periodPart)) && t.hasKey():
		t.valueColumn(n)
	default:
		t.way, t.key = "measures", "across"
		for _, f := range t.figures {
			t.series = append(t.series, n.measureOf(f.name, t.about, f))
		}
	}
}

// days says whether the periods are days, as those of records are.
func (s *sketch) days() bool {
	f := s.one(periodPart)
	return f != nil && f.dates > 0 && s.columnPeriod(f).kind == 0
}

// hasKey says whether rows have something to be told apart by.
func (t *draftTable) hasKey() bool {
	return len(t.s.playing(labelPart)) > 0 || t.s.one(periodPart) != nil || t.s.one(namePart) != nil || t.s.one(codePart) != nil
}

// periodsAcross is a table with a column for each period; a measure may stand across too, or in a column.
func (t *draftTable) periodsAcross(n *namer, across map[*profile]kpi.Period) {
	s := t.s
	t.way = "periods"
	kind, why := s.acrossKind(across)
	t.period = draftPeriod{line: "across: true", why: fmt.Sprintf("%d headers are periods, or dates", len(across)), kind: kind}
	if why != "" {
		t.period.why += "; " + why
	}
	seen := map[kpi.Period]bool{}
	for _, f := range s.cols[1:] {
		if p, ok := across[f]; ok {
			if seen[p] {
				t.also = "CHECK: one period stands over several columns"
			}
			seen[p] = true
			t.period.last = max(t.period.last, p.Last)
			t.figures = append(t.figures, f)
		}
	}
	for _, f := range s.playing(labelPart) {
		if f.name != "" && len(f.texts.list) > 1 && (len(t.carry) > 0 || s.repeats(s.one(codePart), s.one(namePart))) {
			t.labels(n, f)
			return
		}
	}
	t.key = "fixed"
	t.series = []draftMeasure{n.measureOf("", t.about, t.figures...)}
}

// mostLabels is how many measures one column may have in a draft.
const mostLabels = 120

// labels takes a column for that of the measures' names.
func (t *draftTable) labels(n *namer, f *profile) {
	t.key, t.column = "labels", f
	if f.filled*2 < t.s.last-t.s.first+1 {
		t.carry = append(t.carry, f.name)
	}
	seen := map[string]bool{}
	for _, text := range f.texts.list {
		label := withoutNotes(text)
		if seen[fold(label)] || fold(label) == "" || len(t.series) >= mostLabels {
			continue
		}
		seen[fold(label)] = true
		t.series = append(t.series, n.measureOf(label, t.about, t.figures...))
	}
	if len(t.series) == 0 {
		t.key, t.series = "fixed", []draftMeasure{n.measureOf("", t.about, t.figures...)}
	}
}

// valueColumn is a table with one column of figures: its measures stand in a column of labels, or its rows are
// records that are added up.
func (t *draftTable) valueColumn(n *namer) {
	s := t.s
	t.value = t.figures[0]
	t.way = "value"
	for _, f := range s.playing(labelPart) {
		if f.name != "" && len(f.texts.list) <= mostLabels && !s.repeats(s.one(codePart), s.one(namePart), s.one(periodPart), f) {
			t.labels(n, f)
			return
		}
	}
	t.records(n, t.value)
}

// records is a table of which rows are counted, or added up.
func (t *draftTable) records(n *namer, sum *profile) {
	t.way, t.key, t.value = "records", "where", sum
	t.figures = nil
	m := n.measureOf("", t.about)
	m.whole = sum != nil && sum.whole == sum.figures
	t.series = []draftMeasure{m}
	for _, f := range t.s.playing(labelPart) {
		if f.name != "" && len(f.texts.list) > 1 && len(f.texts.list) <= 25 && !strings.ContainsAny(f.name, "=;") {
			t.broken(n, f)
			return
		}
	}
}

// broken looks for series of the plan among the texts of a column; where there are some they are counted too.
func (t *draftTable) broken(n *namer, f *profile) {
	t.by = f
	if t.value == nil {
		return
	}
	t.parts = map[string][]string{}
	for _, text := range f.texts.list {
		id, how, score := n.nearest(text, true)
		if score >= 0.99 {
			n.used[id] = true
			t.parts[string(id)] = []string{text, how}
		}
	}
}
