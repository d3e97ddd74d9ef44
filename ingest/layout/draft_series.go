package layout

import (
	"fmt"
	"regexp"
	"strings"

	"planwatch/kpi"
)

// newSource is the id of the source that a draft makes up for series that the plan does not have.
const newSource = "new-source"

// namer finds a series for each measure of a file: the plan's nearest, else one that is made up. No series is given
// twice, because two columns of one series would say two things of one period.
type namer struct {
	plan   *kpi.Plan
	prefer kpi.SourceID // of the table that is being drafted
	used   map[kpi.SeriesID]bool
	made   []kpi.SeriesInfo
	words  map[string]map[string]bool
}

func newNamer(plan *kpi.Plan) *namer {
	return &namer{plan: plan, used: map[kpi.SeriesID]bool{}, words: map[string]map[string]bool{}}
}

// nearEnough is how like the words of a header and of a series must be for the series to be taken.
const nearEnough = 0.7

// series gives the series for a measure, and why.
func (n *namer) series(name, about string, whole bool) (kpi.SeriesID, string) {
	best, how, score := n.nearest(name, whole)
	if score >= nearEnough {
		n.used[best] = true
		return best, fmt.Sprintf("CHECK: its words are %d%% those of %s", int(score*100), how)
	}
	base := slug(name)
	if base == "" {
		base = "value"
	}
	if s := slug(about); s != "" && (len(base) < 3 || n.used[kpi.SeriesID(newSource+"."+base)]) {
		base = s + "-" + base
	}
	id := kpi.SeriesID(newSource + "." + base)
	for i := 2; n.used[id]; i++ {
		id = kpi.SeriesID(fmt.Sprintf("%s.%s-%d", newSource, base, i))
	}
	n.used[id] = true
	n.made = append(n.made, kpi.SeriesInfo{ID: id, Name: plainText(name)})
	why := "made up: no series of the plan is called so"
	if score > 0.4 {
		why += fmt.Sprintf("; the nearest is %s, %s (%d%%)", best, how, int(score*100))
	}
	return id, why
}

// nearest is the series that is most like a name: of the source that the table is most like before others, of published
// sources before a force's, and of both before illustrative ones. Figures that are entered by hand have a return of
// their own, and what is not whole is no count.
func (n *namer) nearest(name string, whole bool) (best kpi.SeriesID, how string, score float64) {
	words := n.tokens(name)
	most := 0.0
	for _, source := range n.plan.Sources {
		if source.Template {
			continue
		}
		for _, s := range source.Series {
			like := likeness(words, n.tokens(seriesName(s)))
			if like == 0 || n.used[s.ID] || len(n.plan.Use(s.ID).Words) > 0 || !whole && counts(s.Unit) {
				continue
			}
			rank := like - 0.01*float64(source.Provenance)
			if source.ID == n.prefer {
				rank += 0.2
			}
			if source.Provenance == kpi.IllustrativeFigures && like < 0.9 {
				rank -= 0.5
			}
			if rank > most {
				best, score, most = s.ID, like, rank
				how = fmt.Sprintf("%q of %s", s.Name, source.Name)
			}
		}
	}
	return best, how, score
}

// seriesName is what a series is called, if by nothing else then by its id.
func seriesName(s kpi.SeriesInfo) string {
	if s.Name != "" {
		return s.Name
	}
	_, id, _ := strings.Cut(string(s.ID), ".")
	return strings.ReplaceAll(id, "-", " ")
}

// tokens are the words of a name, kept: each name is compared with many.
func (n *namer) tokens(name string) map[string]bool {
	if _, known := n.words[name]; !known {
		n.words[name] = tokens(name)
	}
	return n.words[name]
}

// likeness compares the words of a measure with those of a series' name. What one excludes and the other does not is
// another thing, however alike the rest: "Non-residential burglary" is not "Residential burglary".
func likeness(words, of map[string]bool) float64 {
	for w := range turning {
		if words[w] != of[w] {
			return 0.5 * overlap(words, of)
		}
	}
	return overlap(words, of)
}

