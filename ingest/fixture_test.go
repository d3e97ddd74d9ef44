package ingest_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"planwatch/kpi"
)

// fixtureSheet is one sheet of a small workbook in the shape of a publication, with invented figures.
type fixtureSheet struct {
	name   string
	rows   [][]any
	merges []string // such as B4:D5
	hide   []int    // rows
	hidden bool     // the whole sheet
}

// fixture makes a workbook of sheets. The shapes are those of the publications; no figure in it is theirs.
func fixture(t testing.TB, sheets ...fixtureSheet) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range sheets {
		if i == 0 {
			try(x.SetSheetName("Sheet1", s.name))
		} else {
			_, err := x.NewSheet(s.name)
			try(err)
		}
		for n, row := range s.rows {
			try(x.SetSheetRow(s.name, fmt.Sprintf("A%d", n+1), &row))
		}
		for _, m := range s.merges {
			from, to, _ := strings.Cut(m, ":")
			try(x.MergeCell(s.name, from, to))
		}
		for _, row := range s.hide {
			try(x.SetRowVisible(s.name, row, false))
		}
		if s.hidden {
			try(x.SetSheetVisible(s.name, false))
		}
	}
	var b bytes.Buffer
	try(x.Write(&b))
	return b.Bytes()
}

// shapes are the fixtures of the layouts that no committed sample goes through: what each reads, by the name of its layout.
var shapes = map[string][]shape{
	"home-office-police-workforce": {
		{"workforce-2015.xlsx", workforce2015, []string{
			"Table_1!B10 ho-workforce.officers E23000014 2014-09-30 7000.25",
			"Table_1!D10 ho-workforce.officers E23000014 2015-09-30 6900",
			"Table_1!C11 ho-workforce.officers E23000034 2015-03-31 700",
			"Table_1!D13 ho-workforce.officers X-BTP 2015-09-30 3000",
			"Table_3!D10 ho-workforce.pcsos E23000014 2015-09-30 450.5",
			"Table_4!D10 ho-workforce.designated-officers E23000014 2015-09-30 0",
			"Table_5!D10 ho-workforce.specials E23000014 2015-09-30 330",
		}, 5 * 4 * 3},
		{"workforce-2018.xlsx", workforce2018, []string{
			"Table_1!B10 ho-workforce.officers E23000014 2017-09-30 7000.25",
			"Table_2!B10 ho-workforce.staff E23000014 2017-09-30 3000",
			"Table_3!B10 ho-workforce.designated-officers E23000014 2017-09-30 [x]",
			"Table_5!D10 ho-workforce.pcsos E23000014 2018-09-30 450.5",
			"Table_6!D10 ho-workforce.specials E23000014 2018-09-30 330",
		}, 5 * 4 * 3},
	},
	"home-office-use-of-force": {
		{"force-2018.xlsx", useOfForce2018, []string{
			"Table_12!C8 ho-use-of-force.incidents E23000014 2017/18 1600",
			"Table_12!C9 ho-use-of-force.incidents E23000036 2017/18 900",
			"Table_13!C8 ho-use-of-force.ced E23000014 2017/18 75",
			"Table_13!E8 ho-use-of-force.ced-discharged E23000014 2017/18 14",
		}, 3 + 2*2},
		{"force-2019.xlsx", useOfForce2019, []string{
			"Table_12!C8 ho-use-of-force.incidents E23000014 2018/19 1600",
			"Table_13!D5 ho-use-of-force.ced E23000014 2017/18 75",
			"Table_13!D6 ho-use-of-force.ced E23000030 2017/18 30 [r]",
			"Table_13!F7 ho-use-of-force.ced-discharged E23000014 2018/19 11",
			"Table_14!E7 ho-use-of-force.tactics E23000014 2018/19 122",
		}, 3 + 3*2 + 1},
	},
	"revenue-outturn": {
		{"rs-2010-11.xlsx", outturn2010, []string{
			"RS LA Data 2010-11 (1)!E9 mhclg-revenue.council-tax-requirement E23000014 2010/11 79000",
			"RS LA Data 2010-11 (1)!E10 mhclg-revenue.council-tax-requirement E23000036 2010/11 94000",
		}, 2},
		{"rs-2017-18.xlsx", outturn2017, []string{
			"RS LA Data 2017-18!G9 mhclg-revenue.council-tax-requirement E23000014 2017/18 80000",
			"RS LA Data 2017-18!G10 mhclg-revenue.council-tax-requirement E23000005 2017/18 [x]",
		}, 2},
	},
	"police-uk-street-crime": {
		{"2026-03-west-midlands-street.csv", streetCrime, []string{
			"csv!B2:B6 police-uk-street.crimes E23000014 2026-03 3",
			"csv!B4:B5 police-uk-street.anti-social-behaviour E23000014 2026-03 2",
			"csv!B2:B6 police-uk-street.crimes E23000014 crime type=Burglary 2026-03 2",
			"csv!B3 police-uk-street.crimes E23000014 crime type=Drugs 2026-03 1",
		}, 2 + 2},
	},
	"police-uk-stop-and-search": {
		{"2026-03-west-midlands-stop-and-search.csv", stopAndSearch, []string{
			"csv!B2:B4 police-uk.stop-searches E23000014 2026-03 2",
			"csv!B2 police-uk.stop-searches E23000014 ethnicity=not stated; outcome=Arrest 2026-03 1",
			"csv!B4 police-uk.stop-searches-no-further-action E23000014 2026-03 1",
		}, 3 + 2},
	},
	"ons-police-force-area-tables-since-2020": {
		{"tables-ye-june-2025.xlsx", onsSince2020, []string{
			"Table P1!C11 ons-pfa.total E23000014 YE 2025-06 300000",
			"Table P1!Y11 ons-pfa.misc-crimes E23000014 YE 2025-06 300022",
			"Table P1!C12 ons-pfa.total E23000005 YE 2025-06 [x]",
			"Table C2!G10 ons-pfa.total E08000025 YE 2025-06 100000",
			"Table C2!H11 ons-pfa.violence E08000026 YE 2025-06 101001",
		}, 23*3 + 23*2},
	},
}

