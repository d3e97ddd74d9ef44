package kpi

import (
	"cmp"
	"slices"
)

// Direction is which way an indicator should go. It is a property of the indicator, never of a chart.
type Direction uint8

// The directions. Contextual indicators are never called better or worse; None is for milestones.
const (
	Increase Direction = iota + 1
	Reduce
	Maintain
	Contextual
	None
)

var directionNames = [...]string{Increase: "increase", Reduce: "reduce", Maintain: "maintain", Contextual: "contextual", None: "none"}

// String is the direction in the plan files' word.
func (d Direction) String() string { return directionNames[d] }

// ParseDirection reads a direction from its word.
func ParseDirection(s string) (Direction, bool) { return parseName[Direction](directionNames[:], s) }

// DirectionNames lists the words, for messages.
func DirectionNames() []string { return directionNames[1:] }

// Input is one way to get an indicator's values, in order of preference: Value alone, or Value over Denominator.
type Input struct {
	Value       SeriesID // the count or given value, or the numerator of a percentage
	Denominator SeriesID // percentages and ratios only
	Sample      SeriesID // the sample size of a survey value
	Stated      SeriesID // the percentage as its source states it: only to check the computed one by
}

// Rate turns a count into a rate: count / population × Per.
type Rate struct {
	Population SeriesID // people (or households), points in time
	Per        float64
	Unit       string // "offences per 1,000 people"
}

// Frequency is how often an indicator's figures come.
type Frequency uint8

// The frequencies, the shortest first.
const (
	Monthly Frequency = iota + 1
	Quarterly
	SixMonthly
	Annual
	PerInspection
	Once
)

var frequencyNames = [...]string{Monthly: "monthly", Quarterly: "quarterly", SixMonthly: "six-monthly", Annual: "annual", PerInspection: "per inspection", Once: "once"}

// String is the frequency in the plan files' words.
func (f Frequency) String() string { return frequencyNames[f] }

// ParseFrequency reads a frequency from its words.
func ParseFrequency(s string) (Frequency, bool) { return parseName[Frequency](frequencyNames[:], s) }

// FrequencyNames lists the words, for messages.
func FrequencyNames() []string { return frequencyNames[1:] }

// Allows says whether a figure of a period kind can be of an indicator that comes so often: one of its own periods, or
// a longer one that they add up to. A point in time may be the end of any period.
func (f Frequency) Allows(k PeriodKind) bool {
	if k == PointInTime {
		return true
	}
	switch f {
	case Monthly:
		return k != Day
	case Quarterly:
		return k.Months() >= 3
	case SixMonthly:
		return k.Months() >= 6
	case Annual:
		return k.Months() >= 12
	default:
		return true
	}
}

// Days is how many days lie between two figures at the most; 0 where nothing is promised.
func (f Frequency) Days() int {
	switch f {
	case Monthly:
		return 31
	case Quarterly:
		return 92
	case SixMonthly:
		return 184
	case Annual:
		return 366
	default:
		return 0
	}
}

// Life is where an indicator is in its life.
type Life uint8

// The states: Live rests on figures that have come; New is live and has been added since the last review; Awaited has
// none yet; Withdrawn and Declined are not computed, and are kept with their reasons.
const (
	Live Life = iota + 1
	New
	Awaited
	Withdrawn
	Declined
)

var lifeNames = [...]string{Live: "live", New: "new", Awaited: "awaited", Withdrawn: "withdrawn", Declined: "declined"}

// String is the state in the plan files' word.
func (l Life) String() string { return lifeNames[l] }

// ParseLife reads a state from its word.
func ParseLife(s string) (Life, bool) { return parseName[Life](lifeNames[:], s) }

// LifeNames lists the words, for messages.
func LifeNames() []string { return lifeNames[1:] }

// Ended says whether the indicator is withdrawn or was declined: it is shown with its reason and never computed.
func (l Life) Ended() bool { return l == Withdrawn || l == Declined }

// Indicator shows whether an objective is delivered.
type Indicator struct {
	ID          IndicatorID
	Slug        string
	Section     SectionID
	Objective   ObjectiveID // "" when it hangs from its section alone
	Question    string      // plain English: "Are there fewer home burglaries?"
	Name        string      // plain name: "Residential burglary"
	Technical   string      // the field's own name for it
	Promise     string      // the words of the plan it rests on, when not the objective's own
	Line        int         // in the source
	Unit        string      // "offences", "%", "full-time equivalent"
	Decimals    int         // shown after the point
	Measure     Measure
	PerDay      bool          // a count shown per day of its period
	Method      OutcomeMethod // of a share of outcomes; 0 where nothing is said
	Answers     []SeriesID    // of a survey value: the shares of the other answers to the same question
	Numerator   string        // what is counted, in words
	Denominator string        // what it is put over, in words; "" for a plain count or value
	Direction   Direction
	Inputs      []Input
	Awaits      string // the return that would bring its figures, when none have come
	Rate        *Rate
	Codes       string   // id of a code set or selection; "" for none
	Scale       []string // the grades of a grade, the worst first
	Cycles      []Cycle  // of a grade: the rounds of inspections, in order of time
	Disparity   *DisparityOf
	Parts       []Part
	Baselines   []Baseline
	Targets     []Target
	Terms       []TermID
	Counts      string // what counts
	Excludes    string // what does not
	Caveat      string // what it does not tell you
	Breakdowns  []string
	// Comparators are ids of groups and codes of areas; without any, NoComparator says why.
	Comparators  []string
	NoComparator string
	Counter      []IndicatorID // guard against the wrong way to improve this one
	Perverse     string        // what could make it look better without being better
	Owner        string        // force, partnership, OPCC, national
	System       string        // the system that the figure comes out of
	Publisher    string
	Frequency    Frequency
	Lag          int    // days from a period's end to its figure, as expected
	Approval     string // "proposed by this project" until the OPCC confirms
	Context      string // why a contextual indicator, or one not promised in the plan, is here
	Life         Life
	Reason       string        // why it was withdrawn or declined
	Successors   []IndicatorID // that took its place
	AskedBy      string        // who asked for a declined one
	Answer       string        // and what the answer was
}

// AllInputs lists the inputs of the indicator and of its parts, and whatever else it reads.
func (i Indicator) AllInputs() []Input {
	out := i.own()
	for _, p := range i.Parts {
		if p.Input.Value != "" {
			out = append(out, p.Input)
		}
	}
	for _, id := range i.Answers {
		out = append(out, Input{Value: id})
	}
	return out
}

// ShareInputs are the inputs of which the value is a part of the denominator and so never more: those of percentages, not
// of ratios.
func (i Indicator) ShareInputs() []Input {
	var out []Input
	if i.Measure != Ratio {
		out = i.own()
	}
	for _, p := range i.Parts {
		if m := cmp.Or(p.Measure, i.Measure); m != Ratio && p.Input.Denominator != "" {
			out = append(out, p.Input)
		}
	}
	return out
}

// own are the inputs of the indicator's own figure.
func (i Indicator) own() []Input { return append(slices.Clone(i.Inputs), i.Disparity.inputs()...) }

// Computed says whether figures are set against the indicator at all.
func (i Indicator) Computed() bool { return !i.Life.Ended() }
