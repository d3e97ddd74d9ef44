package kpi

// Measure is how an indicator's value comes from observations.
type Measure uint8

// The measures: a count as observed, a percentage from numerator and denominator, a value as its source gives it (a
// median, an average answer time), which is never added up, a grade, which is a place on an ordered scale counted from
// 1, the worst, and a milestone, which is 1 when it is done and 0 when it is not. A ratio is one series over another as
// it is, not per cent. A disparity is how many times as often something happens to a group as to a reference. A compound
// has no figure of its own: it is what its parts are.
const (
	Count Measure = iota + 1
	Percentage
	Given
	Grade
	Milestone
	Ratio
	Disparity
	Compound
)

var measureNames = [...]string{
	Count: "count", Percentage: "percentage", Given: "given", Grade: "grade", Milestone: "milestone",
	Ratio: "ratio", Disparity: "disparity", Compound: "compound",
}

// String is the measure in the plan files' word.
func (m Measure) String() string { return measureNames[m] }

// ParseMeasure reads a measure from its word.
func ParseMeasure(s string) (Measure, bool) { return parseName[Measure](measureNames[:], s) }

// MeasureNames lists the words, for messages.
func MeasureNames() []string { return measureNames[1:] }

// Pair says whether the measure puts one series over another.
func (m Measure) Pair() bool { return m == Percentage || m == Ratio }

// Divided says whether the indicator's value is one number over another: a percentage, a ratio, a count per day. Over a
// longer span both are added up and then divided once, never the quotients averaged.
func (i Indicator) Divided() bool { return i.Measure.Pair() || i.PerDay }

// Over is the indicator's value of a numerator and a denominator.
func (i Indicator) Over(numerator, denominator float64) float64 {
	if i.Measure == Percentage {
		return 100 * numerator / denominator
	}
	return numerator / denominator
}

// AddsUp says whether figures of short periods can be taken together for a longer one.
func (i Indicator) AddsUp() bool { return i.Measure == Count || i.Divided() }

// OutcomeMethod is how a share of outcomes is counted. The two give different figures for the same months.
type OutcomeMethod uint8

// The methods: outcomes given in the period, whenever the case was recorded, over the cases recorded in it; and the
// outcomes so far of the cases recorded in the period, which rise until those are finished.
const (
	Assigned OutcomeMethod = iota + 1
	Cohort
)

var methodNames = [...]string{Assigned: "assigned", Cohort: "cohort"}

// String is the method in the plan files' word; "" when there is none.
func (m OutcomeMethod) String() string { return methodNames[m] }

// ParseOutcomeMethod reads a method from its word.
func ParseOutcomeMethod(s string) (OutcomeMethod, bool) {
	return parseName[OutcomeMethod](methodNames[:], s)
}

// OutcomeMethodNames lists the words, for messages.
func OutcomeMethodNames() []string { return methodNames[1:] }

// unfinished is how many periods at the end of a cohort's series are not complete: their cases still get outcomes.
const unfinished = 2

// finished takes the newest periods of a cohort off its points, which are then never judged. (A judgement of them would
// find a fall each time, because newer cases have had less time.)
func finished(ind Indicator, pts []Point) (complete, rest []Point) {
	if ind.Method != Cohort {
		return pts, nil
	}
	n := max(0, len(pts)-unfinished)
	return pts[:n:n], pts[n:]
}
