package reports

import (
	"fmt"

	"planwatch/kpi"
)

// disparity is what a ratio was made of, and why it is withheld when it is. Nothing that is withheld is printed.
func (e explainer) disparity() Step {
	d, of := e.a.Disparity, e.ind.Disparity
	if d == nil {
		return Step{}
	}
	s := Step{Title: "The ratio of " + d.Period.String()}
	if d.Reason != "" {
		s.Lines = []string{"Withheld: " + d.Reason + ". A group needs 10 events and 1,000 people, and so does what it is compared with."}
		return s
	}
	s.Columns = []string{"GROUP", "EVENTS", "PEOPLE", "AS OF", "PER 1,000", "SERIES"}
	for _, x := range []struct {
		side  kpi.Side
		found kpi.SideFound
		rate  float64
	}{{of.Group, d.Group, d.RatePer1000}, {of.Reference, d.Reference, d.ReferencePer1000}} {
		s.Rows = append(s.Rows, []string{x.side.Name, exact(*x.found.Events), exact(*x.found.People), x.found.PeopleAt.String(), exact(x.rate), string(x.side.Events) + " / " + string(x.side.People)})
	}
	s.Lines = []string{
		fmt.Sprintf("Ratio of the two rates: %s, 95%% interval %s to %s (%s).", exact(d.Ratio), exact(d.Lower), exact(d.Upper), d.Method),
		fmt.Sprintf("Difference per 1,000: %s. Events more than at the other rate: %s.", exact(d.DifferencePer1000), exact(d.Excess)),
		fmt.Sprintf("Group not put down: %s%% of all events; the ratio if all of them were of the other group: %s, of the group: %s.", exact(d.NotStated.Share.Value), exact(d.NotStated.AllReference), exact(d.NotStated.AllGroup)),
	}
	return s
}

// parts are what each part says and what they come to.
func (e explainer) parts() Step {
	if len(e.a.Parts) == 0 {
		return Step{}
	}
	s := Step{Title: "Its parts", Columns: []string{"PART", "INDICATOR", "LATEST", "PERIOD", "DIRECTION", "TREND", "TARGET"}}
	for _, p := range e.a.Parts {
		row := []string{p.Part.ID, string(p.Of.ID), "none", "none", p.Of.Direction.String(), p.Trend.String(), "none"}
		if p.Latest != nil {
			row[2], row[3] = exact(p.Latest.Value), p.Latest.Period.String()
		}
		if p.Target.State != kpi.NoTarget {
			row[6] = p.Target.String()
		}
		s.Rows = append(s.Rows, row)
	}
	s.Lines = []string{
		upperFirst(e.a.Whole) + ".",
		"The whole improves only when every part does. It worsens when a part does and none improves. Otherwise it can't be judged, or has no clear change.",
	}
	if e.ind.Measure != kpi.Compound {
		s.Lines[1] = "The trend is that of the indicator's own figures; the parts stand beside it."
	}
	return s
}

// unfinished are the newest periods of a cohort, which nothing above rests on.
func (e explainer) unfinished() Step {
	if len(e.a.Unfinished) == 0 {
		return Step{}
	}
	s := Step{Title: "Not complete, and left out of everything above", Columns: []string{"PERIOD", "FIGURE"}}
	for _, p := range e.a.Unfinished {
		row := []string{p.Period.String(), p.State.String()}
		if p.State == kpi.Known {
			row[1] = exact(p.Value)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// override is a person's judgement.
func (e explainer) override() Step {
	o := e.a.Override
	if o == nil {
		return Step{}
	}
	return Step{Title: "A person's judgement", Lines: []string{
		OverrideWords(e.plan, e.a), fmt.Sprintf("It holds for reporting dates from %s to %s. It changes nothing above.", o.From, o.Until),
	}}
}
