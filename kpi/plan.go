package kpi

// The ids of a plan's parts. Objectives and indicators are numbered as in the plan: P4.1, P4.1a.
type (
	SectionID   string
	ObjectiveID string
	IndicatorID string
	SourceID    string
	TermID      string
)

// Plan is a Police and Crime Plan as an office keeps it in a folder of files.
type Plan struct {
	ID    string // folder name, such as west-midlands-2025-29
	Title string
	Short string // for page headings
	Body  string // whose plan it is: "West Midlands Police and Crime Commissioner"
	Force string // "West Midlands Police"
	// Notices stand on every page and pack, for instance where the wording is from and that this is not official.
	Notices    []string
	Document   Citation // the plan itself
	Area       AreaCode // the force's area: the default
	Sections   []Section
	Indicators []Indicator
	Terms      []Term
	Areas      []Area
	Groups     []Group
	Sources    []Source
	Breaks     []Break
	Events     []Event
}

// Citation is a document and where in it.
type Citation struct {
	Title   string
	Address string // the publisher's own web address, "" when none is known
	Note    string
}

// Section is a chapter of the plan. Note says why a section has no boxed objectives.
type Section struct {
	ID         SectionID
	Slug       string
	Title      string
	Line       int
	Note       string
	Objectives []Objective
}

// Objective is a boxed promise, "I will …", word for word, with its line in the source.
type Objective struct {
	ID   ObjectiveID
	Text string
	Line int
}

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
func ParseDirection(s string) (Direction, bool) {
	for d, name := range directionNames {
		if name != "" && name == s {
			return Direction(d), true
		}
	}
	return 0, false
}

// DirectionNames lists the words, for messages.
func DirectionNames() []string { return directionNames[1:] }

// Measure is how an indicator's value comes from observations.
type Measure uint8

// The measures: a count as observed, a percentage from numerator and denominator, or a value as its source gives it
// (a median, an average answer time), which is never added up.
const (
	Count Measure = iota + 1
	Percentage
	Given
)

var measureNames = [...]string{Count: "count", Percentage: "percentage", Given: "given"}

// String is the measure in the plan files' word.
func (m Measure) String() string { return measureNames[m] }

// ParseMeasure reads a measure from its word.
func ParseMeasure(s string) (Measure, bool) {
	for m, name := range measureNames {
		if name != "" && name == s {
			return Measure(m), true
		}
	}
	return 0, false
}

// MeasureNames lists the words, for messages.
func MeasureNames() []string { return measureNames[1:] }

// Input is one way to get an indicator's values, in order of preference: Value alone, or Value over Denominator.
type Input struct {
	Value       SeriesID // the count or given value, or the numerator of a percentage
	Denominator SeriesID // percentages only
}

// Rate turns a count into a rate: count / population × Per.
type Rate struct {
	Population SeriesID // people (or households), points in time
	Per        float64
	Unit       string // "offences per 1,000 people"
}

// Indicator shows whether an objective is delivered.
type Indicator struct {
	ID        IndicatorID
	Slug      string
	Section   SectionID
	Objective ObjectiveID // "" when it hangs from its section alone
	Question  string      // plain English: "Are there fewer home burglaries?"
	Name      string      // plain name: "Residential burglary"
	Promise   string      // the words of the plan it rests on, when not the objective's own
	Line      int         // in the source
	Unit      string      // "offences", "%", "full-time equivalent"
	Decimals  int         // shown after the point
	Measure   Measure
	Direction Direction
	Inputs    []Input
	Awaits    string // without inputs: the return that would bring its figures
	Rate      *Rate
	Baselines []Baseline
	Targets   []Target
	Terms     []TermID
	Counts    string // what counts and what does not
	Caveat    string // what it does not tell you
	Owner     string // force, partnership, OPCC, national
	Approval  string // "proposed by this project" until the OPCC confirms
	Context   string // why a contextual indicator, or one not promised in the plan, is here
}

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
func ParseTrust(s string) (Trust, bool) {
	for t, name := range trustNames {
		if name != "" && name == s {
			return Trust(t), true
		}
	}
	return 0, false
}

// TrustNames lists the words, for messages.
func TrustNames() []string { return trustNames[1:] }

// Baseline is what later figures are compared with: a record, never a bare number. With trust NotSet it has no value
// and says so in the place where the baseline would stand. A percentage gives numerator and denominator.
type Baseline struct {
	Value       *float64
	Numerator   *float64
	Denominator *float64
	Period      Period
	Series      SeriesID // the series that the value belongs to
	Source      SourceID
	Trust       Trust
	Why         string
}

