package samples_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// corpus is where the figures were transcribed from, when it is there.
const corpus = "../../../shared/corpus/"

// crimeSeries are the measures of recorded crime by the corpus's names for them.
var crimeSeries = map[string]string{
	"Total recorded crime (excluding fraud)": "total", "Violence against the person": "violence", "Homicide": "homicide",
	"Violence with injury": "violence-with-injury", "Violence without injury": "violence-without-injury",
	"Stalking and harassment":                           "stalking-harassment",
	"Death or serious injury caused by illegal driving": "death-serious-injury-driving",
	"Death or serious injury - unlawful driving":        "death-serious-injury-driving",
	"Sexual offences":                                   "sexual-offences",
	"Rape offences":                                     "rape",
	"Other sexual offences":                             "other-sexual-offences",
	"Robbery":                                           "robbery",
	"Robbery of personal property":                      "robbery-personal",
	"Robbery of business property":                      "robbery-business",
	"Theft offences":                                    "theft",
	"Burglary":                                          "burglary",
	"Residential burglary":                              "residential-burglary",
	"Non-residential burglary":                          "non-residential-burglary",
	"Domestic burglary":                                 "domestic-burglary",
	"Non-domestic burglary":                             "non-domestic-burglary",
	"Vehicle offences":                                  "vehicle-offences",
	"offence 48 Theft or unauthorised taking of motor vehicle": "theft-of-vehicle",
	"offence 45 Theft from vehicle":                            "theft-from-vehicle",
	"offence 126 Interfering with a motor vehicle":             "interfering-with-vehicle",
	"Theft from the person":                                    "theft-person",
	"Bicycle theft":                                            "bicycle-theft",
	"Shoplifting":                                              "shoplifting",
	"Other theft offences":                                     "other-theft",
	"Criminal damage and arson":                                "criminal-damage-arson",
	"Criminal damage":                                          "criminal-damage",
	"Arson":                                                    "arson",
	"Drug offences":                                            "drug-offences",
	"Trafficking of drugs":                                     "drug-trafficking",
	"Possession of drugs":                                      "drug-possession",
	"Possession of weapons offences":                           "weapons-possession",
	"offence 10D Possession of article with blade or point":    "blade-or-point",
	"Public order offences":                                    "public-order",
	"Miscellaneous crimes against society":                     "misc-crimes",
	"offence 104 Assault without injury on a constable":        "assault-constable-without-injury",
	"offence 8S Assault with injury on a constable":            "assault-constable-with-injury",
	"offence 8U Controlling and coercive behaviour":            "coercive-control",
	"offence 106 Modern slavery":                               "modern-slavery",
	"Total recorded crime (excluding fraud), by community safety partnership": "total",
}

