package kpi

import (
	"planwatch/kpi/stats"
	"planwatch/kpi/words"
)

// TrendKind is what an assessment says of the latest movement; its words are those of the contract.
type TrendKind uint8

// The kinds of trend.
const (
	TrendCannotJudge TrendKind = iota
	TrendImproving
	TrendWorsening
	TrendHigher
	TrendLower
	TrendNoChange
	TrendChangedLevel
	TrendDone // of milestones: done, not done, late
	TrendNotDone
	TrendLate
)

// Trend is what the latest points say against ordinary variation.
type Trend struct {
	Kind   TrendKind
	Since  Period // of a changed level: the first point of the new one
	Reason string // why it can't be judged
	// Because says why in words, where limits had no part in it: of a grade beside the one before, of a whole by its parts.
	Because string
	// What the limits were computed from, both ends included; zero when there are none.
	LimitsFrom, LimitsTo Period
	LimitsPoints         int
	BaselineLimits       bool               // up to the end of the baseline period; otherwise the first points since the break
	Signals              []stats.Signal     // of the latest known point
	Run                  int                // how many points the run of the first signal has, or a new level; 0 without one
	Level                *LevelFound        // what was found of a long shift; nil without one
	Tested               *Tested            // how the figures were made ready and judged; nil when nothing was tested
	Years                *stats.RecentTrend // of annual figures that are too few for limits; otherwise nil
}

// Word is the trend in the contract's words, without the reason.
func (t Trend) Word() string { return t.In(words.English()) }

// In is the trend in the words of a language, without the reason.
func (t Trend) In(w *words.Catalogue) string {
	if t.Kind == TrendChangedLevel {
		return w.Say("trend.changed-level", "since", t.Since.In(w))
	}
	return w.Say("trend." + trendKeys[t.Kind])
}

// trendKeys are the kinds of trend in the catalogue.
var trendKeys = [...]string{
	TrendCannotJudge: "cannot-judge", TrendImproving: "improving", TrendWorsening: "worsening", TrendHigher: "higher",
	TrendLower: "lower", TrendNoChange: "no-change", TrendChangedLevel: "changed-level", TrendDone: "done",
	TrendNotDone: "not-done", TrendLate: "late",
}

// String is the word, with the reason when it can't be judged.
func (t Trend) String() string {
	if t.Kind == TrendCannotJudge {
		return t.Word() + ": " + t.Reason
	}
	return t.Word()
}

// LevelFound is what was found of a shift that has lasted up to the latest figure: where the new level begins, and whether
// the figures are steady about it.
type LevelFound struct {
	Shift  Period    // the first period of the shift
	Points int       // of the shift
	From   Period    // where cutting the stretch in two leaves the least variation: the level begins there
	Left   float64   // the sum of squares about the means of the two parts that it leaves, in the unit that was judged
	Steady bool      // no rule fires on the latest figure by limits from the figures of the level alone
	Alone  stats.XmR // the chart of these figures
}

// TargetState is where an indicator stands against its target.
type TargetState uint8

// The states; NoTarget means that the plan sets none.
const (
	NoTarget TargetState = iota
	TargetCannotJudge
	TargetMet
	TargetNotMet
	TargetOnPath
	TargetOffPath
)

// TargetVerdict is what an assessment says of the target.
type TargetVerdict struct {
	State  TargetState
	Reason string   // why it can't be judged
	Level  *float64 // the level that the target asks for now or at its date, in the indicator's unit
	Target Target
	// Held is what is held against it: the latest figure, or the latest ones that make up as long a span as the base.
	Held *float64
	// Path lists where a path to a date begins, what is due on the way, and the target itself.
	Path []Waypoint
	// While the target's date is still to come: the level that it asks for then, and the change a year that would still
	// reach it from the latest figure.
	Final, Needed *float64
	// Capable says whether the figures, as they vary now, would reach the target every time, never, or by chance.
	Capable stats.Assurance
}

// String is the verdict in the contract's words; "" when there is no target.
func (v TargetVerdict) String() string {
	switch v.State {
	case TargetCannotJudge:
		return "cannot judge: " + v.Reason
	case TargetMet:
		return "met"
	case TargetNotMet:
		return "not met"
	case TargetOnPath:
		return "on path"
	case TargetOffPath:
		return "off path"
	default:
		return ""
	}
}

