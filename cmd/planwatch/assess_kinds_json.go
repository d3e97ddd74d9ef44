package main

import (
	"planwatch/kpi"
)

// kindsJSON is what an assessment says of some kinds of indicator only; null or empty for others.
type kindsJSON struct {
	RateOf     *string        `json:"rate_population"` // the date of the population that the rate is over
	Unfinished []pointJSON    `json:"unfinished"`      // the newest periods of a cohort: shown, not judged
	Disparity  *disparityJSON `json:"disparity"`
	Parts      []partJSON     `json:"parts"`
	Whole      *string        `json:"whole"` // what the parts come to, in words
	Override   *overrideJSON  `json:"override"`
}

type pointJSON struct {
	Period string   `json:"period"`
	Value  *float64 `json:"value"`
}

// disparityJSON has numbers only where the ratio is given; otherwise why it is not.
type disparityJSON struct {
	Period     string   `json:"period"`
	Reason     *string  `json:"reason"`
	Ratio      *float64 `json:"ratio"`
	Lower      *float64 `json:"lower"` // 95%
	Upper      *float64 `json:"upper"`
	Rate       *float64 `json:"rate_per_1000"`
	Reference  *float64 `json:"reference_rate_per_1000"`
	Difference *float64 `json:"difference_per_1000"`
	Excess     *float64 `json:"excess"`
	NotStated  *float64 `json:"not_stated_percent"`
	IfGroup    *float64 `json:"ratio_if_not_stated_were_group"`
	IfOther    *float64 `json:"ratio_if_not_stated_were_reference"`
	Find       *float64 `json:"find_percent"`
	FindOther  *float64 `json:"reference_find_percent"`
	People     *string  `json:"population"`
}

type partJSON struct {
	ID        string          `json:"part"`
	Name      string          `json:"name"`
	Agency    string          `json:"agency"`
	Indicator kpi.IndicatorID `json:"indicator"`
	Period    *string         `json:"period"`
	Value     *float64        `json:"value"`
	Unit      string          `json:"unit"`
	Trend     string          `json:"trend"`
	Target    *string         `json:"target"`
}

// overrideJSON is a person's judgement. The keys trend and target beside it are still what the rules say.
type overrideJSON struct {
	Trend   *string `json:"trend"`
	Target  *string `json:"target"`
	Author  string  `json:"author"`
	Date    string  `json:"date"`
	From    string  `json:"from"`
	Until   string  `json:"until"`
	Because string  `json:"because"`
}

func assessKinds(a kpi.Assessment) kindsJSON {
	j := kindsJSON{RateOf: text(a.RateOf), Whole: text(a.Whole), Unfinished: []pointJSON{}, Parts: []partJSON{}, Disparity: disparityOf(a.Disparity)}
	for _, p := range a.Unfinished {
		j.Unfinished = append(j.Unfinished, pointJSON{p.Period.String(), knownValue(&p)})
	}
	for _, p := range a.Parts {
		part := partJSON{ID: p.Part.ID, Name: p.Part.Name, Agency: p.Part.Agency, Indicator: p.Of.ID, Unit: p.Of.Unit, Trend: p.Trend.String(), Target: text(p.Target.String()), Value: knownValue(p.Latest)}
		if p.Latest != nil {
			part.Period = text(p.Latest.Period.String())
		}
		j.Parts = append(j.Parts, part)
	}
	if o := a.Override; o != nil {
		j.Override = &overrideJSON{text(o.Trend), text(o.Target), o.Author, o.Made.String(), o.From.String(), o.Until.String(), o.Because}
	}
	return j
}

func knownValue(p *kpi.Point) *float64 {
	if p == nil || p.State != kpi.Known {
		return nil
	}
	return &p.Value
}

func disparityOf(d *kpi.DisparityFound) *disparityJSON {
	switch {
	case d == nil:
		return nil
	case d.Reason != "":
		return &disparityJSON{Period: d.Period.String(), Reason: &d.Reason}
	}
	return &disparityJSON{
		Period: d.Period.String(), Ratio: known(d.Ratio), Lower: known(d.Lower), Upper: known(d.Upper), Rate: known(d.RatePer1000), Reference: known(d.ReferencePer1000),
		Difference: known(d.DifferencePer1000), Excess: known(d.Excess), NotStated: known(d.NotStated.Share.Value), IfGroup: known(d.NotStated.AllGroup), IfOther: known(d.NotStated.AllReference),
		Find: known(d.Group.Find.Value), FindOther: known(d.Reference.Find.Value), People: text(d.Group.PeopleAt.String()),
	}
}
