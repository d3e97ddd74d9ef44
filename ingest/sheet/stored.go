package sheet

import (
	"time"
	"unicode/utf8"
)

// stored is a cell as a reader hands it on and a Grid keeps it: 32 bytes, with
// what the sheet shows worked out only when somebody asks.
type stored struct {
	// text is a Text's value, an Error's text, or with flagShown what the sheet
	// shows.
	text string
	// number is a Number's value, a Date's milliseconds since 1970 (exact: they
	// stay far below 2^53), or a Boolean's 0 or 1.
	number float64
	column int32
	// format counts in the book's formats; 0 is General.
	format uint16
	kind   Kind
	flags  uint8
}

const (
	flagShown        = 1 << iota // text is what the sheet shows, whatever the kind
	flagNumeric                  // a text that is a plain number, which number holds
	flagUncalculated             // a formula without a saved result
)

// row is one row as a reader hands it on. Its cells are valid until the sink
// returns; those that hold nothing are left out, and a row may hold none.
type row struct {
	number int // counted from 1
	repeat int // how many rows in a row are the same: 1, but for ods
	hidden bool
	cells  []stored
	// bytes is how much text was made for this row alone.
	bytes int64
}

// filled counts the cells that are not blank, and finds the last one.
func (r *row) filled() (count, last int) {
	for i := range r.cells {
		if r.cells[i].kind != Blank {
			count++
			last = max(last, int(r.cells[i].column))
		}
	}
	return count, last
}

// sink takes what a reader finds in a sheet, in the order of the file.
type sink interface {
	// bare sinks only count: texts may be left out, but not whether a cell is
	// blank.
	bare() bool
	hideColumns(first, last int)
	row(r *row) error
	merge(area Range)
}

// reader reads one format.
type reader interface {
	sheets() []listed
	// formats is the table that stored.format counts in.
	formats() []*numberFormat
	read(index int, to sink) error
	// measure gives a sheet's used extent without keeping its cells.
	measure(index int) (extent, error)
}

// listed is a sheet as its book lists it.
type listed struct {
	name   string
	hidden bool
}

// rowText collects the texts of one row, so that they cost one allocation. A
// long table of short texts would otherwise be mostly allocations.
type rowText struct {
	bytes []byte
	spans []span
}

// span says that bytes[from:to] are the text of the row's cell of that index.
type span struct{ cell, from, to int }

func (t *rowText) reset() {
	t.bytes, t.spans = t.bytes[:0], t.spans[:0]
}

// give hands the texts to their cells.
func (t *rowText) give(cells []stored) {
	if len(t.spans) == 0 {
		return
	}
	all := string(t.bytes)
	valid := utf8.ValidString(all)
	for _, s := range t.spans {
		cells[s.cell].text = all[s.from:s.to]
		if !valid {
			cells[s.cell].text = validText(all[s.from:s.to])
		}
	}
}

// cell makes the cell that users see, but for its text where that is worked out
// from a number: shown appends that to buf.
func (s *stored) cell() Cell {
	c := Cell{Kind: s.kind, Uncalculated: s.flags&flagUncalculated != 0}
	switch s.kind {
	case Number:
		c.Number, c.Numeric = s.number, true
	case Text:
		if s.flags&flagNumeric != 0 {
			c.Number, c.Numeric = s.number, true
		}
	case Date:
		c.Time = time.UnixMilli(int64(s.number)).UTC()
	case Boolean:
		c.Bool = s.number != 0
	}
	return c
}

// ready says that text is what the sheet shows, so that nothing is worked out.
func (s *stored) ready() bool {
	return s.flags&flagShown != 0 || s.kind == Text || s.kind == Error || s.kind == Blank
}

// shown appends what the sheet shows for a cell that is not ready.
func (s *stored) shown(buf []byte, formats []*numberFormat) []byte {
	switch s.kind {
	case Boolean:
		if s.number != 0 {
			return append(buf, "TRUE"...)
		}
		return append(buf, "FALSE"...)
	case Date:
		return formats[s.format].appendDate(buf, int64(s.number))
	default:
		return formats[s.format].appendNumber(buf, s.number)
	}
}
