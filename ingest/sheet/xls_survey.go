package sheet

import (
	"encoding/binary"
	"io"
)

// A sheet of an .xls has at most so many rows and columns.
const (
	xlsRows    = 1 << 16
	xlsColumns = 1 << 8
)

// survey is what must be known of a sheet before its cells are handed on: a row
// may be hidden by a record that comes after its cells, and programs that write
// column by column leave the rows out of order. It is found by going through the
// sheet once without looking at values.
type survey struct {
	start      int // of the first record after the sheet's BOF
	end        int // of the sheet's EOF, behind it
	hiddenRows [xlsRows / 64]uint64
	hiddenCols [xlsColumns + 1]bool // the last never is
	unordered  bool
	lastRow    int // of the cells met so far
}

func (v *survey) hide(row int, hidden bool) {
	bit := uint64(1) << (row % 64)
	v.hiddenRows[row/64] &^= bit
	if hidden {
		v.hiddenRows[row/64] |= bit
	}
}

func (v *survey) isHidden(row int) bool {
	return v.hiddenRows[row/64]&(1<<(row%64)) != 0
}

// lookOver makes the survey, and hands on the merged ranges that it finds.
func (s *xlsSheet) lookOver(place int) error {
	s.records.seek(place)
	rec, ok := s.records.next()
	if !ok || rec.kind != recordBOF {
		return refuse(ErrDamaged, "the sheet's records are not where the workbook says; ask for the file to be sent again, or open it in Excel and save it as .xlsx")
	}
	s.survey.start = s.records.place
	for {
		rec, err := s.next()
		if err == io.EOF {
			s.survey.end = s.records.place
			return s.book.spend(s.records.place - place)
		}
		if err != nil {
			return err
		}
		s.lookAt(&rec)
	}
}

// next gives the next record of the sheet itself: charts within it are
// substreams of their own. After the last it gives io.EOF.
func (s *xlsSheet) next() (record, error) {
	for depth := 0; ; {
		rec, ok := s.records.next()
		switch {
		case !ok:
			return rec, refuse(ErrDamaged, "the sheet is cut short (its records have no end); ask for the file to be sent again")
		case rec.kind == recordBOF:
			depth++
		case rec.kind == recordEOF && depth == 0:
			return rec, io.EOF
		case rec.kind == recordEOF:
			depth--
		case depth == 0:
			return rec, nil
		}
	}
}

func (s *xlsSheet) lookAt(rec *record) {
	switch rec.kind {
	case recordRow: // number, first and last column, height, 4 bytes not used, options
		if len(rec.body) >= 14 {
			s.survey.hide(int(binary.LittleEndian.Uint16(rec.body)), rec.body[12]&0x20 != 0)
		}
	case recordColInfo:
		s.hideColumns(rec.body)
	case recordMergeCells:
		s.merge(rec.body)
	default:
		if len(rec.body) < 2 || !rec.isCell() {
			return
		}
		row := int(binary.LittleEndian.Uint16(rec.body))
		s.survey.unordered = s.survey.unordered || row < s.survey.lastRow
		s.survey.lastRow = row
	}
}

// hideColumns reads COLINFO: first and last column, width, style, options. A
// column without width is hidden too.
func (s *xlsSheet) hideColumns(body []byte) {
	if len(body) < 10 {
		return
	}
	first, last := int(binary.LittleEndian.Uint16(body)), int(binary.LittleEndian.Uint16(body[2:]))
	width := binary.LittleEndian.Uint16(body[4:])
	for c := first; c <= min(last, xlsColumns-1); c++ { // "all columns" is written as 0 to 256
		s.survey.hiddenCols[c] = body[8]&1 != 0 || width == 0
	}
}

// merge reads MERGECELLS: a count, which is not believed, and ranges: first and
// last row, first and last column. A sheet may have several such records.
func (s *xlsSheet) merge(body []byte) {
	if len(body) < 2 {
		return
	}
	for body = body[2:]; len(body) >= 8; body = body[8:] {
		at := func(i int) int { return int(binary.LittleEndian.Uint16(body[2*i:])) + 1 }
		if at(0) <= at(1) && at(2) <= at(3) && at(3) <= xlsColumns {
			s.to.merge(Range{Top: at(0), Left: at(2), Bottom: at(1), Right: at(3)})
		}
	}
}

// handHidden hands on the runs of hidden columns and of hidden rows, whether or
// not they hold cells.
func (s *xlsSheet) handHidden() error {
	first := -1
	for c, hidden := range s.survey.hiddenCols {
		switch {
		case hidden && first < 0:
			first = c
		case !hidden && first >= 0:
			s.to.hideColumns(first+1, c)
			first = -1
		}
	}
	for i := 0; i < xlsRows; i++ {
		if i%64 == 0 && s.survey.hiddenRows[i/64] == 0 {
			i += 63
			continue
		}
		first := i
		for i < xlsRows && s.survey.isHidden(i) {
			i++
		}
		if i > first {
			if err := s.to.row(&row{number: first + 1, repeat: i - first, hidden: true}); err != nil {
				return err
			}
		}
	}
	return nil
}
