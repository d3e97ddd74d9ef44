package kpi

// Trust is how far a baseline can be relied on.
type Trust uint8

// The grades of trust.
const (
	Agreed Trust = iota + 1
	Published
	Claimed
	IllustrativeTrust
	NotSet
)

var trustNames = [...]string{Agreed: "agreed", Published: "published", Claimed: "claimed", IllustrativeTrust: "illustrative", NotSet: "not set"}

// String is the grade in the plan files' words.
func (t Trust) String() string { return trustNames[t] }

// ParseTrust reads a grade from its words.
func ParseTrust(s string) (Trust, bool) { return parseName[Trust](trustNames[:], s) }

// TrustNames lists the words, for messages.
func TrustNames() []string { return trustNames[1:] }

// Baseline is what later figures are compared with: a record, never a bare number. With trust NotSet it has no value
// and says so in the place where the baseline would stand. What is divided gives numerator and denominator, which of a
// count per day are the days of the period.
type Baseline struct {
	Value       *float64
	Numerator   *float64
	Denominator *float64
	Plain       bool // numerator over denominator is the value as it is, and not per cent
	Period      Period
	Series      SeriesID // the series that the value belongs to
	Source      SourceID
	Trust       Trust
	Extracted   Date     // the day on which it was taken from its source; 0 when that is not known
	RevisedFrom *float64 // what it was before; nil when it has not been revised
	RevisedOn   Date
	Why         string
}

// Known gives the baseline's value, or false when it is not set.
func (b Baseline) Known() (float64, bool) {
	switch {
	case b.Trust == NotSet:
		return 0, false
	case b.Numerator != nil && b.Denominator != nil && *b.Denominator != 0 && b.Plain:
		return *b.Numerator / *b.Denominator, true
	case b.Numerator != nil && b.Denominator != nil && *b.Denominator != 0:
		return 100 * *b.Numerator / *b.Denominator, true
	case b.Value != nil:
		return *b.Value, true
	default:
		return 0, false
	}
}
