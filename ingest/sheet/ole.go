package sheet

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// An OLE compound file is a small file system in a file: what .xls is, and what
// encrypted .xlsx files are wrapped in. It is cut into sectors, a table says
// which sector follows which, and a directory says where each stream starts.
// Streams below 4,096 bytes share the mini stream, in sectors of 64 bytes with a
// table of their own. (Format: MS-CFB.)
const oleSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

type ole struct {
	content   []byte
	sector    int      // bytes in a sector
	table     []uint32 // the sector that follows each
	miniTable []uint32
	mini      scattered  // the mini stream
	entries   []oleEntry // by their number in the file
	top       []oleEntry // those that lie in no storage
}

type oleEntry struct {
	name               string
	kind               byte   // 1 storage, 2 stream, 5 root; 0 not in use
	left, right, child uint32 // numbers of entries: a tree sorted by name
	start, size        uint32
}

const (
	oleMiniSector = 64
	oleMiniCutoff = 4096       // streams below live in the mini stream
	oleFree       = 0xFFFFFFFA // numbers from here on are no sectors

	// oleMaxDirectory bounds the directory: 65,536 entries of 128 bytes. A
	// workbook with macros has some 50.
	oleMaxDirectory = 8 << 20
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
	o := &ole{content: content, sector: 1 << shift}
	o.readTable()
	o.readDirectory(binary.LittleEndian.Uint32(content[48:]))
	for _, e := range o.entries {
		if e.kind == 5 {
			o.mini = o.chain(e.start, len(content))
			o.top = o.childrenOf(e)
			break
		}
	}
	entriesNeeded := 4 * (o.mini.size()/oleMiniSector + 1)
	miniTable := o.chain(binary.LittleEndian.Uint32(content[60:]), entriesNeeded)
	o.miniTable = words(miniTable.bytes())
	return o
}

func (o *ole) readDirectory(start uint32) {
	stream := o.chain(start, oleMaxDirectory)
	directory := stream.bytes()
	for ; len(directory) >= 128; directory = directory[128:] {
		o.entries = append(o.entries, readOLEEntry(directory[:128]))
	}
}

// readOLEEntry reads an entry of the directory (MS-CFB 2.6.1). The size has 64
// bits there, of which older writers leave the upper half undefined.
func readOLEEntry(raw []byte) oleEntry {
	length := int(binary.LittleEndian.Uint16(raw[64:]))
	kind := raw[66]
	if length < 2 || length > 64 || kind == 0 {
		return oleEntry{}
	}
	units := make([]uint16, 0, 32)
	for i := 0; i < length-2; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(raw[i:]))
	}
	return oleEntry{
		name: string(utf16.Decode(units)), kind: kind,
		left:  binary.LittleEndian.Uint32(raw[68:]),
		right: binary.LittleEndian.Uint32(raw[72:]),
		child: binary.LittleEndian.Uint32(raw[76:]),
		start: binary.LittleEndian.Uint32(raw[116:]),
		size:  binary.LittleEndian.Uint32(raw[120:]),
	}
}

// childrenOf lists what lies in a storage: the child and all that hangs from it
// to the left and right. Where the tree leads nowhere everything is listed; a
// tree that goes in circles ends, since each entry is met once.
func (o *ole) childrenOf(storage oleEntry) []oleEntry {
	var out []oleEntry
	met := make([]bool, len(o.entries))
	open := []uint32{storage.child}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if int64(n) >= int64(len(o.entries)) || met[n] || o.entries[n].kind == 0 || o.entries[n].kind == 5 {
			continue
		}
		met[n] = true
		out = append(out, o.entries[n])
		open = append(open, o.entries[n].left, o.entries[n].right)
	}
	if len(out) == 0 {
		return o.entries
	}
	return out
}