// shape is a file in a publication's shape, some of what must come out of it, and how much in all.
type shape struct {
	file string
	make func(t testing.TB) []byte
	want []string
	all  int
}

// TestShapes reads a small file of each publication's shape: the layout is found by itself, every figure that is named
// comes from its cell, and nothing more comes out than is there.
func TestShapes(t *testing.T) {
	for layout, all := range shapes {
		for _, s := range all {
			r := loadBytes(t, s.file, s.make(t))
			if len(r.Problems) > 0 || r.Layout != layout {
				t.Errorf("%s: read by %q: %v", s.file, r.Layout, kpi.Problems(r.Problems))
				continue
			}
			var found []string
			for _, o := range r.Observations {
				found = append(found, inLine(o))
			}
			for _, w := range s.want {
				if !slices.Contains(found, w) {
					t.Errorf("%s: want %s, found\n%s", s.file, w, strings.Join(found, "\n"))
				}
			}
			if len(found) != s.all {
				t.Errorf("%s: want %d figures, found %d\n%s", s.file, s.all, len(found), strings.Join(found, "\n"))
			}
		}
	}
}

// inLine is an observation in one line.
func inLine(o kpi.Observation) string {
	value := strconv.FormatFloat(o.Value, 'f', -1, 64)
	if o.State != kpi.Known {
		value = o.State.Shorthand()
	}
	area := strings.TrimSpace(string(o.Area) + " " + o.Breakdown)
	line := fmt.Sprintf("%s!%s %s %s %s %s", strings.TrimSpace(o.Place.Sheet), o.Place.Cell, o.Series, area, o.Period, value)
	if o.Marks != 0 {
		line += " " + o.Marks.Shorthand()
	}
	return line
}

