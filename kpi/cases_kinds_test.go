package kpi_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// givenKinds are the keys that belong to one kind of indicator only.
var givenKinds = map[string]setKey{
	"per": func(c *oneCase, _, v string) error {
		if c.ind.PerDay = v == "day"; !c.ind.PerDay {
			return fmt.Errorf("want day, found %q", v)
		}
		return nil
	},
	"method": func(c *oneCase, _, v string) error {
		var ok bool
		if c.ind.Method, ok = kpi.ParseOutcomeMethod(v); !ok {
			return fmt.Errorf("want assigned or cohort, found %q", v)
		}
		return nil
	},
	"cycle": func(c *oneCase, _, v string) error {
		from, name, _ := strings.Cut(v, " ")
		day, err := kpi.ParseDate(from)
		c.ind.Cycles = append(c.ind.Cycles, kpi.Cycle{Name: name, From: day})
		return err
	},
	"answers": func(c *oneCase, _, v string) error {
		for _, a := range strings.Split(v, ", ") {
			c.ind.Answers = append(c.ind.Answers, kpi.SeriesID("s."+a))
		}
		return nil
	},
	"rate per": func(c *oneCase, _, v string) error {
		per, err := strconv.ParseFloat(v, 64)
		c.ind.Rate = &kpi.Rate{Population: "s.people", Per: per}
		return err
	},
	"disparity": func(c *oneCase, _, v string) error {
		group, reference, _ := strings.Cut(v, " against ")
		c.ind.Measure = kpi.Disparity
		c.ind.Disparity = &kpi.DisparityOf{
			Events: "searches", Group: kpi.Side{Name: group, Events: "s.value", People: "s.people", Found: "s.found"},
			Reference: kpi.Side{Name: reference, Events: "s.others", People: "s.other-people"}, All: "s.all", NotStated: "s.not-stated",
		}
		return nil
	},
	"part": (*oneCase).part,
	"part target": func(c *oneCase, _, v string) error {
		if len(c.ind.Parts) == 0 {
			return fmt.Errorf("want a part before its target")
		}
		level, err := figureOf(v)
		c.ind.Parts[len(c.ind.Parts)-1].Targets = []kpi.Target{{Kind: kpi.TargetLevel, Level: level, Judged: true}}
		return err
	},
	"override": (*oneCase).override,
	"figures of ": func(c *oneCase, of, v string) error {
		name, from, _ := strings.Cut(of, " from ")
		return c.figures(kpi.SeriesID("s."+name), kpi.SeriesID("s."+name+"-of"), "E1", from, v)
	},
}

// part reads "volume, count, increase".
func (c *oneCase) part(_, s string) (err error) {
	f := strings.Split(s, ", ")
	if len(f) != 3 {
		return fmt.Errorf("want a name, a measure and a direction, found %q", s)
	}
	p := kpi.Part{ID: f[0], Name: f[0], Input: kpi.Input{Value: kpi.SeriesID("s." + f[0]), Denominator: kpi.SeriesID("s." + f[0] + "-of")}}
	if p.Measure, err = named("a measure", f[1], kpi.ParseMeasure, kpi.MeasureNames()); err != nil {
		return err
	}
	p.Direction, err = named("a direction", f[2], kpi.ParseDirection, kpi.DirectionNames())
	c.ind.Parts = append(c.ind.Parts, p)
	return err
}

// override reads "improving, 2025-04-20 until 2025/26, Jo Bloggs: why".
func (c *oneCase) override(_, s string) error {
	said, because, _ := strings.Cut(s, ": ")
	f := strings.Split(said, ", ")
	if len(f) != 3 {
		return fmt.Errorf("want a word, days and a name, found %q", said)
	}
	made, until, _ := strings.Cut(f[1], " until ")
	day, err := kpi.ParseDate(made)
	if err != nil {
		return err
	}
	last, err := kpi.ParsePeriod(until)
	c.plan.Area = "E1"
	c.plan.Overrides = append(c.plan.Overrides, kpi.Override{Indicator: c.ind.ID, Made: day, From: day, Until: last.Last, Trend: f[0], Author: f[2], Because: because})
	return err
}

// wantedKinds are what comes out of one kind of indicator only.
var wantedKinds = map[string]saidKey{
	"because": func(_ *oneCase, a kpi.Assessment, _ want) string { return noneOr(a.Trend.Because) },
	"whole":   func(_ *oneCase, a kpi.Assessment, _ want) string { return noneOr(a.Whole) },
	"ratio":   func(_ *oneCase, a kpi.Assessment, _ want) string { return ratioText(a.Disparity) },
	"rate": func(_ *oneCase, a kpi.Assessment, _ want) string {
		if a.Rate == nil {
			return "none: " + a.NoRate
		}
		return short(*a.Rate) + " over the people of " + a.RateOf
	},
	"unfinished": func(_ *oneCase, a kpi.Assessment, _ want) string {
		var names []string
		for _, p := range a.Unfinished {
			names = append(names, p.Period.String())
		}
		return noneOr(strings.Join(names, " "))
	},
	"person": func(c *oneCase, a kpi.Assessment, _ want) string {
		if a.Override == nil {
			return "none"
		}
		return a.Override.Words(&c.plan, a)
	},
	"part ": func(_ *oneCase, a kpi.Assessment, w want) string {
		i := slices.IndexFunc(a.Parts, func(p kpi.PartAssessment) bool { return p.Part.ID == w.of })
		if i < 0 {
			return "none"
		}
		return strings.TrimSuffix(a.Parts[i].Trend.String()+"; "+a.Parts[i].Target.String(), "; ")
	},
}

// ratioText is a disparity as a case says it.
func ratioText(d *kpi.DisparityFound) string {
	if d == nil || d.Reason != "" {
		return "none"
	}
	return fmt.Sprintf("%.1f (%.1f to %.1f), %.1f more per 1,000, %.0f more than at the other rate", d.Ratio, d.Lower, d.Upper, d.DifferencePer1000, d.Excess)
}
