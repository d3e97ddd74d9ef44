package reports

import (
	"strings"

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
		Title:    b.chartTitle(ind, a),
		Subtitle: b.say("chart.subtitle", "unit", upperFirst(b.unitOf(ind, a)), "area", b.areaName(a.Area), "first", first.String(), "last", last.String()),
		Unit:     ind.Unit, Decimals: ind.Decimals, FromZero: true, Percent: ind.Unit == "%",
		Points: b.chartPoints(ind, shown),
		Origin: b.say("chart.origin", "publisher", source.Publisher, "source", source.Name),
		Notice: source.Notice, Words: b.w,
	}
	c.Source = b.say("chart.source", "origin", c.Origin)
	c.Alt = b.say("chart.alt", "name", lowerFirst(ind.Name), "first", first.In(b.w), "last", last.In(b.w), "spread", b.spread(ind, a))
	limits := b.limitLines(ind, a)
	c.Alt += b.limitsAlt(a, limits)
	c.Lines = append(append(b.baselineLines(ind, a), limits...), b.targetLines(ind, a)...)
	for i := len(a.Points); i < len(shown); i++ { // drawn as figures that will still change
		c.Points[i].Provisional, c.Points[i].Reason = true, b.say("point.unfinished")
	}
	for i, p := range a.Points {
		if i > 0 && p.Group != a.Points[i-1].Group {
			c.Breaks = append(c.Breaks, Flag{i, i, b.say("chart.break", "month", b.w.Month(p.Period.First.Time()))})
		}
	}
	c.Events = b.events(ind, shown)
	return c
}

// chartTitle says what the chart shows, and what that means where it can be judged.
func (b *builder) chartTitle(ind kpi.Indicator, a kpi.Assessment) string {
	if a.Trend.Kind == kpi.TrendCannotJudge {
		return ind.Name
	}
	return b.say("chart.title", "name", ind.Name, "trend", a.Trend.In(b.w))
}

// unitOf is the unit with the kind of period: "offences each quarter".
func (v voice) unitOf(ind kpi.Indicator, a kpi.Assessment) string {
	kind := a.Latest.Period.Kind
	if kind == kpi.PointInTime {
		return v.unitHeading(ind)
	}
	return v.say("unit.each-"+strings.ReplaceAll(kind.String(), " ", "-"), "unit", v.unitHeading(ind))
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return string(s[0]|0x20) + s[1:]
	}
	return s
}

// spread says the lowest, highest and latest figure.
func (v voice) spread(ind kpi.Indicator, a kpi.Assessment) string {
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
		return v.say("chart.spread-figure", "figure", v.valueText(ind, p.Value), "when", v.when(p.Period))
	}
	return v.say("chart.spread", "lowest", say(low), "highest", say(high), "latest", say(*a.Latest), "trend", v.trendSentence(a))
}

func (v voice) chartPoints(ind kpi.Indicator, pts []kpi.Point) []Point {
	out := make([]Point, len(pts))
	for i, p := range pts {
		f := v.pointFigure(ind, p)
		out[i] = Point{Label: upperFirst(p.Period.In(v.w)), Short: p.Period.String(), Value: f.Number, Text: f.String(), Kind: pointKind(p.Kind), Provisional: p.Marks&kpi.Provisional != 0}
		if len(p.Signals) > 0 {
			out[i].Reason = v.signalWords(p.Signals[0])
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
func (v voice) baselineLines(ind kpi.Indicator, a kpi.Assessment) []Line {
	if a.Baseline == nil {
		return nil
	}
	value, ok := a.Baseline.Known()
	if !ok || a.Change == nil {
		return nil
	}
	name := v.say("chart.baseline", "period", a.Baseline.Period.String())
	if have, of := a.Latest.Period.Kind.Months(), a.Baseline.Period.Kind.Months(); ind.Measure == kpi.Count && !ind.PerDay && have > 0 && of > have {
		value *= float64(have) / float64(of)
		name = v.say("chart.baseline-average", "period", a.Baseline.Period.String(), "kind", a.Latest.Period.Kind.In(v.w))
	}
	from := 0
	for i, p := range a.Points {
		if p.Group == a.Latest.Group {
			from = i
			break
		}
	}
	return []Line{{
		Kind: LineBaseline, Name: name, Value: rounded(value, ind.Decimals), Text: v.format(value, ind.Decimals), From: from, To: len(a.Points) - 1,
	}}
}

func (v voice) targetLines(ind kpi.Indicator, a kpi.Assessment) []Line {
	if a.Target.Level == nil {
		return nil
	}
	return []Line{v.level(ind, LineTarget, v.say("chart.target"), *a.Target.Level, 0, len(a.Points)-1)}
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

func (b *builder) spark(ind kpi.Indicator, a kpi.Assessment) *Spark {
	first, last := a.Points[0].Period, a.Points[len(a.Points)-1].Period
	return &Spark{ID: "spark-" + ind.Slug, Alt: b.say("spark.alt", "first", first.String(), "last", last.String()), Points: b.chartPoints(ind, a.Points), Words: b.w}
}
