package sheet

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// An OLE compound file is a small file system in a file: what .xls is, and what
// encrypted .xlsx files are wrapped in. Only as much of it is read here as tells
// these apart. (Format: MS-CFB.)
const oleSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

type ole struct {
	content    []byte
	sector     int // bytes in a sector
	table      []uint32
	miniTable  []uint32
	miniStream []byte
	miniCutoff uint32
	entries    []oleEntry
}

type oleEntry struct {
	name  string
	kind  byte // 1 storage, 2 stream, 5 root
	start uint32
	size  uint32
}

const (
	oleMiniSector = 64
	oleFree       = 0xFFFFFFFA // numbers from here on are no sectors
)

// readOLE reads the directory. It gives nil when that is not possible.
func readOLE(content []byte) *ole {
	if len(content) < 512 {
		return nil
	}
	shift := binary.LittleEndian.Uint16(content[30:])
	if shift != 9 && shift != 12 {
		return nil
	}
	o := &ole{content: content, sector: 1 << shift, miniCutoff: binary.LittleEndian.Uint32(content[56:])}
	o.readTable()
	directory := o.chain(binary.LittleEndian.Uint32(content[48:]))
	for ; len(directory) >= 128; directory = directory[128:] {
		if e, ok := readOLEEntry(directory[:128]); ok {
			o.entries = append(o.entries, e)
		}
	}
	o.miniTable = words(o.chain(binary.LittleEndian.Uint32(content[60:])))
	for _, e := range o.entries {
		if e.kind == 5 {
			o.miniStream = o.chain(e.start)
		}
	}
	return o
}

func readOLEEntry(raw []byte) (oleEntry, bool) {
	length := int(binary.LittleEndian.Uint16(raw[64:]))
	kind := raw[66]
	if length < 2 || length > 64 || kind == 0 {
		return oleEntry{}, false
	}
	units := make([]uint16, 0, 32)
	for i := 0; i < length-2; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(raw[i:]))
	}
	return oleEntry{
		name: string(utf16.Decode(units)), kind: kind,
		start: binary.LittleEndian.Uint32(raw[116:]),
		size:  binary.LittleEndian.Uint32(raw[120:]),
	}, true
}

func words(raw []byte) []uint32 {
	out := make([]uint32, len(raw)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return out
}

// at gives a sector, or nil outside the file; the last may be cut short.
func (o *ole) at(n uint32) []byte {
	from := (int64(n) + 1) * int64(o.sector)
	if n >= oleFree || from >= int64(len(o.content)) {
		return nil
	}
	return o.content[from:min(from+int64(o.sector), int64(len(o.content)))]
}

// readTable collects the table that chains sectors: its first 109 sectors are
// listed in the header, the others in a chain of their own.
func (o *ole) readTable() {
	listed := words(o.content[76:512])
	next := binary.LittleEndian.Uint32(o.content[68:])
	for range len(o.content) / o.sector {
		raw := words(o.at(next))
		if len(raw) < 2 {
			break
		}
		listed = append(listed, raw[:len(raw)-1]...)
		next = raw[len(raw)-1]
	}
	for _, n := range listed {
		if len(o.table) > len(o.content)/o.sector {
			return // the rest describes sectors that the file does not have
		}
		o.table = append(o.table, words(o.at(n))...)
	}
}

// chain joins the sectors that follow each other, at most as many as there are.
func (o *ole) chain(n uint32) []byte {
	out := make([]byte, 0, o.length(n))
	for range len(o.content)/o.sector + 1 {
		part := o.at(n)
		if part == nil {
			break
		}
		out = append(out, part...)
		if int(n) >= len(o.table) {
			break
		}
		n = o.table[n]
	}
	return out
}

// length is how many bytes a chain has at most, so that a large one is copied
// once and not again and again as it grows.
func (o *ole) length(n uint32) int {
	sectors := 0
	for o.at(n) != nil && sectors <= len(o.content)/o.sector {
		sectors++
		if int(n) >= len(o.table) {
			break
		}
		n = o.table[n]
	}
	return sectors * o.sector
}

// stream gives a stream's bytes; small ones live in the mini stream.
func (o *ole) stream(e oleEntry) []byte {
	var out []byte
	if e.size >= o.miniCutoff {
		out = o.chain(e.start)
	} else {
		n := e.start
		for range len(o.miniTable) + 1 {
			from := int64(n) * oleMiniSector
			if n >= oleFree || from >= int64(len(o.miniStream)) {
				break
			}
			out = append(out, o.miniStream[from:min(from+oleMiniSector, int64(len(o.miniStream)))]...)
			if int(n) >= len(o.miniTable) {
				break
			}
			n = o.miniTable[n]
		}
	}
	return out[:min(len(out), int(e.size))]
}

// find looks for a stream or storage by name; case does not matter.
func (o *ole) find(name string) (oleEntry, bool) {
	for _, e := range o.entries {
		if strings.EqualFold(e.name, name) {
			return e, true
		}
	}
	return oleEntry{}, false
}

// refuseOLE says what an OLE file is: none is read yet.
func refuseOLE(content []byte, password string) error {
	o := readOLE(content)
	if o == nil || len(o.entries) == 0 {
		return refuse(ErrDamaged, "the file is cut short or damaged (it starts like an Excel .xls file); ask for it to be sent again")
	}
	for _, book := range []struct{ stream, what string }{
		{"workbook", "an Excel 97-2003 workbook (.xls), which is not read; open it in Excel or LibreOffice and save it as .xlsx"},
		{"book", oldExcel},
	} {
		e, found := o.find(book.stream)
		if !found {
			continue
		}
		if _, err := unlockXLS(o.stream(e), password); err != nil {
			return err
		}
		return refuse(ErrUnsupported, "the file is %s", book.what)
	}
	return refuse(ErrUnknownFormat, "the file is an old Office file, but not a spreadsheet; save its table as .xlsx and send that")
}
