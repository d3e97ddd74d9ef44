package sheet

import "encoding/binary"

// A Workbook stream is a string of records: a kind, a length, and so many bytes
// (MS-XLS 2.1.4). These are the kinds that matter here, most with the section of
// MS-XLS that describes them.
const (
	recordFormula     = 0x0006 // 2.4.127 a formula and its saved result
	recordEOF         = 0x000A // 2.4.103 the end of a substream
	recordDate1904    = 0x0022 // 2.4.77 days are counted from 1904
	recordFilePass    = 0x002F // 2.4.117 what follows is encrypted
	recordContinue    = 0x003C // 2.4.58 more of the record before
	recordColInfo     = 0x007D // 2.4.53 how columns look
	recordSheetOption = 0x0081 // 2.4.351 WsBool: whether a sheet is a dialog
	recordBoundSheet  = 0x0085 // 2.4.28 a sheet's name and place
	recordMulRK       = 0x00BD // 2.4.175 numbers side by side
	recordMulBlank    = 0x00BE // 2.4.174 styled cells side by side
	recordRString     = 0x00D6 // text with its looks, as Excel 95 has it
	recordXF          = 0x00E0 // 2.4.353 a cell's style
	recordMergeCells  = 0x00E5 // 2.4.168 merged ranges
	recordSST         = 0x00FC // 2.4.265 the shared strings
	recordLabelSST    = 0x00FD // 2.4.149 a cell of shared text
	recordRecalcID    = 0x01C1 // which program calculated the workbook
	recordDimensions  = 0x0200 // 2.4.90 the used range, often wrong
	recordBlank       = 0x0201 // 2.4.20 a cell that is only styled
	recordNumber      = 0x0203 // 2.4.180 a cell of a number
	recordLabel       = 0x0204 // 2.4.148 a cell of text of its own
	recordBoolErr     = 0x0205 // 2.4.24 a cell of TRUE, FALSE or an error
	recordString      = 0x0207 // 2.4.268 the text that a formula gave
	recordRow         = 0x0208 // 2.4.221 how a row looks
	recordArray       = 0x0221 // 2.4.4 an array formula, after its first cell
	recordTable       = 0x0236 // a what-if table, likewise
	recordRK          = 0x027E // 2.4.220 a cell of a number in short form
	recordFormat      = 0x041E // 2.4.126 a number format
	recordShrFmla     = 0x04BC // a formula that cells share
	recordBOF         = 0x0809 // 2.4.21 the start of a substream
)

// What a substream is, as its BOF says.
const (
	substreamChart = 0x0020
	substreamMacro = 0x0040
)

// record is one record; its body is valid until the next is read.
type record struct {
	kind  uint16
	place int // of its first byte in the stream
	body  []byte
}

// records goes through a stream, record by record. A body that lies in two runs
// of the file is copied together, others are not copied.
type records struct {
	stream  *scattered
	place   int // of the next record
	run     int // that it lies in
	scratch []byte
}

func (r *records) seek(place int) {
	r.place, r.run = place, r.stream.find(place)
}

// next gives the next record; ok is false where the stream does not hold all
// of it.
func (r *records) next() (rec record, ok bool) {
	for r.run < len(r.stream.runs) && r.stream.ends[r.run] <= r.place {
		r.run++
	}
	if r.run >= len(r.stream.runs) {
		return record{}, false
	}
	run := r.stream.runs[r.run]
	run = run[r.place-(r.stream.ends[r.run]-len(run)):]
	if len(run) >= 4 {
		length := int(binary.LittleEndian.Uint16(run[2:]))
		if len(run) >= 4+length {
			rec = record{binary.LittleEndian.Uint16(run), r.place, run[4 : 4+length]}
			r.place += 4 + length
			return rec, true
		}
	}
	return r.gather()
}

// gather copies together a record that lies in several runs.
func (r *records) gather() (rec record, ok bool) {
	var head [4]byte
	if r.stream.copyFrom(r.place, head[:]) < 4 {
		return record{}, false
	}
	length := int(binary.LittleEndian.Uint16(head[2:]))
	if cap(r.scratch) < length {
		r.scratch = make([]byte, 1<<16)
	}
	body := r.scratch[:length]
	if r.stream.copyFrom(r.place+4, body) < length {
		return record{}, false
	}
	rec = record{binary.LittleEndian.Uint16(head[:]), r.place, body}
	r.place += 4 + length
	return rec, true
}

// isCell says whether a record may hold something; styled cells without content
// do not count.
func (rec *record) isCell() bool {
	switch rec.kind {
	case recordNumber, recordRK, recordMulRK, recordLabel, recordLabelSST, recordRString,
		recordBoolErr, recordFormula, 0x0206, 0x0406: // the last two: a formula's kind before Excel 97
		return true
	}
	return false
}
