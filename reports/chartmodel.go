package reports

import (
	"fmt"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// chart is the model of an indicator's trend line.
func (b *builder) chart(ind kpi.Indicator, a kpi.Assessment) *Chart {
	shown := shownPoints(a)
	first, last := shown[0].Period, shown[len(shown)-1].Period
	_, source, _ := b.Plan.Series(a.Input.Value)
	c := &Chart{
		ID:       ind.Slug,
		Title:    chartTitle(ind, a),
		Subtitle: fmt.Sprintf("%s, %s, %s to %s", upperFirst(unitOf(ind, a)), b.areaName(a.Area), first.String(), last.String()),
		Unit:     ind.Unit, Decimals: ind.Decimals, FromZero: true, Percent: ind.Unit == "%",
		Points: chartPoints(ind, shown),
		Source: "Source: " + source.Publisher + ", " + source.Name,
		Notice: source.Notice,
	}
	c.Alt = fmt.Sprintf("Line chart of %s, %s to %s. %s", lowerFirst(ind.Name), first.Words(), last.Words(), spread(ind, a))
	limits := limitLines(ind, a)
	c.Alt += limitsAlt(limits)
	c.Lines = append(append(baselineLines(ind, a), limits...), targetLines(ind, a)...)
	for i := len(a.Points); i < len(shown); i++ { // drawn as figures that will still change
		c.Points[i].Provisional, c.Points[i].Reason = true, a.Catalogue().Say("point.unfinished")
	}
	for i, p := range a.Points {
		if i > 0 && p.Group != a.Points[i-1].Group {
			c.Breaks = append(c.Breaks, Flag{i, i, "Counting changed " + p.Period.First.Time().Format("January 2006")})
		}
	}
	c.Events = b.events(ind, shown)
	return c
}

// chartTitle says what the chart shows, and what that means where it can be judged.
func chartTitle(ind kpi.Indicator, a kpi.Assessment) string {
	if a.Trend.Kind == kpi.TrendCannotJudge {
		return ind.Name
	}
	return ind.Name + ": " + a.Trend.Word()
}

// unitOf is the unit with the kind of period: "offences a quarter".
func unitOf(ind kpi.Indicator, a kpi.Assessment) string {
	unit := ind.Unit
	if unit == "%" {
		unit = "per cent"
	}
	switch a.Latest.Period.Kind {
	case kpi.PointInTime:
		return unit
	case kpi.Rolling12:
		return unit + " in the 12 months to each date"
	case kpi.FinancialYear:
		return unit + " each financial year"
	default:
		return unit + " each " + a.Latest.Period.Kind.String()
	}
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return string(s[0]|0x20) + s[1:]
	}
	return s
}

// spread says the lowest, highest and latest figure.
func spread(ind kpi.Indicator, a kpi.Assessment) string {
	low, high := *a.Latest, *a.Latest
	for _, p := range a.Points {
		if p.State != kpi.Known {
			continue
		}
		if p.Value < low.Value {
			low = p
		}
		if p.Value > high.Value {
			high = p
		}
	}
	say := func(p kpi.Point) string {
		return valueText(ind, p.Value) + " " + when(p.Period)
	}
	return fmt.Sprintf("Lowest %s; highest %s; latest %s. %s", say(low), say(high), say(*a.Latest), trendSentence(a))
}

func chartPoints(ind kpi.Indicator, pts []kpi.Point) []Point {
	out := make([]Point, len(pts))
	for i, p := range pts {
		f := pointFigure(ind, p)
		out[i] = Point{Label: upperFirst(p.Period.Words()), Short: p.Period.String(), Value: f.Number, Text: f.String(), Kind: pointKind(p.Kind), Provisional: p.Marks&kpi.Provisional != 0}
		if len(p.Signals) > 0 {
			out[i].Reason = signalWords(p.Signals[0])
		}
	}
	return out
}

func pointKind(k stats.Kind) PointKind {
	switch k {
	case stats.Improvement:
		return PointImprovement
	case stats.Concern:
		return PointConcern
	case stats.SpecialCause:
		return PointNeutral
	default:
		return PointCommon
	}
}

// baselineLines draws the baseline where it can stand beside the points: a value of the same kind of period, or the
// average of the shorter periods that make it up.
func baselineLines(ind kpi.Indicator, a kpi.Assessment) []Line {
	if a.Baseline == nil {
		return nil
	}
	value, ok := a.Baseline.Known()
	if !ok || a.Change == nil {
		return nil
	}
	name := "Baseline " + a.Baseline.Period.String()
	if have, of := a.Latest.Period.Kind.Months(), a.Baseline.Period.Kind.Months(); ind.Measure == kpi.Count && !ind.PerDay && have > 0 && of > have {
		value *= float64(have) / float64(of)
		name += " (average " + a.Latest.Period.Kind.String() + ")"
	}
	from := 0
	for i, p := range a.Points {
		if p.Group == a.Latest.Group {
			from = i
			break
		}
	}
	return []Line{{
		Kind: LineBaseline, Name: name, Value: rounded(value, ind.Decimals), Text: format(value, ind.Decimals), From: from, To: len(a.Points) - 1,
	}}
}

func targetLines(ind kpi.Indicator, a kpi.Assessment) []Line {
	if a.Target.Level == nil {
		return nil
	}
	return []Line{level(ind, LineTarget, "Target", *a.Target.Level, 0, len(a.Points)-1)}
}

// events marks the plan's events that concern the indicator's section and lie within the points.
func (b *builder) events(ind kpi.Indicator, pts []kpi.Point) []Flag {
	var out []Flag
	for _, e := range b.Plan.Events {
		if !e.Concerns(ind.Section) {
			continue
		}
		last := e.Last
		if last == 0 {
			last = e.First
		}
		from, to := -1, -1
		for i, p := range pts {
			if p.Period.Last >= e.First && p.Period.First <= last {
				if from < 0 {
					from = i
				}
				to = i
			}
		}
		if from >= 0 {
			out = append(out, Flag{from, to, e.Name})
		}
	}
	return out
}

func spark(ind kpi.Indicator, a kpi.Assessment) *Spark {
	first, last := a.Points[0].Period, a.Points[len(a.Points)-1].Period
	return &Spark{ID: "spark-" + ind.Slug, Alt: fmt.Sprintf("Trend line, %s to %s", first.String(), last.String()), Points: chartPoints(ind, a.Points)}
}