var turning = map[string]bool{"non": true, "not": true, "without": true, "excluding": true, "except": true, "other": true, "change": true, "rate": true}

// counts says whether a unit is of things that are counted.
func counts(unit string) bool {
	for _, part := range []string{"%", "per ", "£", "full-time", "rate", "hour", "day", "number"} {
		if strings.Contains(unit, part) {
			return false
		}
	}
	return unit != ""
}

// choose finds the source that a table is most like: by its measures, and by what the file and the title say.
func (n *namer) choose(measures []string, about string) {
	n.prefer = ""
	most := 0.0
	said := tokens(strings.NewReplacer("-", " ", "_", " ").Replace(about))
	for _, source := range n.plan.Sources {
		if source.Template {
			continue
		}
		score := 3 * overlap(said, tokens(strings.ReplaceAll(string(source.ID), "-", " ")+" "+source.Name)) / float64(source.Provenance)
		for _, m := range measures {
			best := 0.0
			for _, s := range source.Series {
				best = max(best, likeness(n.tokens(m), n.tokens(seriesName(s))))
			}
			if best >= nearEnough {
				score += best / float64(source.Provenance)
			}
		}
		if score > most {
			n.prefer, most = source.ID, score
		}
	}
}

var (
	wordsOfText = regexp.MustCompile(`[\p{L}\p{N}]+`)
	smallWords  = map[string]bool{
		"the": true, "of": true, "and": true, "a": true, "an": true, "by": true, "in": true, "to": true, "for": true, "or": true, "no": true, "number": true,
		"offs": true, "all": true, "table": true, "csv": true, "xlsx": true,
	}
)

// tokens are the words of a name that count: without small ones, plural endings and numbers in front.
func tokens(name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range wordsOfText.FindAllString(unglued(fold(name)), -1) {
		if smallWords[w] || strings.Trim(w, "0123456789") == "" {
			continue
		}
		switch {
		case len(w) > 4 && strings.HasSuffix(w, "ies"):
			w = strings.TrimSuffix(w, "ies") + "y"
		case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
			w = strings.TrimSuffix(w, "s")
		}
		out[w] = true
	}
	return out
}

// overlap is how much of two sets of words is common: 1 when all is (Dice's coefficient).
func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// draftMeasure is one measure of a table.
type draftMeasure struct {
	label    string
	id       kpi.SeriesID
	why      string
	whole    bool
	negative bool
}

// measureOf finds the series of a measure that some columns hold.
func (n *namer) measureOf(label, about string, of ...*profile) draftMeasure {
	m := draftMeasure{label: label, whole: true}
	for _, f := range of {
		m.whole = m.whole && f.whole == f.figures && f.figures > 0
		m.negative = m.negative || f.below0 > 0 && f.minus1 != f.below0
	}
	name := label
	if name == "" {
		name = about
	}
	m.id, m.why = n.series(name, about, m.whole)
	return m
}

// writeMeasures writes label: series lines; what all measures share is said once.
func writeMeasures(w *draftWriter, indent int, key string, list []draftMeasure) {
	count, negative := len(list) > 0, len(list) > 0
	for _, m := range list {
		count, negative = count && m.whole, negative && m.negative
	}
	if count {
		w.line(indent, "count: true", "every figure is a whole number")
	}
	if negative {
		w.line(indent, "may be negative: true", "some figures are below 0")
	}
	if key == "fixed" {
		w.line(indent, "fixed: "+string(list[0].id), "%s", list[0].why)
		return
	}
	w.line(indent, key+":", "")
	for _, m := range list {
		if m.negative == negative && (m.whole == count || !m.whole) {
			w.line(indent+1, yamlText(m.label)+": "+string(m.id), "%s", m.why)
			continue
		}
		w.line(indent+1, yamlText(m.label)+":", "")
		w.line(indent+2, "series: "+string(m.id), "%s", m.why)
		if m.whole && !count {
			w.line(indent+2, "count: true", "every figure is a whole number")
		}
		if m.negative && !negative {
			w.line(indent+2, "may be negative: true", "some figures are below 0")
		}
	}
}
