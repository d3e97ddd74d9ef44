package reports

import (
	"planwatch/kpi"
	"planwatch/kpi/words"
)

// Figure is a number turned into text, once: rounded, with its marks. Number is the same number rounded as shown, for
// formats that want one; nil when there is none.
type Figure struct {
	Text   string // "233,393", "[x]", "87.4"
	Number *float64
	Marks  string // "[p]", "[r]", "[p][r]" or ""
}

// String is the text with its marks.
func (f Figure) String() string {
	if f.Marks == "" {
		return f.Text
	}
	return f.Text + " " + f.Marks
}

// Column heads a column of a Table. Numeric columns are set right; Decimals is how their numbers are shown.
type Column struct {
	Name     string
	Numeric  bool
	Decimals int
}

// Table is a table as every format prints it: one header row, no blank cells, no merged ones. The first column heads
// its row.
type Table struct {
	ID      string // unique in a Pack, letters, digits and hyphens
	Caption string
	Columns []Column
	Rows    [][]Figure
}

// Fact is a label and what stands beside it, with a note in smaller type.
type Fact struct {
	Label, Text, Note string
}

// Tone is how a verdict is shown, in words and shape; colour only repeats it.
type Tone string

// The tones.
const (
	Improvement Tone = "improvement"
	Concern     Tone = "concern"
	Neutral     Tone = "neutral" // a change of a contextual indicator
	Common      Tone = "common"  // no clear change
	Unjudged    Tone = "unjudged"
)

// Verdict is what an assessment says of a trend or a target: a word of contracts and the reason.
type Verdict struct {
	Word   string // "improving", "no clear change", "cannot judge", …
	Reason string // a sentence; "" when the word says it all
	Tone   Tone
	None   bool // there is no target to judge
}

// Pack is a whole document: what the site, the workbook and every other format print.
type Pack struct {
	Kind     string // "site", "panel" or "review"
	Title    string
	Plan     string // the plan's title
	PlanID   string
	Short    string // for page headings
	Body     string
	Notices  []string // stand on every page
	AsAt     string   // "31 March 2026"
	KnownAt  string   // "everything loaded" or a time
	Facts    []Fact   // cover: what this is, cut-off, status
	Summary  []string // sentences for the first page
	Counts   Table    // assessments by section and word
	Notable  []Notable
	Ranking  []string    // how they were ranked, and how many there are
	InAreas  AreaSignals // what stands out in council areas
	Missing  []Notable   // indicators that can't be judged, with the reason
	Sections []Section
	Chapters []Chapter // of a review pack, which prints them instead of figures
	Glossary []Term
	Sources  []Source
	Methods  []Method
	Edition  string           // of the program
	Words    *words.Catalogue // of the language that it is in; nil is English
}

// Notable is an indicator that the first page names, with the sentence.
type Notable struct {
	Indicator *Indicator
	Text      string
}

// AreaSignals lists the trends of council areas that stand out, with how many were looked at and how many would stand out
// by chance alone.
type AreaSignals struct {
	Words   []string // none when no area was judged
	Signals []AreaSignal
}

// AreaSignal is an indicator that stands out in one area.
type AreaSignal struct {
	Indicator *Indicator
	Area      string
	Trend     Verdict
	Text      string
}

// Section is a chapter of the plan with its indicators.
type Section struct {
	ID, Slug, Title string
	Note            string // why there are no objectives, or no indicators yet
	Objectives      []Objective
	Loose           []*Indicator // hang from the section, not from an objective
	Ended           []Ended      // withdrawn or declined: shown with the reason, never computed
}

// Ended is an indicator that was withdrawn or declined.
type Ended struct {
	ID, Slug, Name string
	State          string   // "withdrawn", "declined"
	Text           []string // why, who asked, what was answered, what took its place
}

// Indicators lists all of the section's, in order.
func (s Section) Indicators() []*Indicator {
	var out []*Indicator
	for _, o := range s.Objectives {
		out = append(out, o.Indicators...)
	}
	return append(out, s.Loose...)
}

// Objective is a boxed promise with its indicators. Place says where in the source it stands.
type Objective struct {
	ID, Text, Place string
	Indicators      []*Indicator
}

// Indicator is everything that is shown of one indicator.
type Indicator struct {
	ID, Slug      string
	Question      string // page heading
	Name          string
	Unit          string
	Section       string // title
	SectionSlug   string
	ObjectiveID   string
	Objective     string // "I will …", or the promise
	Place         string // where in the plan
	Approval      string
	Answer        string // one or two sentences
	Trend, Target Verdict
	Latest        string // short, for lists: "74,365 [p], 2025/26 Q3"
	Facts         []Fact // baseline, latest, change, direction, assessment, target
	Chart         *Chart // nil when there is nothing to draw
	Spark         *Spark
	Data          Table // the same data as the chart
	Areas         *Table
	AreaWords     []string // what the areas' figures say beside each other
	Comparison    *Table
	CompareWords  []string // where the area stands among those it is compared with
	Context       []Fact   // other series of the indicator, never mixed
	Notes         []string
	Definition    []Fact
	Parts         *Table   // of an indicator that has parts, each with the agency that answers for it and what it says
	Windows       *Table   // figures taken together over longer spans, each beside the year before
	Disparity     *Table   // of a disparity: what the ratio is made of
	Override      string   // a person's judgement beside that of the rules, with author, day and reason; "" for none
	Person        string   // the same in a few words, for lists: "A person says: improving"
	History       []string // what changed of it, newest first: "Baseline restated on 1 April 2026: 41.2 became 40.9 because …"
	Terms         []Term
	Caveat        string
	SourceLines   []string // publisher, release, licence, how read
	Notice        string   // of illustrative figures, "" otherwise
	Rows          []Row    // the long form for CSV and JSON
}

