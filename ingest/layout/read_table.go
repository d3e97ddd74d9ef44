package layout

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

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

// unit reads where the unit stands and what each known one makes of a figure.
func (r *reader) unit(o *object) *unitFrom {
	defer o.close()
	u := &unitFrom{}
	c, inCell := o.get("cell")
	f, inColumn := o.get("column")
	switch {
	case inCell == inColumn:
		r.complain(o.at, "conflict", `want one of "cell" and "column" in unit: where it stands`)
	case inCell:
		u.row, u.col = r.cell(c)
	default:
		u.column = r.text(f)
	}
	if f, ok := o.need("words"); ok {
		fields, _ := r.fieldsOf(f.value, "words")
		for _, f := range fields {
			s, _ := scalar(f.value)
			n, _, ok := parseNumber(s)
			if !ok || n <= 0 {
				r.complain(placeOf(f.value), "wrong-kind", "want the number by which a figure in %q is multiplied, such as 1000, found %s", f.key, describe(f.value))
			} else if !u.words.add(f.key, n) {
				r.complain(f.at, "repeated-label", "want each word once, found %q again", f.key)
			}
		}
	}
	return u
}

func (r *reader) besideRule(o *object) besideRule {
	defer o.close()
	var b besideRule
	for _, part := range []struct {
		key string
		to  *string
	}{{"with", &b.with}, {"want", &b.want}, {"or", &b.or}} {
		if f, ok := o.need(part.key); ok {
			*part.to = r.text(f)
		}
	}
	return b
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

var roles = []string{"force", "council", "comparator", "region", "country"}

func (r *reader) area(o *object) areaFrom {
	defer o.close()
	a := areaFrom{outside: map[string]string{}}
	for _, part := range []struct {
		key string
		to  *[]string
	}{{"code", &a.code}, {"name", &a.name}} {
		if f, ok := o.get(part.key); ok {
			for _, i := range r.texts(f) {
				*part.to = append(*part.to, i.text)
			}
		}
	}
	if f, ok := o.get("code optional"); ok {
		if a.codeOptional = r.flag(f); a.codeOptional && (len(a.code) == 0 || len(a.name) == 0) {
			r.complain(f.at, "conflict", `want "code optional" beside code and name: where there is no code the name must do`)
		}
	}
	if f, ok := o.get("fixed"); ok {
		a.fixed, a.at = kpi.AreaCode(r.text(f)), placeOf(f.value)
	}
	if (a.fixed != "") == (len(a.code) > 0 || len(a.name) > 0) {
		r.complain(o.at, "conflict", "want the column of the area's code, of its name or both, or fixed (one area for all rows) in area")
	}
	r.areaNames(o, &a)
	words := []string{keepArea, ignoreArea, errorArea}
	f, ok := o.get("outside")
	if !ok {
		return a
	}
	if _, plain := scalar(f.value); plain {
		a.outside[""] = r.word(f, words...)
		return a
	}
	if by, ok := r.object(f.value, "outside"); ok {
		for _, role := range roles[2:] {
			if f, ok := by.get(role); ok {
				a.outside[role] = r.word(f, words...)
			}
		}
		if f, ok := by.get(elsewhere); ok {
			a.outside[elsewhere] = r.word(f, words[1:]...)
		}
		by.close()
	}
	return a
}

// areaNames reads what tells areas of one name apart.
func (r *reader) areaNames(o *object, a *areaFrom) {
	named := func(key string) []string {
		f, ok := o.get(key)
		if !ok {
			return nil
		}
		if len(a.name) == 0 {
			r.complain(f.at, "conflict", "want %q beside name (the column of the area's name) only", key)
		}
		var out []string
		for _, i := range r.texts(f) {
			if !slices.Contains(roles, i.text) {
				r.complain(i.at, "unknown-word", "want roles of areas (%s), found %q%s", strings.Join(roles, ", "), i.text, kpi.DidYouMean(i.text, roles))
			}
			out = append(out, i.text)
		}
		return out
	}
	a.roles, a.occurrence = named("roles"), named("occurrence")
	if f, ok := o.get("parent"); ok {
		a.parent = r.text(f)
	}
	if f, ok := o.get("heading rows"); ok {
		if a.headings = r.flag(f); a.headings && (len(a.name) == 0 || len(a.code) > 0) {
			r.complain(f.at, "conflict", `want "heading rows" beside name, and no code: the column in which the headings stand`)
		}
	}
	if f, ok := o.get("spelled"); ok {
		for _, i := range r.texts(f) {
			if p := r.patternOf(i, "name"); p != nil {
				a.spelled = append(a.spelled, *p)
			}
		}
	}
}

func (r *reader) rows(o *object) rowRules {
	defer o.close()
	var out rowRules
	if f, ok := o.get("end"); ok {
		for _, i := range r.texts(f) {
			if i.text == "blank row" {
				out.blankEnds = true
			} else if p := r.patternOf(i); p != nil {
				out.end = append(out.end, *p)
			}
		}
	}
	if f, ok := o.get("ignore"); ok {
		out.ignore = r.patterns(f)
	}
	if f, ok := o.get("only"); ok {
		out.only = r.patterns(f)
	}
	if f, ok := o.get("carry down"); ok {
		for _, i := range r.texts(f) {
			out.carry = append(out.carry, i.text)
		}
	}
	if f, ok := o.get("blank value"); ok {
		out.skipBlank = r.word(f, "missing", "ignore") == "ignore"
	}
	if f, ok := o.get("unassigned"); ok {
		out.unassigned = r.patterns(f)
	}
	if f, ok := o.get("totals"); ok {
		fields, _ := r.fieldsOf(f.value, "totals")
		for _, f := range fields {
			out.totals = append(out.totals, r.total(f))
		}
	}
	return out
}

func (r *reader) total(f field) totalRule {
	var t totalRule
	if p := r.patternOf(item{f.key, f.at}); p != nil {
		t.text = *p
	}
	o, ok := r.object(f.value, "a total")
	if !ok {
		return t
	}
	defer o.close()
	if f, ok := o.get("sum of"); ok {
		for _, i := range r.texts(f) {
			if !slices.Contains(roles, i.text) {
				r.complain(i.at, "unknown-word", "want roles of areas (%s), found %q%s", strings.Join(roles, ", "), i.text, kpi.DidYouMean(i.text, roles))
			}
			t.sumOf = append(t.sumOf, i.text)
		}
	}
	if f, ok := o.get("same as"); ok {
		t.sameAs = r.word(f, roles...)
	}
	if f, ok := o.get("exact"); ok {
		t.exact = r.flag(f)
	}
	return t
}
