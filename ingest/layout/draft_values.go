package layout

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// guesses are markers that statistics use, with what they mean there for the most part.
var guesses = map[string]string{
	"*": "suppressed", "[c]": "suppressed", "c": "suppressed", "~": "suppressed", "s": "suppressed", "<5": "suppressed", "**": "suppressed",
	"z": "not-applicable", "[z]": "not-applicable", "n/a": "not-applicable", "na": "not-applicable", ".": "not-applicable",
	"..": "missing", "...": "missing", "-": "missing", "x": "missing", "[x]": "missing", ":": "missing", "[u]": "missing", "u": "missing",
}

// likeMarker says whether a text may stand in place of a figure.
func likeMarker(text string) bool {
	if _, known := guesses[markerText(text)]; known {
		return true
	}
	return utf8.RuneCountInString(text) <= 5 || strings.HasPrefix(text, "[") && len(text) < 20
}

// mostMarkers is how many different markers a draft declares.
const mostMarkers = 15

// markers writes the texts that stand in place of figures.
func (s *sketch) markers(w *draftWriter, indent int, in []*profile) {
	var found counted
	minus := 0
	for _, f := range in {
		for _, t := range f.words.list {
			if likeMarker(t) && markerText(t) != "" {
				found.add(markerText(t))
				found.times[markerText(t)] += f.words.times[t] - 1
			}
		}
		if f.minus1 > 0 && f.minus1 == f.below0 {
			minus += f.minus1
		}
	}
	if minus > 0 {
		found.add("-1")
		found.times["-1"] = minus
	}
	if len(found.list) == 0 {
		return
	}
	w.line(indent, "markers:", "")
	for i, t := range found.list {
		if i == mostMarkers {
			w.say(indent+1, "%d more texts stand in place of figures", len(found.list)-i)
			break
		}
		guess, why := guesses[t], "a usual meaning"
		if t == "-" || t == "." || t == ":" {
			why = "CHECK: zero in one publication, a small or missing number in another"
		}
		if guess == "" {
			guess, why = "missing", "CHECK: not a usual marker"
		}
		w.line(indent+1, yamlText(t)+": "+guess, "%s in place of figures; %s", times(found.times[t]), why)
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// marks writes the letters behind figures and periods.
func (s *sketch) marks(w *draftWriter, indent int, in []*profile, heads bool) {
	n := 0
	for _, f := range in {
		n += len2(f.marks)
		if t := (table{}); heads {
			_, _, bare := t.headerPeriod(s.levels[f.col])
			if p, ok := s.headPeriod(s.levels[f.col], s.p.cell(s.p.anchor(s.bottom, f.col))); ok && bare != nil && p.Valid() {
				n++
			}
		}
	}
	if n > 0 {
		w.line(indent, "marks: {p: provisional, r: revised}", "%s a letter behind a figure or period", times(n))
	}
}

// unitWords are units that change what a figure is, by how much it is to be multiplied.
var unitWords = regexp.MustCompile(`(?i)^\W*(£ ?thousands?|£000s?|£ ?'000s?|thousands?|000s|£ ?millions?|£m|millions?)\W*$`)

// unit writes the unit that stands in a cell above the header.
func (s *sketch) unit(w *draftWriter, indent int) {
	for row := 1; row <= s.bottom; row++ {
		for col := 1; col <= s.columns; col++ {
			c := s.p.cell(row, col)
			if blank(c) || !unitWords.MatchString(strings.TrimSpace(c.Text)) || strings.ContainsAny(c.Text, "{}") {
				continue
			}
			by := 1000
			if strings.Contains(strings.ToLower(c.Text), "m") {
				by = 1_000_000
			}
			w.line(indent, "unit:", "CHECK: figures are multiplied by it; where the plan's series are in it already, write 1")
			w.line(indent+1, "cell: "+cellName(row, col), "")
			w.line(indent+1, fmt.Sprintf("words: {%s: %d}", yamlText(c.Text), by), "")
			return
		}
	}
}

// hidden writes what becomes of figures in hidden rows and columns.
func (s *sketch) hidden(w *draftWriter, indent int, in []*profile) {
	n := 0
	for _, f := range in {
		if f.hidden {
			n++
		}
	}
	for row := s.first; row <= s.last && !s.p.grid.Hidden; row++ {
		for _, f := range in {
			if c := s.p.cell(row, f.col); c.Hidden && !f.hidden && !blank(c) {
				n++
				break
			}
		}
	}
	if n > 0 {
		w.line(indent, "hidden: ignore", "CHECK: %d rows or columns of figures are hidden and taken for scratch; read keeps them", n)
	}
}
