package layout

import (
	"fmt"
	"regexp"
	"strings"

	"planwatch/kpi"
)

// areaAnswer is what a row's code and name say about its area.
type areaAnswer struct {
	area          kpi.Area
	skip          bool // an area whose rows the layout ignores
	code, message string
}

// resolve finds the area of a row by its code or, where that is blank or not kept, by its name.
func (x *extraction) resolve(t *table, of areaKey) areaAnswer {
	if t.area.fixed != "" {
		a, ok := areaByCode(x.plan, string(t.area.fixed))
		return areaAnswer{area: a, skip: !ok} // an unknown one is a mistake of the layout, and Check says so
	}
	key := tableArea{t, of}
	if a, ok := x.areas[key]; ok {
		return a
	}
	code := of.code
	a := x.lookUp(of, t.area.roles...)
	if a.message != "" && t.area.outside[elsewhere] == ignoreArea && onsCode.MatchString(strings.TrimSpace(code)) {
		a = areaAnswer{skip: true}
	} else if a.message == "" {
		switch t.area.outsideWord(a.area.Role) {
		case ignoreArea:
			a.skip = true
		case errorArea:
			a.code = "outside-area"
			a.message = fmt.Sprintf("want the force or a council, found %q, a %s; say under outside what is to become of it", a.area.Name, a.area.Role)
		}
	}
	x.areas[key] = a
	return a
}

// onsCode is a code of an area of the United Kingdom; a slip in one is not told from a code that the plan lacks.
var onsCode = regexp.MustCompile(`^[EWSNKJL]\d{8}$`)

// areaKey is what a row says of its area: a code, or a name, which of the areas that share the name is meant, and what
// it lies under.
type areaKey struct{ code, name, role, parent string }

// tableArea is that of a table: another may make something else of the same words.
type tableArea struct {
	t  *table
	of areaKey
}

// bare is the area's own name in what a table writes: "West Midlands" in "West Midlands Police Authority".
func (a areaFrom) bare(written string) string {
	for _, p := range a.spelled {
		if name, ok := p.capture(written); ok {
			return name
		}
	}
	return written
}

// byName finds an area by its name among those of the roles that are allowed.
func (x *extraction) byName(of areaKey, roles []string) (kpi.Area, bool) {
	if of.role != "" {
		roles = []string{of.role}
	}
	if of.parent == "" {
		return areaByName(x.plan, of.name, roles...)
	}
	parent, ok := areaByName(x.plan, of.parent)
	for _, a := range x.plan.Areas {
		if ok && a.Parent == parent.Code && called(&a, of.name) {
			return a, true
		}
	}
	return kpi.Area{}, false
}

func (x *extraction) lookUp(of areaKey, roles ...string) areaAnswer {
	code, name := of.code, of.name
	switch {
	case code == "" && name == "":
		return areaAnswer{code: "no-area", message: "want an area in this row, found none"}
	case code == "":
		if a, ok := x.byName(of, roles); ok {
			return areaAnswer{area: a}
		}
		return areaAnswer{code: "unknown-area", message: fmt.Sprintf("want an area of the plan, found %q%s%s",
			clipped(name), of.further(roles), kpi.DidYouMean(unglued(fold(name)), x.plan.AreaNames()))}
	}
	a, ok := areaByCode(x.plan, code)
	if !ok {
		message := fmt.Sprintf("want the code of an area of the plan, found %q", clipped(code))
		if name != "" {
			message += fmt.Sprintf(" (%s)", clipped(name))
		}
		return areaAnswer{code: "unknown-area", message: message + x.nearestArea(code, name)}
	}
	if other, differs := x.otherArea(a, name); differs {
		return areaAnswer{code: "area-mismatch", message: fmt.Sprintf("want the name of %s, which is %s, found %q, which is %s",
			a.Code, a.Name, clipped(name), other.Code)}
	}
	return areaAnswer{area: a}
}

// further says what more is asked of an area than its name.
func (of areaKey) further(roles []string) string {
	switch {
	case of.role == oneMore:
		return " once more than the layout says under occurrence"
	case of.role != "":
		return ", and no " + of.role + " is called so"
	case of.parent != "":
		return fmt.Sprintf(" under %q", clipped(of.parent))
	case len(roles) > 0:
		return ", and no " + kpi.OneOf(roles) + " is called so"
	}
	return ""
}

// nearestArea suggests an area by name; codes are all near each other.
func (x *extraction) nearestArea(code, name string) string {
	if name == "" {
		name = code
	}
	if a, ok := areaByName(x.plan, name); ok {
		return fmt.Sprintf("; %s is %s", a.Name, a.Code)
	}
	return kpi.DidYouMean(unglued(fold(name)), x.plan.AreaNames())
}

// otherArea says whether a name that stands beside a code is known, but of other areas only. A name that is not known
// at all is no matter: names drift, codes do not.
func (x *extraction) otherArea(a kpi.Area, name string) (kpi.Area, bool) {
	var other *kpi.Area
	for i := range x.plan.Areas {
		b := &x.plan.Areas[i]
		if !called(b, name) {
			continue
		}
		if b.Code == a.Code {
			return kpi.Area{}, false
		}
		if other == nil {
			other = b
		}
	}
	if other == nil {
		return kpi.Area{}, false
	}
	return *other, true
}

func called(a *kpi.Area, name string) bool {
	return name != "" && (sameLabel(name, a.Name) || anyDeclared(name, a.Aliases))
}

func anyDeclared(found string, declared []string) bool {
	for _, d := range declared {
		if sameLabel(found, d) {
			return true
		}
	}
	return false
}

// areaByCode finds an area by its code, or by a code that is one of its aliases: a metropolitan county may have a
// force's boundary and a code of its own.
func areaByCode(plan *kpi.Plan, code string) (kpi.Area, bool) {
	code = strings.TrimSpace(code)
	for _, a := range plan.Areas {
		if strings.EqualFold(string(a.Code), code) {
			return a, true
		}
	}
	for _, a := range plan.Areas {
		if isCode(code) && anyDeclared(code, a.Aliases) {
			return a, true
		}
	}
	return kpi.Area{}, false
}

// isCode says whether a text is a code and not a name: one word with a digit in it.
func isCode(s string) bool { return !strings.Contains(s, " ") && strings.ContainsAny(s, "0123456789") }

// areaByName finds an area by its name, with or without note digits at its end.
func areaByName(plan *kpi.Plan, name string, roles ...string) (kpi.Area, bool) {
	if strings.TrimSpace(name) == "" {
		return kpi.Area{}, false
	}
	if a, ok := plan.AreaNamed(fold(name), roles...); ok {
		return a, true
	}
	return plan.AreaNamed(unglued(fold(name)), roles...)
}