// otherSeries are the rest, by the corpus's name and unit where the name alone is not enough.
var otherSeries = map[string]string{
	"Knife-enabled serious offences":                       "ons-pfa-published.knife-enabled",
	"Knife-enabled serious offences (% involving a knife)": "ons-pfa-published.knife-enabled-share",
	"Firearm offences (excluding air weapons)":             "ons-pfa-published.firearm-offences",

	"Workforce: Police officers FTE":                                    "ho-workforce-published.officers",
	"Workforce: Police staff FTE":                                       "ho-workforce-published.staff",
	"Workforce: Police community support officers FTE":                  "ho-workforce-published.pcsos",
	"Workforce: Special constables headcount":                           "ho-workforce-published.specials",
	"Workforce: Police officers headcount":                              "ho-workforce-published.officers-headcount",
	"Workforce: Police staff headcount":                                 "ho-workforce-published.staff-headcount",
	"Workforce: Police community support officers headcount":            "ho-workforce-published.pcsos-headcount",
	"Workforce: police officer":                                         "ho-workforce-open-data.officers",
	"Workforce: police staff":                                           "ho-workforce-open-data.staff",
	"Workforce: police community support officer":                       "ho-workforce-open-data.pcsos",
	"Workforce: special constable":                                      "ho-workforce-open-data.specials",
	"Workforce: designated officer":                                     "ho-workforce-open-data.designated-officers",
	"Precept: council tax requirement":                                  "mhclg-revenue.council-tax-requirement",
	"Precept: Band D council tax, police":                               "opcc-precept.band-d",
	"Deaths in or following police custody":                             "iopc.custody-deaths",
	"Population (mid-2019)":                                             "ons-population.persons-census-2011-based",
	"Population (mid-2022)":                                             "ons-population.persons",
	"Population (mid-2024)":                                             "ons-population.persons",
	"Breath tests":                                                      "ho-powers.breath-tests",
	"Breath tests: positive or refused":                                 "ho-powers.breath-tests-positive",
	"Stop and search: Section 1 (PACE) searches":                        "ho-powers.stop-search-s1",
	"Stop and search: Section 1 (PACE) resultant arrests":               "ho-powers.stop-search-s1-arrests",
	"Stop and search: Section 60 (CJPOA) searches":                      "ho-powers.stop-search-s60",
	"Stop and search: Section 60 (CJPOA) resultant arrests":             "ho-powers.stop-search-s60-arrests",
	"Arrests for notifiable offences":                                   "ho-powers.arrests",
	"Stop and search: searches":                                         "police-uk.stop-searches",
	"Stop and search: outcome arrest":                                   "police-uk.stop-searches-arrest",
	"Stop and search: no further action":                                "police-uk.stop-searches-no-further-action",
	"Hospital admissions: assault by sharp object (FAEs, rounded to 5)": "nhs-hes.sharp-object-admissions",

	"Outcomes: Charged/Summonsed": "ho-outcomes.charged",
	"Outcomes: Diversionary, educational or intervention activity (outcome 22)":                "ho-outcomes.diversionary-activity",
	"Outcomes: Evidential difficulties (suspect identified; victim supports action)":           "ho-outcomes.evidential-victim-supports",
	"Outcomes: Evidential difficulties (victim does not support action)":                       "ho-outcomes.evidential-victim-does-not-support",
	"Outcomes: Further investigation not in the public interest, police decision (outcome 21)": "ho-outcomes.further-investigation-not-in-public-interest",
	"Outcomes: Investigation complete – no suspect identified":                                 "ho-outcomes.no-suspect-identified",
	"Outcomes: Not yet assigned an outcome":                                                    "ho-outcomes.not-yet-assigned",
	"Outcomes: Out-of-court (formal)":                                                          "ho-outcomes.out-of-court-formal",
	"Outcomes: Out-of-court (informal)":                                                        "ho-outcomes.out-of-court-informal",
	"Outcomes: Prosecution prevented or not in the public interest":                            "ho-outcomes.prosecution-prevented",
	"Outcomes: Responsibility for further investigation transferred to another body":           "ho-outcomes.transferred",
	"Outcomes: Taken into consideration":                                                       "ho-outcomes.taken-into-consideration",
}

// notTaken are what the corpus has and the samples leave out, by the start of the name; README.md says why.
var notTaken = []string{
	"Outcomes: charged or summonsed", "Outcomes: formal or informal", "data.police.uk", "FOI", "Crime severity", "999 calls",
	"101 calls", "Road casualties", "CSEW", "Victim satisfaction", "Stop and search: Section 44/47a", "Stop and search: outcome blank",
}

// fromCorpus is one figure of the corpus under the name and period that the samples give it.
type fromCorpus struct {
	where, series, area, period string
	value                       float64
}

func (f fromCorpus) key() string { return f.series + " " + f.area + " " + f.period }

// seriesOf is the samples' id for a row of the corpus, or "" where the row was not taken.
func seriesOf(t *testing.T, source, indicator, unit, area, period string) string {
	t.Helper()
	for _, start := range notTaken {
		if strings.HasPrefix(indicator, start) {
			return ""
		}
	}
	if measure, ok := crimeSeries[strings.TrimPrefix(indicator, "Recorded crime: ")]; ok && strings.HasPrefix(indicator, "Recorded") {
		switch {
		case source == "published":
			return "ons-pfa-published." + measure
		case strings.HasPrefix(area, "E08"):
			return "ho-prc-csp." + measure
		default:
			return "ho-prc." + measure
		}
	}
	id, ok := otherSeries[indicator]
	if !ok {
		id, ok = otherSeries[indicator+" "+unit]
	}
	if !ok {
		t.Errorf("%s: neither taken nor left out on purpose", indicator)
	}
	if strings.HasPrefix(period, "YE ") && (strings.HasPrefix(indicator, "Knife") || strings.HasPrefix(indicator, "Firearm")) {
		id += "-rolling"
	}
	return id
}

