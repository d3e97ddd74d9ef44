package kpi

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestComparators runs the case file.
func TestComparators(t *testing.T) {
	content, err := os.ReadFile("testdata/comparators.cases")
	if err != nil {
		t.Fatal(err)
	}
	var c *comparatorCase
	for n, line := range append(strings.Split(string(content), "\n"), "case: end") {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case key == "" || key[0] == '#':
		case key == "case":
			if c != nil {
				t.Run(c.name, c.check)
			}
			c = newComparatorCase(value)
		default:
			if err := c.read(key, value); err != nil {
				t.Fatalf("testdata/comparators.cases:%d: %v", n+1, err)
			}
		}
	}
}

type comparatorCase struct {
	name         string
	plan         Plan
	ind          Indicator
	asAt         Date
	observations []Observation
	want         map[string]string
}

func newComparatorCase(name string) *comparatorCase {
	return &comparatorCase{
		name: name, want: map[string]string{},
		ind: Indicator{ID: "P1.1a", Measure: Percentage, Direction: Contextual, Comparators: []string{"alike"}, Inputs: []Input{{Value: "s.value", Denominator: "s.of"}}, Rate: &Rate{Population: "s.people", Per: 1000}},
		plan: Plan{
			Area:    "own",
			Areas:   []Area{{Code: "own", Role: "force"}, {Code: "A", Role: "comparator"}, {Code: "E&W", Role: "country"}},
			Groups:  []Group{{ID: "alike", Name: "Forces alike", Areas: []AreaCode{"own"}}},
			Sources: []Source{{ID: "s", Provenance: PublishedFigures, Series: []SeriesInfo{{ID: "s.value"}, {ID: "s.of"}, {ID: "s.people"}}}},
		},
	}
}

func (c *comparatorCase) read(key, value string) (err error) {
	group := &c.plan.Groups[0]
	switch key {
	case "measure":
		c.ind.Measure, _ = ParseMeasure(value)
	case "per day":
		c.ind.PerDay = true
	case "decimals":
		c.ind.Decimals, err = strconv.Atoi(value)
	case "provenance":
		c.plan.Sources[0].Provenance, _ = ParseProvenance(value)
	case "as at":
		c.asAt, err = ParseDate(value)
	case "group from":
		group.From, err = ParseDate(value)
	case "group to":
		group.To, err = ParseDate(value)
	case "compared with":
		if c.ind.Comparators = strings.Fields(value); value == "nobody" {
			c.ind.Comparators = nil
		}
	case "break":
		day, area, one := strings.Cut(value, " ")
		b := Break{Series: []SeriesID{"s.*"}}
		if b.At, err = ParseDate(day); one {
			b.Areas = []AreaCode{AreaCode(area)}
		}
		c.plan.Breaks = append(c.plan.Breaks, b)
	case "standing", "middle", "funnel", "reason", "shown", "without":
		c.want[key] = value
	default:
		return c.figure(key, value)
	}
	return err
}

// figure reads "A 2025/26 Q3" and what that force has then.
func (c *comparatorCase) figure(key, value string) error {
	area, period, _ := strings.Cut(key, " ")
	p, err := ParsePeriod(period)
	if err != nil {
		return err
	}
	if g := &c.plan.Groups[0]; !slices.Contains(g.Areas, AreaCode(area)) {
		g.Areas = append(g.Areas, AreaCode(area))
	}
	add := func(id SeriesID, p Period, text string) {
		o := Observation{Key: Key{Series: id, Area: AreaCode(area), Period: p}, Outturn: true}
		if text == "c" {
			o.State = Suppressed
		} else if v := float(text); v != nil {
			o.Value = *v
		} else {
			err = fmt.Errorf("want a number or c, found %q", text)
		}
		c.observations = append(c.observations, o)
	}
	count, population, sized := strings.Cut(value, " of ")
	count, denominator, pair := strings.Cut(count, "/")
	add("s.value", p, count)
	if pair {
		add("s.of", p, denominator)
	}
	if sized {
		add("s.people", Period{PointInTime, p.Last, p.Last}, population)
	}
	return err
}

func (c *comparatorCase) check(t *testing.T) {
	a := Assess(&c.plan, c.ind, "own", NewData(c.observations), c.asAt)
	got := map[string]string{"shown": "none"}
	if len(a.Comparisons) > 1 {
		t.Fatalf("want one comparison, found %d", len(a.Comparisons))
	}
	for _, x := range a.Comparisons {
		got = map[string]string{"standing": x.Standing.Words(nil), "reason": x.Reason, "shown": shownWords(a, x), "without": areaWords(x.Without), "funnel": "none"}
		got["middle"] = fmt.Sprintf("%.4g, %.4g to %.4g, of %d", x.Median, x.Lowest, x.Highest, x.Others)
		if x.Funnel.Of > 0 {
			got["funnel"] = fmt.Sprintf("%s, %d of %d", x.Funnel.Position, x.Funnel.Outside, x.Funnel.Of)
		}
	}
	for key, want := range c.want {
		if got[key] != want {
			t.Errorf("%s: want %q, found %q", key, want, got[key])
		}
	}
	if ranked := got["standing"] != ""; ranked && got["reason"] != "" {
		t.Errorf("ranked (%s) and not ranked (%s)", got["standing"], got["reason"])
	}
}

// shownWords names the areas of a comparison, with the period where it is another than the assessed area's.
func shownWords(a Assessment, c Comparison) string {
	var out []string
	for _, f := range c.Figures {
		s := string(f.Area)
		if f.Period != a.Latest.Period {
			s += " " + f.Period.String()
		}
		out = append(out, s)
	}
	if out == nil {
		return "none"
	}
	return strings.Join(out, ", ")
}

func areaWords(areas []AreaCode) string {
	var out []string
	for _, a := range areas {
		out = append(out, string(a))
	}
	return strings.Join(out, ", ")
}
