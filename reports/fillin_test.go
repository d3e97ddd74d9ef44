package reports

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

func fillInOf(t *testing.T, name, period string) (*kpi.Plan, FillIn) {
	t.Helper()
	plan, problems := planfile.Read(os.DirFS("../data/plans"), name)
	if errs := problems.Errors(); len(errs) > 0 {
		t.Fatal(errs)
	}
	span, err := kpi.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	return plan, BuildFillIn(plan, span)
}

// TestFillIn asks in the West Midlands plan for every series that is filled in by hand and used, once a period and area,
// in periods that are read back as what they are.
func TestFillIn(t *testing.T) {
	plan, f := fillInOf(t, "west-midlands-2025-29", "2025/26")
	asked := map[string]int{}
	out := map[kpi.SeriesID]bool{}
	for _, r := range f.Rows {
		asked[fmt.Sprint(r.Series, " ", r.AreaCode, " ", r.Period)]++
		out[r.Series], out[r.OutOf] = true, true
		if p, err := kpi.ParsePeriod(r.Period); r.Period != "" && (err != nil || !p.Within(f.Reported)) {
			t.Errorf("%s: the period %q is read back as %v, %v", r.Series, r.Period, p, err)
		}
		if r.Figure == "" || r.What == "" || r.Indicators == "" || r.Area == "" {
			t.Errorf("a row without words: %+v", r)
		}
	}
	for key, n := range asked {
		if n != 1 {
			t.Errorf("%s is asked for %d times", key, n)
		}
	}
	for _, ind := range plan.Computed() {
		for _, in := range ind.AllInputs() {
			for _, id := range []kpi.SeriesID{in.Value, in.Denominator, in.Sample} {
				if _, s, ok := plan.Series(id); ok && s.Template && !out[id] {
					t.Errorf("%s of %s is not asked for", id, ind.ID)
				}
			}
		}
	}
	text := func(id kpi.SeriesID) string {
		var b strings.Builder
		for _, r := range f.Rows {
			if r.Series == id {
				fmt.Fprintf(&b, "%s|%s|%s|%s|%s\n", r.Indicators, r.What, r.Area, r.Period, r.OutOf)
			}
		}
		return b.String()
	}
	for id, want := range map[kpi.SeriesID]string{
		"office.inspection-grade-investigations": "P6.4a|Value: Inadequate, Requires improvement, Adequate, Good or Outstanding. Period: the day.|West Midlands||\n",
		"office.victims-advocate":                "P5.2a|Value: Not done or Done. Period: the day.|West Midlands||\n",
		"office.foot-patrols-seen":               "P1.1b|Value: a percentage from 0 to 100. Out of: People asked about police on foot, valid answers.|West Midlands|2025/26|office.foot-patrols-seen-sample\n",
		"office.funding-formula-gap":             "P10.3a|Value: a number (£ million). Out of: leave blank.|West Midlands|2025/26|\n",
	} {
		if got := text(id); got != want {
			t.Errorf("%s is asked for as\n%swant\n%s", id, got, want)
		}
	}
	// A series of two indicators is asked for once; one that another row asks for is not asked for beside it again.
	if got := text("office.evidence-led-prosecutions"); strings.Count(got, "P8.4a, P8.4b|") != 4 || strings.Count(got, "office.evidence-led-share-of") != 4 {
		t.Errorf("a series of two indicators: %s", got)
	}
	if got := text("office.marac-repeat-cases"); strings.Contains(got, "office.") {
		t.Errorf("what has rows of its own is asked for beside others: %s", got)
	}
	// A floor with a second test in every council area.
	if got := text("office.public-contact-offices"); strings.Count(got, "\n") != 4*8 || !strings.Contains(got, "|Coventry|July to September 2025|") {
		t.Errorf("a floor in each area: %s", got)
	}
}

// TestFillInOfAPart asks only for periods that end in the one that is meant.
func TestFillInOfAPart(t *testing.T) {
	_, f := fillInOf(t, "west-midlands-2025-29", "2025/26 Q3")
	for _, r := range f.Rows {
		if p, err := kpi.ParsePeriod(r.Period); err == nil && p.Kind.Months() > 3 {
			t.Errorf("%s is asked for %s", r.Series, r.Period)
		}
	}
	if len(f.Rows) < 50 {
		t.Errorf("%d rows", len(f.Rows))
	}
	if _, f := fillInOf(t, "blank", "2025/26"); len(f.Rows) != 0 {
		t.Errorf("the blank plan asks for %v", f.Rows)
	}
}
