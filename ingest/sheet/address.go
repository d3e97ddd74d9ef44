package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// The size of the largest sheet that a spreadsheet program keeps.
const (
	maxRows    = 1048576
	maxColumns = 16384
)

// ColumnName gives the letters of a column: 1 is "A", 27 is "AA". It is empty
// for a number below 1.
func ColumnName(n int) string {
	var letters [12]byte
	i := len(letters)
	for n > 0 && i > 0 {
		n-- // digits run from A=1, not from 0
		i--
		letters[i] = byte('A' + n%26)
		n /= 26
	}
	return string(letters[i:])
}

// CellName gives the address of a cell: CellName(34, 3) is "C34".
func CellName(row, col int) string {
	return ColumnName(col) + strconv.Itoa(row)
}

// ParseCell reads an address such as "C34", "c34" or "$C$34".
func ParseCell(name string) (row, col int, err error) {
	row, col, ok := parseReference([]byte(name))
	if !ok {
		return 0, 0, fmt.Errorf("want a cell such as C34, found %q", name)
	}
	return row, col, nil
}

// parseReference reads letters and digits; ok is false when there is anything
// else, or when no sheet is that large. A CSV may have more rows than a sheet.
func parseReference(ref []byte) (row, col int, ok bool) {
	i := 0
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	letters := i
	for ; i < len(ref); i++ {
		c := ref[i] &^ 0x20 // upper case
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > maxColumns {
			return 0, 0, false
		}
	}
	if i == letters {
		return 0, 0, false
	}
	if i < len(ref) && ref[i] == '$' {
		i++
	}
	row, ok = parseCount(ref[i:])
	return row, col, ok && row > 0
}

// parseCount reads an unsigned whole number of up to nine digits.
func parseCount(digits []byte) (n int, ok bool) {
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// Range is a rectangle of cells, corners included, counted from 1.
type Range struct {
	Top, Left, Bottom, Right int
}

// ParseRange reads "A1:C9", corners in any order, or a single cell "B7".
func ParseRange(text string) (Range, error) {
	from, to, pair := strings.Cut(text, ":")
	if !pair {
		to = from
	}
	r1, c1, err1 := ParseCell(from)
	r2, c2, err2 := ParseCell(to)
	if err1 != nil || err2 != nil {
		return Range{}, fmt.Errorf("want a range such as A1:C9, found %q", text)
	}
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, nil
}

// Contains says whether the cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return row >= r.Top && row <= r.Bottom && col >= r.Left && col <= r.Right
}

// String gives "A1:C9", or "B7" for a single cell.
func (r Range) String() string {
	first := CellName(r.Top, r.Left)
	if r.Top == r.Bottom && r.Left == r.Right {
		return first
	}
	return first + ":" + CellName(r.Bottom, r.Right)
}
