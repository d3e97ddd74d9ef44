package reports

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"planwatch/kpi"
)

var update = flag.Bool("update", false, "write the golden files again")

func number0(x float64) *float64 { return &x }

// smallPlan is a plan of three indicators: one published and judged, one illustrative percentage, one without figures.
func smallPlan() *kpi.Plan {
	year := kpi.PeriodFrom(kpi.FinancialYear, kpi.DateOf(2024, 4, 1))
	return &kpi.Plan{
		ID: "small", Title: "A small plan", Short: "Small plan", Body: "Commissioner", Area: "E23000014",
		Notices:  []string{"Not an official publication of the Commissioner"},
		Sections: []kpi.Section{{ID: "P1", Slug: "crime", Title: "Crime", Objectives: []kpi.Objective{{ID: "P1.1", Text: "Prevent and reduce burglary", Line: 10}, {ID: "P1.2", Text: "Answer calls", Line: 11}}}, {ID: "P2", Slug: "people", Title: "People", Note: "No box in the source."}},
		Areas:    []kpi.Area{{Code: "E23000014", Name: "West Midlands", Role: "force"}, {Code: "E08000026", Name: "Coventry", Role: "council"}, {Code: "E23000004", Name: "Merseyside", Role: "comparator"}},
		Groups:   []kpi.Group{{ID: "similar", Name: "Most similar forces", Areas: []kpi.AreaCode{"E23000004"}, From: kpi.DateOf(2018, 2, 20), Note: "as used in 2018"}},
		Sources: []kpi.Source{
			{ID: "ho", Name: "Open data", Publisher: "Home Office", Provenance: kpi.PublishedFigures, Licence: "OGL v3.0", Series: []kpi.SeriesInfo{{ID: "ho.burglary", Name: "Burglary"}, {ID: "ho.people", Name: "Residents"}}},
			{ID: "sample", Name: "Sample return", Publisher: "This project", Provenance: kpi.IllustrativeFigures, Notice: "Illustrative figures, not West Midlands Police data", Series: []kpi.SeriesInfo{{ID: "sample.quick", Name: "Quick"}, {ID: "sample.calls", Name: "Calls"}}},
		},
		Terms: []kpi.Term{{ID: "burglary", Name: "Burglary", Definition: "Entering to steal.", Source: kpi.Citation{Title: "A guide"}, Checked: "yes"}},
		Indicators: []kpi.Indicator{
			{
				ID: "P1.1a", Slug: "burglary", Section: "P1", Objective: "P1.1", Question: "Are there fewer burglaries?", Name: "Burglary", Line: 10, Unit: "offences", Measure: kpi.Count, Direction: kpi.Reduce,
				Inputs: []kpi.Input{{Value: "ho.burglary"}}, Rate: &kpi.Rate{Population: "ho.people", Per: 1000, Unit: "offences per 1,000 people"}, Terms: []kpi.TermID{"burglary"}, Counts: "Offences recorded.", Comparators: []string{"similar"}, Approval: "proposed by this project",
				Baselines: []kpi.Baseline{{Value: number0(4010), Period: year, Series: "ho.burglary", Source: "ho", Trust: kpi.Published, Why: "The year before the plan."}},
			},
			{
				ID: "P1.2a", Slug: "calls", Section: "P1", Objective: "P1.2", Question: "Are calls answered quickly?", Name: "Calls answered quickly", Line: 11, Unit: "%", Decimals: 1, Measure: kpi.Percentage, Direction: kpi.Increase,
				Inputs:    []kpi.Input{{Value: "sample.quick", Denominator: "sample.calls"}},
				Baselines: []kpi.Baseline{{Trust: kpi.NotSet, Why: "None was agreed."}},
				Targets:   []kpi.Target{{Kind: kpi.TargetShare, Threshold: "within 10 seconds", Quote: "answered within 10 seconds", Line: 11, Judged: true}},
			},
			{ID: "P1.2b", Slug: "waits", Section: "P1", Objective: "P1.2", Question: "Are waits shorter?", Name: "Waits", Line: 11, Unit: "minutes", Measure: kpi.Given, Direction: kpi.Reduce},
		},
	}
}

func smallData() *kpi.Data {
	var out []kpi.Observation
	add := func(series kpi.SeriesID, area kpi.AreaCode, p kpi.Period, value float64, state kpi.State, marks kpi.Mark) {
		place := kpi.Place{File: "burglary.csv", SHA256: strings.Repeat("ab", 32), Load: 1, Sheet: "csv", Cell: fmt.Sprintf("G%d", len(out)+2), Publisher: "Home Office", Release: "Open data 2026", Where: "row"}
		if strings.HasPrefix(string(series), "sample") {
			place = kpi.Place{File: "return.xlsx", SHA256: strings.Repeat("cd", 32), Load: 2, Sheet: "Contact", Cell: fmt.Sprintf("C%d", len(out)+2)}
		}
		out = append(out, kpi.Observation{Key: kpi.Key{Series: series, Area: area, Period: p}, Value: value, State: state, Marks: marks, Outturn: true, Place: place})
	}
	p := kpi.PeriodFrom(kpi.Quarter, kpi.DateOf(2021, 4, 1))
	for i, v := range []float64{1000, 1020, 990, 1010, 1005, 995, 1015, 1000, 990, 1010, 1000, 1005, 995, 1010, 1000, 1005, 1003, 850, 845} {
		marks := kpi.Mark(0)
		if i > 15 {
			marks = kpi.Provisional
		}
		add("ho.burglary", "E23000014", p, v, kpi.Known, marks)
		add("ho.burglary", "E23000004", p, v/2, kpi.Known, marks)
		p = p.Next()
	}
	add("ho.people", "E23000014", kpi.Period{Kind: kpi.PointInTime, First: kpi.DateOf(2024, 6, 30), Last: kpi.DateOf(2024, 6, 30)}, 3036605, kpi.Known, 0)
	m := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2025, 8, 1))
	for i, v := range []float64{900, 910, math.NaN(), 905, 915} {
		state := kpi.Known
		if math.IsNaN(v) {
			v, state = 0, kpi.Missing
		}
		add("sample.quick", "E23000014", m, v, state, 0)
		add("sample.calls", "E23000014", m, 1000+float64(i), kpi.Known, 0)
		add("sample.quick", "E08000026", m, v/4, state, 0)
		add("sample.calls", "E08000026", m, 250, kpi.Known, 0)
		m = m.Next()
	}
	return kpi.NewData(out)
}

