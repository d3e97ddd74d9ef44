package sheet

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// class is what one cell looks like to a profile.
type class int

const (
	wholeClass class = iota
	decimalClass
	percentClass
	dateClass
	periodClass
	textClass
	markerClass // may be a marker, or a short text
	classes
)

// column gathers what a profile says.
type column struct {
	filled, first, last int // cells, rows
	counts              [classes]int
	examples            [classes]Cell
	markers             map[string]int
	notYears            bool // some number is none

	smallest, largest        Cell // by number
	low, high                float64
	earliest, latest         Cell
	earliestTime, latestTime time.Time
}

// mostMarkers bounds the different short texts that are counted: a column with
// more holds words.
const mostMarkers = 100

// add counts a cell, which stands in a number of rows that are the same.
func (c *column) add(cell Cell, row, repeat int, isPeriod func(string) bool) {
	if c.first == 0 {
		c.first = row
	}
	c.last = max(c.last, row+repeat-1)
	c.filled += repeat
	k := c.classify(cell, isPeriod)
	if c.counts[k] == 0 {
		c.examples[k] = cell
	}
	c.counts[k] += repeat
	if k == markerClass {
		if c.markers == nil {
			c.markers = map[string]int{}
		}
		if text := strings.TrimSpace(cell.Text); c.markers[text] > 0 || len(c.markers) < mostMarkers {
			c.markers[text] += repeat
		}
	}
}

func (c *column) classify(cell Cell, isPeriod func(string) bool) class {
	switch cell.Kind {
	case Date:
		return c.date(cell, cell.Time)
	case Boolean:
		return textClass
	case Error:
		return markerClass
	case Number:
		return c.number(cell, cell.Number)
	}
	if cell.Numeric {
		return c.number(cell, cell.Number)
	}
	text := strings.TrimSpace(cell.Text)
	if v, ok := shownNumber(text); ok {
		return c.number(cell, v)
	}
	if t, ok := shownDate(text); ok {
		return c.date(cell, t)
	}
	if isMarker(text) {
		return markerClass
	}
	// A long column of words is not asked for ever whether it holds periods.
	if (c.counts[periodClass] > 0 || c.counts[textClass] < 200) && len(text) < 80 && isPeriod(text) {
		return periodClass
	}
	return textClass
}

func (c *column) number(cell Cell, v float64) class {
	numbers := c.numbers()
	if numbers == 0 || v < c.low {
		c.low, c.smallest = v, cell
	}
	if numbers == 0 || v > c.high {
		c.high, c.largest = v, cell
	}
	c.notYears = c.notYears || !isYear(v) || len(cell.Text) != len("2018")
	switch {
	case strings.HasSuffix(cell.Text, "%"):
		return percentClass
	case v == math.Trunc(v):
		return wholeClass
	}
	return decimalClass
}

func (c *column) date(cell Cell, t time.Time) class {
	if c.counts[dateClass] == 0 || t.Before(c.earliestTime) {
		c.earliestTime, c.earliest = t, cell
	}
	if c.counts[dateClass] == 0 || t.After(c.latestTime) {
		c.latestTime, c.latest = t, cell
	}
	return dateClass
}

func (c *column) numbers() int {
	return c.counts[wholeClass] + c.counts[decimalClass] + c.counts[percentClass]
}

// profile says what the column holds.
func (c *column) profile() ColumnProfile {
	p := ColumnProfile{Kind: c.kind(), Filled: c.filled}
	if c.filled > 0 {
		p.Blank = c.last - c.first + 1 - c.filled
	}
	common := class(0)
	for k := range classes {
		if c.counts[k] > c.counts[common] {
			common = k
		}
	}
	p.Example = c.examples[common]
	switch p.Kind {
	case NumberColumn, WholeColumn, PercentColumn:
		p.Smallest, p.Largest = c.smallest, c.largest
	case DateColumn:
		p.Smallest, p.Largest = c.earliest, c.latest
	default:
		return p
	}
	for text, count := range c.markers {
		p.Markers = append(p.Markers, Marker{text, count})
	}
	slices.SortFunc(p.Markers, func(a, b Marker) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Text, b.Text))
	})
	return p
}

// kind is what four in five cells are, possible markers not counted. Many short
// texts that all differ are words, not markers. A year is a period where nothing
// else is in the column.
func (c *column) kind() ColumnKind {
	numbers, solid := c.numbers(), c.filled-c.counts[markerClass]
	most := func(n int) bool { return n > 0 && n*5 >= solid*4 && (n*2 >= c.filled || len(c.markers) <= 4) }
	periods := c.counts[periodClass]
	if !c.notYears && c.counts[percentClass] == 0 {
		periods += numbers
	}
	switch {
	case c.filled == 0:
		return NothingColumn
	case most(periods):
		return PeriodColumn
	case most(c.counts[dateClass]):
		return DateColumn
	case most(numbers) && c.counts[percentClass]*2 >= numbers:
		return PercentColumn
	case most(numbers) && c.counts[decimalClass] > 0:
		return NumberColumn
	case most(numbers):
		return WholeColumn
	case (c.counts[textClass]+c.counts[markerClass]+c.counts[periodClass])*5 >= c.filled*4:
		return TextColumn
	}
	return MixedColumn
}

var numberShape = regexp.MustCompile(`^-?(£?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?|£[0-9]+(\.[0-9]+)?|[0-9]+(\.[0-9]+)?%)$`)

// shownNumber reads a number that was written out as text: "1,234", "£5.20",
// "12.5%". Without any such sign a text of digits is left a text: in a CSV a
// plain number is one already, and "001101" is a code.
func shownNumber(text string) (float64, bool) {
	if len(text) > 40 || !numberShape.MatchString(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.NewReplacer(",", "", "£", "", "%", "").Replace(text), 64)
	if strings.HasSuffix(text, "%") {
		v /= 100
	}
	return v, err == nil
}

// shownDate reads a day that was written out as text, perhaps with a time.
func shownDate(text string) (time.Time, bool) {
	if len(text) < 8 || len(text) > 30 || text[0] < '0' || text[0] > '9' {
		return time.Time{}, false
	}
	if len(text) > 10 && (text[10] == 'T' || text[10] == ' ') {
		text = text[:10]
	}
	for _, layout := range []string{"2006-01-02", "02/01/2006", "2/1/2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
