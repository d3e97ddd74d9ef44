package sheet

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An encoding turns bytes into UTF-8. It appends to out what src gives and says
// how much of src it used: a character may be cut at the end.
type encoding func(out, src []byte) (appended []byte, used int)

// fromUTF16 decodes UTF-16 of the byte order that pair reads.
func fromUTF16(pair func([]byte) uint16) encoding {
	return func(out, src []byte) ([]byte, int) {
		i := 0
		for ; i+1 < len(src); i += 2 {
			r := rune(pair(src[i:]))
			if utf16.IsSurrogate(r) {
				if i+3 >= len(src) {
					break
				}
				if both := utf16.DecodeRune(r, rune(pair(src[i+2:]))); both != utf8.RuneError {
					r = both
					i += 2
				} else {
					r = utf8.RuneError
				}
			}
			out = utf8.AppendRune(out, r)
		}
		return out, i
	}
}

var (
	utf16little = fromUTF16(func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	utf16big    = fromUTF16(func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
)

// windows1252High are the characters 0x80 to 0x9F of Windows-1252; the others
// are those of Unicode. The five that Windows leaves open are taken as Unicode
// has them, as browsers do.
var windows1252High = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

func windows1252(out, src []byte) ([]byte, int) {
	for _, c := range src {
		switch {
		case c < 0x80:
			out = append(out, c)
		case c < 0xA0:
			out = utf8.AppendRune(out, windows1252High[c-0x80])
		default:
			out = utf8.AppendRune(out, rune(c))
		}
	}
	return out, len(src)
}

// decodeAll decodes a whole text; a character cut at its end is marked.
func decodeAll(decode encoding, src []byte) []byte {
	out, used := decode(make([]byte, 0, len(src)+len(src)/8), src)
	if used < len(src) {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}

// transcoder is a stream of UTF-8 from one of another encoding.
type transcoder struct {
	source io.Reader
	decode encoding
	in     []byte // read, not yet decoded
	out    []byte // decoded, not yet given
	given  int
}

func (t *transcoder) Read(p []byte) (int, error) {
	for t.given == len(t.out) {
		start := len(t.in)
		t.in = append(t.in, make([]byte, 32<<10)...)
		n, err := t.source.Read(t.in[start:])
		t.in = t.in[:start+n]
		var used int
		t.out, used = t.decode(t.out[:0], t.in)
		t.given = 0
		t.in = t.in[:copy(t.in, t.in[used:])]
		if err != nil && len(t.out) == 0 {
			return 0, err
		}
	}
	n := copy(p, t.out[t.given:])
	t.given += n
	return n, nil
}

// openEncoding looks at the start of an XML document for its encoding and puts
// a transcoder before it where that is not UTF-8.
func (m *markup) openEncoding() error {
	for m.end < 256 && m.fill() {
		continue // enough to hold the declaration
	}
	head := m.buf[:m.end]
	for _, e := range xmlEncodings {
		if bytes.HasPrefix(head, []byte(e.start)) {
			if e.decode == nil {
				m.pos = e.mark
			} else {
				m.transcode(e.decode, e.mark)
			}
			return nil
		}
	}
	return m.openDeclared(head)
}

// xmlEncodings tell an XML document's encoding by its first bytes: a byte-order
// mark of so many bytes, or the way "<?" is written.
var xmlEncodings = []struct {
	start  string
	mark   int
	decode encoding
}{
	{"\xEF\xBB\xBF", 3, nil},
	{"\xFF\xFE", 2, utf16little},
	{"\xFE\xFF", 2, utf16big},
	{"<\x00?\x00", 0, utf16little},
	{"\x00<\x00?", 0, utf16big},
}

// openDeclared follows <?xml … encoding="…"?>.
func (m *markup) openDeclared(head []byte) error {
	declaration, _, found := bytes.Cut(head, []byte("?>"))
	_, after, named := bytes.Cut(declaration, []byte("encoding"))
	if !bytes.HasPrefix(head, []byte("<?xml")) || !found || !named {
		return nil
	}
	_, value, _ := nextAttribute(append([]byte("encoding"), after...))
	switch name := strings.ToLower(string(value)); name {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
	case "iso-8859-1", "latin1", "windows-1252", "cp1252":
		m.transcode(windows1252, 0)
	default:
		return refuse(ErrUnsupported, "%s is written in %q, which is not read; open the file in Excel or LibreOffice and save it as .xlsx", m.part, name)
	}
	return nil
}

// transcode starts the document again, through a transcoder and without the
// byte-order mark.
func (m *markup) transcode(decode encoding, mark int) {
	rest := append([]byte(nil), m.buf[mark:m.end]...)
	source := io.Reader(bytes.NewReader(rest))
	if m.failed == nil {
		source = io.MultiReader(source, m.source)
	} else {
		source = io.MultiReader(source, failing{m.failed})
	}
	m.source, m.failed = &transcoder{source: source, decode: decode}, nil
	m.pos, m.end = 0, 0
}

// failing is a source that has ended with an error already met.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// validText replaces what is no UTF-8, so that no broken byte reaches the
// store.
func validText(text string) string {
	return strings.ToValidUTF8(text, "�")
}
