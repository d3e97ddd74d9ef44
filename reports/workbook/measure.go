package workbook

import "strings"

// Spreadsheets differ in whether and how they work out the height of a row of wrapped text when they open a file, and a
// chart beside such rows has to know how far down they reach. So every row is given its height here, from the widths of
// Arial's letters, with a little to spare.

// arial are the widths of the letters from space to ~ in thousandths of the type size (Adobe's metrics of Helvetica,
// which Arial was drawn to).
var arial = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
	556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
	556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

const (
	digit      = 9.0   // pixels: a digit of Arial 12 on a screen of 96 dots an inch, in which column widths count
	typeSize   = 16.0  // pixels: 12 points
	padding    = 10.0  // pixels inside a cell, left and right together, with some to spare
	indent     = 2.0   // digits, of words in a table, which some programs indent more than others
	lineHeight = 15.2  // points
	lineGap    = 4.0   // points between one line of text and the next
	maxRow     = 400.0 // points: a row can be no higher than 409
)

// pixels is the width of a column of so many digits.
func pixels(digits float64) float64 { return digits*digit + 5 }

func wide(s string) float64 {
	total := 0
	for _, r := range s {
		if r >= ' ' && int(r-' ') < len(arial) {
			total += arial[r-' ']
		} else {
			total += 600
		}
	}
	return float64(total) / 1000 * typeSize
}

// lineCount is how many lines text needs in a column of so many digits, when bold letters are part of it.
func lineCount(s, bold string, digits float64) int {
	room := pixels(digits) - padding
	rows, used := 1, wide(bold)*0.1 // bold letters are a tenth wider
	for _, word := range strings.Fields(s) {
		need := wide(word)
		if used > 0 && used+wide(" ")+need > room {
			rows, used = rows+1, 0
		}
		if need > room && strings.Contains(word, "/") {
			rows++ // an address may be broken after any of its slashes
		}
		for need > room { // a long file name is broken where the column ends
			rows, need = rows+1, need-room
		}
		used += wide(" ") + need
	}
	return rows
}

// height is what wrapped text needs, in points, in a column of so many digits.
func (l line) height(digits float64) float64 {
	return min(maxRow, float64(lineCount(l.String(), l.label, digits))*lineHeight+lineGap)
}
