package layout

import (
	"slices"
	"strings"

	"planwatch/kpi"
)

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
