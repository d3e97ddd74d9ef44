package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
)

// real is a file of the corpus: how it is read and what comes out of it, or why it is refused. The README's table of files
// says the same, and TestRealFiles compares the two.
type real struct {
	file, from string
	layout     string   // of testdata/layouts; "": one that ships, which is found by itself
	figures    int      // that come out
	want       []string // some of them, as inLine gives them; most are those that the corpus's index names
	refused    string   // part of the sentence; "" when it loads
	because    string   // what the README says of a refusal
}

const (
	ons, homeOffice = "Office for National Statistics", "Home Office"
	housing         = "Ministry of Housing, Communities and Local Government"
	openCrime       = "Home Office, by a third party"
	streets         = "data.police.uk"
)

// reals are the forty files, in the order of the corpus's index.
var reals = []real{
	{"ons-pfa-tables-ye-mar2018-v2.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2018-03 233393", "Table P1!E34 ons-pfa.violence E23000014 YE 2018-03 57712"}, "", ""},
	{"ons-pfa-tables-ye-jun2018-corrected.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2018-06 237666"}, "", ""},
	{"ons-pfa-tables-ye-sep2018-corrected.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2018-09 244527"}, "", ""},
	{"ons-pfa-tables-ye-dec2018.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2018-12 252689"}, "", ""},
	{"ons-pfa-tables-ye-mar2019.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2019-03 259661"}, "", ""},
	{"ons-pfa-tables-ye-jun2019.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2019-06 262558"}, "", ""},
	{"ons-pfa-tables-ye-sep2019.xlsx", ons, "", 1012, []string{"Table P1!C34 ons-pfa.total E23000014 YE 2019-09 262188"}, "", ""},
	{"ho-workforce-30sep2015.ods", homeOffice, "", 660, []string{"Table_1!B32 ho-workforce.officers E23000014 2014-09-30 7154.87", "Table_1!D32 ho-workforce.officers E23000014 2015-09-30 7043.25", "Table_2!D32 ho-workforce.staff E23000014 2015-09-30 3119.38"}, "", ""},
	{"ho-workforce-sep2016.ods", homeOffice, "", 660, []string{"Table_1!B32 ho-workforce.officers E23000014 2015-09-30 7043.25", "Table_1!D32 ho-workforce.officers E23000014 2016-09-30 6880", "Table_2!D32 ho-workforce.staff E23000014 2016-09-30 3082"}, "", ""},
	{"ho-workforce-sep2018.ods", homeOffice, "", 660, []string{"Table_1!B32 ho-workforce.officers E23000014 2017-09-30 6534.500000000008", "Table_2!D32 ho-workforce.staff E23000014 2018-09-30 3332.954272466097", "Table_5!D32 ho-workforce.pcsos E23000014 2018-09-30 452.19208219169997"}, "", ""},
	{"ho-use-of-force-2017-18.ods", homeOffice, "", 129, []string{"Table_12!C31 ho-use-of-force.incidents E23000014 2017/18 1607", "Table_13!C31 ho-use-of-force.ced E23000014 2017/18 750"}, "", ""},
	{"ho-use-of-force-2018-19.ods", homeOffice, "", 258, []string{"Table_12!C31 ho-use-of-force.incidents E23000014 2018/19 7481", "Table_14!K1441 ho-use-of-force.tactics E23000014 2018/19 12260"}, "", ""},
	{"dclg-revenue-outturn-rs-2010-11.xls", housing, "", 37, []string{"RS LA Data 2010-11 (1)!BN388 mhclg-revenue.council-tax-requirement E23000014 2010/11 79442"}, "", ""},
	{"dclg-revenue-outturn-rs-2012-13.xls", housing, "", 37, []string{"RS LA Data 2012-13 (1)!BP444 mhclg-revenue.council-tax-requirement E23000014 2012/13 79952"}, "", ""},
	{"mhclg-revenue-outturn-rs-2017-18.xlsx", housing, "", 37, []string{"RS LA Data 2017-18!BR133 mhclg-revenue.council-tax-requirement E23000014 2017/18 80321"}, "", ""},
	{"ons-mye-2019-lad-codes-b.xls", ons, "population-mid-2019", 8, []string{"MYE2 - Persons!D159 ons-population.persons-census-2011-based E23000014 2019-06-30 2928592", "MYE2 - Persons!D160 ons-population.persons-census-2011-based E08000025 2019-06-30 1141816"}, "", ""},
	{"ons-lad-csp-pfa-lookup-dec2016.csv", ons, "", 0, nil, "want a layout that fits, found none", "a list of areas: it holds no figures, so no layout fits it"},
	{"nca-missing-persons-tables-cleaning-workshop.xlsx", "National Crime Agency", "missing-people", 164, []string{"Missing people!C46 test.missing-incidents-children E23000014 2019/20 10549", "Missing people!F46 test.missing-incidents E23000014 2019/20 15158"}, "", ""},
	{"bbc-crime-outcomes-by-force-2012-16.csv", streets + ", by the BBC", "outcomes-by-force", 10, []string{"csv!B348:B9693 test.street-outcomes E23000014 2016 259860"}, "", ""},
	{"wmp-stop-and-search-jun16-jun17.csv", streets, "", 359, []string{"csv!B2:B1309 police-uk.stop-searches E23000014 2016-06 1307"}, "", ""},
	{"ho-crime-categories-official.csv", homeOffice, "", 0, nil, "want a layout that fits, found none", "a list of offences: it holds no figures, so no layout fits it"},
	{"yjb-disposals-by-region-yot-2012-13.xls", "Youth Justice Board", "youth-disposals", 26, []string{"West Midlands!Q6 test.youth-reprimands E12000005 2012/13 1297", "West Midlands!Q38 test.youth-reprimands E08000025 2012/13 230"}, "", ""},
	{"nhse-ae-timeseries.xls", "NHS England", "attendances", 210, []string{"Activity!D19 test.attendances-major E92000001 2010-08 1138652"}, "", ""},
	{"nhse-rtt-timeseries.xlsx", "NHS England", "waiting-times", 376, []string{"Full Time Series!D12 test.waiting-median E92000001 2007-04 [x]", "Full Time Series!D199 test.waiting-median E92000001 2022-11 13.621067544034943"}, "", ""},
	{"mps-borough-monthly-2018-20.xlsx", "Metropolitan Police", "boroughs", 3456, []string{"Sheet1!C2 test.borough-violence E09000002 2018-01 432", "Sheet1!L2 test.borough-total E09000002 2018-01 1507"}, "", ""},
	{"travel-expenses-veryhorrible.xlsx", "Government Car Service, converted from PDF", "", 0, nil, "want a layout that fits, found none", "made from a PDF: header words are broken over rows and sheets, so no row says what a column is. Ask for the spreadsheet"},
	{"fingertips-indicator-upload-template.xlsx", "Public Health England", "fingertips", 9, []string{"PHOLIO!J2 test.upload-value E16000099 2012 72.21163012392755", "PHOLIO!P2 test.upload-denominator E16000099 2012 [x]"}, "", ""},
	{"fingertips-upload-duplicates-complex.xlsx", "Public Health England", "fingertips", 0, nil, "want a calendar year, found \"2060\"", "a test upload of the year 2060 for areas that no plan lists, the same rows several times over; each is said with its cell"},
	{"dfe-child-protection-plan.xls", "Department for Education", "child-protection", 64, []string{"CPP!C43 test.protection-plans-begun E12000005 YE 2005-03 33", "CPP!H43 test.protection-plans-begun E12000005 YE 2010-03 [c]"}, "", ""},
	{"mhclg-planning-p120-p138.ods", housing, "planning", 34, []string{"LT_P124A!C16 test.planning-major-dwellings E12000005 YE 2024-09 458", "LT_P124A!C34 test.planning-major-dwellings E08000025 YE 2024-09 46"}, "", ""},
	{"bbc-bus-lane-foi.csv", "Councils, by the BBC", "bus-lanes", 8, []string{"csv!H63:H96 test.bus-lane-charges E08000030 2015/16 12861", "csv!L63:L96 test.bus-lane-income E08000030 2015/16 315986", "csv!L394:L405 test.bus-lane-income E08000025 2015/16 [x]"}, "", ""},
	{"domviolence.csv", "Birmingham and Solihull councils", "spending-pivot", 18, []string{"csv!B2 test.domestic-violence-spending E08000025 2009/10 [x]", "csv!C2 test.domestic-violence-spending E08000029 2009/10 379602"}, "", ""},
	{"central-beds-accidents-torque.xlsx", "Department for Transport", "accidents", 24, nil, "", ""},
	{"ho-prc-pfa-quarterly-2012-2025-long.parquet", openCrime, "prc-parquet", 440, nil, "", ""},
	{"ho-prc-west-midlands-quarterly-2012-2025.csv", openCrime, "prc-csv", 55, nil, "", ""},
	{"ho-outcomes-pfa-2024-25.parquet", openCrime, "outcomes-parquet", 8, nil, "", ""},
	{"ho-outcomes-west-midlands-2024-25.csv", openCrime, "outcomes-csv", 1, []string{"csv!G2:G860 ho-outcomes.charged E23000014 2024/25 24560"}, "", ""},
	{"lad-crime-population-2024-25.csv", openCrime, "crime-population", 14, nil, "", ""},
	{"pfa-population-mid2024.csv", ons + ", by a third party", "population", 43, nil, "", ""},
	{"2017-09-west-midlands-stop-and-search.csv", streets, "", 20, []string{"csv!B2:B1006 police-uk.stop-searches E23000014 2017-09 1005"}, "", ""},
}