// Point is an indicator's value in one period.
type Point struct {
	Period      Period
	Value       float64 // 0 unless Known
	State       State
	Marks       Mark
	Numerator   *float64      // of what is divided: percentages, ratios, counts per day
	Denominator *float64      // likewise; of a count per day the days
	Cells       []Observation // what it was computed from; empty for a period nobody reported
	Group       int           // counts the breaks before it, from 0
	// Mean, Lower and Upper are NaN where no limits hold.
	Mean, Lower, Upper float64
	Signals            []stats.Signal // all rules that fired, by precedence
	Kind               stats.Kind     // NotJudged where nothing may be said
}

// Change compares a window of the series with the baseline, like with like.
type Change struct {
	Window     Period
	Value      float64
	Baseline   float64
	Difference float64  // percentage points for a percentage
	Percent    *float64 // nil for a percentage and on a base under 20
	// Interval is how far chance alone could have moved it, at 95%: of the percentage change, or of the percentage
	// points. nil where that is not known.
	Interval *stats.Interval
	Chance   *Chance       // how the interval came about; nil without one
	Marks    Mark          // of the window's figures
	Cells    []Observation // that the window's value comes from
}

// ContextSeries is another series of an indicator: shown, never mixed.
type ContextSeries struct {
	Input Input
	Point Point // its latest
}

// Note is a doubt, printed as a footnote in every format.
type Note struct {
	Code string
	Text string
}

// NotCompared says whether the note is why the latest figures are not put against the baseline.
func (n Note) NotCompared() bool {
	switch n.Code {
	case NoteNotCompared, "baseline-other-series", "baseline-later", "break-before-baseline":
		return true
	default:
		return false
	}
}

// Assessment is what an indicator's figures mean for one area, and how sure that is.
type Assessment struct {
	Indicator  IndicatorID
	Area       AreaCode
	Input      Input
	Provenance Provenance // 0 when there is no figure
	Points     []Point    // in order of time; gaps filled with Missing
	Unfinished []Point    // of a cohort: the periods behind them that are not complete, shown and never judged
	Latest     *Point     // the last known one; nil when there is no figure
	Rate       *float64   // of the latest point, when the indicator has one
	RateOf     string     // which population: "30 June 2024", "" when no rate
	NoRate     string     // why there is no rate though the indicator has one
	Population float64    // people, or whatever the rate is of; 0 when no rate
	Baseline   *Baseline
	Change     *Change
	Trend      Trend
	Target     TargetVerdict
	Breaks     []Break  // inside the series
	Rebases    []Rebase // inside the series: limits begin anew, comparisons reach across
	// Comparisons are with the groups and areas that the indicator names, in the plan's order.
	Comparisons []Comparison

	Context   []ContextSeries
	Parts     []PartAssessment // of an indicator that has parts, in order
	Whole     string           // what the parts come to, in words; "" without parts
	Disparity *DisparityFound  // of a disparity: the latest period for which anything is known
	Override  *Override        // what a person says instead; it replaces nothing
	Notes     []Note
	words     *words.Catalogue // what it speaks in
}

// Catalogue is what the assessment speaks in.
func (a *Assessment) Catalogue() *words.Catalogue { return a.words }

// say gives words of the catalogue.
func (a *Assessment) say(key string, pairs ...any) string { return a.words.Say(key, pairs...) }

// rebasedLast says whether the latest stretch begins with a rebase rather than a break.
func (a *Assessment) rebasedLast() bool {
	s := stretches(a.Points)
	first := a.Points[s[len(s)-1].From].Period.First
	for _, r := range a.Rebases {
		if r.From > a.Points[max(0, s[len(s)-1].From-1)].Period.First && r.From <= first {
			return true
		}
	}
	return false
}

func (a *Assessment) note(code, text string) {
	for _, n := range a.Notes {
		if n.Code == code && n.Text == text {
			return
		}
	}
	a.Notes = append(a.Notes, Note{code, text})
}
