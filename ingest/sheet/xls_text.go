package sheet

import (
	"encoding/binary"
	"unicode/utf8"
)

// textReader reads texts out of a record and the CONTINUE records after it. A
// text is its length in UTF-16 units, a byte of flags, and its characters: two
// bytes each, or one where all of them lie below U+0100. The workbook's code
// page plays no part in that since Excel 97. (MS-XLS 2.5.293 and 2.5.294.)
type textReader struct {
	records *records
	body    []byte // what is left of the record at hand
	units   []byte // a text that is strewn over records, as UTF-16
}

// The flags of a text.
const (
	textWide     = 0x01 // two bytes a character
	textExtended = 0x04 // phonetic guides follow
	textRich     = 0x08 // the looks of its parts follow
)

// more goes on in the CONTINUE record that follows, if there is one.
func (t *textReader) more() bool {
	place, run := t.records.place, t.records.run
	rec, ok := t.records.next()
	if !ok || rec.kind != recordContinue {
		t.records.place, t.records.run = place, run
		return false
	}
	t.body = rec.body
	return true
}

// take fills a small field, over records where it must.
func (t *textReader) take(field []byte) bool {
	for len(field) > 0 {
		if len(t.body) == 0 && !t.more() {
			return false
		}
		n := copy(field, t.body)
		field, t.body = field[n:], t.body[n:]
	}
	return true
}

// skip passes over bytes.
func (t *textReader) skip(n int64) bool {
	for n > 0 {
		if len(t.body) == 0 && !t.more() {
			return false
		}
		step := min(n, int64(len(t.body)))
		n -= step
		t.body = t.body[step:]
	}
	return true
}

// read appends the next text to out. ok is false where the records end before
// the text does. What is said of its looks and of its pronunciation is passed
// over: it is no part of what the cell shows.
func (t *textReader) read(out []byte) (text []byte, ok bool) {
	var count, runs [2]byte
	var flags [1]byte
	var extended [4]byte
	if !t.take(count[:]) {
		return out, false
	}
	n := int(binary.LittleEndian.Uint16(count[:]))
	if !t.take(flags[:]) {
		return out, n == 0 // some writers leave the flags of an empty text out
	}
	if flags[0]&textRich != 0 && !t.take(runs[:]) || flags[0]&textExtended != 0 && !t.take(extended[:]) {
		return out, false
	}
	if out, ok = t.characters(out, n, flags[0]&textWide != 0); !ok {
		return out, false
	}
	t.skip(4*int64(binary.LittleEndian.Uint16(runs[:])) + int64(binary.LittleEndian.Uint32(extended[:])))
	return out, true
}

// characters appends so many characters. Where they go on in a CONTINUE record,
// that starts with a byte of flags again: the rest may be of the other width.
func (t *textReader) characters(out []byte, count int, wide bool) ([]byte, bool) {
	width := widthOf(wide)
	if count*width <= len(t.body) {
		out = appendUTF16(out, t.body[:count*width], wide)
		t.body = t.body[count*width:]
		return out, true
	}
	t.units = t.units[:0]
	for {
		n := min(count, len(t.body)/width)
		t.units = appendUnits(t.units, t.body[:n*width], wide)
		t.body = t.body[n*width:]
		if count -= n; count == 0 {
			return appendUTF16(out, t.units, true), true
		}
		if len(t.body) > 0 {
			return out, false // half a character
		}
		for len(t.body) == 0 {
			if !t.more() {
				return out, false
			}
		}
		wide = t.body[0]&textWide != 0
		width = widthOf(wide)
		t.body = t.body[1:]
	}
}

func widthOf(wide bool) int {
	if wide {
		return 2
	}
	return 1
}

// appendUnits appends characters as UTF-16.
func appendUnits(units, raw []byte, wide bool) []byte {
	if wide {
		return append(units, raw...)
	}
	for _, c := range raw {
		units = append(units, c, 0)
	}
	return units
}

// appendUTF16 appends characters as UTF-8. A narrow one is the lower half of a
// UTF-16 unit, so ISO 8859-1, and not Windows-1252.
func appendUTF16(out, raw []byte, wide bool) []byte {
	if wide {
		out, used := utf16little(out, raw)
		if used < len(raw) {
			out = utf8.AppendRune(out, utf8.RuneError)
		}
		return out
	}
	for _, c := range raw {
		if c < utf8.RuneSelf {
			out = append(out, c)
		} else {
			out = utf8.AppendRune(out, rune(c))
		}
	}
	return out
}
