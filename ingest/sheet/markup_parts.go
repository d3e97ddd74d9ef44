package sheet

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"
)

// longestReference is the most bytes that a character reference takes:
// "&#x0010FFFF;" and some more zeros.
const longestReference = 16

// readDeclaration reads what starts with "<!": a comment, CDATA or a document
// type. The last may declare entities, which is how small files are made to
// swell into gigabytes, or to fetch other files: it is refused then.
func (m *markup) readDeclaration() (token, error) {
	for m.end-m.pos < len("<![CDATA[") {
		if err := m.more(); err != nil {
			return 0, err
		}
	}
	head := m.buf[m.pos:m.end]
	switch {
	case bytes.HasPrefix(head, []byte("<!--")):
		return 0, m.passOver(4, "-->")
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		return characters, m.readCDATA()
	}
	for i := 2; ; i++ {
		if m.pos+i == m.end {
			if err := m.more(); err != nil {
				return 0, err
			}
		}
		switch m.buf[m.pos+i] {
		case '[':
			return 0, m.damaged("declares XML entities, which no spreadsheet program writes and attacks use")
		case '>':
			m.pos += i + 1
			return 0, nil
		}
	}
}

// passOver drops everything up to the closing mark, however long it is.
func (m *markup) passOver(from int, closing string) error {
	m.pos += from
	for {
		if i := bytes.Index(m.buf[m.pos:m.end], []byte(closing)); i >= 0 {
			m.pos += i + len(closing)
			return nil
		}
		m.pos = max(m.pos, m.end-len(closing)+1)
		if err := m.more(); err != nil {
			return err
		}
	}
}

// readCDATA gives the text of a CDATA section; all of it must fit a tag's room.
func (m *markup) readCDATA() error {
	const head = len("<![CDATA[")
	for from := head; ; {
		if i := bytes.Index(m.buf[m.pos+from:m.end], []byte("]]>")); i >= 0 {
			m.text = m.buf[m.pos+head : m.pos+from+i]
			m.pos += from + i + len("]]>")
			return nil
		}
		from = max(m.end-m.pos-len("]]>")+1, head)
		if err := m.more(); err != nil {
			return err
		}
	}
}

// attribute finds an attribute of the start tag by its name without prefix.
func (m *markup) attribute(name string) ([]byte, bool) {
	for rest := m.attributes; ; {
		var key, value []byte
		if key, value, rest = nextAttribute(rest); key == nil {
			return nil, false
		}
		if string(localName(key)) == name {
			return value, true
		}
	}
}

// attributeText gives an attribute's decoded text; empty when it is missing.
func (m *markup) attributeText(name string) string {
	value, _ := m.attribute(name)
	return decodedText(value)
}

// decodedText decodes references in an attribute's value. Where one is wrong
// the value is taken as it is written.
func decodedText(value []byte) string {
	if bytes.IndexByte(value, '&') < 0 {
		return validText(string(value))
	}
	decoded, err := appendDecoded(nil, value)
	if err != nil {
		return validText(string(value))
	}
	return validText(string(decoded))
}

// nextAttribute splits the first attribute off; key is nil when there is none.
func nextAttribute(rest []byte) (key, value, after []byte) {
	for len(rest) > 0 && isSpace(rest[0]) {
		rest = rest[1:]
	}
	equals := bytes.IndexByte(rest, '=')
	if equals <= 0 {
		return nil, nil, nil
	}
	key = rest[:equals]
	for isSpace(key[len(key)-1]) {
		key = key[:len(key)-1]
	}
	rest = rest[equals+1:]
	for len(rest) > 0 && isSpace(rest[0]) {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil
	}
	length := bytes.IndexByte(rest[1:], rest[0])
	if length < 0 {
		return nil, nil, nil
	}
	return key, rest[1 : 1+length], rest[2+length:]
}

var errReference = errors.New("has a character reference that XML does not know")

// appendDecoded appends text with references decoded and line ends as "\n". A
// lone "&" stands for itself, as sloppy writers mean it.
func appendDecoded(out, raw []byte) ([]byte, error) {
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			return append(out, raw...), nil
		}
		out = append(out, raw[:i]...)
		if raw[i] == '\r' {
			out = append(out, '\n')
			raw = bytes.TrimPrefix(raw[i+1:], []byte("\n"))
			continue
		}
		length := referenceLength(raw[i:])
		if length == 0 {
			out = append(out, '&')
			raw = raw[i+1:]
			continue
		}
		r, ok := reference(string(raw[i+1 : i+length-1]))
		if !ok {
			return out, errReference
		}
		out = utf8.AppendRune(out, r)
		raw = raw[i+length:]
	}
	return out, nil
}

// referenceLength gives the length of "&name;" or "&#1;"; 0 when there is none.
func referenceLength(raw []byte) int {
	for i := 1; i < len(raw) && i < 4*longestReference; i++ {
		c := raw[i]
		switch {
		case c == ';' && i > 1:
			return i + 1
		case c == '#' && i == 1, c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return 0
		}
	}
	return 0
}

func reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= utf8.MaxRune
}

// plainValue reads what most cells hold, "<v>123</v></c>", in one go and leaves
// the cell. Anything else is left as it stands, and false; also what is longer
// than most bytes.
func (m *markup) plainValue(most int) (value []byte, ok bool) {
	longest := 3 + min(most, 40) // no number is longer than 40; a text is read with more care
	buf := m.buf[m.pos:m.end]
	if m.empty || len(buf) < 3 || buf[0] != '<' || buf[1] != 'v' || buf[2] != '>' {
		return nil, false
	}
	for i := 3; i < len(buf) && i <= longest; i++ {
		switch buf[i] {
		case '&', '\r':
			return nil, false
		case '<':
			const end = "</v></c>"
			if len(buf) < i+len(end) || string(buf[i:i+len(end)]) != end {
				return nil, false
			}
			m.pos += i + len(end)
			m.depth--
			return buf[3:i], true
		}
	}
	return nil, false
}
