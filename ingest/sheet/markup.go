package sheet

import (
	"bytes"
	"errors"
	"io"
)

// markup reads XML as a stream of start tags, end tags and text. It is small on
// purpose: no entity but the five of XML is known, a document that declares its
// own is refused, nothing outside the file is ever fetched, and nothing is
// allocated for each tag. Names are compared without their prefix, so that
// strict, transitional and oddly prefixed files read alike.
type markup struct {
	source io.Reader
	part   string // what is read, for messages
	buf    []byte
	pos    int   // next byte to read
	end    int   // bytes in buf
	base   int64 // bytes of the document before buf
	failed error // of source, once met

	depth   int
	nesting int
	partial bool // reading started in the middle of the document
	empty   bool // the start tag just given closes itself

	// Of the token just given; valid until the next one.
	name       []byte // without prefix
	attributes []byte // of a start tag, as written
	text       []byte // decoded
	start      int64  // where a tag starts in the document

	decoded []byte
}

type token uint8

const (
	startTag token = iota + 1
	endTag
	characters
)

const (
	markupBuffer = 128 << 10
	longestTag   = 4 << 20 // ods keeps a cell's text in an attribute at times
)

func newMarkup(source io.Reader, part string, nesting int) (*markup, error) {
	m := &markup{source: source, part: part, buf: make([]byte, markupBuffer), nesting: nesting}
	if err := m.openEncoding(); err != nil {
		return nil, err
	}
	return m, nil
}

// next gives the next token, or io.EOF after the document's last tag.
func (m *markup) next() (token, error) {
	if m.empty {
		m.empty = false
		m.depth--
		return endTag, nil
	}
	for {
		if m.pos == m.end && !m.fill() {
			return 0, m.finished()
		}
		if m.buf[m.pos] != '<' {
			return characters, m.readText()
		}
		given, err := m.readMarkup()
		if given != 0 || err != nil {
			return given, err
		}
	}
}

// finished says how the document ended.
func (m *markup) finished() error {
	if m.failed != io.EOF {
		return m.unpackError(m.failed)
	}
	if m.depth != 0 || m.partial {
		return m.damaged("ends in the middle")
	}
	return io.EOF
}

func (m *markup) damaged(what string) error {
	return refuse(ErrDamaged, "%s %s; ask for the file to be sent again, or open it in Excel or LibreOffice and save it as .xlsx", m.part, what)
}

// unpackError explains an error of the source, which may be a limit's refusal.
func (m *markup) unpackError(err error) error {
	var r *Refusal
	if errors.As(err, &r) {
		return err
	}
	return m.damaged("cannot be unpacked")
}