// TestEveryShippedLayoutFeedsAnIndicator looks at what each layout reads: an office that loads a file must see something
// of it. It also looks that each has a file of its shape in these tests.
func TestEveryShippedLayoutFeedsAnIndicator(t *testing.T) {
	plan := shippedPlan(t)
	used := map[kpi.SeriesID]bool{}
	for _, ind := range plan.Computed() {
		for _, in := range ind.Inputs {
			used[in.Value] = true
		}
	}
	elsewhere := []string{"ons-police-force-area-tables", "published-csv", "sample-force-return", "return-to-fill-in"} // have tests of their own
	for _, l := range shippedLayouts(t, plan) {
		ids, anySeries := l.Series(plan)
		if !anySeries && !slices.ContainsFunc(ids, func(id kpi.SeriesID) bool { return used[id] }) {
			t.Errorf("%s feeds no indicator: %v", l.Name, ids)
		}
		if len(shapes[l.Name]) == 0 && !slices.Contains(elsewhere, l.Name) {
			t.Errorf("%s has no file of its shape in the tests", l.Name)
		}
	}
	for _, id := range []kpi.IndicatorID{"P1.2f", "P1.2g", "P1.4g", "P7.4e", "P7.4f", "P10.2c"} {
		ind, ok := plan.Indicator(string(id))
		if !ok || ind.Direction != kpi.Contextual || !strings.Contains(ind.Context, "context, not promised in the plan") || len(ind.Targets) > 0 {
			t.Errorf("%s: want a contextual indicator that says so and has no target", id)
		}
	}
}

// workforceSheet has the three header rows and the areas of a table of the workforce. The first row of values is of the
// West Midlands region, the second of the force.
func workforceSheet(name, title, unit, head string, year int, values [4]any) fixtureSheet {
	date := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	top := []any{nil, "As at:", nil, nil, fmt.Sprintf("Change in 12 months\nSep-%d to Sep-%d", year-1, year), nil, "Change in 6 months "}
	third := []any{nil, nil, nil, nil, nil, nil, nil, unit}
	if head == "England and Wales" {
		third[0] = head
	} else {
		top[0] = head
	}
	row := func(area string, v any) []any { return []any{area, v, v, v, -20, -0.5, -10, -0.1} }
	force := []any{"West Midlands", values[1], values[1], values[2], -100, -1.4, -50, ".."}
	if values[0] == nil {
		force = []any{"West Midlands", "..", "..", "..", "..", "..", "..", ".."}
	}
	return fixtureSheet{
		name: name,
		rows: [][]any{
			{title},
			{},
			third, top,
			{},
			{nil, date(year-1, time.September, 30), date(year, time.March, 31), date(year, time.September, 30), "number", "%", "number", "%"},
			row("North East ", 99999), row("West Midlands ", 88888), row("Staffordshire2", 1600), force,
			row("London, City of", 700), row("Total 43 forces", 123456), row("British Transport Police", 3000), row("Total", 126456),
			{},
			{"Notes"},
			{"1. Invented for a test."},
		},
		merges: []string{"B4:D5", "E4:F5", "G4:H5"},
	}
}

func workforce2015(t testing.TB) []byte {
	const head = "Police force area, English region and Wales"
	sheet := func(n int, what, unit string, values ...any) fixtureSheet {
		title := fmt.Sprintf("Table %d: %s by police force area, English region and Wales, 30 September 2014, 31 March 2015 and 30 September 20151", n, what)
		return workforceSheet(fmt.Sprintf("Table_%d", n), title, unit, head, 2015, [4]any(values))
	}
	return fixture(
		t, fixtureSheet{name: "Index", rows: [][]any{{"Police Workforce, England and Wales, 30 September 2015"}}},
		sheet(1, "Police officers", "Full-time equivalents", 1, 7000.25, 6900, nil),
		sheet(2, "Police staff", "Full-time equivalents", 1, 3000, 3000, nil),
		sheet(3, "Police community support officers", "Full-time equivalents", 1, 500, 450.5, nil),
		sheet(4, "Designated officers (s.38, s.391)", "Full-time equivalents", 1, 0, 0, nil),
		sheet(5, "Special constables", "Headcount", 1, 400, 330, nil),
	)
}

