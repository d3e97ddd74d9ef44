package ingest_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

const corpus = "../../shared/corpus"

// onsSlugs are the measures by the names that the corpus gives them.
var onsSlugs = map[string]string{
	"Total recorded crime (excluding fraud)": "total", "Violence against the person": "violence", "Homicide": "homicide",
	"Violence with injury": "violence-with-injury", "Violence without injury": "violence-without-injury",
	"Stalking and harassment": "stalking-harassment", "Sexual offences": "sexual-offences", "Robbery": "robbery",
	"Death or serious injury caused by illegal driving": "death-serious-injury-driving", "Theft offences": "theft",
	"Burglary": "burglary", "Residential burglary": "residential-burglary", "Non-residential burglary": "non-residential-burglary",
	"Vehicle offences": "vehicle-offences", "Theft from the person": "theft-person", "Bicycle theft": "bicycle-theft",
	"Shoplifting": "shoplifting", "Other theft offences": "other-theft", "Criminal damage and arson": "criminal-damage-arson",
	"Drug offences": "drug-offences", "Possession of weapons offences": "weapons-possession",
	"Public order offences": "public-order", "Miscellaneous crimes against society": "misc-crimes",
}

// TestRealONSTables loads the seven real workbooks: every value of the West Midlands is what two readers found, in the
// cell where they found it, and the forces add up to the row of England and Wales.
func TestRealONSTables(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus, "real", "ons-pfa-tables-ye-*.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the real workbooks are not here (../shared/corpus/real/ons-pfa-tables-*.xlsx)")
	}
	if len(files) != 7 {
		t.Errorf("want seven workbooks, found %d", len(files))
	}
	want := publishedByCell(t)
	for _, file := range files {
		r := load(t, file)
		areas := map[kpi.AreaCode]int{}
		for _, o := range r.Observations {
			areas[o.Area]++
			if o.Area != "E23000014" {
				continue
			}
			at := r.File + "!" + strings.TrimSpace(o.Place.Sheet) + "!" + o.Place.Cell
			if got := fmt.Sprintf("%s %s %v", o.Series, o.Period, o.Value); got != want[at] || o.State != kpi.Known {
				t.Errorf("%s: want %q, found %q", at, want[at], got)
			}
			delete(want, at)
		}
		if len(areas) != 44 {
			t.Errorf("%s: want 43 forces and the British Transport Police, found %d areas", r.File, len(areas))
		}
		for area, n := range areas {
			if n != len(onsSlugs) {
				t.Errorf("%s: %s has %d figures, want %d", r.File, area, n, len(onsSlugs))
			}
		}
		checkNationalRow(t, file, r)
	}
	for at, line := range want {
		t.Errorf("%s: %s was not read", at, line)
	}
}

// publishedByCell gives what should be found where, by file!sheet!cell.
func publishedByCell(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus, "west-midlands-published.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, l := range lines[1:] {
		slug := onsSlugs[strings.TrimPrefix(l[0], "Recorded crime: ")]
		name := strings.TrimSpace(l[8])
		if slug == "" || name != "Table P1" || !strings.HasPrefix(l[7], "ons-pfa-tables-ye-") || !strings.HasSuffix(l[7], ".xlsx") {
			continue
		}
		if _, err := os.Stat(filepath.Join(corpus, "real", l[7])); err != nil {
			continue // not every file that was read is kept
		}
		p, err := kpi.ParsePeriod(l[4])
		if err != nil {
			t.Fatal(err)
		}
		want[l[7]+"!"+name+"!"+l[9]] = fmt.Sprintf("ons-pfa.%s %s %s", slug, p, l[6])
	}
	if len(want) != 7*len(onsSlugs) {
		t.Fatalf("want %d published figures, found %d", 7*len(onsSlugs), len(want))
	}
	return want
}

