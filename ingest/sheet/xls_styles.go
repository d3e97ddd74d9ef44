package sheet

import "encoding/binary"

// declare takes a number format: its number, and its code as English Excel
// writes it, whatever language the workbook was made in (MS-XLS 2.4.126).
func (g *globals) declare(body []byte) {
	if len(body) < 2 || len(g.codes) >= maxStyles {
		return
	}
	t := textReader{records: &records{stream: &scattered{}}, body: body[2:]}
	if code, ok := t.read(nil); ok && len(code) <= longestFormat {
		g.codes[int(binary.LittleEndian.Uint16(body))] = string(code)
	}
}

// style takes a cell's style: the number of its font, then that of its number
// format, then what is not used here. The format holds whether or not the style
// says that it differs from its parent, as in Excel. One that is cut short still
// counts: cells number the styles.
func (g *globals) style(body []byte) {
	format := 0
	if len(body) >= 4 {
		format = int(binary.LittleEndian.Uint16(body[2:]))
	}
	if len(g.formats) < maxStyles {
		g.formats = append(g.formats, format)
	}
}

// newXLSStyles joins styles and formats, once all of both are known.
func newXLSStyles(g *globals) *styles {
	s := &styles{formats: []*numberFormat{{}}}
	placed := map[string]uint16{"": 0}
	for _, id := range g.formats {
		code, declared := g.codes[id]
		if !declared {
			code = builtIn[id]
		}
		s.ofStyle = append(s.ofStyle, s.place(code, placed))
	}
	return s
}
