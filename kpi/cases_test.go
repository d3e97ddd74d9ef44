package kpi

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCases runs the case file: what an assessment says, as an analyst writes it down.
func TestCases(t *testing.T) {
	content, err := os.ReadFile("testdata/assess.cases")
	if err != nil {
		t.Fatal(err)
	}
	var c *caseFile
	for n, line := range append(strings.Split(string(content), "\n"), "case: end") {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, ": ")
		switch {
		case line == "" || line[0] == '#':
		case key == "case":
			if c != nil {
				t.Run(c.name, c.check)
			}
			c = newCase(value)
		default:
			if err := c.read(key, value); err != nil {
				t.Fatalf("testdata/assess.cases:%d: %v", n+1, err)
			}
		}
	}
}

type caseFile struct {
	name         string
	plan         Plan
	ind          Indicator
	observations []Observation
	asAt         Date
	want         []struct{ key, value string }
}

func newCase(name string) *caseFile {
	c := &caseFile{name: name}
	c.ind = Indicator{ID: "P1.1a", Measure: Count, Inputs: []Input{{Value: "s.value"}}}
	c.plan.Sources = []Source{{ID: "s", Provenance: PublishedFigures, Series: []SeriesInfo{{ID: "s.value"}, {ID: "s.of"}}}}
	return c
}

func (c *caseFile) read(key, value string) (err error) {
	switch {
	case key == "direction":
		c.ind.Direction, _ = ParseDirection(value)
	case key == "measure":
		c.ind.Measure, _ = ParseMeasure(value)
		c.ind.Inputs[0].Denominator = "s.of"
	case key == "break":
		var at Date
		at, err = ParseDate(value)
		c.plan.Breaks = append(c.plan.Breaks, Break{Series: []SeriesID{"s.*"}, At: at, What: "New rules."})
	case key == "rebase":
		err = c.rebase(value)
	case key == "baseline":
		err = c.baseline(value)
	case key == "target" && strings.HasPrefix(value, "share "), key == "target" && strings.HasPrefix(value, "change "):
		err = c.target(value)
	case strings.HasPrefix(key, "figures from "):
		err = c.figures(strings.TrimPrefix(key, "figures from "), strings.Fields(value))
	default:
		if known, err := c.readKind(key, value); known {
			return err
		}
		c.want = append(c.want, struct{ key, value string }{key, value})
	}
	return err
}

// rebase reads "2021-01-01 made 2022-01-01".
func (c *caseFile) rebase(s string) error {
	from, made, _ := strings.Cut(s, " made ")
	r := ChangeRecord{Indicator: "P1.1a", What: ChangedRebase, Because: "New rules of practice."}
	var err error
	if r.From, err = ParseDate(from); err != nil {
		return err
	}
	r.Date, err = ParseDate(made)
	c.plan.Changes = append(c.plan.Changes, r)
	return err
}

func (c *caseFile) baseline(s string) error {
	at, value, _ := strings.Cut(s, " = ")
	p, err := ParsePeriod(at)
	b := Baseline{Period: p, Trust: Published}
	if num, den, pair := strings.Cut(value, "/"); pair {
		b.Numerator, b.Denominator = float(num), float(den)
		b.Plain = c.ind.Measure == Ratio || c.ind.PerDay
	} else {
		b.Value = float(value)
	}
	c.ind.Baselines = []Baseline{b}
	return err
}

func float(s string) *float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &x
}

func (c *caseFile) target(s string) error {
	f := strings.Fields(s)
	t := Target{Judged: true}
	t.Kind, _ = ParseTargetKind(f[0])
	if t.Kind == TargetShare {
		t.Share = float(f[1])
	} else {
		by, err := ParsePeriod(f[len(f)-1])
		if err != nil {
			return err
		}
		t.Change, t.By = float(f[1]), &by
		if f[3] != "?" {
			base, err := ParsePeriod(f[3])
			if err != nil {
				return err
			}
			t.BasePeriod, t.Base = &base, float(f[5])
		}
	}
	c.ind.Targets = []Target{t}
	return nil
}

func (c *caseFile) figures(from string, values []string) error {
	return c.figuresOf("s.value", "s.of", from, values)
}

func (c *caseFile) figuresOf(value, of SeriesID, from string, values []string) error {
	p, err := ParsePeriod(from)
	for _, v := range values {
		o := Observation{Key: Key{Series: value, Area: "E1", Period: p}, Outturn: true}
		num, den, pair := strings.Cut(v, "/")
		if pair {
			c.observations = append(c.observations, Observation{Key: Key{Series: of, Area: "E1", Period: p}, Value: *float(den)})
		}
		switch {
		case num == "x":
			o.State = Missing
		case num == "c":
			o.State = Suppressed
		default:
			if strings.HasSuffix(num, "p") {
				o.Marks, num = Provisional, strings.TrimSuffix(num, "p")
			}
			o.Value = *float(num)
		}
		c.observations = append(c.observations, o)
		p = p.Next()
	}
	return err
}

func (c *caseFile) check(t *testing.T) {
	a := Assess(&c.plan, c.ind, "E1", NewData(c.observations), c.asAt)
	for _, w := range c.want {
		noted := func() bool { return slices.ContainsFunc(a.Notes, func(n Note) bool { return n.Code == w.value }) }
		switch w.key {
		case "trend":
			if got := a.Trend.String(); got != w.value {
				t.Errorf("trend %q, want %q", got, w.value)
			}
		case "target":
			if got := a.Target.String(); got != w.value {
				t.Errorf("target %q, want %q", got, w.value)
			}
		case "change":
			if got := changeText(a.Change); got != w.value {
				t.Errorf("change %q, want %q", got, w.value)
			}
		case "rule":
			if s := a.Trend.Signals; len(s) == 0 || s[0].Rule.String()+" "+s[0].Side.String() != w.value {
				t.Errorf("rules %v, want %s", s, w.value)
			}
		case "capable":
			if got := a.Target.Capable.String(); got != w.value {
				t.Errorf("capable %q, want %q", got, w.value)
			}
		case "chance":
			if c := a.Change; c == nil || c.Interval == nil || fmt.Sprintf("%.1f to %.1f", c.Interval.Lower, c.Interval.Upper) != w.value {
				t.Errorf("change %+v, want chance %s", c, w.value)
			}
		case "chart":
			if got := chartOf(a); got != w.value {
				t.Errorf("chart %q, want %q", got, w.value)
			}
		case "note":
			if !noted() {
				t.Errorf("no note %q among %v", w.value, a.Notes)
			}
		case "no note":
			if noted() {
				t.Errorf("there is a note %q", w.value)
			}
		default:
			c.checkKind(t, a, w.key, w.value)
		}
	}
}

// chartOf is the chart that judged, and what was done to the figures first.
func chartOf(a Assessment) string {
	switch t := a.Trend.Tested; {
	case a.Trend.Years != nil:
		return "years"
	case t == nil:
		return "none"
	case t.Adjusted:
		return t.Chart.String() + ", seasonally adjusted"
	case t.PerDay:
		return t.Chart.String() + ", per day"
	default:
		return t.Chart.String()
	}
}

func changeText(c *Change) string {
	if c == nil {
		return "none"
	}
	round := func(x float64) string { return strconv.FormatFloat(math.Round(x*1e4)/1e4, 'f', -1, 64) }
	percent := "none"
	if c.Percent != nil {
		percent = fmt.Sprintf("%.1f%%", *c.Percent)
	}
	return fmt.Sprintf("%s %s %s %s", c.Window, round(c.Value), round(c.Difference), percent)
}
