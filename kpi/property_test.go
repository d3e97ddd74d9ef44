package kpi_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/stats"
	"planwatch/reports"
)

// tries is how many series a property is held against.
const tries = 400

// drawn is an indicator with a series of figures from 2020 on.
type drawn struct {
	ind    kpi.Indicator
	values []float64 // NaN is missing
	first  kpi.Period
}

// draw makes a series of whole numbers with steps, slopes, ties and holes, under three years long, so that no season is
// taken out: that is by division, which a shift or a mirror changes.
func draw(r *rand.Rand, m kpi.Measure) drawn {
	month := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2020, 4, 1))
	d := drawn{ind: kpi.Indicator{ID: "P1.1a", Measure: m, Unit: "calls", Inputs: []kpi.Input{{Value: "s.value"}}}, first: month}
	d.ind.Direction = []kpi.Direction{kpi.Increase, kpi.Reduce, kpi.Maintain, kpi.Contextual}[r.IntN(4)]
	level, slope := 500, r.IntN(5)-2
	for range 8 + r.IntN(27) {
		level += slope
		if r.IntN(15) == 0 {
			level += r.IntN(80) - 40
		}
		y := float64(level + r.IntN(21) - 10)
		if r.IntN(20) == 0 {
			y = math.NaN()
		}
		d.values = append(d.values, y)
	}
	if r.IntN(2) == 0 {
		base := 6000.0
		d.ind.Baselines = []kpi.Baseline{{Value: &base, Period: kpi.PeriodFrom(kpi.FinancialYear, month.First), Trust: kpi.Agreed}}
	}
	if r.IntN(2) == 0 {
		level := 480 + float64(r.IntN(40))
		d.ind.Targets = []kpi.Target{{Kind: kpi.TargetLevel, Level: &level, Judged: true}}
	}
	return d
}

// observations are the figures, and of a missing one that it is missing.
func (d drawn) observations() []kpi.Observation {
	var out []kpi.Observation
	p := d.first
	for _, y := range d.values {
		o := kpi.Observation{Key: kpi.Key{Series: "s.value", Area: "E1", Period: p}, Value: y, Outturn: true}
		if math.IsNaN(y) {
			o.Value, o.State = 0, kpi.Missing
		}
		out = append(out, o)
		p = p.Next()
	}
	return out
}

func (d drawn) assess(observations []kpi.Observation) kpi.Assessment {
	plan := kpi.Plan{Sources: []kpi.Source{{ID: "s", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{{ID: "s.value"}}}}}
	return kpi.Assess(&plan, d.ind, "E1", kpi.NewData(observations), 0)
}

// property compares what is said of a series with what is said of another that was made from it, and says how they
// differ where they may not. Wrong makes the other as it must not be made: then some difference must be seen.
type property struct {
	name        string
	draw        func(r *rand.Rand) drawn
	try, broken func(r *rand.Rand, d drawn) (difference string)
}

