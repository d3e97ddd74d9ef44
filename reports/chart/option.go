package chart

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"planwatch/reports"
)

// Option is the ECharts option of a chart, JSON: the same on the server and in the browser, the same bytes for the
// same chart. Its "media" holds the narrow arrangement; without it the option draws the wide one. There is no
// function in it, and its tooltip is drawn, not HTML, so that it works under a strict Content-Security-Policy.
func Option(c reports.Chart) ([]byte, error) {
	forms := []layout{lay(c, wideForm), lay(c, narrowForm)}
	option := base(c)
	all := parts(c, &forms[0])
	wide, narrow := patchOf(c, &forms[0], forms), patchOf(c, &forms[1], forms)
	option["media"] = []media{
		{Query: &mediaQuery{MaxWidth: narrowBelow - 1}, Option: narrow},
		{Option: wide},
	}
	option["title"], option["grid"] = wide.Title, wide.Grid
	option["xAxis"], option["yAxis"] = all.xAxes(wide), all.yAxes(wide)
	option["series"] = all.withSamples(forms, wide)
	out, err := json.Marshal(option)
	if err != nil {
		return nil, fmt.Errorf("chart %s: write option: %w", c.ID, err)
	}
	return out, nil
}

// base is what all charts share.
func base(c reports.Chart) map[string]any {
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{Description: c.Alt}}),
	)
	line.Validate()
	option := line.JSON()
	delete(option, "toolbox")
	delete(option, "legend")
	option["color"] = []string{darkBlue, turquoise, darkPink, orange}
	option["backgroundColor"] = paper
	option["textStyle"] = opts.TextStyle{FontFamily: fontFamily, Color: ink}
	option["tooltip"] = balloonStyle()
	return option
}

// balloonStyle is how the tooltip looks and behaves: all of a period's words, no movement, inside the picture.
func balloonStyle() map[string]any {
	return map[string]any{
		"trigger": "axis", "renderMode": "richText", "formatter": "{b}", "confine": true, "transitionDuration": 0,
		"backgroundColor": paper, "borderColor": ink, "borderWidth": 1, "padding": 8,
		"textStyle": opts.TextStyle{Color: ink, FontFamily: fontFamily},
		"axisPointer": map[string]any{
			"type": "line", "animation": false, "lineStyle": lineStyle{Color: ink, Width: 1, Type: "dashed"},
			"label": label{},
		},
	}
}

// whole is what does not differ between the forms.
type whole struct {
	chart  reports.Chart
	scale  scale
	ticks  []tick
	series []series
}

func parts(c reports.Chart, l *layout) whole {
	w := whole{chart: c, scale: l.scale, ticks: l.ticks}
	w.series = append(w.series, spanSeries(l.flags))
	w.series = append(w.series, lineSeries(c, l.lines)...)
	w.series = append(w.series, latestSeries(c)...)
	w.series = append(w.series, flagSeries())
	w.series = append(w.series, pointSeries(c)...)
	return w
}

// spanSeries carries the shades of events that last.
func spanSeries(flags []flag) series {
	area := &markArea{Silent: true, ItemStyle: opts.ItemStyle{Color: spanFill}, Data: [][2]areaItem{}}
	for _, f := range flags {
		if f.spanned[1] > 0 {
			area.Data = append(area.Data, [2]areaItem{{Name: f.text, XAxis: float64(f.spanned[0])}, {XAxis: float64(f.spanned[1])}})
		}
	}
	return series{
		SingleSeries: charts.SingleSeries{Id: "spans", Type: types.ChartLine, XAxisIndex: 1, Data: []any{}},
		MarkArea:     area, Silent: true, Tooltip: noTooltip, Z: 1,
	}
}

// latestSeries is a thin leader from the last point to its figure at the edge.
func latestSeries(c reports.Chart) []series {
	n := len(c.Points)
	if n == 0 || c.Points[n-1].Value == nil {
		return nil
	}
	v := *c.Points[n-1].Value
	return []series{{
		SingleSeries: charts.SingleSeries{
			Id: latestID, Name: c.Words.Say("chart.latest"), Type: types.ChartLine, XAxisIndex: 1, Symbol: "none",
			Data: [][]float64{{float64(n) - 0.5, v}, {float64(n), v}},
		},
		LineStyle: &lineStyle{Color: darkBlue, Width: 1, Type: []int{1, 4}}, Z: 3, NoClip: noClip, Silent: true, Tooltip: noTooltip,
	}}
}

// flagSeries carries the lines of breaks and events; where they stand differs between the forms.
func flagSeries() series {
	return series{
		SingleSeries: charts.SingleSeries{Id: "flags", Type: types.ChartLine, XAxisIndex: 2, YAxisIndex: 1, Data: []any{}},
		Silent:       true, Tooltip: noTooltip, Z: 2,
	}
}

// sampleSeries is a sample of the key, wherever it lies.
func sampleSeries(s sample) series {
	out := series{
		SingleSeries: charts.SingleSeries{Id: s.id, Name: s.words, Type: types.ChartLine, XAxisIndex: 3, YAxisIndex: 2, Symbol: "none", Data: []any{}},
		LineStyle:    s.line, Z: 3, NoClip: noClip, Silent: true, Tooltip: noTooltip,
	}
	if s.line == nil {
		out.Type, out.Symbol, out.SymbolSize, out.NoClip = types.ChartScatter, s.symbol, s.size, nil
		out.ItemStyle = &opts.ItemStyle{Color: s.fill, BorderColor: s.edge, BorderWidth: 1, Opacity: opts.Float(1)}
	}
	return out
}

// allSamples are the samples of all forms, each once.
func allSamples(forms []layout) []sample {
	var out []sample
	seen := map[string]bool{}
	for _, l := range forms {
		for _, s := range l.samples {
			if !seen[s.id] {
				seen[s.id] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// withSamples adds the key and puts the wide form's places in.
func (w whole) withSamples(forms []layout, wide patch) []series {
	out := w.series
	for _, s := range allSamples(forms) {
		out = append(out, sampleSeries(s))
	}
	places := map[string]seriesPatch{}
	for _, p := range wide.Series {
		places[p.ID] = p
	}
	for i := range out {
		p, ok := places[out[i].Id]
		if !ok {
			continue
		}
		if p.SymbolSize > 0 {
			out[i].SymbolSize = p.SymbolSize
		}
		if p.Data != nil {
			out[i].Data = p.Data
		}
		out[i].EndLabel, out[i].MarkLine = p.EndLabel, p.MarkLine
	}
	return out
}
