package kpi

import (
	"math"

	"planwatch/kpi/stats"
)

// DisparityOf is what a disparity compares: how often something happens to a group and to a reference, per head. The
// people of each come through a return, such as a census; nothing is assumed of them.
type DisparityOf struct {
	Events    string // what happens: "searches"
	Group     Side
	Reference Side
	All       SeriesID // all events, those of unknown group among them; "" when nobody counts them
	NotStated SeriesID // events whose group was not recorded; "" likewise
}

// Side is one of the two groups that are compared.
type Side struct {
	Name   string   // "Black people"
	Events SeriesID // how often it happened to them
	People SeriesID // how many they are, at points in time
	Found  SeriesID // how many of the events found something; "" when nobody counts that
}

// inputs lists the series that a disparity reads beside the group's events, which are the indicator's own input.
func (d *DisparityOf) inputs() []Input {
	if d == nil {
		return nil
	}
	var out []Input
	for _, in := range []Input{
		{Value: d.Reference.Events},
		{Value: d.Group.People},
		{Value: d.Reference.People},
		{Value: d.NotStated, Denominator: d.All},
		{Value: d.Group.Found, Denominator: d.Group.Events},
		{Value: d.Reference.Found, Denominator: d.Reference.Events},
	} {
		if in.Value != "" {
			out = append(out, in)
		}
	}
	return out
}

// people says whether a series is the population of one of the groups.
func (d *DisparityOf) people(id SeriesID) bool {
	return d != nil && (d.Group.People == id || d.Reference.People == id)
}

// DisparityFound is a disparity in one period, with all that has to stand beside the ratio.
type DisparityFound struct {
	Period           Period
	Reason           string // why there is none: then nothing else is defined
	stats.Disparity         // ratio with interval, rates and difference per 1,000, excess
	Group, Reference SideFound
	NotStated        stats.NotStated // NaN where not known
	twoDates         bool            // the two populations are of different dates
}

// SideFound is one group's part in it. Events are unknown (nil) wherever the ratio is withheld, so that no small count
// shows.
type SideFound struct {
	Events, People *float64
	PeopleAt       Period         // the date of the population
	Find           stats.Estimate // share of the events that found something, per cent
}

// census is how old a population by ethnic group may be: it comes from the census every ten years, and the next one takes
// a year and more to be published.
const census = 11 * 366 // days

// disparities puts ratios where the group's events were. The counts themselves are no values of the indicator.
func (d *DisparityOf) disparities(pts []Point, area AreaCode, data *Data, asAt Date) {
	for i := range pts {
		p := &pts[i]
		found := d.find(p, area, data, asAt)
		if found.Disparity.Reason != stats.ReasonNone {
			p.Value, p.State = 0, withheldState(found.Disparity.Reason, p.State)
			continue
		}
		p.Value, p.State = found.Ratio, Known
	}
}

// find works out the disparity of a point's period and gives the point the figures that it read.
func (d *DisparityOf) find(p *Point, area AreaCode, data *Data, asAt Date) DisparityFound {
	p.Cells = nil
	look := func(id SeriesID) float64 {
		for _, o := range data.Series(id, area, asAt) {
			if o.Period == p.Period {
				p.Cells, p.Marks = append(p.Cells, o), p.Marks|o.Marks
				if o.State == Known {
					return o.Value
				}
			}
		}
		return math.NaN()
	}
	group, reference := stats.Area{Events: look(d.Group.Events)}, stats.Area{Events: look(d.Reference.Events)}
	out := DisparityFound{Period: p.Period}
	out.Group.PeopleAt = peopleOf(d.Group.People, p, area, data, &group.Population)
	out.Reference.PeopleAt = peopleOf(d.Reference.People, p, area, data, &reference.Population)
	// Populations of two dates are not compared: one of the two groups has had longer to grow.
	if g, r := out.Group.PeopleAt, out.Reference.PeopleAt; g != r && g.Kind != 0 && r.Kind != 0 {
		out.twoDates, group.Population = true, math.NaN()
	}
	out.Disparity = stats.NewDisparity(group, reference, stats.Level95)
	out.NotStated = stats.NewNotStated(look(d.All), look(d.NotStated), group, reference, stats.Level95)
	if out.Disparity.Reason == stats.ReasonNone {
		out.Group.take(group, stats.FindRate(look(d.Group.Found), group.Events, stats.Level95))
		out.Reference.take(reference, stats.FindRate(look(d.Reference.Found), reference.Events, stats.Level95))
	}
	return out
}

func (s *SideFound) take(a stats.Area, find stats.Estimate) {
	s.Events, s.People, s.Find = &a.Events, &a.Population, find
}