var properties = []property{
	{
		"order does not matter", func(r *rand.Rand) drawn { return draw(r, kpi.Count) },
		func(r *rand.Rand, d drawn) string {
			o := d.observations()
			r.Shuffle(len(o), func(i, j int) { o[i], o[j] = o[j], o[i] })
			return differ(everything(d, d.assess(d.observations())), everything(d, d.assess(o)))
		},
		func(r *rand.Rand, d drawn) string {
			o := d.observations()
			o[0].Value, o[1].Value = o[1].Value, o[0].Value
			return differ(everything(d, d.assess(d.observations())), everything(d, d.assess(o)))
		},
	},
	{
		"a scaled series has scaled limits", func(r *rand.Rand) drawn { return draw(r, kpi.Given) },
		func(_ *rand.Rand, d drawn) string { return d.mapped(times(1024), times(1024)) },
		func(_ *rand.Rand, d drawn) string { return d.mapped(times(1024), times(1000)) },
	},
	{
		"a shifted series has shifted limits", func(r *rand.Rand) drawn { return draw(r, kpi.Given) },
		func(_ *rand.Rand, d drawn) string { return d.mapped(plus(4096), plus(4096)) },
		func(_ *rand.Rand, d drawn) string { return d.mapped(plus(4096), times(1)) },
	},
	{
		"a missing figure at the end changes nothing but a note", func(r *rand.Rand) drawn { return draw(r, kpi.Count) },
		func(_ *rand.Rand, d drawn) string { return d.appended(math.NaN()) },
		func(_ *rand.Rand, d drawn) string { return d.appended(900) },
	},
	{
		"a missing figure between lengthens no run", func(r *rand.Rand) drawn { return settled(r) },
		func(r *rand.Rand, d drawn) string { return d.inserted(r, math.NaN()) },
		func(r *rand.Rand, d drawn) string { return d.inserted(r, 640) },
	},
	{
		"the other direction says the opposite", func(r *rand.Rand) drawn { return draw(r, kpi.Given) },
		func(_ *rand.Rand, d drawn) string { return d.turned(opposite) },
		func(_ *rand.Rand, d drawn) string { return d.turned(func(d kpi.Direction) kpi.Direction { return d }) },
	},
	{
		"a mirrored series and direction say the same", func(r *rand.Rand) drawn { return draw(r, kpi.Given) },
		func(_ *rand.Rand, d drawn) string { return d.mirrored(opposite) },
		func(_ *rand.Rand, d drawn) string {
			return d.mirrored(func(d kpi.Direction) kpi.Direction { return d })
		},
	},
}

// TestProperties holds what is true of every series, whatever its figures.
func TestProperties(t *testing.T) {
	for i, p := range properties {
		t.Run(p.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(i), 7))
			broken := 0
			for range tries {
				d := p.draw(r)
				if said := p.try(r, d); said != "" {
					t.Fatalf("%v, %s: %s", d.values, d.ind.Direction, said)
				}
				if p.broken(r, d) != "" {
					broken++
				}
			}
			if broken == 0 {
				t.Error("the check cannot fail")
			}
		})
	}
}

// everything is all that an assessment says and draws.
func everything(d drawn, a kpi.Assessment) string {
	s := said(d, a)
	for _, p := range a.Points {
		s += fmt.Sprintf("%s %v %s %d %v %v %v %v %v\n", p.Period, p.Value, p.State, p.Group, p.Mean, p.Lower, p.Upper, p.Signals, p.Kind)
	}
	for _, n := range a.Notes {
		s += n.Code + " " + n.Text + "\n"
	}
	return s
}

// said is what an assessment says, without its notes.
func said(d drawn, a kpi.Assessment) string {
	return fmt.Sprintf("%s\n%s to %s, %d\n%s %s\n%s\n", reports.Words(d.ind, a), a.Trend.LimitsFrom, a.Trend.LimitsTo, a.Trend.LimitsPoints, changeText(a.Change), a.Target, a.Target.Capable)
}

func differ(a, b string) string {
	if a == b {
		return ""
	}
	return fmt.Sprintf("it says\n%s\nand\n%s", a, b)
}

func times(k float64) func(float64) float64 { return func(y float64) float64 { return y * k } }
func plus(k float64) func(float64) float64  { return func(y float64) float64 { return y + k } }

func (d drawn) with(values []float64) drawn {
	d.values = values
	return d
}

// mapped changes every figure and wants the limits changed likewise, and the same trend.
func (d drawn) mapped(figures, limits func(float64) float64) string {
	changed := slices.Clone(d.values)
	for i := range changed {
		changed[i] = figures(changed[i])
	}
	e := d.with(changed)
	a, b := d.assess(d.observations()), e.assess(e.observations())
	if onALimit(a) { // to the last bit, and a bit decides on which side it is
		return ""
	}
	for i, p := range a.Points {
		q := b.Points[i]
		if !near(limits(p.Mean), q.Mean) || !near(limits(p.Lower), q.Lower) || !near(limits(p.Upper), q.Upper) || !slices.Equal(p.Signals, q.Signals) {
			return fmt.Sprintf("limits of %s are %v %v %v and become %v %v %v", p.Period, p.Lower, p.Mean, p.Upper, q.Lower, q.Mean, q.Upper)
		}
	}
	return differ(a.Trend.String(), b.Trend.String())
}

