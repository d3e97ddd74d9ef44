package layout

import "planwatch/kpi"

// Layout says where in a kind of return the figures are. Read makes one from its YAML file; the package doc describes
// the language.
type Layout struct {
	Name   string
	About  string
	File   string // base name of the YAML file
	SHA256 string // of the YAML file's bytes, hex

	text    []byte // of the YAML file
	fits    []condition
	edition *editionAt // nil: the file gives none
	tables  []*table
}

// condition is one thing that a file must have for the layout to fit.
type condition struct {
	sheet    sheetPattern
	row, col int      // of one cell; 0 when any cell near the top will do
	text     *pattern // what the cell says
	has      []string // texts that stand in one row near the top
}

// editionAt says where the edition date stands.
type editionAt struct {
	sheet    *sheetPattern // nil: any sheet
	row, col int           // 0: any cell near the top
	text     pattern       // with {date}
}

// table is one kind of table of a return, which may stand on several sheets.
type table struct {
	sheets        []sheetPattern
	texts         []pattern // that must stand on a sheet for it to be one of them
	without       []pattern // that must not
	optional      bool      // no sheet need be there
	header        header
	area          areaFrom
	period        periodFrom
	series        seriesFrom
	value         string       // header of the column of values; "" when values stand under periods or measures
	records       *recordsFrom // nil: a row is not a record, but figures
	unit          *unitFrom    // nil: the layout says nothing of units
	skipHidden    bool         // figures in hidden rows and columns are scratch
	rows          rowRules
	markers       markers
	marks         marks
	status        *statusFrom
	transcribed   *transcribedFrom
	outturn       bool
	ignoreColumns []pattern
	beside        []besideRule
}

// header finds the header: a row that holds all of these texts, with so many more header rows above and below it.
type header struct {
	carryRight   bool // a blank cell above the lowest row goes on with what stands to its left
	has          []string
	above, below int
	after        *pattern // a text above it, where a sheet has several tables with the same header; nil for none
}

// areaFrom says where a row's area comes from: a code, a name, or one area for all.
type areaFrom struct {
	code, name   []string  // the header of each, in every spelling that it has had
	codeOptional bool      // older editions have no column of codes
	spelled      []pattern // how a name is written, with {name} where the area's own stands
	headings     bool      // a row of its own names the area of those below it
	parent       string    // the column with the area that a name lies under
	roles        []string  // that an area found by its name may have; none for all
	occurrence   []string  // of areas that share a name, the role of each in the order in which their rows come
	fixed        kpi.AreaCode
	at           place
	outside      map[string]string // by role; "" is the word for any other role
}

// outsideWord is what to do with an area of the plan's list that is neither the force nor a council.
func (a areaFrom) outsideWord(role string) string {
	if role == "force" || role == "council" {
		return keepArea
	}
	if w, ok := a.outside[role]; ok {
		return w
	}
	if w, ok := a.outside[""]; ok {
		return w
	}
	return "error"
}

// The words of `outside`. An area that is kept is a comparator, whatever its role.
const (
	keepArea   = "comparator"
	ignoreArea = "ignore"
	errorArea  = "error"
)

// elsewhere stands among the roles of `outside` for an area that the plan does not list at all, told by its ONS code.
const elsewhere = "elsewhere"

// periodFrom says where a figure's period comes from.
type periodFrom struct {
	across      bool          // header cells are periods
	column      string        // a column holds it
	joined      string        // several columns hold it: "{FY} Q{quarter}"
	asWritten   bool          // timestamps are read as they are written, not in London
	first, last string        // columns with its first and last day, to check it
	title       []pattern     // any of them
	sheet       *pattern      // the sheet's name holds it
	file        *pattern      // the file's name holds it
	on          *sheetPattern // the sheet that the title or cell stands on; nil for the table's own
	yearRows    bool          // a row of its own holds the year of the months below it
	row, col    int           // a cell holds it, as text says
	text        *pattern
	fixed       kpi.Period
	kind        kpi.PeriodKind // 0: as written
	as          *pattern       // what a text such as "2005" means: "year ending March {period}"
}

// seriesFrom says where a figure's series comes from.
type seriesFrom struct {
	isAcross bool
	across   labels[*measure] // header texts are measures
	column   string           // a column holds labels, or ids when there are no labels
	labels   labels[*measure]
	byHand   bool           // ids of series that are filled in by hand only
	where    []recordSeries // of records: filters
	fixed    *measure
	all      []*measure // every declared one, in the order of the file
	defaults measure    // what is said for all
}

// measure is a declared series with what its values may be.
type measure struct {
	label    string // as declared; "" for a fixed one
	series   kpi.SeriesID
	at       place
	count    bool // a whole number
	negative bool // may be below zero
	optional bool // need not be there
	outturn  bool
}

// besideRule is what a row with a figure must say besides: where the column with is filled, want must be, or or.
type besideRule struct{ with, want, or string }

// rowRules say which rows are not figures of an area, and where the rows end.
type rowRules struct {
	blankEnds  bool
	carry      []string // columns in which a blank cell means the same as the one above
	skipBlank  bool     // a row whose value is blank is left out
	end        []pattern
	only       []pattern // none: every row
	ignore     []pattern
	unassigned []pattern
	totals     []totalRule
}

// totalRule is a row that only checks others.
type totalRule struct {
	text   pattern
	sumOf  []string // roles whose rows, with the unassigned ones, must add up to it
	sameAs string   // role whose row must say the same
	exact  bool     // that it differs is an error
}

// unitFrom says where the unit of the figures stands, and by how much each that is known is to be multiplied.
type unitFrom struct {
	column   string // of each row; "" when a cell says it for the sheet
	row, col int
	words    labels[float64]
}

// markers are cells that stand for no figure, with what they mean in this publication; Known is a text that means nought.
type markers []marker

type marker struct {
	text  string // trimmed, lower case
	state kpi.State
}

// marks are suffixes of a figure or a period, such as p for provisional.
type marks []mark

type mark struct {
	text string // lower case
	mark kpi.Mark
}

// statusFrom is a column that says how final a figure is.
type statusFrom struct {
	column string
	next   bool // the mark stands in the cell behind each figure
	words  labels[kpi.Mark]
}

// transcribedFrom are the columns of a file of ours that say where a figure was copied from.
type transcribedFrom struct{ publisher, release, place string }
