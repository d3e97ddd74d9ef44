package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// Checks hold a whole batch of returns against the plan, against what holds, and against each other, after they were
// read and before anything is kept. What a return says of itself (a cell that is no number, a period twice, a period in
// the future) was complained about while it was read; this is about figures that can be read and cannot be right, or
// seldom are. Everything that an answer depends on is in here: no store, no clock.
type Checks struct {
	Plan   *kpi.Plan
	Held   []kpi.Observation      // what holds, of the series of the returns
	Expect map[string]Expectation // by the name of a layout
	Today  kpi.Date               // the day of loading; 0: it is not said
}

// Batch gives the returns in the same order, with what was found added to their problems, and with what is not assigned
// to an area added to their figures. Of a return with an error nothing is left but its problems.
//
// Each return is held against what held before and against those of the batch with an earlier edition: twelve monthly
// returns in one command are checked as if they had come one by one. Figures that are there already, with the same
// value, are not doubted again.
func (c Checks) Batch(returns []kpi.Return) []kpi.Return {
	out := slices.Clone(returns)
	before := newHistory(c.Held)
	for _, i := range byEdition(out) {
		r := &out[i]
		if r.Refused() {
			continue
		}
		k := &check{
			Checks: c, ret: r, before: before, byKey: byKey(r.Observations),
			said: map[string]int{}, uses: map[kpi.SeriesID]kpi.SeriesUse{},
		}
		k.all()
		r.Problems = append(slices.Clip(r.Problems), k.problems...)
		if r.Refused() {
			r.Observations = nil
			continue
		}
		r.Observations = append(slices.Clip(r.Observations), k.unassigned...)
		before.add(r.Observations)
	}
	return out
}

// byEdition gives the positions of returns by their edition, then by what makes the order the same every time.
func byEdition(returns []kpi.Return) []int {
	order := make([]int, len(returns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &returns[i], &returns[j]
		return cmp.Or(cmp.Compare(a.Edition, b.Edition), cmp.Compare(a.SHA256, b.SHA256))
	})
	return order
}

// check is one return being checked.
type check struct {
	Checks
	ret        *kpi.Return
	before     history
	byKey      map[kpi.Key]int // positions in ret.Observations
	problems   kpi.Problems
	said       map[string]int // how often a code was said
	uses       map[kpi.SeriesID]kpi.SeriesUse
	unassigned []kpi.Observation // what was worked out to belong to no area
}

// all runs every check. Errors come first, so that the first line that is read says why a return was refused.
func (k *check) all() {
	k.negativeCounts()
	k.shares()
	if len(k.problems) > 0 {
		return
	}
	k.areas()
	k.gaps()
	odd := k.units()
	k.farOutside(odd)
	k.onTime()
}

// byKey finds the figures of a return; of one that is given twice the first, which is the one that is kept.
func byKey(observations []kpi.Observation) map[kpi.Key]int {
	out := make(map[kpi.Key]int, len(observations))
	for i := range observations {
		if _, twice := out[observations[i].Key]; !twice {
			out[observations[i].Key] = i
		}
	}
	return out
}

// use says what the plan makes of a series, and asks it once for each.
func (k *check) use(id kpi.SeriesID) kpi.SeriesUse {
	u, asked := k.uses[id]
	if !asked {
		u = k.Plan.Use(id)
		k.uses[id] = u
	}
	return u
}

// figure gives the return's known figure of a key.
func (k *check) figure(key kpi.Key) (kpi.Observation, bool) {
	i, ok := k.byKey[key]
	if !ok || k.ret.Observations[i].State != kpi.Known {
		return kpi.Observation{}, false
	}
	return k.ret.Observations[i], true
}

// news says whether a figure is new or changes what holds: what is there already was looked at when it came.
func (k *check) news(o *kpi.Observation) bool {
	held, ok := k.before.figure(o.Key)
	return !ok || held.State != o.State || held.State == kpi.Known && held.Value != o.Value
}

// mostOfACode is how many problems of one code a return gets here before the rest is counted: a sheet that is wrong all
// over must not bury what else there is to say.
const mostOfACode = 20

// say complains about the cell of a figure.
func (k *check) say(severity kpi.Severity, at kpi.Place, code, format string, args ...any) {
	if k.said[code]++; k.said[code] > mostOfACode {
		return
	}
	k.problems = append(k.problems, kpi.Problem{
		File: k.ret.File, Sheet: at.Sheet, Cell: at.Cell, Code: code, Severity: severity, Message: fmt.Sprintf(format, args...),
	})
}

// saidAll counts what say has left out, as a problem of the file.
func (k *check) saidAll(severity kpi.Severity, code, one, many string) {
	more := k.said[code] - mostOfACode
	if more <= 0 {
		return
	}
	k.problems = append(k.problems, kpi.Problem{
		File: k.ret.File, Code: code, Severity: severity, Message: fmt.Sprintf("%s besides", countOf(more, one, many)),
	})
}

// name calls a series and an area as the plan does.
func (k *check) name(key kpi.Key) string {
	area := string(key.Area)
	for _, a := range k.Plan.Areas {
		if a.Code == key.Area {
			area = a.Name
		}
	}
	words := fmt.Sprintf("%s of %s in %s", key.Series, area, key.Period)
	if key.Breakdown != "" {
		words += " (" + key.Breakdown + ")"
	}
	return words
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// number writes a value for a message, with commas between thousands as a reader of a sheet expects them, and with no
// more digits than help: 1,234 or 12.35.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	sign := ""
	if s, sign = strings.TrimPrefix(s, "-"), ""; v < 0 && s != "0" {
		sign = "-"
	}
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}
