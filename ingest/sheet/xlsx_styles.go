package sheet

import (
	"errors"
	"io"
	"strconv"
)

// builtIn are the number formats that a workbook names by number only, as Excel
// shows them with British settings (ECMA-376 part 1, 18.8.30 leaves some to the
// user's language). 0 is General.
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: "£#,##0;-£#,##0", 6: "£#,##0;-£#,##0", 7: "£#,##0.00;-£#,##0.00", 8: "£#,##0.00;-£#,##0.00",
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `_-* #,##0_-;-* #,##0_-;_-* "-"_-`, 42: `_-£* #,##0_-;-£* #,##0_-;_-£* "-"_-`,
	43: `_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-`, 44: `_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
	// 27 to 36 and 50 to 58 are dates and times of East Asian calendars.
	27: "dd/mm/yyyy", 28: "dd/mm/yyyy", 29: "dd/mm/yyyy", 30: "dd/mm/yyyy", 31: "dd/mm/yyyy",
	32: "hh:mm", 33: "hh:mm:ss", 34: "hh:mm", 35: "hh:mm:ss", 36: "dd/mm/yyyy",
	50: "dd/mm/yyyy", 51: "dd/mm/yyyy", 52: "dd/mm/yyyy", 53: "dd/mm/yyyy", 54: "dd/mm/yyyy",
	55: "hh:mm", 56: "hh:mm:ss", 57: "dd/mm/yyyy", 58: "dd/mm/yyyy",
}

// Excel keeps at most 65,490 cell styles and codes of 255 characters; what lies
// beyond is shown as General.
const (
	maxStyles     = 1 << 16
	longestFormat = 1 << 10
	formatText    = 1 << 20 // bytes of all codes; parsed, each costs some 50
)

// styles maps a cell's style number to its number format.
type styles struct {
	formats []*numberFormat // formats[0] is General
	ofStyle []uint16        // into formats
	parsed  int             // bytes of codes
}

// format gives a style's place in formats; General when there is no such style.
func (s *styles) format(style int) uint16 {
	if style < 0 || style >= len(s.ofStyle) {
		return 0
	}
	return s.ofStyle[style]
}

// readStyles reads the number formats of styles.xml. A part that is missing or
// broken costs the formats that were not read, and nothing else: values do not
// depend on colours and borders.
func readStyles(a *archive, part string) (*styles, error) {
	s := &styles{formats: []*numberFormat{{}}}
	if part == "" || !a.has(part) {
		return s, nil
	}
	m, done, err := a.markup(part)
	if err == nil {
		defer done()
		err = s.read(m)
	}
	if errors.Is(err, ErrDamaged) {
		err = nil
	}
	return s, err
}

func (s *styles) read(m *markup) error {
	codes := map[int]string{}
	placed := map[string]uint16{"": 0}
	for {
		t, err := m.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if t != startTag {
			continue
		}
		switch string(m.name) {
		case "numFmt":
			s.declare(m, codes)
		case "cellXfs":
			if err := s.readCellFormats(m, codes, placed); err != nil {
				return err
			}
		}
	}
}

func (s *styles) declare(m *markup, codes map[int]string) {
	id, err := strconv.Atoi(m.attributeText("numFmtId"))
	code := m.attributeText("formatCode")
	if err == nil && len(code) <= longestFormat && len(codes) < maxStyles {
		codes[id] = code
	}
}

// readCellFormats reads the list that cells' style numbers count in. A format
// holds whether or not applyNumberFormat says so, as in Excel.
func (s *styles) readCellFormats(m *markup, codes map[int]string, placed map[string]uint16) error {
	outside := m.depth - 1
	for {
		t, err := m.next()
		if err != nil {
			return m.unended(err)
		}
		if t == endTag && m.depth == outside {
			return nil
		}
		if t != startTag || string(m.name) != "xf" || len(s.ofStyle) == maxStyles {
			continue
		}
		id, _ := strconv.Atoi(m.attributeText("numFmtId"))
		code, declared := codes[id]
		if !declared {
			code = builtIn[id]
		}
		s.ofStyle = append(s.ofStyle, s.place(code, placed))
	}
}

// place parses a code once for all styles that use it.
func (s *styles) place(code string, placed map[string]uint16) uint16 {
	if at, found := placed[code]; found {
		return at
	}
	if s.parsed += len(code); len(s.formats) == maxStyles || s.parsed > formatText {
		return 0
	}
	at := uint16(len(s.formats))
	s.formats = append(s.formats, parseFormat(code))
	placed[code] = at
	return at
}
