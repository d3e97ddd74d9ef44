package ingest_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"planwatch/kpi"
)

// publishedSeries are the series of the corpus's figures, by its names for them and their units.
var publishedSeries = map[string]kpi.SeriesID{
	"Workforce: Police officers, FTE":                   "ho-workforce.officers",
	"Workforce: Police staff, FTE":                      "ho-workforce.staff",
	"Workforce: Police community support officers, FTE": "ho-workforce.pcsos",
	"Workforce: Special constables, headcount":          "ho-workforce.specials",
	"Precept: council tax requirement, £000":            "mhclg-revenue.council-tax-requirement",
	"Population (mid-2019), persons":                    "ons-population.persons-census-2011-based",
}

// TestPublishedFiguresComeOut goes through every figure that two readers copied from a file that is here: loading the file
// gives it, from that cell, for that area and period, and on its sheet nothing else for the West Midlands. A figure that
// comes out under another offence, year or area is the worst that can happen: nobody would see it.
func TestPublishedFiguresComeOut(t *testing.T) {
	f, err := os.Open(filepath.Join(corpus, "west-midlands-published.csv"))
	if err != nil {
		t.Skip("the published figures are not here (../shared/corpus/west-midlands-published.csv)")
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	layouts := map[string]string{}
	for _, r := range reals {
		layouts[r.file] = r.layout
	}
	want := map[string]map[string]bool{} // by file: what must come out
	for _, l := range lines[1:] {
		if _, here := layouts[l[7]]; !here {
			continue // not every file that was read is kept
		}
		if want[l[7]] == nil {
			want[l[7]] = map[string]bool{}
		}
		want[l[7]][publishedFigure(t, l)] = true
	}
	plan, compared := realPlan(t), 0
	for file, figures := range want {
		r := readReal(t, plan, filepath.Join(corpus, "real", file), layouts[file])
		if len(r.Problems) > 0 {
			t.Errorf("%s: %v", file, kpi.Problems(r.Problems))
			continue
		}
		compared += len(figures)
		comesOut(t, file, r, figures)
	}
	if want := 7*23 + 3*4*3 + 3 + 8; compared != want { // crime, workforce, council tax, population
		t.Errorf("want %d figures compared, found %d", want, compared)
	}
}

// comesOut compares the figures of the force and its councils on the sheets of which some were published.
func comesOut(t *testing.T, file string, r kpi.Return, want map[string]bool) {
	t.Helper()
	sheets := map[string]bool{}
	for w := range want {
		name, _, _ := strings.Cut(w, "!")
		sheets[name] = true
	}
	found := map[string]bool{}
	for _, o := range r.Observations {
		if inside := o.Area == "E23000014" || strings.HasPrefix(string(o.Area), "E0800002") || strings.HasPrefix(string(o.Area), "E0800003"); !inside || !sheets[strings.TrimSpace(o.Place.Sheet)] {
			continue
		}
		line := inLine(o)
		found[line] = true
		if !want[line] {
			t.Errorf("%s: %s was not published", file, line)
		}
	}
	for w := range want {
		if !found[w] {
			t.Errorf("%s: %s did not come out", file, w)
		}
	}
}

// publishedFigure is a line of the corpus as inLine would say it.
func publishedFigure(t *testing.T, l []string) string {
	t.Helper()
	series := publishedSeries[l[0]+", "+l[1]]
	if slug := onsSlugs[strings.TrimPrefix(l[0], "Recorded crime: ")]; slug != "" {
		series = kpi.SeriesID("ons-pfa." + slug)
	}
	if series == "" {
		t.Fatalf("no series for %s in %s", l[0], l[1])
	}
	p, err := kpi.ParsePeriod(l[4])
	if err != nil {
		t.Fatal(err)
	}
	v, err := strconv.ParseFloat(l[6], 64)
	if err != nil {
		t.Fatal(err)
	}
	area := strings.Replace(l[3], "E11000005", "E23000014", 1) // the county has the force's boundary
	return fmt.Sprintf("%s!%s %s %s %s %s", strings.TrimSpace(l[8]), l[9], series, area, p, strconv.FormatFloat(v, 'f', -1, 64))
}
