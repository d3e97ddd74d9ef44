package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/words"
)

// FillIn is a return to fill in by hand, for the figures that nobody sends in a spreadsheet of their own: grades,
// milestones, survey values, finance. The layout return-to-fill-in reads it back.
type FillIn struct {
	Title    string
	Plan     string
	Notices  []string
	How      []Fact // how to fill it in, a step each
	Rows     []FillInRow
	Reported kpi.Period // whose figures it asks for
	Words    *words.Catalogue
}

// FillInRow asks for one figure of one period.
type FillInRow struct {
	Indicators string // ids, with commas
	Figure     string // the series' name
	What       string // what to enter
	AreaCode   string
	Area       string
	Period     string   // as it is read back; "" where whoever fills it in says the day
	Words      []string // the values to choose from; none for a number
	Share      bool     // a number from 0 to 100
	Counted    bool     // a number of 0 or more
	Series     kpi.SeriesID
	OutOf      kpi.SeriesID // what the figure is out of; "" for none
}

// NotThere is what stands in place of a figure that was expected and that there is not.
const NotThere = "x"

// fillInSteps are the steps of filling in a return, by their keys.
var fillInSteps = []string{"where", "no-figure", "lists", "out-of", "period", "status", "corrections", "sending"}

// fillInHow says how to fill in a return.
func (v voice) fillInHow() []Fact {
	var out []Fact
	for _, step := range fillInSteps {
		out = append(out, v.fact("fill-in.how."+step, v.say("fill-in.how-text."+step), ""))
	}
	return out
}

// BuildFillIn makes the return to fill in for the series of sources that are filled in by hand, with a row for every
// period of the indicator's frequency that ends in a span. Indicators whose figure every council area needs have a row for
// each. It has no rows when the plan has no such series.
func BuildFillIn(plan *kpi.Plan, span kpi.Period) FillIn {
	v := voice{plan.Words}
	f := FillIn{Title: v.say("fill-in.title", "period", span.In(v.w)), Plan: plan.Title, Notices: plan.Notices, How: v.fillInHow(), Reported: span, Words: v.w}
	b := fillInBuilder{voice: v, plan: plan, index: map[kpi.SeriesID]int{}}
	for _, ind := range plan.Computed() {
		for _, in := range ind.AllInputs() {
			b.ask(ind, in)
		}
	}
	b.askRest()
	for _, q := range b.questions {
		for _, area := range b.areas(q.of) {
			for _, period := range b.periods(q, span) {
				row := q.row
				row.AreaCode, row.Area, row.Period = string(area.Code), area.Name, period
				f.Rows = append(f.Rows, row)
			}
		}
	}
	return f
}

// fillInBuilder collects what is asked, each series once.
type fillInBuilder struct {
	voice
	plan      *kpi.Plan
	questions []fillInQuestion
	index     map[kpi.SeriesID]int // of the question that asks for a series
}

type fillInQuestion struct {
	of  kpi.Indicator // the first that needs it
	row FillInRow
}

// ask asks for an input's value, and for what it is out of beside it. A series that several indicators need is asked
// for once.
func (b *fillInBuilder) ask(ind kpi.Indicator, in kpi.Input) {
	outOf := in.Denominator
	if outOf == "" {
		outOf = in.Sample
	}
	if !b.byHand(outOf) {
		outOf = ""
	}
	if !b.byHand(in.Value) {
		return
	}
	i, asked := b.index[in.Value]
	if !asked {
		i = b.add(ind, in.Value)
	} else if ids := &b.questions[i].row.Indicators; !strings.Contains(", "+*ids+", ", ", "+string(ind.ID)+", ") {
		*ids += ", " + string(ind.ID)
	}
	if row := &b.questions[i].row; row.OutOf == "" {
		row.OutOf = outOf
	}
}

