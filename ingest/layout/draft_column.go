package layout

import (
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// part is what a draft takes a column for.
type columnPart uint8

const (
	noPart columnPart = iota
	codePart
	namePart
	periodPart
	figurePart
	labelPart
	idPart // numbers that are no figures
)

// profile is what the cells of one column under the header have in common.
type profile struct {
	col     int
	name    string // how a layout calls the column; "" when its header is blank or another's too
	plays   columnPart
	hidden  bool
	filled  int
	figures int
	years   int
	dates   int
	periods int
	codes   int // cells that look like ONS codes
	known   int // cells that are an area of the plan
	whole   int // figures that are whole numbers
	below0  int
	minus1  int
	errors  int
	texts   counted // every text, the spelling of the first
	words   counted // texts that are no figures
	marks   counted // letters behind figures
}

// counted counts texts and keeps the order in which they came.
type counted struct {
	list  []string
	times map[string]int
}

// mostDistinct is how many different texts of a column are told apart.
const mostDistinct = 2000

func (c *counted) add(text string) {
	if c.times == nil {
		c.times = map[string]int{}
	}
	if c.times[text] == 0 {
		if len(c.list) >= mostDistinct {
			return
		}
		c.list = append(c.list, text)
	}
	c.times[text]++
}

// share is which part of the filled cells n is.
func (f *profile) share(n int) float64 {
	if f.filled == 0 {
		return 0
	}
	return float64(n) / float64(f.filled)
}

// profiles looks at every column under the header.
func (s *sketch) profiles() {
	s.cols = make([]*profile, s.columns+1)
	for col := 1; col <= s.columns; col++ {
		f := &profile{col: col, name: s.columnName(col)}
		hidden := 0
		for row := s.first; row <= s.last; row++ {
			if c := s.p.cell(row, col); !blank(c) {
				s.note(f, c)
				if c.Hidden {
					hidden++
				}
			}
		}
		f.hidden = f.filled > 0 && hidden == f.filled && !s.p.grid.Hidden
		s.cols[col] = f
	}
}

// note takes one cell into a profile.
func (s *sketch) note(f *profile, c sheet.Cell) {
	text := strings.TrimSpace(c.Text)
	f.filled++
	f.texts.add(text)
	switch {
	case c.Kind == sheet.Error:
		f.errors++
	case c.Kind == sheet.Date:
		f.dates++
		f.periods++
	case isFigure(c):
		s.noteFigure(f, c)
	default:
		f.words.add(text)
		s.noteWord(f, text)
	}
}

func (s *sketch) noteFigure(f *profile, c sheet.Cell) {
	f.figures++
	if isYear(c) {
		f.years++
	}
	n := c.Number
	if c.Kind != sheet.Number && !c.Numeric {
		text, mark := draftMarks.bracketed(c.Text)
		if mark == 0 {
			text, mark = draftMarks.glued(text)
		}
		if mark != 0 {
			f.marks.add(mark.Shorthand())
		}
		n, _, _ = parseNumber(text)
		if v, ok := parseAmount(text); ok && strings.Contains(text, "£") {
			n = 0.5 // an amount is never a count, even of whole pounds
			if v < 0 {
				n = -n
			}
		}
	}
	if n == float64(int64(n)) && !strings.Contains(c.Text, "%") {
		f.whole++
	}
	if n < 0 {
		f.below0++
	}
	if n == -1 {
		f.minus1++
	}
}

func (s *sketch) noteWord(f *profile, text string) {
	w, ok := s.said[text]
	if !ok {
		w = s.read(text)
		s.said[text] = w
	}
	f.codes += w.code
	f.known += w.area
	f.periods += w.period
}

// word is what a text is: 1 or 0 each.
type word struct{ code, area, period int }

// read tells whether a text is a code, an area of the plan, or a period.
func (s *sketch) read(text string) (w word) {
	if len(text) > 100 {
		return w
	}
	if onsCode.MatchString(text) {
		w.code = 1
	}
	if _, ok := s.area(text); ok {
		w.area = 1
	}
	if _, err := readPeriod(text, 0); err == nil || (&table{period: periodFrom{asWritten: true}}).day(text) != text {
		w.period = 1
	}
	return w
}

// area finds an area of the plan by what a cell says.
func (s *sketch) area(text string) (kpi.Area, bool) {
	if a, ok := areaByCode(s.plan, text); ok {
		return a, true
	}
	return areaByName(s.plan, text)
}

// columnName is the shortest way to name a column by its header that means no other column.
func (s *sketch) columnName(col int) string {
	levels := s.levels[col]
	for i := len(levels) - 1; i >= 0; i-- {
		name := plainText(strings.Join(levels[i:], " / "))
		if len(name) > 250 || fold(name) == "" {
			continue
		}
		if bare := withoutNotes(name); s.names(bare, col) {
			return bare
		}
		if s.names(name, col) {
			return name
		}
	}
	return ""
}

// names says whether a name means this column and no other.
func (s *sketch) names(name string, col int) bool {
	found := columnsNamed(name, s.levels)
	return len(found) == 1 && found[0] == col
}

// withoutNotes takes references to notes off a header, so that the next edition's other numbers do not matter. Digits
// behind a space are kept: they may be part of the name.
func withoutNotes(name string) string {
	name = plainText(noteMarks.ReplaceAllString(name, ""))
	bare := gluedDigits.ReplaceAllString(name, "$1$2")
	if strings.HasPrefix(name, bare+" ") || fold(bare) == "" {
		return name
	}
	return plainText(bare)
}

// byLetter names columns of words without a header by their letter: what stands in them tells rows apart.
func (s *sketch) byLetter() {
	for _, f := range s.cols[1:] {
		name := "column " + sheet.ColumnName(f.col)
		if f.name == "" && f.filled > 1 && f.figures == 0 && len(s.levels[f.col]) == 0 && s.names(name, f.col) {
			f.name = name
		}
	}
}

// nameless looks above the header for the name of a column that has none there: the column of areas may be headed by
// the table's country.
func (s *sketch) nameless() {
	for col := 1; col <= s.columns; col++ {
		f := s.cols[col]
		if f.filled == 0 || f.name != "" || f.known*2 < f.filled && f.periods*2 < f.filled {
			continue
		}
		for row := s.top - 1; row >= max(1, s.top-3); row-- {
			if text := plainText(s.p.text(row, col)); text != "" && len(text) < 60 {
				s.top = row
				for c := 1; c <= s.columns; c++ {
					s.levels[c] = s.p.levels(s.top, s.bottom, c)
				}
				for c := 1; c <= s.columns; c++ {
					s.cols[c].name = s.columnName(c)
				}
				return
			}
		}
	}
}