// onALimit says whether a figure stands exactly on a limit.
func onALimit(a kpi.Assessment) bool {
	return slices.ContainsFunc(a.Points, func(p kpi.Point) bool {
		third := (p.Upper - p.Mean) / 3
		for _, limit := range []float64{p.Lower, p.Mean - 2*third, p.Mean + 2*third, p.Upper} {
			if math.Abs(p.Value-limit) < 1e-6 {
				return true
			}
		}
		return false
	})
}

// near compares to 1e-9, and no limit with no limit.
func near(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))
}

func (d drawn) appended(y float64) string {
	e := d.with(append(slices.Clone(d.values), y))
	return differ(said(d, d.assess(d.observations())), said(e, e.assess(e.observations())))
}

// settled is a series with a baseline that its limits come from, and more figures behind it.
func settled(r *rand.Rand) drawn {
	d := draw(r, kpi.Given)
	for len(d.values) < 24 {
		d = draw(r, kpi.Given)
	}
	base, end := 500.0, d.first
	for range 14 {
		end = end.Next()
	}
	for i := range 15 {
		d.values[i] = float64(480 + r.IntN(41))
	}
	d.ind.Baselines = []kpi.Baseline{{Value: &base, Period: end, Trust: kpi.Agreed}}
	return d
}

// inserted puts a figure between two others behind the baseline: every later one is a month later then.
func (d drawn) inserted(r *rand.Rand, y float64) string {
	e := d.with(slices.Insert(slices.Clone(d.values), 16+r.IntN(len(d.values)-17), y))
	a, b := d.assess(d.observations()), e.assess(e.observations())
	for _, rule := range []stats.Rule{stats.Trend, stats.Shift, stats.TwoOfThree} {
		if was, is := longest(a.Points, rule), longest(b.Points, rule); is > was {
			return fmt.Sprintf("the longest %s has %d figures, and with another between %d of %v", rule, was, is, e.values)
		}
	}
	return ""
}

// longest is how many figures one after the other a rule flags at the most; of two of three, how many in all.
func longest(pts []kpi.Point, rule stats.Rule) int {
	best, run, all := 0, 0, 0
	for _, p := range pts {
		if slices.ContainsFunc(p.Signals, func(s stats.Signal) bool { return s.Rule == rule }) {
			run, all = run+1, all+1
		} else {
			run = 0
		}
		best = max(best, run)
	}
	if rule == stats.TwoOfThree {
		return all
	}
	return best
}

func opposite(d kpi.Direction) kpi.Direction {
	switch d {
	case kpi.Increase:
		return kpi.Reduce
	case kpi.Reduce:
		return kpi.Increase
	default:
		return d
	}
}

// turned gives the indicator another direction and wants the opposite said.
func (d drawn) turned(turn func(kpi.Direction) kpi.Direction) string {
	e := d
	e.ind.Direction = turn(d.ind.Direction)
	a, b := d.assess(d.observations()).Trend.String(), e.assess(e.observations()).Trend.String()
	if d.ind.Direction == kpi.Increase || d.ind.Direction == kpi.Reduce {
		a = strings.NewReplacer("improving", "worsening", "worsening", "improving").Replace(a)
	}
	return differ(a, b)
}

// mirrored turns figures and direction upside down and wants the same said, higher for lower.
func (d drawn) mirrored(turn func(kpi.Direction) kpi.Direction) string {
	upside := slices.Clone(d.values)
	for i := range upside {
		upside[i] = 2000 - upside[i]
	}
	e := d.with(upside)
	e.ind.Direction = turn(d.ind.Direction)
	a, b := d.assess(d.observations()).Trend.String(), e.assess(e.observations()).Trend.String()
	return differ(strings.NewReplacer("higher", "lower", "lower", "higher").Replace(a), b)
}
