package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// Control is any series on a process chart, without a plan around it. Periods, Values and the points of XmR have one
// item for each row, in order of time.
type Control struct {
	Name    string // of the series, as a title
	Source  string // where it was read
	Periods []kpi.Period
	Values  []float64 // NaN where missing
	// Decimals is how many the values were given with; averages and limits show one more.
	Decimals int
	XmR      stats.XmR
	Options  stats.Options // that XmR was made with
	Gaps     int           // how often periods are absent between two rows
}

// Words is what the series shows, in a sentence: "Improving: the latest figure, 51 (March 2025), is below the lower
// limit of 52.3."
func (c Control) Words() string {
	last := c.XmR.Last
	if last < 0 {
		return "Cannot judge: there is no value."
	}
	latest := fmt.Sprintf("the latest figure, %s (%s),", c.value(last), c.Periods[last].Words())
	p := c.XmR.Points[last]
	switch {
	case c.XmR.Trial:
		return "Cannot judge: " + c.tooFew() + "."
	case !p.Defined() && c.constant():
		return "No clear change: " + latest + " is like those before it, and figures that do not vary have no limits."
	case !p.Defined():
		return "Cannot judge: no limits can be computed; the notes say why."
	case len(p.Fired) == 0:
		return fmt.Sprintf("%s: %s is within the limits of %s to %s.", upperFirst(c.trend()), latest, c.level(p.Lower), c.level(p.Upper))
	}
	return fmt.Sprintf("%s: %s is %s.", upperFirst(c.trend()), latest, c.why(p))
}

// tooFew says how many rows there are since the last new limits, and how many are needed.
func (c Control) tooFew() string {
	first, values := 0, 0
	for _, g := range c.XmR.Groups {
		if g.First <= c.XmR.Last {
			first, values = g.First, c.XmR.Last+1-g.First
		}
	}
	return fmt.Sprintf("%s from %s on, 13 are needed", countOf(values, "point", "points"), c.Periods[first].Words())
}

func (c Control) constant() bool {
	for _, n := range c.XmR.Notes {
		if n.Code == stats.NoVariation {
			return true
		}
	}
	return false
}

// trend is the contract's word for the latest figure; "" when it is not judged.
func (c Control) trend() string {
	if c.XmR.Trial || c.XmR.Last < 0 || !c.XmR.Points[c.XmR.Last].Defined() {
		return ""
	}
	t := kpi.Trend{Kind: kpi.TrendNoChange}
	switch v := c.XmR.Variation; {
	case v.Kind == stats.Improvement:
		t.Kind = kpi.TrendImproving
	case v.Kind == stats.Concern:
		t.Kind = kpi.TrendWorsening
	case v.Kind == stats.SpecialCause && v.Side == stats.High:
		t.Kind = kpi.TrendHigher
	case v.Kind == stats.SpecialCause:
		t.Kind = kpi.TrendLower
	}
	return t.Word()
}

// why says in words which rule labels a point.
func (c Control) why(p stats.Point) string {
	high := p.Label.Side == stats.High
	switch p.Label.Rule {
	case stats.Outside:
		return either(high, "above the upper limit of "+c.level(p.Upper), "below the lower limit of "+c.level(p.Lower))
	case stats.Trend:
		return "one of seven or more in a row, each " + either(high, "higher", "lower") + " than the one before"
	case stats.TwoOfThree:
		return "near the " + either(high, "upper limit of "+c.level(p.Upper), "lower limit of "+c.level(p.Lower)) + ", and so is at least one more of three in a row"
	case stats.Shift:
		return "one of seven or more in a row " + either(high, "above", "below") + " the average of " + c.level(p.Mean)
	default:
		return "within ordinary variation"
	}
}

// TargetWords says whether the process, as it is, can be relied on to meet the target; "" without one. The latest figure
// is not compared with it.
func (c Control) TargetWords() string {
	if c.Options.Target == nil {
		return ""
	}
	target := "Target " + format(*c.Options.Target, max(c.Decimals, decimalsIn(*c.Options.Target))) + ": "
	switch c.XmR.Assurance {
	case stats.Pass:
		return target + "every figure within the limits meets it, so it will be met unless something changes."
	case stats.Fail:
		return target + "no figure within the limits meets it, so it will be missed unless something changes."
	case stats.HitAndMiss:
		return target + "it lies within the limits, so it will be met at times and missed at times, by chance alone."
	}
	return target + "not judged, because " + c.whyNoAssurance() + "."
}

func (c Control) whyNoAssurance() string {
	if why := NoSideBetter(c.Options.Direction); why != "" {
		return why
	}
	if c.XmR.Trial {
		return "13 points are needed"
	}
	return "there are no limits"
}

// NoSideBetter says why a target is not judged for a direction; "" when it is.
func NoSideBetter(d stats.Direction) string {
	switch d {
	case stats.Maintain:
		return "of a level that is to be held neither side is better"
	case stats.Neutral:
		return "it is not said which way is better (--direction)"
	default:
		return ""
	}
}

// DecimalsOf is how many decimals values were given with, at most six.
func DecimalsOf(values []float64) int {
	d := 0
	for _, v := range values {
		d = max(d, decimalsIn(v))
	}
	return d
}

func decimalsIn(v float64) int {
	_, after, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return min(len(after), 6)
}

// value is a row's value as the table writes it.
func (c Control) value(row int) string {
	if math.IsNaN(c.Values[row]) {
		return kpi.Missing.Shorthand()
	}
	return format(c.Values[row], c.Decimals)
}

// level is an average or limit: one decimal more than the values have.
func (c Control) level(v float64) string { return voice{}.number(v, c.Decimals+1).Text }
