package layout

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// draftPeriod is where a draft takes the periods from.
type draftPeriod struct {
	line string // the line of YAML that says where
	why  string
	kind kpi.PeriodKind
	bad  []string // texts of the column that are no periods
	more []string // further lines
	last kpi.Date // of what could be read
}

// draftMarks are the marks that a draft looks for.
var draftMarks = marks{{"p", kpi.Provisional}, {"r", kpi.Revised}}

// acrossPeriods reads the headers of the columns of figures as periods; nil unless several are.
func (s *sketch) acrossPeriods() map[*profile]kpi.Period {
	out := map[*profile]kpi.Period{}
	figures := s.playing(figurePart)
	for _, f := range s.cols[1:] {
		if f.plays != figurePart && f.plays != idPart || f.filled == 0 {
			continue
		}
		if p, ok := s.headPeriod(s.levels[f.col], s.p.cell(s.p.anchor(s.bottom, f.col))); ok {
			out[f] = p
		}
	}
	if len(out) == 0 || len(out) == 1 && len(figures) > 1 {
		return nil
	}
	return out
}

func (s *sketch) headPeriod(levels []string, lowest sheet.Cell) (kpi.Period, bool) {
	t := table{marks: draftMarks}
	p, _, err := t.acrossPeriod(lowest, levels)
	return p, err == nil
}

// acrossKind is the kind of the periods across, when it needs saying: a stock counted "as at" a day is shown by its month.
func (s *sketch) acrossKind(across map[*profile]kpi.Period) (kpi.PeriodKind, string) {
	kinds := map[kpi.PeriodKind]int{}
	asAt := false
	for f, p := range across {
		kinds[p.Kind]++
		above := fold(strings.Join(s.levels[f.col], " "))
		asAt = asAt || strings.Contains(above, "as at")
	}
	if asAt && kinds[kpi.PointInTime] == 0 {
		return kpi.PointInTime, "the header says as at"
	}
	if why := s.pairsAcross(across); why != "" {
		return kpi.FinancialYear, why
	}
	if len(kinds) == 1 {
		for k := range kinds {
			return k, fmt.Sprintf("all %d headers are%s", len(across), bareYears(k))
		}
	}
	return 0, ""
}

// bareYears asks what a year alone means; a layout says it with "as".
func bareYears(k kpi.PeriodKind) string {
	if k != kpi.CalendarYear {
		return ""
	}
	return `. CHECK: a bare year may be a calendar or a financial year. Where 2015 is 2015/16, write: kind: financial year, and below it: as: "year from April {period}"; where it is 2014/15: as: "year ending March {period}"`
}

// pairsAcross says why headers such as 2010-11, which are months as they are written, are financial years: all are pairs of
// years that follow each other.
func (s *sketch) pairsAcross(across map[*profile]kpi.Period) string {
	years, months := 0, 0
	for f, p := range across {
		text := lowestText(s.levels[f.col])
		if !dashedPair.MatchString(strings.TrimSpace(punctuation.Replace(text))) {
			continue
		}
		if _, err := readPeriod(text, kpi.FinancialYear); err != nil {
			return ""
		}
		years++
		if p.Kind == kpi.Month {
			months++
		}
	}
	switch {
	case months == 0:
		return ""
	case years > months:
		return "all are pairs of years that follow each other"
	}
	return "CHECK: each may be a month or a financial year; where they are months, write month"
}

// columnPeriod reads the column of periods.
func (s *sketch) columnPeriod(f *profile) draftPeriod {
	out := draftPeriod{line: "column: " + yamlText(f.name)}
	if second := s.secondPeriod(f); second != "" {
		out.line = "columns: " + yamlText(second)
		out.why = "the year and its part stand in two columns"
		return out
	}
	kinds := map[kpi.PeriodKind]int{}
	firsts, n := 0, 0
	t := &table{period: periodFrom{asWritten: true}}
	for row := s.first; row <= s.last; row++ {
		c := s.p.cell(s.p.anchor(row, f.col))
		if blank(c) {
			continue
		}
		p, _, err := t.cellPeriod(c)
		if err != nil {
			if text := s.p.first(row, 1, s.columns); len(out.bad) < mostIgnored {
				out.bad = append(out.bad, text)
			}
			continue
		}
		kinds[p.Kind]++
		n++
		out.last = max(out.last, p.Last)
		if p.Last.Day() == 1 || p.Kind == kpi.Month {
			firsts++
		}
	}
	out.why = fmt.Sprintf("%d of %d cells are periods", n, f.filled)
	if kinds[kpi.CalendarYear] == n && n > 0 {
		out.why += bareYears(kpi.CalendarYear)
	}
	if why := s.pairsDown(f); why != "" {
		out.kind, out.why = kpi.FinancialYear, out.why+"; "+why
		return out
	}
	switch {
	case kinds[kpi.PointInTime] > 0 && firsts == n && (f.dates > 0 || strings.Contains(fold(f.name), "month")):
		out.kind = kpi.Month
	case kinds[kpi.PointInTime] == n && n > 0 && f.times():
		out.kind = kpi.Month
		out.more = append(out.more, "zone: as written")
	case len(kinds) == 1 && kinds[kpi.PointInTime] == 0:
		for k := range kinds {
			out.kind = k
		}
	}
	return out
}