func workforce2018(t testing.TB) []byte {
	sheet := func(n int, what, unit string, values ...any) fixtureSheet {
		title := fmt.Sprintf("Table %d: %s by police force area, England and Wales, 30 September 2017, 31 March 2018 and 30 September 20181", n, what)
		return workforceSheet(fmt.Sprintf("Table_%d", n), title, unit, "England and Wales", 2018, [4]any(values))
	}
	return fixture(
		t, fixtureSheet{name: "Index", rows: [][]any{{"Police Workforce, England and Wales, 30 September 2018"}}},
		sheet(1, "Police officers", "Full-time equivalents", 1, 7000.25, 6900, nil),
		sheet(2, "Police staff", "Full-time equivalents", 1, 3000, 3000, nil),
		sheet(3, "Designated officers (s.38, s.391)", "Full-time equivalents", nil, nil, nil, nil),
		sheet(4, "Police staff and designated officers (s.38, s.391) combined", "Full-time equivalents", 1, 1, 1, nil),
		sheet(5, "Police community support officers", "Full-time equivalents", 1, 500, 450.5, nil),
		sheet(6, "Special constables", "Headcount", 1, 400, 330, nil),
	)
}

func forceContents(years, published string) []fixtureSheet {
	return []fixtureSheet{
		{name: "Cover_sheet", rows: [][]any{{}, {nil, "Published: " + published}}},
		{name: "Contents", rows: [][]any{{"Police use of force statistics, England and Wales, " + years}, {"Publication Date: " + published}}},
		{name: "Table_12", rows: [][]any{
			{"Table 12. Incidents by police force"},
			{"Contents"},
			{},
			{"Region", "Police force", "Total"},
			{"England and Wales", "Total England and Wales", 4000},
			{"West Midlands", "Total West Midlands ", 3100},
			{"West Midlands", "Staffordshire", 1500},
			{"West Midlands", "West Midlands", 1600},
			{"South West", "Avon & Somerset", 900},
			{},
			{"Notes"},
			{"Invented for a test."},
		}},
	}
}

func useOfForce2018(t testing.TB) []byte {
	return fixture(t, append(forceContents("1 April 2017 to 31 March 2018", "13 December 2018"), fixtureSheet{name: "Table_13", rows: [][]any{
		{"Table 13. Use of CED by type and police force: 1 April 2017 to 31 March 2018"},
		{"Contents"},
		{},
		{"Region", "Police force", "Total", "Total non-discharge", "Total discharge", "Not stated"},
		{"England and Wales", "Total England and Wales", 200, 170, 30, 0},
		{"West Midlands", "Total West Midlands ", 100, 80, 20, 0},
		{"West Midlands", "Staffordshire", 25, 19, 6, 0},
		{"West Midlands", "West Midlands", 75, 61, 14, 0},
		{},
		{"Notes"},
	}}, fixtureSheet{name: "Table_14", rows: [][]any{ // of another period: not read
		{"Table 14. Use of CED by type and police force: January to March 2017"},
		{"Contents"},
		{},
		{"Region", "Police force", "Total"},
		{"West Midlands", "West Midlands", 7},
	}})...)
}

func useOfForce2019(t testing.TB) []byte {
	return fixture(t, append(forceContents("1 April 2018 to 31 March 2019", "19 December 2019"), fixtureSheet{name: "Table_13", rows: [][]any{
		{"Table 13. Use of CED by type and police force: 1 April 2017 to 31 March 2019"},
		{"Contents"},
		{},
		{"Financial year", "Region", "Police force", "Total", "Total non-discharge", "Total discharge"},
		{"2017/18", "West Midlands", "West Midlands", 75, 61, 14},
		{"2017/18", "South East", "Hampshire (R)", 30, 25, 5},
		{"2018/19", "West Midlands", "West Midlands", 70, 59, 11},
		{"2018/19", "West Midlands", "*Total West Midlands ", 140, 110, 30},
		{},
		{"Notes"},
	}}, fixtureSheet{name: "Table_14", rows: [][]any{
		{"Table 14. Number of times tactics were used, by police force and officer perceived age of subject"},
		{"Contents"},
		{},
		{"Total number of incidents involving group", nil, nil, "Perceived age"},
		{"Police force", "Type of force", "Tactic", "Under 11 \nyears", "Number of times tactic reported"},
		{"Total England and Wales", "Total", "*Total Tactics", 9, 630},
		{"West Midlands", "Total", "*Total Tactics", 1, 122},
		{"West Midlands", "Restraint", "*Total Restraint", 1, 50},
		{"West Midlands", "Restraint", "Ground restraint", 0, 20},
		{},
		{"Notes"},
	}})...)
}

