package sheet

// tableReader reads one sheet of an ods. Rows and cells say how often they are
// repeated; only those that hold something cost anything, so a sheet that is
// declared to have a million rows of sixteen thousand styled cells does not.
type tableReader struct {
	m      *markup
	to     sink
	limits Limits

	row    row
	next   int // the number of the row to come
	column int // the column to come
	text   rowText
	shown  paragraphs
	hidden int // the column to come, among those that the table describes
	merges int
}

// read goes from the table's start tag to its end. Groups and header rows only
// wrap rows; shapes, charts and the like hold tables of their own and are
// passed over.
func (r *tableReader) read() error {
	outside := r.m.depth - 1
	r.next, r.hidden = 1, 1
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		if t == endTag && r.m.depth == outside {
			return nil
		}
		if t != startTag {
			continue
		}
		switch string(r.m.name) {
		case "table-header-columns", "table-columns", "table-column-group",
			"table-header-rows", "table-rows", "table-row-group":
		case "table-column":
			r.describeColumn()
		case "table-row":
			err = r.readRow()
		default:
			err = r.m.skip()
		}
		if err != nil {
			return err
		}
	}
}

// repeated reads how often the row or column just started stands there.
func (r *tableReader) repeated(name string) int {
	if value, found := r.m.attribute(name); found {
		return repeats(value)
	}
	return 1
}

// repeats reads a count. One that is no number counts once, one that is absurd
// as more than any sheet has.
func repeats(value []byte) int {
	n, ok := parseCount(value)
	if !ok && len(value) > 9 {
		return maxRows + 1
	}
	return min(max(n, 1), maxRows+1)
}

// isHidden: "collapse" is hidden by hand, "filter" by a filter.
func (r *tableReader) isHidden() bool {
	value, _ := r.m.attribute("visibility")
	return string(value) == "collapse" || string(value) == "filter"
}

func (r *tableReader) describeColumn() {
	n := r.repeated("number-columns-repeated")
	if r.isHidden() && r.hidden <= maxColumns {
		r.to.hideColumns(r.hidden, min(r.hidden+n-1, maxColumns))
	}
	r.hidden = min(r.hidden+n, maxColumns+1)
}

func (r *tableReader) readRow() error {
	outside := r.m.depth - 1
	r.row = row{
		number: r.next, repeat: r.repeated("number-rows-repeated"),
		hidden: r.isHidden(), cells: r.row.cells[:0],
	}
	r.column = 1
	r.text.reset()
	for {
		t, err := r.m.next()
		if err != nil {
			return r.m.unended(err)
		}
		switch {
		case t == endTag && r.m.depth == outside:
			return r.flush()
		case t != startTag:
		case string(r.m.name) == "table-cell":
			err = r.readCell()
		case string(r.m.name) == "covered-table-cell":
			r.column = min(r.column+r.repeated("number-columns-repeated"), maxColumns+1)
			err = r.m.skip()
		default:
			err = r.m.skip()
		}
		if err != nil {
			return err
		}
	}
}

// flush hands the row on. Rows beyond what a sheet can hold may be declared, as
// long as they are empty.
func (r *tableReader) flush() error {
	r.next = min(r.row.number+r.row.repeat, maxRows+1)
	if len(r.row.cells) == 0 {
		r.row.repeat = r.next - r.row.number
		if !r.row.hidden || r.row.repeat == 0 {
			return nil
		}
		return r.to.row(&r.row)
	}
	if r.row.number+r.row.repeat-1 > maxRows {
		return refuse(ErrTooLarge, "the sheet has more filled rows than the %d that a spreadsheet can hold; ask for it to be sent again", maxRows).at(r.row.number, 1)
	}
	r.row.bytes = int64(len(r.text.bytes))
	r.text.give(r.row.cells)
	return r.to.row(&r.row)
}

// readCell reads a cell and puts it down as often as it is repeated.
func (r *tableReader) readCell() error {
	v := r.readAttributes()
	column, repeat := r.column, v.repeat
	r.spanned(v.across, v.down)
	s, err := r.readContent(&v)
	if err != nil {
		if refusal, ok := err.(*Refusal); ok && refusal.Cell == "" && column <= maxColumns {
			return refusal.at(r.row.number, column)
		}
		return err
	}
	r.column = min(column+repeat, maxColumns+1)
	if s.kind == Blank && s.flags == 0 {
		return nil
	}
	if column+repeat-1 > maxColumns {
		return refuse(ErrTooLarge, "a row has more filled cells than the %d columns that a spreadsheet can hold; ask for it to be sent again", maxColumns).at(r.row.number, 1)
	}
	text := span{}
	if n := len(r.text.spans); n > 0 && r.text.spans[n-1].cell == len(r.row.cells) {
		text = r.text.spans[n-1]
		r.text.spans = r.text.spans[:n-1]
	}
	for i := range repeat {
		s.column = int32(column + i)
		if text.to > 0 {
			r.text.spans = append(r.text.spans, span{len(r.row.cells), text.from, text.to})
		}
		r.row.cells = append(r.row.cells, s)
	}
	return nil
}

// spanned tells the sink about a merged cell, once for each row that is the
// same.
func (r *tableReader) spanned(across, down int) {
	if across == 1 && down == 1 || r.column > maxColumns {
		return
	}
	for i := 0; i < r.row.repeat && r.row.number+i <= maxRows && r.merges < maxMerges; i++ {
		r.merges++
		r.to.merge(Range{
			Top: r.row.number + i, Left: r.column,
			Bottom: min(r.row.number+i+down-1, maxRows), Right: min(r.column+across-1, maxColumns),
		})
	}
}
