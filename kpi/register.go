package kpi

// CodeSet is a list of codes that figures are made from, as one version of it stands. The codes of an ordered set are a
// scale, the worst first.
type CodeSet struct {
	ID         string
	Name       string
	Version    string
	From       Date // the day from which this version holds
	Ordered    bool
	Note       string
	Source     Citation
	Codes      []Code
	Cycles     []Cycle // of a scale of grades: the rounds of inspections
	Selections []Selection
}

// Code is one code of a set. Checked is how far its wording was checked: yes, partly, no, or "" where nothing is said.
type Code struct {
	Code, Name, Checked string
}

// Selection is a named part of a code set, such as the outcome types that count as positive. It has no standing of its
// own, so whatever is computed from it prints its codes.
type Selection struct {
	ID    string
	Name  string
	Codes []string
	Note  string
}

// Ask is something that was asked of the indicators, with what was answered and what came of it.
type Ask struct {
	ID           string
	By           string
	Asked        string
	AskedLine    int
	Answered     string
	AnsweredLine int
	Evidence     string
	Indicators   []IndicatorID
	Terms        []TermID
	State        AskState
}

// AskState is how far an ask was met.
type AskState uint8

// The states.
const (
	AskDone AskState = iota + 1
	AskPartly
	AskOpen
	AskDeclined
)

var askNames = [...]string{AskDone: "done", AskPartly: "partly", AskOpen: "open", AskDeclined: "declined"}

// String is the state in the plan files' word.
func (a AskState) String() string { return askNames[a] }

// ParseAskState reads a state from its word.
func ParseAskState(s string) (AskState, bool) { return parseName[AskState](askNames[:], s) }

// AskStateNames lists the words, for messages.
func AskStateNames() []string { return askNames[1:] }

// ChangeRecord is an entry of the register of changes: what changed of an indicator, from when, and why.
type ChangeRecord struct {
	Date      Date
	Indicator IndicatorID
	What      ChangeKind
	From      Date   // of a rebase: the first day of the new limits; 0 of all others
	Was, Is   string // in short; "" where there is nothing to say
	Because   string
}

// ChangeKind is what of an indicator changed.
type ChangeKind uint8

// The kinds of change. A new wording changes nothing that is counted; a definition, baseline or target does. A rebase
// changes what is called ordinary: limits are computed anew from a day on.
const (
	ChangedNew ChangeKind = iota + 1
	ChangedWithdrawn
	ChangedWording
	ChangedDefinition
	ChangedBaseline
	ChangedTarget
	ChangedRebase
)

var changeNames = [...]string{
	ChangedNew: "new", ChangedWithdrawn: "withdrawn", ChangedWording: "wording", ChangedDefinition: "definition",
	ChangedBaseline: "baseline", ChangedTarget: "target", ChangedRebase: "rebase",
}

// String is the kind in the plan files' word.
func (c ChangeKind) String() string { return changeNames[c] }

// ParseChangeKind reads a kind from its word.
func ParseChangeKind(s string) (ChangeKind, bool) { return parseName[ChangeKind](changeNames[:], s) }

// ChangeKindNames lists the words, for messages.
func ChangeKindNames() []string { return changeNames[1:] }

// Review is the group that reviews the indicators, and what it was asked to find out.
type Review struct {
	Group     string
	Purpose   string
	Questions []Question
	Source    Citation
}

// Question is a question of a group's terms of reference, with its line in the source.
type Question struct {
	Text string
	Line int
}

// parseName finds a word among the names of a type's values, which begin at 1.
func parseName[T ~uint8](names []string, s string) (T, bool) {
	for i, name := range names {
		if name != "" && name == s {
			return T(i), true
		}
	}
	return 0, false
}
