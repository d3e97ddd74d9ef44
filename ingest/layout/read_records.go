package layout

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// records reads that rows are records, and what is made of them.
func (r *reader) records(o *object) *recordsFrom {
	defer o.close()
	out := &recordsFrom{}
	f, sums := o.get("sum")
	if sums {
		out.sum = r.text(f)
	}
	c, counts := o.get("count")
	if counts && !r.flag(c) {
		counts = false
	}
	if sums == counts {
		r.complain(o.at, "conflict", `want one of "count: true" (each row counts as one) or "sum" (a column to add up) in records`)
	}
	if f, ok := o.get("only"); ok {
		out.only = r.filters(f)
	}
	if f, ok := o.get("by"); ok {
		fields, _ := r.fieldsOf(f.value, "by")
		for _, f := range fields {
			if strings.ContainsAny(f.key, "=;") {
				r.complain(f.at, "bad-text", "want a name without = and ;, found %q", f.key)
			}
			out.by = append(out.by, part{strings.TrimSpace(f.key), r.text(f)})
		}
	}
	return out
}

// ofFigures complains about parts of a table that only rows of figures have: in a record they would mean something else, or
// be passed over without a word. A total would be counted among what it is the total of.
func (r *reader) ofFigures(at place, t *table) {
	for _, part := range []struct {
		there bool
		key   string
	}{
		{len(t.rows.totals) > 0, `"totals" in rows`},
		{len(t.rows.unassigned) > 0, `"unassigned" in rows`},
		{t.period.yearRows, `"year rows" in period`},
		{t.area.headings, `"heading rows" in area`},
		{len(t.area.occurrence) > 0, `"occurrence" in area`},
		{t.status != nil && t.status.next, `"next" in status`},
		{t.transcribed != nil, `"transcribed"`},
	} {
		if part.there {
			r.complain(at, "conflict", "want %s in a table of figures, found it in one of records, each of which stands for itself", part.key)
		}
	}
}

// where reads series: filters lines.
func (r *reader) where(f field, s *seriesFrom) {
	fields, ok := r.fieldsOf(f.value, f.key)
	if ok && len(fields) == 0 {
		r.complain(placeOf(f.value), "missing-key", "want at least one series: filters line in %q, found none", f.key)
	}
	for _, f := range fields {
		m := s.defaults
		m.label, m.at = f.key, f.at
		r.seriesID(&m, f.key, f.at)
		x := recordSeries{m: &m}
		if text, plain := scalar(f.value); !plain || text != "all" {
			x.filters = r.filters(f)
		}
		s.where, s.all = append(s.where, x), append(s.all, &m)
	}
}

// filters reads column: value, column: [values] and column: {not: values}.
func (r *reader) filters(f field) []*filter {
	fields, _ := r.fieldsOf(f.value, "filters")
	var out []*filter
	for _, f := range fields {
		x := &filter{column: strings.TrimSpace(f.key)}
		if _, isMapping := f.value.(*ast.MappingNode); isMapping {
			o, _ := r.object(f.value, "a filter")
			if n, ok := o.need("not"); ok {
				x.not, f = true, n
			}
			o.close()
		}
		for _, i := range r.texts(f) {
			x.values = append(x.values, i.text)
		}
		out = append(out, x)
	}
	return out
}