// disparity keeps the newest disparity in full, with what has to be said beside it.
func disparity(plan *Plan, ind Indicator, a *Assessment, data *Data, asAt Date) {
	if ind.Measure != Disparity || ind.Disparity == nil {
		return
	}
	d := ind.Disparity
	d.censusBreaks(plan, a, data)
	for i := len(a.Points) - 1; i >= 0 && a.Disparity == nil; i-- {
		if p := a.Points[i]; len(p.Cells) > 0 { // otherwise a gap in the calendar
			found := d.find(&Point{Period: p.Period}, a.Area, data, asAt)
			found.Reason = d.reason(plan, found)
			a.Disparity = &found
		}
	}
	switch newest := a.Disparity; {
	case newest == nil:
	case newest.Reason != "":
		a.note("disparity-withheld", plan.Words.Say("note.disparity.withheld", "when", newest.Period.In(plan.Words), "why", newest.Reason))
	default:
		if a.Provenance == IllustrativeFigures && provenance(plan, Input{Value: d.Group.People}) != IllustrativeFigures {
			a.note("published-population", plan.Words.Say("note.disparity.illustrative"))
		}
		a.note("disparity-people", plan.Words.Say("note.disparity.people", "of", newest.Group.PeopleAt.In(plan.Words)))
		a.note("disparity-repeats", plan.Words.Say("note.disparity.repeats", "events", d.Events))
		if plan.Area != "" && a.Area != plan.Area {
			a.note("disparity-visitors", plan.Words.Say("note.disparity.visitors", "events", d.Events))
		}
		a.note("disparity-fair", plan.Words.Say("note.disparity.fair"))
	}
}

// reason is why a disparity is withheld, in words; "" when it is not.
func (d *DisparityOf) reason(plan *Plan, found DisparityFound) string {
	switch found.Disparity.Reason {
	case stats.ReasonNone:
		return ""
	case stats.ReasonNoPopulation:
		if found.twoDates {
			return plan.Words.Say("disparity.two-populations")
		}
		return plan.Words.Say("disparity.no-population")
	case stats.ReasonNoEvents:
		return plan.Words.Say("disparity.no-events", "events", d.Events)
	case stats.ReasonFewEvents:
		return plan.Words.Say("disparity.few-events", "events", d.Events, "who", d.Group.Name)
	case stats.ReasonFewPeople:
		return plan.Words.Say("disparity.few-people")
	default:
		return plan.Words.Say("disparity.few-events", "events", d.Events, "who", d.Reference.Name)
	}
}

// withheldState is the state of a point whose ratio is withheld: suppressed where the counts are known and too small.
func withheldState(r stats.Reason, was State) State {
	switch r {
	case stats.ReasonFewEvents, stats.ReasonFewPeople, stats.ReasonSmallReference:
		return Suppressed
	case stats.ReasonNoEvents:
		if was != Known {
			return was
		}
	}
	return Missing
}

// peopleOf finds the population that a period's events are put over: the newest that was there by its end, within
// eleven years, else the first after it within three. It says the date; people is NaN when there is none.
func peopleOf(id SeriesID, p *Point, area AreaCode, data *Data, people *float64) Period {
	*people = math.NaN()
	var best *Observation
	list := data.Series(id, area, 0)
	for i, o := range list {
		late := o.Period.Last > p.Period.Last
		switch {
		case o.State != Known || p.Period.Last-o.Period.Last > census || late && (best != nil || o.Period.Last-p.Period.Last > 3*366):
		default:
			best = &list[i]
		}
	}
	if best == nil {
		return Period{}
	}
	p.Cells = append(p.Cells, *best)
	*people = best.Value
	return best.Period
}

// censusBreaks puts a break where the population that ratios rest on changes from one census to the next: ratios fell
// sharply when the census of 2021 took the place of that of 2011, with nothing done by anybody.
func (d *DisparityOf) censusBreaks(plan *Plan, a *Assessment, data *Data) {
	var before Period
	g := 0
	for i := range a.Points {
		p := &a.Points[i]
		var people float64
		at := peopleOf(d.Group.People, &Point{Period: p.Period}, a.Area, data, &people)
		if before.Kind != 0 && at.Kind != 0 && distance(at.Last, before.Last) > 3*366 {
			g++
			a.Breaks = append(a.Breaks, Break{At: p.Period.First, What: plan.Words.Say("break.census", "was", before.In(plan.Words), "is", at.In(plan.Words))})
		}
		if at.Kind != 0 {
			before = at
		}
		p.Group += g
	}
}
