package layout

import "strings"

// tableKeys are the keys of a table that may stand at the top of the file instead and then hold for every table
// without its own.
var tableKeys = []string{
	"header", "area", "period", "series", "value", "rows", "markers", "marks", "status", "transcribed", "nature", "ignore columns",
	"beside", "records",
	"unit", "hidden",
}

// scope is a table with the file around it.
type scope struct{ own, outer *object }

func (s scope) get(key string) (field, bool) {
	if f, ok := s.own.get(key); ok {
		return f, true
	}
	return s.outer.get(key)
}

// object gives a part that is a mapping; false when there is none or it is wrong.
func (s scope) object(key string) (*object, bool) {
	f, ok := s.get(key)
	if !ok {
		return nil, false
	}
	return s.own.r.object(f.value, key)
}

func (s scope) need(key string) (*object, bool) {
	if _, ok := s.get(key); !ok {
		s.own.r.complain(s.own.at, "missing-key", "want the key %q in %s or at the top of the file, found none", key, s.own.what)
		return nil, false
	}
	return s.object(key)
}

func (r *reader) table(s scope) *table {
	defer s.own.close()
	t := &table{outturn: true}
	if f, ok := s.own.need("sheet"); ok {
		for _, i := range r.texts(f) {
			if p := r.patternOf(i); p != nil {
				t.sheets = append(t.sheets, sheetPattern{*p})
			}
		}
	}
	if f, ok := s.own.get("text"); ok {
		t.texts = r.patterns(f)
	}
	if f, ok := s.own.get("without"); ok {
		t.without = r.patterns(f)
	}
	if f, ok := s.own.get("optional"); ok {
		t.optional = r.flag(f)
	}
	if f, ok := s.get("nature"); ok {
		t.outturn = r.nature(f)
	}
	if o, ok := s.object("header"); ok {
		t.header = r.header(o)
	}
	if o, ok := s.need("area"); ok {
		t.area = r.area(o)
	}
	if o, ok := s.need("period"); ok {
		t.period = r.period(o)
	}
	if o, ok := s.need("series"); ok {
		t.series = r.series(o, t.outturn)
	}
	if f, ok := s.get("value"); ok {
		t.value = r.text(f)
	}
	if o, ok := s.object("records"); ok {
		t.records = r.records(o)
		if t.value != "" || len(t.series.where) == 0 {
			r.complain(s.own.at, "conflict", `want "where" in series, and no "value", in a table of records`)
		}
		t.value = t.records.sum
	} else if len(t.series.where) > 0 {
		r.complain(s.own.at, "conflict", `want "records" in a table whose series says "where"`)
	}
	r.tableRest(s, t)
	if t.records != nil {
		r.ofFigures(s.own.at, t)
	}
	r.oneWay(s, t)
	return t
}

// tableRest reads the parts that a table can do without.
func (r *reader) tableRest(s scope, t *table) {
	if o, ok := s.object("rows"); ok {
		t.rows = r.rows(o)
	}
	if f, ok := s.get("markers"); ok {
		t.markers = r.markers(f)
	}
	if f, ok := s.get("marks"); ok {
		t.marks = r.marks(f)
	}
	if o, ok := s.object("status"); ok {
		t.status = r.status(o)
	}
	if o, ok := s.object("transcribed"); ok {
		t.transcribed = r.transcribed(o)
	}
	if f, ok := s.get("ignore columns"); ok {
		t.ignoreColumns = r.patterns(f)
	}
	if o, ok := s.object("unit"); ok {
		t.unit = r.unit(o)
	}
	if f, ok := s.get("hidden"); ok {
		t.skipHidden = r.word(f, "read", "ignore") == "ignore"
	}
	if f, ok := s.get("beside"); ok {
		for _, n := range r.nodes(f, "rules") {
			if o, ok := r.object(n, "a rule of beside"); ok {
				t.beside = append(t.beside, r.besideRule(o))
			}
		}
	}
}

// oneWay checks that it is said once where the values stand, and that the header can be found.
func (r *reader) oneWay(s scope, t *table) {
	var ways []string
	if t.records != nil {
		ways = append(ways, "records")
	} else if t.value != "" {
		ways = append(ways, "value")
	}
	switch {
	case t.period.across && t.series.isAcross: // a column for each measure of each period
		ways = append(ways, "period: across with series: across")
	case t.period.across:
		ways = append(ways, "period: across")
	case t.series.isAcross:
		ways = append(ways, "series: across")
	}
	if len(ways) != 1 {
		found := strings.Join(ways, " and ")
		if found == "" {
			found = "none"
		}
		r.complain(s.own.at, "conflict", "want one of value (a column of values), period: across (a column for each period), "+
			"series: across (a column for each measure) or records in a table, found %s", found)
	}
	if (t.value == "" || t.records != nil) && (t.rows.skipBlank || len(t.beside) > 0) {
		r.complain(s.own.at, "conflict", `want "beside", and "blank value" in rows, in a table with value (a column of values) only`)
	}
	if len(t.header.has) == 0 {
		t.header.has = t.columns()
	}
	if len(t.header.has) == 0 {
		r.complain(s.own.at, "missing-key", `want the key "header" with "has" in a table without any named column, found none`)
	}
}

// columns lists the headers of the columns that have a part to play, but for measures and periods.
func (t *table) columns() []string {
	all := []string{t.area.parent, t.period.column, t.period.first, t.period.last, t.series.column, t.value}
	for _, spellings := range [][]string{t.area.code, t.area.name} {
		if len(spellings) == 1 { // of several, any may stand there
			all = append(all, spellings...)
		}
	}
	if t.status != nil {
		all = append(all, t.status.column)
	}
	if t.transcribed != nil {
		all = append(all, t.transcribed.publisher, t.transcribed.release, t.transcribed.place)
	}
	if t.unit != nil {
		all = append(all, t.unit.column)
	}
	all = append(all, t.rows.carry...)
	all = append(all, t.filterColumns()...)
	all = append(all, holes(t.period.joined)...)
	for _, b := range t.beside {
		all = append(all, b.with, b.want, b.or)
	}
	var out []string
	for _, c := range all {
		if _, letter := letterColumn(c); c != "" && !letter {
			out = append(out, c)
		}
	}
	return out
}

// nature says whether figures of a nature are outturn.
func (r *reader) nature(f field) bool {
	return r.word(f, "outturn", "plan", "budget", "forecast", "proposed") == "outturn"
}

func (r *reader) header(o *object) header {
	defer o.close()
	var h header
	if f, ok := o.get("has"); ok {
		for _, i := range r.texts(f) {
			h.has = append(h.has, i.text)
		}
	}
	if f, ok := o.get("above"); ok {
		h.above = r.count(f)
	}
	if f, ok := o.get("below"); ok {
		h.below = r.count(f)
	}
	if f, ok := o.get("carry right"); ok {
		h.carryRight = r.flag(f)
	}
	if f, ok := o.get("after"); ok {
		h.after = r.pattern(f)
	}
	return h
}

func (r *reader) patterns(f field) []pattern {
	var out []pattern
	for _, i := range r.texts(f) {
		if p := r.patternOf(i); p != nil {
			out = append(out, *p)
		}
	}
	return out
}