// Row is one figure in the long form that CSV downloads have.
type Row struct {
	Indicator, Name, Area, AreaName, Period, FirstDay, LastDay, PeriodKind string
	Value, Numerator, Denominator                                          string
	Unit, Marks, State, Provenance, Series                                 string
	Mean, Lower, Upper, Rule                                               string
	File, SHA256, Sheet, Cell, Read, Release                               string
	Notice                                                                 string
}

// Term is a glossary entry.
type Term struct {
	ID, Name, Definition, Formula, Source, Address, Checked string
	Aliases                                                 string // other names, with commas; "" for none
}

// Source is a publication or return, with the files that were read.
type Source struct {
	ID, Name, Publisher, Provenance, Licence, Address, Notice, Note string
	Files                                                           []File
}

// File is a file that figures were read from.
type File struct {
	Name, SHA256, Edition, Read string
}

// Method is a heading and paragraphs about how things are computed.
type Method struct {
	Heading string
	Text    []string
}

// PointKind is what a point of a chart is: ordinary variation or a special cause, and of which sort.
type PointKind string

// The kinds of point; each has its own shape in a chart.
const (
	PointCommon      PointKind = "common"
	PointImprovement PointKind = "improvement"
	PointConcern     PointKind = "concern"
	PointNeutral     PointKind = "neutral"
)

// Point is one period of a chart. Value is nil where it is not known: a gap, never joined and never 0.
type Point struct {
	Label       string // "Oct to Dec 2025"
	Short       string // for the axis: "2025/26 Q3"
	Value       *float64
	Text        string // as the table writes it
	Kind        PointKind
	Reason      string // why it is special: "above the upper limit"
	Provisional bool
}

// LineKind is what a reference line is.
type LineKind string

// The kinds of reference line.
const (
	LineBaseline LineKind = "baseline"
	LineTarget   LineKind = "target"
	LineMean     LineKind = "mean"
	LineLower    LineKind = "lower limit"
	LineUpper    LineKind = "upper limit"
	// Two thirds of the way from the mean to the limits, which the rule "two of three" looks at.
	LineNearLower LineKind = "near lower limit"
	LineNearUpper LineKind = "near upper limit"
)

// Line is a reference line from point From to point To, both included, 0-based. It is level, unless it has Values.
type Line struct {
	Kind     LineKind
	Name     string // "Baseline 77,123 (2024/25 quarterly average)"
	Value    float64
	Text     string // the value as text
	From, To int
	// Values are those of a line that goes up and down by steps, one for each point from From to To, nil where there is
	// none; Value and Text are then its last. Nil for a level line.
	Values []*float64
	Which  string // of the values Value is, where they differ: "latest", "last in 2020/21 Q4"
}

// Flag is a break or event: a line before the point First, or a span.
type Flag struct {
	First, Last int // 0-based points; equal for a single one
	Text        string
}

// Chart is the model of one figure. Option and SVG are put in by reports/chart.
type Chart struct {
	ID       string // unique in a Pack, letters, digits and hyphens
	Title    string // says what is shown
	Subtitle string // unit, area and span
	Alt      string // says what the chart shows, in a sentence or two
	Unit     string
	Decimals int
	FromZero bool // the y axis starts at 0
	Percent  bool // the y axis is 0 to 100 at the most
	Points   []Point
	Lines    []Line
	Breaks   []Flag // a break stands before its First point
	Events   []Flag
	Source   string // caption: publisher and release
	Origin   string // the same without saying that it is the source
	Notice   string // of illustrative figures, drawn into the picture
	Option   []byte // ECharts option, JSON
	SVG      []byte // drawn at desk width
	Narrow   []byte // drawn at phone width
	Words    *words.Catalogue
}

// Spark is a small trend line without axes for lists.
type Spark struct {
	ID     string
	Alt    string
	Points []Point
	SVG    []byte
	Words  *words.Catalogue
}

// toneOf maps what an assessment says to how it is shown.
func toneOf(k kpi.TrendKind) Tone {
	switch k {
	case kpi.TrendImproving, kpi.TrendDone:
		return Improvement
	case kpi.TrendWorsening, kpi.TrendLate:
		return Concern
	case kpi.TrendHigher, kpi.TrendLower, kpi.TrendChangedLevel:
		return Neutral
	case kpi.TrendNoChange:
		return Common
	default:
		return Unjudged
	}
}
