package sheet

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"
)

// madeXLS is an Excel 97-2003 workbook written record by record. What is left
// empty is left out.
type madeXLS struct {
	globals []byte // records of the globals, besides the list of sheets
	sheets  []madeSheet
	version uint16 // 0 is BIFF8
}

// madeSheet is a sheet's substream; kind and state are those of BOUNDSHEET.
type madeSheet struct {
	name        string
	kind, state byte
	records     []byte
	unended     bool // its EOF is missing
}

// oneSheet makes a workbook of globals and one sheet, "Table P1".
func oneSheet(globals []byte, records ...[]byte) madeXLS {
	return madeXLS{globals: globals, sheets: []madeSheet{{name: "Table P1", records: slices.Concat(records...)}}}
}

func (m madeXLS) bytes() []byte { return oleOf("Workbook", m.stream()) }

// stream writes the Workbook stream.
func (m madeXLS) stream() []byte {
	version := max(m.version, 0x0600)
	if m.version != 0 {
		version = m.version
	}
	size := 0
	bound := func(place int) []byte {
		var out []byte
		for i, s := range m.sheets {
			out = append(out, biff(recordBoundSheet, uint32(place), s.state, s.kind, byte(len(s.name)), byte(0), s.name)...)
			place += len(m.substream(i, version))
		}
		return out
	}
	start := biff(recordBOF, version, uint16(5), uint32(0), uint32(0), uint32(0))
	size = len(start) + len(m.globals) + len(bound(0)) + 4
	out := slices.Concat(start, m.globals, bound(size), biff(recordEOF))
	for i := range m.sheets {
		out = append(out, m.substream(i, version)...)
	}
	return out
}

func (m madeXLS) substream(i int, version uint16) []byte {
	s := m.sheets[i]
	kind := map[byte]uint16{0: 0x10, 1: substreamMacro, 2: substreamChart, 6: 0x06}[s.kind]
	out := slices.Concat(biff(recordBOF, version, kind, uint32(0), uint32(0), uint32(0)), s.records)
	if !s.unended {
		out = append(out, biff(recordEOF)...)
	}
	return out
}

// biff writes a record. Numbers take their own size; a string is its bytes.
func biff(kind uint16, parts ...any) []byte {
	var body []byte
	for _, p := range parts {
		body = appendPart(body, p)
	}
	out := binary.LittleEndian.AppendUint16(nil, kind)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(body)))
	return append(out, body...)
}

func appendPart(body []byte, part any) []byte {
	switch v := part.(type) {
	case byte:
		return append(body, v)
	case uint16:
		return binary.LittleEndian.AppendUint16(body, v)
	case uint32:
		return binary.LittleEndian.AppendUint32(body, v)
	case float64:
		return binary.LittleEndian.AppendUint64(body, math.Float64bits(v))
	case string:
		return append(body, v...)
	case []byte:
		return append(body, v...)
	}
	panic("a part of a kind that biff does not write")
}

// at starts a cell's record: its row and column (by its usual name), and style.
func at(cell string, style uint16) []byte {
	row, column, err := ParseCell(cell)
	if err != nil {
		panic(err)
	}
	return appendPart(appendPart(appendPart(nil, uint16(row-1)), uint16(column-1)), style)
}

func numberAt(cell string, style uint16, v float64) []byte {
	return biff(recordNumber, at(cell, style), v)
}

func sharedAt(cell string, n uint32) []byte {
	return biff(recordLabelSST, at(cell, 0), n)
}

// formulaAt writes a formula with the eight bytes of its saved result. Its
// tokens are cut short: nobody is to look at them.
func formulaAt(cell string, style uint16, result any) []byte {
	return biff(recordFormula, at(cell, style), result, uint16(0), uint32(0), uint16(9), byte(0x44))
}

// special is a saved result that is no number.
func special(kind, value byte) string {
	return string([]byte{kind, 0, value, 0, 0, 0, 0xFF, 0xFF})
}

// narrow and wide write a text of one byte, and of two bytes, a character.
func narrow(text string) []byte {
	return appendPart(appendPart(nil, uint16(len(text))), "\x00"+text)
}

func wide(text string) []byte {
	units := utf16.Encode([]rune(text))
	return appendPart(appendPart(appendPart(nil, uint16(len(units))), byte(textWide)), unitsOf(text))
}

func unitsOf(text string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// sst writes a table of shared strings that says how many it holds, and whose
// parts after the first stand in records CONTINUE.
func sst(count uint32, parts ...[]byte) []byte {
	out := biff(recordSST, count, count, parts[0])
	for _, p := range parts[1:] {
		out = append(out, biff(recordContinue, p)...)
	}
	return out
}

// styled writes styles whose n-th has the n-th number format: a code, or the
// number of one that is built in.
func styled(formats ...any) []byte {
	var codes, styles []byte
	for i, f := range formats {
		id, builtIn := f.(int)
		if !builtIn {
			id = 164 + i
			codes = append(codes, biff(recordFormat, uint16(id), narrow(f.(string)))...)
		}
		styles = append(styles, biff(recordXF, uint16(0), uint16(id), make([]byte, 16))...)
	}
	return slices.Concat(codes, styles)
}
