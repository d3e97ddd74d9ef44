package store

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"planwatch/kpi"
)

// admit goes through a return before it is let in: rows are the positions of the observations to keep, where the same
// figure with the same value twice is kept once (the first). A figure twice with different values is an error
// [period-twice], and so is an observation that cannot be kept as it is [not-storable].
func admit(r kpi.Return) (rows []int, problems kpi.Problems) {
	rows = make([]int, 0, len(r.Observations))
	seen := make(map[kpi.Key]int, len(r.Observations))
	complain := func(o *kpi.Observation, code, format string, args ...any) {
		problems = append(problems, kpi.Problem{
			File: r.File, Sheet: o.Place.Sheet, Cell: o.Place.Cell, Code: code, Message: fmt.Sprintf(format, args...),
		})
	}
	for i := range r.Observations {
		o := &r.Observations[i]
		if fault := unfit(o); fault != "" {
			complain(o, "not-storable", "%s", fault)
			continue
		}
		j, twice := seen[o.Key]
		if !twice {
			seen[o.Key] = i
			rows = append(rows, i)
			continue
		}
		if first := &r.Observations[j]; differ(first, o) {
			complain(o, "period-twice", "want one value for %s, found %s here and %s in %s!%s",
				keyText(o.Key), figureText(o), figureText(first), first.Place.Sheet, first.Place.Cell)
		}
	}
	return rows, problems
}

// unfit says why an observation cannot be kept, or "".
func unfit(o *kpi.Observation) string {
	switch {
	case o.Series == "" || o.Area == "":
		return fmt.Sprintf("want a series and an area, found %q and %q", o.Series, o.Area)
	case !o.Period.Valid():
		return fmt.Sprintf("want a period of its kind (%s), found %s to %s", o.Period.Kind, o.Period.First, o.Period.Last)
	case o.State > kpi.NotApplicable || o.Marks > kpi.Provisional|kpi.Revised:
		return fmt.Sprintf("want a known state and marks, found %d and %d", o.State, o.Marks)
	case o.State == kpi.Known && (math.IsNaN(o.Value) || math.IsInf(o.Value, 0)):
		return fmt.Sprintf("want a finite number, found %v", o.Value)
	}
	p := &o.Place
	for _, text := range [...]string{
		string(o.Series), string(o.Area), o.Breakdown, p.Sheet, p.Cell, p.Text, p.Publisher, p.Release, p.Where,
	} {
		if !utf8.ValidString(text) {
			return fmt.Sprintf("want text in UTF-8, found %q", text)
		}
	}
	return ""
}

// differ says whether two observations give different figures: another state, or another value where both are known. A
// mark alone ("provisional" that goes away) is no difference.
func differ(a, b *kpi.Observation) bool {
	return a.State != b.State || a.State == kpi.Known && a.Value != b.Value
}

// figureText is the figure for a message: the number in full, or the mark that stands for it and what it means.
func figureText(o *kpi.Observation) string {
	if o.State == kpi.Known {
		return strconv.FormatFloat(o.Value, 'f', -1, 64)
	}
	return o.State.Shorthand() + " (" + o.State.String() + ")"
}

func keyText(k kpi.Key) string {
	text := fmt.Sprintf("%s %s", k.Series, k.Area)
	if k.Breakdown != "" {
		text += " " + k.Breakdown
	}
	return text + " " + k.Period.String()
}
