package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"planwatch/kpi"
)

// thisArea is the code that a draft makes up for the area of a file that names none, for a plan without any.
const thisArea kpi.AreaCode = "X-AREA"

// draftArea is where a draft takes the areas from.
type draftArea struct {
	code, name string
	fixed      kpi.Area
	why        string
	occurrence []string
	outside    map[string]string
	unknown    []string // names that the plan does not know
	missing    []kpi.Area
}

// areas decides where the areas come from.
func (s *sketch) areas(title string) draftArea {
	a := draftArea{outside: map[string]string{}}
	code, name := s.one(codePart), s.one(namePart)
	if code == nil && name == nil {
		a.fixed, a.why = s.fixedArea(title)
		return a
	}
	main := name
	if code != nil {
		a.code, main = code.name, code
	}
	if name != nil {
		a.name = name.name
	}
	a.why = fmt.Sprintf("%d of %d cells are areas of the plan", main.known, main.filled)
	s.outside(&a, code, name)
	if code == nil {
		s.sharedNames(&a, name)
	}
	if main.share(main.known) < 0.3 && len(a.unknown) > 0 {
		a.why += "; those that it lacks are at the end of this file"
		s.suggestAreas(&a, code != nil)
	}
	return a
}

// fixedArea is the area of a table that names none: the one that a title speaks of, else the plan's own force.
func (s *sketch) fixedArea(title string) (kpi.Area, string) {
	text := " " + fold(title) + " "
	var best kpi.Area
	for _, a := range s.plan.Areas {
		if strings.Contains(text, " "+fold(a.Name)+" ") && len(a.Name) > len(best.Name) {
			best = a
		}
	}
	if best.Code != "" {
		if named, ok := s.plan.AreaNamed(best.Name); ok {
			best = named
		}
		return best, fmt.Sprintf("CHECK: no column of areas; the sheet speaks of %s", best.Name)
	}
	for _, a := range s.plan.Areas {
		if a.Code == s.plan.Area || s.plan.Area == "" && a.Role == "force" {
			return a, fmt.Sprintf("CHECK: nothing says the area; %s is a guess because it is the plan's own", a.Name)
		}
	}
	return kpi.Area{Code: thisArea, Name: "The area of this file", Role: "comparator"}, "CHECK: nothing says the area, and the plan has none"
}

// outside notes which roles the areas of a table have, and which names the plan does not know.
func (s *sketch) outside(a *draftArea, code, name *profile) {
	seen := map[string]bool{}
	for row := s.first; row <= s.last; row++ {
		text := ""
		if code != nil {
			text = s.p.text(row, code.col)
		}
		found, ok := areaByCode(s.plan, text)
		if text == "" && name != nil {
			text = s.p.text(row, name.col)
			found, ok = areaByName(s.plan, text)
		}
		if text == "" && s.carried(name) {
			continue
		}
		if text == "" {
			text = s.p.first(row, 1, s.columns)
			found, ok = kpi.Area{}, false
			if isFigure(s.p.cell(row, 1)) && text != "" {
				text = ""
			}
		}
		switch {
		case text == "" || seen[text]:
		case !ok && code != nil && onsCode.MatchString(text) && code.known > 0:
			a.outside[elsewhere] = ignoreArea
		case !ok:
			a.unknown = append(a.unknown, text)
		case found.Role == "comparator":
			a.outside[found.Role] = keepArea
		case found.Role == "region" || found.Role == "country":
			a.outside[found.Role] = ignoreArea
			if code == nil && name != nil && name.share(name.known) < 0.3 {
				a.outside[found.Role] = keepArea
			}
		}
		seen[text] = true
	}
}

// carried says whether names stand in the first row of several only.
func (s *sketch) carried(name *profile) bool {
	rows := s.last - s.first + 1
	return name != nil && s.one(codePart) == nil && name.filled*2 <= rows && name.filled < rows
}

// sharedNames finds out which of the areas that share a name comes first: a region has larger figures than its force.
func (s *sketch) sharedNames(a *draftArea, name *profile) {
	rows := map[string][]int{}
	for row := s.first; row <= s.last; row++ {
		text := s.p.text(row, name.col)
		_, force := areaByName(s.plan, text, "force", "comparator")
		_, region := areaByName(s.plan, text, "region", "country")
		if force && region {
			rows[fold(text)] = append(rows[fold(text)], row)
		}
	}
	for _, at := range rows {
		if len(at) != 2 {
			continue
		}
		a.occurrence = []string{"region", "force"}
		if s.rowSum(at[0]) < s.rowSum(at[1]) {
			a.occurrence = []string{"force", "region"}
		}
	}
	if len(a.occurrence) > 0 {
		a.outside["region"] = ignoreArea
	}
}

