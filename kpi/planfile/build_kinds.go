package planfile

import "planwatch/kpi"

// buildKind makes what belongs to one measure only.
func buildKind(out *kpi.Indicator, s indicatorShape) {
	out.PerDay = s.Per.Value == "day"
	out.Method, _ = kpi.ParseOutcomeMethod(s.Method.Value)
	out.Answers = words[kpi.SeriesID](s.Answers)
	if d := s.Disparity; d.given() {
		out.Disparity = &kpi.DisparityOf{
			Events: d.Events.Value, Group: side(d.Group), Reference: side(d.Reference),
			All: kpi.SeriesID(d.All.Value), NotStated: kpi.SeriesID(d.NotStated.Value),
		}
		out.Inputs = []kpi.Input{{Value: out.Disparity.Group.Events}}
	}
}

func side(s sideShape) kpi.Side {
	return kpi.Side{
		Name: s.Name.Value, Events: kpi.SeriesID(s.Events.Value), People: kpi.SeriesID(s.People.Value), Found: kpi.SeriesID(s.Found.Value),
	}
}

// part makes a part of an indicator of a measure.
func part(s partShape, measure kpi.Measure) kpi.Part {
	out := kpi.Part{
		ID: s.ID.Value, Name: s.Name.Value, Agency: s.Agency.Value, Line: int(s.Line.Value), Indicator: kpi.IndicatorID(s.Indicator.Value),
		Input: kpi.Input{Value: kpi.SeriesID(s.Value.Value), Denominator: kpi.SeriesID(s.Denominator.Value)}, Unit: s.Unit.Value,
	}
	out.Direction, _ = kpi.ParseDirection(s.Direction.Value)
	if m, ok := kpi.ParseMeasure(s.Measure.Value); ok {
		out.Measure, measure = m, m
	}
	if s.Decimals.known() {
		d := int(s.Decimals.Value)
		out.Decimals = &d
	}
	for _, b := range s.Baselines {
		out.Baselines = append(out.Baselines, baseline(b, measure, false))
	}
	for _, t := range s.Targets {
		out.Targets = append(out.Targets, target(t))
	}
	return out
}

// buildOverrides makes the judgements of persons.
func (f *folder) buildOverrides(p *kpi.Plan) {
	for _, o := range f.overrides.Overrides {
		out := kpi.Override{
			Indicator: kpi.IndicatorID(o.Indicator.Value), Area: kpi.AreaCode(o.Area.Value), Trend: o.Trend.Value, Target: o.Target.Value,
			Author: o.Author.Value, Because: o.Because.Value,
		}
		out.Made, _ = date(o.Date)
		out.From = out.Made
		if from := periodPointer(o.From); from != nil {
			out.From = from.Last
		}
		if until := periodPointer(o.Until); until != nil {
			out.Until = until.Last
		}
		p.Overrides = append(p.Overrides, out)
	}
}
