package main

import (
	"planwatch/kpi"
	"planwatch/reports"
)

// comparedJSON is what an assessment is compared with.
type comparedJSON struct {
	Comparisons []comparisonJSON `json:"comparisons"`
}

// comparisonJSON is the latest figure beside those of a group of areas, or of areas that the indicator names one by one.
type comparisonJSON struct {
	Group    *string          `json:"group"` // null: named one by one
	Name     string           `json:"name"`
	Note     *string          `json:"note"`
	Areas    []comparatorJSON `json:"areas"`
	Without  []kpi.AreaCode   `json:"without"`
	Ranked   *string          `json:"ranked"`  // "value" or "rate"; null: not ranked
	Reason   *string          `json:"reason"`  // why not
	Others   int              `json:"others"`  // that are ranked with it
	Median   *float64         `json:"median"`  // of the others
	Lowest   *float64         `json:"lowest"`  //
	Highest  *float64         `json:"highest"` //
	Higher   *int             `json:"higher"`  // how many others are higher
	Lower    *int             `json:"lower"`
	Same     *int             `json:"same"`
	Standing *string          `json:"standing"`
	Funnel   *funnelJSON      `json:"funnel"` // null: no denominator or population
	Words    []string         `json:"words"`
}

type comparatorJSON struct {
	Area   kpi.AreaCode `json:"area"`
	Period string       `json:"period"`
	Value  float64      `json:"value"`
	Rate   *float64     `json:"rate"`
	Marks  string       `json:"marks"`
}

type funnelJSON struct {
	Position string  `json:"position"` // "far-below", "below", "alike", "above" or "far-above"
	Pooled   float64 `json:"pooled"`   // the others added up and divided once, per unit
	Spread   float64 `json:"spread"`   // how far chance moves the area, as a share of pooled
	Outside  int     `json:"others_outside"`
	Of       int     `json:"others"`
}

func comparisonsJSON(plan *kpi.Plan, ind kpi.Indicator, a kpi.Assessment) []comparisonJSON {
	out := []comparisonJSON{}
	for _, c := range a.Comparisons {
		one := kpi.Assessment{Area: a.Area, Latest: a.Latest, Rate: a.Rate, Comparisons: []kpi.Comparison{c}}
		j := comparisonJSON{
			Group: text(c.Group), Name: c.Name, Note: text(c.Note), Areas: []comparatorJSON{}, Without: append([]kpi.AreaCode{}, c.Without...), Reason: text(c.Reason),
			Others: c.Others, Median: known(c.Median), Lowest: known(c.Lowest), Highest: known(c.Highest), Words: append([]string{}, reports.CompareWords(plan, ind, one)...),
		}
		for _, f := range c.Figures {
			j.Areas = append(j.Areas, comparatorJSON{f.Area, f.Period.String(), f.Value, f.Rate, f.Marks.Shorthand()})
		}
		if c.By != kpi.NotRanked {
			s := c.Standing
			j.Ranked, j.Higher, j.Lower, j.Same, j.Standing = text(c.By.String()), &s.Higher, &s.Lower, &s.Same, text(s.Words(plan.Words))
		}
		if v := c.Funnel; v.Of > 0 {
			j.Funnel = &funnelJSON{v.Key(), v.Pooled, v.Spread, v.Outside, v.Of}
		}
		out = append(out, j)
	}
	return out
}