// pairsDown is pairsAcross for a column.
func (s *sketch) pairsDown(f *profile) string {
	var seen pairs
	for _, text := range f.texts.list {
		p, err := readPeriod(text, 0)
		if err != nil {
			continue
		}
		seen.note(text, p, 1, 1)
	}
	switch {
	case seen.doubtful.text == "" || seen.month.text != "":
		return ""
	case seen.year.text != "":
		return "all are pairs of years that follow each other"
	}
	return "CHECK: each may be a month or a financial year; where they are months, write month"
}

// times says whether a column holds times of day, as that of a list of records does.
func (f *profile) times() bool {
	return f.filled > 0 && len(f.texts.list) > 0 && strings.Contains(f.texts.list[0], ":")
}

// secondPeriod is how a year and a column with its quarter or month are joined, or "".
func (s *sketch) secondPeriod(year *profile) string {
	if year.dates > 0 || len(year.texts.list) == 0 {
		return ""
	}
	if p, err := readPeriod(year.texts.list[0], 0); err != nil || p.Kind != kpi.FinancialYear && p.Kind != kpi.CalendarYear {
		return ""
	}
	for _, f := range s.cols[1:] {
		if f == year || f.name == "" || f.filled < year.filled || !partOfYear.MatchString(f.name) || strings.ContainsAny(f.name+year.name, "{}") {
			continue
		}
		ways := []string{"{" + year.name + "} Q{" + f.name + "}", "{" + year.name + "} {" + f.name + "}"}
		if strings.HasPrefix(fold(f.name), "month") {
			ways = []string{"{" + year.name + "} {" + f.name + "}", "{" + f.name + "} {" + year.name + "}", "{" + year.name + "}-{" + f.name + "}"}
		} else if f.figures > 0 {
			ways = ways[:1]
		}
		for _, joined := range ways {
			if s.joins(joined, year, f) {
				f.plays = idPart
				return joined
			}
		}
	}
	return ""
}

// joins says whether the columns joined give a period in every one of the first rows.
func (s *sketch) joins(joined string, year, part *profile) bool {
	n := 0
	for row := s.first; row <= min(s.last, s.first+200); row++ {
		y, q := s.p.text(row, year.col), s.p.cell(row, part.col)
		if y == "" || blank(q) {
			continue
		}
		text := strings.TrimSpace(q.Text)
		if v, _, ok := parseNumber(text); ok {
			text = strconv.FormatFloat(v, 'f', -1, 64)
		}
		got := strings.NewReplacer("{"+year.name+"}", y, "{"+part.name+"}", text).Replace(joined)
		if _, err := readPeriod(got, 0); err != nil {
			return false
		}
		n++
	}
	return n > 0
}

var looseYear = regexp.MustCompile(`(?:mid|ye|year|fy)?[-_ ]?((?:19|20)\d\d(?:[-_/](?:\d\d|20\d\d))?)`)

