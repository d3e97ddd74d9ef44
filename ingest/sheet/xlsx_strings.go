package sheet

import (
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// richText gathers the text of an xlsx string: plain, or in runs of differing
// looks. Phonetic guides above East Asian text are no part of it.
type richText struct {
	bytes []byte
	// Text between tags that are not marked xml:space="preserve" loses the
	// white space around the whole, as in Excel; a run that is marked keeps its
	// own. So up to lead, and from tail on, white space may go.
	lead, tail int
	preserve   bool // the run at hand
}

func (r *richText) reset() {
	r.bytes, r.lead, r.tail, r.preserve = r.bytes[:0], -1, 0, false
}

// run starts a run of text.
func (r *richText) run(m *markup) {
	space, _ := m.attribute("space")
	r.preserve = string(space) == "preserve"
}

func (r *richText) add(text []byte) {
	if r.preserve && len(text) > 0 {
		if r.lead < 0 {
			r.lead = len(r.bytes)
		}
		r.tail = len(r.bytes) + len(text)
	}
	r.bytes = append(r.bytes, text...)
}

// text gives what was gathered, valid until the next reset.
func (r *richText) text() []byte {
	b := r.bytes
	lead := r.lead
	if lead < 0 {
		lead = len(b)
	}
	from, to := 0, len(b)
	for from < lead && isSpace(b[from]) {
		from++
	}
	for to > max(r.tail, from) && isSpace(b[to-1]) {
		to--
	}
	return unescape(b[from:to])
}

// unescape decodes "_x000D_", by which Excel writes characters that XML cannot
// hold; "_x005F_" is an underscore, so that such text can be written too.
func unescape(b []byte) []byte {
	text := b
	if i := escapeAt(b); i < 0 {
		return text
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		i := escapeAt(b)
		if i < 0 {
			return append(out, b...)
		}
		out = append(out, b[:i]...)
		r := rune(hex4(b[i+2:]))
		b = b[i+escapeLength:]
		if utf16.IsSurrogate(r) && escapeAt(b) == 0 {
			if both := utf16.DecodeRune(r, rune(hex4(b[2:]))); both != utf8.RuneError {
				r = both
				b = b[escapeLength:]
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

const escapeLength = len("_x000D_")

// escapeAt finds the first escape, or gives -1.
func escapeAt(b []byte) int {
	for i := 0; i+escapeLength <= len(b); i++ {
		if b[i] == '_' && b[i+1] == 'x' && b[i+6] == '_' && hex4(b[i+2:]) >= 0 {
			return i
		}
	}
	return -1
}

// hex4 reads four hexadecimal digits; -1 when they are not.
func hex4(b []byte) int {
	n := 0
	for _, c := range b[:4] {
		d := strings.IndexByte("0123456789abcdef", c|0x20)
		if c <= '9' {
			d = int(c) - '0'
		}
		if d < 0 {
			return -1
		}
		n = n*16 + d
	}
	return n
}

// sharedStrings are the texts that cells name by number.
type sharedStrings struct {
	texts  []string
	chunk  []byte // texts not yet given out, so that many cost one allocation
	spans  []span
	limits Limits
	bytes  int64
}

// A chunk ends at so many bytes, or so many texts where they are short.
const (
	stringChunk = 64 << 10
	chunkTexts  = 8 << 10
)

// readSharedStrings reads the table; there may be none. The counts that it
// declares are not believed.
func readSharedStrings(a *archive, part string) ([]string, error) {
	if part == "" || !a.has(part) {
		return nil, nil
	}
	m, done, err := a.markup(part)
	if err != nil {
		return nil, err
	}
	defer done()
	s := sharedStrings{limits: a.limits}
	var r richText
	for {
		t, err := m.next()
		if err == io.EOF {
			s.flush()
			return s.texts, nil
		}
		if err != nil {
			return nil, err
		}
		if t == startTag && string(m.name) == "si" {
			if err := readRichText(m, &r, a.limits.Text); err != nil {
				return nil, err
			}
			if err := s.add(r.text()); err != nil {
				return nil, err
			}
		}
	}
}

// readRichText reads the element just started: an item of the table, or the
// text written into a cell.
func readRichText(m *markup, r *richText, longest int) error {
	r.reset()
	outside := m.depth - 1
	inText := false
	for {
		t, err := m.next()
		if err != nil {
			return m.unended(err)
		}
		switch {
		case t == endTag && m.depth == outside:
			return nil
		case t == endTag:
			inText = false
		case t == characters && inText:
			if len(r.bytes)+len(m.text) > longest {
				return refuse(ErrTooLarge, "a text is longer than %s; ask for the file to be sent again, or %s", sizeText(longest), raiseLimit("text"))
			}
			r.add(m.text)
		case t == startTag && string(m.name) == "t":
			inText = true
			r.run(m)
		case t == startTag && string(m.name) == "rPh":
			if err := m.skip(); err != nil {
				return err
			}
		}
	}
}

func (s *sharedStrings) add(text []byte) error {
	s.bytes += int64(len(text)) + 16
	if s.bytes > s.limits.Strings {
		return tooMuchText(s.limits.Strings)
	}
	if len(s.chunk)+len(text) > stringChunk || len(s.spans) == chunkTexts {
		s.flush()
	}
	from := len(s.chunk)
	s.chunk = append(s.chunk, text...)
	s.spans = append(s.spans, span{len(s.texts), from, len(s.chunk)})
	s.texts = append(s.texts, "")
	return nil
}

// flush gives out the texts of a chunk.
func (s *sharedStrings) flush() {
	all := string(s.chunk)
	valid := utf8.ValidString(all)
	for _, p := range s.spans {
		s.texts[p.cell] = all[p.from:p.to]
		if !valid {
			s.texts[p.cell] = validText(all[p.from:p.to])
		}
	}
	s.chunk, s.spans = s.chunk[:0], s.spans[:0]
}
