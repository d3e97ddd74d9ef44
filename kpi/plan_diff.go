package kpi

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// PlanChange is one difference between two editions of a plan, in words.
type PlanChange struct {
	Indicator IndicatorID
	Name      string // of the indicator, as the newer edition has it
	What      ChangeKind
	Was, Is   string
	Because   string // from the newer edition's register of changes; "" when it has no entry
}

// NeedsReason says whether a change of its kind alters what is counted or judged, so that a reader of earlier figures
// has to be told why.
func (c ChangeKind) NeedsReason() bool {
	return c == ChangedDefinition || c == ChangedBaseline || c == ChangedTarget || c == ChangedWithdrawn
}

// DiffPlans lists what changed of the indicators from one edition of a plan to another, in the order of the newer one,
// what is gone coming last.
func DiffPlans(old, plan *Plan) []PlanChange {
	was := map[IndicatorID]Indicator{}
	for _, i := range old.Indicators {
		was[i.ID] = i
	}
	var out []PlanChange
	for _, i := range plan.Indicators {
		before, known := was[i.ID]
		delete(was, i.ID)
		switch {
		case !known && i.Life.Ended():
			out = append(out, PlanChange{i.ID, i.Name, ChangedNew, "", "recorded as " + i.Life.String(), ""})
		case !known:
			out = append(out, PlanChange{i.ID, i.Name, ChangedNew, "", i.Question, ""})
		case i.Life.Ended() && !before.Life.Ended():
			out = append(out, PlanChange{i.ID, i.Name, ChangedWithdrawn, before.Life.String(), i.Life.String(), i.Reason})
		default:
			out = append(out, diffIndicator(before, i)...)
			out = append(out, diffRebases(old, plan, i)...)
		}
	}
	for _, i := range old.Indicators {
		if _, gone := was[i.ID]; gone {
			out = append(out, PlanChange{i.ID, i.Name, ChangedWithdrawn, i.Life.String(), "no longer in the plan's files", ""})
		}
	}
	for i := range out {
		if out[i].Because == "" {
			out[i].Because = reasonFor(old, plan, out[i])
		}
	}
	return out
}

// reasonFor finds the reason in the register of changes: the newest entry for the change that the older edition did not
// have.
func reasonFor(old, plan *Plan, c PlanChange) string {
	because, newest := "", Date(0)
	for _, r := range plan.Changes {
		if r.Indicator == c.Indicator && r.What == c.What && !slices.Contains(old.Changes, r) && r.Date >= newest {
			because, newest = r.Because, r.Date
		}
	}
	return because
}

// diffIndicator lists what changed of one indicator, a line for each kind of change.
func diffIndicator(was, is Indicator) []PlanChange {
	var out []PlanChange
	for _, d := range []struct {
		what ChangeKind
		of   func(Indicator) []namedText
	}{{ChangedWording, wordingOf}, {ChangedDefinition, definitionOf}, {ChangedBaseline, baselineOf}, {ChangedTarget, targetsOf}} {
		before, after := d.of(was), d.of(is)
		var old, now []string
		for i := range before {
			if before[i].text != after[i].text {
				old, now = append(old, before[i].String()), append(now, after[i].String())
			}
		}
		if len(old) > 0 {
			out = append(out, PlanChange{is.ID, is.Name, d.what, strings.Join(old, "; "), strings.Join(now, "; "), ""})
		}
	}
	return out
}

// namedText is a part of an indicator's specification, for comparing.
type namedText struct{ name, text string }

func (n namedText) String() string {
	text := cmp.Or(n.text, "nothing")
	if n.name == "" {
		return text
	}
	return n.name + ": " + text
}

func wordingOf(i Indicator) []namedText {
	return []namedText{{"question", i.Question}, {"name", i.Name}, {"technical name", i.Technical}, {"what it does not tell", i.Caveat}}
}

func definitionOf(i Indicator) []namedText {
	var inputs []string
	for _, in := range i.Inputs {
		inputs = append(inputs, strings.TrimSuffix(string(in.Value)+" / "+string(in.Denominator), " / "))
	}
	return []namedText{
		{"what counts", i.Counts},
		{"what does not", i.Excludes},
		{"measure", i.Measure.String()},
		{"numerator", i.Numerator},
		{"denominator", i.Denominator},
		{"unit", i.Unit},
		{"direction", i.Direction.String()},
		{"codes", i.Codes},
		{"series", strings.Join(inputs, ", ")},
		{"per", either(i.PerDay, "day", "")},
		{"method", i.Method.String()},
		{"parts", partsOf(i)},
		{"groups", i.Disparity.words()},
	}
}

// partsOf is the parts of an indicator with what they count and which way each should go.
func partsOf(i Indicator) string {
	var out []string
	for _, p := range i.Parts {
		s := p.ID + ": " + cmp.Or(string(p.Indicator), strings.TrimSuffix(string(p.Input.Value)+" / "+string(p.Input.Denominator), " / "), "no series")
		if p.Direction != 0 {
			s += ", " + p.Direction.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// words is the two groups with their series.
func (d *DisparityOf) words() string {
	if d == nil {
		return ""
	}
	one := func(s Side) string { return s.Name + ": " + string(s.Events) + " / " + string(s.People) }
	return one(d.Group) + ", against " + one(d.Reference)
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func baselineOf(i Indicator) []namedText {
	b := currentBaseline(i)
	if b == nil {
		return []namedText{{"", "no record"}}
	}
	return []namedText{{"", b.Words()}}
}

func targetsOf(i Indicator) []namedText {
	var out []string
	for _, t := range i.Targets {
		out = append(out, t.Words(i.Unit))
	}
	return []namedText{{"", cmp.Or(strings.Join(out, "; "), "no target")}}
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