// realPlan is the shipped plan with what files on other subjects are of: more areas and series, for these tests only.
func realPlan(t testing.TB) *kpi.Plan {
	plan := *shippedPlan(t)
	plan.Areas = slices.Clone(plan.Areas)
	for i, name := range []string{
		"Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield", "Greenwich", "Hackney",
		"Hammersmith and Fulham", "Haringey", "Harrow", "Havering", "Hillingdon", "Hounslow", "Islington", "Kensington and Chelsea", "Kingston upon Thames",
		"Lambeth", "Lewisham", "Merton", "Newham", "Redbridge", "Richmond upon Thames", "Southwark", "Sutton", "Tower Hamlets", "Waltham Forest", "Wandsworth", "Westminster",
	} {
		code := kpi.AreaCode(fmt.Sprintf("E090000%02d", i+2))
		plan.Areas = append(plan.Areas, kpi.Area{Code: code, Name: name, Role: "comparator", Aliases: []string{strings.ReplaceAll(name, " and ", " & ")}})
	}
	for code, name := range map[kpi.AreaCode]string{
		"X-YOT-3": "Staffordshire", "X-YOT-4": "Warwickshire", "X-YOT-5": "Stoke-on-Trent", "X-YOT-1": "Shropshire Telford and Wrekin",
		"X-YOT-2": "Worcestershire and Herefordshire", "E06000056": "Central Bedfordshire", "E16000099": "Upload 1", "E16000031": "Upload 2", "E16000077": "Upload 3",
	} {
		role := "council"
		if strings.HasPrefix(name, "Upload") || strings.HasPrefix(name, "Central") {
			role = "comparator"
		}
		plan.Areas = append(plan.Areas, kpi.Area{Code: code, Name: name, Role: role})
	}
	test := kpi.Source{ID: "test", Name: "Other subjects"}
	for _, id := range []string{
		"missing-incidents-children", "missing-incidents", "missing-children", "missing-people", "street-outcomes", "street-outcomes-penalty",
		"youth-reprimands", "youth-final-warnings", "attendances-major", "attendances", "waiting-share", "waiting-median", "borough-violence", "borough-burglary", "borough-total",
		"upload-count", "upload-value", "upload-denominator", "protection-plans-begun", "protection-plans", "planning-major-dwellings", "planning-minor-dwellings",
		"bus-lane-charges", "bus-lane-income", "domestic-violence-spending", "collisions", "collisions-serious",
	} {
		test.Series = append(test.Series, kpi.SeriesInfo{ID: kpi.SeriesID("test." + id)})
	}
	plan.Sources = append(slices.Clone(plan.Sources), test)
	return &plan
}