// Known gives the baseline's value, or false when it is not set.
func (b Baseline) Known() (float64, bool) {
	switch {
	case b.Trust == NotSet:
		return 0, false
	case b.Numerator != nil && b.Denominator != nil && *b.Denominator != 0:
		return 100 * *b.Numerator / *b.Denominator, true
	case b.Value != nil:
		return *b.Value, true
	default:
		return 0, false
	}
}

// Target has parts that may be missing; when one is, the answer is "cannot judge" with the reason.
type Target struct {
	Kind       TargetKind
	Threshold  string   // "within 10 seconds", of a share
	Share      *float64 // required share in %, of a share; nil when the plan does not say
	Change     *float64 // in %, of a change
	BasePeriod *Period  // of a change
	Base       *float64 // the value in the base period
	Level      *float64 // of a level
	By         *Period  // when it is to be met; nil when the plan does not say
	Quote      string   // the plan's words
	Line       int
	Judged     bool
}

// TargetKind is what sort of target it is.
type TargetKind uint8

// The kinds: a share of cases within a threshold, a percentage change from a base, and a level to reach (increase) or
// not to exceed (reduce).
const (
	TargetShare TargetKind = iota + 1
	TargetChange
	TargetLevel
)

var targetKindNames = [...]string{TargetShare: "share", TargetChange: "change", TargetLevel: "level"}

// String is the kind in the plan files' word.
func (k TargetKind) String() string { return targetKindNames[k] }

// ParseTargetKind reads a kind from its word.
func ParseTargetKind(s string) (TargetKind, bool) {
	for k, name := range targetKindNames {
		if name != "" && name == s {
			return TargetKind(k), true
		}
	}
	return 0, false
}

// TargetKindNames lists the words, for messages.
func TargetKindNames() []string { return targetKindNames[1:] }

// Term is a glossary entry. Checked is how far the definition was checked against its source: yes, partly, no.
type Term struct {
	ID         TermID
	Name       string
	Definition string
	Formula    string
	Source     Citation
	Checked    string
}

// Area is a place that figures are for. Role is "force", "council", "comparator" (a force whose figures are shown for
// comparison), "region" or "country".
type Area struct {
	Code    AreaCode
	Name    string
	Aliases []string
	Role    string
	Parent  AreaCode
}

// Group is a dated set of areas for comparison, such as most similar forces.
type Group struct {
	ID     string
	Name   string
	Areas  []AreaCode
	Note   string // "as used by West Midlands Police in 2018"
	Source Citation
}

// Provenance is where a series comes from. Illustrative figures never meet the other two.
type Provenance uint8

// The provenances.
const (
	PublishedFigures Provenance = iota + 1
	ForceFigures
	IllustrativeFigures
)

var provenanceNames = [...]string{PublishedFigures: "published", ForceFigures: "force", IllustrativeFigures: "illustrative"}

// String is the provenance in the plan files' word.
func (p Provenance) String() string { return provenanceNames[p] }

// ParseProvenance reads a provenance from its word.
func ParseProvenance(s string) (Provenance, bool) {
	for p, name := range provenanceNames {
		if name != "" && name == s {
			return Provenance(p), true
		}
	}
	return 0, false
}

// ProvenanceNames lists the words, for messages.
func ProvenanceNames() []string { return provenanceNames[1:] }

// Source is a publication or return that series come from. Notice stands wherever a figure of it shows.
type Source struct {
	ID         SourceID
	Name       string
	Publisher  string
	Provenance Provenance
	Address    string
	Licence    string
	Notice     string
	Note       string
	Series     []SeriesInfo
}

// SeriesInfo describes one series of a source.
type SeriesInfo struct {
	ID   SeriesID
	Name string
	Unit string
	Note string
}

// Break is a wall in some series: no limits, comparison or percentage across it without a note.
type Break struct {
	Series []SeriesID // exact ids, or "ho-prc.*" for all of a source
	Areas  []AreaCode // the areas whose figures it is in; none means every area
	At     Date       // the first day of the new series
	What   string
	Source Citation
}

// Event is a dated note on the charts of some sections; without any, of all. Last is zero for a single day.
type Event struct {
	First, Last Date
	Name        string
	Sections    []SectionID
	Source      Citation
}
