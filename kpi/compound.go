package kpi

import (
	"strconv"
	"strings"
)

// Part is one of the parts of an indicator that has several: one right of the Victims' Code with a series of its own,
// or another indicator of the plan. Its input has no series when nobody counts it yet.
type Part struct {
	ID        string
	Name      string
	Agency    string // who answers for it
	Line      int    // in the source
	Input     Input
	Indicator IndicatorID // an indicator of the plan that is this part; "" for one with a series
	// Of a part with a series: what differs from the indicator that it is a part of; zero for what does not.
	Measure   Measure
	Direction Direction
	Unit      string
	Decimals  *int
	Baselines []Baseline
	Targets   []Target
}

// PartAssessment is one part assessed as an indicator is: by its own figures, direction, baseline and target.
type PartAssessment struct {
	Part Part
	Of   Indicator // what was assessed
	Assessment
}

// PartOf is a part as an indicator of its own; false when the plan has no indicator of its name.
func (p *Plan) PartOf(ind Indicator, part Part) (Indicator, bool) {
	if part.Indicator != "" {
		return p.Indicator(string(part.Indicator))
	}
	out := ind
	out.ID = ind.ID + "/" + IndicatorID(part.ID)
	out.Name, out.Inputs, out.Baselines, out.Targets = part.Name, nil, part.Baselines, part.Targets
	out.Parts, out.Rate, out.Awaits, out.Disparity, out.Answers = nil, nil, "", nil, nil
	if part.Input.Value != "" {
		out.Inputs = []Input{part.Input}
	}
	if part.Measure != 0 {
		out.Measure = part.Measure
	}
	if part.Direction != 0 {
		out.Direction = part.Direction
	}
	out.PerDay = false
	if !out.Measure.Pair() {
		out.Method = 0
	}
	if part.Unit != "" {
		out.Unit = part.Unit
	}
	if part.Decimals != nil {
		out.Decimals = *part.Decimals
	}
	return out, true
}

// assessParts assesses each part and says in words what they come to. Beside a figure of the whole that is a note: a
// good figure must not hide a part that went the other way.
func assessParts(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) {
	for _, part := range ind.Parts {
		of, ok := plan.PartOf(ind, part)
		if !ok || of.Measure == Compound { // of which the plan's files complain
			continue
		}
		a.Parts = append(a.Parts, PartAssessment{part, of, Assess(plan, of, a.Area, data, asAt)})
	}
	if len(a.Parts) == 0 {
		return
	}
	w := wholeOf(a.Parts)
	a.Whole = w.words(plan)
	if ind.Measure != Compound {
		a.note("parts", plan.Words.Say("note.parts", "parts", a.Whole))
	}
}

// whole counts what the parts of an indicator say.
type whole struct {
	parts                                int
	improving, worsening, steady, unsure int
	unusual                              int // higher or lower than usual, where neither is better
	levelled                             int // at a new level, steady since
	met, missed                          int // of those with a target that is judged
}

func wholeOf(parts []PartAssessment) whole {
	w := whole{parts: len(parts)}
	for _, p := range parts {
		switch p.Trend.Kind {
		case TrendImproving, TrendDone:
			w.improving++
		case TrendWorsening, TrendLate:
			w.worsening++
		case TrendCannotJudge:
			w.unsure++
		case TrendHigher, TrendLower:
			w.unusual++
		case TrendChangedLevel:
			w.levelled++
		default:
			w.steady++
		}
		switch p.Target.State {
		case TargetMet, TargetOnPath:
			w.met++
		case TargetNotMet, TargetOffPath:
			w.missed++
		}
	}
	return w
}

// trend is what the parts come to. Only when every part improves does the whole; a part that gets worse is never
// outweighed by another that gets better, because nobody has said how much each of them weighs. One that is higher or
// lower than usual, of which neither is better, leaves the whole undecided.
func (w whole) trend() TrendKind {
	switch {
	case w.worsening > 0 && w.improving == 0:
		return TrendWorsening
	case w.worsening > 0 || w.unsure > 0 || w.unusual > 0:
		return TrendCannotJudge
	case w.improving == w.parts:
		return TrendImproving
	default:
		return TrendNoChange
	}
}

// mixed says whether something went well and something did not, so that the whole must not read as a success.
func (w whole) mixed() bool {
	return w.improving+w.met > 0 && w.worsening+w.missed > 0
}

// words is "1 of 2 parts improving, 1 worsening: not a success as a whole".
func (w whole) words(plan *Plan) string {
	if w.unsure == w.parts && w.missed == 0 {
		return plan.Words.Say("whole.none", "of", w.parts)
	}
	var out []string
	for _, c := range []struct {
		key string
		n   int
	}{{"improving", w.improving}, {"worsening", w.worsening}, {"unusual", w.unusual}, {"levelled", w.levelled}, {"steady", w.steady}, {"unsure", w.unsure}, {"missed", w.missed}} {
		switch {
		case c.n == 0:
		case len(out) == 0:
			out = append(out, plan.Words.Say("whole.first."+c.key, "of", w.parts, "n", strconv.Itoa(c.n)))
		default:
			out = append(out, plan.Words.Say("whole."+c.key, "n", c.n))
		}
	}
	s := strings.Join(out, ", ")
	if w.mixed() {
		s = plan.Words.Say("whole.mixed", "parts", s)
	}
	return s
}

// assessCompound assesses an indicator that is nothing but its parts. It has no figure, and its words are theirs.
func assessCompound(plan *Plan, ind Indicator, area AreaCode, data *Data, asAt Date) Assessment {
	a := Assessment{Indicator: ind.ID, Area: area, Baseline: currentBaseline(ind), words: plan.Words}
	assessParts(plan, ind, &a, data, asAt)
	a.Provenance, a.Trend.Reason = wholeProvenance(plan, a.Parts)
	partNotices(&a)
	a.Target = judgeTarget(plan, ind, &a, data, asAt)
	if len(a.Parts) == 0 || a.Trend.Reason != "" {
		return a
	}
	w := wholeOf(a.Parts)
	a.Trend.Kind = w.trend()
	if a.Trend.Kind == TrendCannotJudge {
		a.Trend.Reason = a.Whole
	} else {
		a.Trend.Because = a.Whole
	}
	return a
}

// wholeProvenance is that of the parts that have figures, or why they can't be taken together.
func wholeProvenance(plan *Plan, parts []PartAssessment) (Provenance, string) {
	var found Provenance
	for _, p := range parts {
		switch {
		case p.Provenance == 0:
		case found != 0 && (found == IllustrativeFigures) != (p.Provenance == IllustrativeFigures):
			return 0, plan.Words.Say("whole.illustrative")
		default:
			found = max(found, p.Provenance)
		}
	}
	return found, ""
}

// partNotices says of the whole what has to stand wherever figures of its parts show, and that one of them is old.
func partNotices(a *Assessment) {
	for _, p := range a.Parts {
		for _, n := range p.Notes {
			switch n.Code {
			case "illustrative":
				a.note(n.Code, n.Text)
			case "old":
				a.note(n.Code, p.Part.Name+": "+n.Text)
			}
		}
	}
}

// Notice is what has to stand wherever an assessment's figures show, those of its parts among them; "" for figures that
// are not invented.
func (p *Plan) Notice(a Assessment) string {
	if a.Latest != nil {
		_, source, _ := p.Series(a.Input.Value)
		return source.Notice
	}
	for _, part := range a.Parts {
		if n := p.Notice(part.Assessment); n != "" {
			return n
		}
	}
	return ""
}
