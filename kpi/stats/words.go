package stats

// Direction says which way is better. It belongs to what is measured, not to the chart.
type Direction uint8

// The directions. Neutral, the zero value, calls nothing better or worse. Maintain is for a level that is to be held:
// any special cause, up or down, is a concern. The reference has no such direction.
const (
	Neutral Direction = iota
	Increase
	Decrease
	Maintain
)

// String is "neutral", "increase", "decrease" or "maintain".
func (d Direction) String() string {
	return [...]string{"neutral", "increase", "decrease", "maintain"}[d]
}

// Side is above or below: of a value against its mean, or of a rule that fired. A rising trend is High and a falling
// one Low, wherever they lie.
type Side int8

// The sides.
const (
	Low    Side = -1
	NoSide Side = 0
	High   Side = 1
)

// String is "low", "" or "high".
func (s Side) String() string { return [...]string{"low", "", "high"}[s+1] }

// Rule is a rule for special causes.
type Rule uint8

// The rules, by precedence: the first that fires labels the point.
const (
	RuleNone   Rule = iota
	Outside         // beyond the upper or lower process limit
	Trend           // one of 7 or more points, each higher (or each lower) than the one before
	TwoOfThree      // near a limit, and so is at least one more of 3 neighbours that are all on one side of the mean
	Shift           // one of 7 or more points in a row on one side of the mean
)

// String is "", "outside", "trend", "two-of-three" or "shift".
func (r Rule) String() string {
	return [...]string{"", "outside", "trend", "two-of-three", "shift"}[r]
}

// Signal is a rule that fired on a point, and which way.
type Signal struct {
	Rule Rule
	Side Side
}

// Kind is what a point shows, once direction is known.
type Kind uint8

// The kinds. NotJudged, the zero value, stands where nothing may be said.
const (
	NotJudged Kind = iota
	CommonCause
	Improvement
	Concern
	SpecialCause // of a neutral series: unusual, neither better nor worse
)

// String is "", "common", "improvement", "concern" or "neutral".
func (k Kind) String() string {
	return [...]string{"", "common", "improvement", "concern", "neutral"}[k]
}

// kindOf judges a signal's side by the direction that is better.
func kindOf(s Side, d Direction) Kind {
	switch {
	case s == NoSide:
		return CommonCause
	case d == Neutral:
		return SpecialCause
	case d != Maintain && (s == High) == (d == Increase):
		return Improvement
	default:
		return Concern
	}
}

// Variation is what the latest value shows, and on which side. The zero Variation is not judged.
type Variation struct {
	Kind Kind
	Side Side
}

// String is "improvement-high", "concern-low", "neutral-high" …, "common", or "" when not judged.
func (v Variation) String() string {
	if v.Side == NoSide {
		return v.Kind.String()
	}
	return v.Kind.String() + "-" + v.Side.String()
}

// Assurance says whether the process, as its limits describe it, can be relied on to meet its target. It is about
// capability: the latest value is never compared with the target.
type Assurance uint8

// The answers. NoAssurance, the zero value: no target, no side of it that is better, or no settled limits.
const (
	NoAssurance Assurance = iota
	Pass
	Fail
	HitAndMiss
)

// String is "", "pass", "fail" or "hit-and-miss".
func (a Assurance) String() string { return [...]string{"", "pass", "fail", "hit-and-miss"}[a] }