var monthNumbers = strings.NewReplacer("Jan ", "01 ", "Feb ", "02 ", "Mar ", "03 ", "Apr ", "04 ", "May ", "05 ",
	"Jun ", "06 ", "Jul ", "07 ", "Aug ", "08 ", "Sep ", "09 ", "Oct ", "10 ", "Nov ", "11 ", "Dec ", "12 ")

// periodOf writes a period of the corpus as the samples do.
func periodOf(series, period string) string {
	switch {
	case strings.HasPrefix(series, "ho-powers.stop-search"): // "YE 2007-03", each year once
		return yearBefore(strings.TrimSuffix(strings.TrimPrefix(period, "YE "), "-03"))
	case strings.HasPrefix(period, "YE "): // "YE Mar 2018"
		month, year, _ := strings.Cut(monthNumbers.Replace(strings.TrimPrefix(period, "YE ")), " ")
		return "YE " + year + "-" + month
	case strings.Contains(period, " to Mar "): // "Apr 2010 to Mar 2011"
		return yearBefore(period[len(period)-4:])
	case strings.HasPrefix(period, "FY "): // "FY 2010-11"
		return strings.Replace(strings.TrimPrefix(period, "FY "), "-", "/", 1)
	default:
		return period
	}
}

func yearBefore(end string) string {
	year, _ := strconv.Atoi(end)
	return strconv.Itoa(year-1) + "/" + end[2:]
}

// readCorpus reads one of the corpus's two lists of figures.
func readCorpus(t *testing.T, source string) (figures []fromCorpus) {
	t.Helper()
	name := "west-midlands-" + source + ".csv"
	f, err := os.Open(corpus + name)
	if err != nil {
		t.Skipf("the corpus is not beside the project: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, head := range rows[0] {
		column[head] = i
	}
	for i, row := range rows[1:] {
		get := func(head string) string { return row[column[head]] }
		if get("area") == "Unassigned West Midlands" {
			continue // an area without a code: TestRollingYears has its total
		}
		id := seriesOf(t, source, get("indicator"), get("unit"), get("area_code"), get("period"))
		if id == "" {
			continue
		}
		if get("value") == "3029.98" && id == "ho-workforce-published.staff" {
			id += "-excluding-designated-officers"
		}
		value, err := strconv.ParseFloat(get("value"), 64)
		if err != nil {
			t.Fatal(err)
		}
		figures = append(figures, fromCorpus{name + ":" + strconv.Itoa(i+2), id, get("area_code"), periodOf(id, get("period")), value})
	}
	return figures
}

// madeHere are the West Midlands series that come straight from the release by offence code or outcome type, where the
// corpus has no list of figures to hold them to; TestRecordedCrimeAddsUp and TestOutcomesAddUp hold them instead.
func madeHere(series string) bool {
	switch series {
	case "ho-prc.residential-burglary-home", "ho-prc.residential-burglary-unconnected", "ho-prc.assault-emergency-worker",
		"ho-outcomes.recorded", "ho-outcomes.positive":
		return true
	}
	for _, start := range []string{"ho-outcomes.recorded-", "ho-outcomes.charged-", "ho-outcomes.positive-"} {
		if strings.HasPrefix(series, start) {
			return true
		}
	}
	return false
}

// Every figure of the corpus that was taken is ours, to the last digit, and every one of ours is the corpus's.
func TestSource(t *testing.T) {
	ours := map[string]record{}
	for _, records := range published(t) {
		for _, r := range records {
			ours[r.key()] = r
		}
	}
	seen := map[string]bool{}
	for _, source := range []string{"published", "series"} {
		figures := readCorpus(t, source)
		for _, f := range figures {
			seen[f.key()] = true
			if r, ok := ours[f.key()]; !ok {
				t.Errorf("%s: %s is not in the samples", f.where, f.key())
			} else if math.Abs(r.number()-f.value) > 1e-9 {
				t.Errorf("%s: %s is %v, found %s at %s", f.where, f.key(), f.value, r.value, r.at())
			}
		}
		t.Logf("west-midlands-%s.csv: %d figures compared", source, len(figures))
	}
	for key, r := range ours {
		similarForce := r.areaCode == "E23000004" || r.areaCode == "E23000005" || r.areaCode == "E23000010"
		if !seen[key] && !similarForce && !madeHere(r.series) {
			t.Errorf("%s: %s is not in the corpus", r.at(), key)
		}
	}
}
