package sheet

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	noPassword    = "the file is protected by a password; give it with --password-file, or save the file without one [encrypted]"
	otherPassword = "the file is protected and the password given does not open it; check its capitals and spaces, or save the file without a password [encrypted]"
)

// wantProtected holds that a file opens with its password, and how it is
// refused without one and with another.
func wantProtected(t *testing.T, name string, content []byte, password, want string) {
	t.Helper()
	before := bytes.Clone(content)
	b, err := OpenProtected(name, content, password, Limits{})
	if err != nil {
		t.Error(err)
		return
	}
	g, err := b.Grid(b.Names()[0])
	if err != nil {
		t.Error(err)
	} else if got := dump(g); !strings.Contains(got, want) {
		t.Errorf("%s: got\n%swant\n%s", name, got, want)
	}
	for other, said := range map[string]string{"": noPassword, password + "x": otherPassword} {
		_, err := OpenProtected(name, content, other, Limits{})
		if !errors.Is(err, ErrEncrypted) || !isRefusal(err) || err.Error() != name+": "+said {
			t.Errorf("%s with %q:\ngot  %v\nwant %s: %s", name, other, err, name, said)
		}
	}
	if !bytes.Equal(before, content) {
		t.Errorf("%s: the content was changed", name)
	}
}

// protectedFile is one that LibreOffice 7.4 wrote, blowfish.ods with its
// setting for ODF 1.1.
func protectedFile(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "protected", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestProtectedByLibreOffice(t *testing.T) {
	want := lines("A1 text Home burglary", "B1 number 41", "A2 text Robbery", "B2 number 1618")
	for _, name := range []string{"aes.ods", "blowfish.ods", "standard.xlsx"} {
		wantProtected(t, name, protectedFile(t, name), "sécret 1", want)
	}
}

// longBook has a sheet of more than one segment, of random numbers so that the
// zip does not pack it away.
func longBook(t testing.TB) []byte {
	t.Helper()
	var rows strings.Builder
	rows.WriteString(`<row r="1"><c r="A1" t="inlineStr"><is><t>Home burglary</t></is></c><c r="B1"><v>41</v></c></row>`)
	for n, v := 2, uint32(1); n < 4000; n++ {
		v = v*1664525 + 1013904223
		rows.WriteString(`<row><c><v>` + strconv.Itoa(int(v)) + `</v></c></row>`)
	}
	content := madeBook{sheet: rowsOf(rows.String())}.bytes(t)
	if len(content) < 3*agileSegment {
		t.Fatalf("the zip has %d bytes only", len(content))
	}
	return content
}

func TestProtectedAgile(t *testing.T) {
	book := longBook(t)
	for _, m := range []madeAgile{{"SHA1", 128, 100}, {"SHA256", 192, 100}, {"SHA384", 256, 100}, {"SHA512", 256, 100_000}, {"SHA512", 128, 0}} {
		wantProtected(t, "agile "+m.hash, m.file(book, "päss"), "päss", lines("A1 text Home burglary", "B1 number 41"))
	}
	x := excelize.NewFile()
	defer x.Close()
	var b bytes.Buffer
	if err := errors.Join(x.SetCellValue("Sheet1", "A1", "Robbery"), x.Write(&b, excelize.Options{Password: "päss"})); err != nil {
		t.Fatal(err)
	}
	wantProtected(t, "excelize.xlsx", b.Bytes(), "päss", lines("A1 text Robbery"))
}

func TestProtectedStandard(t *testing.T) {
	for _, bits := range []int{128, 192, 256} {
		wantProtected(t, "standard.xlsx", standardFile(longBook(t), "päss", bits), "päss", lines("A1 text Home burglary", "B1 number 41"))
	}
}

func TestProtectedODS(t *testing.T) {
	table := `<table:table table:name="T"><table:table-row><table:table-cell office:value-type="float" office:value="41"/></table:table-row></table:table>`
	content := odsContentXML("", table)
	for _, size := range []int{16, 24, 32} {
		wantProtected(t, "aes.ods", aesODS(t, content, "päss", size), "päss", lines("A1 number 41"))
	}
	for _, deflate := range []bool{true, false} {
		wantProtected(t, "whole.ods", wholeODS(t, odsOf(t, "", table), "päss", deflate), "päss", lines("A1 number 41"))
	}
}

// Excel's own password needs nobody to know it. It opens no other format, and
// one that is given and not needed does no harm.
func TestExcelPassword(t *testing.T) {
	book := longBook(t)
	for _, given := range []string{"", "not needed", excelPassword} {
		for name, content := range map[string][]byte{
			"agile": madeAgile{"SHA512", 256, 1000}.file(book, excelPassword), "standard": standardFile(book, excelPassword, 128), "plain": book,
		} {
			if b, err := OpenProtected(name, content, given, Limits{}); err != nil || b.Format != "xlsx" {
				t.Errorf("%s with %q: %v", name, given, err)
			}
		}
		stream := rc4Workbook(excelPassword, recordOf(0x00FC, "shared"))
		if out, err := unlockXLS(stream, given); err != nil || !bytes.Contains(out, []byte("shared")) {
			t.Errorf("xls with %q: %v", given, err)
		}
	}
	ods := aesODS(t, odsContentXML("", ""), excelPassword, 32)
	if _, err := Open("made.ods", ods, Limits{}); err == nil || err.Error() != "made.ods: "+noPassword {
		t.Errorf("ods: %v", err)
	}
}

// A password lifts the protection, not what is wrong with the file otherwise.
func TestProtectedOther(t *testing.T) {
	damaged := "the file is cut short or damaged (its list of parts cannot be read); ask for it to be sent again [damaged]"
	for _, c := range []struct {
		plain []byte
		want  string
	}{
		{zipOf(t, part{"xl/workbook.bin", "x"}), "the file is a binary Excel workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx [unsupported]"},
		{zipOf(t, part{"word/document.xml", "x"}), "the file is a Word document; save its table as .xlsx and send that [not-a-spreadsheet]"},
		{longBook(t)[:5000], damaged},
		{madeAgile{"SHA1", 128, 1}.file(longBook(t), "päss"), damaged}, // protected twice
		{aesODS(t, "", "päss", 32), noPassword},
		{zipEncrypted(t), "the file is protected by a password; open it, remove the password and save it again [encrypted]"},
	} {
		_, err := OpenProtected("other", madeAgile{"SHA1", 128, 1}.file(c.plain, "päss"), "päss", Limits{})
		if err == nil || err.Error() != "other: "+c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}
