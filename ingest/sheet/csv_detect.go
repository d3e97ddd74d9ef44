package sheet

import (
	"bytes"
	"unicode/utf8"
)

// decodeText gives a text file as UTF-8, whatever it is written in: what a
// byte-order mark says; UTF-16 where every other byte is nil; UTF-8 where the
// bytes are; else Windows-1252, which every byte is.
func decodeText(content []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xEF\xBB\xBF")):
		return checkText(bytes.ToValidUTF8(content[3:], []byte("�")))
	case bytes.HasPrefix(content, []byte("\xFF\xFE")):
		return checkText(decodeAll(utf16little, content[2:]))
	case bytes.HasPrefix(content, []byte("\xFE\xFF")):
		return checkText(decodeAll(utf16big, content[2:]))
	}
	if decode := guessUTF16(content); decode != nil {
		return checkText(decodeAll(decode, content))
	}
	if _, err := checkText(content); err != nil {
		return nil, err
	}
	if utf8.Valid(content) {
		return content, nil
	}
	if mostlyUTF8(content) {
		return bytes.ToValidUTF8(content, []byte("�")), nil
	}
	return decodeAll(windows1252, content), nil
}

// checkText refuses what holds control characters that no text has. A text that
// decodes to nothing at all is refused as empty.
func checkText(text []byte) ([]byte, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, refuse(ErrEmpty, "the file is empty; ask for it to be sent again")
	}
	if bytes.ContainsFunc(text[:min(len(text), textSample)], isBinary) {
		return nil, refuse(ErrUnknownFormat, "the file is neither a spreadsheet nor text; ask for it as .xlsx, .ods or .csv")
	}
	return text, nil
}

// isBinary: control characters but white space, the end mark of old DOS files
// and escape.
func isBinary(r rune) bool {
	return r < ' ' && (r < '\t' || r > '\r') && r != 0x1A && r != 0x1B
}

// textSample is how much of a file is looked at to tell what it is.
const textSample = 1 << 20

// guessUTF16 tells UTF-16 without a mark: in text of Western languages the high
// byte of nearly every pair is nil.
func guessUTF16(content []byte) encoding {
	sample := content[:min(len(content), 4096)&^1]
	var nils [2]int
	for i, c := range sample {
		if c == 0 {
			nils[i&1]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case pairs < 2:
		return nil
	case nils[1] > pairs*7/10 && nils[0] == 0:
		return utf16little
	case nils[0] > pairs*7/10 && nils[1] == 0:
		return utf16big
	}
	return nil
}

// mostlyUTF8 says whether a text that is not all UTF-8 was meant to be: more of
// its bytes beyond ASCII form characters than do not. A file cut in the middle
// of a character is one.
func mostlyUTF8(text []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good > bad
}

// commas are the characters that may divide fields. Where two do equally well
// the earlier holds: commas are also found inside of numbers and prose.
var commas = []byte{'\t', '|', ';', ','}

const commaSample = 200 // records

// chooseComma finds what divides the fields: a line "sep=;" says so (Excel
// writes and obeys it, and shows it nowhere); else it is what divides the most
// records into the same number of fields.
func (c *csv) chooseComma() {
	if len(c.text) > 4 && bytes.EqualFold(c.text[:4], []byte("sep=")) {
		end := bytes.IndexAny(c.text, "\r\n")
		if end == 5 {
			c.comma = c.text[4]
			rest := recordReader{text: c.text, pos: end, line: 1}
			rest.endField()
			c.text, c.first = c.text[rest.pos:], rest.line
			return
		}
	}
	best := 0
	c.comma = ','
	for _, comma := range commas {
		if score := commaScore(c.text, comma); score > best {
			c.comma, best = comma, score
		}
	}
}

// commaScore counts the dividers in the records that have the commonest number
// of fields, one field not counted.
func commaScore(text []byte, comma byte) int {
	r := recordReader{text: text[:min(len(text), textSample)], comma: comma}
	records := map[int]int{} // by number of fields
	for range commaSample {
		if r.done() {
			break
		}
		fields := 0
		for more := true; more; fields++ {
			_, next, err := r.field()
			if err != nil { // cut by the sample, or never closed
				return bestScore(records)
			}
			more = next
		}
		records[fields]++
	}
	return bestScore(records)
}

func bestScore(records map[int]int) int {
	best := 0
	for fields, n := range records {
		best = max(best, (fields-1)*n)
	}
	return best
}
