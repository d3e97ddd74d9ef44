package chart

import (
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Three grids lie on each other. "plot" has the periods and the values. "flags" is the plot with the band above it,
// measured in pixels upwards, for upright lines. "key" is below, measured in pixels from its top left. Beside the
// periods the plot has a second x axis that counts them, 0 at the left edge of the first, for level lines.
//
// The indices of the axes: x 0 periods, 1 counts in the plot, 2 counts in flags, 3 pixels in key; y 0 values, 1 pixels
// in flags, 2 pixels in key.

const (
	gridFlags = 1
	gridKey   = 2
)

func (w whole) xAxes(wide patch) []xAxis {
	names := make([]string, len(w.ticks))
	for i, t := range w.ticks {
		names[i] = t.text
	}
	edge := &lineStyle{Color: grey, Width: 1}
	n := float64(len(w.ticks))
	axes := []xAxis{
		{XAxis: opts.XAxis{Type: "category", Data: names}, AxisLine: &axisLine{Show: true, OnZero: true, LineStyle: edge}},
		{XAxis: opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: n}},
		{XAxis: opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: n, GridIndex: gridFlags}},
		{XAxis: opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, GridIndex: gridKey}},
	}
	for i := range axes {
		axes[i].ID = wide.XAxis[i].ID
		if i > 0 {
			axes[i].AxisPointer = &shownOrNot{}
		}
		if m := wide.XAxis[i].Max; m != nil {
			axes[i].Max = *m
		}
		axes[i].AxisLabel, axes[i].AxisTick = wide.XAxis[i].AxisLabel, wide.XAxis[i].AxisTick
	}
	return axes
}

func (w whole) yAxes(wide patch) []yAxis {
	format := "{value}"
	if w.chart.Percent {
		format = w.chart.Words.Say("unit.percent", "n", format)
	}
	values := yAxis{
		YAxis: opts.YAxis{
			Type: "value", Min: w.scale.low, Max: w.scale.high,
			SplitLine: &opts.SplitLine{Show: opts.Bool(!w.scale.empty), LineStyle: &opts.LineStyle{Color: gridInk}},
		},
		Interval:  w.scale.step,
		AxisLabel: &axisLabel{Show: new(!w.scale.empty), Color: ink, FontSize: wideForm.axis.size, Margin: 6, Formatter: format},
		AxisTick:  &axisTick{}, AxisLine: &axisLine{},
	}
	axes := []yAxis{
		values,
		{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, GridIndex: gridFlags}},
		{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, GridIndex: gridKey, Inverse: opts.Bool(true)}},
	}
	for i := range axes {
		axes[i].ID = wide.YAxis[i].ID
		if m := wide.YAxis[i].Max; m != nil {
			axes[i].Max = *m
		}
	}
	return axes
}

func (l *layout) grids() []grid {
	plot := opts.Grid{Left: pixels(l.left), Right: pixels(l.right), Top: pixels(l.top), Bottom: pixels(l.foot)}
	flags := plot
	flags.Top = pixels(l.top - l.band)
	key := opts.Grid{
		Left: pixels(l.pad), Width: pixels(l.inner()), Height: pixels(max(l.keyHeight, 1)),
		Bottom: pixels(l.foot - l.keyTop - l.keyHeight),
	}
	flags.Tooltip, key.Tooltip = &opts.Tooltip{Show: opts.Bool(false)}, &opts.Tooltip{Show: opts.Bool(false)}
	return []grid{{plot, "plot"}, {flags, "flags"}, {key, "key"}}
}

func (l *layout) xAxes() []xAxisPatch {
	label := &axisLabel{Show: new(true), Color: ink, FontSize: l.axis.size, LineHeight: l.axis.leading, Margin: 8, CustomValues: l.labelled}
	tick := &axisTick{Show: true, AlignWithLabel: true, Length: 5, LineStyle: &lineStyle{Color: grey, Width: 1}, CustomValues: l.labelled}
	return []xAxisPatch{
		{ID: "periods", AxisLabel: label, AxisTick: tick},
		{ID: "counts"},
		{ID: "flag-counts"},
		{ID: "key-x", Max: new(rounded(l.inner()))},
	}
}

func (l *layout) yAxes() []yAxisPatch {
	return []yAxisPatch{
		{ID: "values", AxisLabel: &axisLabel{FontSize: l.axis.size}},
		{ID: "flag-pixels", Max: new(rounded(l.plot + l.band))},
		{ID: "key-y", Max: new(rounded(max(l.keyHeight, 1)))},
	}
}