// checkNationalRow adds the forces up: no value of another force stands in the wrong place either.
func checkNationalRow(t *testing.T, file string, r kpi.Return) {
	t.Helper()
	book, err := sheet.Open(r.File, read(t, file), sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	grid, err := book.Grid(r.Observations[0].Place.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[int]float64{}
	for _, o := range r.Observations {
		_, col, err := sheet.ParseCell(o.Place.Cell)
		if err != nil {
			t.Fatal(err)
		}
		sums[col] += o.Value
	}
	for col, sum := range sums {
		if national := grid.At(7, col).Number; national != sum {
			t.Errorf("%s!%s: England and Wales has %v, the forces have %v", r.File, sheet.CellName(7, col), national, sum)
		}
	}
}

// onsShaped is a small workbook in the shape of the real ones, with invented figures.
func onsShaped(t testing.TB, sheetName, year string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	try(x.SetSheetName("Sheet1", "Notes"))
	_, err := x.NewSheet(sheetName)
	try(err)
	rows := [][]any{
		{"Table P1:  Police recorded crime by offence group and police force area, English regions and Wales, number of offences, year ending " + year + "1,2"},
		{},
		{"England and Wales"},
		{nil, nil, "Total recorded crime (excluding fraud3)", nil, "Victim-based crime"},
		{
			"Area Code", "Area Name", nil, nil, "Violence against the person", "Homicide", "Violence with injury", "Violence without injury",
			"Stalking and harassment 4", "Death or serious injury - unlawful driving4", "Sexual offences", "Robbery", "Theft offences", "Burglary",
			"Residential burglary5,6", "Non-residential  burglary5,6", "Vehicle offences", "Theft from the person", "Bicycle theft", "Shoplifting",
			"Other theft offences", "Criminal damage and arson", nil, "Drug offences", "Possession of weapons offences", "Public order offences",
			"Miscellaneous crimes",
		},
		{nil, nil, "Numbers"},
	}
	for i, area := range [][2]any{
		{"K04000001", "ENGLAND AND WALES7,8"},
		{"E12000005", "West Midlands "},
		{"E23000015", "Staffordshire"},
		{"E23000014", "West Midlands"},
		{"E23000005", "Greater Manchester7,8"},
		{"E23000034", "London, City of"},
		{nil, "British Transport Police"},
	} {
		row := []any{area[0], area[1]}
		for col := 3; col <= 27; col++ {
			switch {
			case col == 4 || col == 23:
				row = append(row, nil)
			case area[0] == "E23000005":
				row = append(row, "..")
			default:
				row = append(row, 1000*(i+7)+col)
			}
		}
		rows = append(rows, row)
	}
	rows = append(rows, []any{"Source: Home Office - Police recorded crime "}, []any{"1. Invented for a test."})
	for i, row := range rows {
		try(x.SetSheetRow(sheetName, "A"+strconv.Itoa(i+1), &row))
	}
	for _, m := range []string{"A1:AA1", "C4:C5", "E4:V4", "X4:AA4", "C6:AA6", "A14:AA14"} {
		from, to, _ := strings.Cut(m, ":")
		try(x.MergeCell(sheetName, from, to))
	}
	try(x.SetCellValue(sheetName, "X4", "Other crimes against society"))
	var b bytes.Buffer
	try(x.Write(&b))
	return b.Bytes()
}

// TestONSShape reads the same shape without the real files.
func TestONSShape(t *testing.T) {
	for _, c := range []struct{ sheet, year, period string }{
		{"Table P1", "March 18", "YE 2018-03"},
		{"Table P1 ", "June 2019", "YE 2019-06"},
		{"TABLE P1", "December 2018", "YE 2018-12"},
	} {
		r := loadBytes(t, "tables.xlsx", onsShaped(t, c.sheet, c.year))
		if len(r.Problems) > 0 {
			t.Fatal(kpi.Problems(r.Problems))
		}
		if len(r.Observations) != 5*23 || r.Edition != r.Observations[0].Period.Last {
			t.Errorf("%d observations of %s, edition %s (%s)", len(r.Observations), c.period, r.Edition, r.EditionFrom)
		}
		for _, o := range r.Observations {
			row, col, _ := sheet.ParseCell(o.Place.Cell)
			if o.Area == "E23000014" && (row != 10 || o.Value != float64(10000+col)) ||
				o.Area == "E23000005" && o.State != kpi.Missing || o.Area == "X-BTP" && row != 13 {
				t.Errorf("%s is %v (%s) of %s for %s", o.Place.Address(), o.Value, o.State, o.Series, o.Area)
			}
			if o.Period.String() != c.period || o.Place.Sheet != c.sheet {
				t.Fatalf("%s is of %s", o.Place.Address(), o.Period)
			}
			if o.Series == "ons-pfa.misc-crimes" && col != 27 || o.Series == "ons-pfa.total" && col != 3 {
				t.Errorf("%s is %s", o.Place.Address(), o.Series)
			}
		}
	}
}
