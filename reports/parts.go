package reports

import "planwatch/kpi"

// partsTable is every part of an indicator that has parts, with the agency that answers for it and what its own figures
// say; nil for others.
func (v voice) partsTable(ind kpi.Indicator, a kpi.Assessment) *Table {
	if len(a.Parts) == 0 {
		return nil
	}
	figure, same := v.words("parts.figure"), sameUnit(ind, a.Parts)
	if same {
		figure = Column{upperFirst(v.unitHeading(ind)), true, ind.Decimals}
	}
	t := &Table{ID: "parts-" + ind.Slug, Caption: v.say("parts.caption", "name", ind.Name), Columns: append(append(
		v.columns("parts.part", "parts.agency", "parts.period"), figure), v.columns("parts.trend", "parts.target")...)}
	for _, p := range a.Parts {
		row := []Figure{text(p.Part.Name), text(p.Part.Agency), text(v.say("parts.no-return")), text(kpi.Missing.Shorthand()), text(p.Trend.Full(v.w)), text(v.say("parts.no-target"))}
		switch {
		case p.Latest == nil:
		case same:
			row[2], row[3] = text(p.Latest.Period.String()), v.pointFigure(p.Of, *p.Latest)
		default:
			row[2], row[3] = text(p.Latest.Period.String()), text(v.full(p.Of, *p.Latest, p.Of.Unit))
		}
		if p.Target.State != kpi.NoTarget {
			row[5] = text(p.Target.Full(v.w))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sameUnit says whether all parts are in the whole's unit, so that their figures can stand under one heading.
func sameUnit(ind kpi.Indicator, parts []kpi.PartAssessment) bool {
	for _, p := range parts {
		if p.Of.Unit != ind.Unit {
			return false
		}
	}
	return true
}

// PartLines are the same in lines for a terminal.
func PartLines(a kpi.Assessment) []string {
	var out []string
	w := a.Catalogue()
	for _, p := range a.Parts {
		says := p.Trend.Full(w)
		if p.Latest != nil {
			says = full(p.Of, *p.Latest, p.Of.Unit) + ", " + p.Latest.Period.String() + "; " + says
		}
		line := w.Say("parts.line", "part", p.Part.Name, "says", says)
		if p.Target.State != kpi.NoTarget {
			line += w.Say("parts.line-target", "target", p.Target.String())
		}
		out = append(out, line)
	}
	return out
}
