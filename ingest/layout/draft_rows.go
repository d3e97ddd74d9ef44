package layout

import (
	"regexp"
	"slices"
	"strings"

	"planwatch/ingest/sheet"
)

func cellName(row, col int) string { return sheet.CellName(row, col) }

// mostIgnored is how many rows a draft names that are to be left out.
const mostIgnored = 60

// rows writes where the table ends and which rows are left out.
func (s *sketch) rows(w *draftWriter, indent int, a draftArea, d draftPeriod, carry []string) {
	ignore := s.ignored(a, d)
	if len(s.end) == 0 && len(ignore) == 0 && len(carry) == 0 {
		return
	}
	w.line(indent, "rows:", "")
	switch {
	case slices.Contains(s.end, "blank row"):
		w.line(indent+1, "end: blank row", "row %d is blank, and no figures stand below it", s.last+1)
	case len(s.end) > 0:
		w.line(indent+1, "end: "+yamlList(s.end), "the first notes below the figures, which end in row %d", s.last)
	}
	if len(carry) > 0 {
		w.line(indent+1, "carry down: "+yamlList(carry), "it stands in the first row of several only")
	}
	if len(ignore) == 0 {
		return
	}
	w.line(indent+1, "ignore:", "")
	for _, i := range ignore {
		w.line(indent+2, "- "+yamlText(i.text), "%s", i.why)
	}
}

// ignoredRow is a row to leave out.
type ignoredRow struct{ text, why string }

// ignored lists the rows that are no figures of an area.
func (s *sketch) ignored(a draftArea, d draftPeriod) (out []ignoredRow) {
	var seen []string
	add := func(text, why string) {
		text = patternText(text)
		if fold(text) == "" || slices.Contains(seen, fold(text)) || len(out) >= mostIgnored || text == "blank row" {
			return
		}
		seen = append(seen, fold(text))
		out = append(out, ignoredRow{text, why})
	}
	for _, t := range s.between {
		add(t, "a row under the header that holds no figures")
	}
	for _, t := range a.unknown {
		if likeTotal(t) {
			add(t, "a total: to check the rows above with it, see totals in the description of layouts")
		} else {
			add(t, "CHECK: no area of the plan")
		}
	}
	for _, t := range d.bad {
		add(t, "no period stands in its place")
	}
	return out
}

// datedWords are words of a header that the next edition will have otherwise.
var datedWords = regexp.MustCompile(`(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- '’]*(?:19|20)?\d\d\b|\b(?:19|20)\d\d(?:[-/]\d{2,4})?\b`)

// meansOne says whether a pattern fits one of the columns that are read.
func (s *sketch) meansOne(text string, read []*profile) bool {
	p, wrong := newPattern(text)
	if wrong != "" {
		return true
	}
	for _, f := range read {
		for _, tail := range tails(s.levels[f.col]) {
			if p.fits(tail) {
				return true
			}
		}
	}
	return false
}

// ignoredColumns lists the columns that hold numbers and are not read.
func (s *sketch) ignoredColumns(read []*profile) (out []string) {
	taken := map[int]bool{}
	for _, f := range read {
		taken[f.col] = true
	}
	for _, f := range s.cols[1:] {
		if f.figures == 0 || taken[f.col] || f.plays != figurePart && f.plays != idPart {
			continue
		}
		if name := patternText(strings.Join(s.levels[f.col], " / ")); name != "" && fold(name) == fold(strings.Join(s.levels[f.col], " / ")) {
			if loose := datedWords.ReplaceAllString(name, "*"); !s.meansOne(loose, read) {
				name = loose
			}
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
