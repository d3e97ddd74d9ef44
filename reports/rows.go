package reports

import "planwatch/kpi"

// rows is the long form of an indicator's points, each with the cell it came from.
func (b *builder) rows(ind kpi.Indicator, a kpi.Assessment) []Row {
	_, source, _ := b.Plan.Series(a.Input.Value)
	levels := levelDecimals(ind, a.Latest.Value)
	out := make([]Row, 0, len(a.Points)+len(a.Unfinished))
	for _, p := range shownPoints(a) {
		r := Row{
			Indicator: string(ind.ID), Name: ind.Name, Area: string(a.Area), AreaName: b.areaName(a.Area),
			Period: p.Period.String(), FirstDay: p.Period.First.String(), LastDay: p.Period.Last.String(), PeriodKind: p.Period.Kind.String(),
			Unit: ind.Unit, Marks: p.Marks.Shorthand(), State: p.State.String(), Provenance: a.Provenance.String(), Series: string(a.Input.Value),
			Notice: source.Notice,
		}
		if p.State == kpi.Known {
			r.Value = b.plain(b.pointFigure(ind, p))
		}
		if p.Numerator != nil {
			r.Numerator, r.Denominator = b.plain(b.optional(p.Numerator, 0)), b.plain(b.optional(p.Denominator, 0))
		}
		r.Mean, r.Lower, r.Upper = b.plain(b.number(p.Mean, levels)), b.plain(b.lowerLimit(ind, p.Lower, levels)), b.plain(b.number(p.Upper, levels))
		if len(p.Signals) > 0 {
			r.Rule = p.Signals[0].Rule.String()
		}
		cells(&r, p.Cells)
		out = append(out, r)
	}
	return out
}

// plain is a figure without a language's signs, for machines; "" when there is no number.
func (v voice) plain(f Figure) string {
	if f.Number == nil {
		return ""
	}
	return v.w.Plain(f.Text)
}

// cells writes down where a point was read; of several cells each, joined by a plus sign.
func cells(r *Row, from []kpi.Observation) {
	join := func(have, more string) string {
		if have == "" || have == more {
			return more
		}
		return have + " + " + more
	}
	for _, o := range from {
		r.File, r.SHA256, r.Sheet = join(r.File, o.Place.File), join(r.SHA256, o.Place.SHA256), join(r.Sheet, o.Place.Sheet)
		r.Cell, r.Release = join(r.Cell, o.Place.Cell), join(r.Release, o.Place.Release)
		read := "here"
		if o.Place.Transcribed() {
			read = "transcribed"
		}
		r.Read = join(r.Read, read)
	}
}
