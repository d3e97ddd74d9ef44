package planfile

import (
	"fmt"

	"planwatch/kpi"
)

// place is where something stands in a file; line and column count from 1. The zero place is nowhere: the thing is not
// in the file.
type place struct {
	File         string
	Line, Column int
}

// given says whether the thing is in the file at all.
func (p place) given() bool { return p.Line > 0 }

// String is the place for other messages to refer to: plan.yaml:12.
func (p place) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// complaints collects what is wrong, in any order; Read sorts them.
type complaints struct {
	list kpi.Problems
}

// add complains about the thing at a place, by a rule. The message says what was wanted and what was found.
func (c *complaints) add(r *rule, at place, format string, args ...any) {
	c.list = append(c.list, kpi.Problem{
		File: at.File, Line: max(at.Line, 1), Column: max(at.Column, 1),
		Code: r.code, Severity: r.severity, Message: fmt.Sprintf(format, args...),
	})
}
