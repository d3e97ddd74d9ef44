package sheet

import (
	"encoding/binary"
	"math"
)

// shortest is how long a cell's record must be at least; all start with row,
// column and style. A text's own length is checked as it is read.
func shortest(kind uint16) int {
	switch kind {
	case recordNumber:
		return 14
	case recordRK, recordLabelSST:
		return 10
	case recordLabel, recordRString, recordBoolErr:
		return 8
	case recordMulRK:
		return 6
	}
	return 20 // a formula, up to the length of its tokens
}

// cells adds what a record holds to the row at hand.
func (s *xlsSheet) cells(rec *record) error {
	body := rec.body
	column := int(binary.LittleEndian.Uint16(body[2:])) + 1
	if len(body) < shortest(rec.kind) {
		return s.damaged(column, "a cell's record is cut short")
	}
	if column > xlsColumns {
		return s.damaged(xlsColumns, "a cell lies beyond the last column that an .xls sheet has")
	}
	if rec.kind == recordMulRK {
		return s.numbers(body, column)
	}
	c := stored{column: int32(column), format: s.book.styles.format(int(binary.LittleEndian.Uint16(body[4:])))}
	value := body[6:]
	switch rec.kind {
	case recordNumber:
		s.number(&c, math.Float64frombits(binary.LittleEndian.Uint64(value)))
	case recordRK:
		s.number(&c, fromRK(binary.LittleEndian.Uint32(value)))
	case recordBoolErr: // the value, and whether it is an error
		boolOrError(&c, value[0], value[1] != 0)
	case recordLabelSST:
		return s.sharedText(c, binary.LittleEndian.Uint32(value))
	case recordLabel, recordRString:
		return s.ownText(c, value)
	default:
		return s.formula(c, value)
	}
	s.row.cells = append(s.row.cells, c)
	return nil
}

func (s *xlsSheet) damaged(column int, what string) error {
	return refuse(ErrDamaged, "%s; ask for the file to be sent again, or open it in Excel and save it as .xlsx", what).at(s.row.number, column)
}

// numbers reads MULRK: row, first column, then a style and a number for each
// cell, and the last column, which follows from the length.
func (s *xlsSheet) numbers(body []byte, column int) error {
	for body = body[4:]; len(body) >= 6; body = body[6:] {
		if column > xlsColumns {
			return s.damaged(xlsColumns, "a cell lies beyond the last column that an .xls sheet has")
		}
		c := stored{column: int32(column), format: s.book.styles.format(int(binary.LittleEndian.Uint16(body)))}
		s.number(&c, fromRK(binary.LittleEndian.Uint32(body[2:])))
		s.row.cells = append(s.row.cells, c)
		column++
	}
	return nil
}

// fromRK decodes a number in short form (MS-XLS 2.5.217): the lowest bit says
// that it is hundredths, the next that the 30 others are a whole number with its
// sign. Otherwise they are the upper bits of a float64.
func fromRK(rk uint32) float64 {
	var v float64
	if rk&2 != 0 {
		v = float64(int32(rk) >> 2)
	} else {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

// number makes a cell of a number, which a format may show as a date. Excel
// writes none that is no number; where another program did, the cell is an
// error, as it shows one.
func (s *xlsSheet) number(c *stored, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		c.kind, c.text = Error, "#NUM!"
		return
	}
	c.kind, c.number = Number, v+0 // there is no minus zero in a sheet
	if f := s.book.styles.formats[c.format]; f.dates && !s.bare {
		c.dateByFormat(f, s.book.from1904)
	}
}

// errorNames are the errors by their codes (MS-XLS 2.5.10).
var errorNames = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
	0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}

func boolOrError(c *stored, code byte, isError bool) {
	if !isError {
		c.kind = Boolean
		if code != 0 {
			c.number = 1
		}
		return
	}
	c.kind, c.text = Error, errorNames[code]
	if c.text == "" {
		c.text = "#UNKNOWN!"
	}
}

// sharedText looks a text up in the workbook's table.
func (s *xlsSheet) sharedText(c stored, n uint32) error {
	texts, err := s.book.shared()
	if err != nil {
		return err
	}
	if int64(n) >= int64(len(texts)) {
		return refuse(ErrDamaged, "the cell names shared text %d and the file has %d; ask for it to be sent again, or open it in Excel and save it as .xlsx", n, len(texts)).at(s.row.number, int(c.column))
	}
	if texts[n] != "" {
		c.kind, c.text = Text, texts[n]
		s.row.cells = append(s.row.cells, c)
	}
	return nil
}

// ownText keeps the text that stands in the record at hand, or after it. One
// that is empty leaves the cell blank.
func (s *xlsSheet) ownText(c stored, body []byte) error {
	t := textReader{records: &s.records, body: body, units: s.units}
	text, ok := t.read(s.own[:0])
	s.own, s.units = text, t.units
	switch {
	case !ok:
		return s.damaged(int(c.column), "the cell's text is cut short")
	case len(text) > s.book.limits.Text:
		return tooLongText(s.book.limits.Text).at(s.row.number, int(c.column))
	case len(text) == 0:
		return nil
	}
	c.kind = Text
	from := len(s.text.bytes)
	s.text.bytes = append(s.text.bytes, text...)
	s.text.spans = append(s.text.spans, span{len(s.row.cells), from, len(s.text.bytes)})
	s.row.cells = append(s.row.cells, c)
	return nil
}

// formula keeps a formula's saved result (MS-XLS 2.5.133): a number, or, marked
// by what would be the end of no number, a kind and a value. What is calculated
// is not looked at. An empty text is a result too, and leaves the cell blank.
func (s *xlsSheet) formula(c stored, value []byte) error {
	kind := value[0]
	isNumber := value[6] != 0xFF || value[7] != 0xFF
	number := math.Float64frombits(binary.LittleEndian.Uint64(value))
	switch {
	case s.isStandIn(value, isNumber && number == 0, !isNumber && kind == 3):
		s.uncalculated(c)
		return nil
	case isNumber:
		s.number(&c, number)
	case kind == 0:
		return s.formulaText(c)
	case kind == 1 || kind == 2:
		boolOrError(&c, value[2], kind == 2)
	case kind == 3:
		return nil
	default:
		s.uncalculated(c)
		return nil
	}
	s.row.cells = append(s.row.cells, c)
	return nil
}

// isStandIn says that a result is none. Programs that write workbooks and do not
// calculate leave 0 or an empty text, and rely on Excel to calculate when it
// opens the file; to take that for the result would be wrong. They leave out the
// record by which Excel notes that it has calculated, and with a 0 they ask for
// it by the two lowest options, which follow the result.
func (s *xlsSheet) isStandIn(value []byte, isZero, isEmpty bool) bool {
	return !s.book.calculated && (isEmpty || isZero && value[8]&3 != 0)
}

func (s *xlsSheet) uncalculated(c stored) {
	s.row.cells = append(s.row.cells, stored{column: c.column, flags: flagUncalculated})
}

// formulaText reads the text that a formula gave from the STRING record after
// it. Between the two may stand what several cells share, a formula or a table.
func (s *xlsSheet) formulaText(c stored) error {
	for {
		place, run := s.records.place, s.records.run
		rec, ok := s.records.next()
		if !ok {
			rec.kind = recordEOF
		}
		switch rec.kind {
		case recordShrFmla, recordArray, recordTable, recordContinue:
			continue
		case recordString, 0x0007: // the latter as Excel 2 has it
			return s.ownText(c, rec.body)
		}
		s.records.place, s.records.run = place, run
		s.uncalculated(c) // the file holds no result
		return nil
	}
}
