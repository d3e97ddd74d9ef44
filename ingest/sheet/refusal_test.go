package sheet

import (
	"errors"
	"strings"
	"testing"
)

// TestRefusals holds the sentence of every kind of file that is not read.
func TestRefusals(t *testing.T) {
	locked := rc4Workbook("secret", recordOf(0x000A, ""))
	book := madeBook{sheet: rowsOf("")}.bytes(t)
	for _, c := range []struct {
		name    string
		content []byte
		reason  error
		want    string
	}{
		{"nothing", nil, ErrEmpty, "the file is empty; ask for it to be sent again [empty-file]"},
		{"white space", []byte(" \r\n\t\n"), ErrEmpty, "the file is empty; ask for it to be sent again [empty-file]"},
		{"a mark only", []byte("\xEF\xBB\xBF\n"), ErrEmpty, "the file is empty; ask for it to be sent again [empty-file]"},
		{"UTF-16 of nothing", []byte("\xFF\xFE\r\x00\n\x00"), ErrEmpty, "the file is empty; ask for it to be sent again [empty-file]"},
		{"a line of prose", []byte("Please find attached the return.\n"), ErrUnknownFormat, "the file is a line of text, not a table; ask for the spreadsheet itself [not-a-spreadsheet]"},
		{"bytes", []byte("\x00\x01\x02\x03binary\xFF"), ErrUnknownFormat, "the file is neither a spreadsheet nor text; ask for it as .xlsx, .ods or .csv [not-a-spreadsheet]"},
		{"PDF", []byte("%PDF-1.7\n…"), ErrUnknownFormat, "the file is a PDF document; ask for the spreadsheet that it was made from [not-a-spreadsheet]"},
		{"a picture", []byte("\x89PNG\r\n\x1A\n"), ErrUnknownFormat, "the file is a picture; ask for the spreadsheet itself [not-a-spreadsheet]"},
		{"a web page", []byte("\n <!DOCTYPE html><html>"), ErrUnknownFormat, "the file is a web page; open it in Excel and save it as .xlsx [not-a-spreadsheet]"},
		{"a table of a web page", []byte("<TABLE border=1><tr>"), ErrUnknownFormat, "the file is a web page; open it in Excel and save it as .xlsx [not-a-spreadsheet]"},
		{"JSON", []byte("{ \"areas\": [1,2]\n}"), ErrUnknownFormat, "the file is JSON; ask for the spreadsheet itself [not-a-spreadsheet]"},
		{"Excel 2003 XML", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), ErrUnsupported, "the file is an Excel 2003 XML workbook, which is not read; open it in Excel and save it as .xlsx [unsupported]"},
		{"flat ODS", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">`), ErrUnsupported, "the file is a flat OpenDocument spreadsheet (.fods), which is not read; open it in LibreOffice and save it as .xlsx or .ods [unsupported]"},
		{"other XML", []byte(`<?xml version="1.0"?><rss/>`), ErrUnknownFormat, "the file is XML of another kind; ask for the spreadsheet itself [not-a-spreadsheet]"},
		{"Parquet", []byte("PAR1\x15\x04"), ErrUnsupported, "the file is a Parquet table, which is not read as a spreadsheet; export it as .csv or .xlsx [unsupported]"},
		{"gzip", []byte("\x1F\x8B\x08"), ErrUnknownFormat, "the file is compressed (gzip); unpack it first [not-a-spreadsheet]"},
		{"BIFF2", []byte("\x09\x00\x04\x00\x02\x00"), ErrUnsupported, "the file is an old Excel file (.xls, from before Excel 97), which is not read; open it in LibreOffice or Excel and save it as .xlsx [unsupported]"},
		{"an old Excel book", oleOf("Book", []byte{0x09, 0x08, 0x04, 0x00, 0x00, 0x05, 0x05, 0x00}), ErrUnsupported, "the file is an old Excel file (.xls, from before Excel 97), which is not read; open it in LibreOffice or Excel and save it as .xlsx [unsupported]"},
		{"xls with a password", oleOf("Workbook", locked), ErrEncrypted, "the file is protected by a password; give it with --password-file, or save the file without one [encrypted]"},
		{"xlsx with a password", madeAgile{"SHA512", 256, 10}.file(book, "secret"), ErrEncrypted, "the file is protected by a password; give it with --password-file, or save the file without one [encrypted]"},
		{"an old Word document", oleOf("WordDocument", nil), ErrUnknownFormat, "the file is an old Office file, but not a spreadsheet; save its table as .xlsx and send that [not-a-spreadsheet]"},
		{"xls cut short", []byte(oleSignature + "cut"), ErrDamaged, "the file is cut short or damaged (it starts like an Excel .xls file); ask for it to be sent again [damaged]"},
		{"xlsb", zipOf(t, part{"xl/workbook.bin", "x"}), ErrUnsupported, "the file is a binary Excel workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx [unsupported]"},
		{"xlsb under another name", zipOf(t, part{"_rels/.rels", relationsXML(relationXML("r", "officeDocument", "book/main.bin"))}), ErrUnsupported, "the file is a binary Excel workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx [unsupported]"},
		{"docx", zipOf(t, part{"word/document.xml", "x"}), ErrUnknownFormat, "the file is a Word document; save its table as .xlsx and send that [not-a-spreadsheet]"},
		{"a zip of other things", zipOf(t, part{"return.xlsx", "x"}), ErrUnknownFormat, "the file is a zip archive without a spreadsheet's parts; if there is a spreadsheet in it, unpack that first [not-a-spreadsheet]"},
		{"an empty zip", zipOf(t), ErrUnknownFormat, "the file is a zip archive without a spreadsheet's parts; if there is a spreadsheet in it, unpack that first [not-a-spreadsheet]"},
		{"a zip cut short", book[:len(book)*2/3], ErrDamaged, "the file is cut short or damaged (its list of parts cannot be read); ask for it to be sent again [damaged]"},
		{"no sheets", zipOf(t, part{"xl/workbook.xml", "<workbook><sheets/></workbook>"}), ErrEmpty, "the workbook has no sheet with cells; ask for it to be sent again [empty-file]"},
		{"no workbook", zipOf(t, part{"[Content_Types].xml", "<Types/>"}), ErrDamaged, "the workbook's main part is missing; ask for the file to be sent again [damaged]"},
	} {
		_, err := Open("return.xlsx", c.content, Limits{})
		if !errors.Is(err, c.reason) || !isRefusal(err) || err.Error() != "return.xlsx: "+c.want {
			t.Errorf("%s:\ngot  %v\nwant return.xlsx: %s", c.name, err, c.want)
		}
	}
}

