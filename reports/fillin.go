package reports

import (
	"slices"
	"strings"

	"planwatch/kpi"
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

// fillInHow says how to fill in a return.
var fillInHow = []Fact{
	{Label: "Where", Text: "Fill in the worksheet Figures: the columns Value and Out of, and the others where they are asked for. What stands in the columns before them says what each row is for."},
	{Label: "No figure", Text: "Leave the row as it is. It then says nothing: the figure stays unknown, which is never 0. Write x as the value only where a figure was expected and there is none."},
	{Label: "Lists", Text: "Grades and milestones are chosen from a list. They are also in the worksheet Lists."},
	{Label: "Out of", Text: "A percentage is entered as two numbers: how many, and out of how many. A survey's percentage is entered with the number of valid answers that it rests on. Where that is not known, say why under \"If none, why\"; the reason is kept with the figure."},
	{Label: "Period", Text: "Where it is blank, write the day on which it stood so, for a grade the day of the report: 2026-03-31 or 31 March 2026. To report a period that has no row, copy a row and change its period."},
	{Label: "Status", Text: "Blank means final."},
	{Label: "Corrections", Text: "Enter the right figure and give the return a later date; a later return goes before an earlier one, and both are kept."},
	{Label: "Sending", Text: "Save it as .xlsx and put it into the inbox, or load it with planwatch load. What is wrong in it is listed with its cell, and nothing of it is kept until that is mended."},
}

// BuildFillIn makes the return to fill in for the series of sources that are filled in by hand, with a row for every
// period of the indicator's frequency that ends in a span. Indicators whose figure every council area needs have a row for
// each. It has no rows when the plan has no such series.
func BuildFillIn(plan *kpi.Plan, span kpi.Period) FillIn {
	f := FillIn{Title: "Return to fill in, " + span.Words(), Plan: plan.Title, Notices: plan.Notices, How: fillInHow, Reported: span}
	b := fillInBuilder{plan: plan, index: map[kpi.SeriesID]int{}}
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
		parts = append(parts, "Value: "+listed(row.Words)+".")
	case row.Share:
		parts = append(parts, "Value: a percentage from 0 to 100.")
	default:
		parts = append(parts, "Value: a number ("+info.Unit+").")
	}
	if info, _, ok := b.plan.Series(row.OutOf); ok {
		parts = append(parts, "Out of: "+info.Name+".")
	} else if len(row.Words) == 0 {
		parts = append(parts, "Out of: leave blank.")
	}
	if f := ind.Frequency; f == kpi.PerInspection || f == kpi.Once || b.plan.Use(row.Series).People {
		parts = append(parts, "Period: the day.")
	}
	return strings.Join(parts, " ")
}

// listed is "Inadequate, Adequate or Good".
func listed(words []string) string {
	if n := len(words) - 1; n > 0 {
		return strings.Join(words[:n], ", ") + " or " + words[n]
	}
	return strings.Join(words, "")
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
	return periodsEnding(q.of.Frequency, span)
}

// periodKinds are the kinds of period in which figures of a frequency come.
var periodKinds = map[kpi.Frequency]kpi.PeriodKind{
	kpi.Monthly: kpi.Month, kpi.Quarterly: kpi.Quarter, kpi.SixMonthly: kpi.Half, kpi.Annual: kpi.FinancialYear,
}

// periodsEnding lists the periods of a frequency that end in a span, in words that are read back; one blank for a
// frequency without periods of its own.
func periodsEnding(f kpi.Frequency, span kpi.Period) []string {
	kind, ok := periodKinds[f]
	if !ok {
		return []string{""}
	}
	var out []string
	for p := kpi.PeriodContaining(kind, span.First); p.Last <= span.Last; p = p.Next() {
		out = append(out, p.Words())
	}
	return out
}