// readReal reads a file with a layout of testdata, or with the shipped ones.
func readReal(t testing.TB, plan *kpi.Plan, path, name string) kpi.Return {
	layouts := shippedLayouts(t, plan)
	if name != "" {
		file := filepath.Join("testdata", "layouts", name+".yaml")
		l, problems := layout.Read(filepath.Base(file), read(t, file))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		layouts = []*layout.Layout{l}
	}
	return ingest.Read(filepath.Base(path), read(t, path), layouts, plan, ingest.Options{Parquet: parquet, Count: count})
}

// TestRealFiles reads all forty: each loads, or is refused with a sentence that says what to do, and the README's table
// says the same of it.
func TestRealFiles(t *testing.T) {
	index := filepath.Join(corpus, "real.tsv")
	if _, err := os.Stat(index); err != nil {
		t.Skip("the real files are not here (../shared/corpus/real)")
	}
	lines := strings.Split(strings.TrimSpace(string(read(t, index))), "\n")
	if len(lines)-1 != len(reals) {
		t.Errorf("the index lists %d files, this test %d", len(lines)-1, len(reals))
	}
	readme := string(read(t, "../README.md"))
	plan := realPlan(t)
	for i, f := range reals {
		if name, _, _ := strings.Cut(lines[i+1], "\t"); name != f.file {
			t.Errorf("line %d of the index is %s, of this test %s", i+2, name, f.file)
		}
		t.Run(f.file, func(t *testing.T) { checkReal(t, f, plan, readme) })
	}
}

