package main

import "strconv"

const (
	suppressed   = "*"
	notAvailable = "-"
	// smallest is the least count that a return shows for an area.
	smallest = 5
)

// column is one month of a measure as the return shows it: the force, the areas, and the total below them.
// A cell is a number or a marker.
type column struct {
	force, total cell
	parts        []cell
}

type cell struct {
	value    int64
	decimals int
	marker   string
}

// show is what a month's cells hold: numbers, "*" for those that must be hidden, "-" where there is no figure.
func (f figures) show(month int) column {
	c := column{force: f.cell(f.force[month])}
	c.total = c.force
	for i := range f.parts {
		c.parts = append(c.parts, f.cell(f.parts[i][month]))
	}
	if f.missing != nil && f.missing(month) {
		c.blank()
		return c
	}
	if f.moveWalsall != nil && f.moveWalsall(month) {
		c.parts[unassigned].value += c.parts[walsall].value
		c.parts[walsall].marker = notAvailable
	}
	if f.hideSmall {
		c.hide()
	}
	return c
}

func (f figures) cell(v int64) cell { return cell{value: v, decimals: f.decimals} }

func (c *column) blank() {
	c.force.marker, c.total.marker = notAvailable, notAvailable
	for i := range c.parts {
		c.parts[i].marker = notAvailable
	}
}

// hide marks areas with counts from 1 to 4. One alone could be worked out from the total, so the next smallest goes
// with it (the smallest of the others, the first of equals).
func (c *column) hide() {
	hidden, next := 0, -1
	for i, p := range c.parts {
		switch {
		case p.value > 0 && p.value < smallest:
			c.parts[i].marker = suppressed
			hidden++
		case p.value >= smallest && (next < 0 || p.value < c.parts[next].value):
			next = i
		}
	}
	if hidden == 1 && next >= 0 {
		c.parts[next].marker = suppressed
	}
}

// cells are a column from top to bottom: the force alone, or the force, the areas and the total.
func (c column) cells() []cell {
	if c.parts == nil {
		return []cell{c.force}
	}
	return append(append([]cell{c.force}, c.parts...), c.total)
}

// content is what goes into the workbook: an int64, a float64 with one decimal, or the marker.
func (c cell) content() any {
	switch {
	case c.marker != "":
		return c.marker
	case c.decimals == 1:
		return float64(c.value) / 10
	default:
		return c.value
	}
}

// text is the number as a CSV writes it.
func (c cell) text() string {
	if c.decimals == 1 {
		return strconv.FormatFloat(float64(c.value)/10, 'f', 1, 64)
	}
	return strconv.FormatInt(c.value, 10)
}
