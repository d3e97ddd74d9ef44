package stats

import "fmt"

// NoteCode is a doubt about a chart that should be printed beside it.
type NoteCode string

// The doubts.
const (
	NoValues    NoteCode = "no-values"        // no row holds a value
	OneValue    NoteCode = "one-value"        // a group has one value, so nothing can be said
	TrialLimits NoteCode = "trial-limits"     // a group has N rows, under 13
	FewValues   NoteCode = "few-values"       // a group's limits come from N values, under 13
	NoVariation NoteCode = "no-variation"     // all neighbouring values are the same: no limits
	NoRanges    NoteCode = "no-ranges"        // no two neighbouring rows of the baseline hold values: no limits
	FellBack    NoteCode = "not-screened"     // screening would have left only ranges of zero
	NoBaseline  NoteCode = "no-baseline-rows" // a group has no row in the baseline: limits come from all its rows
	LastMissing NoteCode = "last-missing"     // the last N rows are missing; Row is the last that is not
	NotFinite   NoteCode = "not-finite"       // the value of Row is infinite and counts as missing
	TooLarge    NoteCode = "too-large"        // values too large to compute with: no limits
)

// Note is one doubt: what it is, the row that it is about (of a group: its first), counted from 0, and a number whose
// meaning depends on the code.
type Note struct {
	Code NoteCode
	Row  int
	N    int
}

// Text is the note in words; name gives a row's name, such as its period.
func (n Note) Text(name func(row int) string) string {
	row := name(n.Row)
	switch n.Code {
	case NoValues:
		return "no values"
	case OneValue:
		return fmt.Sprintf("not enough data: one value from %s on", row)
	case TrialLimits:
		return fmt.Sprintf("trial limits: %d points from %s on, fewer than %d", n.N, row, settledRows)
	case FewValues:
		return fmt.Sprintf("the limits from %s on rest on %d values, fewer than %d", row, n.N, settledRows)
	case NoVariation:
		return fmt.Sprintf("no limits: the values from %s on do not vary", row)
	case NoRanges:
		return fmt.Sprintf("no limits: no two neighbouring values from %s on", row)
	case FellBack:
		return fmt.Sprintf("moving ranges from %s on are not screened: screening would leave only zeros", row)
	case NoBaseline:
		return fmt.Sprintf("the baseline has no row of the group from %s on: its limits come from all its rows", row)
	case LastMissing:
		return fmt.Sprintf("the latest value is missing: judged on %s", row)
	case NotFinite:
		return fmt.Sprintf("the value of %s is infinite and counts as missing", row)
	case TooLarge:
		return fmt.Sprintf("no limits: the values from %s on are too large to compute with", row)
	default:
		return string(n.Code)
	}
}

// String is the note in words with rows by number, counted from 1.
func (n Note) String() string {
	return n.Text(func(row int) string { return fmt.Sprintf("row %d", row+1) })
}

func (x *XmR) note(code NoteCode, row, n int) { x.Notes = append(x.Notes, Note{code, row, n}) }

// noteGroup prints the doubts about one group; rows is how many it has up to its last value.
func (x *XmR) noteGroup(g Group, rows int, r ranges) {
	switch {
	case g.Values == 1:
		x.note(OneValue, g.First, 1)
	case g.Values > 1 && g.Trial:
		x.note(TrialLimits, g.First, rows)
	case g.Values > 1 && g.BaselineSize < settledRows:
		x.note(FewValues, g.First, g.BaselineSize)
	}
	switch {
	case r.fellBack:
		x.note(FellBack, g.First, 0)
	case g.Values < 2 || g.Defined():
	case r.constant:
		x.note(NoVariation, g.First, 0)
	case r.used == 0:
		x.note(NoRanges, g.First, 0)
	default:
		x.note(TooLarge, g.First, 0)
	}
}
