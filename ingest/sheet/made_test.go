package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// part is one file of a zip made for a test; order matters to some readers.
type part struct{ name, text string }

// zipOf packs parts as a spreadsheet program would.
func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// madeBook is a workbook written from raw XML; what is left empty is left out.
type madeBook struct {
	sheet    string // the children of <worksheet>
	strings  string // the children of <sst>
	styles   string // the children of <styleSheet>
	workbook string // attributes of <workbookPr>
}

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relSpace  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relKind   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

func relationsXML(lines ...string) string {
	return xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		strings.Join(lines, "") + `</Relationships>`
}

func relationXML(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, id, relKind, kind, target)
}

// parts gives the workbook's parts.
func (m madeBook) parts() []part {
	relations := []string{relationXML("rId1", "worksheet", "worksheets/sheet1.xml")}
	out := []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", relationsXML(relationXML("rId1", "officeDocument", "xl/workbook.xml"))},
		{"xl/workbook.xml", xmlHead + `<workbook ` + mainSpace + ` ` + relSpace + `><workbookPr ` + m.workbook + `/><sheets><sheet name="Table P1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/worksheets/sheet1.xml", xmlHead + `<worksheet ` + mainSpace + `>` + m.sheet + `</worksheet>`},
	}
	if m.strings != "" {
		out = append(out, part{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainSpace + `>` + m.strings + `</sst>`})
		relations = append(relations, relationXML("rId2", "sharedStrings", "sharedStrings.xml"))
	}
	if m.styles != "" {
		out = append(out, part{"xl/styles.xml", xmlHead + `<styleSheet ` + mainSpace + `>` + m.styles + `</styleSheet>`})
		relations = append(relations, relationXML("rId3", "styles", "styles.xml"))
	}
	return append(out, part{"xl/_rels/workbook.xml.rels", relationsXML(relations...)})
}

func (m madeBook) bytes(t testing.TB) []byte {
	t.Helper()
	return zipOf(t, m.parts()...)
}

// rowsOf wraps rows in <sheetData>.
func rowsOf(rows string) string { return `<sheetData>` + rows + `</sheetData>` }

// formatsOf makes styles whose n-th cell style has the n-th number format code.
func formatsOf(codes ...string) string {
	var formats, cells strings.Builder
	for i, code := range codes {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.ReplaceAll(code, `"`, "&quot;"))
		fmt.Fprintf(&cells, `<xf numFmtId="%d"/>`, 164+i)
	}
	return `<numFmts>` + formats.String() + `</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>` + cells.String() + `</cellXfs>`
}

// odsOf makes an ods from the children of office:spreadsheet.
func odsOf(t testing.TB, styles, tables string) []byte {
	t.Helper()
	return zipOf(t,
		part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		part{"META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`},
		part{"content.xml", odsContentXML(styles, tables)},
	)
}

func odsContentXML(styles, tables string) string {
	return xmlHead + `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>` +
		styles + `</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`
}

// mustOpen opens a file that is to be read.
func mustOpen(t testing.TB, name string, content []byte) *Book {
	t.Helper()
	b, err := Open(name, content, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// mustGrid gives the first sheet of a file, or the named one.
func mustGrid(t testing.TB, content []byte, name ...string) *Grid {
	t.Helper()
	b := mustOpen(t, "made", content)
	if len(name) == 0 {
		name = b.Names()
	}
	g, err := b.Grid(name[0])
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// dump writes a grid the way that the tests compare it: one filled cell a line,
// address, kind, value and, where it differs from the value, what is shown.
func dump(g *Grid) string {
	var b strings.Builder
	for r := 1; r <= g.Rows; r++ {
		for c := 1; c <= g.Columns; c++ {
			cell := g.At(r, c)
			if cell.Kind == Blank && !cell.Uncalculated {
				continue
			}
			fmt.Fprintf(&b, "%s %s %v", CellName(r, c), cell.Kind, cell.Value())
			if shown := cell.Text; shown != fmt.Sprint(cell.Value()) {
				fmt.Fprintf(&b, " shown %q", shown)
			}
			for _, mark := range []struct {
				set  bool
				word string
			}{{cell.Hidden, " hidden"}, {cell.Uncalculated, " uncalculated"}} {
				if mark.set {
					b.WriteString(mark.word)
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// lines makes the expectation of a table test readable: one line each.
func lines(l ...string) string {
	if len(l) == 0 {
		return ""
	}
	return strings.Join(l, "\n") + "\n"
}

func wantDump(t *testing.T, g *Grid, want string) {
	t.Helper()
	if got := dump(g); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// sentinels are all the reasons for which a file may be refused.
var sentinels = []error{ErrEmpty, ErrUnknownFormat, ErrEncrypted, ErrDamaged, ErrTooLarge, ErrUnsupported, ErrNoSheet}

// isRefusal says whether an error is one of ours, with one sentence and a code.
func isRefusal(err error) bool {
	var r *Refusal
	if !errors.As(err, &r) || r.Code == "" || r.Message == "" || r.File == "" {
		return false
	}
	for _, s := range sentinels {
		if errors.Is(err, s) {
			return true
		}
	}
	return false
}
