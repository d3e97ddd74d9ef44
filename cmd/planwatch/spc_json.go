package main

import (
	"planwatch/kpi/stats"
	"planwatch/reports"
)

// The JSON of spc, as contracts has it.
type (
	spcDocument struct {
		Points    []spcPoint `json:"points"`
		Variation *string    `json:"variation"`
		Assurance *string    `json:"assurance"`
		Trial     bool       `json:"trial"`
		Notes     []string   `json:"notes"`
	}
	spcPoint struct {
		Period    string   `json:"period"`
		Value     *float64 `json:"value"`
		Group     int      `json:"group"`
		Mean      *float64 `json:"mean"`
		Lower     *float64 `json:"lower"`
		Upper     *float64 `json:"upper"`
		NearLower *float64 `json:"near_lower"`
		NearUpper *float64 `json:"near_upper"`
		Rule      string   `json:"rule"`
		Direction string   `json:"direction"`
		Kind      string   `json:"kind"`
		Fired     []string `json:"fired"` // every rule, "shift high"
	}
)

func spcJSON(c reports.Control, notes []string) spcDocument {
	x := c.XmR
	doc := spcDocument{
		Points: make([]spcPoint, len(c.Values)), Trial: x.Trial, Notes: notes,
		Variation: text(x.Variation.String()), Assurance: text(x.Assurance.String()),
	}
	for i, p := range x.Points {
		doc.Points[i] = spcPoint{
			Period: c.Periods[i].String(), Value: known(c.Values[i]), Group: p.Group,
			Mean: known(p.Mean), Lower: known(p.Lower), Upper: known(p.Upper), NearLower: known(p.NearLower), NearUpper: known(p.NearUpper),
			Rule: p.Label.Rule.String(), Direction: p.Label.Side.String(), Kind: p.Kind.String(), Fired: spcFired(p.Fired),
		}
	}
	return doc
}

func spcFired(signals []stats.Signal) []string {
	out := make([]string, len(signals))
	for i, s := range signals {
		out[i] = s.Rule.String() + " " + s.Side.String()
	}
	return out
}
