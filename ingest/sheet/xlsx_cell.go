package sheet

// keepCell adds the cell just read to its row, by the type that it declares.
func (r *sheetReader) keepCell() error {
	c := &r.cell
	s := stored{column: int32(r.column)}
	if len(c.value) == 0 {
		if c.formula && !c.valued {
			s.flags = flagUncalculated
			r.row.cells = append(r.row.cells, s)
		}
		return nil
	}
	s.format = r.book.styles.format(c.style)
	switch string(c.kind) {
	case "", "n":
		r.number(&s)
	case "s":
		return r.sharedText(&s)
	case "b":
		r.boolean(&s)
	case "d":
		r.isoDate(&s)
	case "e":
		s.kind = Error
		r.ownText(&s, c.value)
	case "inlineStr": // its text was decoded as it was read
		s.kind = Text
		r.ownText(&s, c.value)
	default: // "str", the result of a formula, and types yet to be invented
		s.kind = Text
		r.ownText(&s, unescape(c.value))
	}
	r.row.cells = append(r.row.cells, s)
	return nil
}

// ownText keeps a text that stands in the cell itself.
func (r *sheetReader) ownText(s *stored, text []byte) {
	from := len(r.text.bytes)
	r.text.bytes = append(r.text.bytes, text...)
	r.text.spans = append(r.text.spans, span{len(r.row.cells), from, len(r.text.bytes)})
}

// number reads a number, which a format may show as a date. What is no number
// ("NaN", as some writers leave it) is kept as the text that it is.
func (r *sheetReader) number(s *stored) {
	v, ok := parseNumber(r.cell.value)
	if !ok {
		s.kind = Text
		r.ownText(s, r.cell.value)
		return
	}
	s.kind, s.number = Number, v
	if f := r.book.styles.formats[s.format]; f.dates && !r.bare {
		s.dateByFormat(f, r.book.from1904)
	}
}

// isoDate reads a date written as such (t="d").
func (r *sheetReader) isoDate(s *stored) {
	if millis, ok := parseDate(r.cell.value); ok {
		s.kind, s.number = Date, float64(millis)
		return
	}
	if days, ok := parseClock(string(r.cell.value)); ok {
		s.kind, s.number = Number, days
		if !r.book.styles.formats[s.format].dates {
			s.flags = flagShown // no format says how: it is shown as written
			r.ownText(s, r.cell.value)
		}
		return
	}
	s.kind = Error
	r.ownText(s, r.cell.value)
}

func (r *sheetReader) boolean(s *stored) {
	s.kind = Boolean
	switch string(r.cell.value) {
	case "1", "true", "TRUE":
		s.number = 1
	case "0", "false", "FALSE":
	default:
		s.kind = Text
		r.ownText(s, r.cell.value)
	}
}

// sharedText looks a text up in the workbook's table.
func (r *sheetReader) sharedText(s *stored) error {
	texts, err := r.book.shared()
	if err != nil {
		return err
	}
	n, ok := parseCount(r.cell.value)
	if !ok || n >= len(texts) {
		return refuse(ErrDamaged, "the cell names shared text %q and the file has %d; ask for it to be sent again, or open it in Excel and save it as .xlsx", r.cell.value, len(texts)).at(r.row.number, r.column)
	}
	if texts[n] != "" {
		s.kind, s.text = Text, texts[n]
		r.row.cells = append(r.row.cells, *s)
	}
	return nil
}
