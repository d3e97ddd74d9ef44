package kpi

import "planwatch/kpi/words"

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
	CodeSets   []CodeSet
	Asks       []Ask
	Changes    []ChangeRecord
	Overrides  []Override
	Review     *Review // nil when the plan names none
	Files      []PlanFile
	Words      *words.Catalogue // of the language that readers are spoken to in; nil is English
}

// PlanFile is one of the files that a plan was read from, as it was then.
type PlanFile struct {
	Name string // in the plan's folder, with forward slashes
	Text string
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
	ID     ObjectiveID
	Text   string
	Line   int
	Reason string // why no indicator serves it, "" when one does
}

// Term is a glossary entry. Checked is how far the definition was checked against its source: yes, partly, no. A term
// that nobody has defined says from whom its definition is awaited.
type Term struct {
	ID         TermID
	Name       string
	Aliases    []string
	Definition string // "Awaited from West Midlands Police." when it is awaited
	Awaited    string // from whom; "" when it is defined
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
	From   Date   // the day from which the set is as it is, or on which it was used so
	To     Date   // 0: not known to have ended
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
	return parseName[Provenance](provenanceNames[:], s)
}

// ProvenanceNames lists the words, for messages.
func ProvenanceNames() []string { return provenanceNames[1:] }

// Source is a publication or return that series come from. Notice stands wherever a figure of it shows.
type Source struct {
	ID         SourceID
	Name       string
	Publisher  string
	Provenance Provenance
	Template   bool // its figures are entered in the workbook that the program writes
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
	// PartOf is a series that this one divides, together with others that divide it By the same.
	PartOf SeriesID
	By     string
	Tells  []SeriesID // a rate or share by whose figure those of these series could be worked out
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
