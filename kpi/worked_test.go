package kpi_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	xlsx "github.com/xuri/excelize/v2"

	"planwatch/kpi"
	"planwatch/kpi/planfile"
	"planwatch/reports"
)

// workedTolerance is how far a value may be from the one worked by hand, relative to it.
const workedTolerance = 1e-9

// TestWorked holds what an assessment says against what was worked by hand, from the figures that the spreadsheet was
// typed from, in the plan that ships.
func TestWorked(t *testing.T) {
	for _, file := range workedFiles(t) {
		c := readWorked(t, file)
		t.Run(strings.TrimSuffix(filepath.Base(file), ".case"), func(t *testing.T) {
			_, ind, a := c.assess(t)
			if len(c.agree) < 10 || len(c.explain) < 5 {
				t.Errorf("only %d results and %d sentences are held", len(c.agree), len(c.explain))
			}
			for _, pair := range c.agree {
				c.holdResult(t, ind, a, pair[0], pair[1])
			}
		})
	}
}

// assess assesses the figures of the case.
func (c *workedCase) assess(t *testing.T) (*kpi.Plan, kpi.Indicator, kpi.Assessment) {
	t.Helper()
	plan, problems := planfile.Read(os.DirFS("../data/plans"), c.head["plan"])
	if len(problems.Errors()) > 0 {
		t.Fatal(problems.Errors())
	}
	ind, ok := plan.Indicator(c.head["indicator"])
	asAt, err := kpi.ParseDate(c.head["as at"])
	if !ok || err != nil {
		t.Fatalf("no indicator %s, or no date: %v", c.head["indicator"], err)
	}
	return plan, ind, kpi.Assess(plan, ind, kpi.AreaCode(c.head["area"]), kpi.NewData(c.observations(t)), asAt)
}

// observations are the typed figures.
func (c *workedCase) observations(t *testing.T) []kpi.Observation {
	t.Helper()
	var out []kpi.Observation
	add := func(series, period, value string) {
		p, err := kpi.ParsePeriod(period)
		x, errX := strconv.ParseFloat(value, 64)
		if err != nil || errX != nil {
			t.Fatalf("%s: %s %s: %v %v", c.file, period, value, err, errX)
		}
		out = append(out, kpi.Observation{Key: kpi.Key{Series: kpi.SeriesID(series), Area: kpi.AreaCode(c.head["area"]), Period: p}, Value: x, Outturn: true})
	}
	for _, f := range c.figures {
		periods := c.column(t, "A")
		for i, v := range c.column(t, f[1]) {
			add(f[0], periods[i], v)
		}
	}
	for _, f := range c.single {
		add(f.series, f.period, c.value(t, f.cell))
	}
	return out
}

// holdResult holds one result, or one of every period, against the case.
func (c *workedCase) holdResult(t *testing.T, ind kpi.Indicator, a kpi.Assessment, name, where string) {
	t.Helper()
	if of, ok := strings.CutPrefix(name, "every period, "); ok {
		got, known := workedOfPoint[of]
		want := c.column(t, where)
		if !known || len(want) != len(a.Points) {
			t.Fatalf("%q of %d periods: known %v, the assessment has %d", of, len(want), known, len(a.Points))
		}
		for i := range want {
			if g := got(ind, a, i); !sameCell(g, want[i], workedTolerance) {
				t.Errorf("%s of %s is %s, by hand %s", of, a.Points[i].Period, g, want[i])
			}
		}
		return
	}
	got, known := workedResults[name]
	if !known {
		t.Fatalf("no result is called %q", name)
	}
	if g, want := got(ind, a), c.value(t, where); !sameCell(g, want, workedTolerance) {
		t.Errorf("%s is %s, by hand %s (%s)", name, g, want, where)
	}
}

// TestWorkedFigures holds the typed figures against the samples that ship.
func TestWorkedFigures(t *testing.T) {
	for _, file := range workedFiles(t) {
		c := readWorked(t, file)
		shipped := map[kpi.Key]float64{}
		for _, line := range c.lines {
			if name, ok := strings.CutPrefix(line, "sample: "); ok {
				readSample(t, name, shipped)
			}
		}
		for _, o := range c.observations(t) {
			key := o.Key
			if v, ok := shipped[key]; !ok || v != o.Value {
				if sheet, cells, found := strings.Cut(c.head["sample sheet"], "!"); found && key.Series == kpi.SeriesID(c.figures[0][0]) {
					shipped[key] = sheetFigure(t, c, sheet, cells, o)
				}
			}
			if v, ok := shipped[key]; !ok || v != o.Value {
				t.Errorf("%s: %s in %s is %v, in the samples %v (there: %v)", file, key.Series, key.Period, o.Value, v, ok)
			}
		}
	}
}