func checkReal(t *testing.T, f real, plan *kpi.Plan, readme string) {
	r := readReal(t, plan, filepath.Join(corpus, "real", f.file), f.layout)
	if f.refused != "" {
		if !r.Refused() || !strings.Contains(fmt.Sprint(kpi.Problems(r.Problems)), f.refused) {
			t.Errorf("want it refused with %q, found %d figures and %v", f.refused, len(r.Observations), kpi.Problems(r.Problems))
		}
	} else if len(r.Problems) > 0 || len(r.Observations) != f.figures {
		t.Errorf("want %d figures, found %d: %v", f.figures, len(r.Observations), kpi.Problems(r.Problems))
	}
	found := map[string]bool{}
	for _, o := range r.Observations {
		found[inLine(o)] = true
	}
	for _, w := range f.want {
		if !found[w] {
			t.Errorf("want %s", w)
		}
	}
	if row := f.row(r.Layout); !strings.Contains(readme, row+"\n") {
		t.Errorf("the README lacks the row\n%s", row)
	}
}

// row is the file's line in the README's table.
func (f real) row(layoutName string) string {
	how := "`" + layoutName + "`"
	switch {
	case f.refused != "" && f.layout == "":
		how = "refused"
	case f.refused != "":
		how = "refused by `" + f.layout + "`, of the tests"
	case f.layout != "":
		how = "`" + f.layout + "`, of the tests"
	}
	out := fmt.Sprintf("%d figures", f.figures)
	if f.figures == 1 {
		out = "1 figure"
	}
	if f.refused != "" {
		out = f.because
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s |", f.file, f.from, how, out)
}
