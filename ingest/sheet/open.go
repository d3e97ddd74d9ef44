package sheet

import (
	"bytes"
	"encoding/json"
	"unicode"
)

// Open reads a file's bytes as a spreadsheet, whatever its name says; the name
// is used in messages only. The content must not be changed while the Book is
// used. The error is a *Refusal. A file with a password wants OpenProtected.
func Open(name string, content []byte, limits Limits) (*Book, error) {
	return OpenProtected(name, content, "", limits)
}

func (b *Book) open(content []byte, password string) error {
	if err := b.limits.Admit(content); err != nil {
		return err
	}
	if isBlankFile(content) {
		return refuse(ErrEmpty, "the file is empty; ask for it to be sent again")
	}
	var err error
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("PK\x05\x06")):
		b.Format, b.reader, err = openZip(content, password, b.limits)
	case isProtectedPackage(content):
		b.Format, b.reader, err = openPackage(content, password, b.limits)
	case bytes.HasPrefix(content, []byte(oleSignature)):
		b.Format = "xls"
		b.reader, err = openOLE(content, password, b.limits)
	case isBareXLS(content):
		b.Format = "xls"
		b.reader, err = openXLS(whole(content), password, b.limits)
	default:
		if err = refuseForeign(content); err == nil {
			b.Format = "csv"
			b.reader, err = openCSV(content, b.limits)
		}
	}
	return err
}

// Admit refuses a file that is larger than the limit.
func (l Limits) Admit(content []byte) error {
	if l = l.orDefault(); int64(len(content)) > l.Content {
		return refuse(ErrTooLarge, "the file has %s and at most %s are read; split it, or %s", sizeText(len(content)), sizeText(l.Content), raiseLimit("content"))
	}
	return nil
}

// isBlankFile says whether there is nothing but white space (and perhaps a
// byte-order mark).
func isBlankFile(content []byte) bool {
	return len(bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF")))) == 0
}

// isBareXLS tells the records of an Excel 97-2003 workbook that no OLE file is
// wrapped around, as some programs write them: Excel opens these too.
func isBareXLS(content []byte) bool {
	return len(content) >= 8 && bytes.HasPrefix(content, []byte("\x09\x08")) && content[5] == 0x06
}

// openZip tells the spreadsheets that are zips from each other, and from the
// many other things that are.
func openZip(content []byte, password string, limits Limits) (string, reader, error) {
	a, err := openArchive(content, limits)
	if err != nil {
		return "", nil, err
	}
	if a.has("content.xml") || a.has("mimetype") && a.has("META-INF/manifest.xml") {
		r, err := openODS(a, password)
		return "ods", r, err
	}
	for _, f := range foreignZips {
		if a.has(f.part) {
			return "", nil, refuse(f.reason, "the file is %s", f.what)
		}
	}
	r, err := openXLSX(a)
	return "xlsx", r, err
}

// foreignZips are told by a part that they all have.
var foreignZips = []struct {
	part   string
	reason error
	what   string
}{
	{"xl/workbook.bin", ErrUnsupported, binaryExcel},
	{"word/document.xml", ErrUnknownFormat, "a Word document; save its table as .xlsx and send that"},
	{"ppt/presentation.xml", ErrUnknownFormat, "a PowerPoint presentation; save its table as .xlsx and send that"},
	{"Index/Document.iwa", ErrUnsupported, "an Apple Numbers or Pages file, which is not read; export it as .xlsx"},
}

const binaryExcel = "a binary Excel workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx"

// foreign are kinds of file that arrive in place of a spreadsheet, by their
// first bytes.
var foreign = []struct {
	start  string
	reason error
	what   string
}{
	{"%PDF", ErrUnknownFormat, "a PDF document; ask for the spreadsheet that it was made from"},
	{"{\\rtf", ErrUnknownFormat, "a text document (RTF); save its table as .xlsx and send that"},
	{"\x89PNG", ErrUnknownFormat, "a picture; ask for the spreadsheet itself"},
	{"\xFF\xD8\xFF", ErrUnknownFormat, "a picture; ask for the spreadsheet itself"},
	{"GIF8", ErrUnknownFormat, "a picture; ask for the spreadsheet itself"},
	{"\x1F\x8B", ErrUnknownFormat, "compressed (gzip); unpack it first"},
	{"7z\xBC\xAF", ErrUnknownFormat, "compressed (7-Zip); unpack it first"},
	{"Rar!", ErrUnknownFormat, "compressed (RAR); unpack it first"},
	{"SQLite format 3", ErrUnknownFormat, "a database (SQLite); export its table as .csv"},
	{"MIME-Version:", ErrUnknownFormat, "a saved web page (.mht); open it in Excel and save it as .xlsx"},
	{"ID;P", ErrUnsupported, "a SYLK file (.slk), which is not read; open it in Excel or LibreOffice and save it as .xlsx"},
	{"PAR1", ErrUnsupported, "a Parquet table, which is not read as a spreadsheet; export it as .csv or .xlsx"},
	{"\x09\x00\x04\x00", ErrUnsupported, oldExcel},
	{"\x09\x02\x06\x00", ErrUnsupported, oldExcel},
	{"\x09\x04\x06\x00", ErrUnsupported, oldExcel},
	{"\x09\x08", ErrUnsupported, oldExcel},
}

const oldExcel = "an old Excel file (.xls, from before Excel 97), which is not read; open it in LibreOffice or Excel and save it as .xlsx"

// foreignMarkup are the same for text that starts with a tag or a bracket,
// compared without regard to case after white space.
var foreignMarkup = []struct {
	start, part string // part must appear somewhere in the first kilobyte
	reason      error
	what        string
}{
	{"<?xml", "urn:schemas-microsoft-com:office:spreadsheet", ErrUnsupported, "an Excel 2003 XML workbook, which is not read; open it in Excel and save it as .xlsx"},
	{"<?xml", "opendocument.spreadsheet", ErrUnsupported, "a flat OpenDocument spreadsheet (.fods), which is not read; open it in LibreOffice and save it as .xlsx or .ods"},
	{"<?xml", "", ErrUnknownFormat, "XML of another kind; ask for the spreadsheet itself"},
	{"<!doctype", "", ErrUnknownFormat, "a web page; open it in Excel and save it as .xlsx"},
	{"<html", "", ErrUnknownFormat, "a web page; open it in Excel and save it as .xlsx"},
	{"<table", "", ErrUnknownFormat, "a web page; open it in Excel and save it as .xlsx"},
}

// refuseForeign refuses what is known to be something else.
func refuseForeign(content []byte) error {
	for _, f := range foreign {
		if bytes.HasPrefix(content, []byte(f.start)) {
			return refuse(f.reason, "the file is %s", f.what)
		}
	}
	head := bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF"))
	head = bytes.ToLower(bytes.TrimLeftFunc(head[:min(len(head), 1024)], unicode.IsSpace))
	for _, f := range foreignMarkup {
		if bytes.HasPrefix(head, []byte(f.start)) && bytes.Contains(head, []byte(f.part)) {
			return refuse(f.reason, "the file is %s", f.what)
		}
	}
	if isJSON(content) {
		return refuse(ErrUnknownFormat, "the file is JSON; ask for the spreadsheet itself")
	}
	return nil
}

// isJSON tells an object or a list from a CSV that happens to start with a
// bracket, as tables with markers such as [x] do.
func isJSON(content []byte) bool {
	trimmed := bytes.TrimSpace(content)
	return len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid(trimmed)
}