func outturn2010(t testing.TB) []byte {
	sheet := func(n int, unit string) fixtureSheet {
		return fixtureSheet{name: fmt.Sprintf("RS LA Data 2010-11 (%d)", n), rows: [][]any{
			{"Revenue Outturn Summary (RS): 2010-11 data"},
			{},
			{unit},
			{},
			{nil, nil, nil, nil, nil, "Financial reserves levels"},
			{"E-code", "Local authority", "Class", "Police grant", "COUNCIL TAX REQUIREMENT (TOTAL OF LINES 830 TO 880)", "Schools reserves level"},
			{},
			{"E4601", "Birmingham", "MD", 0, 333000, 7},
			{"E6046", "West Midlands Police Authority", "O", -4000, 79000, 0},
			{"E6050", "Avon & Somerset Police Authority", "O", -3000, 94000, 0},
			{},
			{nil, "ENGLAND", nil, -7000, 900000, 7},
			{nil, "OTHER AUTHORITIES", "O", -7000, 173000, 0},
		}}
	}
	return fixture(
		t, fixtureSheet{name: "RS10 LA drop-down", rows: [][]any{{"Choose a body"}, {"E6046", 79000}}},
		sheet(1, "Net current expenditure (£ thousand)"), sheet(2, "Capital items (£ thousand)"),
	)
}

func outturn2017(t testing.TB) []byte {
	return fixture(
		t, fixtureSheet{name: "Front Page", rows: [][]any{{"Revenue Outturn"}}},
		fixtureSheet{name: "RS LA Data 2017-18", hide: []int{3, 4, 11}, rows: [][]any{
			{"Revenue Outturn (RO) 2017-18: Revenue Outturn Summary (RS) data"},
			{"Net current expenditure (£ thousand)"},
			{"Hide or delete", nil, nil, nil, nil, 1, 68},
			{nil, nil, nil, nil, nil, 1, 1},
			{},
			{nil, nil, nil, nil, nil, 856, 890},
			{"E-code", "ONS Code", "Local authority", "Region", "Class", "Police grant", "COUNCIL TAX REQUIREMENT (total of lines 905 to 980)"},
			{"E4604", "E08000028", "Sandwell", nil, "MD", 0, 90000},
			{"E7046", "E23000014", "West Midlands Police and Crime Commissioner and Chief Constable", nil, "O", -4000, 80000},
			{"E7042", "E23000005", "Greater Manchester Police and Crime Commissioner and Chief Constable (d)", nil, "O", "-", "-"},
			{"E7046", "E23000014", "West Midlands Police and Crime Commissioner and Chief Constable", nil, "O", -1, -1}, // scratch
			{"E6346", "E47000007", "West Midlands Combined Authority", nil, "O", 0, 5},
		}},
		fixtureSheet{name: "Access (Col 1)", hidden: true, rows: [][]any{{"E-code", "Value"}, {"E7046", 1}}},
	)
}

func streetCrime(testing.TB) []byte {
	const force = "West Midlands Police,West Midlands Police"
	rows := []string{
		"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context",
		"a1,2026-03," + force + ",-1.9,52.5,On or near Invented Street,E01000001,Birmingham 001A,Burglary,Under investigation,",
		"a2,2026-03," + force + ",-1.8,52.4,On or near Invented Street,E01000001,Birmingham 001A,Drugs,Local resolution,",
		",2026-03," + force + ",-1.8,52.4,On or near Invented Lane,E01000002,Coventry 001A,Anti-social behaviour,,",
		",2026-03," + force + ",-1.8,52.4,On or near Invented Lane,E01000002,Coventry 001A,Anti-social behaviour,,",
		"a3,2026-03," + force + ",,,No Location,,,Burglary,,",
	}
	return []byte(strings.Join(rows, "\r\n") + "\r\n")
}

