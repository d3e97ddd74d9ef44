package sheet

import (
	"bufio"
	gocsv "encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// corpus is where the shared corpus lies, seen from this folder. It is not part
// of the project: a test that reads it skips where it is missing.
const corpus = "../../../shared/corpus"

func corpusLines(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus, name))
	if err != nil {
		t.Skipf("../shared/corpus/%s is not here", name)
	}
	defer f.Close()
	var out [][]string
	for s := bufio.NewScanner(f); s.Scan(); {
		out = append(out, strings.Split(s.Text(), "\t"))
	}
	return out[1:]
}

func corpusFile(t *testing.T, folder, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(corpus, folder, name))
	if err != nil {
		t.Skipf("../shared/corpus/%s/%s is not here", folder, name)
	}
	return content
}

// spot is a checked value of real.tsv: sheet!cell=value (what it is) [reader].
var spot = regexp.MustCompile(`^(.+)!([A-Z]+[0-9]+)=('[^']*'|datetime\.datetime\([0-9, ]+\)|[-0-9.]+) `)

// TestRealSpotValues reads every spreadsheet of the corpus and compares the
// values that were checked by other readers.
func TestRealSpotValues(t *testing.T) {
	checked := 0
	for _, line := range corpusLines(t, "real.tsv") {
		name, format, spots := line[0], line[4], line[len(line)-1]
		b, err := Open(name, corpusFile(t, "real", name), Limits{})
		if format == "parquet" {
			if !errors.Is(err, ErrUnsupported) {
				t.Errorf("%s: %v; want it refused as unsupported", name, err)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		for _, s := range strings.Split(spots, " | ") {
			if m := spot.FindStringSubmatch(s + " "); m != nil {
				wantValue(t, b, m[1], m[2], m[3])
				checked++
			}
		}
	}
	if checked < 78 {
		t.Errorf("only %d spot values were found in real.tsv", checked)
	}
	t.Logf("%d spot values", checked)
}

// wantValue compares a cell with a value as real.tsv writes it.
func wantValue(t *testing.T, b *Book, sheetName, name, want string) {
	t.Helper()
	g, err := b.Grid(sheetName)
	if err != nil {
		t.Error(err)
		return
	}
	row, col, err := ParseCell(name)
	if err != nil {
		t.Error(err)
		return
	}
	c := g.At(row, col)
	ok := false
	if text, quoted := strings.CutPrefix(want, "'"); quoted { // a text, or a date as in JSON
		text = strings.TrimSuffix(text, "'")
		ok = c.Kind == Text && c.Text == text || c.Kind == Date && c.Value() == text
	} else if parts, dated := strings.CutPrefix(want, "datetime.datetime("); dated {
		when, err := time.Parse("2006, 1, 2, 15, 4)", parts)
		ok = err == nil && c.Kind == Date && c.Time.Equal(when)
	} else {
		n, err := strconv.ParseFloat(want, 64)
		ok = err == nil && c.Value() == n
	}
	if !ok {
		t.Errorf("%s!%s!%s: %v %#v (%q), want %s", b.name, sheetName, name, c.Kind, c.Value(), c.Text, want)
	}
}

// TestPublishedFigures finds every figure of west-midlands-published.csv that
// was read from a file of the corpus, the seven ONS workbooks above all.
func TestPublishedFigures(t *testing.T) {
	f, err := os.Open(filepath.Join(corpus, "west-midlands-published.csv"))
	if err != nil {
		t.Skip("../shared/corpus/west-midlands-published.csv is not here")
	}
	defer f.Close()
	records, err := gocsv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	books, checked := map[string]*Book{}, map[string]int{}
	for _, r := range records[1:] {
		value, file, sheetName, cell := r[6], r[7], r[8], r[9]
		content, err := os.ReadFile(filepath.Join(corpus, "real", file))
		if err != nil {
			continue
		}
		if books[file] == nil {
			books[file] = mustOpen(t, file, content)
		}
		wantValue(t, books[file], sheetName, cell, value)
		checked[file]++
	}
	ons := 0
	for file, n := range checked {
		if strings.HasPrefix(file, "ons-pfa-tables-") && n >= 23 {
			ons++
		}
	}
	if ons != 7 {
		t.Errorf("figures of %d ONS workbooks were compared, want 7: %v", ons, checked)
	}
	t.Logf("figures compared: %v", checked)
}

// nastyValues are what a sane reader finds in files that trip others.
var nastyValues = []string{
	"calamine__date_1904.xlsx!Sheet1!A1 date 2021-01-01T00:00:00",
	"calamine__date_1904.xlsx!Sheet1!A3 number 10.6320601851852",
	"calamine__date_iso.xlsx!Sheet!A2 date 2021-01-01T10:10:10",
	"calamine__any_sheets.xls!Visible!A1 number 1",
	"calamine__date_1904.xls!Sheet1!A1 date 2021-01-01T00:00:00",
	"calamine__date_1904.xls!Sheet1!A3 number 10.632060185185185",
	"calamine__encoded_entities.xlsx!Sheet1!A1 text &",
	"calamine__gh548_incorrect_sst_unique_count.xls!Booked Appointments Data!Y12 number 15106",
	"calamine__gh548_incorrect_sst_unique_count.xls!Booked Appointments Data!Y13 boolean true",
	"calamine__rph.xlsx!Sheet1!A1 text 課きく　毛こ",
	"calamine__strict_iso_paths.xlsx!ml_out!A2 text 150-031260-001_B",
	"calamine__string-ref.xlsx!Sheet1!A2 text -8086931554011838357",
	"calamine__temperature-in-middle.xlsx!Sheet1!C5 number 22.2222",
	"calamine__merge_cells.xlsx!Sheet1!B2 text Chunk Merged",
	"calamine__covered.ods!sheet1!A2 text a2",
	"calamine__number_rows_repeated.ods!Sheet1!B8 text D",
	"calamine__any_sheets.xlsx!Visible!A1 number 1",
	"duckdbxl__row_without_r_attribute.xlsx!Result 1!B2 text TEST123",
	"edr__Test_git_issue_329_error.xlsx!Sheet1!B1 error #N/A",
	"edr__Test_git_issue_271_InvalidDimension.xlsx!Sheet1!C4 text col 3",
	"edr__NoDimensionOrCellReferenceAttribute.xlsx!Continent!A2 date 2017-03-06T00:00:00",
	"edr__Test_Issue_7433_IllegalOleAutDate.xlsx!Sheet1!A2 text B221055625",
	"frictionless__latin1.csv!csv!B3 text ©",
	"openspout__csv_with_utf16be_bom.csv!csv!C3 text csv--33",
	"openspout__csv_with_encoding_utf16le_no_bom.csv!csv!A1 text csv--11",
	"openspout__csv_with_CR_EOL.csv!csv!B2 text csv--22",
	"openspout__csv_with_line_breaks.csv!csv!A1 text This is,\na comma",
	"openspout__csv_delimited_with_pipes.csv!csv!C2 text csv--23",
	"openspout__sheet_with_different_numeric_value_dates_1904_calendar.xlsx!Sheet1!C1 date 2019-09-02T22:23:00",
	"openspout__sheet_with_empty_rows_and_missing_row_index.xlsx!Sheet1!B5 text s1--B5",
	"openspout__sheet_with_missing_cell_reference.xlsx!Sheet1!A1 text s1--A1",
	"openspout__sheet_with_custom_date_formats_and_no_apply_number_format.xlsx!Sheet1!C1 date 2016-01-13T00:00:00",
	"openspout__sheet_with_invalid_date_time.ods!Sheet1!A1 error INVALID DATE",
	"openspout__one_sheet_with_invalid_xml_characters.xlsx!Sheet1!A1 text Invalid & character",
	"openspout__file_with_sheet_xml_not_matching_content_types.xlsx!Sheet1!A1 text s1 - A1",
	"openspout__sheet_with_strict_ooxml.xlsx!ae1!I2 date 2020-03-31T00:00:00",
	"phpss__1904_Calendar.xlsx!Sheet1!B2 date 2023-01-01T00:00:00",
	"phpss__corruptMeta.ods!Sheet1!B1 text World",
	"poi__1904DateWindowing.xls!Sheet1!A1 date 2000-01-01T00:00:00",
	"poi__fuzz-POIHSSFFuzzer-5436547081830400.xls!Sheet1!A2 text FIGURE1: chn_8_via_sub_35v2_0.bmp",
	"poi__noSharedStringTable.xlsx!Sheet1!A1 date 2006-04-12T00:00:00",
	"poi__TwoSheetsOneHidden.xlsx!Sheet1!A1 text Sheet1A1",
	"readods__decimal_comma.ods!Full1!C2 number 0.03",
	"readods__eating_spaces.ods!Sheet2!A1 text A   B",
	"readods__multiline_cells.ods!Hoja1!A1 text Multiline cell, line 1\nMultiline cell, line 2",
	"readods__linkeddata.ods!contains_linked_data!A4 text data",
	"readxl__65536-rows-xls.xls!Sheet1!A65536 text WORLD",
	"readxl__datetime-rounding.xlsx!Sheet1!A2 date 2016-04-28T11:30:00",
	"readxl__datetime-rounding.xlsx!Sheet1!A5 date 2017-01-03T11:30:00",
	"readxl__deaths.xlsx!arts!E6 date 1947-01-08T00:00:00",
	"readxl__missing-v-node-xlsx.xlsx!Sheet1!C2 blank <nil>",
	"roo__strict.xlsx!Sheet1!A1 text Sheet 1",
	"tidyxl__haskell.xlsx!Sheet1!B3 number 4",
	"xlrd__invalid_formula.xls!Sheet1!A1 error #REF!",
	"xls__negatives.xls!第1页!B4 number -1.184955e+06",
}

func TestNastyValues(t *testing.T) {
	for _, line := range nastyValues {
		place, want, _ := strings.Cut(line, " ")
		for !strings.Contains(want, " ") || !isKindName(strings.Fields(want)[0]) { // names with spaces
			more, rest, _ := strings.Cut(want, " ")
			place, want = place+" "+more, rest
		}
		parts := strings.Split(place, "!")
		b := mustOpen(t, parts[0], corpusFile(t, "nasty", parts[0]))
		g, err := b.Grid(parts[1])
		if err != nil {
			t.Error(err)
			continue
		}
		row, col, _ := ParseCell(parts[2])
		c := g.At(row, col)
		got := c.Kind.String() + " " + strings.TrimSuffix(strings.TrimPrefix(jsonText(c), `"`), `"`)
		if got != want {
			t.Errorf("%s: %s, want %s", place, got, want)
		}
	}
}

// nastyRefusals are the .xls files that are not read, and why.
var nastyRefusals = map[string]error{
	"calamine__OOM_alloc2.xls":                         ErrUnsupported,
	"calamine__biff5_write.xls":                        ErrUnsupported,
	"calamine__ptgexp-truncated-operand.xls":           ErrUnsupported,
	"calamine__too_small.xls":                          ErrUnknownFormat,
	"edr__Test_git_issue_224_simple_95.xls":            ErrUnsupported,
	"edr__Test_git_issue_242_std_rc4_pwd_password.xls": ErrEncrypted,
	"edr__Test_git_issue_368_header.xls":               ErrUnsupported,
	"edr__Test_git_issue_466_biff3.xls":                ErrUnsupported,
	"msoffcrypto__rc4cryptoapi_password.xls":           ErrEncrypted,
	"msoffcrypto__xor_password_123456789012345.xls":    ErrEncrypted,
	"poi__password.xls":                                ErrEncrypted,
	"poi__xor-encryption-abc.xls":                      ErrEncrypted,
	"xlrd__biff4_no_format_no_window2.xls":             ErrUnsupported,
}

// TestNastyXLS holds that every .xls of the corpus is either read, with a value
// of it checked above, or refused for the right reason.
func TestNastyXLS(t *testing.T) {
	for _, line := range corpusLines(t, "nasty.tsv") {
		name := line[0]
		if filepath.Ext(name) != ".xls" {
			continue
		}
		_, err := Open(name, corpusFile(t, "nasty", name), Limits{})
		if want, refused := nastyRefusals[name]; refused && !errors.Is(err, want) || !refused && err != nil {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		isChecked := slices.ContainsFunc(nastyValues, func(v string) bool { return strings.HasPrefix(v, name+"!") })
		if err == nil && !isChecked {
			t.Errorf("%s is read, and no value of it is checked", name)
		}
	}
}

func isKindName(word string) bool {
	for _, k := range kindNames {
		if k == word {
			return true
		}
	}
	return false
}

// TestNastyWays does everything that can be done with every nasty file: each gives
// a book or a refusal with one sentence, and prints what became of it.
func TestNastyWays(t *testing.T) {
	lines := corpusLines(t, "nasty.tsv")
	for _, line := range lines {
		name := line[0]
		content := corpusFile(t, "nasty", name)
		start := time.Now()
		err := checkBook(t, name, content, Limits{})
		result := "read"
		if err != nil {
			result = strings.TrimPrefix(err.Error(), name)
		}
		if strings.HasPrefix(line[4], "clear") && strings.HasSuffix(line[4], "error") && err == nil {
			t.Errorf("%s is read; want a refusal: %s", name, line[4])
		}
		// .xlsb and old .xls are refused as a kind; row 0 is an address in no sheet.
		excused := errors.Is(err, ErrUnsupported) || name == "poi__poc-shared-strings.xlsx"
		if !strings.Contains(line[4], "error") && err != nil && !excused {
			t.Errorf("%s is refused; want: %s: %v", name, line[4], err)
		}
		t.Logf("%-70s %8s  %s", name, time.Since(start).Round(time.Millisecond), result)
	}
	if len(lines) < 100 {
		t.Errorf("nasty.tsv lists %d files", len(lines))
	}
}