// rowSum adds up the figures of a row that are not below 0.
func (s *sketch) rowSum(row int) (sum float64) {
	for _, f := range s.playing(figurePart) {
		if c := s.p.cell(row, f.col); c.Number > 0 {
			sum += c.Number
		}
	}
	return sum
}

// mostSuggested is how many areas a draft suggests for the plan.
const mostSuggested = 500

// suggestAreas makes areas of the names or codes that the plan does not know, but for totals.
func (s *sketch) suggestAreas(a *draftArea, byCode bool) {
	var left []string
	used := map[string]bool{}
	for _, text := range a.unknown {
		id := strings.ToUpper(slug(text))
		if likeTotal(text) || id == "" || used[id] || len(a.missing) >= mostSuggested {
			left = append(left, text)
			continue
		}
		used[id] = true
		area := kpi.Area{Code: kpi.AreaCode("X-" + id), Name: withoutNotes(text), Role: "comparator"}
		if onsCode.MatchString(text) {
			area.Code = kpi.AreaCode(text)
		} else if byCode {
			area.Aliases = []string{text}
		}
		a.missing = append(a.missing, area)
	}
	a.unknown = left
	if len(a.missing) > 0 {
		a.outside["comparator"] = keepArea
		delete(a.outside, elsewhere)
	}
}

var totalName = regexp.MustCompile(`(?i)^\W*(sub-?)?(grand )?(total|totals|all|overall|england|wales|united kingdom|uk|great britain|national|unassigned|unknown|not known|average|sum)\b`)

// likeTotal says whether a row's name is that of a total.
func likeTotal(name string) bool { return totalName.MatchString(name) }

var placeWords = regexp.MustCompile(`(?i)\b(city|metropolitan|county|district|borough|unitary|police|constabulary|council|of|mbc|cc|mdc)\b`)

// headArea finds the area that a column's header speaks of: "Birmingham City Council".
func (s *sketch) headArea(f *profile) (kpi.Area, bool) {
	if a, ok := s.area(f.name); ok {
		return a, true
	}
	return areaByName(s.plan, strings.Join(strings.Fields(placeWords.ReplaceAllString(f.name, " ")), " "))
}

// areasAcross gives the columns of figures that are of an area each; nil unless there are several.
func (s *sketch) areasAcross() map[*profile]kpi.Area {
	out := map[*profile]kpi.Area{}
	var codes []kpi.AreaCode
	for _, f := range s.playing(figurePart) {
		if a, ok := s.headArea(f); ok && f.name != "" && !slices.Contains(codes, a.Code) {
			out[f], codes = a, append(codes, a.Code)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func (a draftArea) write(w *draftWriter, indent int) {
	w.line(indent, "area:", "")
	if a.fixed.Code != "" {
		w.line(indent+1, "fixed: "+yamlText(string(a.fixed.Code)), "%s", a.why)
		return
	}
	why := a.why
	if a.code != "" {
		w.line(indent+1, "code: "+yamlText(a.code), "%s", why)
		why = "beside a code it must not be another area's"
	}
	if a.name != "" {
		w.line(indent+1, "name: "+yamlText(a.name), "%s", why)
	}
	if len(a.occurrence) > 0 {
		w.line(indent+1, "occurrence: "+yamlList(a.occurrence), "areas share a name; the row with the larger figures is taken for the region's")
	}
	if len(a.outside) == 0 {
		return
	}
	w.line(indent+1, "outside:", "")
	for _, role := range append(slices.Clone(roles[2:]), elsewhere) {
		switch word := a.outside[role]; {
		case word == "":
		case role == elsewhere:
			w.line(indent+2, role+": "+word, "codes of areas that the plan does not list are left out")
		case word == ignoreArea:
			w.line(indent+2, role+": "+word, "rows of a %s are left out; comparator keeps them", role)
		default:
			w.line(indent+2, role+": "+word, "rows of a %s are kept", role)
		}
	}
}
