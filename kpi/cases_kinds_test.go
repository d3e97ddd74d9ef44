package kpi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// readKind reads what belongs to one kind of indicator only.
func (c *caseFile) readKind(key, value string) (known bool, err error) {
	switch {
	case key == "per":
		c.ind.PerDay = value == "day"
	case key == "method":
		c.ind.Method, _ = ParseOutcomeMethod(value)
	case key == "scale":
		c.ind.Measure, c.ind.Scale = Grade, strings.Split(value, ", ")
	case key == "cycle":
		from, name, _ := strings.Cut(value, " ")
		var day Date
		day, err = ParseDate(from)
		c.ind.Cycles = append(c.ind.Cycles, Cycle{name, day})
	case key == "answers":
		for _, a := range strings.Split(value, ", ") {
			c.ind.Answers = append(c.ind.Answers, SeriesID("s."+a))
		}
	case key == "rate per":
		per, perr := strconv.ParseFloat(value, 64)
		c.ind.Rate, err = &Rate{Population: "s.people", Per: per}, perr
	case key == "disparity":
		group, reference, _ := strings.Cut(value, " against ")
		c.ind.Measure = Disparity
		c.ind.Disparity = &DisparityOf{Events: "searches", Group: Side{group, "s.value", "s.people", "s.found"}, Reference: Side{reference, "s.others", "s.other-people", ""}, All: "s.all", NotStated: "s.not-stated"}
	case key == "part":
		f := strings.Split(value, ", ")
		p := Part{ID: f[0], Name: f[0], Input: Input{Value: SeriesID("s." + f[0]), Denominator: SeriesID("s." + f[0] + "-of")}}
		p.Measure, _ = ParseMeasure(f[1])
		p.Direction, _ = ParseDirection(f[2])
		c.ind.Parts = append(c.ind.Parts, p)
	case key == "part target":
		p := &c.ind.Parts[len(c.ind.Parts)-1]
		p.Targets = []Target{{Kind: TargetLevel, Level: float(value), Judged: true}}
	case key == "target" && strings.HasPrefix(value, "grade "):
		c.ind.Targets = []Target{{Kind: TargetGrade, Grade: strings.TrimPrefix(value, "grade "), Judged: true}}
	case key == "target" && strings.HasPrefix(value, "threshold "):
		c.ind.Targets = []Target{{Kind: TargetShare, Threshold: strings.TrimPrefix(value, "threshold "), Judged: true}}
	case key == "as at":
		c.asAt, err = ParseDate(value)
	case key == "override":
		err = c.override(value)
	case strings.HasPrefix(key, "figures of "):
		name, from, _ := strings.Cut(strings.TrimPrefix(key, "figures of "), " from ")
		err = c.figuresOf(SeriesID("s."+name), SeriesID("s."+name+"-of"), from, strings.Fields(value))
	default:
		return false, nil
	}
	return true, err
}

// override reads "improving, 2025-04-20 until 2025/26, Jo Bloggs: why".
func (c *caseFile) override(s string) error {
	said, because, _ := strings.Cut(s, ": ")
	f := strings.Split(said, ", ")
	if len(f) != 3 {
		return fmt.Errorf("want a word, days and a name, found %q", said)
	}
	made, until, _ := strings.Cut(f[1], " until ")
	day, err := ParseDate(made)
	if err != nil {
		return err
	}
	last, err := ParsePeriod(until)
	c.plan.Area = "E1"
	c.plan.Overrides = append(c.plan.Overrides, Override{Indicator: c.ind.ID, Made: day, From: day, Until: last.Last, Trend: f[0], Author: f[2], Because: because})
	return err
}

// checkKind holds what an assessment says of one kind of indicator.
func (c *caseFile) checkKind(t *testing.T, a Assessment, key, want string) {
	t.Helper()
	got := ""
	switch {
	case key == "latest" && a.Latest != nil:
		got = a.Latest.Period.String() + " " + shortNumber(a.Latest.Value)
	case key == "latest":
		got = "none"
	case key == "because":
		got = a.Trend.Because
	case key == "whole":
		got = a.Whole
	case key == "rate" && a.Rate != nil:
		got = shortNumber(*a.Rate) + " over the people of " + a.RateOf
	case key == "rate":
		got = "none: " + a.NoRate
	case key == "ratio":
		got = ratioText(a.Disparity)
	case key == "unfinished":
		var names []string
		for _, p := range a.Unfinished {
			names = append(names, p.Period.String())
		}
		got = strings.Join(names, " ")
	case key == "person" && a.Override == nil:
		got = "none"
	case key == "person":
		got = a.Override.Words(&c.plan, a)
	case strings.HasPrefix(key, "part "):
		i := slices.IndexFunc(a.Parts, func(p PartAssessment) bool { return p.Part.ID == strings.TrimPrefix(key, "part ") })
		got = strings.TrimSuffix(a.Parts[i].Trend.String()+"; "+a.Parts[i].Target.String(), "; ")
	case strings.HasPrefix(key, "says "):
		code := strings.TrimPrefix(key, "says ")
		for _, n := range a.Notes {
			if n.Code == code {
				got = n.Text
			}
		}
	case key == "window 12 months":
		for _, w := range Windows(c.ind, a) {
			if w.Name == RollingYear || w.Name == LastYear && got == "" {
				got = strings.TrimPrefix(strings.SplitN(windowText([]Window{w}), "; ", 2)[0], w.Name.String()+", ")
			}
		}
		got = strings.TrimSpace(got)
	default:
		t.Errorf("unknown key %q", key)
		return
	}
	if got != want {
		t.Errorf("%s %q, want %q", key, got, want)
	}
}

func shortNumber(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// ratioText is a disparity as a case says it.
func ratioText(d *DisparityFound) string {
	if d == nil || d.Reason != "" {
		return "none"
	}
	return fmt.Sprintf("%.1f (%.1f to %.1f), %.1f more per 1,000, %.0f more than at the other rate", d.Ratio, d.Lower, d.Upper, d.DifferencePer1000, d.Excess)
}