// fill reads more, keeping what is not yet used. It gives false when there is
// no more, or no room for it.
func (m *markup) fill() bool {
	if m.failed != nil {
		return false
	}
	if m.pos > 0 {
		m.base += int64(m.pos)
		m.end = copy(m.buf, m.buf[m.pos:m.end])
		m.pos = 0
	}
	if m.end == len(m.buf) {
		return false
	}
	for range 100 { // a reader may give nothing for a while, but not for ever
		n, err := m.source.Read(m.buf[m.end:])
		m.end += n
		if err != nil {
			m.failed = err
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	m.failed = io.ErrNoProgress
	return false
}

// more gets further bytes of a tag, making room where it is longer than the
// buffer.
func (m *markup) more() error {
	if m.pos == 0 && m.end == len(m.buf) && m.failed == nil {
		if len(m.buf) >= longestTag {
			return refuse(ErrTooLarge, "%s has a tag of more than %d MiB; ask for the file to be sent again", m.part, longestTag>>20)
		}
		m.buf = append(m.buf, make([]byte, len(m.buf))...)
	}
	if m.fill() {
		return nil
	}
	if m.failed != io.EOF {
		return m.unpackError(m.failed)
	}
	return m.damaged("ends in the middle of a tag")
}

// readText gives the text up to the next tag, or a part of it when it is longer
// than the buffer.
func (m *markup) readText() error {
	from := 0
	for {
		i := bytes.IndexByte(m.buf[m.pos+from:m.end], '<')
		if i >= 0 {
			return m.giveText(from + i)
		}
		from = m.end - m.pos
		if !m.fill() {
			break
		}
	}
	// A reference or a line end must not be cut in two.
	length := m.end - m.pos
	if m.failed == nil {
		if i := bytes.LastIndexByte(m.buf[m.pos:m.end], '&'); i > 0 && length-i < longestReference {
			length = i
		} else if m.buf[m.end-1] == '\r' && length > 1 {
			length--
		}
	}
	return m.giveText(length)
}

func (m *markup) giveText(length int) error {
	raw := m.buf[m.pos : m.pos+length]
	m.pos += length
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		m.text = raw
		return nil
	}
	var err error
	m.decoded, err = appendDecoded(m.decoded[:0], raw)
	if err != nil {
		return m.damaged(err.Error())
	}
	m.text = m.decoded
	return nil
}

// readMarkup reads from a '<' on. It gives no token for what is passed over:
// comments, instructions, a document type without declarations.
func (m *markup) readMarkup() (token, error) {
	for m.end-m.pos < 2 {
		if err := m.more(); err != nil {
			return 0, err
		}
	}
	switch m.buf[m.pos+1] {
	case '!':
		return m.readDeclaration()
	case '?':
		return 0, m.passOver(2, "?>")
	}
	length, err := m.tagLength()
	if err != nil {
		return 0, err
	}
	tag := m.buf[m.pos+1 : m.pos+length-1]
	m.start = m.base + int64(m.pos)
	m.pos += length
	if len(tag) > 0 && tag[0] == '/' {
		return m.giveEnd(tag[1:])
	}
	return m.giveStart(tag)
}

// tagLength finds the tag's '>', which may also stand inside a quoted value. One
// loop over the bytes is faster here than three searches: most tags are short.
func (m *markup) tagLength() (int, error) {
	for {
		quote := byte(0)
		for i, c := range m.buf[m.pos+1 : m.end] {
			switch {
			case c == '>' && (quote == 0 || i < 3 || m.buf[m.pos+1] == '/'):
				return i + 2, nil
			case c == '"' || c == '\'':
				if quote == 0 {
					quote = c
				} else if quote == c {
					quote = 0
				}
			}
		}
		if err := m.more(); err != nil {
			return 0, err
		}
	}
}

func (m *markup) giveEnd(tag []byte) (token, error) {
	for len(tag) > 0 && isSpace(tag[len(tag)-1]) {
		tag = tag[:len(tag)-1]
	}
	m.name = localName(tag)
	m.attributes = nil
	m.depth--
	if m.depth < 0 && !m.partial {
		return 0, m.damaged("closes a tag that was never opened")
	}
	return endTag, nil
}

func (m *markup) giveStart(tag []byte) (token, error) {
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		m.empty = true
		tag = tag[:n-1]
	}
	i := 0
	for i < len(tag) && !isSpace(tag[i]) {
		i++
	}
	if i == 0 {
		return 0, m.damaged("has a tag without a name")
	}
	m.name, m.attributes = localName(tag[:i]), tag[i:]
	m.depth++
	if m.depth > m.nesting {
		return 0, refuse(ErrTooLarge, "%s nests tags more than %d deep, which no spreadsheet program writes; ask for the file to be sent again, or %s", m.part, m.nesting, raiseLimit("nesting"))
	}
	return startTag, nil
}

func localName(name []byte) []byte {
	return name[bytes.LastIndexByte(name, ':')+1:]
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

// skip passes over the element whose start tag was just given. Only tags are
// counted; names, attributes and text are not looked at.
func (m *markup) skip() error {
	return m.leave(m.depth - 1)
}

// leave passes over what is left of an element; outside is the depth around it.
func (m *markup) leave(outside int) error {
	for m.depth > outside {
		if m.empty {
			m.empty = false
			m.depth--
			continue
		}
		i := bytes.IndexByte(m.buf[m.pos:m.end], '<')
		if i < 0 {
			m.pos = m.end
			if !m.fill() {
				return m.unended(m.finished())
			}
			continue
		}
		m.pos += i
		if _, err := m.readMarkup(); err != nil {
			return err
		}
	}
	return nil
}

// unended turns an end of the document inside an element into damage.
func (m *markup) unended(err error) error {
	if err == io.EOF {
		return m.damaged("ends in the middle")
	}
	return err
}
