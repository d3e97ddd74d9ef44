package planfile

import (
	"slices"

	"planwatch/kpi"
)

// The bounds of what is hidden when an indicator asks for it and gives none: 1 to 4, so that 0 is shown.
const (
	suppressFrom = 1
	suppressTo   = 4
)

func suppress(s suppressShape) *kpi.Suppress {
	if !s.given() {
		return nil
	}
	out := &kpi.Suppress{From: suppressFrom, To: suppressTo, Why: s.Why.Value}
	if s.From.known() {
		out.From = s.From.Value
	}
	if s.To.known() {
		out.To = s.To.Value
	}
	return out
}

// checkSuppress wants counts that may be hidden, and bounds between which at least two values lie: whoever knows the
// bounds would otherwise know the figure.
func (f *folder) checkSuppress(ind *indicatorShape) {
	s := suppress(ind.Suppress)
	if s == nil {
		return
	}
	at := ind.Suppress.place
	if m, ok := kpi.ParseMeasure(ind.Measure.Value); ok && m != kpi.Count && m != kpi.Percentage {
		f.add(badSuppress, at, "want small figures hidden of a count or a percentage, found them of a %s", m)
	}
	if s.From >= s.To {
		f.add(badSuppress, at, `want "from" less than "to", found %g and %g`, s.From, s.To)
	}
	public := func(id word) bool { return f.provenance(id) == kpi.PublishedFigures.String() }
	var ids []word
	for _, in := range ind.Inputs {
		ids = append(ids, in.Value)
	}
	for _, p := range ind.Parts {
		if p.Value.known() {
			ids = append(ids, p.Value)
		}
	}
	if len(ids) > 0 && !slices.ContainsFunc(ids, func(id word) bool { return !public(id) }) {
		f.add(badSuppress, at, "want a series whose figures are not published already, found published ones alone")
	}
}

// checkSeriesTies wants what series say of each other to be of series that are there.
func (f *folder) checkSeriesTies() {
	for _, source := range f.sources.Sources {
		for _, s := range source.Series {
			refer(f, unknownSeries, s.PartOf, "a series", sourcesYAML, f.known.series)
			for _, id := range s.Tells {
				refer(f, unknownSeries, id, "a series", sourcesYAML, f.known.series)
				f.checkOther(s, id)
			}
			f.checkOther(s, s.PartOf)
			if s.PartOf.known() != s.By.known() {
				f.add(badTie, s.ID.place, `want "part_of" and "by" together, found one of them`)
			}
		}
	}
}

func (f *folder) checkOther(s seriesShape, id word) {
	if id.known() && id.Value == s.ID.Value {
		f.add(badTie, id.place, "want the id of another series, found its own, %q", id.Value)
	}
}
