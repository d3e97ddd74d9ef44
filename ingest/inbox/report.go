package inbox

import (
	"fmt"
	"strings"

	"planwatch/kpi"
)

// listed is how many problems a report gives in full: who has more has a file of another shape, and the first show it.
const listed = 200

// report is what both reports say: everything is text, so that they can't differ.
type report struct {
	Name, From, Size, SHA256, When, Count string
	Findings                              []finding
	More                                  string
	Moved                                 *Moved
}

// finding is one problem.
type finding struct {
	Number                       int
	Where, Code, Message, Advice string
	Warning                      bool
	Window                       *window
}

// onlySheet is what ingest/sheet calls the one sheet of a CSV, which has no name that anybody knows it by.
const onlySheet = "csv"

const (
	nothingStored = "Nothing of this return was stored."
	putBackAgain  = "Put right what is listed above, in the spreadsheet that this file was made from. " +
		"Then put the corrected file into the inbox again; this copy can be deleted."
)

// newReport describes a refusal. content is the file, or nil when it was not read.
func newReport(f File, r Refusal, content []byte) report {
	out := report{
		Name: plain(f.Name), From: plain(r.From), Size: sizeText(f.Info.Size()), SHA256: r.SHA256, Count: countText(r.Problems),
		When: r.At.Format("2 January 2006, 15:04:05 MST"),
	}
	out.Moved = plainMoved(r.Moved)
	if r.SHA256 == "" {
		out.SHA256 = "not worked out: the file was not read"
	}
	problems := append(r.Problems.Errors(), r.Problems.Warnings()...) // what stopped the return comes first
	if n := len(problems) - listed; n > 0 {
		out.More = fmt.Sprintf("%s more are not listed. Put right those above first: many have one cause.", thousands(int64(n)))
		problems = problems[:listed]
	}
	windows := make([]*window, len(problems))
	if content != nil {
		windows = windowsOf(f.Name, content, problems, r.Limits)
	}
	for i, p := range problems {
		out.Findings = append(out.Findings, finding{
			Number: i + 1, Where: whereText(p, f.Name), Code: plain(p.Code), Message: plain(p.Message),
			Advice: adviceOn(p.Code), Warning: p.Severity == kpi.Warning, Window: windows[i],
		})
	}
	return out
}

// whereText is the address of a problem in words. One of a layout names that file.
func whereText(p kpi.Problem, file string) string {
	var out []string
	if p.File != "" && valid(p.File) != file {
		out = append(out, "File “"+plain(p.File)+"”")
	}
	if p.Sheet != "" && p.Sheet != onlySheet {
		out = append(out, "Sheet “"+plain(p.Sheet)+"”")
	}
	switch {
	case p.Cell != "":
		out = append(out, "Cell "+plain(p.Cell))
	case p.Line > 0 && p.Column > 1:
		out = append(out, fmt.Sprintf("Line %d, column %d", p.Line, p.Column))
	case p.Line > 0:
		out = append(out, fmt.Sprintf("Line %d", p.Line))
	}
	if len(out) == 0 {
		return "The whole file"
	}
	for i := 1; i < len(out); i++ {
		out[i] = strings.ToLower(out[i][:1]) + out[i][1:] // each starts with one of the words above
	}
	return strings.Join(out, ", ")
}

func countText(ps kpi.Problems) string {
	text := number(len(ps.Errors()), "problem")
	if n := len(ps.Warnings()); n > 0 {
		text += " and " + number(n, "warning")
	}
	return text
}

func number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(int64(n)) + " " + what
}

func sizeText(n int64) string {
	text := thousands(n) + " bytes"
	if n >= 1<<20 {
		text += fmt.Sprintf(" (%s MiB)", thousands(n>>20))
	}
	return text
}
