package planfile

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"planwatch/kpi"
)

const samples = "../../data/samples"

// Every published baseline is the figure that the committed samples give for the area and period: the value of exactly
// that period, or the sum of the parts that make it up.
func TestPublishedBaselinesAreTheSamplesFigures(t *testing.T) {
	plan := readShipped(t, westMidlands)
	published := readPublished(t)
	compared := 0
	for _, ind := range plan.Indicators {
		for _, b := range ind.Baselines {
			if b.Trust != kpi.Published {
				continue
			}
			compared++
			want := map[kpi.SeriesID]*float64{b.Series: b.Value}
			if ind.Measure == kpi.Percentage {
				want = map[kpi.SeriesID]*float64{b.Series: b.Numerator, denominatorOf(ind, b.Series): b.Denominator}
			}
			for series, v := range want {
				if got, ok := published.of(series, plan.Area, b.Period); !ok || !near(got, *v) {
					t.Errorf("%s, baseline of %s in %s: the samples give %v (found: %v), the plan %v", ind.ID, series, b.Period, got, ok, *v)
				}
			}
		}
	}
	if compared < 14 {
		t.Errorf("only %d published baselines were compared", compared)
	}
}

// Every illustrative baseline is the one that the sample generator wrote beside its return.
func TestIllustrativeBaselinesAreTheGenerators(t *testing.T) {
	rows := readCSV(t, filepath.Join(samples, "illustrative", "baselines.csv"))
	plan := readShipped(t, westMidlands)
	for _, ind := range plan.Indicators {
		for _, b := range ind.Baselines {
			if b.Trust != kpi.IllustrativeTrust {
				continue
			}
			found := false
			for _, r := range rows {
				if kpi.SeriesID(r["series"]) != b.Series || kpi.AreaCode(r["area_code"]) != plan.Area {
					continue
				}
				found = true
				if r["period"] != b.Period.String() {
					t.Errorf("%s: the baseline is of %s, the generator's of %s", ind.ID, b.Period, r["period"])
				}
				value, denominator := b.Value, (*float64)(nil)
				if ind.Measure == kpi.Percentage {
					value, denominator = b.Numerator, b.Denominator
					if kpi.SeriesID(r["denominator_series"]) != denominatorOf(ind, b.Series) || !near(float(t, r["denominator"]), *denominator) {
						t.Errorf("%s: the denominator is %v, the generator's %s of %s", ind.ID, *denominator, r["denominator"], r["denominator_series"])
					}
				}
				if !near(float(t, r["value"]), *value) {
					t.Errorf("%s: the baseline is %v, the generator's %s", ind.ID, *value, r["value"])
				}
			}
			if !found {
				t.Errorf("%s: the generator has no baseline of %s", ind.ID, b.Series)
			}
		}
	}
}

// layoutSeries are the series that the shipped layouts name.
func layoutSeries(t *testing.T) map[kpi.SeriesID]bool {
	t.Helper()
	files, err := filepath.Glob("../../data/layouts/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no layouts: %v", err)
	}
	out := map[kpi.SeriesID]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^[^#\n]*?\b([a-z0-9-]+\.[a-z0-9-]+)`).FindAllSubmatch(text, -1) {
			out[kpi.SeriesID(m[1])] = true
		}
	}
	return out
}

// Every series of the samples is one that the plan knows, and every series of the plan is one that the samples bring, or
// that a layout reads from the publisher's own files, or that an office enters.
func TestSamplesAndPlanNameTheSameSeries(t *testing.T) {
	plan := readShipped(t, westMidlands)
	brought, read := map[kpi.SeriesID]bool{}, layoutSeries(t)
	for series := range readPublished(t) {
		brought[series] = true
	}
	for _, r := range readCSV(t, filepath.Join(samples, "illustrative", "baselines.csv")) {
		brought[kpi.SeriesID(r["series"])] = true
	}
	for series := range brought {
		if _, _, ok := plan.Series(series); !ok {
			t.Errorf("the samples bring %s, which the plan does not know", series)
		}
	}
	for _, s := range plan.Sources {
		for _, x := range s.Series {
			if !brought[x.ID] && !read[x.ID] && !s.Template {
				t.Errorf("%s is of no sample", x.ID)
			}
		}
	}
}

func denominatorOf(ind kpi.Indicator, series kpi.SeriesID) kpi.SeriesID {
	for _, in := range ind.Inputs {
		if in.Value == series {
			return in.Denominator
		}
	}
	return ""
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// figures are the published samples' values by series.
type figures map[kpi.SeriesID][]figure

type figure struct {
	area        kpi.AreaCode
	first, last kpi.Date
	value       float64
}

// of gives the value of a period, or the sum of the periods that fill it without a gap or an overlap.
func (f figures) of(series kpi.SeriesID, area kpi.AreaCode, p kpi.Period) (float64, bool) {
	sum, days := 0.0, 0
	for _, x := range f[series] {
		if x.area == area && x.first >= p.First && x.last <= p.Last {
			sum += x.value
			days += int(x.last-x.first) + 1
		}
	}
	return sum, days == p.Days()
}

func readPublished(t *testing.T) figures {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(samples, "published", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no published samples: %v", err)
	}
	out := figures{}
	for _, name := range files {
		for _, r := range readCSV(t, name) {
			series := kpi.SeriesID(r["series"])
			out[series] = append(out[series], figure{
				kpi.AreaCode(r["area_code"]), dateOf(t, r["first_day"]), dateOf(t, r["last_day"]), float(t, r["value"]),
			})
		}
	}
	return out
}

func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, header := range records[0] {
			row[header] = record[i]
		}
		out = append(out, row)
	}
	return out
}

func dateOf(t *testing.T, s string) kpi.Date {
	t.Helper()
	d, err := kpi.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// float reads a value; an empty one is not known and is NaN.
func float(t *testing.T, s string) float64 {
	t.Helper()
	if s == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
