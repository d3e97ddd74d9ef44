package sheet

import (
	"io"
	"strconv"
	"strings"
)

// ods is an OpenDocument spreadsheet: all sheets stand in one XML part. It is
// read through once when it is opened, to list and measure them; later readings
// start where their sheet does.
type ods struct {
	archive *archive
	tables  []table
}

// table is a sheet of an ods, where it starts in content.xml, and its size or
// why it has none.
type table struct {
	listed
	start int64
	size  extent
	err   error
}

const odsContent = "content.xml"

func openODS(a *archive, password string) (*ods, error) {
	a, err := unlockODS(a, password)
	if err != nil {
		return nil, err
	}
	o := &ods{archive: a}
	m, done, err := a.markup(odsContent)
	if err != nil {
		return nil, err
	}
	defer done()
	found, err := o.list(m)
	switch {
	case err != nil:
		return nil, err
	case !found:
		return nil, refuse(ErrUnknownFormat, "the file is an OpenDocument file, but not a spreadsheet; save its table as .ods or .xlsx and send that")
	case len(o.tables) == 0:
		return nil, refuse(ErrEmpty, "the spreadsheet has no sheets; ask for it to be sent again")
	}
	return o, nil
}

// list finds the sheets and which of them are hidden; found says whether the
// document is a spreadsheet at all.
func (o *ods) list(m *markup) (found bool, err error) {
	hidden := map[string]bool{} // table styles that do not display
	style := ""
	for {
		t, err := m.next()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		if t != startTag {
			continue
		}
		switch string(m.name) {
		case "style":
			style = m.attributeText("name")
		case "table-properties":
			if m.attributeText("display") == "false" {
				hidden[style] = true
			}
		case "spreadsheet":
			found = true
			if err := o.listTables(m, hidden); err != nil {
				return found, err
			}
		}
	}
}

// listTables goes through the children of office:spreadsheet. Tables elsewhere
// (kept changes, copies of linked files) are not sheets.
func (o *ods) listTables(m *markup, hidden map[string]bool) error {
	outside := m.depth - 1
	for {
		t, err := m.next()
		if err != nil {
			return m.unended(err)
		}
		if t == endTag && m.depth == outside {
			return nil
		}
		if t != startTag {
			continue
		}
		if string(m.name) != "table" {
			err = m.skip()
		} else {
			err = o.listTable(m, hidden)
		}
		if err != nil {
			return err
		}
	}
}

// listTable lists and measures a sheet. Copies of other files' sheets, kept for
// formulas that refer to them, stand among the sheets too: they are called
// 'file:///…'#Sheet1.
func (o *ods) listTable(m *markup, hidden map[string]bool) error {
	name := m.attributeText("name")
	if strings.HasPrefix(name, "'") && strings.Contains(name, "'#") {
		return m.skip()
	}
	if len(o.tables) == o.archive.limits.Sheets {
		return refuse(ErrTooLarge, "the spreadsheet has more than %d sheets; split it, or %s", o.archive.limits.Sheets, raiseLimit("sheets"))
	}
	if name == "" {
		name = "Sheet" + strconv.Itoa(len(o.tables)+1)
	}
	t := table{
		listed: listed{name: name, hidden: hidden[m.attributeText("style-name")]},
		start:  m.start, size: extent{limit: o.archive.limits.Cells},
	}
	outside := m.depth - 1
	r := tableReader{m: m, to: &t.size, limits: o.archive.limits}
	t.err = r.read()
	o.tables = append(o.tables, t)
	if t.err == nil {
		return nil
	}
	return m.leave(outside) // the other sheets may be fine
}

func (o *ods) sheets() []listed {
	out := make([]listed, len(o.tables))
	for i, t := range o.tables {
		out[i] = t.listed
	}
	return out
}

// onlyGeneral is for formats that carry what each cell shows, and need a
// number format only where a file leaves that out.
var onlyGeneral = []*numberFormat{{}}

func (o *ods) formats() []*numberFormat { return onlyGeneral }

func (o *ods) read(index int, to sink) error {
	m, done, err := o.archive.markup(odsContent)
	if err != nil {
		return err
	}
	defer done()
	if err := m.seek(o.tables[index].start); err != nil {
		return err
	}
	if _, err := m.next(); err != nil { // the start tag of the table
		return m.unended(err)
	}
	r := tableReader{m: m, to: to, limits: o.archive.limits}
	return r.read()
}

func (o *ods) measure(index int) (extent, error) {
	return o.tables[index].size, o.tables[index].err
}

// seek passes over the document up to a tag whose place is known. What follows
// is read as a part of the document: its end tags may be more than its starts.
func (m *markup) seek(start int64) error {
	m.partial = true
	for m.base+int64(m.end) <= start {
		m.pos = m.end
		if !m.fill() {
			return m.unended(m.finished())
		}
	}
	m.pos = int(start - m.base)
	return nil
}
