package sheet

import (
	"encoding/binary"
	"slices"
	"strings"
)

// madeOLE is a compound file made for a test.
type madeOLE struct {
	sector  int  // 512, or 4096
	strewn  bool // sectors lie in the reverse order
	streams []madeStream
}

// madeStream is a stream; "Storage/Name" lies in a storage.
type madeStream struct {
	name    string
	content []byte
}

const (
	oleEndOfChain = 0xFFFFFFFE
	oleNothing    = 0xFFFFFFFF
)

// oleWriter gathers sectors, then says which follows which.
type oleWriter struct {
	sector int
	data   [][]byte
	next   []uint32
}

// chain adds content as sectors that follow each other.
func (w *oleWriter) chain(content []byte) (start uint32) {
	start = uint32(len(w.data))
	for part := range slices.Chunk(content, w.sector) {
		w.data = append(w.data, append(part, make([]byte, w.sector-len(part))...)[:w.sector:w.sector])
		w.next = append(w.next, uint32(len(w.data)))
	}
	if len(content) == 0 {
		return oleEndOfChain
	}
	w.next[len(w.next)-1] = oleEndOfChain
	return start
}

func (m madeOLE) bytes() []byte {
	w := &oleWriter{sector: max(m.sector, 512)}
	directory, mini, miniTable := m.directory(w)
	root := directory[:128]
	binary.LittleEndian.PutUint32(root[116:], w.chain(mini))
	binary.LittleEndian.PutUint32(root[120:], uint32(len(mini)))
	miniStart := w.chain(miniTable)
	directoryStart := w.chain(directory)
	if m.strewn {
		n := uint32(len(w.data))
		reverse := func(v uint32) uint32 {
			if v < n {
				return n - 1 - v
			}
			return v
		}
		slices.Reverse(w.data)
		slices.Reverse(w.next)
		for i := range w.next {
			w.next[i] = reverse(w.next[i])
		}
		for e := directory; len(e) > 0; e = e[128:] {
			if e[66] == 5 || binary.LittleEndian.Uint32(e[120:]) >= oleMiniCutoff {
				binary.LittleEndian.PutUint32(e[116:], reverse(binary.LittleEndian.Uint32(e[116:])))
			}
		}
		miniStart, directoryStart = reverse(miniStart), reverse(directoryStart)
		for i, part := range slices.Collect(slices.Chunk(directory, w.sector)) {
			copy(w.data[int(directoryStart)-i], part)
		}
	}
	return w.file(directoryStart, miniStart)
}

// directory lays out the streams: small ones in the mini stream, the others in
// sectors of their own.
func (m madeOLE) directory(w *oleWriter) (directory, mini, miniTable []byte) {
	entries := [][]byte{oleEntryOf("Root Entry", 5, 0, 0)}
	last := map[string]int{} // the last entry of each storage
	link := func(storage string, parent int) {
		n := uint32(len(entries))
		field, of := 76, parent
		if before, found := last[storage]; found {
			field, of = 72, before
		}
		binary.LittleEndian.PutUint32(entries[of][field:], n)
		last[storage] = int(n)
	}
	for _, s := range m.streams {
		storage, name, nested := strings.Cut(s.name, "/")
		parent := 0
		if nested {
			link("", 0)
			parent = len(entries)
			entries = append(entries, oleEntryOf(storage, 1, 0, 0))
		} else {
			storage, name = "", s.name
		}
		link(storage, parent)
		start := uint32(len(mini) / oleMiniSector)
		if len(s.content) >= oleMiniCutoff {
			start = w.chain(s.content)
		} else {
			sectors := (len(s.content) + oleMiniSector - 1) / oleMiniSector
			mini = append(mini, s.content...)
			mini = append(mini, make([]byte, sectors*oleMiniSector-len(s.content))...)
			for i := range sectors {
				next := start + uint32(i) + 1
				if i == sectors-1 {
					next = oleEndOfChain
				}
				miniTable = binary.LittleEndian.AppendUint32(miniTable, next)
			}
		}
		entries = append(entries, oleEntryOf(name, 2, start, len(s.content)))
	}
	for len(entries)*128%w.sector != 0 {
		entries = append(entries, make([]byte, 128))
	}
	return slices.Concat(entries...), mini, miniTable
}

func oleEntryOf(name string, kind byte, start uint32, size int) []byte {
	e := make([]byte, 128)
	for i, c := range name {
		e[2*i] = byte(c)
	}
	e[64], e[66] = byte(2*len(name)+2), kind
	for _, field := range []int{68, 72, 76} {
		binary.LittleEndian.PutUint32(e[field:], oleNothing)
	}
	binary.LittleEndian.PutUint32(e[116:], start)
	binary.LittleEndian.PutUint32(e[120:], uint32(size))
	return e
}

// file writes header, sectors, table, and the list of the table's sectors where
// the header has no room for it.
func (w *oleWriter) file(directory, mini uint32) []byte {
	per := w.sector / 4
	sectors := len(w.data)
	tables, lists := 0, 0
	for tables*per < sectors+tables+lists {
		tables++
		lists = max(0, tables-109+per-2) / (per - 1)
	}
	header := make([]byte, w.sector)
	copy(header, oleSignature)
	header[30], header[32] = 9, 6
	if w.sector == 4096 {
		header[30] = 12
	}
	put := binary.LittleEndian.PutUint32
	for at, v := range map[int]uint32{44: uint32(tables), 48: directory, 56: oleMiniCutoff, 60: mini, 64: 1, 68: oleEndOfChain, 72: uint32(lists)} {
		put(header[at:], v)
	}
	if lists > 0 {
		put(header[68:], uint32(sectors+tables))
	}
	list := make([]byte, lists*w.sector)
	for i := range list {
		list[i] = 0xFF
	}
	for i := 0; i < 109; i++ {
		put(header[76+4*i:], oleNothing)
	}
	for i := range tables {
		if i < 109 {
			put(header[76+4*i:], uint32(sectors+i))
		} else {
			at := (i-109)/(per-1)*w.sector + (i-109)%(per-1)*4
			put(list[at:], uint32(sectors+i))
		}
	}
	for i := range lists {
		put(list[(i+1)*w.sector-4:], uint32(sectors+tables+i+1))
	}
	table := make([]byte, tables*w.sector)
	for i, v := range w.next {
		put(table[4*i:], v)
	}
	for i := range tables + lists {
		put(table[4*(sectors+i):], 0xFFFFFFFD)
	}
	return slices.Concat(header, slices.Concat(w.data...), table, list)
}

// oleOf makes a small OLE file with one stream.
func oleOf(stream string, content []byte) []byte {
	return madeOLE{streams: []madeStream{{stream, content}}}.bytes()
}