func words(raw []byte) []uint32 {
	out := make([]uint32, len(raw)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return out
}

// bounds says where a sector lies in the content; the last one of a file may be
// cut short. Outside the file ok is false.
func (o *ole) bounds(n uint32) (from, to int, ok bool) {
	start := (int64(n) + 1) * int64(o.sector)
	if n >= oleFree || start >= int64(len(o.content)) {
		return 0, 0, false
	}
	return int(start), int(min(start+int64(o.sector), int64(len(o.content)))), true
}

// readTable collects the table that chains sectors: its first 109 sectors are
// listed in the header, the others in a chain of their own (MS-CFB 2.5).
func (o *ole) readTable() {
	listed := words(o.content[76:512])
	next := binary.LittleEndian.Uint32(o.content[68:])
	for range len(o.content) / o.sector {
		from, to, ok := o.bounds(next)
		if !ok || to-from < 8 {
			break
		}
		raw := words(o.content[from:to])
		listed = append(listed, raw[:len(raw)-1]...)
		next = raw[len(raw)-1]
	}
	for _, n := range listed {
		if len(o.table) > len(o.content)/o.sector {
			return // the rest describes sectors that the file does not have
		}
		if from, to, ok := o.bounds(n); ok {
			o.table = append(o.table, words(o.content[from:to])...)
		}
	}
}

// chain joins the sectors that follow each other, up to so many bytes. It ends
// early where the file does, and where it would meet a sector twice.
func (o *ole) chain(n uint32, most int) scattered {
	var s scattered
	met := make([]uint64, len(o.content)/o.sector/64+1)
	from, to := 0, 0
	for left := most; left > 0; {
		start, end, ok := o.bounds(n)
		if !ok || met[n/64]&(1<<(n%64)) != 0 {
			break
		}
		met[n/64] |= 1 << (n % 64)
		if start != to {
			s.add(o.content[from:to])
			from = start
		}
		to = end
		left -= end - start
		if end-start < o.sector || int64(n) >= int64(len(o.table)) {
			break
		}
		n = o.table[n]
	}
	s.add(o.content[from:to])
	s.cut(most)
	return s
}

// stream gives a stream's bytes, as many of the size that it claims as there
// are.
func (o *ole) stream(e oleEntry) scattered {
	if e.size >= oleMiniCutoff {
		return o.chain(e.start, int(e.size))
	}
	var s scattered
	n := int64(e.start)
	for s.size() < int(e.size) && n*oleMiniSector < int64(o.mini.size()) {
		sector := make([]byte, oleMiniSector)
		s.add(sector[:o.mini.copyFrom(int(n)*oleMiniSector, sector)])
		if n >= int64(len(o.miniTable)) {
			break
		}
		n = int64(o.miniTable[n])
	}
	s.cut(int(e.size))
	return s
}

// find looks for a stream that lies in no storage; case does not matter. What
// lies in storages belongs to embedded objects, such as a workbook in a letter.
func (o *ole) find(name string) (oleEntry, bool) {
	for _, e := range o.top {
		if e.kind == 2 && strings.EqualFold(e.name, name) {
			return e, true
		}
	}
	return oleEntry{}, false
}

// openOLE tells the OLE files from each other, and opens an Excel workbook. A
// file for old and new Excel alike has both streams, of which the new one holds.
func openOLE(content []byte, password string, limits Limits) (reader, error) {
	o := readOLE(content)
	if o == nil || len(o.top) == 0 {
		return nil, refuse(ErrDamaged, "the file is cut short or damaged (it starts like an Excel .xls file); ask for it to be sent again")
	}
	for _, name := range []string{"Workbook", "Book"} {
		e, found := o.find(name)
		if !found {
			continue
		}
		stream := o.stream(e)
		if stream.size() < int(e.size) {
			return nil, refuse(ErrDamaged, "the file is cut short or damaged (%d of the workbook's %d bytes are missing); ask for it to be sent again", int(e.size)-stream.size(), e.size)
		}
		return openXLS(stream, password, limits)
	}
	return nil, refuse(ErrUnknownFormat, "the file is an old Office file, but not a spreadsheet; save its table as .xlsx and send that")
}
