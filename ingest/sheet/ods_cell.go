package sheet

import (
	"bytes"
	"strconv"
	"strings"
)

// odsValue is what the attributes of a cell say. The same names stand there
// twice at times, in LibreOffice's own namespace (calcext), which knows errors.
type odsValue struct {
	kind    valueKind
	number  float64 // the value that its kind names: milliseconds for a date
	valued  bool    // number was there and could be read
	text    string  // office:string-value
	hasText bool
	formula bool
	failed  bool // calcext:value-type="error"

	repeat       int // number-columns-repeated
	across, down int // cells that it is merged over, itself included
}

type valueKind uint8

const (
	noValue valueKind = iota
	numberValue
	dateValue
	timeValue
	booleanValue
	textValue
)

// readAttributes reads them all in one go: a table of an ods is mostly
// attributes.
func (r *tableReader) readAttributes() odsValue {
	v := odsValue{repeat: 1, across: 1, down: 1}
	var raw [textValue][]byte
	for rest := r.m.attributes; ; {
		var key, value []byte
		if key, value, rest = nextAttribute(rest); key == nil {
			break
		}
		if bytes.HasPrefix(key, calcext) {
			v.failed = v.failed || string(key) == "calcext:value-type" && string(value) == "error"
			continue
		}
		switch string(localName(key)) {
		case "value-type":
			v.kind = kindOfValue(value)
		case "value":
			raw[numberValue] = value
		case "boolean-value":
			raw[booleanValue] = value
		case "date-value":
			raw[dateValue] = value
		case "time-value":
			raw[timeValue] = value
		case "string-value":
			v.text, v.hasText = decodedText(value), true
		case "formula":
			v.formula = true
		case "number-columns-repeated":
			v.repeat = repeats(value)
		case "number-columns-spanned":
			v.across = repeats(value)
		case "number-rows-spanned":
			v.down = repeats(value)
		}
	}
	v.take(raw)
	return v
}

// take reads the value that belongs to the kind.
func (v *odsValue) take(raw [textValue][]byte) {
	switch v.kind {
	case numberValue:
		v.number, v.valued = parseNumber(raw[numberValue])
	case dateValue:
		var millis int64
		millis, v.valued = parseDate(raw[dateValue])
		v.number = float64(millis)
	case timeValue:
		v.number, v.valued = parseDuration(string(raw[timeValue]))
	case booleanValue:
		switch string(raw[booleanValue]) {
		case "true":
			v.number, v.valued = 1, true
		case "false":
			v.valued = true
		}
	}
}

var calcext = []byte("calcext:")

func kindOfValue(name []byte) valueKind {
	switch string(name) {
	case "float", "percentage", "currency":
		return numberValue
	case "date":
		return dateValue
	case "time":
		return timeValue
	case "boolean":
		return booleanValue
	}
	return textValue
}

// readContent reads a cell from its start tag to its end. What it shows goes
// into the row's text.
func (r *tableReader) readContent(v *odsValue) (stored, error) {
	if err := r.shown.read(r.m, r.limits.Text); err != nil {
		return stored{}, err
	}
	shown := r.shown.text
	if !r.shown.any && v.hasText {
		shown = append(shown, v.text...)
		r.shown.text = shown
	}
	s := v.cell(shown)
	if len(shown) > 0 && s.kind != Blank {
		if s.kind != Text && s.kind != Error {
			s.flags |= flagShown
		}
		from := len(r.text.bytes)
		r.text.bytes = append(r.text.bytes, shown...)
		r.text.spans = append(r.text.spans, span{len(r.row.cells), from, len(r.text.bytes)})
	}
	return s, nil
}

