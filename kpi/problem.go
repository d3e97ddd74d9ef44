package kpi

import (
	"fmt"
	"sort"
	"strings"
)

// Severity says whether a problem stops its file.
type Severity uint8

// An error stops the file it is in; a warning is printed and kept.
const (
	Error Severity = iota
	Warning
)

// String is "error" or "warning".
func (s Severity) String() string { return [...]string{"error", "warning"}[s] }

// Problem is one thing that is wrong with a file, with its address and a stable code: in a spreadsheet file, sheet and
// cell; in a text file line and column, counted from 1. Message says what was wanted and what was found.
type Problem struct {
	File         string
	Sheet, Cell  string
	Line, Column int
	Code         string
	Message      string
	Severity     Severity
}

// Error makes a Problem an error, so that a list of them can be joined.
func (p Problem) Error() string { return p.String() }

// String is "returns.xlsx:Burglary!D14: want a count, found "12*" [not-a-number]" or "plan.yaml:41:7: … [code]".
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	switch {
	case p.Sheet != "" && p.Cell != "":
		fmt.Fprintf(&b, ":%s!%s", p.Sheet, p.Cell)
	case p.Sheet != "":
		fmt.Fprintf(&b, ":%s", p.Sheet)
	case p.Line > 0:
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Severity == Warning {
		b.WriteString("warning: ")
	}
	fmt.Fprintf(&b, "%s [%s]", p.Message, p.Code)
	return b.String()
}

// Problems is a list of problems that can be returned as one error.
type Problems []Problem

// Error lists every problem, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Errors gives those that stop their file.
func (ps Problems) Errors() Problems { return ps.of(Error) }

// Warnings gives those that do not.
func (ps Problems) Warnings() Problems { return ps.of(Warning) }

func (ps Problems) of(s Severity) Problems {
	var out Problems
	for _, p := range ps {
		if p.Severity == s {
			out = append(out, p)
		}
	}
	return out
}

// Sort orders problems by file, line and column; problems of a spreadsheet keep the order they were found in.
func (ps Problems) Sort() {
	sort.SliceStable(ps, func(i, j int) bool {
		a, b := ps[i], ps[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
}
