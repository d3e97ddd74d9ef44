package sheet

import (
	"io"
	"strconv"
)

// sheetReader reads the XML of one sheet, row by row.
type sheetReader struct {
	m    *markup
	book *xlsx
	to   sink
	bare bool

	row    row
	last   int // the row before, for rows that do not say their number
	column int // the cell before, likewise
	text   rowText
	cell   cellParts
}

// cellParts is what the tags of one cell held.
type cellParts struct {
	kind    []byte // of the t attribute
	style   int
	value   []byte
	rich    richText
	valued  bool // there was a <v> or <is>
	formula bool
}

// read goes through the sheet. Only columns, rows and merged cells matter; what
// else is in the part (drawings, conditions, extensions) is passed over.
func (r *sheetReader) read() error {
	for {
		t, err := r.m.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if t != startTag {
			continue
		}
		switch string(r.m.name) {
		case "worksheet", "cols", "mergeCells":
		case "col":
			r.hideColumns()
		case "sheetData":
			err = r.readRows()
		case "mergeCell":
			if area, err := ParseRange(r.m.attributeText("ref")); err == nil {
				r.to.merge(area)
			}
		default:
			err = r.m.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (r *sheetReader) hideColumns() {
	width, hasWidth := r.m.attribute("width")
	zero, isNumber := parseNumber(width)
	if !isTrue(r.m.attributeText("hidden")) && !(hasWidth && isNumber && zero == 0) {
		return
	}
	first, err1 := strconv.Atoi(r.m.attributeText("min"))
	last, err2 := strconv.Atoi(r.m.attributeText("max"))
	if err1 == nil && err2 == nil && first >= 1 && first <= last {
		r.to.hideColumns(first, last)
	}
}

func (r *sheetReader) readRows() error {
	outside := r.m.depth - 1
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		switch {
		case t == endTag && r.m.depth == outside:
			return nil
		case t == startTag && string(r.m.name) == "row":
			err = r.readRow()
		case t == startTag:
			err = r.m.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (r *sheetReader) readRow() error {
	outside := r.m.depth - 1
	r.row = row{number: r.last + 1, repeat: 1, cells: r.row.cells[:0]}
	for rest := r.m.attributes; ; {
		var key, value []byte
		if key, value, rest = nextAttribute(rest); key == nil {
			break
		}
		switch string(key) {
		case "r":
			n, ok := parseCount(value)
			if !ok || n > maxRows {
				return r.m.damaged("numbers a row " + strconv.Quote(string(value)) + ", which no sheet has")
			}
			r.row.number = max(n, 1)
		case "hidden":
			r.row.hidden = isTrue(string(value))
		}
	}
	r.column = 0
	r.text.reset()
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		switch {
		case t == endTag && r.m.depth == outside:
			return r.flush()
		case t == startTag && string(r.m.name) == "c":
			err = r.readCell()
		case t == startTag:
			err = r.m.skip()
		}
		if err != nil {
			return err
		}
	}
}

// flush hands the row on.
func (r *sheetReader) flush() error {
	r.last = r.row.number
	if r.row.number > maxRows {
		return refuse(ErrDamaged, "the sheet has more rows than the %d that a workbook can hold; ask for it to be sent again", maxRows)
	}
	if len(r.row.cells) == 0 && !r.row.hidden {
		return nil
	}
	r.row.bytes = int64(len(r.text.bytes))
	r.text.give(r.row.cells)
	return r.to.row(&r.row)
}

// readCell reads from a cell's start tag to its end.
func (r *sheetReader) readCell() error {
	outside := r.m.depth - 1
	if err := r.startCell(); err != nil {
		return err
	}
	c := &r.cell
	if value, ok := r.m.plainValue(r.book.archive.limits.Text); ok {
		c.valued, c.value = true, append(c.value[:0], trimSpace(value)...)
		return r.keepCell()
	}
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		if t == endTag && r.m.depth == outside {
			return r.keepCell()
		}
		if t != startTag {
			continue
		}
		switch string(r.m.name) {
		case "v":
			err = r.readValue()
		case "is":
			c.valued = true
			err = readRichText(r.m, &c.rich, r.book.archive.limits.Text)
			c.value = append(c.value[:0], c.rich.text()...)
		case "f":
			c.formula = true
			err = r.m.skip()
		default:
			err = r.m.skip()
		}
		if err != nil {
			return r.located(err)
		}
	}
}

// startCell reads a cell's attributes. Its address holds, also against the row
// that it stands in; without one it follows the cell before.
func (r *sheetReader) startCell() error {
	c := &r.cell
	*c = cellParts{kind: c.kind[:0], value: c.value[:0], rich: c.rich}
	r.column++
	for rest := r.m.attributes; ; {
		var key, value []byte
		if key, value, rest = nextAttribute(rest); key == nil {
			break
		}
		switch string(key) {
		case "r":
			n, column, ok := parseReference(value)
			if !ok || n > maxRows {
				return r.m.damaged("has a cell " + strconv.Quote(string(value)) + ", which no sheet has")
			}
			if n != r.row.number {
				if err := r.moveTo(n); err != nil {
					return err
				}
			}
			r.column = column
		case "s":
			if n, ok := parseCount(value); ok {
				c.style = n
			}
		case "t":
			c.kind = append(c.kind, value...)
		}
	}
	if r.column > maxColumns {
		return r.m.damaged("has a row of more cells than a sheet has columns")
	}
	return nil
}

// moveTo goes on in another row, for a cell that is not where it stands.
func (r *sheetReader) moveTo(number int) error {
	if len(r.row.cells) > 0 {
		if err := r.flush(); err != nil {
			return err
		}
	}
	r.row = row{number: number, repeat: 1, hidden: r.row.hidden, cells: r.row.cells[:0]}
	r.text.reset()
	return nil
}

// readValue gathers the text of <v>.
func (r *sheetReader) readValue() error {
	c := &r.cell
	c.valued = true
	preserve := false
	if len(r.m.attributes) > 0 {
		space, _ := r.m.attribute("space")
		preserve = string(space) == "preserve"
	}
	outside := r.m.depth - 1
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		switch {
		case t == characters:
			if len(c.value)+len(r.m.text) > r.book.archive.limits.Text {
				return refuse(ErrTooLarge, "the cell's text is longer than %s; ask for the file to be sent again, or %s", sizeText(r.book.archive.limits.Text), raiseLimit("text"))
			}
			c.value = append(c.value, r.m.text...)
		case r.m.depth == outside:
			if !preserve {
				c.value = trimSpace(c.value)
			}
			return nil
		}
	}
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	from := 0
	for from < len(b) && isSpace(b[from]) {
		from++
	}
	if from > 0 { // moved rather than cut off, so that the buffer is not lost
		b = b[:copy(b, b[from:])]
	}
	return b
}

// located says in which cell a refusal happened.
func (r *sheetReader) located(err error) error {
	if refusal, ok := err.(*Refusal); ok && refusal.Cell == "" {
		return refusal.at(r.row.number, r.column)
	}
	return err
}