// cell makes a cell of its declared type. Where the value that belongs to the
// type is missing or wrong, the cell is an Error that shows what is there.
func (v *odsValue) cell(shown []byte) stored {
	switch {
	case v.failed || v.formula && isErrorText(shown):
		return stored{kind: Error}
	case v.kind == noValue && v.formula && !v.hasText && len(shown) == 0:
		return stored{flags: flagUncalculated}
	case v.kind == noValue || v.kind == textValue:
		if len(shown) == 0 {
			return stored{}
		}
		return stored{kind: Text}
	case v.valued:
		kind := [...]Kind{numberValue: Number, dateValue: Date, timeValue: Number, booleanValue: Boolean}[v.kind]
		return stored{kind: kind, number: v.number}
	case len(shown) == 0:
		return stored{}
	}
	return stored{kind: Error}
}

// isErrorText tells the texts by which spreadsheet programs show an error.
func isErrorText(shown []byte) bool {
	if len(shown) == 0 || shown[0] != '#' && shown[0] != 'E' {
		return false
	}
	switch string(shown) {
	case "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!":
		return true
	}
	return bytes.HasPrefix(shown, []byte("Err:5"))
}

// parseDuration reads a time as ods writes it, "PT10H30M00S", as a part of a
// day. Days, months and years are not used there.
func parseDuration(text string) (days float64, ok bool) {
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok = strings.CutPrefix(rest, "PT")
	if !ok || rest == "" {
		return 0, false
	}
	for _, unit := range []struct {
		letter string
		inDay  float64
	}{{"H", 24}, {"M", 1440}, {"S", 86400}} {
		number, after, found := strings.Cut(rest, unit.letter)
		if !found {
			continue
		}
		n, err := strconv.ParseFloat(number, 64)
		if err != nil || n < 0 || n > 1e9 {
			return 0, false
		}
		days += n / unit.inDay
		rest = after
	}
	if negative {
		days = -days
	}
	return days, rest == ""
}

// paragraphs is what a cell of an ods shows: its paragraphs, one below the
// other. White space stands for one space; more are written as tags. Comments,
// drawings and phonetic guides are no part of it.
type paragraphs struct {
	text  []byte
	any   bool // there was a paragraph, if only an empty one
	space bool // white space before which nothing more is to be added
}

// read goes from the cell's start tag to its end.
func (p *paragraphs) read(m *markup, longest int) error {
	p.text, p.any = p.text[:0], false
	outside := m.depth - 1
	inside := false
	for {
		t, err := m.next()
		if err != nil {
			return m.unended(err)
		}
		if len(p.text) > longest {
			return refuse(ErrTooLarge, "the cell's text is longer than %s; ask for the file to be sent again, or %s", sizeText(longest), raiseLimit("text"))
		}
		switch {
		case t == endTag && m.depth == outside:
			return nil
		case t == endTag && m.depth == outside+1:
			inside = false
		case t == startTag && m.depth == outside+2 && (string(m.name) == "p" || string(m.name) == "h"):
			p.start()
			inside = true
		case t == startTag:
			err = p.tag(m, inside)
		case t == characters && inside:
			p.add(m.text)
		}
		if err != nil {
			return err
		}
	}
}

func (p *paragraphs) start() {
	if p.any {
		p.text = append(p.text, '\n')
	}
	p.any, p.space = true, true // white space that starts a paragraph goes
}

// tag takes the tags that stand for characters, and passes over what is not
// shown in the cell.
func (p *paragraphs) tag(m *markup, inside bool) error {
	switch string(m.name) {
	case "s":
		n := 1
		if value, found := m.attribute("c"); found {
			n, _ = parseCount(value)
		}
		for range min(n, maxColumns) {
			p.text = append(p.text, ' ')
		}
		p.space = false
		return nil
	case "tab":
		p.text = append(p.text, '\t')
		return nil
	case "line-break":
		p.text, p.space = append(p.text, '\n'), true
		return nil
	case "span", "a", "ruby", "ruby-base", "meta", "bookmark", "soft-page-break",
		"date", "time", "sheet-name", "file-name", "title", "author-name":
		if inside {
			return nil
		}
	}
	return m.skip()
}

func (p *paragraphs) add(text []byte) {
	for _, c := range text {
		if !isSpace(c) {
			p.text = append(p.text, c)
			p.space = false
		} else if !p.space {
			p.text = append(p.text, ' ')
			p.space = true
		}
	}
}
