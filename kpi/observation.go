package kpi

import "time"

// SeriesID names a series: "<source>.<measure>", such as ho-prc.total.
type SeriesID string

// AreaCode is an ONS code such as E23000014.
type AreaCode string

// NotAssigned stands for what belongs to the force and to none of its areas: published areas seldom add up to their
// force. It is never in a plan's list of areas, so it is assessed only where it is asked for.
const NotAssigned AreaCode = "X-NOT-ASSIGNED"

// NotAssignedName is what pages call it.
const NotAssignedName = "Not assigned to an area"

// State says whether a value is known, and if not, why. Unknown is never zero.
type State uint8

// The states of a value.
const (
	Known State = iota
	Missing
	Suppressed
	NotApplicable
)

// Shorthand is the mark that stands in a table instead of a number: [x], [c], [z]; "" for a known value.
func (s State) Shorthand() string { return [...]string{"", "[x]", "[c]", "[z]"}[s] }

// String is the state in words.
func (s State) String() string {
	return [...]string{"known", "not available", "suppressed", "not applicable"}[s]
}

// Mark is a set of marks that a figure carries beside its value.
type Mark uint8

// The marks.
const (
	Provisional Mark = 1 << iota
	Revised
)

// Shorthand is [p], [r], both, or "".
func (m Mark) Shorthand() string {
	s := ""
	if m&Provisional != 0 {
		s += "[p]"
	}
	if m&Revised != 0 {
		s += "[r]"
	}
	return s
}

// Key says which figure an observation is an edition of.
type Key struct {
	Series    SeriesID
	Area      AreaCode
	Breakdown string // "" for the whole
	Period    Period
}

// Place is where a value was found. Sheet and Cell are the sheet's own ("Table P1", "C34"). A value that Planwatch
// read itself from the publisher's file has an empty Release; one that was transcribed into a file of ours names the
// publisher, the release and the place there.
type Place struct {
	File, SHA256 string
	Load         int
	Sheet, Cell  string
	Text         string // what the cell shows
	Publisher    string
	Release      string
	Where        string
}

// Transcribed says whether the value was copied from its publication by hand or script before Planwatch read it.
func (p Place) Transcribed() bool { return p.Release != "" }

// Address is file!sheet!cell.
func (p Place) Address() string { return p.File + "!" + p.Sheet + "!" + p.Cell }

// Observation is one figure as one return gave it. Value is 0 and means nothing unless State is Known.
type Observation struct {
	Key
	Value float64
	State State
	Marks Mark
	// Outturn is false for a plan, budget, forecast or proposal: it may lie in the future and is never tested.
	Outturn bool
	// Beside says that it is suppressed only so that small figures can't be worked out from it (Protect).
	Beside bool
	Place  Place
}

// Return is what was read from one file: its observations and everything that is wrong or doubtful with it. When one
// of the problems is an error nothing of it is stored.
type Return struct {
	File         string // base name
	SHA256       string // of the file's bytes, hex
	Layout       string // name of the layout
	LayoutSHA256 string
	Edition      Date
	EditionFrom  string // in words, where the edition date comes from
	Observations []Observation
	Problems     []Problem

	// Failed is why the machine could not read the file, nil when it could: nobody's mistake but the machine's. A problem
	// says it too, nothing is stored, and the same file can be read once the machine is mended.
	Failed error
}

// Refused says whether one of the problems is an error.
func (r Return) Refused() bool {
	for _, p := range r.Problems {
		if p.Severity == Error {
			return true
		}
	}
	return false
}

// Load is a return that the store keeps.
type Load struct {
	Number       int
	File         string
	SHA256       string
	Layout       string
	LayoutSHA256 string
	Edition      Date
	EditionFrom  string
	LoadedAt     time.Time // UTC
	Observations int
	Withdrawn    *Withdrawal
}

// Withdrawal takes a load out of what holds from a moment on; the load itself stays.
type Withdrawal struct {
	Because string
	At      time.Time // UTC
}
