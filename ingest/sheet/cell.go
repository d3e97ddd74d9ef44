package sheet

import "time"

// Kind says what a cell holds.
type Kind uint8

// The kinds of cell.
const (
	Blank   Kind = iota // nothing, or nothing but a style
	Number              // a number, a percentage, an amount, a time of day
	Text                // text; every filled cell of a CSV
	Date                // a day of the calendar, perhaps with a time
	Boolean             // TRUE or FALSE
	Error               // #REF!, #N/A and the like, or a date that cannot be
)

var kindNames = [...]string{"blank", "number", "text", "date", "boolean", "error"}

// String gives the kind's name as it stands in JSON.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Cell is one cell as read.
type Cell struct {
	Kind Kind
	// Numeric says that Number holds the cell's value: a Number cell, or text of
	// a CSV that is a plain number (its Kind stays Text).
	Numeric bool
	Bool    bool
	// Hidden: the cell's row, column or sheet is hidden.
	Hidden bool
	// Uncalculated: the cell holds a formula and the file holds no result of it.
	// The cell is Blank here though the sheet shows something once it is opened.
	Uncalculated bool
	Number       float64
	// Text is what the sheet shows: the number format is applied.
	Text string
	// Time is a Date's wall clock; it is in UTC because sheets know no zone.
	Time time.Time
}

// Value gives the cell's value for JSON: float64, string, bool, a date as
// "2010-08-01T00:00:00", or nil for a blank. An error's value is its text.
func (c Cell) Value() any {
	switch c.Kind {
	case Number:
		return c.Number
	case Text:
		if c.Numeric {
			return c.Number
		}
		return c.Text
	case Date:
		return c.Time.Format("2006-01-02T15:04:05.999")
	case Boolean:
		return c.Bool
	case Error:
		return c.Text
	default:
		return nil
	}
}
