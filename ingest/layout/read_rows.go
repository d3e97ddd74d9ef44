package layout

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

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