func stopAndSearch(testing.TB) []byte {
	const head = "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome"
	rows := []string{
		head,
		"Person search,2026-03-01T00:03:00+00:00,False,,,,Male,18-24,,,Misuse of Drugs Act 1971 (section 23),Controlled drugs,Arrest",
		head,
		"Vehicle search,2026-03-31T23:30:00+00:00,False,,,,,,,,Police and Criminal Evidence Act 1984 (section 1),Offensive weapons,A no further action disposal",
	}
	return []byte(strings.Join(rows, "\n") + "\n")
}

func onsSince2020(t testing.TB) []byte {
	measures := []any{
		"Total recorded crime\n (excluding fraud) \n[note 2]", "Violence against the person", "Homicide", "Death or serious injury - unlawful driving [note 4]",
		"Violence with injury", "Violence without injury", "Stalking and harassment [note 5]", "Sexual offences", "Robbery", "Theft offences", "Burglary",
		"Residential burglary [note 6]", "Non-residential burglary", "Vehicle offences", "Theft from the person", "Bicycle theft", "Shoplifting",
		"Other theft offences", "Criminal damage and arson", "Drug offences", "Possession of weapons offences", "Public order offences",
		"Miscellaneous crimes against society",
	}
	figures := func(base int) (out []any) {
		for i := range measures {
			if base == 0 {
				out = append(out, "[x]")
			} else {
				out = append(out, base+i)
			}
		}
		return out
	}
	row := func(front []any, base int) []any { return append(front, figures(base)...) }
	preamble := func(n int, title string) [][]any {
		out := [][]any{{title}, {"This worksheet contains one table."}, {"Some cells refer to notes."}}
		for len(out) < n {
			out = append(out, []any{})
		}
		return out
	}
	p1 := append(preamble(6, "Table P1: Police recorded crime by offence group and police force area, year ending June 2025 [note 1]"),
		append([]any{"Area Code", "Area Name"}, measures...),
		row([]any{"K04000001", "ENGLAND AND WALES"}, 5000000),
		row([]any{"E12000005", "West Midlands"}, 500000),
		row([]any{"E23000015", "Staffordshire"}, 200000),
		row([]any{"E23000014", "West Midlands"}, 300000),
		row([]any{"E23000005", "Greater Manchester"}, 0),
	)
	p4 := append(preamble(6, "Table P4: Police recorded crime by offence group and police force area, year ending June 2024"),
		append([]any{"Area Code", "Area Name"}, measures...), row([]any{"E23000014", "West Midlands"}, 290000))
	c2 := append(preamble(7, "Table C2: Police recorded crime by Community Safety Partnership area, year ending June 2025"),
		append([]any{"Police Force\nArea code", "Police Force\nArea name", "Community Safety\nPartnership code", "Community Safety\nPartnership name", "Local Authority code", "Local Authority name"}, measures...),
		row([]any{"E23000014", "West Midlands", nil, nil, nil, nil}, 300000),
		row([]any{"E23000014", "West Midlands", "E22000001", "Birmingham", "E08000025", "Birmingham"}, 100000),
		row([]any{"E23000014", "West Midlands", "E22000002", "Coventry", "E08000026", "Coventry"}, 101000),
		row([]any{"E23000014", "West Midlands", nil, "Unassigned", nil, nil}, 900),
		row([]any{"E23000015", "Staffordshire", "E22000003", "Stoke-on-Trent", "E06000021", "Stoke-on-Trent"}, 50000),
	)
	return fixture(t, fixtureSheet{name: "Cover_sheet", rows: [][]any{{"Police force area data tables"}}},
		fixtureSheet{name: "Table P1", rows: p1}, fixtureSheet{name: "Table P4 ", rows: p4}, fixtureSheet{name: "Table C2", rows: c2})
}
