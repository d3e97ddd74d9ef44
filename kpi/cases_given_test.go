package kpi_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// setKey takes what stands behind a key that makes a case's plan and figures. Of is what follows the key's own words.
type setKey func(c *oneCase, of, value string) error

// givenPlan are the keys of every kind of indicator.
var givenPlan = map[string]setKey{
	"direction": func(c *oneCase, _, v string) (err error) {
		c.ind.Direction, err = named("a direction", v, kpi.ParseDirection, kpi.DirectionNames())
		return err
	},
	"measure": func(c *oneCase, _, v string) (err error) {
		c.ind.Measure, err = named("a measure", v, kpi.ParseMeasure, kpi.MeasureNames())
		c.ind.Inputs[0].Denominator = "s.of"
		if c.ind.Measure == kpi.Percentage {
			c.ind.Unit = "%"
		}
		return err
	},
	"unit": func(c *oneCase, _, v string) error {
		c.ind.Unit = v
		return nil
	},
	"decimals": func(c *oneCase, _, v string) (err error) {
		c.ind.Decimals, err = strconv.Atoi(v)
		return err
	},
	"scale": func(c *oneCase, _, v string) error {
		c.ind.Measure, c.ind.Scale = kpi.Grade, strings.Split(v, ", ")
		return nil
	},
	"source": func(c *oneCase, _, v string) (err error) {
		s := &c.plan.Sources[0]
		s.Publisher = "The publisher"
		s.Provenance, err = named("a provenance", v, kpi.ParseProvenance, kpi.ProvenanceNames())
		if s.Provenance == kpi.IllustrativeFigures {
			s.Notice = "Illustrative figures"
		}
		return err
	},
	"break": func(c *oneCase, _, v string) error {
		day, what, said := strings.Cut(v, " ")
		if !said {
			what = "New rules."
		}
		at, err := kpi.ParseDate(day)
		c.plan.Breaks = append(c.plan.Breaks, kpi.Break{Series: []kpi.SeriesID{"s.*"}, At: at, What: what})
		return err
	},
	"suppress": (*oneCase).suppress,
	"rebase":   (*oneCase).rebase,
	"baseline": (*oneCase).baseline,
	"target":   (*oneCase).target,
	"assessed": func(c *oneCase, _, council string) error {
		c.area, c.plan.Area = kpi.AreaCode("E-"+council), "E1"
		return nil
	},
	"as at": func(c *oneCase, _, v string) (err error) {
		c.asAt, err = kpi.ParseDate(v)
		return err
	},
	"figures from ": func(c *oneCase, from, v string) error { return c.figures("s.value", "s.of", "E1", from, v) },
	"figures in ": func(c *oneCase, of, v string) error {
		council, from, _ := strings.Cut(of, " from ")
		area := kpi.AreaCode("E-" + council)
		if _, there := c.plan.AreaNamed(council); !there {
			c.plan.Areas = append(c.plan.Areas, kpi.Area{Code: area, Name: council, Role: "council", Parent: "E1"})
		}
		return c.figures("s.value", "s.of", area, from, v)
	},
}

// named reads one of the words that a plan file may have in a place.
func named[T any](what, s string, parse func(string) (T, bool), names []string) (T, error) {
	v, ok := parse(s)
	if !ok {
		return v, fmt.Errorf("want %s (%s), found %q", what, strings.Join(names, ", "), s)
	}
	return v, nil
}

func (c *oneCase) rebase(_, s string) error {
	from, made, _ := strings.Cut(s, " made ")
	r := kpi.ChangeRecord{Indicator: c.ind.ID, What: kpi.ChangedRebase, Because: "New rules of practice."}
	var err error
	if r.From, err = kpi.ParseDate(from); err != nil {
		return err
	}
	r.Date, err = kpi.ParseDate(made)
	c.plan.Changes = append(c.plan.Changes, r)
	return err
}

var reTrust = regexp.MustCompile(` \(([a-z ]+)\)$`)

func (c *oneCase) baseline(_, s string) error {
	b := kpi.Baseline{Trust: kpi.Published}
	if m := reTrust.FindStringSubmatch(s); m != nil {
		trust, err := named("a trust", m[1], kpi.ParseTrust, kpi.TrustNames())
		if err != nil {
			return err
		}
		b.Trust, s = trust, strings.TrimSuffix(s, m[0])
	}
	var err error
	if b.Period, b.Value, b.Numerator, b.Denominator, err = periodAndValue(s); err != nil {
		return err
	}
	b.Plain = b.Numerator != nil && (c.ind.Measure == kpi.Ratio || c.ind.PerDay)
	c.ind.Baselines = append(c.ind.Baselines, b)
	return nil
}

// periodAndValue reads "2023/24 = 1213" or "2023/24 = 900/1200".
func periodAndValue(s string) (p kpi.Period, value, num, den *float64, err error) {
	at, figure, ok := strings.Cut(s, " = ")
	if !ok {
		return p, nil, nil, nil, fmt.Errorf("want a period and a value, \"2023/24 = 1213\", found %q", s)
	}
	if p, err = kpi.ParsePeriod(at); err != nil {
		return p, nil, nil, nil, err
	}
	if n, d, pair := strings.Cut(figure, "/"); pair {
		if num, err = figureOf(n); err == nil {
			den, err = figureOf(d)
		}
		return p, nil, num, den, err
	}
	value, err = figureOf(figure)
	return p, value, nil, nil, err
}

