package ingest_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

// shippedPlan is the plan of the West Midlands as it ships.
func shippedPlan(t testing.TB) *kpi.Plan {
	t.Helper()
	plan, problems := planfile.Read(os.DirFS("../data/plans"), "west-midlands-2025-29")
	if len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	return plan
}

// shippedLayouts are all layouts that ship; each must be without a mistake, for the plan too.
func shippedLayouts(t testing.TB, plan *kpi.Plan) []*layout.Layout {
	t.Helper()
	files, err := filepath.Glob("../data/layouts/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("want the shipped layouts, found %d: %v", len(files), err)
	}
	var out []*layout.Layout
	for _, file := range files {
		l, problems := layout.Read(filepath.Base(file), read(t, file))
		if l == nil {
			t.Fatal(problems)
		}
		if problems := l.Check(plan); len(problems) > 0 {
			t.Fatal(problems)
		}
		if l.Name != strings.TrimSuffix(filepath.Base(file), ".yaml") {
			t.Errorf("%s holds the layout %s", file, l.Name)
		}
		out = append(out, l)
	}
	return out
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// shipped is everything that ships, read once for all tests.
var shipped struct {
	sync.Once
	plan    *kpi.Plan
	layouts []*layout.Layout
}

// loadBytes reads a return with everything that ships.
func loadBytes(t testing.TB, name string, content []byte) kpi.Return {
	t.Helper()
	shipped.Do(func() {
		shipped.plan = shippedPlan(t)
		shipped.layouts = shippedLayouts(t, shipped.plan)
	})
	if len(shipped.layouts) == 0 {
		t.Fatal("what ships cannot be read")
	}
	return ingest.Read(name, content, shipped.layouts, shipped.plan, ingest.Options{Count: count})
}

// load reads a file and fails on any problem, warnings too.
func load(t testing.TB, file string) kpi.Return {
	t.Helper()
	r := loadBytes(t, file, read(t, file))
	if len(r.Problems) > 0 {
		t.Fatalf("%s: %v", file, kpi.Problems(r.Problems))
	}
	return r
}

// Every line of the published CSVs is one observation that says the same.
func TestPublishedSamples(t *testing.T) {
	files, err := filepath.Glob("../data/samples/published/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("want published samples, found %d: %v", len(files), err)
	}
	for _, file := range files {
		r := load(t, file)
		lines, err := csv.NewReader(strings.NewReader(string(read(t, file)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if r.Layout != "published-csv" || len(r.Observations) != len(lines)-1 {
			t.Errorf("%s: %d observations from %d lines by %s", file, len(r.Observations), len(lines)-1, r.Layout)
			continue
		}
		for i, line := range lines[1:] {
			if got, want := publishedLine(r.Observations[i]), strings.Join(published(line), " | "); got != want {
				t.Errorf("%s:%d: want %s\nfound %s", file, i+2, want, got)
			}
		}
	}
}

// published are the columns of a published line that an observation keeps. The metropolitan county's code stands for
// the force, whose boundary it has.
func published(line []string) []string {
	area := strings.Replace(line[1], "E11000005", "E23000014", 1)
	value := line[6]
	if v, err := strconv.ParseFloat(value, 64); err == nil {
		value = fmt.Sprint(v)
	}
	return []string{line[0], area, line[3], line[4], line[5], value, line[7], line[8], line[9], line[10]}
}

func publishedLine(o kpi.Observation) string {
	value, status := fmt.Sprint(o.Value), "final"
	if o.State != kpi.Known {
		value = ""
	}
	switch o.Marks {
	case kpi.Provisional:
		status = "provisional"
	case kpi.Revised:
		status = "revised"
	}
	return strings.Join([]string{
		string(o.Series), string(o.Area), o.Period.String(), o.Period.First.String(), o.Period.Last.String(),
		value, status, o.Place.Publisher, o.Place.Release, o.Place.Where,
	}, " | ")
}

// The sample return loads whole: every month of every measure for every area it is given for.
func TestSampleReturn(t *testing.T) {
	r := load(t, "../data/samples/illustrative/force-monthly-return.xlsx")
	if r.Layout != "sample-force-return" || r.Edition.String() != "2026-04-17" {
		t.Errorf("read by %s as the edition of %s (%s)", r.Layout, r.Edition, r.EditionFrom)
	}
	months, lines := map[string]int{}, map[string]bool{}
	for _, o := range r.Observations {
		months[o.Period.String()]++
		lines[fmt.Sprint(o.Series, o.Area)] = true
		if late := o.Period.First >= kpi.DateOf(2026, 2, 1); late != (o.Marks == kpi.Provisional) {
			t.Fatalf("%s %s: marks %q", o.Series, o.Period, o.Marks.Shorthand())
		}
		if o.Place.Text == "*" && o.State != kpi.Suppressed || o.Place.Text == "-" && o.State != kpi.Missing {
			t.Fatalf("%s: %q is %s", o.Place.Address(), o.Place.Text, o.State)
		}
	}
	if len(months) != 48 || len(r.Observations) != 48*len(lines) {
		t.Errorf("%d observations in %d months of %d lines", len(r.Observations), len(months), len(lines))
	}
	series := 0
	for _, s := range shipped.plan.Sources {
		for _, i := range s.Series {
			if strings.HasPrefix(string(i.ID), "sample.") {
				series++
				if !lines[string(i.ID)+"E23000014"] {
					t.Errorf("no figure of the force for %s", i.ID)
				}
			}
		}
	}
	if series == 0 {
		t.Error("the plan has no series of the sample return")
	}
}

// The total rows of the sample return are checked: one figure changed, and the totals of its column say so.
func TestSampleTotals(t *testing.T) {
	x, err := excelize.OpenReader(bytes.NewReader(read(t, "../data/samples/illustrative/force-monthly-return.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	const measure, birmingham = "Emergency incidents attended", "Birmingham"
	rows, err := x.GetRows("Contact")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 3 && row[2] == birmingham && i > 0 && rows[i-1][0] == measure {
			if err := x.SetCellValue("Contact", fmt.Sprintf("D%d", i+1), 1); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	r := loadBytes(t, "changed.xlsx", b.Bytes())
	if r.Refused() || len(r.Problems) != 1 || r.Problems[0].Code != "total-differs" || !strings.HasPrefix(r.Problems[0].Cell, "D") {
		t.Errorf("want one total that differs, found %v", kpi.Problems(r.Problems))
	}
}