// TestPack holds everything that is said of the small plan, as text that can be read.
func TestPack(t *testing.T) {
	p := Build(Panel, Input{Plan: smallPlan(), Data: smallData(), Area: "E23000014", AsAt: kpi.DateOf(2025, 12, 31), Edition: "test"})
	got := dump(p)
	const golden = "testdata/pack.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the pack says something else; look at it and run go test ./reports -update\n%s", firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			other := ""
			if i < len(w) {
				other = w[i]
			}
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], other)
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// dump writes a pack as indented text.
func dump(p *Pack) string {
	var b strings.Builder
	line := func(indent int, format string, args ...any) {
		fmt.Fprintf(&b, strings.Repeat("  ", indent)+format+"\n", args...)
	}
	line(0, "%s: %s, to %s, known at %s", p.Title, p.Plan, p.AsAt, p.KnownAt)
	for _, s := range append(p.Notices, p.Summary...) {
		line(1, "%s", s)
	}
	for _, n := range p.Notable {
		line(1, "notable %s: %s", n.Indicator.ID, n.Text)
	}
	for _, s := range append(p.Ranking, p.InAreas.Words...) {
		line(1, "looks: %s", s)
	}
	for _, s := range p.InAreas.Signals {
		line(1, "area signal %s, %s: %s", s.Indicator.ID, s.Area, s.Text)
	}
	for _, n := range p.Missing {
		line(1, "not judged %s: %s", n.Indicator.ID, n.Text)
	}
	dumpTable(line, 1, &p.Counts)
	for _, s := range p.Sections {
		line(0, "%s %s %s", s.ID, s.Title, s.Note)
		for _, i := range s.Indicators() {
			dumpIndicator(line, i)
		}
	}
	for _, s := range p.Sources {
		line(0, "source %s: %s, %s, %s", s.ID, s.Publisher, s.Name, s.Provenance)
		for _, f := range s.Files {
			line(1, "%s %s %.8s", f.Name, f.Read, f.SHA256)
		}
	}
	return b.String()
}

func dumpIndicator(line func(int, string, ...any), i *Indicator) {
	line(1, "%s %s [%s] %s", i.ID, i.Question, i.Latest, i.Notice)
	line(2, "answer: %s", i.Answer)
	for _, f := range append(append(i.Facts, i.Definition...), i.Context...) {
		line(2, "%s: %s | %s", f.Label, f.Text, f.Note)
	}
	for _, n := range append(i.Notes, i.SourceLines...) {
		line(2, "note: %s", n)
	}
	if c := i.Chart; c != nil {
		line(2, "chart: %s | %s | %s", c.Title, c.Subtitle, c.Alt)
		for _, l := range c.Lines {
			line(3, "%s: %s %s %s, points %d to %d", l.Kind, l.Name, l.Which, l.Text, l.From, l.To)
		}
	}
	for _, t := range []*Table{&i.Data, i.Windows, i.Parts, i.Disparity, i.Areas, i.Comparison} {
		if t != nil && len(t.Rows) > 0 {
			dumpTable(line, 2, t)
		}
	}
	for _, s := range append(i.AreaWords, i.CompareWords...) {
		line(2, "compared: %s", s)
	}
}

func dumpTable(line func(int, string, ...any), indent int, t *Table) {
	line(indent, "table %s: %s", t.ID, t.Caption)
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Name
	}
	line(indent+1, "%s", strings.Join(heads, " | "))
	for _, r := range t.Rows {
		cells := make([]string, len(r))
		for i, f := range r {
			cells[i] = f.String()
		}
		line(indent+1, "%s", strings.Join(cells, " | "))
	}
}

// Every cell of every table is filled, and every row is as wide as its header.
func TestTablesAreWhole(t *testing.T) {
	p := Build(Site, Input{Plan: smallPlan(), Data: smallData(), Area: "E23000014", AsAt: kpi.DateOf(2025, 12, 31)})
	tables := []*Table{&p.Counts}
	for _, s := range p.Sections {
		for _, i := range s.Indicators() {
			tables = append(tables, &i.Data, i.Windows, i.Parts, i.Disparity, i.Areas, i.Comparison)
		}
	}
	for _, table := range tables {
		if table == nil {
			continue
		}
		for r, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("%s row %d has %d cells, want %d", table.ID, r+1, len(row), len(table.Columns))
			}
			for c, f := range row {
				if f.Text == "" {
					t.Errorf("%s row %d column %q is blank", table.ID, r+1, table.Columns[c].Name)
				}
			}
		}
	}
}