// figureOf reads a number; "?" is one that the plan does not say.
func figureOf(s string) (*float64, error) {
	if s == "?" {
		return nil, nil
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, fmt.Errorf("want a figure, found %q", s)
	}
	return &x, nil
}

var reTarget = regexp.MustCompile(`^(national )?(share|change|level|floor|grade|milestone)(?: (.+?))??(?: each (\S+))?(?: from (.+?))?(?: by (.+?))?(?: path (.+))?$`)

// target reads "change -50 from 2020 = 1000 by 2030 path straight" and the like.
func (c *oneCase) target(_, s string) (err error) {
	m := reTarget.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("want a target, \"change -50 from 2020 = 1000 by 2030\" or \"share ? within 10 seconds\", found %q", s)
	}
	t := kpi.Target{Judged: true, National: m[1] != ""}
	t.Kind, _ = kpi.ParseTargetKind(m[2])
	size, threshold, _ := strings.Cut(m[3], " ")
	switch t.Kind {
	case kpi.TargetGrade:
		t.Grade = m[3]
	case kpi.TargetShare:
		t.Threshold = threshold
		t.Share, err = figureOf(size)
	case kpi.TargetChange:
		t.Change, err = figureOf(size)
	case kpi.TargetLevel, kpi.TargetFloor:
		t.Level, err = figureOf(size)
	}
	if err == nil && m[4] != "" {
		t.Each, err = figureOf(m[4])
	}
	if err == nil && m[5] != "" && m[5] != "?" {
		var p kpi.Period
		p, t.Base, _, _, err = periodAndValue(m[5])
		t.BasePeriod = &p
	}
	if err == nil && m[6] != "" {
		var p kpi.Period
		p, err = kpi.ParsePeriod(m[6])
		t.By = &p
	}
	if err == nil && m[7] != "" {
		err = path(&t, m[7])
	}
	c.ind.Targets = append(c.ind.Targets, t)
	return err
}

// path reads "straight", "stepped" or points: "2024/25 = 95, 2025/26 = 90".
func path(t *kpi.Target, s string) error {
	var ok bool
	if t.Path, ok = kpi.ParsePathKind(s); ok {
		return nil
	}
	t.Path = kpi.PathPoints
	for _, one := range strings.Split(s, ", ") {
		p, level, _, _, err := periodAndValue(one)
		if err != nil {
			return err
		}
		t.Points = append(t.Points, kpi.PathPoint{By: p, Level: *level})
	}
	return nil
}

// figures puts one value a period into a series, and the second of a pair into another.
func (c *oneCase) figures(value, of kpi.SeriesID, area kpi.AreaCode, from, values string) error {
	p, err := firstPeriod(from)
	if err != nil {
		return err
	}
	for _, v := range strings.Fields(values) {
		o := kpi.Observation{Key: kpi.Key{Series: value, Area: area, Period: p}, Outturn: true}
		if state, marked := caseStates[v]; marked {
			o.State = state
		} else if err := c.known(&o, of, v); err != nil {
			return err
		}
		c.observations = append(c.observations, o)
		p = nextPeriod(p)
	}
	return nil
}

// firstPeriod reads a period; "day 2025-03-01" is a day, where a date alone is a point in time.
func firstPeriod(s string) (kpi.Period, error) {
	if day, ok := strings.CutPrefix(s, "day "); ok {
		return kpi.ParsePeriodAs(kpi.Day, day)
	}
	return kpi.ParsePeriod(s)
}

// nextPeriod follows a period; a point in time by the same day a year later.
func nextPeriod(p kpi.Period) kpi.Period {
	if p.Kind == kpi.PointInTime {
		day := kpi.DateOf(p.First.Year()+1, p.First.Month(), p.First.Day())
		return kpi.Period{Kind: kpi.PointInTime, First: day, Last: day}
	}
	return p.Next()
}

var caseStates = map[string]kpi.State{"x": kpi.Missing, "c": kpi.Suppressed, "z": kpi.NotApplicable}

// known reads "845", "845p" or "90/100".
func (c *oneCase) known(o *kpi.Observation, of kpi.SeriesID, v string) error {
	num, den, pair := strings.Cut(v, "/")
	num, provisional := strings.CutSuffix(num, "p")
	if provisional {
		o.Marks = kpi.Provisional
	}
	x, err := figureOf(num)
	if err != nil || x == nil {
		return fmt.Errorf("want a figure, found %q", v)
	}
	o.Value = *x
	if !pair {
		return nil
	}
	n, err := figureOf(den)
	if err != nil || n == nil {
		return fmt.Errorf("want a denominator, found %q", v)
	}
	c.observations = append(c.observations, kpi.Observation{Key: kpi.Key{Series: of, Area: o.Area, Period: o.Period}, Value: *n, Outturn: true})
	return nil
}
