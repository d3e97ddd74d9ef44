package sheet

import (
	"encoding/binary"
	"io"
)

// xlsSheet reads the substream of one sheet and hands its rows on in order.
type xlsSheet struct {
	book    *xls
	to      sink
	bare    bool
	records records
	survey  survey

	row  row // number is 0 before the first
	text rowText
	// own and units are kept from text to text.
	own, units []byte
}

// maxRowCells bounds the records that claim to be cells of one row, of which
// 256 can be: a file may overwrite a cell, but not without end.
const maxRowCells = 1 << 12

// maxRowText is how much text 256 cells of 32,767 characters can hold, and a bit.
const maxRowText = 32 << 20

func (s *xlsSheet) read(place int) error {
	if err := s.book.spend(0); err != nil {
		return err
	}
	if err := s.lookOver(place); err != nil {
		return err
	}
	if err := s.handHidden(); err != nil {
		return err
	}
	if s.survey.unordered {
		return s.readUnordered()
	}
	s.records.seek(s.survey.start)
	for {
		rec, err := s.next()
		if err == io.EOF {
			break
		}
		if err == nil && rec.isCell() {
			err = s.take(&rec)
		}
		if err != nil {
			return err
		}
	}
	if err := s.flush(); err != nil {
		return err
	}
	return s.book.spend(s.survey.end - s.survey.start)
}

// take adds the cells of a record to their row; when that is another row, the
// one before is handed on.
func (s *xlsSheet) take(rec *record) error {
	if len(rec.body) < 6 {
		return refuse(ErrDamaged, "a cell's record is cut short; ask for the file to be sent again")
	}
	number := int(binary.LittleEndian.Uint16(rec.body)) + 1
	if number != s.row.number {
		if err := s.flush(); err != nil {
			return err
		}
		s.row = row{
			number: number, repeat: 1, cells: s.row.cells[:0],
			hidden: s.survey.isHidden(number - 1),
		}
		s.text.reset()
	}
	if err := s.cells(rec); err != nil {
		return err
	}
	if len(s.row.cells) > maxRowCells {
		return tooFullRow().at(number, 1)
	}
	if most := min(s.book.limits.Strings, maxRowText); int64(len(s.text.bytes)) > most {
		return tooMuchText(most).at(number, 1)
	}
	return nil
}

func tooFullRow() *Refusal {
	return refuse(ErrDamaged, "the row is written over more than %d times, which no program does; ask for the file to be sent again", maxRowCells/xlsColumns)
}

// flush hands the row on.
func (s *xlsSheet) flush() error {
	if len(s.row.cells) == 0 {
		return nil
	}
	s.row.bytes = int64(len(s.text.bytes))
	s.text.give(s.row.cells)
	return s.to.row(&s.row)
}

// cellWindow is how many cell records are put in order at a time, for 8 MiB.
const cellWindow = 1 << 21

// readUnordered hands on the rows of a sheet whose cells do not stand row by
// row. So that memory does not grow with the sheet it is gone through again and
// again, each time for the next rows that have a window of cells together.
func (s *xlsSheet) readUnordered() error {
	counts := make([]int32, xlsRows)
	total := 0
	err := s.eachCell(func(rec *record, row int) {
		counts[row]++
		total++
	})
	if err != nil {
		return err
	}
	places := make([]uint32, min(total, s.book.window))
	for first := 0; first < xlsRows; {
		last, held := first, 0
		for ; last < xlsRows && held+int(counts[last]) <= s.book.window; last++ {
			held += int(counts[last])
			if counts[last] > maxRowCells {
				return tooFullRow().at(last+1, 1)
			}
		}
		if last == first {
			return tooFullRow().at(first+1, 1)
		}
		if held > 0 {
			if err := s.readWindow(first, last, counts, places[:held]); err != nil {
				return err
			}
		}
		first = last
	}
	return s.flush()
}

// readWindow hands on the rows from first up to last: the places of their cells
// are sorted by row, which keeps the order of the file within a row.
func (s *xlsSheet) readWindow(first, last int, counts []int32, places []uint32) error {
	free := make([]int, last-first) // where the next cell of each row goes
	for i := 1; i < len(free); i++ {
		free[i] = free[i-1] + int(counts[first+i-1])
	}
	err := s.eachCell(func(rec *record, row int) {
		if row >= first && row < last {
			places[free[row-first]] = uint32(rec.place)
			free[row-first]++
		}
	})
	if err != nil {
		return err
	}
	for _, place := range places {
		s.records.seek(int(place))
		rec, _ := s.records.next()
		if err := s.take(&rec); err != nil {
			return err
		}
	}
	return nil
}

// eachCell goes through the sheet for the cells' rows alone.
func (s *xlsSheet) eachCell(visit func(rec *record, row int)) error {
	s.records.seek(s.survey.start)
	for {
		rec, err := s.next()
		if err == io.EOF {
			return s.book.spend(s.survey.end - s.survey.start)
		}
		if err != nil {
			return err
		}
		if len(rec.body) >= 2 && rec.isCell() {
			visit(&rec, int(binary.LittleEndian.Uint16(rec.body)))
		}
	}
}