// Every sentinel has a code, and no two share one.
func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sentinels {
		if codes[s] == "" || seen[codes[s]] {
			t.Errorf("%v has the code %q", s, codes[s])
		}
		seen[codes[s]] = true
	}
	if len(codes) != len(sentinels) {
		t.Errorf("%d codes for %d sentinels", len(codes), len(sentinels))
	}
}

// A workbook cut at any place is refused, and never read as something else.
func TestCutAnywhere(t *testing.T) {
	for name, content := range map[string][]byte{
		"xlsx": madeBook{strings: "<si><t>Area</t></si>", sheet: rowsOf(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)}.bytes(t),
		"ods":  odsOf(t, "", `<table:table table:name="T"><table:table-row/></table:table>`),
	} {
		for n := range len(content) {
			b, err := Open("cut", content[:n], Limits{})
			if err == nil {
				t.Fatalf("%s cut at %d of %d is read as %s", name, n, len(content), b.Format)
			}
			if !isRefusal(err) {
				t.Fatalf("%s cut at %d: %v", name, n, err)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	for want, r := range map[string]*Refusal{
		"a.xlsx: m [damaged]":        {File: "a.xlsx"},
		"a.xlsx!S: m [damaged]":      {File: "a.xlsx", Sheet: "S"},
		"a.xlsx!S !D14: m [damaged]": {File: "a.xlsx", Sheet: "S ", Cell: "D14"},
		"a.csv:7: m [damaged]":       {File: "a.csv", Sheet: "csv", Line: 7},
	} {
		r.Code, r.Message = "damaged", "m"
		if r.Error() != want {
			t.Errorf("got %q, want %q", r.Error(), want)
		}
	}
	if !strings.Contains(refuse(ErrDamaged, "x").at(34, 3).Cell, "C34") {
		t.Error("at does not name the cell")
	}
}
