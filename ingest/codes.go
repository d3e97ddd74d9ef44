package ingest

import "slices"

// warningCodes are the codes that a return can be warned with, of this package, of the layout and of the store. A warning
// keeps nothing out; it can be accepted with a reason. The README says what each means, and a test holds the two together.
var warningCodes = []string{
	// What is doubtful in the file.
	"missing-series", "no-edition", "other-period", "reason-given", "repeated-figure", "rows-after-end", "total-differs", "unread-column",
	// What is doubtful against what holds.
	"areas-differ", "early-return", "far-outside", "gap", "late-return", "same-edition", "unit-suspect",
	// What is doubtful about the machine.
	"clock-went-back",
}

// WarningCodes lists them, sorted.
func WarningCodes() []string { return slices.Sorted(slices.Values(warningCodes)) }
