package sheet

import "bytes"

// csv is a text file of fields. Its one sheet is called "csv"; its rows are its
// records, so a line end inside quotes starts no row and a blank line is a row.
type csv struct {
	text   []byte // UTF-8
	comma  byte
	first  int // the line of the file at which text starts, from 1
	limits Limits
}

func openCSV(content []byte, limits Limits) (*csv, error) {
	text, err := decodeText(content)
	if err != nil {
		return nil, err
	}
	c := &csv{text: text, first: 1, limits: limits}
	c.chooseComma()
	if c.isProse() {
		return nil, refuse(ErrUnknownFormat, "the file is a line of text, not a table; ask for the spreadsheet itself")
	}
	return c, nil
}

// isProse: one line that nothing divides is no table.
func (c *csv) isProse() bool {
	line := bytes.TrimRight(c.text, "\r\n")
	return bytes.IndexByte(line, c.comma) < 0 && bytes.IndexByte(line, '\n') < 0 && bytes.IndexByte(line, '\r') < 0
}

func (c *csv) sheets() []listed         { return []listed{{name: "csv"}} }
func (c *csv) formats() []*numberFormat { return onlyGeneral }

func (c *csv) read(_ int, to sink) error {
	r := recordReader{text: c.text, comma: c.comma, line: c.first}
	rows := csvRows{to: to, bare: to.bare(), limits: c.limits}
	for !r.done() {
		rows.start()
		for more := true; more; {
			line := r.line
			field, next, err := r.field()
			if err == nil {
				err = rows.add(field)
			}
			if refusal, ok := err.(*Refusal); ok {
				refusal.Line = line
			}
			if err != nil {
				return err
			}
			more = next
		}
		if err := rows.flush(); err != nil {
			return err
		}
	}
	return nil
}

func (c *csv) measure(index int) (extent, error) {
	e := extent{limit: c.limits.Cells}
	err := c.read(index, &e)
	return e, err
}

// csvRows makes rows of fields.
type csvRows struct {
	to     sink
	bare   bool
	limits Limits
	row    row
	column int
	text   rowText
}

func (r *csvRows) start() {
	r.row = row{number: r.row.number + 1, repeat: 1, cells: r.row.cells[:0]}
	r.column = 0
	r.text.reset()
}

func (r *csvRows) flush() error {
	if len(r.row.cells) == 0 {
		return nil
	}
	r.row.bytes = int64(len(r.text.bytes))
	r.text.give(r.row.cells)
	return r.to.row(&r.row)
}

// add takes a field as it stands, quotes undone. A number in quotes is a number
// all the same: many programs quote every field.
func (r *csvRows) add(field []byte) error {
	r.column++
	if len(field) == 0 {
		return nil
	}
	if r.column > maxColumns {
		return refuse(ErrTooLarge, "the row has more than %d fields; ask for the file to be sent again", maxColumns)
	}
	if len(field) > r.limits.Text {
		return refuse(ErrTooLarge, "a field is longer than %s: a quote is probably not closed; ask for the file to be sent again, or %s", sizeText(r.limits.Text), raiseLimit("text"))
	}
	s := stored{kind: Text, column: int32(r.column)}
	if !r.bare {
		if isPlainNumber(field) {
			s.number, _ = parseNumber(field)
			s.flags = flagNumeric
		}
		from := len(r.text.bytes)
		r.text.bytes = append(r.text.bytes, field...)
		r.text.spans = append(r.text.spans, span{len(r.row.cells), from, len(r.text.bytes)})
	}
	r.row.cells = append(r.row.cells, s)
	return nil
}