// askRest asks in rows of their own for what other rows can't have beside them, and takes out of the other rows what has
// a row of its own.
func (b *fillInBuilder) askRest() {
	taken := map[kpi.SeriesID]bool{}
	for i := range b.questions {
		row := &b.questions[i].row
		if _, own := b.index[row.OutOf]; own || taken[row.OutOf] {
			row.OutOf = ""
		}
		taken[row.OutOf] = true
	}
	for _, ind := range b.plan.Computed() {
		for _, in := range ind.AllInputs() {
			for _, id := range []kpi.SeriesID{in.Denominator, in.Sample} {
				if _, own := b.index[id]; b.byHand(id) && !own && !taken[id] {
					b.add(ind, id)
				}
			}
		}
	}
	for i := range b.questions {
		q := &b.questions[i]
		q.row.What = b.what(q.of, &q.row)
	}
}

func (b *fillInBuilder) add(ind kpi.Indicator, id kpi.SeriesID) int {
	info, _, _ := b.plan.Series(id)
	use := b.plan.Use(id)
	b.index[id] = len(b.questions)
	b.questions = append(b.questions, fillInQuestion{ind, FillInRow{
		Indicators: string(ind.ID), Figure: info.Name, Series: id, Words: slices.Clone(use.Words), Counted: use.Counted,
		Share: !use.Counted && info.Unit == "%" && len(ind.Inputs) > 0 && ind.Inputs[0].Sample != "",
	}})
	return len(b.questions) - 1
}

func (b *fillInBuilder) byHand(id kpi.SeriesID) bool {
	_, source, ok := b.plan.Series(id)
	return ok && source.Template
}

// what says what to enter.
func (b *fillInBuilder) what(ind kpi.Indicator, row *FillInRow) string {
	info, _, _ := b.plan.Series(row.Series)
	var parts []string
	switch {
	case len(row.Words) > 0:
		parts = append(parts, b.say("fill-in.what.words", "list", b.or(row.Words)))
	case row.Share:
		parts = append(parts, b.say("fill-in.what.share"))
	default:
		parts = append(parts, b.say("fill-in.what.number", "unit", info.Unit))
	}
	if info, _, ok := b.plan.Series(row.OutOf); ok {
		parts = append(parts, b.say("fill-in.what.out-of", "series", info.Name))
	} else if len(row.Words) == 0 {
		parts = append(parts, b.say("fill-in.what.out-of-none"))
	}
	if f := ind.Frequency; f == kpi.PerInspection || f == kpi.Once || b.plan.Use(row.Series).People {
		parts = append(parts, b.say("fill-in.what.day"))
	}
	return strings.Join(parts, " ")
}

// areas are those that a row is for: the force's, and each council's where the judged floor has a second test there.
func (b *fillInBuilder) areas(ind kpi.Indicator) []kpi.Area {
	each := slices.ContainsFunc(ind.Targets, func(t kpi.Target) bool { return t.Each != nil })
	var out []kpi.Area
	for _, a := range b.plan.Areas {
		if a.Code == b.plan.Area || each && a.Role == "council" {
			out = append(out, a)
		}
	}
	return out
}

// periods are those that a row is for; a blank one where whoever fills it in says the day, which for people is that of a
// census or an estimate.
func (b *fillInBuilder) periods(q fillInQuestion, span kpi.Period) []string {
	if b.plan.Use(q.row.Series).People {
		return []string{""}
	}
	return b.periodsEnding(q.of.Frequency, span)
}

// periodKinds are the kinds of period in which figures of a frequency come.
var periodKinds = map[kpi.Frequency]kpi.PeriodKind{
	kpi.Monthly: kpi.Month, kpi.Quarterly: kpi.Quarter, kpi.SixMonthly: kpi.Half, kpi.Annual: kpi.FinancialYear,
}

// periodsEnding lists the periods of a frequency that end in a span, in words that are read back; one blank for a
// frequency without periods of its own.
func (b *fillInBuilder) periodsEnding(f kpi.Frequency, span kpi.Period) []string {
	kind, ok := periodKinds[f]
	if !ok {
		return []string{""}
	}
	var out []string
	for p := kpi.PeriodContaining(kind, span.First); p.Last <= span.Last; p = p.Next() {
		out = append(out, b.readable(p))
	}
	return out
}

// readable is a period in words where these are read back, and as it is written everywhere where they are not.
func (b *fillInBuilder) readable(p kpi.Period) string {
	if back, err := kpi.ParsePeriod(p.In(b.w)); err == nil && back == p {
		return p.In(b.w)
	}
	return p.String()
}
