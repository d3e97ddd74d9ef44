package sheet

import (
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// xlsx is an Excel workbook: a zip of XML parts that name each other by
// relationships. What a part is, its relationship says, not its name or its
// content type.
type xlsx struct {
	archive  *archive
	listed   []listed
	parts    []string // of the sheets
	styles   *styles
	from1904 bool

	stringsPart string
	stringsOnce sync.Once
	strings     []string
	stringsErr  error
}

func openXLSX(a *archive) (*xlsx, error) {
	workbook, err := workbookPart(a)
	if err != nil {
		return nil, err
	}
	relations, err := readRelations(a, workbook)
	if err != nil {
		return nil, err
	}
	x := &xlsx{archive: a, stringsPart: relations.of("sharedStrings", path.Join(path.Dir(workbook), "sharedStrings.xml"))}
	if err := x.readWorkbook(workbook, relations); err != nil {
		return nil, err
	}
	if len(x.listed) == 0 {
		return nil, refuse(ErrEmpty, "the workbook has no sheet with cells; ask for it to be sent again")
	}
	x.mend(workbook)
	x.styles, err = readStyles(a, relations.of("styles", path.Join(path.Dir(workbook), "styles.xml")))
	return x, err
}

// workbookPart finds the main part of a workbook, or says what the zip is.
func workbookPart(a *archive) (string, error) {
	relations, err := readRelations(a, "")
	if err != nil && !errors.Is(err, ErrDamaged) {
		return "", err
	}
	part := relations.of("officeDocument", "xl/workbook.xml")
	switch {
	case strings.HasSuffix(strings.ToLower(part), ".bin"):
		return "", refuse(ErrUnsupported, "the file is %s", binaryExcel)
	case a.has(part):
		return part, nil
	case a.has("[Content_Types].xml"):
		return "", refuse(ErrDamaged, "the workbook's main part is missing; ask for the file to be sent again")
	}
	return "", refuse(ErrUnknownFormat, "the file is a zip archive without a spreadsheet's parts; if there is a spreadsheet in it, unpack that first")
}

// relation is one line of a .rels part.
type relation struct{ id, kind, target string }

type relations []relation

// readRelations reads what a part refers to; the archive itself is "". Targets
// outside the file are left out: they are never followed.
func readRelations(a *archive, part string) (relations, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	if !a.has(name) {
		return nil, nil
	}
	m, done, err := a.markup(name)
	if err != nil {
		return nil, err
	}
	defer done()
	var out relations
	for {
		t, err := m.next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		if t != startTag || string(m.name) != "Relationship" || m.attributeText("TargetMode") == "External" {
			continue
		}
		target := m.attributeText("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(part), target)
		}
		out = append(out, relation{m.attributeText("Id"), path.Base(m.attributeText("Type")), strings.TrimPrefix(target, "/")})
		if len(out) > maxEntries {
			return out, refuse(ErrTooLarge, "%s lists more than %d parts; ask for the file to be sent again", name, maxEntries)
		}
	}
}

// of gives the first target of a kind. Strict and transitional kinds differ
// only in what comes before the last slash.
func (r relations) of(kind, otherwise string) string {
	for _, x := range r {
		if x.kind == kind {
			return x.target
		}
	}
	return otherwise
}

func (r relations) byID(id string) (relation, bool) {
	i := slices.IndexFunc(r, func(x relation) bool { return x.id == id })
	if i < 0 {
		return relation{}, false
	}
	return r[i], true
}

// readWorkbook reads the list of sheets and the date system.
func (x *xlsx) readWorkbook(part string, relations relations) error {
	m, done, err := x.archive.markup(part)
	if err != nil {
		return err
	}
	defer done()
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
		case "workbookPr":
			x.from1904 = isTrue(m.attributeText("date1904"))
		case "sheet":
			x.list(m, part, relations)
			if len(x.listed) > x.archive.limits.Sheets {
				return refuse(ErrTooLarge, "the workbook has more than %d sheets; split it, or %s", x.archive.limits.Sheets, raiseLimit("sheets"))
			}
		}
	}
}

// list takes a sheet of cells; charts, dialogs and macros have none. Where the
// workbook has lost its relationships the part is guessed from the sheet's
// place, as it is usually named.
func (x *xlsx) list(m *markup, workbook string, relations relations) {
	state := m.attributeText("state")
	name := m.attributeText("name")
	id := m.attributeText("id")
	part := path.Join(path.Dir(workbook), "worksheets", "sheet"+strconv.Itoa(len(x.listed)+1)+".xml")
	if r, found := relations.byID(id); found {
		if r.kind != "worksheet" {
			return
		}
		part = r.target
	} else if id == "" && len(relations) > 0 {
		return // a macro module of an old workbook
	}
	x.listed = append(x.listed, listed{name: name, hidden: state == "hidden" || state == "veryHidden"})
	x.parts = append(x.parts, part)
}

// mend finds the part of a sheet whose relationship names none: where there is
// one such sheet, and one sheet's part that none names, they belong together.
func (x *xlsx) mend(workbook string) {
	missing, spare := -1, []string(nil)
	for i, part := range x.parts {
		if !x.archive.has(part) {
			if missing >= 0 {
				return
			}
			missing = i
		}
	}
	if missing < 0 {
		return
	}
	folder := partName(path.Join(path.Dir(workbook), "worksheets"))
	for part := range x.archive.parts {
		named := slices.ContainsFunc(x.parts, func(p string) bool { return partName(p) == part })
		if path.Dir(part) == folder && path.Ext(part) == ".xml" && !named {
			spare = append(spare, part)
		}
	}
	if len(spare) == 1 {
		x.parts[missing] = spare[0]
	}
}

func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }

func (x *xlsx) sheets() []listed         { return x.listed }
func (x *xlsx) formats() []*numberFormat { return x.styles.formats }

// shared gives the shared strings, read when a sheet first asks for one.
func (x *xlsx) shared() ([]string, error) {
	x.stringsOnce.Do(func() {
		x.strings, x.stringsErr = readSharedStrings(x.archive, x.stringsPart)
	})
	return x.strings, x.stringsErr
}

func (x *xlsx) read(index int, to sink) error {
	part := x.parts[index]
	if !x.archive.has(part) {
		return refuse(ErrDamaged, "the sheet's part is missing from the file; ask for it to be sent again")
	}
	m, done, err := x.archive.markup(part)
	if err != nil {
		return err
	}
	defer done()
	r := sheetReader{m: m, book: x, to: to, bare: to.bare()}
	return r.read()
}

func (x *xlsx) measure(index int) (extent, error) {
	e := extent{limit: x.archive.limits.Cells}
	err := x.read(index, &e)
	return e, err
}
