package sheet

import (
	"encoding/binary"
	"math"
	"sync"
	"sync/atomic"
)

// xls is an Excel 97-2003 workbook (BIFF8): a stream of records in an OLE file.
// It starts with what holds for the whole workbook (the globals), and each sheet
// follows as a substream of its own. (Format: MS-XLS.)
type xls struct {
	stream   scattered
	password string // that was given; "" for none
	limits   Limits
	listed   []listed
	places   []int // where each sheet's substream starts
	styles   *styles
	from1904 bool
	// calculated: the program that saved the workbook had calculated it.
	calculated bool

	stringsPlace int // of the shared strings; 0 when there are none
	stringsOnce  sync.Once
	strings      []string
	stringsErr   error

	work   atomic.Int64 // bytes of sheets gone through in all readings
	window int          // cellWindow; tests make it small
}

func openXLS(stream scattered, password string, limits Limits) (reader, error) {
	if stream.size() > math.MaxUint32 { // places are kept in 32 bits, as in the file
		return nil, refuse(ErrTooLarge, "the workbook is larger than any .xls can be; ask for it to be sent again")
	}
	x := &xls{stream: stream, password: password, limits: limits, window: cellWindow}
	if err := x.checkVersion(); err != nil {
		return nil, err
	}
	if err := x.readGlobals(); err != nil {
		return nil, err
	}
	if len(x.listed) == 0 {
		return nil, refuse(ErrEmpty, "the workbook has no sheet with cells; ask for it to be sent again")
	}
	return x, nil
}

// checkVersion looks at the record that starts every workbook. Before Excel 5
// it had other kinds; Excel 5 and 95 say so in its version.
func (x *xls) checkVersion() error {
	r := records{stream: &x.stream}
	rec, ok := r.next()
	switch {
	case !ok || len(rec.body) < 4:
	case rec.kind == 0x0009 || rec.kind == 0x0209 || rec.kind == 0x0409:
		return refuse(ErrUnsupported, "the file is %s", oldExcel)
	case rec.kind == recordBOF && binary.LittleEndian.Uint16(rec.body) < 0x0600:
		return refuse(ErrUnsupported, "the file is %s", oldExcel)
	case rec.kind == recordBOF:
		return nil
	}
	return refuse(ErrDamaged, "the workbook's first record is missing; ask for the file to be sent again")
}

// globals is what is gathered on the way through the globals.
type globals struct {
	sheets  []boundSheet
	codes   map[int]string // number formats by number
	formats []int          // the number format of each style
}

// readGlobals reads the first substream. Where the file is encrypted it is
// decrypted as soon as that is known, and read again from its start.
func (x *xls) readGlobals() error {
	r := records{stream: &x.stream}
	r.next()
	g := globals{codes: map[int]string{}}
	for unlocked := false; ; {
		rec, ok := r.next()
		switch {
		case !ok:
			return refuse(ErrDamaged, "the workbook is cut short (its list of sheets has no end); ask for the file to be sent again")
		case rec.kind == recordEOF || rec.kind == recordBOF:
			x.styles = newXLSStyles(&g)
			x.list(g.sheets)
			return nil
		case rec.kind == recordFilePass && !unlocked:
			// Decrypted, every record keeps its place; FILEPASS is met again.
			stream, err := unlockXLS(x.stream.bytes(), x.password)
			if err != nil {
				return err
			}
			x.stream, unlocked = whole(stream), true
			r = records{stream: &x.stream}
			r.next()
			g = globals{codes: map[int]string{}}
		default:
			if err := x.global(rec, &g); err != nil {
				return err
			}
		}
	}
}

// global takes one record of the globals.
func (x *xls) global(rec record, g *globals) error {
	switch rec.kind {
	case recordDate1904:
		x.from1904 = len(rec.body) >= 2 && binary.LittleEndian.Uint16(rec.body) == 1
	case recordRecalcID:
		x.calculated = true
	case recordFormat:
		g.declare(rec.body)
	case recordXF:
		g.style(rec.body)
	case recordSST:
		x.stringsPlace = rec.place
	case recordBoundSheet:
		s, ok := readBoundSheet(rec.body)
		if !ok {
			return refuse(ErrDamaged, "the workbook's list of sheets is damaged; ask for the file to be sent again")
		}
		if g.sheets = append(g.sheets, s); len(g.sheets) > x.limits.Sheets {
			return refuse(ErrTooLarge, "the workbook has more than %d sheets; split it, or %s", x.limits.Sheets, raiseLimit("sheets"))
		}
	}
	return nil
}

// boundSheet is a sheet as the globals list it.
type boundSheet struct {
	place  int
	hidden bool
	kind   byte // 0 cells or a dialog, 1 macros, 2 a chart, 6 a module
	name   string
}

func readBoundSheet(body []byte) (s boundSheet, ok bool) {
	if len(body) < 8 {
		return s, false
	}
	s = boundSheet{place: int(binary.LittleEndian.Uint32(body)), hidden: body[4]&3 != 0, kind: body[5]}
	wide := body[7]&textWide != 0
	length := int(body[6]) * widthOf(wide)
	if len(body) < 8+length {
		return s, false
	}
	s.name = string(appendUTF16(nil, body[8:8+length], wide))
	return s, true
}

// list takes the sheets of cells; charts, dialogs and macros have none.
func (x *xls) list(sheets []boundSheet) {
	for _, s := range sheets {
		if s.kind == 0 && x.mayHoldCells(s.place) {
			x.listed = append(x.listed, listed{name: s.name, hidden: s.hidden})
			x.places = append(x.places, s.place)
		}
	}
}

// mayHoldCells looks at how a substream starts: its BOF tells charts and macro
// sheets, an option that comes before any cell tells dialogs. A sheet that is
// missing stays in the list, so that its reader can say so.
func (x *xls) mayHoldCells(place int) bool {
	r := records{stream: &x.stream}
	r.seek(place)
	rec, ok := r.next()
	if !ok || rec.kind != recordBOF || len(rec.body) < 4 {
		return true
	}
	if kind := binary.LittleEndian.Uint16(rec.body[2:]); kind == substreamChart || kind == substreamMacro {
		return false
	}
	for range 50 {
		rec, ok = r.next()
		if !ok || rec.kind == recordDimensions || rec.kind == recordEOF {
			break
		}
		if rec.kind == recordSheetOption && len(rec.body) >= 2 {
			return rec.body[0]&0x10 == 0
		}
	}
	return true
}

func (x *xls) sheets() []listed         { return x.listed }
func (x *xls) formats() []*numberFormat { return x.styles.formats }

func (x *xls) read(index int, to sink) error {
	r := xlsSheet{book: x, to: to, bare: to.bare(), records: records{stream: &x.stream}}
	return r.read(x.places[index])
}

func (x *xls) measure(index int) (extent, error) {
	e := extent{limit: x.limits.Cells}
	err := x.read(index, &e)
	return e, err
}

// spend records that so many bytes of a sheet were gone through. Each sheet is
// gone through twice in a reading, so that there is room for four readings of
// the largest file, and for more of others; a thousand sheets that are all the
// same bytes would go on for ever.
func (x *xls) spend(bytes int) error {
	if x.work.Add(int64(bytes)) > x.limits.Unpacked {
		return refuse(ErrTooLarge, "the file is read too often, or lists the same sheet many times; split it, or %s", raiseLimit("unpacked"))
	}
	return nil
}