// fixedPeriod looks for one period of the whole sheet: in a title, in the sheet's name, in the file's name.
func (s *sketch) fixedPeriod(file string) draftPeriod {
	above, _ := s.hasRow()
	for row := 1; row < max(above, s.top); row++ {
		for col := 1; col <= s.columns; col++ {
			if c := s.p.cell(row, col); !blank(c) && len(c.Text) < 500 {
				if text, p, ok := periodPattern(c.Text); ok {
					return draftPeriod{line: "title: " + yamlText(text), why: "it reads " + p.String(), kind: kindOf(text, p), last: p.Last}
				}
			}
		}
	}
	if text, p, ok := periodPattern(s.p.grid.Name); ok {
		return draftPeriod{line: "sheet: " + yamlText(text), why: "the sheet's name says " + p.String(), kind: kindOf(text, p), last: p.Last}
	}
	name := strings.ToLower(file)
	if m := looseYear.FindStringSubmatch(name); m != nil {
		text := m[1]
		if strings.Contains(m[0], "mid") && len(text) == 4 {
			text += "-06-30"
		} else if len(text) > 4 {
			text = strings.NewReplacer("-", "/", "_", "/").Replace(text)
		}
		if d, ok := filePeriod(name, m[1]); ok && !strings.Contains(m[0], "mid") {
			return d
		}
		if p, err := readPeriod(text, 0); err == nil {
			return draftPeriod{line: "fixed: " + yamlText(p.String()), why: "CHECK: only the file's name says a period; change it for each file", last: p.Last}
		}
	}
	return draftPeriod{line: `fixed: "1950"`, why: "CHECK: no period was found in titles, headers or names; write it here: with 1950 nothing loads"}
}

// filePeriod is the pattern that takes the period from the file's name, so that the next file is not read as of this one's.
func filePeriod(name, said string) (draftPeriod, bool) {
	if strings.ContainsAny(name, "{}*") {
		return draftPeriod{}, false
	}
	made := strings.Replace(name, said, "{period}", 1)
	d := draftPeriod{line: "file: " + yamlText(made)}
	if dashedPair.MatchString(said) {
		d.kind = kpi.FinancialYear
	}
	p, err := readPeriod(said, d.kind)
	pat, wrong := newPattern(made, "period")
	if err != nil || wrong != "" {
		return draftPeriod{}, false
	}
	if got, ok := pat.capture(name); !ok || got != said {
		return draftPeriod{}, false
	}
	d.last, d.why = p.Last, "CHECK: only the file's name says a period, "+p.String()+"; each file has to be called so"
	if d.kind == 0 {
		d.why += bareYears(p.Kind)
	}
	return d, true
}

// noDraftPeriod stands in a draft for a period that was not found: no return is of it, and none is read with it.
var noDraftPeriod = kpi.PeriodFrom(kpi.CalendarYear, kpi.DateOf(1950, 1, 1))

// kindOf is the kind to declare beside a pattern that takes the words "year ending" with it.
func kindOf(text string, p kpi.Period) kpi.PeriodKind {
	if p.Kind == kpi.Month && strings.Contains(fold(text), "ending") {
		return kpi.Rolling12
	}
	return 0
}

// periodPattern finds a period in a text and gives the pattern that finds the next one there.
func periodPattern(text string) (string, kpi.Period, bool) {
	words := strings.Fields(plainText(text))
	if len(words) > 60 || strings.ContainsAny(text, "{}*") {
		return "", kpi.Period{}, false
	}
	for n := min(6, len(words)); n > 0; n-- {
		for i := len(words) - n; i >= 0; i-- {
			span := strings.Join(words[i:i+n], " ")
			if !strings.ContainsAny(span, "0123456789") {
				continue
			}
			if _, err := readPeriod(span, 0); err != nil {
				continue
			}
			made := "{period}"
			if i > 0 {
				made = strings.Join(words[max(0, i-2):i], " ") + " " + made
			}
			if i > 2 {
				made = "*" + made
			}
			if rest := words[i+n:]; len(rest) > 0 {
				made += " " + rest[0]
				if len(rest) > 1 {
					made += " *"
				}
			}
			if p, ok := readsWith(made, text); ok {
				return made, p, true
			}
		}
	}
	return "", kpi.Period{}, false
}

func readsWith(made, text string) (kpi.Period, bool) {
	pat, wrong := newPattern(made, "period")
	if wrong != "" {
		return kpi.Period{}, false
	}
	got, ok := pat.capture(text)
	if !ok {
		return kpi.Period{}, false
	}
	p, err := readPeriod(got, 0)
	return p, err == nil
}

func (d draftPeriod) write(w *draftWriter, indent int) {
	w.line(indent, "period:", "")
	w.line(indent+1, d.line, "%s", d.why)
	if d.kind != 0 {
		w.line(indent+1, "kind: "+d.kind.String(), "")
	}
	for _, line := range d.more {
		w.line(indent+1, line, "")
	}
}