// readSample reads one of the CSV files of data/samples.
func readSample(t *testing.T, name string, into map[kpi.Key]float64) {
	t.Helper()
	f, err := os.Open(filepath.Join("../data/samples", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] { // series, area code, area, period, first day, last day, value
		p, err := kpi.ParsePeriod(r[3])
		v, errV := strconv.ParseFloat(r[6], 64)
		if err == nil && errV == nil {
			into[kpi.Key{Series: kpi.SeriesID(r[0]), Area: kpi.AreaCode(r[1]), Period: p}] = v
		}
	}
}

// sheetFigure is the figure of a period in a row of the sample workbook that begins with the first period.
func sheetFigure(t *testing.T, c *workedCase, sheet, first string, o kpi.Observation) float64 {
	t.Helper()
	f, err := xlsx.OpenFile("../data/samples/illustrative/force-monthly-return.xlsx", xlsx.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	col, row, err := xlsx.CellNameToCoordinates(first)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range c.column(t, "A") {
		if p == o.Period.String() {
			name, _ := xlsx.CoordinatesToCellName(col+i, row)
			text, err := f.GetCellValue(sheet, name)
			v, errV := strconv.ParseFloat(text, 64)
			if err != nil || errV != nil {
				t.Fatalf("%s!%s: %q: %v", sheet, name, text, err)
			}
			return v
		}
	}
	return math.NaN()
}

// TestWorkedExplained holds what the explanation prints against what was worked by hand: each sentence that the case
// names, with its numbers as far as they are printed, and each column of its tables.
func TestWorkedExplained(t *testing.T) {
	for _, file := range workedFiles(t) {
		c := readWorked(t, file)
		t.Run(strings.TrimSuffix(filepath.Base(file), ".case"), func(t *testing.T) {
			plan, ind, a := c.assess(t)
			steps := map[string]reports.Step{}
			for _, s := range reports.Explain(plan, ind, a) {
				steps[s.Title] = s
			}
			for _, e := range c.explain {
				c.holdSentence(t, steps[e[0]], e[0], e[1])
			}
			for _, e := range c.inTables {
				c.holdTable(t, steps[e[0]], e[0], e[1], e[2])
			}
		})
	}
}

// printed is how close a number that is printed with twelve digits comes to itself.
const printed = 1e-11

var inBraces = regexp.MustCompile(`\{[A-Z]+[0-9]+\}`)

// holdSentence looks for a sentence in a step; {B3} in it stands for what cell B3 holds.
func (c *workedCase) holdSentence(t *testing.T, s reports.Step, title, says string) {
	t.Helper()
	cells := inBraces.FindAllString(says, -1)
	pattern := ""
	for i, literal := range inBraces.Split(says, -1) {
		pattern += regexp.QuoteMeta(literal)
		if i == len(cells) {
			break
		}
		value := c.value(t, strings.Trim(cells[i], "{}"))
		if _, err := strconv.ParseFloat(value, 64); err == nil {
			pattern += `(-?[0-9]+(?:\.[0-9]+)?(?:e[+-][0-9]+)?)`
		} else {
			pattern += "(" + regexp.QuoteMeta(value) + ")"
		}
	}
	shape := regexp.MustCompile(pattern)
	for _, line := range s.Lines {
		found := shape.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		for i, cell := range cells {
			want := c.value(t, strings.Trim(cell, "{}"))
			if !sameCell(found[i+1], want, printed) {
				t.Errorf("%s: %q says %q for %s, by hand %s", title, line, found[i+1], cell, want)
			}
		}
		return
	}
	t.Errorf("%s: no line says %q:\n%s", title, says, strings.Join(s.Lines, "\n"))
}

// holdTable holds a column of a step's table against one of the case.
func (c *workedCase) holdTable(t *testing.T, s reports.Step, title, column, letter string) {
	t.Helper()
	at := -1
	for i, name := range s.Columns {
		if name == column {
			at = i
		}
	}
	want := c.column(t, letter)
	if at < 0 || len(s.Rows) != len(want) {
		t.Fatalf("%s: no column %q of %d rows in %v, %d rows", title, column, len(want), s.Columns, len(s.Rows))
	}
	for i, row := range s.Rows {
		if got := row[at]; !sameCell(got, want[i], printed) {
			t.Errorf("%s: %s of %s is printed as %s, by hand %s", title, column, row[0], got, want[i])
		}
	}
}

// The comparison can fail: a number that is a little off is seen, in a result and in print, and so is another word.
func TestWorkedCanFail(t *testing.T) {
	for _, c := range []struct {
		a, b      string
		tolerance float64
		same      bool
	}{
		{"932.144583632", "932.144583631948", printed, true},
		{"932.144583732", "932.144583631948", printed, false},
		{"4.39648317752e-14", "4.39370569311639e-14", workedTolerance, false},
		{"0", "1e-19", workedTolerance, true},
		{"improving", "worsening", workedTolerance, false},
		{"none", "0", workedTolerance, false},
	} {
		if got := sameCell(c.a, c.b, c.tolerance); got != c.same {
			t.Errorf("%s and %s are the same: %v", c.a, c.b, got)
		}
	}
}
