package sheet

import "bytes"

// recordReader cuts text into fields: divided by one character, ended by LF,
// CR or CRLF, quoted by ", which stands twice for itself inside quotes.
type recordReader struct {
	text    []byte
	comma   byte
	pos     int
	line    int // of the file, at pos
	scratch []byte
}

func (r *recordReader) done() bool { return r.pos >= len(r.text) }

// field gives the next field, valid until the next call, and whether another
// one of the same record follows.
func (r *recordReader) field() (field []byte, more bool, err error) {
	if r.pos < len(r.text) && r.text[r.pos] == '"' {
		field, err = r.quoted()
		if err != nil {
			return nil, false, err
		}
		return field, r.endField(), nil
	}
	from := r.pos
	r.plain()
	return r.text[from:r.pos:r.pos], r.endField(), nil
}

// plain moves to the end of text without quotes. A quote in the middle of it is
// a character like any other.
func (r *recordReader) plain() {
	for r.pos < len(r.text) {
		switch c := r.text[r.pos]; {
		case c == r.comma, c == '\n', c == '\r':
			return
		}
		r.pos++
	}
}

// endField passes over what ended a field and says whether another follows.
func (r *recordReader) endField() bool {
	if r.pos >= len(r.text) {
		return false
	}
	c := r.text[r.pos]
	r.pos++
	if c == r.comma {
		return true
	}
	if c == '\r' && r.pos < len(r.text) && r.text[r.pos] == '\n' {
		r.pos++
	}
	r.line++
	return false
}

// quoted reads a field in quotes; what follows the closing quote up to the next
// divider belongs to it, as in other readers.
func (r *recordReader) quoted() ([]byte, error) {
	r.pos++
	from := r.pos
	r.scratch = r.scratch[:0]
	for {
		i := bytes.IndexByte(r.text[r.pos:], '"')
		if i < 0 {
			return nil, refuse(ErrDamaged, "a quote opened in this line is never closed: the file is cut short, or a quote is missing; ask for it to be sent again")
		}
		end := r.pos + i
		r.line += lineEnds(r.text[r.pos:end])
		r.pos = end + 1
		if r.pos < len(r.text) && r.text[r.pos] == '"' {
			r.scratch = append(r.scratch, r.text[from:r.pos]...)
			r.pos++
			from = r.pos
			continue
		}
		rest := r.pos
		r.plain()
		if len(r.scratch) == 0 && rest == r.pos {
			return r.text[from:end], nil
		}
		r.scratch = append(r.scratch, r.text[from:end]...)
		r.scratch = append(r.scratch, r.text[rest:r.pos]...)
		return r.scratch, nil
	}
}

// lineEnds counts line ends of any kind.
func lineEnds(text []byte) int {
	n := bytes.Count(text, []byte("\n"))
	for i, c := range text {
		if c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			n++
		}
	}
	return n
}
